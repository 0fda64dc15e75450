import type { Finding, Range } from '../../core/index.js';
import { folded, validateSpec } from '../../schema/index.js';
import { type MapNode, type Node, nodeAt, type Path, withoutValueAt } from '../../source/index.js';

/** A tree without labels, a note of each, and what else is wrong with its shape. */
interface Unlabeled {
  readonly root: MapNode;
  readonly notes: readonly Finding[];
  readonly shape: readonly Finding[];
}

interface Place {
  readonly at: Range;
  readonly path: string;
}

/** Findings of a shape come in fifties, and what an alias repeats is found in one place after the other. */
const MOST_ROUNDS = 40;

/** The tree without keys that only tell readers something, and a note of each: one of a key that stands in several places. */
export function withoutLabels(root: MapNode): Unlabeled {
  let next = root;
  const places: Place[] = [];
  let shape = validateSpec(next);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = next;
    for (const { isLabel, at, path } of shape) {
      const steps = isLabel && at && path !== undefined ? stepsTo(next, path, at) : undefined;
      if (steps === undefined || at === undefined || path === undefined) continue;
      next = withoutValueAt(next, steps);
      places.push({ at, path });
    }
    if (next === before) break;
    shape = validateSpec(next);
  }
  return { root: next, notes: notesOf(places), shape };
}

function notesOf(places: readonly Place[]): readonly Finding[] {
  const byKey = new Map<string, Place[]>();
  for (const place of places) {
    const same = byKey.get(folded(keyAt(place))) ?? [];
    if (!same.some(({ at }) => at.source === place.at.source && at.start === place.at.start)) same.push(place);
    byKey.set(folded(keyAt(place)), same);
  }
  return [...byKey.values()].flatMap(([first, ...others]): readonly Finding[] => {
    if (first === undefined) return [];
    const [label, times] = [keyAt(first), others.length + 1];
    const related = others.map(({ at }) => ({ message: 'and here', at }));
    const message = `nothing is computed from "${label}"${times > 1 ? `, ${times} times` : ''}: kept as a label`;
    return [{ rule: 'schema/label', severity: 'info', message, ...first, ...(times > 1 && { related }), slots: { label, times } }];
  });
}

const keyAt = ({ at }: Place): string => at.source.text.slice(at.start, at.end).replace(/^(['"])(.*)\1$/s, '$2');

/** The steps to the entry whose key stands at a place: keys may hold dots, which a path as a text has between its steps. */
function stepsTo(root: MapNode, path: string, { source, start }: Range): Path | undefined {
  const steps: (string | number)[] = [];
  let rest = path;
  for (let node: Node | undefined = root; node !== undefined; node = nodeAt(root, steps)) {
    if (node.type === 'scalar') return undefined;
    const keys: readonly string[] = node.type === 'list' ? node.items.map((_, i) => String(i)) : [...node.entries.keys()];
    const [key] = keys.filter((one) => rest === one || rest.startsWith(`${one}.`)).sort((a, b) => b.length - a.length);
    if (key === undefined) return undefined;
    steps.push(node.type === 'list' ? Number(key) : key);
    if (rest === key) {
      const at = node.type === 'map' ? node.entries.get(key)?.keyAt : undefined;
      return at?.source === source && at.start === start ? steps : undefined;
    }
    rest = rest.slice(key.length + 1);
  }
  return undefined;
}
