import { folded } from '../../schema/index.js';
import type { MapEntry, MapNode, Node } from '../../source/index.js';
import { mapOfOne, type NoteReading, scalarAt, writtenOf } from './reading.js';

const ONE = /^(?:1|one|true|yes)$/i;
const isCount = (entry: MapEntry | undefined): entry is MapEntry => entry?.value.type === 'scalar' && /^\d+$/.test(writtenOf(entry.value));

/** `primary: 1` with `replicas: 2`, `read replicas: 2`, `standbys: 1`: the copies are those and the one that is written to. */
function withPrimary(map: MapNode, path: string, note: NoteReading): MapNode {
  if (map.entries.has('replication') || map.entries.has('instances') || map.entries.has('nodes')) return map;
  const all = [...map.entries.values()];
  const first = all.find(({ key, value }) => /^(?:primary|primaries|leader|master|writer)$/i.test(key) && ONE.test(writtenOf(value)));
  const others = all.filter(({ key }) =>
    /^(?:read|hot)?(?:replicas?|followers?|secondaries|secondary|standbys?|slaves?)$/.test(folded(key)),
  );
  const [other] = others;
  // Replicas alone may be all of them.
  if (!isCount(other) || others.length > 1 || (other.key === 'replicas' && first === undefined)) return map;
  const copies = String(Number(writtenOf(other.value)) + 1);
  const written = [first, other].flatMap((one) => (one ? [`${one.key}: ${writtenOf(one.value)}`] : [])).join(', ');
  note({ at: (first ?? other).keyAt, path: `${path}.replication`, written, as: `replication: ${copies}` });
  const entries = all
    .filter((one) => one !== first)
    .map((one) => (one === other ? { ...one, key: 'replication', value: scalarAt(copies, one.value.at) } : one));
  return { ...map, entries: new Map(entries.map((one) => [one.key, one])) };
}

/** `1 primary + 2 replicas`: three copies. */
const WITH_COPIES =
  /^\s*(?:1|one|a)\s+(?:primary|leader|master|writer)\s*(?:\+|and|with|,|&)\s*(\d+)\s*(?:read[- ]?)?(?:replicas?|followers?|secondar(?:y|ies)|standbys?|slaves?|readers?)\s*$/i;

export function withCopies(stated: MapNode, path: string, note: NoteReading): MapNode {
  const map = withPrimary(stated, path, note);
  const entry = ['replicas', 'replication', 'instances', 'nodes']
    .map((key) => map.entries.get(key))
    .find((one) => one?.value.type === 'scalar');
  const [, others] = WITH_COPIES.exec(entry ? writtenOf(entry.value) : '') ?? [];
  if (entry === undefined || others === undefined || (entry.key !== 'replication' && map.entries.has('replication'))) return map;
  const copies = String(Number(others) + 1);
  note({
    at: entry.value.at,
    path: `${path}.replication`,
    written: `${entry.key}: ${writtenOf(entry.value)}`,
    as: `replication: ${copies}`,
    ...(entry.key === 'replication' && { suggestion: copies }),
  });
  const entries = [...map.entries.values()].map((one) =>
    one === entry ? { ...one, key: 'replication', value: scalarAt(copies, one.value.at) } : one,
  );
  return { ...map, entries: new Map(entries.map((one) => [one.key, one])) };
}

const FROM_TO = /^\s*(?:from\s+)?(\d+)\s*(?:\.\.|-|–|to)\s*(\d+)(?:\s+instances)?\s*$/;

/** What autoscaling steers to, in the words for it: one of these resources, or the target of all. */
const STEERED: ReadonlyMap<string, string> = new Map([
  ['cpu', 'cpu'],
  ['cputarget', 'cpu'],
  ['targetcpu', 'cpu'],
  ['cpuutilization', 'cpu'],
  ['targetcpuutilization', 'cpu'],
  ['memory', 'memory'],
  ['targetmemory', 'memory'],
]);

/** `autoscaling: { min: 2, max: 10, cpu: 60% }`: what it steers by is the target of that resource. */
function withSteered(map: MapNode, entry: MapEntry & { readonly value: MapNode }, path: string, note: NoteReading): MapNode {
  const inner = [...entry.value.entries.values()];
  const found = inner.find(
    ({ key, value }) => STEERED.has(folded(key)) && value.type === 'scalar' && /^\d+(?:\.\d+)?\s*%$/.test(writtenOf(value)),
  );
  if (found === undefined || map.entries.has('target')) return map;
  const resource = STEERED.get(folded(found.key)) ?? 'cpu';
  const written = `${found.key}: ${writtenOf(found.value)}`;
  note({ at: found.keyAt, path: `${path}.target`, written, as: `target: { ${resource}: ${writtenOf(found.value)} }` });
  const rest = new Map(inner.filter((one) => one !== found).map((one) => [one.key, one]));
  const entries = [...map.entries.values()].map((one) =>
    one.key === entry.key ? { ...one, value: { ...entry.value, entries: rest } } : one,
  );
  const target: MapEntry = { key: 'target', keyAt: found.keyAt, value: mapOfOne(resource, found.value, found.keyAt) };
  return { ...map, entries: new Map([...entries, target].map((one) => [one.key, one])) };
}

/** `autoscaling: 2..10`. */
export function withScaling(map: MapNode, path: string, note: NoteReading): MapNode {
  const entry = ['autoscale', 'autoscaling', 'scaling', 'autoScale', 'scale'].map((key) => map.entries.get(key)).find((one) => one);
  if (entry?.value.type === 'map') return withSteered(map, { ...entry, value: entry.value }, path, note);
  const [, min, max] = FROM_TO.exec(entry ? writtenOf(entry.value) : '') ?? [];
  if (entry === undefined || min === undefined || max === undefined) return map;
  const { at } = entry.value;
  const value: MapNode = {
    type: 'map',
    at,
    entries: new Map(
      [
        ['min', min],
        ['max', max],
      ].map(([key = '', text = '']) => [key, { key, keyAt: at, value: scalarAt(text, at) }]),
    ),
  };
  note({
    at,
    path: `${path}.autoscale`,
    written: `${entry.key}: ${writtenOf(entry.value)}`,
    as: `autoscale: { min: ${min}, max: ${max} }`,
  });
  const entries = [...map.entries.values()].map((one) => (one === entry ? { ...one, key: 'autoscale', value } : one));
  return { ...map, entries: new Map(entries.map((one) => [one.key, one])) };
}

/** `cluster: 3 nodes`, `cluster size: 3`: how many instances there are. */
export function withCluster(value: Node, path: readonly string[], note: NoteReading): Node {
  const entry = value.type === 'map' ? [...value.entries.values()].find(({ key }) => /^cluster(?:size)?$/.test(folded(key))) : undefined;
  const [, count] =
    /^(\d+)(?:\s*(?:x|nodes?|instances?|servers?|machines?|hosts?|members?))?$/i.exec(entry ? writtenOf(entry.value) : '') ?? [];
  const isStated = value.type === 'map' && ['instances', 'nodes', 'replicas'].some((key) => value.entries.has(key));
  if (value.type !== 'map' || entry === undefined || count === undefined || isStated) return value;
  note({
    at: entry.keyAt,
    path: [...path, 'instances'].join('.'),
    written: `${entry.key}: ${writtenOf(entry.value)}`,
    as: `instances: ${count}`,
  });
  const entries = [...value.entries.values()].map((one) =>
    one === entry ? { ...one, key: 'instances', value: scalarAt(count, one.value.at) } : one,
  );
  return { ...value, entries: new Map(entries.map((one) => [one.key, one])) };
}
