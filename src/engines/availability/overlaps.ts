import type { Mode, OutageModes, Overlap } from '../../math/index.js';
import { type Cause, chanceWith, type Failures } from './failures.js';

/** So many failures may go on beside each other. */
const MOST = 8;
/** A failure that takes less of the time is alone, and two that take less of it together are never there at the same time. */
const [LEAST, LEAST_OVERLAP] = [1e-3, 2e-5];

/** Causes as they follow from the sets, and what they are to come to. */
interface OutageTotals {
  readonly causes: readonly Cause[];
  /** How much more often they begin. */
  readonly often: number;
  readonly unavailable: number;
  readonly lost: number;
}

/**
 * The failures that take the most time, which overlap, and the other causes, one at a time: two failures that are an outage only together
 * come in bursts, and during another outage only those requests are lost that the outage has left.
 * @returns undefined where no two failures take enough of the time
 */
export function outageChainOf({ causes, often, unavailable, lost }: OutageTotals, failures: Failures): OutageModes | undefined {
  const shareWith = (...of: readonly number[]): number => Math.max(0, chanceWith(failures, new Set(of)) - lost);
  const chosen = mostCostly(causes, failures);
  const nested = chosen.map((failure) => nestingOf(failure, chosen, failures));
  const overlaps: Overlap[] = [];
  for (const [i, a] of chosen.entries())
    for (const [j, b] of chosen.slice(0, i).entries()) {
      if (a.load * b.load < LEAST_OVERLAP || nested[i]?.within !== undefined || nested[j]?.within !== undefined) continue;
      overlaps.push({ of: [i, j], share: shareWith(a.variable, b.variable) });
    }
  if (overlaps.length === 0) return undefined;
  const isInChain = ({ of, outlasts }: Cause): boolean => {
    const places = of.map((variable) => chosen.findIndex((failure) => failure.variable === variable));
    if (outlasts || places.includes(-1)) return false;
    return places.length === 1 || (places.length === 2 && overlaps.some((overlap) => places.every((place) => overlap.of.includes(place))));
  };
  // Groups that tell two failures apart which come as often.
  if (nested.some(({ own }) => !(own > 0))) return undefined;
  const modes: readonly Mode[] = [
    ...chosen.map(({ variable, rate }, i): Mode => {
      const { own, within } = nested[i] as Nesting;
      return { rate, outage: own / rate, share: shareWith(variable), ...(within !== undefined && { within }) };
    }),
    ...causes.flatMap((cause) => (isInChain(cause) ? [] : { rate: cause.rate * often, outage: cause.outage, share: cause.share })),
  ];
  const long = lengthening(unavailable, modes, overlaps);
  return long > 0 && long < Number.POSITIVE_INFINITY
    ? { modes: modes.map((mode) => ({ ...mode, outage: mode.outage * long })), overlaps }
    : undefined;
}

interface Failure {
  readonly variable: number;
  /** Per year of being up. */
  readonly rate: number;
  /** Time down, per time up. */
  readonly load: number;
}

interface Nesting {
  /** Of its load, what it takes with no rarer failure of the same group. */
  readonly own: number;
  /** The place of the least rare failure of the same group, if it is another. */
  readonly within: number | undefined;
}

/** A group that has lost more is short of less as well: its rarer failures come within the others. */
function nestingOf({ variable }: Failure, chosen: readonly Failure[], { families }: Failures): Nesting {
  const family = chosen.filter((other) => families[other.variable] === families[variable]).sort((a, b) => b.load - a.load);
  const at = family.findIndex((other) => other.variable === variable);
  const own = (family[at] as Failure).load - (family[at + 1]?.load ?? 0);
  return { own, within: at === 0 ? undefined : chosen.indexOf(family[0] as Failure) };
}

/** Of the failures that take time, those whose causes cost the most. */
function mostCostly(causes: readonly Cause[], { whole }: Failures): readonly Failure[] {
  const costs = new Map<number, number>();
  for (const { of, outlasts, rate, outage, share } of causes)
    if (!outlasts) for (const variable of of) costs.set(variable, (costs.get(variable) ?? 0) + rate * outage * share);
  return [...costs]
    .sort(([a, cost], [b, other]) => other - cost || a - b)
    .flatMap(([variable]): readonly Failure[] => {
      const chance = whole.chances[variable] as number;
      const rate = (whole.rates[variable] as number) / (1 - chance);
      const load = chance / (1 - chance);
      return chance < 1 && rate > 0 && load >= LEAST ? [{ variable, rate, load }] : [];
    })
    .slice(0, MOST);
}

/**
 * How much longer all must take to cost u of the time: x, with u = (x cost + x^2 cost of two) / (1 + x load + x^2 load of two).
 */
function lengthening(u: number, modes: readonly Mode[], overlaps: readonly Overlap[]): number {
  const load = ({ rate, outage }: Mode): number => rate * outage;
  const weight = ({ of }: Overlap): number => of.reduce((product, mode) => product * load(modes[mode] as Mode), 1);
  const linear = modes.reduce((sum, mode) => sum + load(mode) * (mode.share - u), 0);
  const square = overlaps.reduce((sum, overlap) => sum + weight(overlap) * (overlap.share - u), 0);
  return (2 * u) / (linear + Math.sqrt(linear ** 2 + 4 * square * u));
}
