import { resolved, SHAPE, type Shape, shapeOfNode, takes } from '../../schema/index.js';
import type { MapEntry, MapNode, Node } from '../../source/index.js';
import { intendedKey, intendedValue } from './keys.js';
import { kindIn } from './kinds.js';
import { mapOfOne, type NoteReading, scalarAt, writtenOf } from './reading.js';

/** What is said of a component as a whole and belongs to its instances: `memory: 16 GB`, `p95: 150 ms`; and the bill of what nobody counts. */
export const withInstances = (map: MapNode, path: string, note: NoteReading): MapNode =>
  withPercentiles(withEach(withBill(map, path, note), path, note), path, note);

const PERCENTILE = /^p(?:75|90|95|99\.?9{1,2})$/;

/** `p95: 150 ms` of a component, or under `each`: one of the percentiles of an instance. */
function withPercentiles(map: MapNode, path: string, note: NoteReading): MapNode {
  const each = map.entries.get('each');
  const inner = new Map(each?.value.type === 'map' ? each.value.entries : []);
  const isFound = ({ key, value }: MapEntry): boolean => PERCENTILE.test(key) && value.type === 'scalar';
  const found = [...map.entries.values(), ...inner.values()].filter(isFound);
  const [first] = found;
  if (first === undefined || (each !== undefined && each.value.type !== 'map') || inner.has('percentiles') || inner.has('samples'))
    return map;
  for (const { key } of found) inner.delete(key);
  // Both ends that may be stated by themselves are percentiles too.
  const others = ['p50', 'p99'].flatMap((key) => inner.get(key) ?? []);
  for (const { key } of others) inner.delete(key);
  const own = [...found, ...others].map((entry) => [entry.key.replace('.', ''), { ...entry, key: entry.key.replace('.', '') }] as const);
  const percentiles: MapNode = { type: 'map', at: first.value.at, entries: new Map(own) };
  inner.set('percentiles', { key: 'percentiles', keyAt: first.keyAt, value: percentiles });
  for (const { key, keyAt, value } of found)
    note({
      at: keyAt,
      path: `${path}.each.percentiles.${key}`,
      written: key,
      as: `each: { percentiles: { ${key}: ${writtenOf(value)} } }`,
    });
  const entries = new Map([...map.entries].filter(([, entry]) => !isFound(entry)));
  entries.set('each', {
    key: 'each',
    keyAt: each?.keyAt ?? first.keyAt,
    value: { type: 'map', at: each?.value.at ?? first.keyAt, entries: inner },
  });
  return { ...map, entries };
}

/**
 * What is said of a component and belongs under `each:`, as of one instance: `memory: 16 GB`, `rps: 500`, `price: $60 per month per instance`. One note
 * names all of it, and how many instances it is taken to be of each of.
 */
function withEach(map: MapNode, path: string, note: NoteReading): MapNode {
  const shape = SHAPE.component && shapeOfNode(SHAPE, SHAPE.component, map);
  const each = shape?.props?.each;
  if (shape?.props === undefined || each === undefined) return map;
  const { props = {} } = resolved(SHAPE, each);
  const stated = map.entries.get('each');
  if (stated && stated.value.type === 'scalar') return scalarEach(map, stated, props, path, note);
  const inner = new Map(stated?.value.type === 'map' ? stated.value.entries : []);
  const rest = new Map(map.entries);
  const own = inner.get('latency');
  const isOwn = own?.value.type === 'map' && [...own.value.entries.keys()].every((key) => Object.hasOwn(props, key) && !inner.has(key));
  if (own?.value.type === 'map' && isOwn) {
    inner.delete('latency');
    for (const [key, entry] of own.value.entries) inner.set(key, entry);
    note({ at: own.keyAt, path: `${path}.each`, written: 'latency', as: 'times of one instance under each' });
  }
  const times = map.entries.get('latency');
  if (times?.value.type === 'map' && [...times.value.entries.keys()].every((key) => Object.hasOwn(props, key) && !inner.has(key))) {
    rest.delete('latency');
    for (const [key, entry] of times.value.entries) inner.set(key, entry);
    note({ at: times.keyAt, path: `${path}.each`, written: 'latency', as: 'times of one instance under each' });
  }
  const found: Moved[] = [];
  for (const entry of [...rest.values()]) {
    const moved = movedTo(entry, map, shape.props, props, inner);
    if (moved === undefined || leavesOpen(map, moved.key, entry.value)) continue;
    rest.delete(entry.key);
    inner.set(moved.key, { ...entry, key: moved.key, value: moved.value });
    found.push(moved);
  }
  noteMoved(found, map, path, note);
  if (rest.size === map.entries.size && !isOwn) return map;
  const [first] = inner.values();
  const at = stated?.value.type === 'map' ? stated.value.at : (first?.keyAt ?? map.at);
  rest.set('each', { key: 'each', keyAt: stated?.keyAt ?? at, value: { type: 'map', at, entries: inner } });
  return { ...map, entries: rest };
}

