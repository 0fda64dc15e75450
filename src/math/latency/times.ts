import { normalCdf, normalQuantile } from '../normal.js';
import { regularizedGamma } from './gamma.js';

/** How long something takes: a distribution of times that are not negative, in seconds. */
export interface Time {
  /** Chance to take at most so long. */
  readonly within: (time: number) => number;
  /** Where it is one time for sure. */
  readonly always?: number;
  /** About as long as it takes: what a lattice is laid out by. */
  readonly about: number;
  /** Mean and squared coefficient of variation, where they have a formula. */
  readonly moments?: Moments;
  /** Where its logarithm is normal: of which mean and deviation. */
  readonly logNormal?: { readonly mu: number; readonly sigma: number };
}

export interface Moments {
  readonly mean: number;
  /** Variance over the squared mean: 0 of what never varies, 1 of what is exponential. */
  readonly variation: number;
}

/** The same time whenever. */
export const fixedTime = (time: number): Time => ({
  within: (t) => (t >= time ? 1 : 0),
  always: time,
  about: time,
  moments: { mean: time, variation: 0 },
});

/** Memoryless, as a mean alone is taken. @param mean above 0 */
export const exponentialTime = (mean: number): Time => ({
  within: (t) => (t <= 0 ? 0 : -Math.expm1(-t / mean)),
  about: mean,
  moments: { mean, variation: 1 },
});

/** Score of the 99th percentile. */
const Z99 = 2.3263478740408408;

/**
 * The log-normal time through two percentiles, its spread from both: sigma = ln(p99 / p50) / 2.326.
 * @source E. L. Crow, K. Shimizu, Lognormal Distributions (1988), ch. 1
 */
export function logNormalTime(p50: number, p99: number): Time {
  const sigma = Math.log(p99 / p50) / Z99;
  if (!(sigma > 0)) return fixedTime(p50);
  const mu = Math.log(p50);
  const mean = p50 * Math.exp((sigma * sigma) / 2);
  return {
    within: (t) => (t <= 0 ? 0 : normalCdf((Math.log(t) - mu) / sigma)),
    about: mean,
    moments: { mean, variation: Math.expm1(sigma * sigma) },
    logNormal: { mu, sigma },
  };
}

/**
 * A time with a mean and a squared coefficient of variation: gamma, so that 1 is exponential and 0 fixed.
 * @param variation variance over the squared mean
 */
export function gammaTime(mean: number, variation: number): Time {
  if (variation === 0 || mean === 0) return fixedTime(mean);
  if (variation === 1) return exponentialTime(mean);
  const shape = 1 / variation;
  return { within: (t) => (t <= 0 ? 0 : regularizedGamma(shape, (t / mean) * shape)), about: mean, moments: { mean, variation } };
}

/** Anything between two times, each as likely. */
export const uniformTime = (from: number, to: number): Time =>
  from >= to ? fixedTime(to) : { within: (t) => Math.min(1, Math.max(0, (t - from) / (to - from))), about: (from + to) / 2 };

/** A percentile as measured. */
export interface Percentile {
  /** Share that takes at most `time`. */
  readonly share: number;
  readonly time: number;
}

/**
 * What is rarer the longer, by a power: the chance to take longer than t is (least / t)^tail.
 * @param least the shortest time, above 0; @param tail above 1, or there is no mean
 * @source N. L. Johnson, S. Kotz, N. Balakrishnan, Continuous Univariate Distributions 1 (1994), ch. 20
 */
const paretoTime = (least: number, tail: number): Time => ({
  within: (t) => (t <= least ? 0 : 1 - (least / t) ** tail),
  about: least,
  moments: {
    mean: tail > 1 ? (least * tail) / (tail - 1) : Number.POSITIVE_INFINITY,
    variation: tail > 2 ? 1 / (tail * (tail - 2)) : Number.POSITIVE_INFINITY,
  },
});

