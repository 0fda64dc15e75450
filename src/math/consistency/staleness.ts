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
    for (const firsts of compositions(
      groups.map((group) => group.count),
      read,
    )) {
      const others = writes.map(({ count: all, trip }, c) => ({ count: all - (firsts[c] as number), trip }));
      const size = groups.reduce((sum, group) => sum + typical(group.write) + typical(group.ack), 0) / groups.length;
      const done = smoothed(tabulate((v) => answeredTail(others, write, v), 0, size, CLOSE / resolution ** 2));
      terms.push({ chance, done, missed: missedTable(groups, firsts, reads, resolution) });
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

/**
 * H(u) = P(these answer first, and min over them of (W - R) > u): the last of them answers at z, the others later:
 * ways * integral of (product over the others of P(R + S > z)) d(product over these of G(u, z)), G(u, z) = E[P(W > u + R); R + S <= z].
 */
function missedTable(
  groups: readonly ReplicaGroup[],
  firsts: readonly number[],
  trips: readonly Trip[],
  resolution: Resolution,
): MonotoneTable {
  const used = groups.flatMap((group, c) => ((firsts[c] as number) > 0 ? [{ group, times: firsts[c] as number }] : []));
  const { at: ends } =
    trips.length === 1
      ? (trips[0] as Trip).coarse
      : tabulate((z) => meanAt(trips, z), 0, Math.max(...trips.map(({ coarse }) => coarse.at[2] as number)), CLOSE / resolution ** 2);
  const laterThan = ends.map((z) =>
    trips.reduce((left, { trip }, c) => left * valueAt(trip, z) ** ((groups[c] as ReplicaGroup).count - (firsts[c] as number)), 1),
  );
  const ways = groups.reduce((product, { count }, c) => product * choose(count, firsts[c] as number), 1);
  const kernels = used.map(({ group, times }) => kernelOf(group, times, ends, resolution));
  const only = kernels.length === 1 && kernels[0]?.times === 1 ? kernels[0] : undefined;
  const shares = integralWeights(laterThan);
  const linear = only && timesMatrix(shares, only.matrix);
  const missed = (u: number): number => {
    if (only && linear) return ways * dot(linear, only.lacks(u));
    const all = new Float64Array(ends.length).fill(1);
    for (const { times, matrix, lacks } of kernels) {
      const by = product(matrix, lacks(u), ends.length);
      for (let j = 0; j < all.length; j++) all[j] = (all[j] as number) * (by[j] as number) ** times;
    }
    return ways * dot(shares, all);
  };
  const scale = Math.max(...used.map(({ group }) => typical(group.write)), 1e-9 * (ends.at(-1) as number));
  return smoothed(tabulate(missed, 0, scale, CLOSE / resolution ** 2));
}

/** P(S <= z - r) weighed by the chance of r: what turns P(W > u + r) at the nodes r into G(u, z) at the ends z. */
interface Kernel {
  readonly times: number;
  readonly matrix: Float64Array;
  readonly lacks: (u: number) => Float64Array;
}

function kernelOf({ write, request, response }: ReplicaGroup, times: number, ends: Float64Array, resolution: Resolution): Kernel {
  const { at, weight } = delayNodes(request, PANELS * resolution);
  const matrix = new Float64Array(ends.length * at.length);
  for (let j = 0, i = 0; j < ends.length; j++)
    for (let k = 0; k < at.length; k++, i++)
      matrix[i] = (weight[k] as number) * (1 - delayTail(response, (ends[j] as number) - (at[k] as number)));
  return { times, matrix, lacks: (u) => at.map((r) => delayTail(write, u + r)) };
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
function timesMatrix(weights: Float64Array, matrix: Float64Array): Float64Array {
  const count = matrix.length / weights.length;
  const out = new Float64Array(count);
  for (let j = 0, i = 0; j < weights.length; j++)
    for (let k = 0; k < count; k++, i++) out[k] = (out[k] as number) + (weights[j] as number) * (matrix[i] as number);
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}

function product(matrix: Float64Array, vector: Float64Array, rows: number): Float64Array {
  const out = new Float64Array(rows);
  for (let j = 0, i = 0; j < rows; j++) {
    let sum = 0;
    for (let k = 0; k < vector.length; k++, i++) sum += (matrix[i] as number) * (vector[k] as number);
    out[j] = sum;
  }
  return out;
}
