import { mixedBounds, mixedClosedQueue, mixedWait, type MixedStation as Single, type Wait } from './closed-mixed.js';
import { erlangC } from './erlang.js';
import type { MixedQueue } from './mixed-station.js';
import { multiclassClosedQueue } from './multiclass.js';

/** Users who send a request, wait for the answer, think, and send the next. */
export interface ClosedUsers {
  readonly jobs: number;
  readonly think: number;
  /** Time that a request takes where nobody waits for anybody. */
  readonly alone: number;
}

/** Equal queues, and what one request of each kind of users asks of one of them. */
export interface UserStation extends MixedQueue {
  readonly queues: number;
  readonly work: readonly { readonly demand: number; readonly behind: number }[];
}

const of = (stations: readonly UserStation[], which: number): readonly Single[] =>
  stations.map(({ servers, queues, outside, work }) => ({ servers, queues, outside, ...(work[which] ?? { demand: 0, behind: 0 }) }));

/** Time outside of all queues: what they think, and what of a request keeps none of the servers busy. */
const away = (stations: readonly UserStation[], { think, alone }: ClosedUsers, which: number): number =>
  Math.max(
    0,
    stations.reduce((sum, { queues, work }) => sum - queues * (work[which]?.demand ?? 0), think + alone),
  );

/** Whether nothing is left to serve a request with. */
const isStuck = (stations: readonly UserStation[], which: number): boolean =>
  stations.some(({ queues, servers, outside, work }) => {
    const { demand, behind } = work[which] ?? { demand: 0, behind: 0 };
    return (demand > 0 || behind > 0) && (queues === 0 || outside >= servers || !Number.isFinite(demand + behind));
  });

/**
 * Requests a second of one kind of users. Of one kind alone exact up to 1e7 states, else by approximation ({@link mixedClosedQueue}); of several kinds by
 * {@link multiclassClosedQueue}, which is exact where each queue has one server: several are one as quick as all of them and a delay (Seidmann), and what a
 * request leaves behind is taken to be waited for.
 * @source Seidmann, Schweitzer, Shalev-Oren 1987, Large Scale Systems 12
 */
export function closedUsersRate(stations: readonly UserStation[], users: readonly ClosedUsers[], which: number): number {
  const own = users[which];
  if (!own || isStuck(stations, which)) return 0;
  if (users.length === 1) return mixedClosedQueue(of(stations, which), own.jobs, away(stations, own, which)).throughput;
  return Math.min(severalKinds(stations, users).throughput[which] ?? 0, closedUsersBounds(stations, users, which).high);
}

/** What no such users exceed, and what they reach at least: alone, of several kinds. */
export function closedUsersBounds(stations: readonly UserStation[], users: readonly ClosedUsers[], which: number) {
  const own = users[which];
  if (!own || isStuck(stations, which)) return { low: 0, high: 0 };
  const alone = mixedBounds(of(stations, which), own.jobs, away(stations, own, which));
  if (users.length === 1) return alone;
  // All users of all kinds before it everywhere.
  const others = users.reduce((sum, { jobs }) => sum + jobs, 0);
  const longest = Math.max(...stations.map(({ work }) => Math.max(...work.map(({ demand, behind }) => demand + behind))));
  const slowed = stations.reduce(
    (sum, { queues, servers, outside, work }) => {
      const { demand, behind } = work[which] ?? { demand: 0, behind: 0 };
      return demand + behind === 0 ? sum : sum + queues * (demand + behind + (longest * others) / (servers - outside));
    },
    away(stations, own, which),
  );
  return { low: Math.min(alone.high, own.jobs / slowed), high: alone.high };
}

function severalKinds(stations: readonly UserStation[], users: readonly ClosedUsers[]) {
  const queues = stations.filter((one) => one.queues > 0 && one.outside < one.servers);
  const kinds = users.map((own, which) => {
    const busy = isStuck(stations, which);
    let think = away(stations, own, which);
    const serviceTimes = queues.flatMap(({ servers, outside, queues: count, work }) => {
      const { demand, behind } = work[which] ?? { demand: 0, behind: 0 };
      const quick = (demand + behind) / (servers - outside);
      think += count * Math.max(0, demand + behind - quick);
      return Array.from({ length: count }, () => quick);
    });
    return { jobs: busy ? 0 : Math.max(0, Math.round(own.jobs)), think, serviceTimes, visits: serviceTimes.map(() => 1) };
  });
  return multiclassClosedQueue(kinds);
}

/**
 * What a call finds at one of the stations, in times that a server takes for a call.
 * @param which kind of users it is of; -1 of one from outside
 * @param rates requests a second of each kind, which are known
 */
export function closedUsersWait(
  stations: readonly UserStation[],
  users: readonly ClosedUsers[],
  at: number,
  which: number,
  rates: readonly number[],
): Wait {
  const station = stations[at];
  const stuck: Wait = { waits: 1, mean: Number.POSITIVE_INFINITY, variation: 1 };
  if (!station || station.queues === 0 || station.outside >= station.servers) return stuck;
  const [own] = users;
  if (users.length === 1 && own) {
    if ((rates[0] ?? 0) === 0 && own.jobs > 0) return stuck;
    const think = away(stations, own, 0);
    return mixedWait(of(stations, 0), at, own.jobs, think, rates[0] ?? 0, which === 0);
  }
  // An open queue of as many calls as come, but for one of its own kind.
  const load = station.work.reduce((sum, { demand, behind }, kind) => {
    const jobs = Math.max(1, users[kind]?.jobs ?? 1);
    return sum + (rates[kind] ?? 0) * (behind + demand * (kind === which ? 1 - 1 / jobs : 1));
  }, station.outside);
  const busy = Math.min(load, station.servers * (1 - 1e-9));
  const waits = erlangC(station.servers, busy);
  const kind = which < 0 ? undefined : severalKinds(stations, users);
  const mean = kind && which >= 0 ? ofResidence(stations, kind, at, which, rates) : waits / (station.servers - busy);
  return { waits: mean > 0 ? waits : 0, mean: Math.max(0, mean), variation: 1 };
}

/** The wait that is left of the time at a station, which mean value analysis gives. */
function ofResidence(
  stations: readonly UserStation[],
  { inSystem, throughput }: ReturnType<typeof severalKinds>,
  at: number,
  which: number,
  _rates: readonly number[],
): number {
  const queues = stations.map((one) => (one.queues > 0 && one.outside < one.servers ? one.queues : 0));
  const first = queues.slice(0, at).reduce((sum, count) => sum + count, 0);
  const { servers, outside, work } = stations[at] as UserStation;
  const { demand, behind } = work[which] ?? { demand: 0, behind: 0 };
  const rate = throughput[which] ?? 0;
  if (rate === 0 || demand + behind === 0) return 0;
  const time = (inSystem[which]?.[first] ?? 0) / rate;
  const quick = (demand + behind) / (servers - outside);
  return (time + Math.max(0, demand + behind - quick)) / (demand + behind) - 1;
}
