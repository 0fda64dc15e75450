import { Dice, wayThrough } from '../../engines/support/simulating.js';
import { isFull } from '../../support/full.js';
import { compute, parseFormula, type Tree } from './recomputing.js';

/** Facts of how long paths take, and of how many requests are not answered: recomputed by sending requests through the path that is printed. */
export const OF_PATHS = /^(?:sent|sentOnErrors|sentOnTimeouts|timesToTarget|percentile|percentileFrom|percentileTo|failed)\(/;

const REQUESTS = isFull ? 40_000 : 8_000;
/** Score of an interval that none of some ten thousand comparisons leaves by chance. */
const SCORE = 5;
/** How far apart the ends of brackets are. */
const WIDTH = 0.0101;

/** Loads of queues for servers and for connections. */
const LOAD = /^(?:components\.[^.]+\.queue|flows\.[^.]+\.calls\.\d+\.pool)\.load\./;

type Read = (id: string) => number;

/** How requests through a path ended: times of those that are answered, sorted, and the share of the others. */
interface Ends {
  readonly times: Float64Array;
  readonly failed: number;
}

const known = new Map<string, Ends>();

/** Many facts are of one path with the same numbers: it is gone through once. */
function endsOf(path: Tree, read: Read): Ends {
  const key = filledIn(path, read);
  let ends = known.get(key);
  if (!ends) {
    const [dice, way] = [new Dice(known.size + 1), wayThrough(path, read)];
    const all = Array.from({ length: REQUESTS }, () => way(dice));
    const times = Float64Array.from(all.filter(({ ok }) => ok).map(({ time }) => time)).sort();
    ends = { times, failed: 1 - times.length / REQUESTS };
    known.set(key, ends);
  }
  return ends;
}

/** The components that a slow-down names stay as they are. */
function filledIn(tree: Tree, read: Read): string {
  if (tree.kind === 'call') return `${tree.name}(${tree.args.map((arg) => filledIn(arg, read)).join(',')})`;
  const value = tree.kind === 'number' ? tree.value : read(tree.id);
  return Number.isNaN(value) && tree.kind === 'id' ? tree.id : String(value);
}

/** By how much a share may be off, of so many. A rare one is skewed. */
const off = (share: number, of: number): number => SCORE * (Math.sqrt((share * (1 - share)) / of) + 1 / of);

/** What is wrong with the value of a fact of a path; undefined if nothing is. */
export function flawOfPath(formula: string, value: number, read: Read): string | undefined {
  const tree = parseFormula(formula);
  if (tree.kind !== 'call') return 'is no function of a path';
  const path = tree.args.at(-1) as Tree;
  const named = new Map(
    tree.args.flatMap((arg): [string, number][] =>
      arg.kind === 'call' && arg.name.startsWith('=') ? [[arg.name.slice(1), compute(arg.args[0] as Tree, read)]] : [],
    ),
  );
  switch (tree.name) {
    case 'failed':
      return flawOfShare(value, endsOf(path, read).failed);
    case 'sent':
    case 'sentOnErrors':
    case 'sentOnTimeouts':
      return flawOfSent(tree.name, value, path, read, named);
    case 'timesToTarget':
      return flawOfTimes(value, path, read, named);
    default:
      return flawOfPercentile(tree.name, compute(tree.args[0] as Tree, read), value, endsOf(path, read));
  }
}

const flawOfShare = (value: number, share: number): string | undefined =>
  Math.abs(value - share) > off(Math.max(value, share), REQUESTS) + 0.01 * value
    ? `is ${value}, of the requests sent ${share} are`
    : undefined;

function flawOfPercentile(name: string, share: number, value: number, { times }: Ends): string | undefined {
  if (times.length === 0) return 'is of requests of which none is answered';
  const within = (time: number): number => firstAbove(times, time) / times.length;
  const room = off(share, times.length);
  const [from, to] = [value * (1 - WIDTH) - 1e-12, value * (1 + WIDTH) + 1e-12];
  // A lower end may lie at the begin of a gap, an upper one at its end.
  const isAbove = name !== 'percentileTo' && within(from) > share + room;
  const isBelow = name !== 'percentileFrom' && within(to) < share - room;
  return isAbove || isBelow ? `is ${value}, within which are ${within(to)} of the requests sent, not ${share}` : undefined;
}

function firstAbove(times: Float64Array, time: number): number {
  let [from, to] = [0, times.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((times[middle] as number) > time) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Attempts for each call: every one that fails is followed by another, as far as retries and budget go; a hedge by one that takes too long. */
function flawOfSent(name: string, value: number, path: Tree, read: Read, named: ReadonlyMap<string, number>): string | undefined {
  const { times, failed } = endsOf(path, read);
  const after = named.get('after');
  const hedges = after === undefined ? 0 : (named.get('hedges') ?? 1);
  // None of those before has answered by then: each was sent one `after` before the next.
  let [open, sent] = [1, 1];
  const still = (time: number): number => 1 - firstAbove(times, time) / REQUESTS;
  for (let i = 1; i <= hedges; i++) {
    open *= still(i * (after as number));
    sent += open;
  }
  const timeout = named.get('timeout') ?? Number.POSITIVE_INFINITY;
  let late = Number.isFinite(timeout) ? still(timeout) : failed;
  if (after !== undefined && Number.isFinite(timeout))
    for (let i = 1; i <= hedges; i++) late *= timeout < i * after ? 1 : still(timeout - i * after);
  const of = (share: number): number => {
    let again = 0;
    for (let i = 1; i <= (named.get('retries') ?? 0); i++) again += share ** i;
    return sent * (1 + Math.min(again, named.get('budget') ?? Number.POSITIVE_INFINITY));
  };
  // Errors come at times that are not kept: of those that are not answered by a timeout any part may be one, but for those that are so without errors.
  const [fewest, highest] =
    name === 'sent' ? [late, late] : name === 'sentOnErrors' ? [0, Math.min(late, failed)] : [Math.max(0, late - failed), late];
  const room = off(late, REQUESTS);
  const [least, most] = [of(Math.max(0, fewest - room)) - off(open, REQUESTS), of(Math.min(1, highest + room)) + off(open, REQUESTS)];
  return value < least * 0.99 || value > most * 1.01 ? `is ${value}, and between ${least} and ${most} by the requests sent` : undefined;
}

const SHARES: Readonly<Record<string, number>> = { p50: 0.5, p95: 0.95, p99: 0.99, p999: 0.999 };

/** At so many times the load of its queues all percentiles are at most their targets, and one of them just is; 0 where none is even without load. */
function flawOfTimes(value: number, path: Tree, read: Read, named: ReadonlyMap<string, number>): string | undefined {
  const at = (times: number): Ends => endsOf(path, (id) => read(id) * (LOAD.test(id) ? times : 1));
  const over = (ends: Ends, slack: number): boolean =>
    [...named].some(([name, target]) => {
      const share = SHARES[name] as number;
      return firstAbove(ends.times, target * (1 + slack)) / ends.times.length < share - off(share, ends.times.length);
    });
  const under = (ends: Ends, slack: number): boolean =>
    [...named].every(([name, target]) => {
      const share = SHARES[name] as number;
      return firstAbove(ends.times, target * (1 - slack)) / ends.times.length > share + off(share, ends.times.length);
    });
  if (over(at(value), WIDTH) && value > 0) return `is ${value}, at which a target is missed by the requests sent`;
  // What its queues can carry may be less than what its targets allow.
  const most = mostOf(path, read);
  return value < most * 0.999 && under(at(value), WIDTH)
    ? `is ${value}, at which no target is met only just by the requests sent`
    : undefined;
}

/** Times its load at which the first queue of a path is full. */
function mostOf(tree: Tree, read: Read): number {
  if (tree.kind === 'id') return LOAD.test(tree.id) ? 1 / read(tree.id) : Number.POSITIVE_INFINITY;
  return tree.kind === 'call' ? Math.min(...tree.args.map((arg) => mostOf(arg, read)), Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
}
