import { type Amount, amount } from '../../report/amounts.js';
import type { Sentence } from '../../report/blocks.js';
import type { SweepColumn, SweepResult } from '../../studies/sweep.js';

/** A value of what is swept: `21.3M users`, `64%`, `x3`. */
export function sweptValue({ unit, share, times }: SweepResult, at: number): Sentence {
  if (times) return ['x', amount(at, 'count')];
  return amount(at, share ? 'share' : unit === 'ratio' ? 'count' : unit);
}

export const factValue = (value: number | string | null, { unit }: SweepColumn): Amount => amount(value, unit ?? 'ratio');
