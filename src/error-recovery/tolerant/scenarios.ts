import { SHAPE } from '../../schema/index.js';
import { type MapEntry, type MapNode, type Node, nodeAt } from '../../source/index.js';
import { type NoteReading, scalarAt, writtenOf } from './reading.js';

const TIMES = /^(?:x\s*(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s*x)$/i;

/** A scenario that says how much the load grows by the word for load, or by the name of a flow: `traffic: 8x`, `checkout: x10`. */
export function scenarioOf(value: Node, root: MapNode, path: readonly string[], note: NoteReading): Node {
  const flows = nodeAt(root, ['flows']);
  if (value.type !== 'map' || flows?.type !== 'map') return value;
  const props = SHAPE.root?.props ?? {};
  const entries = [...value.entries.values()];
  const read = entries.flatMap((stated): readonly MapEntry[] => {
    const entry = readAs(stated, value, root, path, note);
    const [, before, after] = TIMES.exec(entry.value.type === 'scalar' ? writtenOf(entry.value) : '') ?? [];
    const times = before ?? after;
    const isAll = /^(?:traffic|load|requests|demand|rate)$/i.test(entry.key);
    const named = isAll ? [...flows.entries.keys()] : flows.entries.has(entry.key) && !Object.hasOwn(props, entry.key) ? [entry.key] : [];
    const changed = named
      .filter((name) => nodeAt(root, ['flows', name, 'rate']) !== undefined)
      .map((name) => `flows.${name}.rate`)
      .filter((change) => !value.entries.has(change));
    if (times === undefined || changed.length === 0 || (isAll && changed.length < flows.entries.size)) return [entry];
    const as = changed.map((change) => `${change}: x${times}`).join(', ');
    note({ at: entry.keyAt, path: [...path, changed[0]].join('.'), written: `${entry.key}: ${writtenOf(entry.value)}`, as });
    return changed.map((key) => ({ key, keyAt: entry.keyAt, value: scalarAt(`x${times}`, entry.value.at) }));
  });
  return read.length === entries.length && read.every((entry, i) => entry === entries[i])
    ? value
    : { ...value, entries: new Map(read.map((entry) => [entry.key, entry])) };
}

const LOST = /^(?:lose|loses|lost|losing|loss of|fail|fails|failed|failing|failure of|kill|killed|outage of|without)$/i;

/** `lose: db` of a scenario: what is down; `users: 2M`, where the spec has an assumption of that name: what it is then. */
function readAs(entry: MapEntry, { entries }: MapNode, root: MapNode, path: readonly string[], note: NoteReading): MapEntry {
  const { key, keyAt, value } = entry;
  const assumptions = nodeAt(root, ['assumptions']);
  const isAssumed = assumptions?.type === 'map' && assumptions.entries.has(key);
  const known = SHAPE.scenario?.props ?? {};
  const as = Object.hasOwn(known, key) ? key : isAssumed ? `assumptions.${key}` : LOST.test(key) && value.type !== 'map' ? 'down' : key;
  if (as === key || entries.has(as) || (isAssumed && value.type !== 'scalar')) return entry;
  note({ at: keyAt, path: [...path, as].join('.'), written: key, as, suggestion: as });
  return { ...entry, key: as };
}
