import type { MapNode } from '../source/index.js';
import type { Leaf } from './leaf.js';
import type { Scenario } from './model.js';
import { entriesOf, literalText, scalarsOf } from './places.js';

const NOT_CHANGES = new Set(['summary', 'after', 'down', 'expect']);

/** The scenarios of a spec, by name: what each changes, when it looks, and what is down. */
export function scenariosIn(root: MapNode, leaves: ReadonlyMap<string, Leaf>): ReadonlyMap<string, Scenario> {
  const scenarios = new Map<string, Scenario>();
  for (const { key: name, keyAt, value } of entriesOf(root.entries.get('scenarios')?.value)) {
    const stated = entriesOf(value);
    scenarios.set(name, {
      name,
      changes: stated
        .filter(({ key }) => !NOT_CHANGES.has(key))
        .flatMap((entry) =>
          entry.value.type === 'scalar'
            ? [{ path: entry.key, text: literalText(entry.value), at: entry.value.at, keyAt: entry.keyAt }]
            : [],
        ),
      after: leaves.get(`scenarios.${name}.after`) ?? null,
      down: scalarsOf(stated.find(({ key }) => key === 'down')?.value),
      at: keyAt,
    });
  }
  return scenarios;
}