/** An entry of a component under the key of `each` that it belongs to. */
interface Moved {
  readonly entry: MapEntry;
  readonly key: string;
  readonly value: Node;
}

function movedTo(
  entry: MapEntry,
  map: MapNode,
  props: Readonly<Record<string, Shape>>,
  ofEach: Readonly<Record<string, Shape>>,
  inner: ReadonlyMap<string, MapEntry>,
): Moved | undefined {
  if (entry.key === 'price') {
    const value = ofInstance(entry.value);
    return isBillOfOne(map, entry.value) && !inner.has('cost') && fits(ofEach.cost, value) ? { entry, key: 'cost', value } : undefined;
  }
  if (Object.hasOwn(props, entry.key) || intendedKey(entry, props, new Set(map.entries.keys()))) return undefined;
  const own = Object.hasOwn(ofEach, entry.key) && !inner.has(entry.key) ? entry.key : undefined;
  const key = own ?? intendedKey(entry, ofEach, new Set(inner.keys()));
  const value = ofInstance(own ? entry.value : intendedValue(entry));
  return key !== undefined && fits(ofEach[key], value) ? { entry, key, value } : undefined;
}

function noteMoved(found: readonly Moved[], map: MapNode, path: string, note: NoteReading): void {
  const [first, ...others] = found;
  if (first === undefined) return;
  const written = found.map(({ entry }) => `${entry.key}: ${writtenOf(entry.value)}`).join(', ');
  const as = `each: { ${found.map(({ key, entry }) => `${key}: ${writtenOf(entry.value)}`).join(', ')} }`;
  const count = instancesOf(map);
  const isOpen =
    count !== undefined && count > 1 && found.some(({ key, entry }) => !OF_EACH.has(key) && !OF_ONE.test(writtenOf(entry.value)));
  const bill = found.find(({ key }) => key === 'cost');
  const ofAllOfThem =
    bill && !OF_ONE.test(writtenOf(bill.entry.value)) ? ` (of all of them: price: { fixed: ${writtenOf(bill.value)} })` : '';
  note({
    at: first.entry.keyAt,
    path: others.length === 0 ? `${path}.each.${first.key}` : `${path}.each`,
    written,
    as: isOpen ? `${as}, of each of the ${count} instances${ofAllOfThem}` : as,
  });
}

/** `$60/month each`, `16 GB per node`: an amount that says by itself that it is of one of several. */
const OF_ONE = /(?<=\d.*)\s+(?:each|apiece|per\s+(?:instance|node|server|machine|host|broker|replica|pod|vm))\s*$/i;
const OF_MACHINE = /(?<=\d.*)\s+per\s+(?!instance)[a-z]+\s*$/i;

/** An amount without the word for the machine that it is of, which `each` repeats. */
function ofInstance(value: Node): Node {
  const text = writtenOf(value);
  return value.type === 'scalar' && OF_ONE.test(text) && OF_MACHINE.test(text) ? scalarAt(text.replace(OF_MACHINE, ''), value.at) : value;
}

/** Whether a bill says that it is of one instance, of what has instances: `price: $60 per month per instance`. */
export const isBillOfOne = (map: MapNode, value: Node): boolean =>
  OF_ONE.test(writtenOf(value)) && (instancesOf(map) !== undefined || kindIn(map)?.run === 'instances');

/** The bill of what nobody counts is that of the one there is. */
const ofAll = (value: Node): Node =>
  value.type === 'scalar' && OF_ONE.test(writtenOf(value)) ? scalarAt(writtenOf(value).replace(OF_ONE, ''), value.at) : value;

const fits = (shape: Shape | undefined, node: Node): boolean => takes({ shapes: SHAPE }, shape, node);

/** What nobody takes for a sum over all instances. */
const OF_EACH: ReadonlySet<string> = new Set(['p50', 'p99', 'mean', 'serviceTime', 'tail', 'variation']);

/** What a key of a component states by whatever word: `brokers` are instances. */
function meaning(entry: MapEntry, map: MapNode): string {
  const props = (SHAPE.component && shapeOfNode(SHAPE, SHAPE.component, map))?.props ?? {};
  return Object.hasOwn(props, entry.key) ? entry.key : (intendedKey(entry, props, new Set()) ?? entry.key);
}

