import { kindAmong, kindFor, resolved, SHAPE, type Shape, shapeOfNode, takes } from '../../schema/index.js';
import type { MapEntry, MapNode, Node } from '../../source/index.js';
import { isKind, KINDS, type Kind } from '../../spec/kinds.js';
import { withCopies, withScaling } from './fleet.js';
import { keyMeant, valueMeant } from './keys.js';
import { mapOfOne, type NoteReading, scalarAt, writtenOf } from './reading.js';

const kinds = (): readonly string[] => Object.keys(SHAPE.component?.kinds ?? {});

/** What a word for a kind, or a product, states: `postgres` is a database by use of postgres. */
interface KindWords {
  readonly kind: string;
  readonly product: string | undefined;
  readonly instances: string | undefined;
}

function kindOf(text: string): KindWords | undefined {
  const words = kinds();
  const word = text.trim();
  const exact = words.find((kind) => kind.toLowerCase() === word.toLowerCase().replace(/[-_ ]/g, ''));
  if (exact !== undefined) return { kind: exact, product: undefined, instances: undefined };
  const synonym = kindFor(word);
  if (synonym !== undefined) return { kind: synonym.kind, product: synonym.isProduct ? word : undefined, instances: undefined };
  return kindAmong(word, words);
}

/**
 * A component whose kind is stated in other words, or alone, or by the product; with what is said of each instance, and of the price of its use, where
 * it belongs.
 */
export function componentAsMeant(value: Node, path: string, note: NoteReading): Node {
  if (value.type === 'scalar') return byKindAlone(value, path, note);
  if (value.type !== 'map') return value;
  const map = withEach(
    withBill(withPrice(withScaling(withCopies(ofKind(value, path, note), path, note), path, note), path, note), path, note),
    path,
    note,
  );
  return withPercentiles(map, path, note);
}

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

function byKindAlone(value: Node & { type: 'scalar' }, path: string, note: NoteReading): Node {
  const found = typeof value.value === 'string' ? kindOf(value.value) : undefined;
  if (found === undefined) return value;
  const entries = entriesOf(found, value);
  note({ at: value.at, path, written: writtenOf(value), as: inBraces(found), suggestion: `{ ${inBraces(found)} }` });
  return { type: 'map', at: value.at, entries: new Map(entries.map((entry) => [entry.key, entry])) };
}

const inBraces = ({ kind, product, instances }: KindWords): string =>
  [`kind: ${kind}`, product && `use: ${product}`, instances && `instances: ${instances}`].filter((part) => part).join(', ');

function entriesOf({ kind, product, instances }: KindWords, { at }: Node): readonly MapEntry[] {
  const stated = [
    ['kind', kind],
    ['use', product],
    ['instances', instances],
  ] as const;
  return stated.flatMap(([key, text]) => (text === undefined ? [] : [{ key, keyAt: at, value: scalarAt(text, at) }]));
}

/** `kind: queue, type: rabbitmq`: a product of that kind. */
function ofProduct(map: MapNode, path: string, note: NoteReading): MapNode {
  const entry = map.entries.has('use') ? undefined : map.entries.get('type');
  const kind = map.entries.get('kind')?.value;
  const found = entry?.value.type === 'scalar' ? kindFor(writtenOf(entry.value)) : undefined;
  if (entry === undefined || found?.isProduct !== true || kind?.type !== 'scalar' || kind.value !== found.kind) return map;
  note({ at: entry.keyAt, path: `${path}.use`, written: 'type', as: 'use', suggestion: 'use' });
  const entries = [...map.entries.values()].map((one) => (one === entry ? { ...one, key: 'use' } : one));
  return { ...map, entries: new Map(entries.map((one) => [one.key, one])) };
}

/** `kind: postgres`, `type: cache`, and a product without a kind. */
function ofKind(map: MapNode, path: string, note: NoteReading): MapNode {
  const tag = map.entries.has('kind') ? 'kind' : ['type', 'use', 'engine', 'product', 'technology'].find((key) => map.entries.has(key));
  const entry = tag === undefined ? undefined : map.entries.get(tag);
  if (entry?.value.type !== 'scalar' || typeof entry.value.value !== 'string') return map;
  const isKind = tag === 'kind' && kinds().includes(entry.value.value);
  if (isKind) return ofProduct(map, path, note);
  const found = kindOf(entry.value.value);
  if (found === undefined) return map;
  const stated = entriesOf(found, entry.value).filter(({ key }) => key === 'kind' || !map.entries.has(key) || key === tag);
  const product: MapEntry[] =
    (tag !== 'kind' && tag !== 'type' && !stated.some(({ key }) => key === 'use')) || tag === 'use' ? [{ ...entry, key: 'use' }] : [];
  const entries = new Map<string, MapEntry>();
  for (const one of map.entries.values()) {
    if (one !== entry) entries.set(one.key, one);
    else for (const next of [...stated.filter(({ key }) => key !== 'use' || product.length === 0), ...product]) entries.set(next.key, next);
  }
  const isWord = stated.length === 1 && tag === 'kind';
  note({
    at: entry.value.at,
    path: `${path}.kind`,
    written: `${entry.key}: ${writtenOf(entry.value)}`,
    as: inBraces(found),
    ...(isWord && { suggestion: found.kind }),
  });
  return { ...map, entries };
}

