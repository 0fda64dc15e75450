import { type Delay, delayNodes, delayTail } from './delay.js';
import { leastWhere, type MonotoneTable, smoothed, stieltjes, tabulate, valueAt } from './monotone-table.js';
import { choose } from './quorum.js';
import { answeredTail, CLOSE, PANELS, type ReplicaCase, type ReplicaGroup, type Resolution, roundTrip, typical } from './replicas.js';

/** How many replicas answer a read and acknowledge a write before it is done. */
export interface QuorumSizes {
  readonly read: number;
  readonly write: number;
}

/** Reads some time after a write was acknowledged, and how long both take. */
export interface Staleness {
  /** P(a read that starts t after the acknowledgement does not see the write). */
  readonly stale: (t: number) => number;
  /** t-visibility: the least t after which this share of reads sees the write. */
  readonly visible: (share: number) => number;
  readonly readLatency: (share: number) => number;
  readonly writeLatency: (share: number) => number;
}

/**
 * Staleness of partial quorums, exact but for quadrature (within 1e-5).
 * A write is sent to all replicas, and done when `write` of them have acknowledged; a read is sent to all, and takes the newest of the first
 * `read` answers. It is stale if each of these replicas had not got the write when the read got there: W_j > T + t + R_j for all of them,
 * where T is the time of the acknowledgement. Then none of them had acknowledged by T, so T is the time of the others alone, and independent:
 * P(t) = sum over who answers first of the integral of P(min(W_j - R_j) > t + v) over the density of T at v.
 * @source the model: Bailis et al. 2012, Probabilistically Bounded Staleness, PVLDB 5(8), section 4.2 (who sample it)
 */
export function staleness(cases: readonly ReplicaCase[], { read, write }: QuorumSizes, resolution: Resolution = 1): Staleness {
  const trips = tripTables(resolution);
  const terms: Term[] = [];
  const answers = cases.map(({ chance, groups }) => {
    const reads = groups.map((group) => ({ count: group.count, ...trips(group.request, group.response) }));
    const writes = groups.map((group) => ({ count: group.count, ...trips(group.write, group.ack) }));
    return { chance, reads, writes };
  });
  cases.forEach(({ chance, groups }, i) => {
    const { reads, writes } = answers[i] as (typeof answers)[number];
    const count = groups.reduce((sum, group) => sum + group.count, 0);
    if (chance === 0 || write > count - read) return;
    const answered = answeredTables(reads, resolution);
    for (const firsts of compositions(
      groups.map((group) => group.count),
      read,
    )) {
      const others = writes.map(({ count: all, trip }, c) => ({ count: all - (firsts[c] as number), trip }));
      const size = groups.reduce((sum, group) => sum + typical(group.write) + typical(group.ack), 0) / groups.length;
      const missed = missedTable(groups, firsts, reads, answered, resolution);
      if (!missed) continue;
      terms.push({ chance, missed, done: smoothed(tabulate((v) => answeredTail(others, write, v), 0, size, CLOSE / resolution ** 2)) });
    }
  });
  const stale = (t: number): number => {
    let sum = 0;
    for (const { chance, done, missed } of terms) {
      const atOnce = 1 - (done.value[0] as number);
      sum += chance * (stieltjes(missed, done, t) + (atOnce > 0 ? atOnce * valueAt(missed, t) : 0));
    }
    return Math.min(1, Math.max(0, sum));
  };
  const scale = Math.max(...cases.flatMap(({ groups }) => groups.map((group) => typical(group.write) + typical(group.request))));
  const latency = (of: 'reads' | 'writes', needed: number) => (share: number) =>
    leastWhere((x) => answers.reduce((sum, one) => sum + one.chance * answeredTail(one[of], needed, x), 0), 1 - share, scale);
  return {
    stale,
    visible: (share) => leastWhere(stale, 1 - share, scale),
    readLatency: latency('reads', read),
    writeLatency: latency('writes', write),
  };
}

/** Who answers first, and then all of them lack the write; and when those that do not have acknowledged it. */
interface Term {
  readonly chance: number;
  readonly done: MonotoneTable;
  readonly missed: MonotoneTable;
}

/** P(there and back > x): where it was worked out, and with points between. */
interface Trip {
  readonly coarse: MonotoneTable;
  readonly trip: MonotoneTable;
}

