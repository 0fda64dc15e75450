import { exactWithin } from './exact.js';
import { finerFor, halfAsLong, longestOf, moved } from './finer.js';
import { type Bracket, Lattice } from './lattice.js';
import { atLeast, atLeastOfAlike } from './order.js';
import {
  added,
  answered,
  atOnce,
  combinedParts,
  type DefectiveDistribution,
  delayed,
  mappedPart,
  mixed,
  type PlanOutcome,
} from './outcome.js';
import type { Attempts, Hedged, Plan, Recovered } from './plan.js';
import { chancesOf, convolved } from './sums.js';
import type { Time } from './times.js';

/** What looks at several plans have in common. */
export interface CachedSums {
  readonly composers: Map<string, Composer>;
  readonly sums: WeakMap<PlanOutcome, WeakMap<PlanOutcome, PlanOutcome>>;
  /** Whether of what is added up that goes first which was there before: where the same parts change from each look to the next. */
  readonly knownFirst: boolean;
}

/** Chances to have ended with an answer, and with an error, on the short side and the long side. */
interface EndedBy {
  readonly answer: readonly [low: number, high: number];
  readonly error: readonly [low: number, high: number];
}

/** How many have ended by each timeout, worked out once on a lattice that ends there: it has no octaves, so that for its points it costs little. */
export interface Timeouts {
  /** Points of that lattice, a power of two. */
  readonly block: number;
  readonly endedBy: Map<Plan, EndedBy>;
}

/** Works out how plans end, on one lattice: each plan once. */
export class Composer {
  readonly #lattice: Lattice;
  readonly #outcomes = new Map<Plan, PlanOutcome>();
  readonly #times = new Map<Time, Bracket>();
  readonly #kept: CachedSums | undefined;
  readonly #timeouts: Timeouts | undefined;

  /**
   * @param kept where many plans are looked at that have parts in common: what was worked out of them before
   * @param timeouts where it is worth the while to know more closely than by the lattice how many have ended by a timeout
   */
  constructor(lattice: Lattice, kept?: CachedSums, timeouts?: Timeouts) {
    this.#lattice = lattice;
    this.#kept = kept;
    this.#timeouts = timeouts;
  }

