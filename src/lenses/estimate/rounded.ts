import type { Evaluation } from '../../evaluate/evaluation.js';
import { factId } from '../../facts/index.js';
import { amount } from '../../report/amounts.js';
import type { Note, Piece } from '../../report/blocks.js';
import { statedAt } from '../../spec/index.js';
import type { RoundedResult } from './result.js';

/** Less than this on top of what the load takes needs no word: 1 part of it. */
const WORTH_A_WORD = 0.1;

/** Instances beyond those that the binding resource takes, where that is what a table names: whole shards and places, and what is left after a loss. */
export function roundedIn({ model, graph }: Evaluation): readonly RoundedResult[] {
  return [...model.components.keys()].flatMap((component): readonly RoundedResult[] => {
    const [fleet, alone, binding] = (['fleet', 'instances.forLoad', 'binding'] as const).map((field) =>
      graph.get(factId(`components.*.${field}`, component)),
    );
    const isComputed = statedAt(model, 'components.*.instances', component) === undefined;
    if (!isComputed || fleet?.state !== 'known' || alone?.state !== 'known' || binding?.word === 'redundancy') return [];
    const isMore = fleet.value - alone.value >= 2 && fleet.value > alone.value * (1 + WORTH_A_WORD);
    return isMore ? [{ component, fleet: fleet.value, alone: alone.value }] : [];
  });
}

const MOST_NAMES = 4;

/** `more than the load and the data take, for losses and whole zones and shards: api 15 (10)`. */
export function roundedNote(rounded: readonly RoundedResult[]): readonly Note[] {
  if (rounded.length === 0) return [];
  const parts = rounded
    .slice(0, MOST_NAMES)
    .flatMap(({ component, fleet, alone }, i): readonly Piece[] => [
      `${i === 0 ? '' : ', '}${component} `,
      amount(fleet, 'count'),
      ' (',
      amount(alone, 'count'),
      ')',
    ]);
  const more = rounded.length > MOST_NAMES ? ` and ${rounded.length - MOST_NAMES} more` : '';
  return [{ kind: 'note', text: ['more than the load and the data take, for losses and whole zones and shards: ', ...parts, more] }];
}
