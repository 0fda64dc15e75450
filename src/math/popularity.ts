/**
 * How requests concentrate on popular items, and what a cache makes of it. Popularity is Zipf's: the item of rank k is asked for in proportion to
 * k^-s. Caches are measured in items, times in requests. Nothing here loops over all items: a billion cost as much as a million.
 */
import { EIGHT_POINTS } from './gauss.js';
import { rootBetween } from './root.js';

/** So many items, the k-th most popular asked for in proportion to k^-exponent. */
export interface Popularity {
  /** Above 0; a part of an item counts as a part. */
  readonly items: number;
  /** 0 or more: 0 is all alike, the web shows 0.6 to 1.2. From 60 on the first item has all requests to the last digit. */
  readonly exponent: number;
}

/**
 * Share of the requests that go to the `size` most popular items: what a cache that holds just these (least frequently used, preloaded) serves.
 * @param size items, 0 or more, fractional too; from `items` on the share is 1
 * @returns share, 0 to 1
 * @throws RangeError if an argument is outside its domain
 * @source Breslau, Cao, Fan, Phillips, Shenker 1999, "Web caching and Zipf-like distributions", INFOCOM
 */
export function hotShare(size: number, popularity: Popularity): number {
  const { items, exponent } = checked(popularity);
  checkSize(size);
  return size >= items ? 1 : harmonic(size, exponent) / harmonic(items, exponent);
}

/**
 * Items that draw `share` of the requests: the inverse of `hotShare`.
 * @param share 0 to 1
 * @returns items, fractional, 0 to `items`
 * @throws RangeError if an argument is outside its domain
 */
export function hotSize(share: number, popularity: Popularity): number {
  const { items, exponent } = checked(popularity);
  checkShare(share);
  if (share === 0 || share === 1) return share * items;
  const wanted = share * harmonic(items, exponent);
  let low = 0;
  let high = Math.ceil(items);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (harmonic(middle, exponent) <= wanted) low = middle;
    else high = middle;
  }
  return Math.min(items, low + (wanted - harmonic(low, exponent)) * (low + 1) ** exponent);
}

/**
 * Characteristic time of a cache that drops the least recently used item: the number of requests after which an item that nobody asked for is gone.
 * The T at which the items expected among the last T requests, sum of 1 - exp(-p T), are as many as the cache holds.
 * @param size items, 0 or more; from `items` on nothing is ever dropped
 * @returns requests; Infinity if nothing is ever dropped
 * @throws RangeError if an argument is outside its domain
 * @source Che, Tung, Wang 2002, "Hierarchical web caching systems", IEEE JSAC 20(7), equation 3
 */
export function characteristicTime(size: number, popularity: Popularity): number {
  const known = checked(popularity);
  checkSize(size);
  if (size === 0) return 0;
  return size >= known.items ? Number.POSITIVE_INFINITY : Math.exp(logTime(ranksOf(known), size));
}

/**
 * Share of the requests that find their item in a cache that drops the least recently used one; requests are independent, items equal in size, and
 * the cache has warmed up. Within 2% of a simulated cache (10,000 items, exponents 0 to 1.2).
 * @param size items that the cache holds, 0 or more
 * @returns share, 0 to 1
 * @throws RangeError if an argument is outside its domain
 * @source Che, Tung, Wang 2002, IEEE JSAC 20(7); why it is that good: Fricker, Robert, Roberts 2012, "A versatile and accurate approximation for LRU
 * cache performance", ITC 24
 */
export function lruHitRatio(size: number, popularity: Popularity): number {
  const known = checked(popularity);
  const { items, exponent } = known;
  checkSize(size);
  if (size === 0) return 0;
  if (size >= items) return 1;
  if (exponent === 0) return size / items;
  const ranks = ranksOf(known);
  return Math.min(1, hits(ranks, logTime(ranks, size)));
}

/**
 * Items that a cache which drops the least recently used one has to hold to serve that share of the requests: the inverse of `lruHitRatio`.
 * @param hitRatio share, 0 to 1
 * @returns items, fractional, 0 to `items`
 * @throws RangeError if an argument is outside its domain
 * @source as `lruHitRatio`
 */
export function lruSize(hitRatio: number, popularity: Popularity): number {
  const known = checked(popularity);
  const { items, exponent } = known;
  checkShare(hitRatio);
  if (hitRatio === 0 || hitRatio === 1 || exponent === 0) return hitRatio * items;
  const ranks = ranksOf(known);
  // Of T requests at most T - 1 can be hits: no T below the ratio serves it.
  const time = solve((log) => hits(ranks, log), hitRatio, Math.log(hitRatio), latest(ranks));
  return Math.min(items, held(ranks, time));
}

function checked(popularity: Popularity): Popularity {
  const { items, exponent } = popularity;
  if (!(items > 0 && items < Number.POSITIVE_INFINITY)) throw new RangeError(`popularity: ${items} is not a number of items`);
  if (!(exponent >= 0 && exponent < Number.POSITIVE_INFINITY))
    throw new RangeError(`popularity: ${exponent} is not an exponent of 0 or more`);
  return exponent <= STEEPEST ? popularity : { items, exponent: STEEPEST };
}

function checkSize(size: number): void {
  if (!(size >= 0)) throw new RangeError(`popularity: ${size} is not a cache size`);
}

function checkShare(share: number): void {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`popularity: ${share} is not a share`);
}

