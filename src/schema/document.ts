import type { Finding, Range } from '../core/index.js';
import type { MapEntry, MapNode, Node, Path } from '../source/index.js';
import { childShape, resolved, type Shape, type Shapes } from './shape.js';
import type { SchemaError } from './validate.js';

/** A document and what it should look like. */
export interface ValidatedDocument {
  /** What it is called in messages: `spec`, `config`. */
  readonly noun: string;
  readonly root: MapNode;
  readonly shapes: Shapes;
}

/** A place in a document. */
export interface DocumentPlace {
  /** JSON pointer. */
  readonly pointer: string;
  readonly path: Path;
  readonly node: Node;
  /** The entry whose value it is, where it is in a map. */
  readonly entry: MapEntry | undefined;
  /** What should stand here; undefined below an unknown key. */
  readonly shape: Shape | undefined;
}

/** An error of the validator with the place that is to blame: of an unknown key, the place of its entry. */
export interface Located {
  readonly error: SchemaError;
  /** The value that the validator complained about: for an unknown or missing key, the map. */
  readonly owner: string;
  /** What is to blame. */
  readonly pointer: string;
}

/** What one mistake explains: the errors it caused are not to be reported again. */
export interface ExplainedMistake {
  readonly finding: Finding;
  readonly causes: (located: Located) => boolean;
}

const escaped = (key: string): string => key.replace(/~/g, '~0').replace(/\//g, '~1');
const unescaped = (step: string): string => step.replace(/~1/g, '/').replace(/~0/g, '~');

export const below = (pointer: string, key: string): string => `${pointer}/${escaped(key)}`;
export const isPointerWithin = (pointer: string, ancestor: string): boolean => pointer === ancestor || pointer.startsWith(`${ancestor}/`);
export const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'));

/** Key or position that a pointer ends in. */
export const lastStep = (pointer: string): string => unescaped(pointer.slice(pointer.lastIndexOf('/') + 1));

export function locate(error: SchemaError): Located {
  const { additionalProperty, propertyName } = error.params;
  const key =
    typeof additionalProperty === 'string' ? additionalProperty : error.keyword === 'propertyNames' ? String(propertyName) : undefined;
  return { error, owner: error.instancePath, pointer: key === undefined ? error.instancePath : below(error.instancePath, key) };
}

/** The place at a pointer of the validator, which leads somewhere in the same document. */
export function placeAt({ root, shapes }: ValidatedDocument, pointer: string): DocumentPlace {
  const path: (string | number)[] = [];
  let node: Node = root;
  let entry: MapEntry | undefined;
  let shape: Shape | undefined = shapes.root;
  for (const step of pointer === '' ? [] : pointer.slice(1).split('/')) {
    const next: Node | undefined = node.type === 'list' ? node.items[Number(step)] : undefined;
    entry = node.type === 'map' ? node.entries.get(unescaped(step)) : undefined;
    const found: Node | undefined = next ?? entry?.value;
    if (found === undefined) break;
    const key = next === undefined ? unescaped(step) : Number(step);
    path.push(key);
    node = found;
    const child: Shape | undefined = shape && childShape(shape, key);
    shape = child && resolved(shapes, child);
  }
  return { pointer, path, node, entry, shape };
}

/** Every key that a map of this shape may have, whatever its kind. */
export const keysOf = (shape: Shape): readonly string[] => Object.keys(shape.props ?? {});

/** Where to point for something that is missing in what stands at a place: at its key; for the document, at its start. */
export function headOf({ entry, node }: DocumentPlace): Range {
  if (entry !== undefined) return entry.keyAt;
  const { source, start } = node.at;
  return { source, start, end: start };
}

/** Where to point for a value: at its text, or at its key where it has none. */
export const textAt = ({ node, entry }: DocumentPlace): Range =>
  node.at.end > node.at.start || entry === undefined ? node.at : entry.keyAt;
