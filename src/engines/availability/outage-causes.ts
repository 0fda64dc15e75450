import type { OutageCause, OutageModes } from '../../math/index.js';
import { type Cause, chanceWith, type Failures, type VariableKind } from './failures.js';
import { outageChainOf } from './overlaps.js';

/** Frequency and duration of outages, cause by cause. */
export interface Outages {
  /** Share of requests that fails all the time, whatever else does. */
  readonly lost: number;
  /** Per year of being up, lengths in years. Each costs a share of the requests beside those that fail all the time. */
  readonly causes: readonly OutageCause[];
  /** The same with failures that go on at the same time, where these take enough of the time to matter. */
  readonly chain?: OutageModes;
}

/**
 * The causes of outages: the least sets of failures that bring one about. Each begins with any of its failures while the others are there, and ends with
 * the first that does: as often a year as the sum of their rates of recovery times the chance of all, and for as long as the mean of the least of
 * exponential times. It costs the share of the requests that fail while its failures, and no others, are there.
 *
 * What the sets have in common, and outages that begin during others, are left to the whole: rates and lengths are scaled so that both together come to
 * the frequency and to the unavailability that the diagram has exactly.
 * @param sets variables of each least set, @param complete whether these are all: else the others are one more cause
 * @source Vesely 1970, Nucl. Eng. Des. 13 (frequency and duration of cut sets)
 */
export function outagesBy(sets: readonly (readonly number[])[], complete: boolean, failures: Failures): Outages {
  const { diagram, chances, kinds } = failures;
  const lost = chanceWith(failures, new Set());
  const exact = whole(failures);
  const unavailable = diagram.chance(chances) - lost;
  const listed = sharedSets(sets, kinds)
    .map((of) => causeOf(of, failures, lost))
    .filter((cause) => cause.rate > 0 && cause.share > 0);
  const rate = sumOf(listed, (cause) => cause.rate);
  const load = sumOf(listed, (cause) => cause.rate * cause.outage);
  const cost = sumOf(listed, (cause) => cause.rate * cause.outage * cause.share);
  const others = unavailable * (1 + load) - cost;
  if (!complete && exact.rate > rate && others > 0 && load > 0) {
    const share = cost / load;
    const rest = { rate: exact.rate - rate, outage: others / (share - unavailable) / (exact.rate - rate), share };
    return { lost, causes: [...listed, rest] };
  }
  const often = exact.rate > 0 && rate > 0 ? exact.rate / rate : 1;
  // In a cycle of being up and down by turns: unavailable = long cost / (1 + long load).
  const long = unavailable / (often * (cost - unavailable * load));
  const scale = long > 0 && long < Number.POSITIVE_INFINITY ? long : 1;
  const causes = listed.map((cause): Cause => ({ ...cause, rate: cause.rate * often, outage: cause.outage * scale }));
  const chain = outageChainOf({ causes: listed, often, unavailable, lost }, failures);
  return { lost, causes, ...(chain && { chain }) };
}

const sumOf = (causes: readonly Cause[], of: (cause: Cause) => number): number => causes.reduce((sum, cause) => sum + of(cause), 0);

/** Sets of the same failures, whatever share of the requests meets them. */
interface Shared {
  readonly failures: readonly number[];
  readonly outlasting: readonly number[];
  /** Shares of each set of them. */
  readonly shares: readonly (readonly number[])[];
}

function sharedSets(sets: readonly (readonly number[])[], kinds: readonly VariableKind[]): readonly Shared[] {
  const found = new Map<string, { failures: number[]; outlasting: number[]; shares: number[][] }>();
  for (const set of sets) {
    const of = (kind: VariableKind): number[] => set.filter((variable) => kinds[variable] === kind);
    const [failures, outlasting] = [of('failure'), of('outlasts')];
    const key = `${failures} ${outlasting}`;
    const known = found.get(key) ?? { failures, outlasting, shares: [] };
    known.shares.push(of('share'));
    found.set(key, known);
  }
  return [...found.values()];
}

function causeOf({ failures: of, outlasting, shares }: Shared, failures: Failures, lost: number): Cause {
  const { chances, whole: own } = failures;
  let chance = 1;
  let recovery = 0;
  for (const variable of of) {
    chance *= own.chances[variable] as number;
    recovery += (own.rates[variable] as number) / (own.chances[variable] as number);
  }
  for (const variable of outlasting) chance *= chances[variable] as number;
  const [only] = shares;
  const share =
    shares.length === 1 && only && lost === 0
      ? only.reduce((product, variable) => product * (chances[variable] as number), 1)
      : chanceWith(failures, new Set([...of, ...outlasting])) - lost;
  return { of, outlasts: outlasting.length > 0, rate: (chance * recovery) / (1 - chance), outage: 1 / recovery, share };
}

/** How often a year of being up something begins for some requests. */
function whole({ diagram, chances, rates, kinds }: Failures): { readonly rate: number } {
  const some = chances.map((chance, i) => (kinds[i] === 'share' ? Number(chance > 0) : chance));
  const { chance, birnbaum } = diagram.gradients(some);
  let rate = 0;
  for (let i = 0; i < rates.length; i++) rate += (birnbaum[i] as number) * (rates[i] as number);
  return { rate: chance < 1 ? rate / (1 - chance) : 0 };
}
