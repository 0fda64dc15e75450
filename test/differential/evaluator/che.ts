/**
 * Che's approximation of a cache that drops the least recently used item, item by item: with p_k in proportion to k^-s, the characteristic time T
 * solves sum of 1 - exp(-p_k T) = size, and the share of hits is the sum of p_k (1 - exp(-p_k T)).
 * @source Che, Tung, Wang 2002, "Hierarchical web caching systems", IEEE JSAC 20(7)
 */
export class Lru {
  readonly #shares: readonly number[];

  /** @param items a whole number */
  constructor(items: number, exponent: number) {
    const weights = Array.from({ length: items }, (_, i) => (i + 1) ** -exponent);
    const all = weights.reduce((total, weight) => total + weight, 0);
    this.#shares = weights.map((weight) => weight / all);
  }

  #held(time: number): number {
    return this.#shares.reduce((held, share) => held - Math.expm1(-share * time), 0);
  }

  #hits(time: number): number {
    return this.#shares.reduce((hits, share) => hits - share * Math.expm1(-share * time), 0);
  }

  hitRatio(size: number): number {
    if (Number.isNaN(size) || size === 0) return size;
    if (size >= this.#shares.length) return 1;
    return this.#hits(solved((time) => this.#held(time), size));
  }

  size(hitRatio: number): number {
    return this.#held(solved((time) => this.#hits(time), hitRatio));
  }
}

/** Where a rising function has a value, by halving. */
function solved(rising: (x: number) => number, value: number): number {
  let [low, high] = [0, 1];
  while (rising(high) < value) high *= 2;
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (rising(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