/** Tables of round trips: the same two delays are worked out once. */
function tripTables(resolution: Resolution): (there: Delay, back: Delay) => Trip {
  const known = new Map<Delay, Map<Delay, Trip>>();
  return (there, back) => {
    const ofThere = known.get(there) ?? new Map<Delay, Trip>();
    known.set(there, ofThere);
    let trip = ofThere.get(back);
    if (!trip) {
      const coarse = roundTrip(there, back, resolution);
      trip = { coarse, trip: smoothed(coarse) };
      ofThere.set(back, trip);
    }
    return trip;
  };
}

/** Every way to take `size` of groups with these counts. */
function* compositions(counts: readonly number[], size: number): Generator<readonly number[]> {
  const [first, ...rest] = counts;
  if (first === undefined) {
    if (size === 0) yield [];
    return;
  }
  for (let of = 0; of <= Math.min(first, size); of++) for (const others of compositions(rest, size - of)) yield [of, ...others];
}

/** That these answer first is left out where it is rarer: what it could add is less than the quadrature is off by. */
const LEAST_CHANCE = 1e-7;

/**
 * H(u) = P(these answer first, and min over them of (W - R) > u): the last of them answers at z, the others later:
 * ways * integral of (product over the others of P(R + S > z)) d(product over these of G(u, z)), G(u, z) = E[P(W > u + R); R + S <= z].
 * @returns undefined where they hardly ever do
 */
function missedTable(
  groups: readonly ReplicaGroup[],
  firsts: readonly number[],
  trips: readonly Trip[],
  { ends, kernelOf }: AnsweredTables,
  resolution: Resolution,
): MonotoneTable | undefined {
  const used = groups.flatMap((group, c) => ((firsts[c] as number) > 0 ? [{ group, times: firsts[c] as number }] : []));
  const laterThan = ends.map((z) =>
    trips.reduce((left, { trip }, c) => left * valueAt(trip, z) ** ((groups[c] as ReplicaGroup).count - (firsts[c] as number)), 1),
  );
  const ways = groups.reduce((product, { count }, c) => product * choose(count, firsts[c] as number), 1);
  const kernels = used.map(({ group, times }) => kernelOf(group, times));
  const only = kernels.length === 1 && kernels[0]?.times === 1 ? kernels[0] : undefined;
  const shares = integralWeights(laterThan);
  const linear = only && timesKernel(shares, only);
  const all = new Float64Array(ends.length);
  const together = (lacks: (kernel: Kernel) => Float64Array): number => {
    all.fill(1);
    for (const kernel of kernels) multiplyBy(all, kernel, lacks(kernel));
    return ways * dot(shares, all);
  };
  if (together(({ weight }) => new Float64Array(weight.length).fill(1)) < LEAST_CHANCE) return undefined;
  const missed = (u: number): number => (only && linear ? ways * dot(linear, only.lacks(u)) : together(({ lacks }) => lacks(u)));
  const scale = Math.max(...used.map(({ group }) => typical(group.write)), 1e-9 * (ends.at(-1) as number));
  return smoothed(tabulate(missed, 0, scale, CLOSE / resolution ** 2));
}

/** Ends at which it is asked what has answered, and the kernels between them: the same for all who may answer first. */
interface AnsweredTables {
  readonly ends: Float64Array;
  readonly kernelOf: (group: ReplicaGroup, times: number) => Kernel;
}

function answeredTables(trips: readonly Trip[], resolution: Resolution): AnsweredTables {
  const { at: ends } =
    trips.length === 1
      ? (trips[0] as Trip).coarse
      : tabulate((z) => meanAt(trips, z), 0, Math.max(...trips.map(({ coarse }) => coarse.at[2] as number)), CLOSE / resolution ** 2);
  const known = new Map<Delay, Map<Delay, Answered>>();
  const kernelOf = ({ write, request, response }: ReplicaGroup, times: number): Kernel => {
    const ofRequest = known.get(request) ?? new Map<Delay, Answered>();
    known.set(request, ofRequest);
    const answered = ofRequest.get(response) ?? answeredAt(request, response, ends, resolution);
    ofRequest.set(response, answered);
    const { at } = answered;
    const lacking = new Float64Array(at.length);
    const lacks = (u: number): Float64Array => {
      for (let k = 0; k < at.length; k++) lacking[k] = delayTail(write, u + (at[k] as number));
      return lacking;
    };
    return { ...answered, times, lacks };
  };
  return { ends, kernelOf };
}

