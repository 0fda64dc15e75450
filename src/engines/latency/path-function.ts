import { addressOf, type RowPattern } from '../../facts/index.js';
import { type Plan, type Solved, solve } from '../../math/index.js';
import type { Expr } from '../../quantity/index.js';
import { argsOf, hasStep, keyOf, mayEndWithError, Planner, printed, type Sketch, type TimeScale } from './sketch.js';

/** Times in which all calls of some components are slower together. */
export interface Slowdown {
  readonly name: string;
  readonly components: ReadonlySet<string>;
  readonly share: Expr;
  readonly factor: Expr;
}

/** Points of the first block where doubt is worked out, and how many such looks are kept: the percentiles of a path share them. */
const ROUGH = 128;
const MOST_LOOKS = 1024;

/** The most slowdowns whose combinations are computed: each doubles the states. More are left out, with a note. */
const MOST_SLOWDOWNS = 6;

const LOADS: ReadonlySet<string | undefined> = new Set<RowPattern>(['components.*.queue.load.k', 'flows.*.calls.*.pool.load.k']);

/** The response time of a path as a function of its numbers: its percentiles share one distribution. */
export class PathFunction {
  readonly sketch: Sketch;
  readonly args: readonly Expr[];
  readonly slowdowns: readonly Slowdown[];
  readonly #places: ReadonlyMap<string, number>;
  #last: { readonly values: readonly number[]; readonly solved: Solved } | undefined;

  readonly #looks = new Map<string, Solved>();
  /** Where the first look was, in the middle of all. */
  #like: Solved | undefined;

  /** Slow-downs that are left out, since there are too many. */
  readonly leftOut: readonly Slowdown[];

  constructor(sketch: Sketch, all: readonly Slowdown[] = []) {
    this.sketch = sketch;
    const slowdowns = all.slice(0, MOST_SLOWDOWNS);
    this.slowdowns = slowdowns;
    this.leftOut = all.slice(MOST_SLOWDOWNS);
    const args = [...slowdowns.flatMap(({ share, factor }) => [share, factor]), ...argsOf(sketch)];
    this.args = [...new Map(args.map((arg) => [keyOf(arg), arg])).values()];
    this.#places = new Map(this.args.map((arg, i) => [keyOf(arg), i]));
  }

  /** @param values of the arguments, in their order */
  solved(values: readonly number[]): Solved {
    const last = this.#last;
    if (last && last.values.length === values.length && last.values.every((value, i) => value === values[i])) return last.solved;
    const solved = solve(this.plan(values));
    this.#last = { values: [...values], solved };
    return solved;
  }

  /** Rough and quick: for doubt, which is far larger. */
  rough(values: readonly number[]): Solved {
    const key = values.join(' ');
    let solved = this.#looks.get(key);
    if (!solved) {
      if (this.#looks.size >= MOST_LOOKS) this.#looks.clear();
      this.#like ??= this.solved(values);
      solved = solve(this.plan(values), { rough: ROUGH, like: this.#like });
      this.#looks.set(key, solved);
    }
    return solved;
  }

  /** Places of the arguments that are loads of queues. */
  get loads(): readonly number[] {
    return this.args.flatMap((arg, i) => (arg.op === 'ref' && LOADS.has(addressOf(arg.id)?.kind.row) ? [i] : []));
  }

  /** Whether it contains waits of closed flows, which do not grow with the load of its queues. */
  get isClosed(): boolean {
    return hasStep(this.sketch, 'waitingFor');
  }

  /** Whether some requests may end with an error: by a timeout, or rejected by a full queue. */
  get mayFail(): boolean {
    return mayEndWithError(this.sketch);
  }

  /** Arguments with every queue so many times as loaded. */
  under(values: readonly number[], times: number): readonly number[] {
    const loads = new Set(this.loads);
    return values.map((value, i) => (loads.has(i) ? value * times : value));
  }

  /** @param planner of all that is looked at together */
  plan(values: readonly number[], scale?: TimeScale, planner = new Planner()): Plan {
    const numberOf = (arg: Expr): number => values[this.#places.get(keyOf(arg)) as number] as number;
    let states: readonly { readonly share: number; readonly slow: readonly Slowdown[] }[] = [{ share: 1, slow: [] }];
    for (const slowdown of this.slowdowns) {
      const part = numberOf(slowdown.share);
      states = states.flatMap(({ share, slow }) => [
        { share: share * (1 - part), slow },
        { share: share * part, slow: [...slow, slowdown] },
      ]);
    }
    const plans = states.map(({ share, slow }) => ({
      share,
      plan: planner.planOf(this.sketch, numberOf, (step) => {
        const own = slow.filter(({ components }) => step.component !== null && components.has(step.component));
        return own.reduce((product, { factor }) => product * numberOf(factor), scale?.(step) ?? 1);
      }),
    }));
    const [only] = plans;
    return plans.length === 1 && only ? only.plan : { kind: 'either', of: plans };
  }

  /** The path as formulas print it. */
  printed(print: (arg: Expr) => string): string {
    const path = printed(this.sketch, print);
    if (this.slowdowns.length === 0) return path;
    const slow = this.slowdowns.map(
      ({ components, share, factor }) => `slow(${[print(share), print(factor), ...[...components].sort()].join(', ')})`,
    );
    return `slowed(${[path, ...slow].join(', ')})`;
  }
}

const FUNCTIONS = new WeakMap<Expr, PathFunction>();

/** The function behind a formula that `percentileOf` or another of these made. */
export const pathFunctionOf = (expr: Expr | undefined): PathFunction | undefined => expr && FUNCTIONS.get(expr);

interface Asked {
  readonly name: string;
  readonly text: readonly string[];
  readonly exact: (solved: Solved) => number;
  readonly rough: (solved: Solved) => number;
}

function asked(path: PathFunction, { name, text, exact, rough }: Asked): Expr {
  const expr: Expr = {
    op: 'applied',
    name,
    compute: (...values) => exact(path.solved(values)),
    rough: {
      compute: (...values) => rough(path.rough(values)),
      order: (...values) => path.rough(values).smooth(0.99),
    },
    args: path.args,
    written: (print) => `${name}(${[...text, path.printed(print)].join(', ')})`,
  };
  FUNCTIONS.set(expr, path);
  return expr;
}

export type End = 'value' | 'low' | 'high';

const NAME_OF: Readonly<Record<End, string>> = { value: 'percentile', low: 'percentileFrom', high: 'percentileTo' };

/** Time within which a share of the requests that are answered is. */
export const percentileOf = (path: PathFunction, share: number, end: End = 'value'): Expr =>
  asked(path, {
    name: NAME_OF[end],
    text: [String(share)],
    exact: (solved) => solved.percentile(share)[end],
    rough: (solved) => solved.smooth(share),
  });

/** Share of the requests that are not answered. */
export const failedOf = (path: PathFunction): Expr => {
  const failed = (solved: Solved): number => solved.failed.value;
  return asked(path, { name: 'failed', text: [], exact: failed, rough: failed });
};
