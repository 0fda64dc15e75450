import { filled } from '../core/index.js';
import type { Definitions } from './definitions.js';
import { type FactId, factId, namesIn } from './ids.js';
import type { LeafFacts } from './leaves.js';
import type { FactNode } from './node.js';
import type { OperatingConditions } from './operating-conditions.js';

/** What a changed graph asks of the one that it changes. */
export interface Base {
  readonly has: (id: string) => boolean;
  readonly get: (id: string) => FactNode;
  readonly definitions: Definitions;
  readonly conditions: OperatingConditions;
}

/** Facts of a changed graph that the change does not reach. */
export class Sharing {
  readonly #base: Base;
  readonly #leaves: LeafFacts;
  readonly #conditions: OperatingConditions;
  readonly #reached = new Map<string, boolean>();

  /** @param leaves those of the changed graph; `conditions` those it is evaluated under */
  constructor(base: Base, leaves: LeafFacts, conditions: OperatingConditions) {
    this.#base = base;
    this.#leaves = leaves;
    this.#conditions = conditions;
  }

  /** The node of the graph that is changed, if the change does not reach it. */
  nodeOf(id: string): FactNode | undefined {
    if (this.#base.conditions.after !== this.#conditions.after || this.#isReached(id)) return undefined;
    return this.#base.get(id);
  }

  #isReached(id: string): boolean {
    const known = this.#reached.get(id);
    if (known !== undefined) return known;
    if (this.#leaves.isChanged(id) || this.#isOtherwise(id)) {
      this.#reached.set(id, true);
      return true;
    }
    this.#reached.set(id, false);
    const filed = filedOf(id);
    if (filed?.kind === 'mean') {
      const reached = this.#isReached(filed.id);
      this.#reached.set(id, reached);
      return reached;
    }
    const base = this.#base;
    if (filed) {
      const stated = [`stated.${filed.path}`, `stated.${filed.path}.rate`, 'stated.peak'].filter((candidate) => base.has(candidate));
      const isReached = stated.some((candidate) => this.#isReached(candidate));
      this.#reached.set(id, isReached);
      return isReached;
    }
    const reached =
      !base.has(id) ||
      base.get(id).inputs.some((input) => this.#isReached(input.id)) ||
      base.get(id).conditions.some((input) => this.#isReached(input.id)) ||
      base.definitions.consultedFor(id).some((other) => this.#isReached(other));
    this.#reached.set(id, reached);
    return reached;
  }

  /** Whether a definition that asked what is down would now hear another answer. */
  #isOtherwise(id: string): boolean {
    const base = this.#base;
    const [before, now] = [base.conditions.down, this.#conditions.down];
    if (before === now || !base.has(id)) return false;
    return base.definitions.askedFor(id).some((name) => before.has(name) !== now.has(name));
  }
}

/**
 * What tells whether a change reaches a fact as it was before: of a mean, what reaches the mean; of a peak or a spike, what reaches the literal that states
 * it.
 */
function filedOf(
  id: string,
): { readonly kind: 'mean'; readonly id: FactId } | { readonly kind: 'literal'; readonly path: string } | undefined {
  // Most are not: this is asked of every fact of every change.
  if (!id.includes('.filed')) return undefined;
  const [flow] = namesIn('flows.*.rate.filed.peak', id) ?? namesIn('flows.*.rate.filed.spike.*', id) ?? [];
  if (flow !== undefined) return { kind: 'mean', id: factId('flows.*.rate.k', flow, 'mean') };
  const peak = namesIn('flows.*.peak.filed', id);
  if (peak) return { kind: 'literal', path: filled('flows.*.peak', peak) };
  const spike = namesIn('flows.*.spikes.*.filed', id);
  return spike && { kind: 'literal', path: filled('flows.*.spikes.*', spike) };
}