  /** What works on another lattice. */
  #on(lattice: Lattice): Composer {
    const key = `${lattice.step} ${lattice.block} ${lattice.octaves}`;
    const found = this.#kept?.composers.get(key) ?? new Composer(lattice, this.#kept, this.#timeouts);
    this.#kept?.composers.set(key, found);
    return found;
  }

  outcomeOf(plan: Plan): PlanOutcome {
    let outcome = this.#outcomes.get(plan);
    if (!outcome) {
      outcome = this.#work(plan);
      this.#outcomes.set(plan, outcome);
    }
    return outcome;
  }

  #work(plan: Plan): PlanOutcome {
    switch (plan.kind) {
      case 'own':
        return answered(this.#bracketOf(plan.time));
      case 'fails': {
        const { size } = this.#lattice;
        const never: DefectiveDistribution = { low: new Float64Array(size), high: new Float64Array(size), total: [0, 0], latest: 0 };
        return { answer: never, error: atOnce(0, [1, 1], this.#lattice), doubt: 0 };
      }
      case 'inTurn':
        return this.#inTurn(plan.of);
      case 'together':
        return together(
          plan.of.map((part) => this.outcomeOf(part)),
          plan.enough,
        );
      case 'either': {
        const parts = plan.of.map(({ share, plan: part }) => ({ share, outcome: this.outcomeOf(part) }));
        return {
          answer: mixed(parts.map(({ share, outcome }) => ({ share, part: outcome.answer }))) as DefectiveDistribution,
          error: mixed(parts.map(({ share, outcome }) => ({ share, part: outcome.error }))),
          doubt: parts.reduce((sum, { share, outcome }) => sum + share * outcome.doubt, 0),
        };
      }
      case 'repeated':
        return this.#repeated(plan.plan, plan.times);
      case 'copies':
        return copies(this.outcomeOf(plan.plan), plan.count, plan.enough);
      case 'hedged':
        return this.#hedged(plan);
      case 'attempts': {
        const own = finerFor(plan, this.#lattice);
        return own ? moved(this.#on(own).outcomeOf(plan), own, this.#lattice) : this.#attempts(plan);
      }
      case 'recovered':
        return this.#recovered(plan);
    }
  }

  #bracketOf(time: Time): Bracket {
    let bracket = this.#times.get(time);
    if (bracket) return bracket;
    const { size, end } = this.#lattice;
    const high = chancesOf(time, this.#lattice);
    const low = new Float64Array(size);
    low.set(high.subarray(1));
    low[size - 1] = time.within(end);
    // What always takes as long as a point is at it on both sides.
    if (time.always !== undefined) {
      const { low: l, high: h } = atOnce(time.always, [1, 1], this.#lattice);
      low.set(l);
      high.set(h);
    }
    bracket = { low, high };
    this.#times.set(time, bracket);
    return bracket;
  }

  /** Fixed times are added up; where nothing ends with an error, the order is that of the least work: what is known from before goes first. */
  #inTurn(plans: readonly Plan[]): PlanOutcome {
    let [fixed, sum]: [number, PlanOutcome | null] = [0, null];
    const [open, others]: [PlanOutcome[], PlanOutcome[]] = [[], []];
    const close = (): void => {
      const merged = this.#merged([this.#merged(open.splice(0)), this.#merged(others.splice(0))].filter((part) => part !== null));
      if (merged) sum = sum ? this.#after(sum, merged) : merged;
      else if (!sum && fixed > 0) sum = answered(atOnce(0, [1, 1], this.#lattice));
      if (sum) sum = { ...sum, answer: delayed(sum.answer, fixed, this.#lattice) };
      fixed = 0;
    };
    for (const plan of plans) {
      const always = plan.kind === 'own' ? plan.time.always : undefined;
      if (always !== undefined) {
        fixed += always;
        continue;
      }
      const isKnown = !this.#kept?.knownFirst || this.#outcomes.has(plan);
      const outcome = this.outcomeOf(plan);
      if (!outcome.error) {
        (isKnown ? open : others).push(outcome);
        continue;
      }
      close();
      sum = sum ? this.#after(sum, outcome) : outcome;
    }
    close();
    return sum ?? answered(atOnce(0, [1, 1], this.#lattice));
  }

  /** Pairs of like size, as a tree: each is rounded as few times as can be. */
  #merged(outcomes: readonly PlanOutcome[]): PlanOutcome | null {
    let level = outcomes;
    while (level.length > 1) {
      const next: PlanOutcome[] = [];
      for (let i = 0; i < level.length; i += 2) {
        const [a, b] = [level[i] as PlanOutcome, level[i + 1]];
        next.push(b ? this.#after(a, b) : a);
      }
      level = next;
    }
    return level[0] ?? null;
  }

  #after(first: PlanOutcome, second: PlanOutcome): PlanOutcome {
    const known = this.#kept?.sums.get(first)?.get(second);
    if (known) return known;
    const sum = this.#sum(first, second);
    if (this.#kept) {
      const sums = this.#kept.sums.get(first) ?? new WeakMap<PlanOutcome, PlanOutcome>();
      this.#kept.sums.set(first, sums.set(second, sum));
    }
    return sum;
  }

  #sum(first: PlanOutcome, second: PlanOutcome): PlanOutcome {
    const later = second.error && added(first.answer, second.error, this.#lattice);
    return {
      answer: added(first.answer, second.answer, this.#lattice),
      error: first.error && later ? sumOf(first.error, later) : (first.error ?? later),
      doubt: first.doubt + second.doubt,
    };
  }

  /** Twice half as many, which are worked out on steps half as long: so rounding grows with the logarithm of how many there are, not with their number. */
  #repeated(plan: Plan, times: number): PlanOutcome {
    if (times === 0) return answered(atOnce(0, [1, 1], this.#lattice));
    if (times === 1) return this.outcomeOf(plan);
    const half = halfAsLong(this.#lattice);
    const [few, rest] = [Math.floor(times / 2), times % 2];
    const below = this.#on(half);
    const once = moved(below.#repeated(plan, few), half, this.#lattice);
    const twice = this.#after(once, once);
    return rest === 0 ? twice : this.#after(twice, moved(below.outcomeOf(plan), half, this.#lattice));
  }

  /** The least of attempts that begin one after the other: none has answered by t if none that was sent by then has. */
  #hedged({ plan, after, extra }: Hedged): PlanOutcome {
    const first = this.outcomeOf(plan);
    const attempts = Array.from({ length: extra + 1 }, (_, i) => i);
    const answers = attempts.map((i) => delayed(first.answer, i * after, this.#lattice));
    const errors = first.error && attempts.map((i) => delayed(first.error as DefectiveDistribution, i * after, this.#lattice));
    const none = (chances: readonly number[]): number => 1 - chances.reduce((product, chance) => product * (1 - chance), 1);
    return {
      answer: combinedParts(answers, none),
      error: errors && combinedParts(errors, (chances) => chances.reduce((product, chance) => product * chance, 1)),
      doubt: first.doubt * attempts.length,
    };
  }

  /** Of what an attempt calls, how much has ended by its timeout, if it is known more closely than by the lattice. */
  #endedBy({ plan, timeout }: Attempts): EndedBy | undefined {
    const exact = exactWithin(plan)?.(timeout);
    if (exact !== undefined) return { answer: [exact, exact], error: [0, 0] };
    if (!this.#timeouts || !Number.isFinite(timeout) || timeout <= 0) return undefined;
    const { block, endedBy } = this.#timeouts;
    let ended = endedBy.get(plan);
    if (!ended) {
      const until = new Lattice(timeout / (block - 1), block, 0);
      const { answer, error } = this.#on(until).outcomeOf(plan);
      const place = until.placeOf(timeout);
      const at = (part: Bracket | null) => [part?.low[place] ?? 0, part?.high[place] ?? 0] as const;
      ended = { answer: at(answer), error: at(error) };
      endedBy.set(plan, ended);
    }
    return ended;
  }

  #attempts(attempts: Attempts): PlanOutcome {
    const { plan, timeout, waits, on, budget } = attempts;
    const first = cutOff(this.outcomeOf(plan), timeout, this.#lattice, this.#endedBy(attempts));
    const { answer, error, late, doubt } = first;
    const wholly = mixed([
      { share: 1, part: error },
      { share: 1, part: late },
    ]);
    if (waits.length === 0 || !wholly) return { answer, error: wholly, doubt };
    const again = mixed([
      { share: on.error ? 1 : 0, part: error },
      { share: on.timeout ? 1 : 0, part: late },
    ]);
    if (!again) return { answer, error: wholly, doubt };
    const allowed = budget === undefined ? 1 : withinBudget(again.total[0], waits.length, budget);
    const final = mixed([
      { share: on.error ? 1 - allowed : 1, part: error },
      { share: on.timeout ? 1 - allowed : 1, part: late },
    ]);
    const retried = mixed([{ share: allowed, part: again }]);
    let last: PlanOutcome = { answer, error: wholly, doubt };
    if (!retried) return last;
    for (const wait of [...waits].reverse()) {
      const then: DefectiveDistribution = { ...(last.answer as DefectiveDistribution) };
      const before = this.#waited(retried, wait);
      const error = last.error && added(before, last.error, this.#lattice);
      last = {
        answer: sumOf(answer, added(before, then, this.#lattice)),
        error: final && error ? sumOf(final, error) : (final ?? error),
        doubt: doubt + last.doubt,
      };
    }
    return last;
  }

  #waited(part: DefectiveDistribution, wait: Time): DefectiveDistribution {
    if (wait.always !== undefined) return delayed(part, wait.always, this.#lattice);
    return { ...convolved(part, this.#bracketOf(wait), this.#lattice), total: part.total, latest: part.latest + longestOf(wait) };
  }

  #recovered({ plan, share, instead }: Recovered): PlanOutcome {
    const first = this.outcomeOf(plan);
    if (!first.error) return first;
    const other = this.outcomeOf(instead);
    // To go on after an error may be quicker than to wait for the answer: then the sides need not be on the same way. What is given up is so after all
    // its answers.
    const isInOrder = plan.kind === 'attempts' && !this.outcomeOf(plan.plan).error;
    const others = isInOrder ? 0 : Math.abs(first.error.total[0] - first.error.total[1]);
    const recovered = added(first.error, other.answer, this.#lattice);
    const answer = sumOf(first.answer, mixed([{ share, part: recovered }]) ?? recovered);
    const last = Math.max(first.answer.latest, first.error.latest);
    if (share === 1 && !other.error && others > 0 && Number.isFinite(last)) {
      const within = delayed(other.answer, last, this.#lattice).high;
      return { answer: orAnotherWay(answer, others, within), error: null, doubt: first.doubt + other.doubt };
    }
    return {
      answer,
      error: mixed([
        { share: 1 - share, part: first.error },
        { share, part: other.error && added(first.error, other.error, this.#lattice) },
      ]),
      doubt: first.doubt + other.doubt + others,
    };
  }
}

/**
 * Holds where some may take another way than either side does: on the short side they are over at once, on the long side as late as any way is.
 * @param others chance of these, at most
 * @param within chances of any way to be over, at each point of a lattice, rounded up
 */
const orAnotherWay = ({ low, high, ...rest }: DefectiveDistribution, others: number, within: Float64Array): DefectiveDistribution => ({
  ...rest,
  low: low.map((chance) => Math.min(1, chance + others)),
  high: high.map((chance, i) => Math.max(0, chance - others * (1 - (within[i] as number)))),
});

const sumOf = (x: DefectiveDistribution, y: DefectiveDistribution): DefectiveDistribution =>
  mixed([
    { share: 1, part: x },
    { share: 1, part: y },
  ]) as DefectiveDistribution;

/** All of the attempts whose chance to be needed is `failed` each, as far as a budget allows: the share of failures that is tried again. */
function withinBudget(failed: number, retries: number, budget: number): number {
  let wanted = 0;
  for (let i = 1; i <= retries; i++) wanted += failed ** i;
  return wanted <= budget || wanted === 0 ? 1 : budget / wanted;
}

/**
 * What has ended by a timeout, and what is given up then.
 * @param by how many have ended by then, where that is known more closely than by the lattice
 */
function cutOff(
  { answer, error, doubt }: PlanOutcome,
  timeout: number,
  lattice: Lattice,
  by?: EndedBy,
): {
  readonly answer: DefectiveDistribution;
  readonly error: DefectiveDistribution | null;
  readonly late: DefectiveDistribution | null;
  readonly doubt: number;
} {
  if (timeout === Number.POSITIVE_INFINITY || timeout >= lattice.end) return { answer, error, late: null, doubt };
  const place = lattice.placeOf(timeout);
  const cut = (part: DefectiveDistribution, total: readonly [number, number] | undefined): DefectiveDistribution =>
    cutAt(part, place, total ?? [part.low[place] as number, part.high[place] as number], timeout);
  const ended = cut(answer, by?.answer);
  const failed = error && cut(error, by?.error);
  const left = (side: 0 | 1): number => Math.max(0, 1 - ended.total[side] - (failed ? failed.total[side] : 0));
  return { answer: ended, error: failed, late: atOnce(timeout, [left(0), left(1)], lattice), doubt };
}

/** Of those that end between the last point before a timeout and the timeout, the short side is there by that point, the long side by the next. */
function cutAt(
  { low, high, latest }: DefectiveDistribution,
  place: number,
  total: readonly [low: number, high: number],
  timeout: number,
): DefectiveDistribution {
  const [before, after] = [low.map((chance) => Math.min(chance, total[0])), high.map((chance) => Math.min(chance, total[1]))];
  before.fill(total[0], Math.max(0, place));
  after.fill(total[1], place + 1);
  return { low: before, high: after, total, latest: Math.min(latest, timeout) };
}

function together(outcomes: readonly PlanOutcome[], enough: number): PlanOutcome {
  const n = outcomes.length;
  const answer = combinedParts(
    outcomes.map((outcome) => outcome.answer),
    (chances) => atLeast(enough, chances),
  );
  const doubt = outcomes.reduce((sum, outcome) => sum + outcome.doubt, 0);
  if (outcomes.every(({ error }) => !error)) return { answer, error: null, doubt };
  const size = answer.low.length;
  const never: DefectiveDistribution = { low: new Float64Array(size), high: new Float64Array(size), total: [0, 0], latest: 0 };
  const error = combinedParts(
    outcomes.map((outcome) => outcome.error ?? never),
    (chances) => atLeast(n - enough + 1, chances),
  );
  return { answer, error, doubt };
}

function copies({ answer, error, doubt }: PlanOutcome, count: number, enough: number): PlanOutcome {
  const of = atLeastOfAlike(enough, count);
  const failing = atLeastOfAlike(count - enough + 1, count);
  return { answer: mappedPart(answer, of), error: error && mappedPart(error, failing), doubt: doubt * count };
}
