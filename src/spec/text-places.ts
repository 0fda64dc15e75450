import type { Range } from '../core/index.js';
import { entryAt, nodeAt } from '../source/index.js';
import type { Model } from './model.js';

/** Where a path stands in the text, or as much of it as the spec has. */
export function placeAt({ tree }: Model, path: string): Range {
  const steps = path.split('.');
  for (let length = steps.length; length > 0; length--) {
    const node = nodeAt(tree.root, steps.slice(0, length));
    if (node) return node.at;
  }
  return tree.root.at;
}

/** Where the key at the end of a path stands; undefined where the spec does not have it. */
export const keyPlaceAt = ({ tree }: Model, path: string): Range | undefined => entryAt(tree.root, path.split('.'))?.keyAt;
