import { partsOf } from '../../core/index.js';
import { amount } from '../../report/amounts.js';
import type { Block, Item, Note, Piece } from '../../report/blocks.js';
import { piecesOf } from '../../report/formatter.js';
import type { SweepResult, Threshold } from '../../studies/sweep.js';
import { sweptValue } from './amounts.js';

const MOST = 24;
/** Steps of one component that are shown one by one. */
const FEW_STEPS = 4;

const ARROW = { kind: 'symbol', symbol: 'arrow' } as const;

/** Where the answer changes, in order. Where a component takes many steps, they are shown as one, unless everything is asked for. */
export function thresholds(sweep: SweepResult, verbose: boolean): Block {
  if (sweep.thresholds.length === 0)
    return { kind: 'note', text: 'No threshold: no instance more or less, and every verdict stays as it is.' };
  const items = verbose ? sweep.thresholds.map((threshold) => itemOf(sweep, threshold)) : joined(sweep);
  const shown = verbose ? items : items.slice(0, MOST);
  const left = items.length - shown.length;
  const more: readonly Note[] = left === 0 ? [] : [{ kind: 'note', text: `and ${left} more: --verbose or --format json lists them` }];
  return { kind: 'section', title: 'Where the answer changes', blocks: [{ kind: 'list', items: shown }, ...more] };
}

const itemOf = (sweep: SweepResult, threshold: Threshold): Item => ({ lead: sweptValue(sweep, threshold.at), text: textOf(threshold) });

function joined(sweep: SweepResult): readonly Item[] {
  const steps = new Map<string, Threshold[]>();
  for (const threshold of sweep.thresholds)
    if (threshold.kind === 'instances') steps.set(threshold.fact, [...(steps.get(threshold.fact) ?? []), threshold]);
  return sweep.thresholds.flatMap((threshold) => {
    const all = threshold.kind === 'instances' ? (steps.get(threshold.fact) ?? []) : [];
    const last = all[all.length - 1];
    if (all.length <= FEW_STEPS || last === undefined) return [itemOf(sweep, threshold)];
    if (threshold !== all[0]) return [];
    const { lead, text } = itemOf(sweep, threshold);
    return [
      {
        ...(lead !== undefined && { lead }),
        text: [...piecesOf(text), ', and so on: ', countOf(last.to), ' from ', ...piecesOf(sweptValue(sweep, last.at))],
      },
    ];
  });
}

const countOf = (value: number | string): Piece => amount(value, 'count');

function textOf({ kind, fact, from, to, check }: Threshold): readonly Piece[] {
  const component = partsOf(fact).name;
  switch (kind) {
    case 'check': {
      const name = check?.kind === 'requirement' ? check.name : 'an expectation';
      const target: readonly Piece[] =
        check === null ? [] : [` (${fact} ${check.op === 'at-least' ? 'at least' : 'at most'} `, targetOf(check), ')'];
      return [`${name} is ${to === 'met' ? 'met' : 'MISSED'}`, ...target];
    }
    case 'overload':
      return [to === 'over 100%' ? `${component} is over 100% at peak` : `${component} is within 100% again`];
    case 'binding':
      return [`${component} is bound by ${to}, no longer by ${from}`];
    case 'instances':
      return [`${component} needs `, countOf(from), ' ', ARROW, ' ', countOf(to), ' instances'];
  }
}

/** As written where that can be read, else its value. */
const targetOf = ({ target, stated, unit }: NonNullable<Threshold['check']>): Piece =>
  stated.as === 'nothing' ? amount(target, unit ?? 'ratio') : stated.amount;
