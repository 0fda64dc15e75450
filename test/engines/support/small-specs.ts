import fc from 'fast-check';

/** A small design as plain numbers: what both the program and the exhaustive search are given. Bytes, seconds, requests a second. */
export interface Small {
  readonly tier: 'critical' | 'standard' | 'internal';
  /** Whole years. */
  readonly horizon: number;
  /** Percent a year, of flows and data alike. */
  readonly growth: number;
  /** Zones of each region; none stated if empty. */
  readonly regions: readonly number[];
  /** For all components that state none. */
  readonly target: number | null;
  readonly flows: readonly SmallFlow[];
  /** Actors call the first, which calls the second, which calls the third. */
  readonly components: readonly SmallComponent[];
}

export interface SmallFlow {
  readonly writes: boolean;
  readonly rate: number;
  readonly peak: number;
  /** Factor of a spike called `rush`, on the mean. */
  readonly rush: number | null;
  readonly request: number;
  readonly response: number;
  /** Held connections instead of a rate: so many, a request each every so many seconds. It ends at the first component. */
  readonly held: { readonly connections: number; readonly every: number } | null;
}

export interface SmallComponent {
  readonly kind: 'service' | 'gateway' | 'database' | 'search';
  /** Calls for each call of the one before. */
  readonly times: number;
  readonly serviceTime: number;
  readonly each: {
    readonly rate: number | null;
    readonly apart: { readonly reads: number; readonly writes: number } | null;
    readonly servers: number | null;
    readonly cpu: { readonly cores: number; readonly work: number } | null;
    readonly iops: { readonly most: number; readonly work: number } | null;
    readonly network: number | null;
    readonly connections: number | null;
    /** Of memory where data is held there, else of disk. */
    readonly bytes: number | null;
    readonly cost: number;
  };
  readonly data: {
    readonly items: number;
    readonly item: number;
    readonly added: number;
    readonly keep: number | null;
    readonly overhead: number;
  } | null;
  readonly replication: { readonly factor: number; readonly read: 'one' | 'quorum' | 'all' | number | null } | null;
  readonly shards: number | null;
  readonly survives: 'none' | 'instance' | 'zone' | 'region' | number | null;
  readonly target: number | { readonly load: number; readonly stock: number } | null;
  readonly afterLoss: number | null;
  readonly sizeFor: 'mean' | 'peak' | 'spike.rush' | null;
  readonly instances: number | null;
  /** Kept in the first region. */
  readonly inFirst: boolean;
}

const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null, freq: 2 });
const percent = fc.constantFrom(100, 90, 85, 80, 75, 70, 60, 50, 35);
/** Round numbers, so that demand often fills a fleet to the brim. */
const round = (...powers: readonly number[]): fc.Arbitrary<number> =>
  fc.tuple(fc.constantFrom(1, 2, 3, 5, 7), fc.constantFrom(...powers)).map(([digit, power]) => digit * power);

const flow: fc.Arbitrary<SmallFlow> = fc.record({
  writes: fc.boolean(),
  rate: round(1, 10, 100, 1000),
  peak: fc.constantFrom(1, 1.5, 2, 3, 7),
  rush: orNull(fc.constantFrom(4, 10, 20)),
  request: round(100, 1000, 10_000),
  response: round(100, 1000, 100_000),
  held: fc.option(fc.record({ connections: round(1000, 10_000), every: fc.constantFrom(10, 30) }), { nil: null, freq: 4 }),
});

