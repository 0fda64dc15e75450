import { folded, keysFor, SHAPE, type Shape, takes } from '../../schema/index.js';
import type { MapEntry, Node } from '../../source/index.js';

/** Words that several keys may mean, or a key of another sense: asked about, never read. An SLA is a promise, and no rate of failures. */
const OPEN: ReadonlySet<string> = new Set([
  'sla',
  'slo',
  'latency',
  'zone',
  'zones',
  'region',
  'regions',
  'nodes',
  'queries',
  'selects',
  'payload',
  'body',
  'index',
]);

/**
 * The key that a map lacks and that another word surely means: the same word in other letters, or one that has no other sense there and takes what
 * stands there. A slip of the keyboard is none: it is asked about.
 * @param props keys that the map may have
 * @param present keys that it has
 */
export function intendedKey(entry: MapEntry, props: Readonly<Record<string, Shape>>, present: ReadonlySet<string>): string | undefined {
  const { key } = entry;
  const free = Object.keys(props).filter((name) => !present.has(name));
  const plain = folded(key);
  const [same, ...others] = free.filter((name) => folded(name) === plain);
  if (same !== undefined && others.length === 0) return same;
  if (OPEN.has(plain)) return undefined;
  const stated = intendedValue(entry);
  return keysFor(key).find((name) => free.includes(name) && takes({ shapes: SHAPE }, props[name], stated));
}

const PER_SECOND =
  /^(?:max)?(?:rps|qps|tps|iops|ops|(?:ops|req|reqs|requests|queries|calls|reads|writes|messages|msgs)(?:\/s|\/sec|persecond|persec))$/;

/** The value with the unit that its key states: `rps: 500`. */
export function intendedValue({ key, value }: MapEntry): Node {
  if (value.type !== 'scalar' || value.quoted || !PER_SECOND.test(folded(key))) return value;
  const isBare = /^\d[\d.,_]*\s*(?:k|M|thousand|million)?$/i.test(value.raw);
  return isBare ? { ...value, value: `${value.raw}/s`, raw: `${value.raw}/s` } : value;
}
