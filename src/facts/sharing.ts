import type { Definitions } from './definitions.js';
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

/** What a mean was before a change: reached by what reaches the mean. */
const FILED = /^(flows\.[^.]+\.rate)\.filed\./;

/** What a peak or a spike was before a change: reached by what reaches the literal that states it. */
const FILED_LITERAL = /^flows\.[^.]+\.(?:peak|spikes\.[^.]+)(?=\.filed$)/;

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
    const filed = FILED.exec(id);
    if (filed) {
      const reached = this.#isReached(`${filed[1]}.mean`);
      this.#reached.set(id, reached);
      return reached;
    }
    const base = this.#base;
    const literal = FILED_LITERAL.exec(id);
    if (literal) {
      const stated = [`stated.${literal[0]}`, `stated.${literal[0]}.rate`, 'stated.peak'].filter((candidate) => base.has(candidate));
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
