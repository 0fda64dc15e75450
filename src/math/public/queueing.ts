import { checkAtLeastZero, checkCount, checkPositive, inDomain } from '../domain.js';
import * as bounded from '../queueing/bounded.js';
import * as closed from '../queueing/closed.js';
import * as erlang from '../queueing/erlang.js';
import { meanWait } from '../queueing/mean-wait.js';
import * as pooled from '../queueing/pooled.js';
import { fitScalability } from '../queueing/scalability.js';

export type { BoundedState, ClosedState, QueueLoad, QueueState, Station };

type BoundedState = bounded.BoundedState;
type ClosedState = closed.ClosedState;
type QueueLoad = pooled.QueueLoad;
type QueueState = pooled.QueueState;
type Station = closed.Station;

/** Most servers that a formula takes: it goes through all of them. */
const MOST = 1e6;

function checkServers(servers: number, least = 1): void {
  inDomain(
    Number.isSafeInteger(servers) && servers >= least && servers <= MOST,
    'servers',
    servers,
    `a whole number from ${least} to ${MOST}`,
  );
}

function checkLoad({ rate, serviceTime, servers }: QueueLoad): void {
  checkAtLeastZero('rate', rate);
  checkPositive('serviceTime', serviceTime);
  checkServers(servers);
}

/**
 * Share of calls that find all servers busy and are turned away, where none may wait (Erlang B; any service time).
 * @param of `servers`, 0 or more; `erlangs`, rate x service time
 * @throws RangeError outside that domain
 * @source Erlang 1917; Jagerman 1974, Bell System Technical Journal 53(3)
 */
export function blockedCalls({ servers, erlangs }: { readonly servers: number; readonly erlangs: number }): number {
  checkServers(servers, 0);
  checkAtLeastZero('erlangs', erlangs);
  return erlang.erlangB(servers, erlangs);
}

/**
 * Share of calls that wait for a server (Erlang C); 1 where they cannot keep up.
 * @param of `servers`, 1 or more; `erlangs`, rate x service time
 * @throws RangeError outside that domain
 * @source Erlang 1917
 */
export function waitingCalls({ servers, erlangs }: { readonly servers: number; readonly erlangs: number }): number {
  checkServers(servers);
  checkAtLeastZero('erlangs', erlangs);
  return erlang.erlangC(servers, erlangs);
}

/** What calls meet in a queue, and by what class of formula. */
export interface QueueAnswer extends QueueState {
  /** Of the mean wait; `waits` is that of exponential service. */
  readonly method: 'exact' | 'approximate';
}

/**
 * One queue for all servers: mean waits, and numbers by Little's law; times are infinite where the servers cannot keep up.
 * @param queue `rate`, arrivals per unit of time; `serviceTime`; `servers`; squared coefficients of variation of `service` and of the time between
 *   `arrivals`, 1 unless stated (exponential)
 * @throws RangeError outside that domain
 * @source Kleinrock 1975; Allen 1978 (Allen and Cunneen); Cosmetatos 1975
 */
export function queue({
  rate,
  serviceTime,
  servers,
  service = 1,
  arrivals = 1,
}: QueueLoad & { readonly service?: number; readonly arrivals?: number }): QueueAnswer {
  const load = { rate, serviceTime, servers };
  checkLoad(load);
  checkAtLeastZero('service', service);
  checkAtLeastZero('arrivals', arrivals);
  const { waits, waiting, method } = meanWait(load, { service, arrivals });
  return { ...pooled.queueState(load, waits, waiting), method };
}

/**
 * The wait that a share of calls do not exceed, of exponential service and random arrivals; 0 where fewer wait.
 * @param of a queue, and `share`, at least 0 and below 1
 * @throws RangeError outside that domain
 */
export function waitPercentile({ share, ...load }: QueueLoad & { readonly share: number }): number {
  checkLoad(load);
  inDomain(share >= 0 && share < 1, 'share', share, 'from 0 to below 1');
  return pooled.waitQuantile(load, share);
}

/**
 * A queue with room for so many, those that are served among them: who comes when it is full is turned away (M/M/c/K).
 * @param of a queue, and `room`, at least its servers
 * @throws RangeError outside that domain
 * @source Kleinrock 1975, Queueing Systems vol. 1, section 3.5
 */
export function boundedQueue({ room, ...load }: QueueLoad & { readonly room: number }): BoundedState {
  checkLoad(load);
  checkCount('room', room, load.servers);
  return bounded.boundedQueue(load, room);
}

/**
 * So many jobs that go round and round, each of which thinks between rounds (mean value analysis).
 * @param of `stations`, `jobs` and the mean time to `think`, 0 or more
 * @throws RangeError outside that domain
 * @source Reiser and Lavenberg 1980, Journal of the ACM 27(2)
 */
export function closedQueue({
  stations,
  jobs,
  think,
}: {
  readonly stations: readonly Station[];
  readonly jobs: number;
  readonly think: number;
}): ClosedState {
  checkCount('jobs', jobs);
  checkAtLeastZero('think', think);
  for (const { serviceTime, visits } of stations) {
    checkAtLeastZero('serviceTime', serviceTime);
    checkAtLeastZero('visits', visits);
  }
  return closed.closedQueue(stations, jobs, think);
}

/**
 * Time until a backlog is worked off while more comes in; infinite where as much comes in.
 * @param of `backlog`; rates of what comes `in` and of what is worked off, `out`
 * @throws RangeError outside that domain
 */
export function drainTime({ backlog, in: coming, out }: { readonly backlog: number; readonly in: number; readonly out: number }): number {
  checkAtLeastZero('backlog', backlog);
  checkAtLeastZero('in', coming);
  checkPositive('out', out);
  return backlog === 0 ? 0 : backlog / Math.max(0, out - coming);
}

/**
 * The Universal Scalability Law through measured points: throughput = gamma n / (1 + alpha (n - 1) + beta n (n - 1)).
 * @param points load and throughput of each, four or more
 * @throws RangeError of fewer
 * @source Gunther 2007, Guerrilla Capacity Planning
 */
export function scalability(points: readonly (readonly [load: number, throughput: number])[]): ReturnType<typeof fitScalability> {
  inDomain(points.length >= 4, 'the number of points', points.length, '4 or more');
  return fitScalability(points);
}
