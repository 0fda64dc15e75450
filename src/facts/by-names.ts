/**
 * Values by a pattern and by what fills its `*`, each made once. Neither the id nor the path is put together to look one up: definitions ask for
 * the same few patterns of each thing again and again.
 */
export class ByNames<T> {
  readonly #made = new Map<string, Map<string, T>>();
  readonly #make: (pattern: string, names: readonly string[]) => T;

  /** @param make asked again for what is undefined */
  constructor(make: (pattern: string, names: readonly string[]) => T) {
    this.#make = make;
  }

  of(pattern: string, names: readonly string[]): T {
    let made = this.#made.get(pattern);
    if (made === undefined) {
      made = new Map();
      this.#made.set(pattern, made);
    }
    const key = names.length === 1 ? (names[0] as string) : names.join('\n');
    let value = made.get(key);
    if (value === undefined) {
      value = this.#make(pattern, names);
      if (value !== undefined) made.set(key, value);
    }
    return value;
  }
}
