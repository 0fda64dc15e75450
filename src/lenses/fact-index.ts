import type { FactResult } from '../core/index.js';

/** The facts of a result by id, and the names under a root in the order of the result. */
export class FactIndex {
  readonly #byId = new Map<string, FactResult>();

  constructor(facts: readonly FactResult[]) {
    for (const fact of facts) this.#byId.set(fact.id, fact);
  }

  get(id: string): FactResult | undefined {
    return this.#byId.get(id);
  }

  names(root: string): readonly string[] {
    const names = new Set<string>();
    for (const id of this.#byId.keys()) {
      const [head, name] = id.split('.', 2);
      if (head === root && name !== undefined) names.add(name);
    }
    return [...names];
  }

  /** What stands behind `start` in the ids that begin with it. */
  under(start: string): readonly string[] {
    return [...this.#byId.keys()].flatMap((id) => (id.startsWith(start) ? [id.slice(start.length)] : []));
  }
}
