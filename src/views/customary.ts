import type { FactResult } from '../core/index.js';
import { addressOf } from '../facts/registry.js';
import { type Amount, amountOf, inBits } from '../report/amounts.js';

/** Whether it is of what networks carry, which are sold by the bit. */
export const isReadInBits = (id: string): boolean => addressOf(id)?.kind.readAs === 'bits';

/** The value of a fact that is known, in the unit that the field states it in: networks in bits, what is added by the day. */
export function customaryAmount({ id, unit, value }: Pick<FactResult, 'id' | 'unit' | 'value'>): Amount | null {
  const fact = { value, unit, state: 'known', spread: null } as const;
  const readAs = addressOf(id)?.kind.readAs;
  if (readAs === 'bits') return inBits(fact);
  return amountOf(fact, undefined, readAs === 'perDay' ? { per: 'day' } : {});
}