const component: fc.Arbitrary<SmallComponent> = fc.record({
  kind: fc.constantFrom('service', 'gateway', 'database', 'search'),
  times: fc.constantFrom(1, 1, 2, 0.3),
  serviceTime: fc.constantFrom(0.001, 0.005, 0.02, 0.25),
  each: fc.record({
    rate: orNull(round(10, 100, 1000)),
    apart: orNull(fc.record({ reads: round(100, 1000), writes: round(10, 100, 1000) })),
    servers: orNull(fc.constantFrom(1, 8, 64)),
    cpu: orNull(fc.record({ cores: fc.constantFrom(1, 2, 8), work: fc.constantFrom(0.001, 0.005, 0.04) })),
    iops: orNull(fc.record({ most: round(1000, 10_000), work: fc.constantFrom(1, 4, 10) })),
    network: orNull(round(10_000_000, 100_000_000)),
    connections: orNull(round(100, 1000, 10_000)),
    bytes: orNull(round(1e10, 1e12)),
    cost: fc.integer({ min: 1, max: 500 }),
  }),
  data: orNull(
    fc.record({
      items: round(1000, 1e6),
      item: round(100, 1000),
      added: fc.constantFrom(0, 1, 10, 100),
      keep: orNull(fc.constantFrom(1, 2)),
      overhead: fc.constantFrom(0, 25, 50),
    }),
  ),
  // A read cannot wait for more copies than there are.
  replication: orNull(
    fc
      .record({
        factor: fc.integer({ min: 1, max: 5 }),
        read: orNull(fc.constantFrom<('one' | 'quorum' | 'all' | 2)[]>('one', 'quorum', 'all', 2)),
      })
      .map(({ factor, read }) => ({ factor, read: read === 2 && factor < 2 ? ('all' as const) : read })),
  ),
  shards: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null, freq: 3 }),
  survives: orNull(fc.constantFrom<NonNullable<SmallComponent['survives']>[]>('none', 'instance', 'zone', 'zone', 'region', 1, 2, 3)),
  target: orNull(fc.oneof(percent, fc.record({ load: percent, stock: percent }))),
  afterLoss: orNull(percent),
  sizeFor: orNull(fc.constantFrom('mean', 'peak', 'spike.rush')),
  instances: fc.option(fc.integer({ min: 4, max: 40 }), { nil: null, freq: 5 }),
  inFirst: fc.boolean(),
});

/** Designs that mean something: nothing asked to survive a loss that leaves nothing, a copy only where copies are kept. */
export const smallSpec: fc.Arbitrary<Small> = fc
  .record({
    tier: fc.constantFrom<Small['tier'][]>('critical', 'standard', 'internal'),
    horizon: fc.integer({ min: 1, max: 4 }),
    growth: fc.constantFrom(0, 20, 100),
    regions: fc.constantFrom<(readonly number[])[]>([], [], [1], [2], [3], [3, 3], [2, 1], [1, 1, 1]),
    target: fc.option(percent, { nil: null, freq: 4 }),
    flows: fc.array(flow, { minLength: 1, maxLength: 2 }),
    components: fc.array(component, { minLength: 1, maxLength: 3 }),
  })
  .map((spec) => ({ ...spec, components: spec.components.map((one) => sensible(one, spec)) }));

export const isStore = ({ kind }: SmallComponent): boolean => kind === 'database' || kind === 'search';

/** Zones and regions that a component is in. */
export function placesOf(
  { inFirst }: SmallComponent,
  { regions }: Pick<Small, 'regions'>,
): { readonly zones: number; readonly regions: number } {
  const own = inFirst ? regions.slice(0, 1) : regions;
  return { zones: own.reduce((sum, zones) => sum + zones, 0) || 3, regions: Math.max(1, own.length) };
}

function sensible(one: SmallComponent, spec: Pick<Small, 'tier' | 'regions' | 'flows'>): SmallComponent {
  const { zones, regions } = placesOf(one, spec);
  const level = one.survives ?? (spec.tier === 'critical' ? 'zone' : null);
  const survives = (level === 'zone' && zones < 2) || (level === 'region' && regions < 2) ? 'none' : one.survives;
  const rushes = spec.flows.some(({ rush, held }) => rush !== null && held === null);
  return {
    ...one,
    survives,
    replication: isStore(one) ? one.replication : null,
    sizeFor: one.sizeFor === 'spike.rush' && !rushes ? null : one.sizeFor,
    each: { ...one.each, apart: one.each.rate === null ? one.each.apart : null },
  };
}

