import type { Finding } from '../core/index.js';
import { deeper, type MapEntry } from '../source/index.js';
import {
  below,
  type DocumentPlace,
  type ExplainedMistake,
  isPointerWithin,
  keysOf,
  type Located,
  lastStep,
  parentOf,
  placeAt,
  type ValidatedDocument,
} from './document.js';
import { clipped } from './expected.js';
import { entryStretch, isOf, movedLeft } from './moved-left.js';
import { childShape, resolved, type Shape } from './shape.js';
import { isNearKey } from './unknown-key.js';

/** Mistakes of layout, each of which upsets the validator in several places. */
export function layoutMistakes(document: ValidatedDocument, errors: readonly Located[]): readonly ExplainedMistake[] {
  const faulty = new Set(errors.map(({ pointer }) => pointer));
  const owners = new Set(errors.flatMap(({ owner, pointer }) => (pointer === '' ? [owner] : [owner, parentOf(pointer)])));
  const found: ExplainedMistake[] = [];
  for (const owner of owners) {
    const place = placeAt(document, owner);
    found.push(...dedents(document, place, faulty), ...movedLeft(document, place, [...faulty]));
  }
  return found;
}

const isEmpty = ({ value }: MapEntry): boolean => value.type === 'scalar' && value.value === null;

/** `each:` with nothing in it, followed by what belongs to it on its own level. */
function dedents(
  document: ValidatedDocument,
  { pointer: owner, node: map, shape, path }: DocumentPlace,
  faulty: ReadonlySet<string>,
): readonly ExplainedMistake[] {
  if (shape === undefined || map.type !== 'map') return [];
  const found: ExplainedMistake[] = [];
  const entries = [...map.entries.values()];
  for (const [index, entry] of entries.entries()) {
    if (!isEmpty(entry)) continue;
    const at = below(owner, entry.key);
    if (!faulty.has(at)) continue;
    const { shape: expected } = placeAt(document, at);
    if (expected === undefined) continue;
    const keys = new Set(keysOf(expected));
    const strays: MapEntry[] = [];
    for (let next = index + 1; next < entries.length; next++) {
      const stray = entries[next];
      if (stray === undefined || isOwnKey(document, shape, stray, expected)) break;
      if (!keys.has(stray.key) && !isNameIn(document, shape, expected, stray)) break;
      strays.push(stray);
    }
    if (strays.length === 0) continue;
    const isCall = document.shapes.call !== undefined && shape === document.shapes.call;
    found.push({
      finding: {
        rule: isCall ? 'schema/path-call' : 'schema/indent',
        severity: 'error',
        message: `"${clipped(entry.key)}:" has nothing under it, and ${strays.map(({ key }) => `"${key}"`).join(', ')} ${strays.length === 1 ? 'stands' : 'stand'} beside it`,
        ...bodyMoved(document, expected, entry, strays),
        path: [...path, entry.key].join('.'),
        help: `indent the body under \`${clipped(entry.key)}:\``,
        related: strays.map(({ keyAt }) => ({ message: 'belongs further in', at: keyAt })),
      },
      causes: ({ pointer, error }) =>
        pointer === at ||
        strays.some(({ key }) => isPointerWithin(pointer, below(owner, key))) ||
        (pointer === owner && ['maxProperties', 'required', 'discriminator'].includes(error.keyword)),
    });
  }
  return found;
}

/** Where the key and its strays stand, with the strays two columns further in: as far as a body stands wherever nothing shows it. */
function bodyMoved(
  document: ValidatedDocument,
  expected: Shape,
  entry: MapEntry,
  strays: readonly MapEntry[],
): Pick<Finding, 'at' | 'suggestion'> {
  const [first] = strays;
  const last = strays.at(-1);
  const { source, start } = entry.keyAt;
  if (first === undefined || last === undefined || first.keyAt.source !== source) return { at: entry.keyAt };
  const { text } = source;
  const home = childShape(expected, last.key);
  const { end } = entryStretch(document, home ? resolved(document.shapes, home) : {}, last);
  return { at: { source, start, end }, suggestion: text.slice(start, first.keyAt.start) + deeper(text, first.keyAt.start, end, 2) };
}

/** Whether a key may be a name in the empty map: where the map around it takes none, and has no key that is nearly it. */
const isNameIn = (document: ValidatedDocument, shape: Shape, empty: Shape, stray: MapEntry): boolean =>
  (empty.values !== undefined || (empty.dotted !== undefined && stray.key.includes('.'))) &&
  ((shape.values === undefined && !isNearKey(document, shape, stray)) || stray.key.includes('.'));

/** Whether a key is at home beside the empty one: a property of the map itself, or a name, with a value that fits there and not in the empty one. */
function isOwnKey({ shapes }: ValidatedDocument, shape: Shape, { key, value }: MapEntry, empty: Shape): boolean {
  const known = shape.props !== undefined && Object.hasOwn(shape.props, key) ? shape.props[key] : undefined;
  const inner = childShape(empty, key);
  const fitsInside = inner !== undefined && isOf(resolved(shapes, inner), value);
  if (known !== undefined) return !fitsInside || isOf(resolved(shapes, known), value);
  return shape.values !== undefined && value.type === 'map' && (empty.types ?? []).includes('object') && !fitsInside;
}

/** A call that names several components, or none. */
export function callMistake(document: ValidatedDocument, { pointer, error }: Located): ExplainedMistake | undefined {
  const { node, shape, entry, path } = placeAt(document, pointer);
  if (shape === undefined || node.type !== 'map' || shape !== document.shapes.call) return undefined;
  if (error.keyword !== 'maxProperties' && error.keyword !== 'minProperties') return undefined;
  const [first, second] = [...node.entries.values()];
  const at = second?.keyAt ?? entry?.keyAt ?? node.at;
  const options = keysOf(document.shapes.callOptions ?? {});
  const outside = second !== undefined && options.includes(second.key);
  return {
    finding: {
      rule: 'schema/path-call',
      severity: 'error',
      message:
        first === undefined
          ? 'a call names a component'
          : `a call names one component, not both "${clipped(first.key)}" and "${clipped(second?.key ?? '')}"`,
      at,
      path: path.join('.'),
      help:
        first === undefined
          ? 'write a name, or `name: { ... }`'
          : outside
            ? `indent the body under \`${clipped(first.key)}:\``
            : `for another call, begin a new item: \`- ${clipped(second?.key ?? lastStep(pointer))}\``,
    },
    causes: (other) => isPointerWithin(other.pointer, pointer),
  };
}