/**
 * Through measured percentiles: log-normal from each to the next, and on beyond the first and the last as between the nearest two. With a `tail`,
 * beyond the last the chance to take longer than t falls as t^-tail; where only one is measured, so does all of it.
 * @param percentiles two or more, or one with a tail; shares and times rise
 */
export function measuredTime(percentiles: readonly Percentile[], tail?: number): Time {
  const [only] = percentiles;
  if (only && percentiles.length === 1 && tail !== undefined) return paretoTime(only.time * (1 - only.share) ** (1 / tail), tail);
  const points = percentiles.map(({ share, time }) => ({ z: normalQuantile(share), log: Math.log(time), share, time }));
  const last = points.at(-1) as (typeof points)[number];
  const scoreOf = (log: number): number => {
    let i = 1;
    while (i < points.length - 1 && (points[i] as { log: number }).log < log) i++;
    const [a, b] = [points[i - 1] as (typeof points)[number], points[i] as (typeof points)[number]];
    if (b.log === a.log) return log < a.log ? Number.NEGATIVE_INFINITY : b.z;
    return a.z + ((log - a.log) / (b.log - a.log)) * (b.z - a.z);
  };
  const time: Time = {
    within: (t) => {
      if (t <= 0) return 0;
      if (tail !== undefined && t >= last.time) return 1 - (1 - last.share) * (last.time / t) ** tail;
      return normalCdf(scoreOf(Math.log(t)));
    },
    about: (points[0] as { time: number }).time,
  };
  // Squares of such a tail have no mean.
  return tail !== undefined && tail <= 2
    ? { ...time, moments: { mean: tail <= 1 ? Number.POSITIVE_INFINITY : momentsOf(time).mean, variation: Number.POSITIVE_INFINITY } }
    : time;
}

/** As often as it was measured: each of these samples is as likely. */
export function sampledTime(samples: readonly number[]): Time {
  const sorted = Float64Array.from(samples).sort();
  return {
    within: (t) => {
      let [low, high] = [0, sorted.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((sorted[middle] as number) <= t) low = middle + 1;
        else high = middle;
      }
      return low / sorted.length;
    },
    about: sorted.reduce((sum, time) => sum + time, 0) / sorted.length,
  };
}

/** So many times as long. */
export const scaledTime = (time: Time, factor: number): Time => {
  const { within, always, about, moments, logNormal } = time;
  if (factor === 1) return time;
  return {
    within: (t) => within(t / factor),
    about: about * factor,
    ...(always !== undefined && { always: always * factor }),
    ...(moments && { moments: { ...moments, mean: moments.mean * factor } }),
    ...(logNormal && factor > 0 && { logNormal: { ...logNormal, mu: logNormal.mu + Math.log(factor) } }),
  };
};

/** Steps of an octave, and the chance beyond which the tail is taken to end; one that never gets there has no mean. */
const STEPS = 64;
const BEYOND = 1e-12;
const MOST_OCTAVES = 200;

/**
 * Mean and variation of a time: by its formula, else as sums of its tail, mean = sum of (1 - F) and mean square = 2 sum of t (1 - F), over steps that grow
 * with t. Within 1e-4 of what has a formula.
 * @returns infinite where the tail is too heavy
 */
export function momentsOf(time: Time): Moments {
  if (time.moments) return time.moments;
  const ratio = 2 ** (1 / STEPS);
  let from = time.about * 2 ** -40;
  // Up to here nothing ends.
  let [mean, square] = [from, from ** 2];
  for (let octave = 0; octave < MOST_OCTAVES; octave++) {
    for (let step = 0; step < STEPS; step++) {
      const to = from * ratio;
      const left = 1 - (time.within(from) + time.within(to)) / 2;
      mean += left * (to - from);
      square += left * (to ** 2 - from ** 2);
      from = to;
    }
    if (1 - time.within(from) < BEYOND) return { mean, variation: Math.max(0, square / mean ** 2 - 1) };
  }
  return { mean: Number.POSITIVE_INFINITY, variation: Number.POSITIVE_INFINITY };
}
