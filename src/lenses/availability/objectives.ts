import type { Block, Item, Note, Piece, Section, Sentence } from '../../report/blocks.js';
import type { View } from '../../report/document.js';
import type { GoalSeekResult } from '../../studies/goal-seek.js';
import { alertBlocks } from './alerts.js';
import { number, served, share, time } from './amounts.js';
import type { ObjectiveResult } from './result.js';

/** What is promised, how much of its budget is spent, and what would meet it. */
export const objectivesSection = (objectives: readonly ObjectiveResult[], view: View): Section => ({
  kind: 'section',
  title: 'Error budgets',
  blocks: [{ kind: 'list', leadWidth: 12, items: objectives.map((objective) => itemOf(objective, view)) }],
});

function itemOf(objective: ObjectiveResult, { verbose }: View): Item {
  const { name, subject, allowed, window, budget, requests, spent } = objective;
  const counted: readonly Piece[] = requests === null ? [] : [', or ', number(requests), ' requests'];
  const text: Sentence = [`${subject} `, served(allowed), ', budget ', time(budget), ' in ', time(window), ...counted];
  if (spent !== null && spent * allowed >= 1) return { lead: name, text, blocks: [note('all of it, and more: nothing is available')] };
  const blocks: readonly Block[] = [
    ...(spent === null ? [] : [barOf(spent)]),
    ...shortfall(objective),
    ...goalTexts(objective.goals).map(note),
    ...(verbose ? alertBlocks(objective.alerts) : []),
  ];
  return { lead: name, text, blocks };
}

const note = (text: Sentence): Note => ({ kind: 'note', text });

/** How much of an error budget is spent, and how far that is known. */
function barOf(spent: number): Block {
  const text: Sentence = spent === Number.POSITIVE_INFINITY ? 'more than all of it' : [share(spent), ' spent'];
  return { kind: 'bars', bars: [{ share: spent, role: spent > 1 ? 'bad' : spent > 0.5 ? 'warn' : 'good', text }] };
}

function shortfall({ target, window, months, missed: { window: own, month, quarter } }: ObjectiveResult): readonly Note[] {
  if (own === null || month === null || quarter === null || target >= 1) return [];
  const ofOwn: readonly Piece[] = months === 1 || months === MONTHS_A_QUARTER ? [] : [share(own), ' of windows of ', time(window), ', '];
  return [note(['missed in ', ...ofOwn, share(month), ' of months, ', share(quarter), ' of quarters'])];
}

const MONTHS_A_QUARTER = 3;

/** Changes that would meet the objective, component by component; those that none can meet are listed together. */
function goalTexts(goals: readonly GoalSeekResult[]): readonly Sentence[] {
  const would = goals.filter(({ needed }) => needed !== null);
  const each = would.map(
    ({ component, what, now, needed }): Sentence =>
      what === 'mttr'
        ? [`to meet it: ${component} repaired in `, time(needed), ' instead of ', time(now)]
        : ['to meet it: ', number(needed), ` instances of ${component} instead of `, number(now)],
  );
  const outOfReach = [...new Set(goals.filter((one) => isOutOfReach(one, goals)).map(({ component }) => component))];
  const isTried = (component: string): boolean => goals.some((goal) => goal.component === component && goal.tried !== undefined);
  const names = outOfReach.filter((component) => !isTried(component)).join(', ');
  const tried = goals.flatMap((goal): readonly Sentence[] =>
    goal.tried !== undefined && outOfReach.includes(goal.component)
      ? [[`neither faster repair nor up to `, number(goal.tried), ` instances of ${goal.component} alone would meet it`]]
      : [],
  );
  return [...each, ...(names === '' ? [] : [`neither faster repair nor more instances of ${names} alone would meet it`]), ...tried];
}

const isOutOfReach = ({ component }: GoalSeekResult, all: readonly GoalSeekResult[]): boolean =>
  all.every((other) => other.component !== component || other.needed === null);
