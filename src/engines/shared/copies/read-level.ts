import { type Behavior, levelNamed, type ProductLevel } from '../../../catalog/behavior.js';
import { GUARANTEES, type Guarantee, implies } from '../../../math/consistency/guarantees.js';
import type { Call, Component } from '../../../spec/index.js';

/** The level of a read: as the call asks, else as the component states, else that of the product. A guarantee is the weakest level that gives it. */
export function readLevelOf(behavior: Behavior, store: Component, call: Call | null): ProductLevel | undefined {
  const asked = call?.consistency?.name;
  if (asked !== undefined) {
    const named = levelNamed(behavior, asked, 'read') ?? weakestFor(behavior, asked);
    if (named) return named;
  }
  // What the spec states of copies goes before what the product has where nothing is stated.
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
