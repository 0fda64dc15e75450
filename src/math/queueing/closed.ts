import { type MixedStation, mixedClosedQueue, mixedWait } from './closed-mixed.js';

/** A place that every job of a closed network visits. */
export interface Station {
  /** Mean time that one visit keeps a server busy. */
  readonly serviceTime: number;
  /** Visits of one round. */
  readonly visits: number;
  /** Servers; infinitely many where nobody waits. One if left out. */
  readonly servers?: number;
}

export interface ClosedState {
  /** Rounds per unit of time. */
  readonly throughput: number;
  /** Mean time of one round, without the time that jobs think. */
  readonly time: number;
  readonly stations: readonly {
    /** Mean time of one visit, waiting included. */
    readonly time: number;
    readonly inSystem: number;
    /** Share of time that a server is busy. */
    readonly utilization: number;
  }[];
}

/**
 * A fixed number of jobs that go round and round: what mean value analysis gives, exact for exponential service, by sums of positive terms: the recursion over
 * the chances of the numbers that are busy loses all digits from some twenty servers on.
 * @param jobs whole; @param think mean time that a job stays outside between rounds
 * @source Reiser and Lavenberg 1980, Journal of the ACM 27(2); Buzen 1973, Communications of the ACM 16(9)
 */
export function closedQueue(stations: readonly Station[], jobs: number, think: number): ClosedState {
  const isQueue = ({ servers = 1 }: Station): boolean => servers !== Number.POSITIVE_INFINITY;
  const outside = stations.reduce((sum, one) => (isQueue(one) ? sum : sum + one.visits * one.serviceTime), think);
  const queues = stations
    .filter(isQueue)
    .map(({ serviceTime, visits, servers = 1 }): MixedStation => ({ servers, outside: 0, queues: 1, demand: visits * serviceTime }));
  const { throughput } = mixedClosedQueue(queues, jobs, outside, Number.POSITIVE_INFINITY);
  let at = 0;
  const found = stations.map((station) => {
    const { serviceTime, visits, servers = 1 } = station;
    const wait = isQueue(station) ? mixedWait(queues, at++, jobs, outside, throughput, true, Number.POSITIVE_INFINITY).mean : 0;
    const time = serviceTime * (1 + wait);
    const busy = throughput * visits * serviceTime;
    return { time, inSystem: throughput * visits * time, utilization: Number.isFinite(servers) ? busy / servers : 0 };
  });
  return { throughput, time: stations.reduce((sum, { visits }, i) => sum + visits * (found[i]?.time ?? 0), 0), stations: found };
}

/** What no closed network of one server each can exceed, and from how many jobs on they wait for each other. @source Denning and Buzen 1978, Computing Surveys 10(3) */
export function closedBounds(
  stations: readonly Station[],
  think: number,
): { readonly mostThroughput: number; readonly saturation: number } {
  const demands = stations.map(({ serviceTime, visits, servers = 1 }) => (visits * serviceTime) / servers);
  const most = Math.max(...demands);
  const whole = stations.reduce((sum, { serviceTime, visits }) => sum + visits * serviceTime, 0);
  return { mostThroughput: 1 / most, saturation: (whole + think) / most };
}