/**
 * P(S <= z - r) weighed by the chance of r: what turns P(W > u + r) at the nodes r into G(u, z) at the ends z. At the ends before `first` nothing has
 * answered, at those from `last` on all has: only the rows between are kept.
 */
interface Answered {
  readonly at: Float64Array;
  readonly weight: Float64Array;
  readonly first: number;
  readonly last: number;
  readonly matrix: Float64Array;
}

interface Kernel extends Answered {
  readonly times: number;
  readonly lacks: (u: number) => Float64Array;
}

/** Shares of what may have answered that are as good as none, and as all. */
const [NONE, ALL] = [1e-13, 1 - 1e-11];

function answeredAt(request: Delay, response: Delay, ends: Float64Array, resolution: Resolution): Answered {
  const { at, weight } = delayNodes(request, PANELS * resolution);
  const answered = (j: number): number =>
    at.reduce((sum, r, k) => sum + (weight[k] as number) * (1 - delayTail(response, (ends[j] as number) - r)), 0);
  // What has answered grows with the ends: both are found by halving.
  const first = halved(ends.length, (j) => answered(j) > NONE);
  const last = halved(ends.length, (j) => answered(j) >= ALL);
  const matrix = new Float64Array((last - first) * at.length);
  for (let j = first, i = 0; j < last; j++)
    for (let k = 0; k < at.length; k++, i++)
      matrix[i] = (weight[k] as number) * (1 - delayTail(response, (ends[j] as number) - (at[k] as number)));
  return { at, weight, first, last, matrix };
}

/** The first of so many where something that stays true has become true; their number where it never does. */
function halved(count: number, holds: (i: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const meanAt = (trips: readonly Trip[], z: number): number => trips.reduce((sum, { trip }) => sum + valueAt(trip, z), 0) / trips.length;

/**
 * Weights w of an integral of f dG as a sum of w_j G_j, with f and G parabolas through each three points of a table: with s from -1 to 1,
 * f = f1 + a s + b s^2 and dG = (c + 2 d s) ds give 2 f1 c + 2/3 b c + 4/3 a d. G is 0 before the first point.
 */
function integralWeights(f: Float64Array): Float64Array {
  const weights = new Float64Array(f.length);
  weights[0] = f[0] as number;
  for (let j = 0; j + 2 < f.length; j += 2) {
    const [f0, f1, f2] = [f[j] as number, f[j + 1] as number, f[j + 2] as number];
    const [ofC, ofD] = [2 * f1 + (2 / 3) * ((f0 + f2) / 2 - f1), (2 / 3) * (f2 - f0)];
    weights[j] = (weights[j] as number) - ofC / 2 + ofD / 2;
    weights[j + 1] = -ofD;
    weights[j + 2] = ofC / 2 + ofD / 2;
  }
  return weights;
}

/** With one first answer H is linear in P(W > u + r): its weights at the nodes. */
function timesKernel(weights: Float64Array, { weight, first, last, matrix }: Kernel): Float64Array {
  const count = weight.length;
  let beyond = 0;
  for (let j = last; j < weights.length; j++) beyond += weights[j] as number;
  const out = weight.map((one) => one * beyond);
  for (let j = first, i = 0; j < last; j++)
    for (let k = 0; k < count; k++, i++) out[k] = (out[k] as number) + (weights[j] as number) * (matrix[i] as number);
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}

/** Multiplies what is there by the kernel's G at each end, as often as it has replicas. */
function multiplyBy(all: Float64Array, { times, weight, first, last, matrix }: Kernel, vector: Float64Array): void {
  all.fill(0, 0, first);
  for (let j = first, i = 0; j < last; j++) {
    let sum = 0;
    // Four sums at a time: one would wait for itself.
    let [a, b, c, k] = [0, 0, 0, 0];
    for (; k + 3 < vector.length; k += 4, i += 4) {
      sum += (matrix[i] as number) * (vector[k] as number);
      a += (matrix[i + 1] as number) * (vector[k + 1] as number);
      b += (matrix[i + 2] as number) * (vector[k + 2] as number);
      c += (matrix[i + 3] as number) * (vector[k + 3] as number);
    }
    for (; k < vector.length; k++, i++) sum += (matrix[i] as number) * (vector[k] as number);
    sum += a + b + c;
    all[j] = (all[j] as number) * (times === 1 ? sum : times === 2 ? sum * sum : sum ** times);
  }
  const whole = dot(weight, vector) ** times;
  for (let j = last; j < all.length; j++) all[j] = (all[j] as number) * whole;
}