const INSTANCES: ReadonlySet<string> = new Set(['instances', 'replicas', 'nodes', 'servers', 'hosts']);

/** How many instances a component states; undefined where none, or not by a number. */
function instancesOf(map: MapNode): number | undefined {
  const entry = [...map.entries.values()].find((one) => INSTANCES.has(meaning(one, map)));
  const [, count] = /^(\d+)$/.exec(entry ? writtenOf(entry.value) : '') ?? [];
  return count === undefined ? undefined : Number(count);
}

/** Beside a number of shards alone, an amount may be that of a shard, all copies of it, or of one instance. */
function leavesOpen(map: MapNode, key: string, value: Node): boolean {
  if (OF_SHARDS_TOO.has(key) || OF_ONE.test(writtenOf(value)) || instancesOf(map) !== undefined) return false;
  const shards = map.entries.get('shards')?.value;
  return shards !== undefined && writtenOf(shards) !== '1';
}

const OF_SHARDS_TOO: ReadonlySet<string> = new Set([...OF_EACH, 'cpu', 'servers', 'connections']);

/** What is stated of the times of one instance says nothing of how many there are. */
const OF_TIMES: ReadonlySet<string> = new Set(['p50', 'p99', 'mean', 'tail', 'variation', 'percentiles', 'samples', 'serviceTime', 'cost']);
const OF_FLEETS: ReadonlySet<string> = new Set([
  'instances',
  'replicas',
  'nodes',
  'servers',
  'autoscale',
  'shards',
  'replication',
  'survives',
]);

/** `cost: 400 USD/month` of what states neither instances nor what one of them carries: nobody counts them, and it is the bill of all of it. */
function withBill(map: MapNode, path: string, note: NoteReading): MapNode {
  const props = (SHAPE.component && shapeOfNode(SHAPE, SHAPE.component, map))?.props ?? {};
  const cost = map.entries.get('cost');
  const entry = cost && !isBillOfOne(map, cost.value) ? { ...cost, value: ofAll(cost.value) } : undefined;
  const [bill, each] = [props.price, props.each].map((shape) => (shape ? (resolved(SHAPE, shape).props ?? {}) : {}));
  const stated = [map.entries.get('price'), map.entries.get('each')];
  if (entry === undefined || !fits(bill?.fixed, entry.value) || stated.some((one) => one !== undefined && one.value.type !== 'map'))
    return map;
  const [price, own] = stated.map((one) => (one?.value.type === 'map' ? one.value : undefined));
  const isCounted = (one: MapEntry): boolean => OF_FLEETS.has(meaning(one, map));
  const isOfOne = (one: MapEntry): boolean => {
    const key = Object.hasOwn(each ?? {}, one.key) ? one.key : intendedKey(one, each ?? {}, new Set());
    return key !== undefined && !Object.hasOwn(props, one.key) && !OF_TIMES.has(key);
  };
  const isOfFleet = [...map.entries.values()].some((one) => isCounted(one) || isOfOne(one));
  if (isOfFleet || [...(own?.entries.values() ?? [])].some(isOfOne) || price?.entries.has('fixed')) return map;
  const written = writtenOf(entry.value);
  note({ at: entry.keyAt, path: `${path}.price.fixed`, written: `cost: ${written}`, as: `price: { fixed: ${written} }` });
  const fixed = { ...entry, key: 'fixed' };
  const entries = new Map([...map.entries].filter(([name]) => name !== 'cost'));
  const value: MapNode = price
    ? { ...price, entries: new Map(price.entries).set('fixed', fixed) }
    : mapOfOne('fixed', entry.value, entry.keyAt);
  entries.set('price', { key: 'price', keyAt: map.entries.get('price')?.keyAt ?? entry.keyAt, value });
  return { ...map, entries };
}

/** `each: 5000 rps`: what one instance does. */
function scalarEach(map: MapNode, entry: MapEntry, props: Readonly<Record<string, Shape>>, path: string, note: NoteReading): MapNode {
  const key = ['rate', 'cost', 'memory'].find((name) => fits(props[name], entry.value));
  // 16 GB is memory or disk.
  if (key === undefined || key === 'memory') return map;
  const as = `{ ${key}: ${writtenOf(entry.value)} }`;
  note({ at: entry.value.at, path: `${path}.each.${key}`, written: `each: ${writtenOf(entry.value)}`, as: `each: ${as}`, suggestion: as });
  const entries = new Map(map.entries);
  entries.set('each', { ...entry, value: mapOfOne(key, entry.value) });
  return { ...map, entries };
}
