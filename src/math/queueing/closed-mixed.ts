import { rootBetween } from '../root.js';
import { erlangC } from './erlang.js';
import { foundBy, jobWeights, type MixedQueue } from './mixed-station.js';

/** So many equal queues, among which the calls of a closed network are dealt out at random. */
export interface MixedStation extends MixedQueue {
  readonly queues: number;
  /** Time that a server of one of its queues is busy for one round of a job, on average. */
  readonly demand: number;
  /** The same for what a round begins and does not wait for. */
  readonly behind?: number;
}

/** A wait: how many do, for how long on average, and the squared coefficient of variation of those that do. */
export interface Wait {
  readonly waits: number;
  readonly mean: number;
  readonly variation: number;
}

export interface MixedState {
  /** Rounds per unit of time. */
  readonly throughput: number;
  readonly method: 'exact' | 'approximate';
}

/** Jobs times queues times servers that are worked out one by one. */
const MOST_STATES = 1e7;
/** Parts of the capacity of the busiest queue that are left of it: rounding must not take more than there is. */
const FULL = 1 - 1e-12;

const NO_WAIT: Wait = { waits: 0, mean: 0, variation: 1 };

/** States of a network: what exact mean values take. */
const mixedStates = (stations: readonly MixedStation[], jobs: number): number =>
  jobs * stations.reduce((sum, { queues, servers }) => sum + queues * (servers + 1), 1);

/** Most rounds per unit of time that the busiest queue has room for. */
const mostOf = (stations: readonly MixedStation[]): number =>
  Math.min(...stations.map(({ servers, outside, demand, behind = 0 }) => Math.max(0, servers - outside) / (demand + behind)));

/**
 * What no closed network exceeds, and what it reaches at least where every job waits for all others everywhere.
 * @source Muntz and Wong 1974; Lazowska et al. 1984, Quantitative System Performance, section 5.2 (asymptotic bounds)
 */
export function mixedBounds(
  stations: readonly MixedStation[],
  jobs: number,
  think: number,
): { readonly low: number; readonly high: number } {
  const most = mostOf(stations);
  const whole = stations.reduce((sum, { queues, demand }) => sum + queues * demand, think);
  const high = Math.min(jobs / whole, most);
  if (high === 0) return { low: 0, high };
  const slowed = loaded(stations, high).reduce((sum, station) => sum + station.queues * station.demand * longest(station, jobs), think);
  return { low: Math.min(high, jobs / slowed), high };
}

/** Times its service that a call takes where all others are there before it. */
function longest({ servers, outside }: MixedQueue, jobs: number): number {
  if (outside === 0) return 1 + Math.max(0, jobs - 1) / servers;
  const left = Math.max(Number.MIN_VALUE, servers - outside);
  return servers === 1 ? Math.max(1, jobs) / left : 1 + jobs / left;
}

/**
 * A fixed number of jobs that go round and round through queues that others use too: exact for exponential service up to 1e7 states, by sums of positive terms
 * (convolution), which gives what mean value analysis does and keeps its digits with many servers; beyond by Schweitzer's approximation, with
 * the wait of M/M/c at (N - 1)/N of the load where there are several servers. A number of jobs that is not whole lies between its neighbors.
 * @param think mean time outside of all queues, in a round
 * @source Buzen 1973, Communications of the ACM 16(9); mixed networks: Lazowska et al. 1984, section 7.4; Schweitzer 1979
 */
export function mixedClosedQueue(stations: readonly MixedStation[], jobs: number, think: number, most = MOST_STATES): MixedState {
  const isExact = mixedStates(stations, jobs) <= most;
  const method = isExact ? 'exact' : 'approximate';
  if (jobs <= 0) return { throughput: 0, method };
  const solve = isExact ? convolved : approximated;
  const behind = stations.some((station) => (station.behind ?? 0) > 0);
  if (!behind) return { throughput: solve(stations, jobs, think), method };
  // What nobody waits for comes as often as rounds do: more of them leave less room for themselves.
  const high = mixedBounds(stations, jobs, think).high;
  if (high === 0) return { throughput: 0, method };
  const over = (x: number): number => x / high - solve(loaded(stations, x), jobs, think) / high;
  const last = over(high);
  return { throughput: last <= 0 ? high : rootBetween(over, { x: 0, y: over(0) }, { x: high, y: last }), method };
}

/** Stations with what so many rounds leave behind as calls from outside. */
const loaded = (stations: readonly MixedStation[], rate: number): readonly MixedStation[] =>
  stations.map(({ outside, behind = 0, ...station }) => ({ ...station, outside: outside + rate * behind }));

/** Jobs of two whole numbers, and the part of the second. */
function between(jobs: number, at: (whole: number) => number): number {
  const least = Math.floor(jobs);
  const part = jobs - least;
  return part === 0 ? at(least) : (1 - part) * at(least) + part * at(least + 1);
}

function convolved(stations: readonly MixedStation[], jobs: number, think: number): number {
  const most = mostOf(stations);
  if (most === 0) return 0;
  const scale = approximated(stations, jobs, think);
  const all = networkWeights(stations, Math.ceil(jobs), think, scale);
  const at = (n: number): number => (n === 0 ? 0 : (scale * (all[n - 1] as number)) / (all[n] as number));
  return Math.min(most * FULL, between(jobs, at));
}

