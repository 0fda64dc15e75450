import { type Context, type Definition, type FactId, Missing, type MissingPath, unknown } from '../../facts/index.js';
import { add } from '../../quantity/index.js';

/**
 * Sum of the facts that are known. What is unknown is left out, and named.
 * @param nothing what is missing where there is nothing to add up
 */
export function totalOf(context: Context, ids: readonly FactId[], nothing: MissingPath): Definition {
  if (ids.length === 0) return unknown(nothing);
  const known: FactId[] = [];
  const others: FactId[] = [];
  for (const id of ids) (context.known(id) ? known : others).push(id);
  const missing = Missing.of(others.map((id) => context.missingOf(id)));
  if (known.length === 0) return unknown(missing ?? nothing);
  return { formula: add(...known.map((id) => context.ref(id))), missing };
}
