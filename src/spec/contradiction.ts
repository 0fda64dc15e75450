import type { Finding, NamesOf, Range } from '../core/index.js';
import type { LiteralField } from '../schema/index.js';
import type { MapNode } from '../source/index.js';
import type { Leaf } from './leaf.js';
import type { Check, Component } from './model.js';
import { type StatedLiterals, statedAt } from './resolution.js';

/** What is held against itself. */
export interface StatedSpec extends StatedLiterals {
  readonly root: MapNode;
  readonly components: ReadonlyMap<string, Component>;
  /** Names of the data sets. */
  readonly data: readonly string[];
  readonly checks: readonly Check[];
}

/** Two things that cannot both be. */
export const contradiction = (at: Range, path: string, message: string, help: string, related?: Finding['related']): Finding => ({
  rule: 'spec/contradiction',
  severity: 'error',
  message,
  at,
  path,
  help,
  ...(related && { related }),
});

/** A certain number that a field states literally; the values of expressions and intervals are known from facts alone. */
export function numberAt<Field extends LiteralField>(
  stated: StatedLiterals,
  field: Field,
  ...names: NamesOf<Field>
): { readonly value: number; readonly leaf: Leaf } | undefined {
  const leaf = statedAt(stated, field, ...names);
  return leaf?.value.kind === 'quantity' && !leaf.value.quantity.spread ? { value: leaf.value.quantity.value, leaf } : undefined;
}
