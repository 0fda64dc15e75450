import type { FactResult } from '../../core/index.js';
import { amountOf } from '../../report/amounts.js';
import type { Cell } from '../../report/blocks.js';

const BITS = 8;

/** Bytes a second as networks are sold, in bits. */
export function inBits(fact: FactResult | undefined, more: Parameters<typeof amountOf>[2] = {}): Cell {
  if (typeof fact?.value !== 'number') return amountOf(fact, undefined, more);
  const { state, spread } = fact;
  const ofBits = spread && { p5: spread.p5 * BITS, p50: spread.p50 * BITS, p95: spread.p95 * BITS, mean: spread.mean * BITS };
  return amountOf({ value: fact.value * BITS, unit: 'bit/s', state, spread: ofBits }, undefined, more);
}
