import { amount } from '../report/amounts.js';
import type { Piece, Sentence } from '../report/blocks.js';
import type { NapkinResult } from '../tools/napkin/result.js';

/** An error that is shown: beyond it rounding changes what one would decide. */
const NOTABLE = 0.1;

/** `, rounded up by 14%`; nothing where that is little. */
export function rounding({ error }: NapkinResult): readonly Piece[] {
  if (!(Math.abs(error) > NOTABLE)) return [];
  return [`, rounded ${error > 0 ? 'up' : 'down'} by `, amount(Math.abs(Math.round(error * 100)) / 100, 'share')];
}

/** The steps to an answer in one sentence, then the result in a word; null where there is no step. */
export function stepsSentence(result: NapkinResult): Sentence | null {
  const { steps, about } = result;
  if (steps.length === 0) return null;
  return [[...steps.map(({ text }) => text), `about ${about}`].join('; '), ...rounding(result)];
}
