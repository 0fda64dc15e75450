import { isStore, placesOf, type Small, type SmallComponent, type SmallFlow } from './small-specs.js';

/**
 * Sizing by trial, from section 5 of the design alone and with arithmetic of its own: fleets of 1, 2, 3, ... are looked at until one does all
 * that is asked. Nothing of the program is used.
 */

const YEAR = 365 * 86_400;
const LOADS = ['rate', 'servers', 'cpu', 'iops', 'network', 'connections'] as const;
type Load = (typeof LOADS)[number];
export type Resource = Load | 'memory' | 'disk';
type Case = 'mean' | 'peak' | 'spike.rush';

/** What counts is met also where rounding took the last digit. */
const SLACK = 1 + 1e-9;

export interface Need {
  readonly resource: Resource;
  readonly demand: number;
  readonly peak: number;
  /** What one instance carries. */
  readonly each: number;
  readonly target: number;
  readonly afterLoss: number;
  readonly isStock: boolean;
}

export interface Sized {
  readonly needs: readonly Need[];
  readonly instances: number;
  readonly fleet: number;
  /** Any of these. */
  readonly binding: readonly string[];
  /** Of the fleet, at its case of load. */
  readonly utilization: ReadonlyMap<Resource, number>;
  /** Times the peak of today; infinite without load. */
  readonly headroom: number;
  readonly headroomInstance: number;
  readonly headroomZone: number;
  /** USD a month. */
  readonly cost: number;
}

function rateOf(flow: SmallFlow, at: Case): number {
  const mean = flow.held ? flow.held.connections / flow.held.every : flow.rate;
  if (at === 'mean') return mean;
  // One spike at a time, the others at their peak.
  return at === 'spike.rush' && flow.rush !== null && !flow.held ? flow.rush * mean : flow.peak * mean;
}

/** Calls of a component for each request of an actor: `times` all the way down. */
const callsAt = ({ components }: Small, place: number): number =>
  components.slice(0, place + 1).reduce((product, { times }) => product * times, 1);

const reaches = (flow: SmallFlow, place: number): boolean => place === 0 || flow.held === null;

