/** Calls that come at once and are worked off by so many servers, each in the same time. */
export interface Burst {
  readonly calls: number;
  readonly serviceTime: number;
  readonly servers: number;
  /** Mean time until a call is done, its own service included, s. */
  readonly mean: number;
  /** Until the last is done, s. */
  readonly last: number;
}

/** The k-th of a server is done after k service times. */
export function burst(calls: number, serviceTime: number, servers: number): Burst {
  const rounds = Math.ceil(calls / servers);
  const full = rounds - 1;
  const sum = servers * ((full * (full + 1)) / 2) + (calls - full * servers) * rounds;
  return { calls, serviceTime, servers, mean: (sum / calls) * serviceTime, last: rounds * serviceTime };
}

/** A backlog that is worked off while more comes in. */
export interface Backlog {
  readonly backlog: number;
  readonly arrivals: number;
  readonly capacity: number;
  /** Until nothing waits, s; infinite where as much comes in as is worked off. */
  readonly drain: number;
}

export const backlog = (waiting: number, arrivals: number, capacity: number): Backlog => ({
  backlog: waiting,
  arrivals,
  capacity,
  drain: capacity > arrivals ? waiting / (capacity - arrivals) : Number.POSITIVE_INFINITY,
});

/** An outage and how long what came in meanwhile took to work off: how busy the servers usually are. */
export interface CatchUp {
  readonly outage: number;
  readonly caughtUp: number;
  readonly utilization: number;
}

/** What arrives in the outage and while catching up is worked off in the latter: rate x (outage + caught up) = capacity x caught up. */
export const catchUp = (outage: number, caughtUp: number): CatchUp => ({ outage, caughtUp, utilization: caughtUp / (outage + caughtUp) });

/** Calls that reach the lowest layer for one at the top, where every one fails. */
export interface Amplification {
  readonly retries: number;
  readonly layers: number;
  readonly calls: number;
}

export const amplification = (retries: number, layers: number): Amplification => ({ retries, layers, calls: (retries + 1) ** layers });
