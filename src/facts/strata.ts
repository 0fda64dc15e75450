import { checkTime } from '../core/index.js';
import type { Rough } from '../quantity/index.js';

type Column = number | Float64Array;

/** So many joint samples are worked out, each for its share of all. */
export const STRATA = 256;

/** Score of 84%: one standard deviation up. */
const UP = 0.8413;

/**
 * A function that is costly to compute, in each of n joint samples: they are put in order by what it would be if each argument moved it by itself, and cut into
 * strata, of each of which the one in the middle is worked out, roughly; the others lie between. What is exact where all arguments are at their middle
 * corrects all.
 */
export function byStrata(exact: (values: readonly number[]) => number, rough: Rough, columns: readonly Column[], n: number): Float64Array {
  const uncertain = columns.flatMap((column, i) => (typeof column === 'number' ? [] : [i]));
  const sorted = new Map(uncertain.map((i) => [i, Float64Array.from(columns[i] as Float64Array).sort()]));
  const at = (i: number, share: number): number => (sorted.get(i) as Float64Array)[Math.min(n - 1, Math.floor(share * n))] as number;
  const middle = columns.map((column, i) => (typeof column === 'number' ? column : at(i, 0.5)));
  const base = rough.order(...middle);
  const slopes = uncertain.map((i) => {
    const [from, to] = [middle[i] as number, at(i, UP)];
    if (to === from) return 0;
    return (rough.order(...middle.map((value, k) => (k === i ? to : value))) - base) / (to - from);
  });
  const proxy = new Float64Array(n);
  for (const [k, i] of uncertain.entries()) {
    const [slope, column] = [slopes[k] as number, columns[i] as Float64Array];
    if (Number.isFinite(slope)) for (let s = 0; s < n; s++) proxy[s] = (proxy[s] as number) + slope * (column[s] as number);
  }
  const order = Int32Array.from(proxy.keys()).sort((a, b) => (proxy[a] as number) - (proxy[b] as number));
  const strata = Math.min(STRATA, n);
  const places = Array.from({ length: strata }, (_, k) => Math.floor(((k + 0.5) * n) / strata));
  const middleRough = rough.compute(...middle);
  const factor = middleRough > 0 && Number.isFinite(middleRough) ? exact(middle) / middleRough : 1;
  const found = places.map((place) => {
    checkTime('sampling');
    const sample = order[place] as number;
    return factor * rough.compute(...columns.map((column) => (typeof column === 'number' ? column : (column[sample] as number))));
  });
  const out = new Float64Array(n);
  let k = 0;
  for (let place = 0; place < n; place++) {
    while (k < strata - 2 && place > (places[k + 1] as number)) k++;
    const [a, b] = [places[k] as number, places[Math.min(k + 1, strata - 1)] as number];
    const [low, high] = [found[k] as number, found[Math.min(k + 1, strata - 1)] as number];
    const part = b > a ? Math.min(1, Math.max(0, (place - a) / (b - a))) : 0;
    out[order[place] as number] = Number.isFinite(low) && Number.isFinite(high) ? low + part * (high - low) : Math.max(low, high);
  }
  return out;
}
