import type { CheckResult } from '../core/index.js';
import { addressOf } from '../facts/registry.js';

/** How far a check is off its target. */
export interface OffTarget {
  /** A share of the target; where it is several times over, times the target; of what should be close to one, times what may be missing. */
  readonly as: 'above' | 'below' | 'short' | 'over' | 'times over' | 'times what may fail';
  readonly by: number;
}

/** Null where it is met, or where that is unknown. */
export function offTarget(check: CheckResult): OffTarget | null {
  const { margin, op, status } = check;
  if (status === 'met' || margin === null || op === 'is' || !Number.isFinite(margin)) return null;
  if (op === 'within') return { as: margin > 0 ? 'above' : 'below', by: Math.abs(margin) };
  if (margin >= 0) return null;
  const failures = failuresBeyond(check);
  if (failures !== null) return { as: 'times what may fail', by: failures };
  if (op === 'at-least') return { as: 'short', by: -margin };
  return margin <= -1 ? { as: 'times over', by: 1 - margin } : { as: 'over', by: -margin };
}

/** 99.8% for 99.9% is twice what may fail. */
function failuresBeyond({ fact, op, value, target }: CheckResult): number | null {
  if (op !== 'at-least' || !isNearOne(fact) || typeof value !== 'number' || typeof target !== 'number' || target >= 1) return null;
  return (1 - value) / (1 - target);
}

const isNearOne = (fact: string): boolean => addressOf(fact)?.kind.nearOne === true;
