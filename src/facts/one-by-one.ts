import { checkTime } from '../core/index.js';
import { alike, valuesAlong } from '../math/index.js';

type Column = number | Float64Array;

/** With more, corners are as many as samples worth working out. */
const MOST_LINEAR = 4;

/** Samples between two looks at the clock: each may take a tenth of a millisecond. */
const BLOCK = 64;

/**
 * A function of numbers in each of n samples, computed as few times as will do. Instances are whole numbers: of 10,000 samples a few dozen
 * differ. What is linear in a chance is the weighted mean of what it is where that is 0 and where it is 1; what is smooth in one number is worked
 * out at few of its values.
 * @param linear in so many leading arguments, which are chances, the result is linear
 */
export function oneByOne(
  apply: (values: readonly number[]) => number,
  columns: readonly Column[],
  n: number,
  linear: number,
): Float64Array {
  let calls = 0;
  const applied = (values: readonly number[]): number => {
    if (calls++ % BLOCK === 0) checkTime('sampling');
    return apply(values);
  };
  const valuesAt = (i: number): number[] => columns.map((column) => (typeof column === 'number' ? column : (column[i] as number)));
  const like = alike(columns.filter((column) => typeof column !== 'number'));
  const free = columns.flatMap((column, place) => (typeof column !== 'number' && like?.leftOut.includes(column) ? [place] : []));
  const out = new Float64Array(n);
  const isLinear = free.length <= MOST_LINEAR && free.every((place) => place < linear);
  if (like && isLinear) {
    const chances = free.map((place) => columns[place] as Float64Array);
    const known = new Map<number, readonly number[]>();
    for (let i = 0; i < n; i++) {
      const which = like.numbers[i] as number;
      let corners = known.get(which);
      if (!corners) {
        corners = cornersOf(applied, valuesAt(i), free);
        known.set(which, corners);
      }
      out[i] = corners.length === 1 ? (corners[0] as number) : between(corners, chances, i);
    }
  } else if (like && new Set(free.map((place) => columns[place])).size === 1) {
    const moving = columns[free[0] as number] as Float64Array;
    for (const samples of groupsOf(like.numbers)) {
      const values = valuesAt(samples[0] as number);
      const alongOne = (x: number): number => {
        for (const place of free) values[place] = x;
        return applied(values);
      };
      const found = valuesAlong(
        alongOne,
        Float64Array.from(samples, (i) => moving[i] as number),
      );
      for (const [k, i] of samples.entries()) out[i] = found[k] as number;
    }
  } else for (let i = 0; i < n; i++) out[i] = applied(valuesAt(i));
  return out;
}

/** Samples of one number each. */
function groupsOf(numbers: Int32Array): Iterable<readonly number[]> {
  const groups = new Map<number, number[]>();
  for (const [i, which] of numbers.entries()) {
    const group = groups.get(which);
    if (group) group.push(i);
    else groups.set(which, [i]);
  }
  return groups.values();
}

/** The results where each of the free arguments is 0 or 1: bit k of their place is the k-th of these. */
const cornersOf = (apply: (values: readonly number[]) => number, values: readonly number[], free: readonly number[]): readonly number[] =>
  Array.from({ length: 1 << free.length }, (_, corner) => {
    const at = [...values];
    for (const [k, place] of free.entries()) at[place] = (corner >> k) & 1;
    return apply(at);
  });

function between(corners: readonly number[], chances: readonly Float64Array[], i: number): number {
  let sum = 0;
  for (let corner = 0; corner < corners.length; corner++) {
    let weight = corners[corner] as number;
    for (let k = 0; k < chances.length; k++) {
      const chance = (chances[k] as Float64Array)[i] as number;
      weight *= (corner >> k) & 1 ? chance : 1 - chance;
    }
    sum += weight;
  }
  return sum;
}
