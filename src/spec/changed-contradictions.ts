import type { Finding, Range } from '../core/index.js';
import { contradictions } from './contradictions.js';
import type { Change } from './edit.js';
import type { Leaf } from './leaf.js';
import type { Model } from './model.js';

/**
 * What a changed spec states in two places that cannot both be: at the change, which is what made it so.
 * @param changed literals in place of others
 */
export function contradictionsUnder(model: Model, changed: ReadonlyMap<string, Leaf>, changes: readonly Change[]): readonly Finding[] {
  const { tree, writtenAs, fields, components, data, checks } = model;
  const leaves = new Map(model.leaves);
  for (const [path, leaf] of changed) {
    const known = leaves.get(path);
    leaves.set(path, known && leaf.value.kind === 'multiply' ? { ...product(known, leaf), text: `${known.text} ${leaf.text}` } : leaf);
  }
  const found = contradictions({
    root: tree.root,
    leaves,
    writtenAs,
    fields,
    components,
    data: [...data.keys()],
    checks,
  });
  const reported = new Set<string>();
  // What a change contradicts in several places is one mistake.
  return found.map((finding) => asOf(changes, finding)).filter(({ path = '' }) => !reported.has(path) && reported.add(path));
}

/** The same finding at a change; the value that it contradicts is shown beside it. */
function asOf(changes: readonly Change[], finding: Finding): Finding {
  const { at, path, related = [] } = finding;
  if (!at || changes.some((change) => isWithin(at, change.at))) return finding;
  const made =
    changes.find((change) => related.some((other) => isWithin(other.at, change.at))) ??
    changes.find((change) => path !== undefined && change.path.startsWith(`${path}.`));
  if (!made) return finding;
  const others = related.filter((other) => !isWithin(other.at, made.at));
  return { ...finding, at: made.at, path: made.path, related: [{ message: 'stated here', at }, ...others] };
}

const isWithin = (range: Range, { source, start, end }: Range): boolean =>
  range.source === source && range.start >= start && range.end <= end;

/** The value of a literal that a change multiplies. */
export function product(known: Leaf, { value: by, ...leaf }: Leaf): Leaf {
  const { value } = known;
  if (by.kind !== 'multiply' || (value.kind !== 'quantity' && value.kind !== 'factor' && value.kind !== 'rate'))
    return { ...leaf, value: by };
  const { quantity } = value;
  const { spread } = quantity;
  const factor = by.factor.value;
  const scaled = spread && { ...spread, p5: spread.p5 * factor, p50: spread.p50 * factor, p95: spread.p95 * factor };
  return { ...leaf, value: { ...value, quantity: { ...quantity, value: quantity.value * factor, ...(scaled && { spread: scaled }) } } };
}
