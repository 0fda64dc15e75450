import { checkedId, type FactId } from '../facts/index.js';
import { type FieldType, formatQuantity, percentText } from '../quantity/index.js';
import type { Draft } from './evaluated.js';
import { type Answers, isNone, textOf } from './question.js';
import { canBeStated, numberIn } from './read.js';

interface Promised {
  /** The question. */
  readonly id: string;
  readonly what: string;
  readonly field: FieldType;
  /** The fact that is held against it. */
  readonly fact: FactId;
  readonly isMet: (value: number, answer: string) => boolean;
  /** What is written in its place: rounded to the safe side. */
  readonly reached: (value: number) => string;
}

const PROMISES: readonly Promised[] = [
  {
    id: 'available',
    what: 'reads that succeed',
    field: 'availability',
    fact: checkedId('flows.read.availability'),
    isMet: (share, answer) => share >= numberIn('availability', answer),
    reached: (share) => percentText(1 - upwards(1 - share), 8),
  },
  {
    id: 'fast',
    what: 'the time of 99 of 100 reads',
    field: 'duration',
    fact: checkedId('flows.read.latency.p99'),
    isMet: (seconds, answer) => seconds <= numberIn('duration', answer),
    reached: (seconds) => formatQuantity(upwards(seconds * MARGIN), 's', { digits: 2 }),
  },
  {
    id: 'budget',
    what: 'the cost',
    field: 'moneyRate',
    fact: checkedId('totals.cost'),
    isMet: (cost, answer) => cost <= monthlyIn(answer),
    reached: (cost) => formatQuantity(upwards(cost * MARGIN), 'USD/month', { digits: 2 }),
  },
];

/** Times and costs are written a little larger than they are: they are medians of what is not known to the last digit. */
const MARGIN = 1.05;

/** USD a month. */
export const monthlyIn = (answer: string): number => numberIn('moneyRate', answer) * 30 * 86_400;

/** The promises that are missed: what is reached by id of the question, and words for people. */
export function promisesMissed(
  { fact }: Draft,
  answers: Answers,
): { readonly reached: ReadonlyMap<string, string>; readonly words: readonly string[] } {
  const reached = new Map<string, string>();
  const words: string[] = [];
  for (const promise of PROMISES) {
    const answer = textOf(answers, promise.id);
    const value = isNone(answer) ? undefined : fact(promise.fact)?.value;
    if (value === undefined || promise.isMet(value, answer)) continue;
    const got = promise.reached(value);
    // What no spec can state, as the bill of a design beyond all bounds, stays as it was asked for.
    if (!canBeStated(promise.field, got)) continue;
    reached.set(promise.id, got);
    words.push(`${promise.what}: you asked for ${answer}, and this path reaches ${got}`);
  }
  return { reached, words };
}

/** Rounded up to two digits. */
function upwards(value: number): number {
  if (!(value > 0)) return value;
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(value / step - 1e-9) * step).toPrecision(2));
}
