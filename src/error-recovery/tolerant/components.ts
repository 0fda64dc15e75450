import { LONGEST_LITERAL } from '../../quantity/index.js';
import { kindAmong, kindFor, resolved, SHAPE, type Shape, shapeOfNode, takes } from '../../schema/index.js';
import type { MapEntry, MapNode, Node } from '../../source/index.js';
import { isBillOfOne, withInstances } from './each.js';
import { withCopies, withScaling } from './fleet.js';
import { kindIn } from './kinds.js';
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
export function readComponent(value: Node, path: string, note: NoteReading): Node {
  if (value.type === 'scalar') return byKindAlone(value, path, note);
  if (value.type !== 'map') return value;
  return withInstances(withPrice(withScaling(withCopies(ofKind(value, path, note), path, note), path, note), path, note), path, note);
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

const fits = (shape: Shape | undefined, node: Node): boolean => takes({ shapes: SHAPE }, shape, node);

/** `price: $0.0075 per message`, `cost: $0.0075 per message`: what its use costs, by what it is a price of. */
function withPrice(map: MapNode, path: string, note: NoteReading): MapNode {
  const shape = SHAPE.component && shapeOfNode(SHAPE, SHAPE.component, map);
  const price = shape?.props?.price;
  const entry = map.entries.get('price') ?? (map.entries.has('price') ? undefined : map.entries.get('cost'));
  if (price === undefined || entry?.value.type !== 'scalar' || isBillOfOne(map, entry.value)) return map;
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
  if (value.type !== 'scalar' || typeof value.value !== 'string' || value.value.length > LONGEST_LITERAL) return value;
  const text = value.value.replace(
    /^(.*\d.*?)(?:\/|\s+per\s+)(?:sms|mms|text|email|mail|push|charge|payment|transaction|lookup|verification|notification)s?\s*$/i,
    '$1 per request',
  );
  return { ...value, value: text, raw: text };
}
