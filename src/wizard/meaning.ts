import { checkedId, type FactId } from '../facts/index.js';
import { formatQuantity } from '../quantity/index.js';
import type { Draft, EvaluatedFact } from './evaluated.js';
import { monthlyIn } from './promises.js';
import { type Answers, isNone, textOf } from './question.js';
import { numberIn } from './read.js';
import { filesOf } from './spec-text.js';

/** What answers mean for the numbers: a line each. */
type Line = (draft: Draft, answers: Answers) => string | undefined;

const DAYS_30 = 30 * 86_400;

/** A fact in words: its median and, where it is uncertain, between which values 90% of it lie. */
const fact =
  (id: (answers: Answers) => FactId, label: string | ((answers: Answers) => string)): Line =>
  (draft, answers) => {
    const shown = draft.fact(id(answers));
    return shown && `${typeof label === 'string' ? label : label(answers)}: ${amount(shown)}`;
  };

/** Where it is uncertain, between which values 90% of it lie. */
function amount({ value, unit, spread }: EvaluatedFact): string {
  const middle = formatQuantity(value, unit);
  const doubt = spread();
  if (doubt === null) return middle;
  const range = formatQuantity([doubt.p5, doubt.p95], unit);
  return range.includes('..') ? `${range} (${middle} in the middle)` : range;
}

const READ = fact(
  () => checkedId('flows.read.rate.mean'),
  (answers) => {
    const { isAssumed = false, text = '' } = answers.get('reads') ?? {};
    return `reads, mean of a day${isAssumed ? ` (if ${text})` : ''}`;
  },
);
const READ_PEAK = fact(() => checkedId('flows.read.rate.peak'), 'reads at the busiest time');
const WRITE = fact(() => checkedId('flows.write.rate.mean'), 'writes, mean of a day');
const INSTANCES = fact(() => checkedId('components.api.instances'), 'instances of your service');
const COST: Line = (draft, answers) => {
  const [bill, budget] = [draft.fact('totals.cost'), textOf(answers, 'budget')];
  if (!bill) return undefined;
  const verdict = isNone(budget) ? '' : `: ${bill.value <= monthlyIn(budget) ? 'met' : `not met yet${mostOf(draft, bill.value)}`}`;
  return `all of it costs: ${amount(bill)}${verdict}`;
};

/** What most of a bill is for. */
function mostOf({ evaluation, fact: of }: Draft, bill: number): string {
  const costs = [...evaluation.model.components.keys()].map((name) => ({ name, value: of(`components.${name}.cost`)?.value ?? 0 }));
  const [most] = costs.sort((a, b) => b.value - a.value);
  return most && most.value > 0 && bill > 0 ? `, ${formatQuantity(most.value / bill, 'share', { digits: 2 })} of it for ${most.name}` : '';
}

const STORED = fact(
  (answers) => checkedId(`data.${textOf(answers, 'thing')}.size.stored`),
  (answers) => `${textOf(answers, 'thing')} in three years, all copies`,
);
const FILES = fact((answers) => checkedId(`data.${filesOf(answers)}.size.stored`), 'files in three years');
const FAST = single(checkedId('flows.read.latency.p99'), (value, answers, { design }) => {
  const isMet = value <= numberIn('duration', textOf(answers, 'fast'));
  const own = formatQuantity(design.own.p99, 's');
  return `99 of 100 reads take at most ${formatQuantity(value, 's')}, if your service takes ${own} of it: ${isMet ? 'met' : 'not met yet'}`;
});
const AVAILABLE = single(checkedId('flows.read.availability'), (value, answers) => {
  const isMet = value >= numberIn('availability', textOf(answers, 'available'));
  return `reads that succeed, by usual failures: ${formatQuantity(value, 'share', { digits: 5 })}: ${isMet ? 'met' : 'not met yet'}`;
});

function single(id: FactId, words: (value: number, answers: Answers, draft: Draft) => string): Line {
  return (draft, answers) => {
    const shown = draft.fact(id);
    return shown && words(shown.value, answers, draft);
  };
}

/** What is shown after each answer; of a question that is not listed nothing is, since no number depends on it. */
const LINES: Readonly<Record<string, readonly Line[]>> = {
  users: [READ],
  reads: [READ],
  writes: [
    WRITE,
    ({ fact: of }) => {
      const [reads, writes] = [of('flows.read.rate.mean')?.value, of('flows.write.rate.mean')?.value];
      return reads !== undefined && writes !== undefined && writes > 0
        ? `reads a write: ${formatQuantity(reads / writes, 'count', { digits: 2 })}`
        : undefined;
    },
  ],
  peak: [READ_PEAK, INSTANCES],
  growth: [STORED],
  size: [
    (draft, answers) => {
      const added = draft.fact(`data.${textOf(answers, 'thing')}.growth`);
      return added && `${textOf(answers, 'thing')} added, today: ${formatQuantity(added.value * 86_400, 'B')} a day`;
    },
    STORED,
  ],
  page: [fact(() => checkedId('flows.read.egress.peak'), 'sent at the busiest time')],
  file: [(draft, answers) => (isNone(textOf(answers, 'file')) ? undefined : FILES(draft, answers))],
  fileShare: [FILES],
  keep: [STORED],
  fast: [FAST],
  available: [
    (_, answers) =>
      `that allows ${formatQuantity((1 - numberIn('availability', textOf(answers, 'available'))) * DAYS_30, 's', { digits: 2 })} of failures in 30 days`,
    AVAILABLE,
  ],
  loss: [(_, answers) => `a backup every ${textOf(answers, 'loss')}`],
  stale: [fact(() => checkedId('components.db.read.peak'), 'reads of the store at the busiest time')],
  later: [
    (draft, answers) =>
      isNone(textOf(answers, 'later')) ? undefined : fact(() => checkedId('components.worker.instances'), 'workers')(draft, answers),
  ],
  platform: [AVAILABLE, COST],
  each: [INSTANCES],
  cost: [COST],
  budget: [COST],
  path: [INSTANCES, FAST, AVAILABLE, STORED, COST],
};

/** What answers mean for the numbers at once, by the question answered last. */
export const meaningOf = (id: string, draft: Draft, answers: Answers): readonly string[] =>
  (LINES[id] ?? []).flatMap((line) => line(draft, answers) ?? []);

/** Whether any number depends on the answer. */
export const hasMeaning = (id: string): boolean => Object.hasOwn(LINES, id);
