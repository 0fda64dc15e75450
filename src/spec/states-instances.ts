import type { Component, Model } from './model.js';
import { type StatedLiterals, statedAt } from './resolution.js';

const COUNTS = ['instances', 'replication.factor', 'replication.data', 'autoscale.min'] as const;

/**
 * Whether a component states how many instances it has, if only by the copies or fragments of each item, or by what autoscaling keeps: a stated
 * availability is then of one of them.
 */
export const statesInstances = (stated: StatedLiterals, name: string): boolean =>
  COUNTS.some((field) => statedAt(stated, `components.*.${field}`, name) !== undefined);

/** Whether a component states an availability that is of the whole, though we run it in instances: with these stated it would be of one of them. */
export const statesWhole = (stated: StatedLiterals, { name, traits }: Pick<Component, 'name' | 'traits'>): boolean =>
  traits.run === 'instances' && statedAt(stated, 'components.*.availability', name) !== undefined && !statesInstances(stated, name);

/**
 * Whether availabilities are of what they were before a change: an instance more of a whole makes its availability that of each instance, and what
 * comes of that is no answer to what one more would do.
 */
export function keepsWholes(before: Model, after: Model): boolean {
  if (before === after) return true;
  return [...before.components.values()].every((component) => {
    const changed = after.components.get(component.name);
    return (
      !changed ||
      !statesWhole(before, component) ||
      statedAt(after, 'components.*.availability', component.name) === undefined ||
      statesWhole(after, changed)
    );
  });
}
