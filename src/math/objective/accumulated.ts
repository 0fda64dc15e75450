import { type Mode, OutageChain, type OutageModes } from './outage-chain.js';

/** Of the inverted transform: the aliases of the law add exp(-a), of the first of these with which all but the slowest decay may be left out. */
const ALIASING = [22, 16] as const;
/** Terms until partial sums are averaged, beside those that a narrow law takes, and how many of these sums. */
const [TERMS, AVERAGED] = [40, 12];
const TERMS_A_DEVIATION = 2;
const MOST_TERMS = 2000;
/** What all decays but the slowest may come to. */
const NEGLIGIBLE = 1e-6;

/**
 * Chance that the outages of a window that begins anywhere lose more than a budget: the law of what a chain of outages loses, from its transform by Euler
 * summation. The absolute error is below 1e-9, and about 1e-6 where outages last a thirtieth of the window or more.
 * @param budget above 0, in the unit of the window
 * @returns undefined where outages last so long beside the window that more than the slowest decay counts, or so many come that there are too many terms
 * @source Abate and Whitt 1995, ORSA J. Computing 7(1), algorithm EULER
 */
export function chanceToAccumulate(of: OutageModes, window: number, budget: number): number | undefined {
  const aliasing = ALIASING.find((a) => othersAfter(of, a, window, budget) < NEGLIGIBLE);
  if (aliasing === undefined) return undefined;
  const re = aliasing / (2 * budget);
  const variance = varianceOf(of, window);
  const terms = TERMS + Math.ceil((TERMS_A_DEVIATION * budget) / Math.sqrt(variance));
  if (!(terms < MOST_TERMS)) return undefined;
  const chain = new OutageChain(of);
  let [sum, average, weight] = [0, 0, 2 ** -AVERAGED];
  for (let k = 0; k <= terms + AVERAGED; k++) {
    const im = (k * Math.PI) / budget;
    if (!chain.transform(re, im, window)) return undefined;
    // Of the chance to stay within the budget: the transform of the law over s.
    const term = (chain.re * re + chain.im * im) / (re * re + im * im);
    sum += k === 0 ? term / 2 : k % 2 === 0 ? term : -term;
    if (k < terms) continue;
    average += weight * sum;
    weight *= (AVERAGED - (k - terms)) / (k - terms + 1);
  }
  const within = (Math.exp(aliasing / 2) / budget) * average;
  return 1 - Math.min(1, Math.max(0, within));
}

/** What all decays but the slowest come to: about that of modes that go on all the window, and cost their share of it. */
function othersAfter({ modes }: OutageModes, aliasing: number, window: number, budget: number): number {
  const re = aliasing / (2 * budget);
  return modes.reduce(
    (sum, { rate, outage, share }) => sum + rate * outage * Math.exp(aliasing / 2 - (1 / outage + share * re) * window),
    0,
  );
}

/** About: of a Poisson number of outages of each kind. */
function varianceOf({ modes, overlaps }: OutageModes, window: number): number {
  const ofKind = (rate: number, outage: number, share: number): number => 2 * rate * window * (outage * share) ** 2;
  const one = modes.reduce((sum, { rate, outage, share }) => sum + ofKind(rate, outage, share), 0);
  return overlaps.reduce((sum, { of: [a, b], share }) => {
    const [first, second] = [modes[a] as Mode, modes[b] as Mode];
    const ends = 1 / first.outage + 1 / second.outage;
    return sum + ofKind(first.rate * first.outage * second.rate * second.outage * ends, 1 / ends, share);
  }, one);
}
