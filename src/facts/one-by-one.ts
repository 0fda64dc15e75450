import { checkTime } from '../core/index.js';
import { alike, valuesAlong } from '../math/index.js';

type Column = number | Float64Array;
type Apply = (values: readonly number[]) => number;

/** With more, corners are as many as samples worth working out. */
const MOST_LINEAR = 4;
/** As many follow from one uncertain literal; to look at more whether they do costs more than it may save. */
const MOST_ALONG = 8;

/** Calls between two looks at the clock: each may take a tenth of a millisecond. */
const BLOCK = 64;

/** A cheap function of numbers in each of n samples. */
export function inEach(apply: Apply, columns: readonly Column[], n: number): Float64Array {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (i % BLOCK === 0) checkTime('sampling');
    out[i] = apply(valuesIn(columns, i));
  }
  return out;
}

/**
 * The same of a costly function, computed as few times as will do. Instances are whole numbers: of 10,000 samples a few dozen differ. What is linear
 * in a chance is the weighted mean of what it is where that is 0 and where it is 1. Along one more argument, as the share of requests that miss a
 * cache, and along all that follow from one, as from a mean time between failures, it is computed at the points that tell its course.
 * @param linear in so many leading arguments, which are chances, the result is linear
 */
export function oneByOne(apply: Apply, columns: readonly Column[], n: number, linear: number): Float64Array {
  const like = alike(columns.filter((column) => typeof column !== 'number'));
  const free = columns.flatMap((column, place) => (typeof column !== 'number' && like?.leftOut.includes(column) ? [place] : []));
  const chances = free.filter((place) => place < linear);
  const curved = free.filter((place) => place >= linear);
  const [along, ...others] = new Set(curved.map((place) => columns[place] as Float64Array));
  if (!like || chances.length > MOST_LINEAR || others.length >= MOST_ALONG || along?.every(Number.isFinite) === false)
    return inEach(apply, columns, n);
  let calls = 0;
  const timed: Apply = (values) => {
    if (calls++ % BLOCK === 0) checkTime('sampling');
    return apply(values);
  };
  const out = new Float64Array(n);
  for (const samples of samplesByNumber(like.numbers)) {
    const ends = cornersOf(valuesIn(columns, samples[0] as number), chances);
    const of = (column: Float64Array): Float64Array => Float64Array.from(samples, (i) => column[i] as number);
    const xs = along && of(along);
    const corners = ends.map((values) => {
      if (!xs) return timed(values);
      const at = (i: number): number[] =>
        values.map((value, place) => (curved.includes(place) ? ((columns[place] as Float64Array)[i] as number) : value));
      return valuesAlong(xs, others.map(of), (k) => timed(at(samples[k] as number)));
    });
    for (const [k, i] of samples.entries()) {
      let sum = 0;
      for (const [corner, result] of corners.entries())
        sum += weightOf(corner, chances, columns, i) * (typeof result === 'number' ? result : (result[k] as number));
      out[i] = sum;
    }
  }
  return out;
}

const valuesIn = (columns: readonly Column[], i: number): number[] =>
  columns.map((column) => (typeof column === 'number' ? column : (column[i] as number)));

function samplesByNumber(numbers: Int32Array): Iterable<readonly number[]> {
  const groups = new Map<number, number[]>();
  for (const [i, number] of numbers.entries()) {
    const group = groups.get(number);
    if (group) group.push(i);
    else groups.set(number, [i]);
  }
  return groups.values();
}

/** Arguments where each of some is 0 or 1: bit k of their place is the k-th of these. */
const cornersOf = (values: readonly number[], places: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: 1 << places.length }, (_, corner) => {
    const at = [...values];
    for (const [k, place] of places.entries()) at[place] = (corner >> k) & 1;
    return at;
  });

/** What a corner counts in a sample. */
function weightOf(corner: number, chances: readonly number[], columns: readonly Column[], i: number): number {
  let weight = 1;
  for (let k = 0; k < chances.length; k++) {
    const chance = (columns[chances[k] as number] as Float64Array)[i] as number;
    weight *= (corner >> k) & 1 ? chance : 1 - chance;
  }
  return weight;
}
