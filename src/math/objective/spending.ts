import { normalCdf } from '../normal.js';
import { birthDeath, type StateChances } from '../redundancy/birth-death.js';

/** Events of one kind in some time: a Poisson number of `count` on average, each of which costs an exponential amount of `cost` on average. */
export interface Spending {
  readonly count: number;
  readonly cost: number;
  /** Chance that one more of them is under way from the first: at most one of all kinds is. */
  readonly underWay: number;
}

/** Beyond so many events a normal law does: three digits of a chance that is not tiny, at no cost. */
const MOST_EVENTS = 1e6;
/** The shortest stage, as a share of the budget: what costs less comes so often, where it matters, that its sum is as good as normal. */
const SHORTEST = 1 / 20_000;
/** What is rare may be taken to cost more than it does, so long as this adds no more than this share of the budget to what is expected. */
const NEGLIGIBLE = 1e-7;
const LONGEST_RARE = 1 / 200;
/** Costs that differ by less are one. */
const SAME = 1e-9;
/** So many standard deviations away nothing is left. */
const FAR = 9;

/**
 * Chance that events cost more than a budget altogether: the tail of a compound Poisson law of a mixture of exponentials.
 *
 * An exponential cost is a geometric number of exponential stages of the shortest mean among them, so that all events together come to a whole
 * number of stages. Its chances p follow from the generating function, k p[k] = sum over kinds of count (1 - r) B[k], with A[k] = r A[k-1] + p[k-1] and
 * B[k] = r B[k-1] + A[k] for each kind whose stages go on with chance r (Panjer's recursion); and k stages exceed the budget if a Poisson number of mean
 * budget / stage stays below k. Only sums and products of positive numbers: no step is cut into pieces, and the absolute error is about 1e-12. Of one
 * kind the relative error is, down to chances of 1e-280.
 *
 * Costs below 1/20,000 of the budget are taken together as a normal sum: they spend it only if there are thousands of them.
 * @param kinds counts 0 or more, costs 0 or more, chances of those under way at most 1 in sum; @param budget above 0
 * @source Panjer 1981, ASTIN Bulletin 12(1); stages: Feller 1971, vol. 2, sections II.3 and VI.4
 */
export function chanceToSpend(kinds: readonly Spending[], budget: number): number {
  const distinct = merged(kinds.map((kind) => ({ ...kind, cost: kind.cost / budget })));
  const short = distinct.filter(({ cost }) => cost < SHORTEST);
  const long = distinct.filter(({ cost }) => cost >= SHORTEST);
  const [only] = distinct;
  if (only && distinct.length === 1) return ofOneKind(only);
  const mean = short.reduce((sum, { count, cost }) => sum + count * cost, 0);
  const deviation = Math.sqrt(short.reduce((sum, { count, cost }) => sum + 2 * count * cost ** 2, 0));
  // Without any of the others.
  const alone = deviation > 0 ? normalCdf((mean - 1) / deviation) : Number(mean > 1);
  if (long.length === 0) return alone;
  const none = noneOf(long);
  return mean >= 1 ? none * alone + (1 - none) : none * alone + ofStages(long, 1 - mean);
}

/** What costs as much is of one kind; what is rare and short is taken for longer, since the shortest decides how many stages there are. */
function merged(kinds: readonly Spending[]): readonly Spending[] {
  const found: { count: number; cost: number; underWay: number }[] = [];
  for (const { count, cost, underWay } of kinds) {
    const often = count + underWay;
    if (!(often > 0) || cost === 0) continue;
    const least = Math.min(LONGEST_RARE, NEGLIGIBLE / often);
    const taken = Math.max(cost, least);
    const like = found.find((other) => Math.abs(other.cost - taken) <= SAME * taken);
    if (like) {
      like.count += count;
      like.underWay += underWay;
    } else found.push({ count, cost: taken, underWay });
  }
  return found;
}

/** Chance that nothing of some kinds happens. */
const noneOf = (kinds: readonly Spending[]): number =>
  (1 - kinds.reduce((sum, { underWay }) => sum + underWay, 0)) * Math.exp(-kinds.reduce((sum, { count }) => sum + count, 0));

/** Of one kind, against a budget of 1: a Poisson number of events against the Poisson number that fits into it. */
function ofOneKind({ count, cost, underWay }: Spending): number {
  const fitting = 1 / cost;
  if (fitting === Number.POSITIVE_INFINITY) return 0;
  if (count + fitting > MOST_EVENTS) return normalCdf((count - fitting - 0.5) / Math.sqrt(count + fitting));
  const fit = poisson(fitting);
  const happen = count > 0 ? poisson(count) : { from: 0, values: Float64Array.of(1) };
  let chance = 0;
  let below = 0;
  let next = 0;
  for (let i = 0; i < happen.values.length; i++) {
    for (; fit.from + next < happen.from + i && next < fit.values.length; next++) below += fit.values[next] as number;
    const one = fit.from + next === happen.from + i ? (fit.values[next] ?? 0) : 0;
    chance += (happen.values[i] as number) * (below + underWay * one);
  }
  return Math.min(1, chance);
}

/** A queue with a server for everyone holds a Poisson number. */
const poisson = (mean: number): StateChances => birthDeath(Number.POSITIVE_INFINITY, (count) => mean / (count + 1), mean);

/** Doubles end at 1e308. */
const LARGE = 1e200;

/** Chance of at least one event, and of more than `budget` in all, by stages of the shortest cost. */
function ofStages(kinds: readonly Spending[], budget: number): number {
  const stage = Math.min(...kinds.map(({ cost }) => cost));
  const fitting = budget / stage;
  const fit = poisson(fitting);
  const last = Math.ceil(fitting + FAR * Math.sqrt(fitting) + 4 * FAR);
  const n = kinds.length;
  const goesOn = Float64Array.from(kinds, ({ cost }) => 1 - stage / cost);
  const begins = Float64Array.from(kinds, ({ count }, i) => count * (1 - (goesOn[i] as number)));
  const first = Float64Array.from(kinds, ({ underWay }, i) => underWay * (1 - (goesOn[i] as number)));
  const idle = 1 - kinds.reduce((sum, { underWay }) => sum + underWay, 0);
  const once = new Float64Array(n);
  const weighted = new Float64Array(n);
  // In units of exp(scale), so that the first is 1 however many events are expected.
  let scale = -kinds.reduce((sum, { count }) => sum + count, 0);
  let chance = 1;
  let within = 0;
  let beyond = 0;
  let fits = fit.from === 0 ? (fit.values[0] as number) : 0;
  for (let k = 1; k <= last; k++) {
    let sum = 0;
    let stages = 0;
    for (let i = 0; i < n; i++) {
      const r = goesOn[i] as number;
      const a = r * (once[i] as number) + chance;
      const b = r * (weighted[i] as number) + a;
      once[i] = a;
      weighted[i] = b;
      sum += (begins[i] as number) * b;
      stages += (first[i] as number) * a;
    }
    chance = sum / k;
    const all = idle * chance + stages;
    within += all;
    // A Poisson number of mean `fitting` is below k.
    beyond += all * fits;
    fits += fit.values[k - fit.from] ?? 0;
    if (chance > LARGE) {
      chance /= LARGE;
      within /= LARGE;
      beyond /= LARGE;
      for (let i = 0; i < n; i++) {
        once[i] = (once[i] as number) / LARGE;
        weighted[i] = (weighted[i] as number) / LARGE;
      }
      scale += Math.log(LARGE);
    }
  }
  const unit = Math.exp(scale);
  const more = Math.max(0, 1 - noneOf(kinds) - within * unit);
  return Math.min(1, beyond * unit + more);
}
