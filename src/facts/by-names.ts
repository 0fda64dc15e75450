/**
 * Values by a pattern and by what fills its `*`, each made once. Neither the id nor the path is put together to look one up: definitions ask for
 * the same few patterns of each thing again and again, and so what is of one thing is kept together.
 */
export class ByNames<T> {
  readonly #made = new Map<string, Map<string, T>>();
  readonly #make: (pattern: string, names: readonly string[]) => T;
  /** What was made of the thing that was asked for last. */
  #last: Map<string, T> | undefined;
  #lastName = '';

  /** @param make asked again for what is undefined */
  constructor(make: (pattern: string, names: readonly string[]) => T) {
    this.#make = make;
  }

  of(pattern: string, names: readonly string[]): T {
    const made = this.#of(names[0] ?? '');
    const key =
      names.length < 2 ? pattern : names.length === 2 ? joined(pattern, names[1] as string) : `${pattern}\n${names.slice(1).join('\n')}`;
    let value = made.get(key);
    if (value === undefined) {
      value = this.#make(pattern, names);
      if (value !== undefined) made.set(key, value);
    }
    return value;
  }

  #of(name: string): Map<string, T> {
    if (this.#last !== undefined && this.#lastName === name) return this.#last;
    let made = this.#made.get(name);
    if (made === undefined) {
      made = new Map();
      this.#made.set(name, made);
    }
    this.#last = made;
    this.#lastName = name;
    return made;
  }
}

/** Patterns with a second name, which is a load case nearly always: put together once for all things. */
const JOINED = new Map<string, Map<string, string>>();
/** So many second names; any more are those of one spec, and no load cases. */
const MOST_JOINED = 100;

function joined(pattern: string, name: string): string {
  let patterns = JOINED.get(name);
  if (patterns === undefined) {
    if (JOINED.size >= MOST_JOINED) return `${pattern}\n${name}`;
    patterns = new Map();
    JOINED.set(name, patterns);
  }
  let key = patterns.get(pattern);
  if (key === undefined) {
    key = `${pattern}\n${name}`;
    patterns.set(pattern, key);
  }
  return key;
}
