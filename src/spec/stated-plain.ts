import type { Plain } from '../core/index.js';
import { type Node, nodeAt } from '../source/index.js';
import type { Model } from './model.js';

/** All that the spec states at a path, as plain values: for what states the same of something else. Undefined where it states nothing there. */
export function statedPlain({ tree }: Model, path: readonly string[]): Plain | undefined {
  const node = nodeAt(tree.root, path);
  return node && plainOf(node);
}

function plainOf(node: Node): Plain {
  if (node.type === 'scalar') return node.value;
  if (node.type === 'list') return node.items.map(plainOf);
  return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key, plainOf(value)]));
}