/** The design as a spec. */
export function written(spec: Small): string {
  const lines = ['sysdesign: 1', 'name: small', `tier: ${spec.tier}`, `horizon: ${spec.horizon} years`, `growth: ${spec.growth}%`];
  if (spec.target !== null) lines.push(`target: ${spec.target}%`);
  if (spec.regions.length > 0) {
    const regions = spec.regions.map((zones, i) => `r${i}: { zones: [${['a', 'b', 'c'].slice(0, zones).join(', ')}] }`);
    lines.push(`topology: { regions: { ${regions.join(', ')} } }`);
  }
  lines.push('flows:');
  for (const [i, flow] of spec.flows.entries()) lines.push(`  f${i}: ${mapping(flowKeys(flow, spec))}`);
  lines.push('components:');
  for (const [i, one] of spec.components.entries()) lines.push(`  c${i}: ${mapping(componentKeys(one, spec))}`);
  const data = spec.components.flatMap((one, i) => (one.data ? [`  d${i}: ${mapping(dataKeys(one.data, i))}`] : []));
  if (data.length > 0) lines.push('data:', ...data);
  return `${lines.join('\n')}\n`;
}

type Keys = Readonly<Record<string, string | number | null | undefined>>;

const mapping = (keys: Keys): string =>
  `{ ${Object.entries(keys)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')} }`;

const share = (percentage: number | null): string | null => (percentage === null ? null : `${percentage}%`);

function flowKeys({ writes, rate, peak, rush, request, response, held }: SmallFlow, { components }: Small): Keys {
  const call = (i: number): string => {
    const inner = i + 1 < components.length ? `[ ${call(i + 1)} ]` : null;
    return `c${i}: ${mapping({ times: components[i]?.times ?? 1, calls: inner })}`;
  };
  return {
    kind: writes ? 'write' : 'read',
    rate: held ? null : `${rate} req/s`,
    concurrent: held?.connections,
    every: held && `${held.every} s`,
    peak,
    spikes: rush === null || held ? null : `{ rush: { factor: ${rush}, lasts: 10 min } }`,
    request: `${request} B`,
    response: `${response} B`,
    path: held ? '[ c0 ]' : `[ ${call(0)} ]`,
  };
}

function componentKeys(one: SmallComponent, spec: Small): Keys {
  const { each } = one;
  const stock = isStore(one) ? 'disk' : 'memory';
  const target = one.target;
  return {
    kind: one.kind,
    each: mapping({
      serviceTime: `${one.serviceTime * 1000} ms`,
      rate: each.rate && `${each.rate} req/s`,
      reads: each.apart && `${each.apart.reads} req/s`,
      writes: each.apart && `${each.apart.writes} req/s`,
      servers: each.servers,
      cpu: each.cpu?.cores,
      iops: each.iops?.most,
      network: each.network && `${each.network} B/s`,
      connections: each.connections,
      [stock]: each.bytes && one.data && `${each.bytes} B`,
      cost: `${each.cost} USD/month`,
    }),
    work: each.cpu || each.iops ? mapping({ cpu: each.cpu && `${each.cpu.work * 1000} ms`, iops: each.iops?.work }) : null,
    replication: one.replication && mapping({ factor: one.replication.factor, read: one.replication.read }),
    shards: one.shards,
    survives: one.survives,
    target:
      target === null
        ? null
        : typeof target === 'number'
          ? share(target)
          : mapping({ load: share(target.load), [stock]: share(target.stock) }),
    afterLoss: share(one.afterLoss),
    sizeFor: one.sizeFor,
    instances: one.instances,
    in: one.inFirst && spec.regions.length > 0 ? 'r0' : null,
  };
}

const dataKeys = ({ items, item, added, keep, overhead }: NonNullable<SmallComponent['data']>, i: number): Keys => ({
  in: `c${i}`,
  item: `${item} B`,
  items,
  added: added > 0 ? `${added}/s` : null,
  keep: keep === null ? null : `${keep} years`,
  overhead: share(overhead),
});
