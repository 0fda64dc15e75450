import { type Plan, type Solved, type SolveOptions, solve } from '../../math/index.js';
import type { Expr } from '../../quantity/index.js';
import { argsOf, keyOf, planOf, printed, type Scale, type Sketch } from './sketch.js';

/** Times in which all calls of some components are slower together. */
export interface Slowdown {
  readonly name: string;
  readonly components: ReadonlySet<string>;
  readonly share: Expr;
  readonly factor: Expr;
}

/** Points of the first block where doubt is worked out: as many joint samples as are looked at each take a fraction of a millisecond. */
const ROUGH = 64;

/** What a path comes to as a function of its numbers: its percentiles share one distribution. */
export class PathFunction {
  readonly sketch: Sketch;
  readonly args: readonly Expr[];
  readonly slowdowns: readonly Slowdown[];
  readonly #places: ReadonlyMap<string, number>;
  #last: { readonly values: readonly number[]; readonly solved: Solved } | undefined;

  constructor(sketch: Sketch, slowdowns: readonly Slowdown[] = []) {
    this.sketch = sketch;
    this.slowdowns = slowdowns;
    const all = [...slowdowns.flatMap(({ share, factor }) => [share, factor]), ...argsOf(sketch)];
    this.args = [...new Map(all.map((arg) => [keyOf(arg), arg])).values()];
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

  /** Rough and quick: for doubt, and for what differs by so much that roughness does not matter. */
  rough(values: readonly number[], options: SolveOptions = { rough: ROUGH }): Solved {
    return solve(this.plan(values), options);
  }

  plan(values: readonly number[], scale?: Scale): Plan {
    const valueOf = (arg: Expr): number => values[this.#places.get(keyOf(arg)) as number] as number;
    let states: readonly { readonly share: number; readonly slow: readonly Slowdown[] }[] = [{ share: 1, slow: [] }];
    for (const slowdown of this.slowdowns) {
      const part = valueOf(slowdown.share);
      states = states.flatMap(({ share, slow }) => [
        { share: share * (1 - part), slow },
        { share: share * part, slow: [...slow, slowdown] },
      ]);
    }
    const plans = states.map(({ share, slow }) => ({
      share,
      plan: planOf(this.sketch, valueOf, (step) => {
        const own = slow.filter(({ components }) => step.component !== null && components.has(step.component));
        return own.reduce((product, { factor }) => product * valueOf(factor), scale?.(step) ?? 1);
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

function appliedTo(path: PathFunction, name: string, text: readonly string[], result: (solved: Solved) => number): Expr {
  const expr: Expr = {
    op: 'applied',
    name,
    compute: (...values) => result(path.solved(values)),
    rough: (...values) => result(path.rough(values)),
    args: path.args,
    written: (print) => `${name}(${[...text, path.printed(print)].join(', ')})`,
  };
  FUNCTIONS.set(expr, path);
  return expr;
}

export type End = 'value' | 'low' | 'high';

/** Time within which a share of the requests that are answered is. */
export const percentileOf = (path: PathFunction, share: number, end: End = 'value'): Expr =>
  appliedTo(
    path,
    end === 'value' ? 'percentile' : end === 'low' ? 'percentileFrom' : 'percentileTo',
    [String(share)],
    (solved) => solved.percentile(share)[end],
  );

/** Share of the requests that are not answered. */
export const failedOf = (path: PathFunction): Expr => appliedTo(path, 'failed', [], (solved) => solved.failed.value);