/** Weights of 0 to so many jobs in the whole network, at a rate of which they are powers: near the throughput they do not overflow. */
function networkWeights(stations: readonly MixedStation[], jobs: number, think: number, rate: number): Float64Array {
  let all: Float64Array = new Float64Array(jobs + 1);
  // Those that are outside are as many as a Poisson number.
  const outside = rate * think;
  let log = -outside;
  for (let n = 0; n <= jobs; n++) {
    all[n] = Math.exp(log);
    log += Math.log(outside) - Math.log(n + 1);
  }
  for (const station of stations) for (let i = 0; i < station.queues; i++) all = withQueue(all, station, rate);
  return all;
}

/** One queue more: some of the jobs are there. */
function withQueue(others: Float64Array, station: MixedStation, rate: number): Float64Array {
  if (station.demand === 0) return others;
  const { servers } = station;
  const { head, ratio } = jobWeights(station, rate * station.demand);
  const [none = 1] = head;
  const all = new Float64Array(others.length);
  // From as many as servers on weights are a geometric series.
  let tail = 0;
  for (let n = 0; n < others.length; n++) {
    let sum = 0;
    for (let k = 0; k < servers && k <= n; k++) sum += (head[k] as number) * (others[n - k] as number);
    tail = n >= servers ? tail * ratio + (head[servers] as number) * (others[n - servers] as number) : 0;
    all[n] = (sum + tail) / none;
  }
  return all;
}

/** Rounds per unit of time at which jobs are where they are: those that think, those served and, by Schweitzer, those that wait. */
function approximated(stations: readonly MixedStation[], jobs: number, think: number): number {
  const high = mixedBounds(stations, jobs, think).high;
  if (high === 0 || jobs <= 0) return 0;
  const there = (rate: number): number =>
    stations.reduce((sum, station) => {
      const { queues, demand } = station;
      return sum + queues * rate * (demand + meanWait(station, demand, rate, jobs));
    }, rate * think);
  const over = (rate: number): number => Math.min(1, there(rate) / jobs - 1);
  const last = over(high);
  return last <= 0 ? high : rootBetween(over, { x: 0, y: -1 }, { x: high, y: last });
}

/** Mean wait in one round at one of the queues of a station: one more job finds those of all others. */
function meanWait({ servers, outside }: MixedQueue, demand: number, rate: number, jobs: number): number {
  const load = outside + rate * demand * Math.max(0, 1 - 1 / jobs);
  return load === 0 ? 0 : (demand * erlangC(servers, load)) / Math.max(Number.MIN_VALUE, servers - load);
}

/**
 * What a call finds at a queue of one of the stations.
 * @param ofJob whether it is one of a job, which finds the others; else one from outside, which finds all of them
 * @param throughput of the network, which is known
 * @returns in times that a server takes for a call
 */
export function mixedWait(
  stations: readonly MixedStation[],
  at: number,
  jobs: number,
  think: number,
  throughput: number,
  ofJob: boolean,
  most = MOST_STATES,
): Wait {
  const all = loaded(stations, throughput);
  const station = all[at];
  const present = ofJob ? jobs - 1 : jobs;
  if (!station || throughput === 0) return NO_WAIT;
  if (mixedStates(stations, jobs) > most) {
    const load = station.outside + throughput * station.demand * Math.max(0, ofJob ? 1 - 1 / jobs : 1);
    const waits = erlangC(station.servers, Math.min(load, station.servers * FULL));
    return { waits, mean: waits / Math.max(station.servers - load, station.servers * (1 - FULL)), variation: 1 };
  }
  const others = all.map((one, i) => (i === at ? { ...one, queues: one.queues - 1 } : one));
  const many = station.demand === 0 ? 0 : Math.max(0, Math.ceil(present));
  const rest = networkWeights(others, many, think, throughput);
  // Where none of them goes none is found.
  const least = Math.min(many, Math.max(0, Math.floor(present)));
  const low = found(station, rest, least, throughput);
  const part = station.demand === 0 ? 0 : Math.max(0, present) - least;
  const high = part > 0 ? found(station, rest, least + 1, throughput) : low;
  const [waits, mean, square] = (['waits', 'mean', 'square'] as const).map((key) => (1 - part) * low[key] + part * high[key]) as [
    number,
    number,
    number,
  ];
  if (waits <= 0 || mean <= 0) return NO_WAIT;
  const { servers } = station;
  return { waits, mean: mean / servers, variation: Math.max(0, (square * waits) / mean ** 2 - 1) };
}

/** By the chances of the numbers of jobs at a queue, of so many in the network. */
function found(station: MixedStation, rest: Float64Array, jobs: number, rate: number) {
  const { head, ratio } = jobWeights(station, rate * station.demand);
  const chances = new Float64Array(jobs + 1);
  let weight = 0;
  for (let k = 0; k <= jobs; k++) {
    weight = k <= station.servers ? (head[k] as number) : weight * ratio;
    chances[k] = weight * (rest[jobs - k] as number);
  }
  const whole = chances.reduce((sum, chance) => sum + chance, 0);
  return foundBy(
    station,
    chances.map((chance) => chance / whole),
  );
}
