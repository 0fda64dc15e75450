import { nodeAt } from '../source/index.js';
import type { Model } from '../spec/index.js';

/** What a spec states in words at a path, where the model has no place for it: the `kind` of a flow, the `partitionKey` of a store. */
export function wordAt({ tree }: Model, ...path: readonly string[]): string | undefined {
  const node = nodeAt(tree.root, path);
  return node?.type === 'scalar' && node.value !== null ? String(node.value) : undefined;
}
