import { Dice } from '../../properties/specs.js';
import type { Source, States } from './failing-states.js';

/** What a simulation says, between which the truth lies in 999 of 1000. */
export interface Between {
  readonly low: number;
  readonly high: number;
}

/** Quantile of the normal law at 99.95%. */
const Z = 3.2905;

export const isIn = ({ low, high }: Between, value: number): boolean => value >= low && value <= high;

/** Misses of so many intervals of 99.9% that chance leaves room for: more come once in 10,000 times (Poisson). */
export function allowedMisses(intervals: number): number {
  const mean = intervals / 1000;
  let term = Math.exp(-mean);
  let left = 1 - term;
  let misses = 0;
  while (left > 1e-4) {
    term *= mean / ++misses;
    left -= term;
  }
  return misses;
}

/** @source Wilson 1927, JASA 22(158): interval for a share */
function shareBetween(hits: number, of: number): Between {
  const share = hits / of;
  const middle = (share + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of);
  const half = (Z / (1 + Z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return { low: middle - half, high: middle + half };
}

/** Interval for a ratio of means of pairs that are drawn alike: of cycles, or of stretches of the same length. */
export function ratioBetween(tops: readonly number[], bottoms: readonly number[]): Between {
  const n = tops.length;
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const ratio = sum(tops) / sum(bottoms);
  const squares = sum(tops.map((top, i) => (top - ratio * (bottoms[i] as number)) ** 2));
  const half = (Z * Math.sqrt(squares / (n - 1) / n)) / (sum(bottoms) / n);
  return { low: ratio - half, high: ratio + half };
}

const drawn = (sources: readonly Source[], dice: Dice): number =>
  sources.reduce((state, { q }, i) => (dice.chance(q) ? state | (1 << i) : state), 0);

/** Share of requests that fail, each at a moment of its own. */
export function requestsFailing({ sources, request }: States, seed: number, requests: number): Between {
  const dice = new Dice(seed);
  let failing = 0;
  for (let i = 0; i < requests; i++) if (request(drawn(sources, dice))) failing++;
  return shareBetween(failing, requests);
}

const exponential = (mean: number, dice: Dice): number => -mean * Math.log(1 - dice.next());

/**
 * Everything goes up and down by itself, for exponential times, over stretches of a year that begin anywhere: the share of time that some
 * requests fail, and how often a year that begins.
 * @param stretch years
 */
export function outagesSeen(
  states: States,
  seed: number,
  stretches: number,
  stretch: number,
): { readonly time: Between; readonly often: Between } {
  const dice = new Dice(seed);
  const failures = states.sources.slice(0, states.failures);
  // What some requests meet: every choice the worse way.
  const choices = (1 << states.sources.length) - (1 << states.failures);
  const times: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < stretches; i++) {
    const { down, begun } = oneStretch(failures, (state) => states.request(state | choices), dice, stretch);
    times.push(down);
    counts.push(begun);
  }
  const lengths = times.map(() => stretch);
  return { time: ratioBetween(times, lengths), often: ratioBetween(counts, lengths) };
}

function oneStretch(failures: readonly Source[], fails: (state: number) => boolean, dice: Dice, stretch: number) {
  let state = drawn(failures, dice);
  // Mean times up and down: q is the share of the latter.
  const lasting = ({ q, rate }: Source, isDown: boolean): number => exponential(isDown ? q / (1 - q) / rate : 1 / rate, dice);
  const next = failures.map((source, i) => lasting(source, ((state >> i) & 1) === 1));
  let now = 0;
  let down = 0;
  let begun = 0;
  let isFailing = fails(state);
  while (now < stretch) {
    let first = 0;
    for (let i = 1; i < next.length; i++) if ((next[i] as number) < (next[first] as number)) first = i;
    const at = Math.min(stretch, next[first] ?? stretch);
    if (isFailing) down += at - now;
    now = at;
    if (now >= stretch) break;
    state ^= 1 << first;
    next[first] = now + lasting(failures[first] as Source, ((state >> first) & 1) === 1);
    const failing = fails(state);
    if (failing && !isFailing) begun++;
    isFailing = failing;
  }
  return { down, begun };
}

/** Units of which some are active and the others spares. Times in hours. */
export interface Spares {
  readonly instances: number;
  readonly needed: number;
  readonly mtbf: number;
  readonly mttr: { readonly detect: number; readonly respond: number; readonly repair: number };
  readonly crews: number | null;
  readonly failover: {
    readonly mode: 'active-passive' | 'cold';
    readonly detect: number;
    readonly takes: number;
    readonly coverage: number;
  } | null;
}

/**
 * Each unit with a clock of its own, until it fails or until a crew has repaired it; failed ones wait for a crew in turn. While a spare takes over,
 * or people do it in its place, all clocks stand still. A cycle ends when all are up again.
 */
export function sparesSeen(spares: Spares, seed: number, cycles: number): { readonly time: Between; readonly often: Between } {
  const dice = new Dice(seed);
  const lengths: number[] = [];
  const downs: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < cycles; i++) {
    const { length, down, begun } = oneCycle(spares, dice);
    lengths.push(length);
    downs.push(down);
    counts.push(begun);
  }
  return { time: ratioBetween(downs, lengths), often: ratioBetween(counts, lengths) };
}

function oneCycle({ instances, needed, mtbf, mttr, crews, failover }: Spares, dice: Dice) {
  const repair = mttr.detect + mttr.respond + mttr.repair;
  /** Clocks of those up, the active ones first; of those in repair or waiting for it, who failed first in front. */
  const up = Array.from({ length: instances }, () => exponential(mtbf, dice));
  const failed: number[] = [];
  let [length, down, begun] = [0, 0, 0];
  do {
    const running = failover?.mode === 'cold' ? Math.min(needed, up.length) : up.length;
    const repairing = Math.min(crews ?? instances, failed.length);
    const soonest = Math.min(...up.slice(0, running), ...failed.slice(0, repairing));
    length += soonest;
    if (up.length < needed) down += soonest;
    for (let i = 0; i < running; i++) up[i] = (up[i] as number) - soonest;
    for (let i = 0; i < repairing; i++) failed[i] = (failed[i] as number) - soonest;
    const back = failed.findIndex((left, i) => i < repairing && left <= 0);
    if (back >= 0) {
      failed.splice(back, 1);
      up.push(exponential(mtbf, dice));
      continue;
    }
    const lost = up.findIndex((left, i) => i < running && left <= 0);
    const before = up.length;
    up.splice(lost, 1);
    failed.push(exponential(repair, dice));
    if (before === needed) begun++;
    if (!failover || before <= needed || lost >= needed) continue;
    const stands = dice.chance(failover.coverage) ? failover.detect + failover.takes : exponential(mttr.detect + mttr.respond, dice);
    begun++;
    length += stands;
    down += stands;
  } while (failed.length > 0);
  return { length, down, begun };
}
