import { normalCdf } from '../normal.js';
import { birthDeath, type Chances } from '../redundancy/birth-death.js';

/** Beyond so many events a normal law does: three digits of a chance that is not tiny, at no cost. */
const MOST_EVENTS = 1e6;

/**
 * Chance that the outages of a window add up to more than a budget, where they come as a Poisson process and last an exponential time each:
 * sum over n of Pois(n; f T) Q(n, budget / mean), Q the upper regularized gamma function. Since Q(n, x) is the chance that a Poisson
 * variable of mean x stays below n, this is the chance that one of mean f T exceeds one of mean budget / mean. Relative error about 1e-12,
 * down to chances of 1e-280; beyond a million outages, or budgets of as many, three digits.
 * @param rate outages per unit of time, @param outage mean length of one, @param window to look at, @param budget downtime allowed in it:
 * one unit of time
 * @source compound Poisson law: Feller 1971, vol. 2, section VI.4
 */
export function chanceToMiss(rate: number, outage: number, window: number, budget: number): number {
  const outages = rate * window;
  if (!(outages > 0)) return outages <= 0 ? 0 : Number.NaN;
  if (budget <= 0) return -Math.expm1(-outages);
  const spent = budget / outage;
  if (spent === 0) return -Math.expm1(-outages);
  if (spent === Number.POSITIVE_INFINITY) return 0;
  if (outages + spent > MOST_EVENTS) return normalCdf((outages - spent - 0.5) / Math.sqrt(outages + spent));
  const happen = poisson(outages);
  const fit = poisson(spent);
  let chance = 0;
  let below = 0;
  let next = 0;
  for (let i = 0; i < happen.values.length; i++) {
    for (; fit.from + next < happen.from + i && next < fit.values.length; next++) below += fit.values[next] as number;
    chance += (happen.values[i] as number) * below;
  }
  return Math.min(1, chance);
}

/** A queue with a server for everyone holds a Poisson number. */
const poisson = (mean: number): Chances => birthDeath(Number.POSITIVE_INFINITY, (count) => mean / (count + 1), mean);
