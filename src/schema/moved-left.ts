import type { Range } from '../core/index.js';
import { deeper, type MapEntry, type MapNode, type Node } from '../source/index.js';
import { below, type DocumentPlace, type ExplainedMistake, isPointerWithin, type ValidatedDocument } from './document.js';
import { clipped } from './expected.js';
import { childShape, resolved, type Shape, shapeOfNode } from './shape.js';
import { isNearKey } from './unknown-key.js';

/**
 * Entries that were moved to the left, out of the map above them: `each:` beside the component that it belongs to. Known by their key, which
 * the map above may have and lacks, and by what is wrong with them where they stand.
 */
export function movedLeft(
  document: ValidatedDocument,
  { pointer: owner, node: map, shape, path }: DocumentPlace,
  faulty: readonly string[],
): readonly ExplainedMistake[] {
  if (shape === undefined || map.type !== 'map') return [];
  const entries = [...map.entries.values()];
  return entries.flatMap((entry, index) => {
    const at = below(owner, entry.key);
    const above = entries[index - 1];
    if (above?.value.type !== 'map' || !faulty.some((pointer) => isPointerWithin(pointer, at))) return [];
    const home = homeOf(document, shape, above, entry);
    const by = home && indentIn(above.value, entry.keyAt);
    if (home === undefined || by === undefined) return [];
    const inner = below(owner, above.key);
    const place = entryStretch(document, home, entry);
    return [
      {
        finding: {
          rule: 'schema/indent',
          severity: 'error',
          message: `"${clipped(entry.key)}" stands beside "${clipped(above.key)}", where it belongs under it`,
          at: place,
          path: [...path, entry.key].join('.'),
          help: `indent it by ${by} more spaces`,
          suggestion: deeper(place.source.text, place.start, place.end, by),
        },
        causes: ({ pointer, error }) =>
          isPointerWithin(pointer, at) || (pointer === inner && ['required', 'discriminator', 'dependencies'].includes(error.keyword)),
      } satisfies ExplainedMistake,
    ];
  });
}

const shapeOf = ({ shapes }: ValidatedDocument, shape: Shape, { key, value }: MapEntry): Shape | undefined => {
  const child = childShape(shape, key);
  return child && (shapeOfNode(shapes, child, value) ?? resolved(shapes, child));
};

/** What may stand at the entry's key in the map above it; undefined where that map has no such key, or has it, or where the entry is at home. */
function homeOf(document: ValidatedDocument, shape: Shape, above: MapEntry, entry: MapEntry): Shape | undefined {
  const { key, value } = entry;
  const inner = shapeOf(document, shape, above);
  const isTaken = above.value.type === 'map' && above.value.entries.has(key);
  if (inner === undefined || isTaken || (shape.props !== undefined && Object.hasOwn(shape.props, key))) return undefined;
  const known = inner.props && Object.hasOwn(inner.props, key) ? resolved(document.shapes, inner.props[key] ?? {}) : undefined;
  if (known !== undefined) return isOf(known, value) ? known : undefined;
  // Expectations are of facts, whose ids have dots.
  if (inner.values && resolved(document.shapes, inner.values).field === 'expectation' && !key.includes('.')) return undefined;
  // A misspelt key of the map is nearer than a name.
  const isMisspelt = isNearKey(document, shape, entry);
  const named = inner.values && shape.values === undefined && !isMisspelt ? resolved(document.shapes, inner.values) : undefined;
  return named !== undefined && isOf(named, value) ? named : undefined;
}

/** Whether a value may stand there, as far as its type and its first key show. */
export function isOf({ types = ['string', 'number'], words, props, values }: Shape, value: Node): boolean {
  if (value.type === 'list') return types.includes('array');
  if (value.type === 'scalar' && words !== undefined) return words.some((word) => word === value.value);
  if (value.type === 'scalar') return types.some((type) => type !== 'array' && type !== 'object');
  const [first] = value.entries.keys();
  return types.includes('object') && (first === undefined || values !== undefined || (props !== undefined && Object.hasOwn(props, first)));
}

/** How much further in the entries of a map stand than a key beside it; undefined within braces. */
function indentIn({ entries, at }: MapNode, keyAt: Range): number | undefined {
  const [first] = entries.values();
  const { text } = at.source;
  if (first === undefined || text[at.start] === '{' || first.keyAt.source !== keyAt.source) return undefined;
  const by = columnOf(text, first.keyAt.start) - columnOf(text, keyAt.start);
  return by > 0 ? by : undefined;
}

const columnOf = (text: string, at: number): number => at - Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) - 1;

/** The entry without what follows it in the map that it was moved out of, which now seems to be a part of it. */
export function entryStretch({ shapes }: ValidatedDocument, home: Shape, { keyAt, value }: MapEntry): Range {
  const { source, start } = keyAt;
  let end = Math.max(value.at.end, keyAt.end + 1);
  if (value.type === 'map' && source.text[value.at.start] !== '{') {
    const own = shapeOfNode(shapes, home, value) ?? home;
    end = keyAt.end + 1;
    for (const child of value.entries.values()) {
      const shape = childShape(own, child.key);
      if (shape === undefined || !isOf(resolved(shapes, shape), child.value)) break;
      end = Math.max(child.value.at.end, child.keyAt.end + 1);
    }
  }
  return { source, start, end: start + source.text.slice(start, end).trimEnd().length };
}
