import { rootBetween } from '../root.js';
import { chanceToAccumulate } from './accumulated.js';
import type { OutageModes } from './outage-chain.js';
import { chanceToSpend, type Spending } from './spending.js';

/** One way in which something goes down, by itself: outages of it begin at a rate of their own and last a time of their own. */
export interface OutageCause {
  /** How often it begins, per unit of time in which all is up. */
  readonly rate: number;
  /** Mean length of an outage. */
  readonly outage: number;
  /** Share of what is counted that fails meanwhile; by default all. */
  readonly share?: number;
}

/**
 * Chance that the outages of a window spend more than a budget: each cause begins outages as a Poisson process while all is up, and each lasts an
 * exponential time of its cause's mean. The window is any one: an outage may be under way when it begins, and be cut off when it ends.
 *
 * With all that is counted lost in each outage this is exact. By the time the budget x is spent exactly, all has been up for T - x; so the window T has
 * more than x of outages just if those that begin within an up time of T - x last more than x altogether, with what is left of one under way. Where only
 * shares are lost, or outages overlap, the law of what a chain of outages loses is as exact, to about 1e-9. Only where outages last about as long as
 * the window, or for chances below 1e-7, it is an approximation: outages that cost x of a share last longer than x, and the up time is shorter by how
 * much longer those of each cause may be expected to.
 * @param window, @param budget of it: one unit of time; @param overlapping the same causes, where some may go on beside each other
 * @returns NaN if an argument is
 * @source Takacs 1957, Acta Math. Acad. Sci. Hungaricae 8 (sojourn times); compound Poisson law: Feller 1971, vol. 2, section VI.4
 */
export function chanceToMiss(causes: readonly OutageCause[], window: number, budget: number, overlapping?: OutageModes): number {
  const losses = causes.filter(({ rate, outage, share }) => rate !== 0 && outage !== 0 && share !== 0).map(lossOf);
  const load = losses.reduce((sum, { rate, outage }) => sum + rate * outage, 0);
  if (Number.isNaN(load + window + budget)) return Number.NaN;
  if (load === Number.POSITIVE_INFINITY) return withoutEnd(losses, window, budget);
  if (budget < 0) return 1;
  if (losses.every(({ share }) => share * window <= budget)) return 0;
  if (budget === 0) return (load - Math.expm1(-window * losses.reduce((sum, { rate }) => sum + rate, 0))) / (1 + load);
  const chain = overlapping ?? (losses.some(({ share }) => share !== losses[0]?.share) ? { modes: losses, overlaps: [] } : undefined);
  const accumulated = chain && chanceToAccumulate(chain, window, budget);
  if (accumulated !== undefined && accumulated > LEAST) return accumulated;
  const kinds = upTimes(losses, window, budget).map((up, i): Spending => {
    const { rate, outage, cost } = losses[i] as Loss;
    return { count: rate * up, cost, underWay: (rate * outage) / (1 + load) };
  });
  return chanceToSpend(kinds, budget);
}

/** Smaller chances have too few digits by a transform that is inverted. */
const LEAST = 1e-7;

interface Loss extends Required<OutageCause> {
  /** What an outage costs, in time for which everything is lost. */
  readonly cost: number;
}

const lossOf = ({ rate, outage, share = 1 }: OutageCause): Loss => ({ rate, outage, share, cost: outage * share });

/** Where one of the outages does not end: it is under way. */
function withoutEnd(causes: readonly Loss[], window: number, budget: number): number {
  const rest = causes.filter(({ rate, outage }) => rate * outage < Number.POSITIVE_INFINITY);
  const share = Math.max(...causes.filter((cause) => !rest.includes(cause)).map((cause) => cause.share));
  const left = budget - share * window;
  return left < 0 ? 1 : chanceToMiss(rest, window, left);
}

/**
 * Up time of a window in whose outages the budget is spent just so: for each cause, given one outage of it. What that costs, and what the others then
 * do, is as likely as it is for the sum to be the budget: each cause's law is tilted by exp(t cost), with t such that the mean of the sum is the budget.
 * @source exponential tilting: Daniels 1954, Ann. Math. Stat. 25
 */
function upTimes(causes: readonly Loss[], window: number, budget: number): readonly number[] {
  const [first] = causes;
  const upAfter = (down: number): number => Math.max(0, window - down);
  if (causes.every(({ share }) => share === first?.share)) return causes.map(({ share }) => upAfter(budget / share));
  const spentBy = ({ rate, cost }: Loss, tilt: number): number => (rate * window * cost) / (1 - tilt * cost) ** 2;
  const spent = (tilt: number): number => Math.log(causes.reduce((sum, cause) => sum + spentBy(cause, tilt), 0) / budget);
  const most = 1 / Math.max(...causes.map(({ cost }) => cost));
  let least = -most;
  while (spent(least) > 0) least *= 2;
  const tilt = rootBetween(spent, { x: least, y: spent(least) }, { x: most, y: Number.POSITIVE_INFINITY });
  const downPerCost = causes.reduce((sum, cause) => sum + spentBy(cause, tilt) / cause.share, 0) / budget;
  return causes.map(({ cost, share }) => {
    const own = Math.min(budget, Math.max(0, cost / (1 - tilt * cost)));
    return upAfter(own / share + Math.max(0, budget - own) * Math.min(downPerCost, window / budget));
  });
}
