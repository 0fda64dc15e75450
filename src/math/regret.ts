import { mean, percentiles } from './percentiles.js';

/** One of several things to choose from, over joint samples: sample i of one belongs to sample i of another. */
export interface Alternative {
  /** What it costs in each sample. */
  readonly cost: Float64Array;
  /** 1 where it does what it is for, else 0. */
  readonly holds: Uint8Array;
}

/** What it would cost to have chosen this one. Costs are in the unit of the alternatives. */
export interface Regret {
  /** Share of the samples in which it holds. */
  readonly holds: number;
  /** The same, of the samples in which any alternative holds. */
  readonly holdsIfAny: number;
  /** Share of the samples in which nothing would have been better. */
  readonly best: number;
  /** Mean over the samples of what it costs more than the best one of each. */
  readonly mean: number;
  readonly p95: number;
  /** Mean over the samples in which another would have been better; 0 if there are none. */
  readonly whenWrong: number;
}

export interface Regrets {
  readonly each: readonly Regret[];
  /** Position of the one with the least expected regret, among those that hold; undefined of nothing. */
  readonly choice: number | undefined;
}

/** Costs that differ by less are the same. Relative. */
const SAME = 1e-9;

/** An alternative that holds this often does what it is for; one that holds less often than `SELDOM` does not. As checks are judged. */
const RELIABLE = 0.95;
const SELDOM = 0.5;

/**
 * Expected regret of each alternative: the mean over joint samples of its cost less that of the best one in the sample, the cheapest of those
 * that hold. One that does not hold where another does is money for nothing: its whole cost is regret, since the best one has to be paid as
 * well. Where none holds they differ by their costs alone. The choice is the least expected regret of those that hold in 95% of the samples in
 * which any does; if there are none, of those that hold in half of them; else of all. The first of equals.
 * @source L. J. Savage 1951, The theory of statistical decision, JASA 46(253); expected opportunity loss: Raiffa and Schlaifer 1961, ch. 4
 */
export function regretsOf(alternatives: readonly Alternative[]): Regrets {
  const n = alternatives[0]?.cost.length ?? 0;
  const regret = alternatives.map(() => new Float64Array(n));
  let anyHolds = 0;
  for (let i = 0; i < n; i++) {
    const some = alternatives.some(({ holds }) => holds[i] === 1);
    if (some) anyHolds++;
    let least = Number.POSITIVE_INFINITY;
    for (const { cost, holds } of alternatives) if (!some || holds[i] === 1) least = Math.min(least, cost[i] as number);
    for (const [k, { cost, holds }] of alternatives.entries()) {
      const own = cost[i] as number;
      const more = own - least;
      (regret[k] as Float64Array)[i] = some && holds[i] === 0 ? own : more <= SAME * Math.abs(least) ? 0 : more;
    }
  }
  const each = alternatives.map(({ holds }, k) => summary(regret[k] as Float64Array, holds, alternatives, anyHolds));
  return { each, choice: choiceOf(each) };
}

function summary(regret: Float64Array, holds: Uint8Array, all: readonly Alternative[], anyHolds: number): Regret {
  const n = regret.length;
  let held = 0;
  let wrong = 0;
  for (let i = 0; i < n; i++) {
    held += holds[i] as number;
    // One that costs nothing and does not hold is wrong too, where another holds.
    if ((regret[i] as number) > 0 || (holds[i] === 0 && all.some((other) => other.holds[i] === 1))) wrong++;
  }
  const expected = mean(regret);
  const [p95 = 0] = percentiles(regret, [0.95]);
  return {
    holds: held / n,
    holdsIfAny: anyHolds === 0 ? 1 : held / anyHolds,
    best: 1 - wrong / n,
    mean: expected,
    p95,
    whenWrong: wrong === 0 ? 0 : (expected * n) / wrong,
  };
}

function choiceOf(each: readonly Regret[]): number | undefined {
  const reliable = each.filter(({ holdsIfAny }) => holdsIfAny >= RELIABLE);
  const usable = reliable.length > 0 ? reliable : each.filter(({ holdsIfAny }) => holdsIfAny >= SELDOM);
  let choice: Regret | undefined;
  for (const one of usable.length > 0 ? usable : each) {
    if (choice === undefined || one.mean < choice.mean - SAME * Math.abs(choice.mean)) choice = one;
  }
  return choice && each.indexOf(choice);
}
