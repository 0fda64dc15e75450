import type { Context } from '../../facts/index.js';
import { cond, type Expr, floor, less, max, mul, num } from '../../quantity/index.js';

/**
 * Instances of a fleet that a rolling deployment takes away at a time: a number, or a share, rounded down, but at least one where no extra instances are
 * started, since nothing would be replaced.
 * @returns undefined where it is not stated
 */
export function awayIn(context: Context, name: string): ((fleet: Expr) => Expr) | undefined {
  const unavailable = context.stated('components.*.deploy.unavailable', name);
  if (!unavailable) return undefined;
  const least = num(context.stated('components.*.deploy.surge', name) ? 0 : 1);
  const ofFleet = (fleet: Expr): Expr => max(least, floor(mul(fleet, unavailable)));
  // 100% is all of them, 1 is one.
  if (context.isShare('components.*.deploy.unavailable', name)) return ofFleet;
  return (fleet) => cond(less(unavailable, num(1)), ofFleet(fleet), unavailable);
}
