import { type Reason, reasonText } from '../core/index.js';

/** A place of the spec that is not stated, as engines name it. A sentence has no such form: it is given as a `Reason`. */
export type MissingPath = `${string}.${string}` | 'horizon' | 'flows' | 'data' | 'components';

/** What is not stated, or else keeps a fact from being known; or what keeps another fact from it, with all its reasons. */
export type MissingPart = MissingPath | Reason | Missing | undefined;

/**
 * What keeps a fact unknown or incomplete. The reasons of what it rests on are shared, and listed when somebody asks: along a chain of facts each adds to
 * those before it, and lists of all would take the square of its length.
 */
export class Missing {
  readonly #reasons: readonly (Reason | Missing)[];
  #list: readonly Reason[] | undefined;

  private constructor(reasons: readonly (Reason | Missing)[]) {
    this.#reasons = reasons;
  }

  /** All of some; undefined where there are none. */
  static of(some: readonly MissingPart[]): Missing | undefined {
    const reasons = new Set<Reason | Missing>();
    for (const reason of some) if (reason !== undefined) reasons.add(typeof reason === 'string' ? { path: reason } : reason);
    const [first] = reasons;
    if (first === undefined) return undefined;
    return reasons.size === 1 && first instanceof Missing ? first : new Missing([...reasons]);
  }

  /** Each reason once, in the order in which facts give them. */
  get list(): readonly Reason[] {
    this.#list ??= [...this.#each()];
    return this.#list;
  }

  some(holds: (reason: Reason) => boolean): boolean {
    for (const reason of this.#each()) if (holds(reason)) return true;
    return false;
  }

  /** With a stack of its own: facts rest on each other as deep as a path is long. */
  *#each(): Generator<Reason> {
    const seen = new Set<string | Missing>();
    const open: (Reason | Missing)[] = [this];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const key = next instanceof Missing ? next : reasonText(next);
      if (seen.has(key)) continue;
      seen.add(key);
      if (next instanceof Missing) {
        const below = next.#list ?? next.#reasons;
        for (let i = below.length - 1; i >= 0; i--) open.push(below[i] as Reason | Missing);
      } else yield next;
    }
  }
}
