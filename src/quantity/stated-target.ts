import { boundIn } from './bound-words.js';
import { ROUGHLY } from './literal.js';

/** What the text of a target states. */
export interface StatedTarget {
  /** Nothing that people would read, where an expression gives it. */
  readonly as: 'nothing' | 'bound' | 'amount';
  /** Without the words of a bound: `20 TB` of `at most 20 TB`. */
  readonly amount: string;
  /** Within a factor of 2: `~20 TB`. */
  readonly isRough: boolean;
}

export function statedTarget(text: string): StatedTarget {
  const amount = text.trim();
  if (amount === '' || amount.startsWith('=')) return { as: 'nothing', amount: '', isRough: false };
  const bound = boundIn(amount);
  return { as: bound ? 'bound' : 'amount', amount: bound?.value ?? amount, isRough: ROUGHLY.test(amount) };
}
