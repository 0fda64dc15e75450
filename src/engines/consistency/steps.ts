import type { FactStep, Range } from '../../core/index.js';
import type { Node } from '../../source/index.js';
import type { Model } from '../../spec/index.js';

/** A reason with the place of the spec that it is about. */
interface Reason {
  readonly why: string;
  readonly path: string;
  readonly gives: readonly string[];
  readonly instead: string | null;
}

/** Reasons as steps with positions: several readers may share one. */
export const stepsAt = (model: Model, reasons: readonly Reason[]): readonly FactStep[] =>
  reasons
    .filter(({ why }, i) => reasons.findIndex((other) => other.why === why) === i)
    .map(({ why, path, gives, instead }) => ({ text: why, at: placeAt(model, path), gives: gives.join(' + '), instead }));

/** The place of a path, or of as much of it as the spec has. */
function placeAt({ tree }: Model, path: string): Range {
  let node: Node = tree.root;
  for (const step of path.split('.')) {
    const next: Node | undefined =
      node.type === 'map' ? node.entries.get(step)?.value : node.type === 'list' ? node.items[Number(step)] : undefined;
    if (!next) break;
    node = next;
  }
  return node.at;
}
