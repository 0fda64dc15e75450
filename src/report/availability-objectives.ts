import type { ObjectiveResult } from '../lenses/availability/result.js';
import type { SolutionResult } from '../studies/goal-seek.js';
import { LONG, type Words } from './availability-words.js';
import { percentOf } from './nines-words.js';
import { type Pen, title } from './pretty.js';
import { hang, padEnd, widthOf } from './text.js';

const BAR = 20;

/** How much of a budget is spent, as far as it goes. */
function bar(share: number, pen: Pen): string {
  const [full, empty] = pen.options.unicode ? ['█', '░'] : ['#', '.'];
  const filled = Math.min(BAR, share > 0 ? Math.max(1, Math.round(share * BAR)) : 0);
  const text = full.repeat(filled) + empty.repeat(BAR - filled);
  return share > 1 ? pen.paint.bad(text) : share > 0.5 ? pen.paint.warn(text) : pen.paint.good(text);
}

/** What is promised, how much of its budget is spent, and what would meet it. */
export function objectivesBlock(objectives: readonly ObjectiveResult[], words: Words, pen: Pen): string {
  if (objectives.length === 0) return '';
  const lines = objectives.flatMap((objective) => objectiveLines(objective, words, pen));
  return `${title('Error budgets', pen)}\n${lines.join('\n')}`;
}

function objectiveLines(objective: ObjectiveResult, words: Words, pen: Pen): readonly string[] {
  const { name, subject, target, allowed, window, budget, requests, spent, missed } = objective;
  const { width } = pen.options;
  const allowedText = requests === null ? '' : `, or ${words.number(requests)} requests`;
  const promise = `${subject} ${percentOf(allowed)}, budget ${words.time(budget)} in ${words.time(window)}${allowedText}`;
  const isLong = widthOf(name) > LONG;
  const indent = ' '.repeat(isLong ? 14 : 4 + Math.max(10, widthOf(name)));
  const lines = isLong ? [hang('  ', name, width), hang(indent, promise, width)] : [hang(`  ${padEnd(name, 10)}  `, promise, width)];
  const below = (text: string): number => lines.push(hang(indent, text, width));
  if (spent !== null && spent * allowed >= 1) {
    below('all of it, and more: nothing is available');
    return lines;
  }
  if (spent !== null) {
    const share = spent === Number.POSITIVE_INFINITY ? 'more than all of it' : `${words.share(spent)} spent`;
    lines.push(`${indent}${bar(spent, pen)} ${share}`);
  }
  if (missed.month !== null && missed.quarter !== null && target < 1)
    below(`fallen short of in ${words.share(missed.month)} of months, ${words.share(missed.quarter)} of quarters`);
  for (const text of solutionTexts(objective, words)) below(text);
  if (pen.options.verbose) for (const text of alertTexts(objective, words)) below(text);
  return lines;
}

/** What would do, component by component; what would not do in any amount is told together. */
export function solutionTexts({ solutions }: ObjectiveResult, words: Words): readonly string[] {
  const would = solutions.filter(({ needed }) => needed !== null);
  const told = would.map(({ component, what, now, needed }) =>
    what === 'mttr'
      ? `to meet it: ${component} repaired in ${words.time(needed)} instead of ${words.time(now)}`
      : `to meet it: ${words.number(needed)} instances of ${component} instead of ${words.number(now)}`,
  );
  const hopeless = [...new Set(solutions.filter((one) => isHopeless(one, solutions)).map(({ component }) => component))];
  return hopeless.length === 0 ? told : [...told, `neither faster repair nor more instances of ${hopeless.join(', ')} alone would meet it`];
}

const isHopeless = ({ component }: SolutionResult, all: readonly SolutionResult[]): boolean =>
  all.every((other) => other.component !== component || other.needed === null);

/** Burn-rate alerts, in both forms. */
export function alertTexts({ alerts }: ObjectiveResult, words: Words): readonly string[] {
  const isOfMonth = alerts.filter(({ form }) => form === 'scaled').every(({ rate }, i) => Math.abs(rate - (alerts[i]?.rate ?? 0)) < 1e-9);
  return (['classic', 'scaled'] as const).flatMap((form) => {
    if (form === 'scaled' && isOfMonth && alerts.length > 0) return ['alerts, scaled to this window: the same'];
    const own = alerts.filter((alert) => alert.form === form);
    if (own.length === 0) return [];
    const name = form === 'classic' ? 'alerts, fixed factors of a 30 d window' : 'alerts, scaled to this window';
    const each = own.map(
      ({ rate, window, shortWindow, severity, errors, canFire }) =>
        `${words.number(rate)}x over ${words.time(window)} and ${words.time(shortWindow)} (${severity}${canFire ? ` from ${words.share(errors)} errors` : ': never fires'})`,
    );
    return [`${name}: ${each.join('; ')}`];
  });
}