/** From here on the first item has all requests to the last digit, and the expansions below need no steeper ones. */
const STEEPEST = 60;

/** Ranks that are taken one by one before the rest is integrated: the steps between ranks are small enough from there on. */
const HEAD = 64;

/**
 * Sum of k^-s for k = 1 to x, and of the begun item its part. By Euler and Maclaurin beyond the first ranks, to about 1e-14.
 * @source Abramowitz, Stegun 1964, 23.1.30
 */
function harmonic(x: number, s: number): number {
  const whole = Math.floor(x);
  let sum = (x - whole) * (whole + 1) ** -s;
  const head = Math.min(whole, HEAD);
  for (let k = head; k >= 1; k--) sum += k ** -s;
  if (whole <= HEAD) return sum;
  const a = HEAD;
  const b = whole;
  const fa = a ** -s;
  const fb = b ** -s;
  const slope = s * (fa / a - fb / b);
  const third = s * (s + 1) * (s + 2) * (fa / a ** 3 - fb / b ** 3);
  const fifth = s * (s + 1) * (s + 2) * (s + 3) * (s + 4) * (fa / a ** 5 - fb / b ** 5);
  return sum + powerIntegral(a, b, s) + (fb - fa) / 2 + slope / 12 - third / 720 + fifth / 30240;
}

/** Integral of x^-s from a to b, stable where s is near 1. */
function powerIntegral(a: number, b: number, s: number): number {
  const length = Math.log(b / a);
  const power = (1 - s) * length;
  return a ** (1 - s) * length * (power === 0 ? 1 : Math.expm1(power) / power);
}

/** A popularity as few ranks with weights: a sum over all items of any smooth f(p) is the sum of weight * f(p). */
interface Ranks {
  readonly weights: Float64Array;
  /** Logarithm of the probability that a request is for the item of that rank: the probability itself may underflow. */
  readonly logShares: Float64Array;
  /** Weight times probability. */
  readonly requests: Float64Array;
}

/**
 * The first ranks one by one; the rest by quadrature over the logarithm of the rank, in which popularity is smooth. A sum over ranks a to b is the
 * integral from a - 1/2 to b + 1/2 less a 24th of what the slope grows over it (the midpoint form of Euler and Maclaurin); the slope between two ranks
 * is their difference.
 */
function ranksOf({ items, exponent }: Popularity): Ranks {
  const whole = Math.floor(items);
  const ranks: number[] = [];
  const weights: number[] = [];
  const add = (rank: number, weight: number): void => {
    ranks.push(rank);
    weights.push(weight);
  };
  const head = whole <= 2 * HEAD ? whole : HEAD;
  for (let k = 1; k < head; k++) add(k, 1);
  if (head === whole) {
    if (whole > 0) add(whole, 1);
    if (items > whole) add(whole + 1, items - whole);
  } else {
    add(head, 1 - 1 / 24);
    add(head + 1, 1 / 24);
    const from = Math.log(head + 0.5);
    const panels = Math.ceil((Math.log(whole + 0.5) - from) * Math.max(1, exponent / 2));
    const half = (Math.log(whole + 0.5) - from) / panels / 2;
    for (let panel = 0; panel < panels; panel++) {
      const middle = from + (2 * panel + 1) * half;
      for (const [place, weight] of EIGHT_POINTS) {
        for (const side of [-1, 1]) {
          const rank = Math.exp(middle + side * place * half);
          add(rank, rank * weight * half);
        }
      }
    }
    add(whole, 1 / 24);
    add(whole + 1, items - whole - 1 / 24);
  }
  const logs = ranks.map((rank) => -exponent * Math.log(rank));
  const total = Math.log(logs.reduce((sum, log, at) => sum + (weights[at] ?? 0) * Math.exp(log), 0));
  const logShares = Float64Array.from(logs, (log) => log - total);
  return { weights: Float64Array.from(weights), logShares, requests: logShares.map((log, at) => (weights[at] ?? 0) * Math.exp(log)) };
}

/** Items that were asked for within a time. */
const held = (ranks: Ranks, logTime: number): number => askedFor(ranks, ranks.weights, logTime);

/** Share of the requests for items that were asked for within a time before. */
const hits = (ranks: Ranks, logTime: number): number => askedFor(ranks, ranks.requests, logTime);

/** Sum of weight * (1 - exp(-p T)). */
function askedFor({ logShares }: Ranks, weights: Float64Array, logTime: number): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at++) {
    const expected = Math.exp((logShares[at] ?? 0) + logTime);
    sum -= (weights[at] ?? 0) * (expected < 0.1 ? Math.expm1(-expected) : Math.exp(-expected) - 1);
  }
  return sum;
}

/** By then even the least popular item was asked for, to the last digit. */
const latest = ({ logShares }: Ranks): number => 4 - logShares.reduce((least, log) => Math.min(least, log), 0);

/** T requests are for T different items at most, so that T is at least the size. */
const logTime = (ranks: Ranks, size: number): number => solve((log) => held(ranks, log), size, Math.log(size), latest(ranks));

/** Where a rising function reaches the target: its logarithm is nearly straight for a power law. */
function solve(f: (x: number) => number, target: number, from: number, to: number): number {
  const over = (x: number): number => Math.log(f(x) / target);
  return rootBetween(over, { x: from, y: over(from) }, { x: to, y: over(to) });
}
