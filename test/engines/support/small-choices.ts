import fc from 'fast-check';
import { Dice } from '../../properties/specs.js';

/** A choice between alternatives of one store under doubt, as plain numbers: rates per second, USD a month. */
export interface SmallChoice {
  /** 90% interval of the users; each makes so many requests a day. */
  readonly users: Interval;
  readonly daily: number;
  readonly peak: number;
  /** Most that the whole may cost; null for no requirement. */
  readonly budget: number | null;
  /** What the service in front costs, whatever is chosen. */
  readonly front: number;
  readonly options: readonly SmallOption[];
}

export interface Interval {
  readonly p5: number;
  readonly p95: number;
}

export interface SmallOption {
  /** What an instance sustains: known, or in doubt. */
  readonly rate: Interval;
  readonly cost: number;
  readonly instances: number | null;
  readonly survives: 'none' | 'instance' | 2;
  /** USD for a million requests. */
  readonly perMillion: number | null;
  readonly fixed: number | null;
}

const interval = (low: fc.Arbitrary<number>, widths: readonly number[]): fc.Arbitrary<Interval> =>
  fc.tuple(low, fc.constantFrom(...widths)).map(([p5, width]) => ({ p5, p95: p5 * width }));

const option: fc.Arbitrary<SmallOption> = fc.record({
  rate: interval(fc.integer({ min: 300, max: 3000 }), [1, 1, 1.5, 3]),
  cost: fc.integer({ min: 50, max: 2000 }),
  instances: fc.option(fc.integer({ min: 3, max: 40 }), { nil: null, freq: 2 }),
  survives: fc.constantFrom<SmallOption['survives'][]>('none', 'instance', 2),
  perMillion: fc.option(
    fc.integer({ min: 1, max: 400 }).map((cents) => cents / 100),
    { nil: null, freq: 2 },
  ),
  fixed: fc.option(fc.integer({ min: 10, max: 3000 }), { nil: null, freq: 4 }),
});

export const smallChoice: fc.Arbitrary<SmallChoice> = fc.record({
  users: interval(fc.integer({ min: 100_000, max: 2_000_000 }), [2, 5, 30]),
  daily: fc.integer({ min: 5, max: 100 }),
  peak: fc.constantFrom(1, 2, 3),
  budget: fc.option(fc.integer({ min: 3000, max: 60_000 }), { nil: null, freq: 1 }),
  front: fc.integer({ min: 0, max: 5000 }),
  options: fc.array(option, { minLength: 2, maxLength: 4 }),
});

export function choiceWritten({ users, daily, peak, budget, front, options }: SmallChoice): string {
  const range = ({ p5, p95 }: Interval): string => (p5 === p95 ? String(p5) : `${p5}..${p95}`);
  const alternatives = options.map((one, i) => {
    const parts = [`each: { rate: ${range(one.rate)} req/s, cost: ${one.cost} USD/month }`, `survives: ${one.survives}`];
    if (one.instances !== null) parts.push(`instances: ${one.instances}`);
    const price = [
      ...(one.perMillion === null ? [] : [`requests: ${one.perMillion} USD per 1M requests`]),
      ...(one.fixed === null ? [] : [`fixed: ${one.fixed} USD/month`]),
    ];
    if (price.length > 0) parts.push(`price: { ${price.join(', ')} }`);
    return `      o${i}: { ${parts.join(', ')} }`;
  });
  return `sysdesign: 1
name: small
target: 70%
afterLoss: 90%
assumptions:
  users: ${range(users)} users
${budget === null ? '' : `requirements: { quality: { budget: { cost: ${budget} USD/month } } }\n`}flows:
  read: { kind: read, rate: = users * ${daily} per user per day, peak: ${peak}, path: [ api: { calls: [db] } ] }
components:
  api: { kind: service, price: { fixed: ${front} USD/month } }
  db:
    kind: database
    options:
${alternatives.join('\n')}
`;
}

