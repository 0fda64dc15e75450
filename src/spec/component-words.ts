import { WORDS } from '../schema/index.js';
import type { MapNode, Node } from '../source/index.js';
import type { Component, ConsistencyLevel, Loss, SizeFor } from './model.js';
import { entriesOf, mapOf, type Name, textOf } from './places.js';

/** What a component states in words. */
export type ComponentWords = Pick<
  Component,
  | 'use'
  | 'spread'
  | 'survives'
  | 'sizeFor'
  | 'replication'
  | 'failover'
  | 'deploy'
  | 'maintenance'
  | 'areReplicas'
  | 'delivery'
  | 'deadLetters'
  | 'auth'
  | 'balancing'
  | 'throttle'
  | 'usersCode'
  | 'ownTime'
  | 'isIdempotent'
  | 'invalidation'
  | 'isolation'
  | 'cap'
  | 'partitionKey'
>;

/** What holds for a component that states no word of its own. */
export const rootWords = (root: MapNode): ComponentWords => ({
  use: null,
  spread: null,
  survives: lossOf(root.entries.get('survives')?.value),
  sizeFor: sizeForOf(root.entries.get('sizeFor')?.value) ?? 'peak',
  replication: null,
  failover: null,
  deploy: null,
  maintenance: null,
  areReplicas: false,
  delivery: null,
  deadLetters: null,
  auth: null,
  balancing: null,
  throttle: null,
  usersCode: null,
  ownTime: { variation: null, samples: 0, scaling: 0 },
  isIdempotent: null,
  invalidation: null,
  isolation: null,
  cap: null,
  partitionKey: null,
});

/** How the keys of a component that hold words are read. */
const READERS: Readonly<Record<string, (node: Node, root: ComponentWords) => Partial<ComponentWords>>> = {
  use: (node) => ({ use: nameOf(node) }),
  spread: (node) => ({ spread: wordOf(WORDS['components.*.spread'], node) }),
  survives: (node) => ({ survives: lossOf(node) }),
  sizeFor: (node, root) => ({ sizeFor: sizeForOf(node) ?? root.sizeFor }),
  replicas: () => ({ areReplicas: true }),
  replication: (node) => ({
    replication: {
      read: levelOf(below(node, 'read')),
      write: levelOf(below(node, 'write')),
      sync: wordOf(WORDS['components.*.replication.sync'], below(node, 'sync')),
      mode: wordOf(WORDS['components.*.replication.mode'], below(node, 'mode')),
      leaderIn: textOf(below(node, 'leaderIn')) ?? null,
      in: entriesOf(below(node, 'in')).map(({ key }) => key),
      delays: delaysOf(below(node, 'delays')),
      isSloppy: isTrue(below(node, 'sloppy')),
    },
  }),
  failover: (node) => ({
    failover: {
      mode: wordOf(WORDS['components.*.failover.mode'], below(node, 'mode')),
      promotes: wordOf(WORDS['components.*.failover.promotes'], below(node, 'promotes')),
    },
  }),
  deploy: (node) => ({ deploy: { strategy: wordOf(WORDS['components.*.deploy.strategy'], below(node, 'strategy')) } }),
  delivery: (node) => ({ delivery: wordOf(WORDS['components.*.delivery'], node) }),
  deadLetters: (node) => ({ deadLetters: nameOf(node) }),
  auth: (node) => ({ auth: wordOf(WORDS['components.*.auth'], node) }),
  balancing: (node) => ({ balancing: wordOf(WORDS['components.*.balancing'], node) }),
  throttle: (node) => ({ throttle: textOf(node) === 'none' ? 'none' : 'some' }),
  usersCode: (node) => ({ usersCode: wordOf(WORDS['components.*.usersCode'], node) }),
  each: (node) => ({ ownTime: ownTimeOf(node) }),
  idempotent: (node) => ({ isIdempotent: isTrue(node) }),
  isolation: (node) => ({ isolation: nameOf(node) }),
  partitionKey: (node) => ({ partitionKey: textOf(node) }),
  cap: (node) => ({ cap: wordOf(WORDS['components.*.cap'], node) }),
  invalidation: (node) => ({ invalidation: wordOf(WORDS['components.*.invalidation'], node) }),
  maintenance: (node) => ({ maintenance: { isRolling: isTrue(below(node, 'rolling')) } }),
};

const delaysOf = (node: Node | undefined): NonNullable<Component['replication']>['delays'] =>
  node?.type === 'map' ? 'stated' : wordOf(WORDS['components.*.replication.delays'], node);

function ownTimeOf(node: Node): Component['ownTime'] {
  const lengthOf = (list: Node | undefined): number => (list?.type === 'list' ? list.items.length : 0);
  return {
    variation: wordOf(VARIATIONS, below(node, 'variation')),
    samples: lengthOf(below(node, 'samples')),
    scaling: lengthOf(below(node, 'scaling')),
  };
}

const VARIATIONS = ['exponential', 'fixed'] as const;

const below = (node: Node, key: string): Node | undefined => mapOf(node)?.entries.get(key)?.value;

/** Most components state few words: only what is there is looked at. */
export function componentWords(node: MapNode | undefined, root: ComponentWords): ComponentWords {
  let words = root;
  for (const { key, value } of node?.entries.values() ?? []) {
    const reader = Object.hasOwn(READERS, key) ? READERS[key] : undefined;
    if (reader) words = { ...words, ...reader(value, root) };
  }
  return words;
}

/** The word at a key, if it is one of those allowed. */
export function wordOf<const Words extends readonly string[]>(words: Words, node: Node | undefined): Words[number] | null {
  const text = textOf(node);
  return words.find((word) => word === text) ?? null;
}

export const isTrue = (node: Node | undefined): boolean => textOf(node) === 'true';

const nameOf = (node: Node): Name | null => {
  const name = textOf(node);
  return name === null ? null : { name, at: node.at };
};

const numberOf = (node: Node | undefined): number | null => {
  const text = textOf(node);
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
};

const lossOf = (node: Node | undefined): Loss | null => wordOf(WORDS.survives, node) ?? numberOf(node);
const levelOf = (node: Node | undefined): ConsistencyLevel | null => wordOf(WORDS['components.*.replication.read'], node) ?? numberOf(node);

function sizeForOf(node: Node | undefined): SizeFor | null {
  const text = textOf(node);
  const spike = text?.startsWith('spike.') ? (`spike.${text.slice('spike.'.length)}` as const) : null;
  return spike ?? wordOf(WORDS.sizeFor, node);
}
