import { type Behavior, levelNamed, type ProductLevel } from '../../../catalog/behavior.js';
import { GUARANTEES, type Guarantee, implies } from '../../../math/consistency/guarantees.js';
import type { Call, Component } from '../../../spec/index.js';

/**
 * The level of a read: of the call, else of the component, else of the product. A guarantee in its place means the weakest level that gives
 * it.
 */
export function readLevelOf(behavior: Behavior, store: Component, call: Call | null): ProductLevel | undefined {
  const asked = call?.consistency?.name;
  if (asked !== undefined) {
    const named = levelNamed(behavior, asked, 'read') ?? weakestFor(behavior, asked);
    if (named) return named;
  }
  // Copies that the spec states override the product's default.
  const states = store.replication;
  if (states && (states.read !== null || states.sync !== null || states.mode !== null)) {
    const word = states.read === null ? undefined : levelNamed(behavior, String(states.read), 'read');
    return word;
  }
  return levelNamed(behavior, behavior.read, 'read');
}

function weakestFor(behavior: Behavior, asked: string): ProductLevel | undefined {
  const word = GUARANTEES.find((one) => one === asked);
  const enough =
    word === undefined
      ? []
      : behavior.levels.filter((level) => level.of !== 'write' && level.gives !== 'copies' && implies(level.gives, word));
  return enough.find((level) => enough.every((other) => implies(other.gives as Guarantee, level.gives as Guarantee)));
}
