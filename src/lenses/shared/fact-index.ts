import { type FactResult, partsOf } from '../../core/index.js';
import type { CheckedId, TopicOf } from '../../facts/ids.js';
import { namesIn, type Pattern } from '../../facts/index.js';

/** The facts of a result by id, and the names under a root in the order of the result. */
export class FactIndex {
  readonly #byId = new Map<string, FactResult>();

  constructor(facts: readonly FactResult[]) {
    for (const fact of facts) this.#byId.set(fact.id, fact);
  }

  /** A fact by an id that the compiler can hold against the table of facts. */
  get<const I extends string>(id: CheckedId<I>): FactResult | undefined {
    return this.#byId.get(id);
  }

  /** A fact by an id from a result. */
  find(id: string): FactResult | undefined {
    return this.#byId.get(id);
  }

  /** What there is of one thing: its fleet, its load at peak. */
  of<R extends string>(root: R, name: string, topic: TopicOf<R>): FactResult | undefined {
    return this.#byId.get(`${root}.${name}.${topic}`);
  }

  names(root: string): readonly string[] {
    const names = new Set<string>();
    for (const id of this.#byId.keys()) {
      const parts = partsOf(id);
      if (parts.root === root && parts.name !== '') names.add(parts.name);
    }
    return [...names];
  }

  /** The ids of a pattern, in the order of the result. */
  idsOf(pattern: Pattern): readonly string[] {
    return [...this.#byId.keys()].filter((id) => namesIn(pattern, id));
  }

  /** What stands behind `start` in the ids that begin with it. */
  under(start: string): readonly string[] {
    return [...this.#byId.keys()].flatMap((id) => (id.startsWith(start) ? [id.slice(start.length)] : []));
  }
}
