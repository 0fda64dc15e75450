import type { FieldType, WordedBound } from '../quantity/index.js';
import type { MapNode, Node, ScalarNode } from '../source/index.js';

/**
 * What may stand at a place of a document: the part of its JSON Schema that walking a document and explaining its mistakes need.
 * A place may take several forms (`500 B`, or a map of parts): then more than one member is set.
 */
export interface Shape {
  /** The shape is the named one of the table, and nothing else is stated here. */
  readonly ref?: string;
  /** JSON types that may stand here; text and numbers if not stated. */
  readonly types?: readonly string[];
  /** The scalar that may stand here is a literal of this field. */
  readonly field?: FieldType;
  /** Words that may stand in place of the literal: `none`. */
  readonly wordsToo?: readonly string[];
  /** Keys of the map that a scalar in its place states: `replication: 3` is short for `{ factor: 3 }`. */
  readonly shortFor?: readonly string[];
  /** Keys beside this one that it is another word for: `nodes` for `instances`. */
  readonly standsFor?: readonly string[];
  /** The literal states the least or the most that something may be, and may repeat so: `at most 100 ms`. */
  readonly bound?: WordedBound['op'];
  /** Words (or the one number) that may stand here. */
  readonly words?: readonly (string | number)[];
  /** Keys a map must have. */
  readonly required?: readonly string[];
  /** Keys a map may have. */
  readonly props?: Readonly<Record<string, Shape>>;
  /** Of a map: what stands at a dotted key (`flows.read.rate`). */
  readonly dotted?: Shape;
  /** Of a map with names as keys: what stands at each name that is not in `props`. */
  readonly values?: Shape;
  /** Of a list: what its items are. */
  readonly items?: Shape;
  /** Of a map of several kinds: the key that states which kind it is, and which of `props` each kind may have. */
  readonly tag?: string;
  readonly kinds?: Readonly<Record<string, readonly string[]>>;
  /** What could stand here: `500 req/s`. */
  readonly example?: string;
}

/** Named shapes; `root` is that of the document. */
export type Shapes = Readonly<Record<string, Shape>>;

/** A literal of a valid document. */
export interface DocumentLiteral {
  /** Names, keys and positions from the root, with dots between: `flows.read.rate`. */
  readonly path: string;
  /** The path with `*` for names and positions; options of calls, which stand at any depth, begin with `call`. */
  readonly pattern: string;
  readonly node: ScalarNode;
  readonly field: FieldType;
  readonly shape: Shape;
}

const NOTHING: Shape = {};

const own = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;

/** The shape itself, where a shape only names one. */
export function resolved(shapes: Shapes, shape: Shape): Shape {
  return shape.ref === undefined ? shape : resolved(shapes, own(shapes, shape.ref) ?? NOTHING);
}

/** The shape of what stands in `node`: with the keys of its kind, where kinds differ; undefined if it names no kind that exists. */
export function shapeOfNode(shapes: Shapes, shape: Shape, node: Node): Shape | undefined {
  const found = resolved(shapes, shape);
  if (found.kinds === undefined || found.tag === undefined) return found;
  const kind = node.type === 'map' ? node.entries.get(found.tag)?.value : undefined;
  const keys = kind?.type === 'scalar' ? own(found.kinds, String(kind.value)) : undefined;
  return keys && { ...found, props: Object.fromEntries(Object.entries(found.props ?? {}).filter(([key]) => keys.includes(key))) };
}

/** The shape of what stands at `step` within a shape that is resolved. */
export function childShape(shape: Shape, step: string | number): Shape | undefined {
  if (typeof step === 'number') return shape.items;
  return own(shape.props, step) ?? (step.includes('.') ? (shape.dotted ?? shape.values) : shape.values);
}

/**
 * What a literal states, by path or by pattern: itself, but for what is short for keys below it (`replication` for `replication.factor`) and for
 * what is another word for keys beside it (`nodes` for `instances`).
 */
export function statedBy(path: string, { shortFor, standsFor }: Shape): readonly string[] {
  if (shortFor) return shortFor.map((key) => `${path}.${key}`);
  if (!standsFor) return [path];
  const owner = path.slice(0, path.lastIndexOf('.') + 1);
  return standsFor.map((key) => owner + key);
}

const BELOW = new Map<string, Map<string, string>>();

/** One pattern is one string, however often it is met: such strings are quick to look up. */
function patternBelow(pattern: string, step: string): string {
  let known = BELOW.get(pattern);
  if (!known) {
    known = new Map();
    BELOW.set(pattern, known);
  }
  let below = known.get(step);
  if (below === undefined) {
    below = pattern === '' ? step : `${pattern}.${step}`;
    known.set(step, below);
  }
  return below;
}

/** Options of calls, wherever the call stands. */
const CALL: Shape['ref'] = 'callOptions';

/** Every literal below the root of a valid document, in the order of the document. */
export function literalsOf(shapes: Shapes, root: MapNode): readonly DocumentLiteral[] {
  const found: DocumentLiteral[] = [];
  const visit = (node: Node, expected: Shape, path: string, whole: string): void => {
    const shape = resolved(shapes, expected);
    const pattern = expected.ref === CALL ? 'call' : whole;
    if (node.type === 'scalar') {
      if (shape.field !== undefined && !shape.wordsToo?.includes(String(node.value)))
        found.push({ path, pattern, node, field: shape.field, shape });
    } else if (node.type === 'list') {
      const { items } = shape;
      if (items === undefined) return;
      const below = patternBelow(pattern, '*');
      for (const [index, item] of node.items.entries()) visit(item, items, `${path}.${index}`, below);
    } else {
      for (const { key, value } of node.entries.values()) {
        const known = own(shape.props, key);
        const child = known ?? childShape(shape, key);
        if (child === undefined) continue;
        visit(value, child, path === '' ? key : `${path}.${key}`, patternBelow(pattern, known ? key : '*'));
      }
    }
  };
  visit(root, shapes.root ?? NOTHING, '', '');
  return found;
}
