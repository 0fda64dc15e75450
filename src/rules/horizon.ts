import { leafOf, type Model } from '../spec/index.js';
import type { Key } from './rule.js';

/** Beyond this the years of a plan are no plan. */
const MOST = 100;

/** Whole years that a spec looks ahead: which years there are facts of. None where no horizon is stated, or one that is an expression. */
export function yearsAhead(model: Model): number {
  const value = leafOf(model, 'horizon')?.value;
  if (value?.kind !== 'quantity') return 0;
  return Math.min(MOST, Math.floor(value.quantity.value / model.calendar.year + 1e-9));
}

/** The same fact in a later year: load and data grown. */
export const inYear = ({ key }: Key, year: number): Key => ({ key: `${key}.year${year}` });
