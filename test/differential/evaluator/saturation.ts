import type { At } from './at.js';
import { UNKNOWN } from './number.js';
import type { Resource } from './targets.js';

/** Beyond this no growth is worth the word. */
const MOST_YEARS = 1000;
/**
 * Months (of a twelfth of a year) from the time of the view until demand meets what there is then: 0 if it has, Infinity if it never will.
 * @param laterAt the same design so many years from today
 */
export function saturates(now: At, laterAt: (years: number) => At, component: string, resource: Resource): number {
  const capacity = now.use.capacity(component, resource);
  const start = now.years ?? 0;
  const over = (t: number): number => laterAt(start + t).sizing.demand(component, resource) - capacity;
  const today = over(0);
  // What the fleet is not known to be sized for, it is not known to last for.
  if (Number.isNaN(today + now.sizing.demand(component, resource))) return UNKNOWN;
  if (today >= -1e-12 * capacity) return 0;
  // Nothing that grows shrinks: doubled, then halved.
  let [low, high, most] = [0, 1, over(1)];
  while (most < 0) {
    if (high >= MOST_YEARS) return Number.POSITIVE_INFINITY;
    [low, high, most] = [high, 2 * high, over(2 * high)];
  }
  if (Number.isNaN(most) && high === 1) return UNKNOWN;
  // Beyond all numbers is never.
  if (!Number.isFinite(most)) return Number.POSITIVE_INFINITY;
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (over(middle) < 0) low = middle;
    else high = middle;
  }
  return 6 * (low + high);
}