/** What sampling the doubt and trying every option in every future gives. */
export interface Tried {
  /** Mean regret of each option, and the standard error of that. */
  readonly regret: readonly { readonly mean: number; readonly error: number }[];
  /** The largest mean bill: what a future that sampling happens to miss may be about. */
  readonly bill: number;
  /** Share of the futures in which each does what it must. */
  readonly holds: readonly number[];
  readonly choice: number;
  /** True if sampling cannot tell which is the choice. */
  readonly close: boolean;
}

const Z95 = 1.6448536269514722;

const logNormal = ({ p5, p95 }: Interval, score: number): number =>
  Math.exp((Math.log(p5) + Math.log(p95)) / 2 + ((Math.log(p95) - Math.log(p5)) / (2 * Z95)) * score);

/** @source G. E. P. Box, M. E. Muller 1958, Ann. Math. Stat. 29(2) */
const normal = (dice: Dice): number => Math.sqrt(-2 * Math.log(1 - dice.next())) * Math.cos(2 * Math.PI * dice.next());

const whole = (x: number): number => Math.max(1, Math.ceil(x - 1e-9 * x));

function fleetOf({ survives, instances }: SmallOption, demand: number, rate: number): number {
  if (instances !== null) return instances;
  const lost = { none: 0, instance: 1, 2: 2 }[survives];
  const n = whole(demand / (rate * 0.7));
  return lost === 0 ? n : Math.max(n, whole(demand / (rate * 0.9)) + lost);
}

export function chosenByTrial(spec: SmallChoice, samples: number, seed: number): Tried {
  const dice = new Dice(seed);
  const k = spec.options.length;
  const sums = new Float64Array(k);
  const squares = new Float64Array(k);
  const held = new Float64Array(k);
  const bills = new Float64Array(k);
  let any = 0;
  for (let i = 0; i < samples; i++) {
    const mean = (logNormal(spec.users, normal(dice)) * spec.daily) / 86_400;
    const futures = spec.options.map((one) => {
      const rate = logNormal(one.rate, normal(dice));
      const demand = mean * spec.peak;
      const fleet = fleetOf(one, demand, rate);
      const bill = spec.front + fleet * one.cost + ((mean * 30 * 86_400) / 1e6) * (one.perMillion ?? 0) + (one.fixed ?? 0);
      return { bill, holds: demand <= fleet * rate * (1 + 1e-9) && (spec.budget === null || bill <= spec.budget) };
    });
    const usable = futures.filter(({ holds }) => holds);
    const least = Math.min(...(usable.length > 0 ? usable : futures).map(({ bill }) => bill));
    if (usable.length > 0) any++;
    for (const [j, { bill, holds }] of futures.entries()) {
      // One that does not hold where another does is paid for nothing, and the best as well.
      const regret = !holds && usable.length > 0 ? bill : bill - least;
      bills[j] = (bills[j] as number) + bill / samples;
      sums[j] = (sums[j] as number) + regret;
      squares[j] = (squares[j] as number) + regret * regret;
      if (holds) held[j] = (held[j] as number) + 1;
    }
  }
  const regret = spec.options.map((_, j) => {
    const mean = (sums[j] as number) / samples;
    return { mean, error: Math.sqrt(Math.max(0, (squares[j] as number) / samples - mean * mean) / samples) };
  });
  const ofAny = [...held].map((count) => (any === 0 ? 1 : count / any));
  const atLeast = (share: number): readonly number[] => ofAny.flatMap((h, j) => (h >= share ? [j] : []));
  const candidates = [atLeast(0.95), atLeast(0.5), [...ofAny.keys()]].find((list) => list.length > 0) as readonly number[];
  const regretOf = (j: number): { readonly mean: number; readonly error: number } => regret[j] as { mean: number; error: number };
  const choice = candidates.reduce((best, j) => (regretOf(j).mean < regretOf(best).mean ? j : best));
  const rivals = candidates.filter(
    (j) => j !== choice && regretOf(j).mean - regretOf(choice).mean < 5 * (regretOf(j).error + regretOf(choice).error),
  );
  const threshold = ofAny.some((h) => Math.abs(h - 0.95) < 0.01 || Math.abs(h - 0.5) < 0.02) || any < samples / 100;
  return {
    regret,
    bill: Math.max(...bills),
    holds: [...held].map((count) => count / samples),
    choice,
    close: rivals.length > 0 || threshold,
  };
}