/** Calls of each flow that arrive at a component. A flow that only holds connections ends at the first, and calls it once. */
function arriving(spec: Small, place: number, at: Case): readonly { readonly flow: SmallFlow; readonly calls: number }[] {
  return spec.flows
    .filter((flow) => reaches(flow, place))
    .map((flow) => ({ flow, calls: rateOf(flow, at) * (flow.held ? 1 : callsAt(spec, place)) }));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Time that a call spends in a component and in what it waits for. */
function timeIn({ components }: Small, place: number): number {
  const below = components[place + 1];
  const own = (components[place] as SmallComponent).serviceTime;
  return below ? own + below.times * timeIn({ components } as Small, place + 1) : own;
}

const copiesOf = ({ replication }: SmallComponent): number => replication?.factor ?? 1;

/** Copies that answer a read. */
function readCopies(one: SmallComponent): number {
  const read = one.replication?.read ?? 'one';
  if (read === 'quorum') return Math.floor(copiesOf(one) / 2) + 1;
  return read === 'all' ? copiesOf(one) : read === 'one' ? 1 : read;
}

function demandOf(spec: Small, place: number, load: Load, at: Case): number {
  const one = spec.components[place] as SmallComponent;
  const calls = arriving(spec, place, at);
  const reads = sum(calls.filter(({ flow }) => !flow.writes).map((call) => call.calls)) * readCopies(one);
  const writes = sum(calls.filter(({ flow }) => flow.writes).map((call) => call.calls)) * copiesOf(one);
  switch (load) {
    case 'rate':
      return one.each.apart ? reads / one.each.apart.reads + writes / one.each.apart.writes : reads + writes;
    case 'servers':
      return (reads + writes) * one.serviceTime;
    case 'cpu':
      return (reads + writes) * (one.each.cpu?.work ?? 0);
    case 'iops':
      return (reads + writes) * (one.each.iops?.work ?? 0);
    case 'network': {
      const bytes = (of: 'request' | 'response', only = (_: SmallFlow): boolean => true): number =>
        sum(calls.filter(({ flow }) => only(flow)).map((call) => call.calls * call.flow[of]));
      return Math.max(bytes('request'), bytes('response')) + bytes('request', (flow) => flow.writes) * (copiesOf(one) - 1);
    }
    case 'connections':
      return sum(
        calls.map(({ flow, calls: rate }) =>
          flow.held ? flow.held.connections * (at === 'mean' ? 1 : flow.peak) : rate * timeIn(spec, place),
        ),
      );
  }
}

/**
 * Items at the horizon: what is added over the time that is kept, integrated in steps, and those of today: grown where nothing is added,
 * as they are where something is, or, where others replace them, those that are young enough, if as many were added each day before.
 */
function itemsAtHorizon({ items, added, keep }: NonNullable<SmallComponent['data']>, growth: number, horizon: number): number {
  const from = keep === null ? 0 : Math.max(0, horizon - keep);
  const steps = 2000;
  const width = (horizon - from) / steps;
  let kept = 0;
  // Simpson's rule: far below the digits compared.
  for (let i = 0; i <= steps; i++) kept += growth ** (from + i * width) * (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2);
  const isReplaced = keep !== null && added > 0;
  const ofToday = isReplaced ? items * Math.max(0, 1 - horizon / keep) : items * (added > 0 ? 1 : growth ** horizon);
  return ofToday + (added * YEAR * kept * width) / 3;
}

function bytesIn(spec: Small, one: SmallComponent): number {
  if (!one.data) return 0;
  const { item, overhead } = one.data;
  return itemsAtHorizon(one.data, 1 + spec.growth / 100, spec.horizon) * item * (1 + overhead / 100) * copiesOf(one);
}

const TARGET = { critical: { load: 0.5, stock: 0.7 }, standard: { load: 0.7, stock: 0.8 }, internal: { load: 0.85, stock: 0.9 } };
const AFTER_LOSS = { critical: 0.8, standard: 0.9, internal: 0.95 };
const SURVIVES = { critical: 'zone', standard: 'instance', internal: 'none' } as const;

function needsOf(spec: Small, place: number): readonly Need[] {
  const one = spec.components[place] as SmallComponent;
  const { each } = one;
  const at = one.sizeFor ?? 'peak';
  const stated: Readonly<Record<Load, number | null>> = {
    rate: each.rate ?? (each.apart ? 1 : null),
    servers: each.servers,
    cpu: each.cpu?.cores ?? null,
    iops: each.iops?.most ?? null,
    network: each.network,
    connections: each.connections,
  };
  const target = (kind: 'load' | 'stock'): number => {
    const own = typeof one.target === 'object' && one.target !== null ? one.target[kind] : one.target;
    const percentage = own ?? spec.target;
    return percentage === null ? TARGET[spec.tier][kind] : percentage / 100;
  };
  const afterLoss = one.afterLoss === null ? AFTER_LOSS[spec.tier] : one.afterLoss / 100;
  const needs: Need[] = [];
  for (const resource of LOADS) {
    const most = stated[resource];
    if (most === null) continue;
    needs.push({
      resource,
      each: most,
      demand: demandOf(spec, place, resource, at),
      peak: demandOf(spec, place, resource, 'peak'),
      target: target('load'),
      afterLoss,
      isStock: false,
    });
  }
  if (each.bytes !== null && one.data) {
    const bytes = bytesIn(spec, one);
    needs.push({
      resource: isStore(one) ? 'disk' : 'memory',
      each: each.bytes,
      demand: bytes,
      peak: bytes,
      target: target('stock'),
      afterLoss,
      isStock: true,
    });
  }
  return needs;
}

const carries = (n: number, { demand, each }: Need, share: number): boolean => demand <= n * each * share * SLACK;

const MOST = 3_000_000;

/** The smallest number for which something holds. */
function smallest(holds: (n: number) => boolean, from = 1, step = 1): number {
  for (let n = from; n <= MOST; n += step) if (holds(n)) return n;
  throw new Error('no fleet is large enough');
}

/** Null where no instance's capacity is stated. */
export function sizedByTrial(spec: Small, place: number): Sized | null {
  const one = spec.components[place] as SmallComponent;
  const needs = needsOf(spec, place);
  if (needs.length === 0) return null;
  const places = placesOf(one, spec);
  const level = one.survives ?? SURVIVES[spec.tier];
  const whole = (n: number): boolean => needs.every((need) => carries(n, need, need.target));
  // At least one instance is left after a loss, whatever the load.
  const after = (left: number, among: readonly Need[]): boolean => left >= 1 && among.every((need) => carries(left, need, need.afterLoss));
  const loads = needs.filter(({ isStock }) => !isStock);

  // A fleet in shards is as many fleets, each with its part of the load, which stand alone.
  const shards = one.shards ?? 1;
  let instances: number;
  if (level === 'none') instances = smallest(whole, shards, shards);
  else if (level === 'zone' || level === 'region') {
    // As many in each place; with one place gone its copies are gone too, and need no room elsewhere.
    const equal = level === 'zone' ? places.zones : places.regions;
    instances = smallest((n) => whole(n) && after(n - n / equal, loads), equal * shards, equal * shards);
  } else {
    const lost = (level === 'instance' ? 1 : level) * shards;
    instances = smallest((n) => whole(n) && after(n - lost, needs), shards, shards);
  }
  // Every copy on an instance of its own; of a sharded component, every copy of every shard. They are placed as evenly as may be.
  const floor = one.shards !== null ? one.shards * copiesOf(one) : copiesOf(one);
  instances = smallest((n) => n >= floor, instances);

  const alone = needs.map((need) => ({ resource: need.resource, n: smallest((n) => carries(n, need, need.target)) }));
  const n = Math.max(1, ...alone.map((each) => each.n));
  const binding = instances - n >= n ? ['redundancy'] : alone.filter((each) => each.n === n).map(({ resource }) => resource);
  const fleet = one.instances ?? instances;
  // Pieces of the shards are given out one after the other. What one of its instances has for it, the worst off shard has of each of its instances.
  const copies = one.shards === null ? 1 : Math.min(copiesOf(one), fleet);
  const isShared = one.shards !== null && shards * copiesOf(one) > fleet;
  const pieces = Array.from({ length: fleet }, () => 0);
  for (let i = 0; i < shards * copies; i++) (pieces[i % fleet] as number)++;
  const own = isShared ? copies : Math.floor(fleet / shards);
  const apart = isShared ? shards / Math.max(...pieces) : shards;
  const room = (left: number): number => Math.min(...loads.map(({ each, peak }) => (Math.max(0, left) * apart * each) / peak));
  return {
    needs,
    instances,
    fleet,
    binding,
    utilization: new Map(needs.map(({ resource, demand, each }) => [resource, demand / (own * apart * each)])),
    headroom: room(own),
    headroomInstance: room(own - 1),
    headroomZone: room(own - Math.ceil(own / places.zones)),
    cost: fleet * one.each.cost,
  };
}
