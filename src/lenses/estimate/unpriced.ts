import { amount } from '../../report/amounts.js';
import type { Note, Piece } from '../../report/blocks.js';
import type { UnpricedResult } from '../../studies/unpriced-egress.js';

/** `not in the bill: what web sends (166 TB a month), about 16.6k USD/month at the usual price; state price.egress`. */
export function unpricedNote(unpriced: readonly UnpricedResult[]): readonly Note[] {
  if (unpriced.length === 0) return [];
  const parts = unpriced.flatMap(({ component, bytes, cost, unit }, i): readonly Piece[] => [
    `${i === 0 ? '' : ', '}${component} (`,
    amount(bytes, 'B'),
    ' a month, about ',
    amount(cost, unit, { digits: 2 }),
    ' at the usual price)',
  ]);
  return [{ kind: 'note', text: ['not in the bill: what is sent to actors by ', ...parts, '; state price.egress'] }];
}
