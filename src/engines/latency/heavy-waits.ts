import type { Context, Hindrance } from '../../facts/index.js';
import { cond, greater, num } from '../../quantity/index.js';
import type { PathFunction } from './path-function.js';
import type { Sketch, TimeStep } from './sketch.js';

/** A squared coefficient of variation beyond all that has a variance. */
const NO_VARIANCE = 1e15;

/**
 * Waits that have no mean, behind calls whose times have no variance: how such waits spread is not worked out, so that nothing is known of the times that
 * they are in. Where few wait at all, they do so rarely, and not without end.
 */
export function heavyWaits(context: Context, path: PathFunction): readonly Hindrance[] {
  const waits = waitsIn(path.sketch).filter(({ component }) => component !== null && context.stated('components.*.each.tail', component));
  return waits.map(({ component, args: [load, , , variation] }) => ({
    when: load && variation ? cond(greater(load, num(0)), cond(greater(variation, num(NO_VARIANCE)), num(1), num(0)), num(0)) : num(0),
    amount: load ?? num(0),
    reason: () => ({
      text: `the mean wait for ${component} is infinite (each.tail: up to 2 its times have no variance), and how its waits spread is not known`,
    }),
  }));
}

/** Steps of a sketch that wait in a queue without a bound, each component once. */
function waitsIn(sketch: Sketch): readonly TimeStep[] {
  const found = new Map<string | null, TimeStep>();
  const visited = new Set<Sketch>();
  const visit = (at: Sketch): void => {
    if (visited.has(at)) return;
    visited.add(at);
    if (at.kind === 'composed') for (const part of at.of) visit(part);
    else if (at.name === 'waiting' && at.args.length === 4) found.set(at.component, at);
  };
  visit(sketch);
  return [...found.values()];
}
