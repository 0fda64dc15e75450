import type { Range } from '../core/index.js';

/** A YAML value with the place where its text stands. Aliases and merge keys are resolved: an aliased node appears at each use. */
export type Node = ScalarNode | MapNode | ListNode;

export interface ScalarNode {
  readonly type: 'scalar';
  /** Where the text really stands: for an aliased value, at its anchor. Quotes are part of it. */
  readonly at: Range;
  readonly value: string | number | boolean | null;
  /** Source text of the scalar, quotes included: `1_000` of a number that YAML reads as text, `1.10` of the number 1.1. */
  readonly raw: string;
  /** Written with quotes or as a block (`|`, `>`), so surely meant as text. */
  readonly quoted: boolean;
}

export interface MapEntry {
  readonly key: string;
  readonly keyAt: Range;
  readonly value: Node;
}

export interface MapNode {
  readonly type: 'map';
  readonly at: Range;
  readonly entries: ReadonlyMap<string, MapEntry>;
}

export interface ListNode {
  readonly type: 'list';
  readonly at: Range;
  readonly items: readonly Node[];
}

export type Path = readonly (string | number)[];

/** The value as plain JavaScript: what a schema validator reads. A key `__proto__` becomes an ordinary own property. */
export function plainValue(node: Node): unknown {
  if (node.type === 'scalar') return node.value;
  if (node.type === 'list') return node.items.map(plainValue);
  const result: Record<string, unknown> = {};
  for (const { key, value } of node.entries.values()) {
    const plain = plainValue(value);
    if (key === '__proto__') Object.defineProperty(result, key, { value: plain, enumerable: true, configurable: true, writable: true });
    else result[key] = plain;
  }
  return result;
}

/** The node at a path of keys and list positions; undefined if the path leads nowhere. The empty path is the root. */
export function nodeAt(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path) {
    if (node === undefined) return undefined;
    node = childOf(node, step);
  }
  return node;
}

/** The entry (key and value) at a path that ends in a map; undefined if the path leads nowhere or ends in a list. */
export function entryAt(root: Node, path: Path): MapEntry | undefined {
  const last = path.at(-1);
  if (last === undefined) return undefined;
  const parent = nodeAt(root, path.slice(0, -1));
  return parent?.type === 'map' ? parent.entries.get(String(last)) : undefined;
}

function childOf(node: Node, step: string | number): Node | undefined {
  if (node.type === 'map') return node.entries.get(String(step))?.value;
  if (node.type === 'list') return node.items[Number(step)];
  return undefined;
}
