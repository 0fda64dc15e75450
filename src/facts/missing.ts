/** What is not stated, or else keeps a fact from being known; or what keeps another fact from it, with all its reasons. */
export type Reason = string | Missing | undefined;

/**
 * What keeps a fact unknown or incomplete. The reasons of what it rests on are shared, and listed when somebody asks: along a chain of facts each adds to
 * those before it, and lists of all would take the square of its length.
 */
export class Missing {
  readonly #reasons: readonly (string | Missing)[];
  #list: readonly string[] | undefined;

  private constructor(reasons: readonly (string | Missing)[]) {
    this.#reasons = reasons;
  }

  /** All of some; undefined where there are none. */
  static of(some: readonly Reason[]): Missing | undefined {
    const reasons = new Set<string | Missing>();
    for (const reason of some) if (reason !== undefined) reasons.add(reason);
    const [first] = reasons;
    if (first === undefined) return undefined;
    return reasons.size === 1 && typeof first !== 'string' ? first : new Missing([...reasons]);
  }

  /** Each reason once, in the order in which facts give them. */
  get list(): readonly string[] {
    this.#list ??= [...this.#each()];
    return this.#list;
  }

  some(holds: (reason: string) => boolean): boolean {
    for (const reason of this.#each()) if (holds(reason)) return true;
    return false;
  }

  /** With a stack of its own: facts rest on each other as deep as a path is long. */
  *#each(): Generator<string> {
    const seen = new Set<string | Missing>();
    const open: (string | Missing)[] = [this];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      if (typeof next === 'string') yield next;
      else {
        const below = next.#list ?? next.#reasons;
        for (let i = below.length - 1; i >= 0; i--) open.push(below[i] as string | Missing);
      }
    }
  }
}
