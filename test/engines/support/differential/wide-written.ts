import { callWritten } from '../failing-designs.js';
import type { Copies, Failing, WideDesign, WidePart } from './wide-designs.js';

/** How numbers are written: as they are, or as a range of which they are the median. */
export interface Writing {
  readonly isRanged: boolean;
  /** Put beside the rest. */
  readonly scenario?: Readonly<Record<string, unknown>>;
}

/** The design as a spec. */
export const wideWritten = (design: WideDesign, writing: Writing = { isRanged: false }): string =>
  JSON.stringify(wideTree(design, writing));

export function wideTree({ regions, causes, parts, writes, path, buffer, objective }: WideDesign, writing: Writing): object {
  const failing = (of: Failing | null): object => (of ? failingWritten(of, writing) : {});
  const topology = {
    ...(regions.length > 0 && {
      regions: named(regions, (region) => ({
        ...failing(region.failing),
        ...(region.zones.length > 0 && { zones: named(region.zones, (zone) => failing(zone.failing)) }),
      })),
    }),
    ...(causes.length > 0 && { causes: named(causes, (cause) => failing(cause.failing)) }),
  };
  const calls = path.map(callWritten);
  if (buffer) buffered(calls, buffer);
  const stores = parts.filter(({ hasData }) => hasData);
  const promise = { flow: 'f', availability: `${objective.percent}%`, window: `${objective.window} d` };
  return {
    sysdesign: 1,
    name: 'wide',
    ...(Object.keys(topology).length > 0 && { topology }),
    flows: { f: { kind: writes ? 'write' : 'read', rate: '1 req/s', growth: '40% per year', path: calls } },
    components: named(parts, (part) => partWritten(part, writing)),
    ...(stores.length > 0 && {
      data: Object.fromEntries(stores.map(({ name }) => [`in${name}`, { in: name, item: '1 kB', items: 1000 }])),
    }),
    requirements: { quality: { q: promise }, agreements: { a: { ...promise, window: `${2 * objective.window} d` } } },
    ...(writing.scenario && { scenarios: { s: writing.scenario } }),
  };
}

const named = <T extends { readonly name: string }>(items: readonly T[], written: (item: T) => object): object =>
  Object.fromEntries(items.map((item) => [item.name, written(item)]));
const hours = (value: number): string => `${value} h`;
const percent = (value: number): string => `${value}%`;

function failingWritten({ told, mtbf, mttr, percent: up, parts }: Failing, { isRanged }: Writing): object {
  // The median of a log-normal law is the geometric mean of its ends.
  const time = (value: number): string => (isRanged ? `${value / 2} h..${value * 2} h` : hours(value));
  const down = parts ? { detect: time(parts[0]), respond: time(parts[1]), repair: time(parts[2]) } : time(mttr);
  if (told === 'times') return { mtbf: time(mtbf), mttr: down };
  return { availability: percent(up), ...(told === 'availability and mttr' ? { mttr: down } : { mtbf: time(mtbf) }) };
}

function partWritten(part: WidePart, writing: Writing): object {
  const { kind, failing, fleet, shards, copies, within, spread, shares, crews, failover, maintenance, deploy } = part;
  const times = (of: object, names: readonly string[]): object =>
    Object.fromEntries(
      Object.entries(of).flatMap(([key, value]) => (value === null ? [] : [[key, names.includes(key) ? hours(value as number) : value]])),
    );
  const counts = {
    instances: { instances: fleet?.instances },
    replicas: { replicas: fleet?.instances },
    autoscale: { autoscale: { min: fleet?.instances } },
    replication: {},
  }[fleet?.by ?? 'replication'];
  const hasShares = shares.some(({ share }) => share !== null);
  return {
    kind,
    ...failingWritten(failing, writing),
    ...(fleet && counts),
    needed: fleet?.needed ?? undefined,
    shards: shards ?? undefined,
    crews: crews ?? undefined,
    ...(within.length > 0 && { in: within }),
    ...(spread && { spread }),
    ...(shares.length > 0 && {
      shares: hasShares
        ? Object.fromEntries(shares.map(({ cause, share }) => [cause, percent(Math.round(100 * (share ?? 0)))]))
        : shares.map(({ cause }) => cause),
    }),
    ...(copies && { replication: copiesWritten(copies) }),
    ...(failover && {
      failover: {
        ...times(failover, ['detect', 'takes', 'manual']),
        ...(failover.coverage !== null && { coverage: percent(failover.coverage) }),
      },
    }),
    ...(maintenance && {
      maintenance: { every: `${maintenance.every} d`, lasts: hours(maintenance.lasts), ...(maintenance.rolling && { rolling: true }) },
    }),
    ...(deploy && {
      deploy: {
        ...times({ ...deploy, unavailable: null, failures: null }, ['every', 'takes', 'rollback']),
        ...(deploy.failures !== null && { failures: percent(deploy.failures) }),
        ...(deploy.unavailable !== null && {
          unavailable: typeof deploy.unavailable === 'number' ? deploy.unavailable : percent(deploy.unavailable.percent),
        }),
      },
    }),
  };
}

const copiesWritten = ({ factor, read, write, sync, parity }: Copies): object =>
  parity === null
    ? { factor, read: read ?? undefined, write: write ?? undefined, sync: sync ?? undefined }
    : { data: factor - parity, parity };

type Written = Record<string, { miss?: Written[]; calls?: Written[]; parallel?: Written[]; fallback?: object }>;

/** Gives the call that has one its buffer. */
function buffered(calls: readonly object[], { call, bridges }: NonNullable<WideDesign['buffer']>): void {
  const flat = (steps: readonly Written[]): readonly Written[string][] =>
    steps.flatMap((step) => Object.values(step).flatMap((own) => [own, ...flat(own.miss ?? []), ...flat(own.calls ?? own.parallel ?? [])]));
  const own = flat(calls as readonly Written[])[call] as Written[string];
  own.fallback = { ...own.fallback, buffer: hours(bridges) };
}
