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
 * A fixed number of jobs that go round and round (mean value analysis): exact for exponential service, of several servers by the chances of the numbers
 * that are busy.
 * @param jobs whole; @param think mean time that a job stays outside between rounds
 * @source Reiser and Lavenberg 1980, Journal of the ACM 27(2)
 */
export function closedQueue(stations: readonly Station[], jobs: number, think: number): ClosedState {
  const inSystem = new Float64Array(stations.length);
  const times = new Float64Array(stations.length);
  // Of each station with several servers: chances of 0, 1, ... servers - 1 jobs there.
  const chances = stations.map(({ servers = 1 }) =>
    servers > 1 && Number.isFinite(servers) ? Float64Array.of(1, ...new Array<number>(servers - 1).fill(0)) : undefined,
  );
  let throughput = 0;
  for (let n = 1; n <= jobs; n++) {
    let round = think;
    for (const [i, { serviceTime, visits, servers = 1 }] of stations.entries()) {
      const few = chances[i];
      const busy = few ? few.reduce((sum, chance, k) => (k < servers - 1 ? sum + (servers - 1 - k) * chance : sum), 0) : 0;
      times[i] = servers === Number.POSITIVE_INFINITY ? serviceTime : (serviceTime / servers) * (1 + (inSystem[i] as number) + busy);
      round += visits * (times[i] as number);
    }
    throughput = n / round;
    for (const [i, { serviceTime, visits, servers = 1 }] of stations.entries()) {
      inSystem[i] = throughput * visits * (times[i] as number);
      const few = chances[i];
      if (!few) continue;
      const load = throughput * visits * serviceTime;
      for (let k = servers - 1; k > 0; k--) few[k] = (load / k) * (few[k - 1] as number);
      let left = 0;
      for (let k = 1; k < servers; k++) left += (servers - k) * (few[k] as number);
      few[0] = Math.max(0, 1 - (load + left) / servers);
    }
  }
  return {
    throughput,
    time: stations.reduce((sum, { visits }, i) => sum + visits * (times[i] as number), 0),
    stations: stations.map(({ serviceTime, visits, servers = 1 }, i) => ({
      time: times[i] as number,
      inSystem: inSystem[i] as number,
      utilization: Number.isFinite(servers) ? (throughput * visits * serviceTime) / servers : 0,
    })),
  };
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