/** What is said of a component and belongs under `each:`, as of one instance: `memory: 16 GB`, `rps: 500`. Several that are stated leave it open. */
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
  for (const entry of rest.values()) {
    if (Object.hasOwn(shape.props, entry.key) || keyMeant(entry, shape.props, new Set(map.entries.keys()))) continue;
    const own = Object.hasOwn(props, entry.key) && !inner.has(entry.key) ? entry.key : undefined;
    const key = own ?? keyMeant(entry, props, new Set(inner.keys()));
    if (key === undefined || !fits(props[key], own ? entry.value : valueMeant(entry)) || leavesOpen(map, key, entry.value)) continue;
    rest.delete(entry.key);
    inner.set(key, { ...entry, key, value: own ? entry.value : valueMeant(entry) });
    note({
      at: entry.keyAt,
      path: `${path}.each.${key}`,
      written: `${entry.key}: ${writtenOf(entry.value)}`,
      as: `each: { ${key}: ${writtenOf(entry.value)} }`,
    });
  }
  if (rest.size === map.entries.size && !isOwn) return map;
  const [first] = inner.values();
  const at = stated?.value.type === 'map' ? stated.value.at : (first?.keyAt ?? map.at);
  rest.set('each', { key: 'each', keyAt: stated?.keyAt ?? at, value: { type: 'map', at, entries: inner } });
  return { ...map, entries: rest };
}

const fits = (shape: Shape | undefined, node: Node): boolean => takes({ shapes: SHAPE }, shape, node);

/** What is said of each instance however many there are, unless it is a store's. */
const OF_EACH: ReadonlySet<string> = new Set(['p50', 'p99', 'cpu', 'serviceTime', 'servers', 'connections']);

/** The traits of a component by the kind that it states. */
function kindIn(map: MapNode): Kind | undefined {
  const kind = map.entries.get('kind')?.value;
  const word = kind?.type === 'scalar' ? String(kind.value) : '';
  return isKind(word) ? KINDS[word] : undefined;
}

/** Beside a number of instances, a bill or a size may be that of all of them, unless it says `each`. */
function leavesOpen(map: MapNode, key: string, value: Node): boolean {
  if (OF_EACH.has(key) || /\b(?:each|apiece|per (?:instance|node|server))\s*$/i.test(writtenOf(value))) return false;
  const kind = kindIn(map);
  // A store's memory may be that of all its instances; that of what only computes is of each.
  if (key === 'memory' && kind?.run === 'instances' && kind.data === 'memory' && !kind.isCache) return false;
  const count = ['instances', 'replicas', 'nodes', 'servers', 'hosts', 'shards'].map((name) => map.entries.get(name)?.value);
  return count.some((node) => node !== undefined && writtenOf(node) !== '1');
}

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
  const entry = map.entries.get('cost');
  const [bill, each] = [props.price, props.each].map((shape) => (shape ? (resolved(SHAPE, shape).props ?? {}) : {}));
  const stated = [map.entries.get('price'), map.entries.get('each')];
  if (entry === undefined || !fits(bill?.fixed, entry.value) || stated.some((one) => one !== undefined && one.value.type !== 'map'))
    return map;
  const [price, own] = stated.map((one) => (one?.value.type === 'map' ? one.value : undefined));
  const isCounted = ({ key }: MapEntry): boolean => OF_FLEETS.has(key);
  const isOfOne = (one: MapEntry): boolean => {
    const key = Object.hasOwn(each ?? {}, one.key) ? one.key : keyMeant(one, each ?? {}, new Set());
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

/** `price: $0.0075 per message`, `cost: $0.0075 per message`: what its use costs, by what it is a price of. */
function withPrice(map: MapNode, path: string, note: NoteReading): MapNode {
  const shape = SHAPE.component && shapeOfNode(SHAPE, SHAPE.component, map);
  const price = shape?.props?.price;
  const entry = map.entries.get('price') ?? (map.entries.has('price') ? undefined : map.entries.get('cost'));
  if (price === undefined || entry?.value.type !== 'scalar') return map;
  const { props = {} } = resolved(SHAPE, price);
  const stated = perCall(entry.value);
  // $0.09/GB is for what leaves it, or for what it stores; of a CDN, which stores nothing that is paid for, for what leaves it.
  const kind = kindIn(map);
  const isPaidByEgress = kind?.paidBy === 'price.egress';
  const isOfOthers = kind?.run === 'others' && !kind.isOfActors;
  const found = [
    'storage',
    'requests',
    ...(isOfOthers && entry.key === 'price' ? ['fixed'] : []),
    ...(isPaidByEgress ? ['egress'] : []),
  ].filter((name) => fits(props[name], stated));
  const [key, ...others] = found;
  if (key === undefined || others.length > 0) return map;
  const as = `{ ${key}: ${writtenOf(entry.value)} }`;
  note({
    at: entry.value.at,
    path: `${path}.price.${key}`,
    written: `${entry.key}: ${writtenOf(entry.value)}`,
    as: `price: ${as}`,
    ...(entry.key === 'price' && { suggestion: as }),
  });
  const entries = new Map([...map.entries].filter(([name]) => name !== entry.key));
  entries.set('price', { key: 'price', keyAt: entry.keyAt, value: mapOfOne(key, stated) });
  return { ...map, entries };
}

/** `$0.0079 per SMS`: whatever is counted, a call is what is paid for. */
function perCall(value: Node): Node {
  if (value.type !== 'scalar' || typeof value.value !== 'string') return value;
  const text = value.value.replace(
    /^(.*\d.*?)(?:\/|\s+per\s+)(?:sms|mms|text|email|mail|push|charge|payment|transaction|lookup|verification|notification)s?\s*$/i,
    '$1 per request',
  );
  return { ...value, value: text, raw: text };
}
