import { type Finding, UserError } from '../core/index.js';
import type { Leaf } from '../spec/index.js';
import { leafId } from './leaves.js';

/** Facts that depend on themselves, in the order of the round trip. The spec is wrong: the finding stands at one of its expressions. */
export class CycleError extends UserError {
  readonly ids: readonly string[];
  readonly finding: Finding;

  constructor(ids: readonly string[], finding: Finding) {
    super(finding);
    this.ids = ids;
    this.finding = finding;
  }
}

/** The error for a circle, reported at the first expression of the spec that is part of it. */
export function cycleOf(ids: readonly string[], leaves: Iterable<Leaf>): CycleError {
  const members = new Set(ids);
  const common = { rule: 'expression/cycle', severity: 'error', help: `the round trip: ${roundTrip(ids)}` } as const;
  for (const { value, path, text, at } of leaves) {
    if (value.kind === 'expression' && members.has(leafId(path)))
      return new CycleError(ids, { ...common, message: `"${text}" depends on itself`, at, path });
  }
  return new CycleError(ids, { ...common, message: `"${ids[0]}" depends on itself` });
}

/** `a -> b -> a`; of a long one, both ends. */
function roundTrip(ids: readonly string[]): string {
  if (ids.length <= 9) return ids.join(' -> ');
  return [...ids.slice(0, 4), `... (${ids.length - 8} more)`, ...ids.slice(-4)].join(' -> ');
}
