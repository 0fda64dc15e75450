import { type PathFunction, Planner, pathFunctionOf } from '../engines/latency/index.js';
import type { FactNode, Graph } from '../facts/index.js';
import { Looks, latticeLike, latticeUpTo, type Plan, type Solved, solve } from '../math/index.js';
import { type Expr, evaluateExpr } from '../quantity/index.js';
import { type Call, leafOf, pathToState } from '../spec/index.js';
import { type Changing, settings } from './improvements/proposal.js';

/** The function of a path, and the values of its arguments. */
export interface SolvedPath {
  readonly path: PathFunction;
  readonly values: readonly number[];
}

/** The path behind a percentile; undefined where it is unknown. */
export function pathAt({ formula, state, inputs }: FactNode): SolvedPath | undefined {
  const path = pathFunctionOf(formula);
  if (!path || state === 'unknown') return undefined;
  const byId = new Map(inputs.map((input) => [input.id, input.value]));
  return { path, values: path.args.map((arg) => numberOf(arg, byId)) };
}

/** Points of the first block where small differences are looked at, and where a curve is drawn. */
const [FINE, ROUGH] = [512, 128];
/** Relative change of a step, for the difference quotient of its contribution. */
const STRETCH = 0.02;
/** The widest bracket that is shown as one number. */
const LOOSE = 0.05;

/** Contribution of a step to a percentile: its mean time over the requests that take just so long. */
export interface Contribution {
  readonly call: number;
  readonly p50: number;
  readonly p99: number;
}

/**
 * Contributions to a percentile, which add up to it but for timeouts and waits: the percentile of a sum grows with each of its parts by the
 * mean of that part, given the sum (Euler's theorem, as for risk contributions).
 * @source D. Tasche 1999, Risk contributions and performance measurement
 */
export function contributionsOf({ path, values }: SolvedPath, calls: readonly Call[]): readonly Contribution[] {
  const [looks, planner] = [new Looks(latticeLike(path.solved(values), FINE), { knownFirst: false }), new Planner()];
  const whole = looks.at(path.plan(values, undefined, planner));
  const stretched = (call: number): Solved => looks.at(path.plan(values, (step) => (step.call === call ? 1 + STRETCH : 1), planner));
  const [p50, p99] = [whole.smooth(0.5), whole.smooth(0.99)];
  return calls.map(({ index }) => {
    const longer = stretched(index);
    const part = (share: number, now: number): number => Math.max(0, (longer.smooth(share) - now) / STRETCH);
    return { call: index, p50: part(0.5, p50), p99: part(0.99, p99) };
  });
}

/** A component with half its own time, evaluated. */
export interface Halving {
  readonly component: string;
  /** What `--set` takes to do it: path -> value. */
  readonly set: Readonly<Record<string, string>>;
  /** The percentile then, s, and what is saved of it. */
  readonly p99: number;
  readonly saved: number;
}

const FIELDS = ['each.p50', 'each.p99', 'each.mean', 'each.serviceTime'] as const;

/** What half the time of each of these components would save of a flow's p99, most first: every one evaluated. */
export async function halvingsOf(
  graph: Graph,
  flow: string,
  components: readonly string[],
  changing: Changing,
): Promise<readonly Halving[]> {
  const id = `flows.${flow}.latency.p99` as const;
  const now = graph.get(id);
  const found: Halving[] = [];
  if (now.state !== 'known') return found;
  for (const component of components) {
    const set: Record<string, string> = {};
    for (const field of FIELDS) {
      const leaf = leafOf(graph.model, `components.${component}.${field}`);
      if (leaf) set[pathToState(graph.model, `components.${component}.${field}`)] = 'x0.5';
    }
    if (Object.keys(set).length === 0) continue;
    const changed = await changing(settings(set));
    const then = changed.ok ? changed.value.get(id) : undefined;
    if (then?.state === 'known' && then.value < now.value) found.push({ component, set, p99: then.value, saved: now.value - then.value });
  }
  return found.sort((a, b) => b.saved - a.saved || (a.component < b.component ? -1 : 1));
}

/** A load, and what a path takes then. Times in seconds; null where it is unbounded. */
export interface LoadPoint {
  /** Times the load that it was looked at. */
  readonly times: number;
  /** Requests a second that these are. */
  readonly rate: number;
  readonly p50: number | null;
  readonly p99: number | null;
}

/** Loads of a curve, and how much of what its queues can carry the last is. */
const [LOADS, LAST] = [40, 0.99];
/** How far beyond the last p99 the lattice of a curve reaches. */
const BEYOND = 1.2;

/**
 * Response times of a path at loads from none to nearly the capacity of its queues, all rising together; empty without queueing, and for
 * closed flows.
 * @param peak rate of its flow at the load that it was looked at
 */
export function curveOf({ path, values }: SolvedPath, peak: number): readonly LoadPoint[] {
  if (path.isClosed) return [];
  const most = LAST / Math.max(0, ...path.loads.map((place) => values[place] as number));
  if (!Number.isFinite(most)) return [];
  const bounded = (time: number): number | null => (Number.isFinite(time) ? time : null);
  const planner = new Planner();
  const planAt = (times: number): Plan => path.plan(path.under(values, times), undefined, planner);
  const [first, last] = [0, most].map((times) => solve(planAt(times), { rough: ROUGH })) as [Solved, Solved];
  const ends = [first.smooth(0.5), last.smooth(0.99) * BEYOND];
  // Without a bounded p99 there is no common lattice: each load has its own.
  const looks = ends.every((time) => time > 0 && Number.isFinite(time))
    ? new Looks(latticeUpTo(planAt(most), ends, ROUGH), { knownFirst: true })
    : undefined;
  return Array.from({ length: LOADS }, (_, i) => {
    const times = (most * i) / (LOADS - 1);
    const plan = planAt(times);
    const solved = looks ? looks.at(plan) : solve(plan, { rough: ROUGH });
    return { times, rate: peak * times, p50: bounded(solved.smooth(0.5)), p99: bounded(solved.smooth(0.99)) };
  });
}

/** Ends of a bracket this far apart may be those of a gap, which has fewer requests than this share. */
const [GAP, HARDLY_ANY] = [1.015, 1e-6];

/** Whether what lies between the ends of a bracket is a gap of the distribution, and no want of precision. */
export function isGap({ path, values }: SolvedPath, low: number, high: number): boolean {
  const [from, to] = [low * GAP, high / GAP];
  if (high <= from) return false;
  const solved = path.solved(values);
  return solved.within(Math.max(from, to)).value - solved.within(Math.min(from, to)).value < HARDLY_ANY;
}

/** The p99 of a path if a cache on it had nothing. */
export function withoutCache({ path, values }: SolvedPath, flow: string, call: number): number {
  const hit = `flows.${flow}.calls.${call}.hit`;
  const changed = values.map((value, i) => {
    const arg = path.args[i];
    return arg?.op === 'subtract' && arg.args[1]?.op === 'ref' && arg.args[1].id === hit ? 1 : value;
  });
  return solve(path.plan(changed), { tolerance: LOOSE }).percentile(0.99).value;
}

const numberOf = (arg: Expr, byId: ReadonlyMap<string, number>): number => evaluateExpr(arg, (id) => byId.get(id) ?? Number.NaN);
