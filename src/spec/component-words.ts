import { WORDS } from '../schema/index.js';
import type { MapNode, Node } from '../source/index.js';
import type { Component, ConsistencyLevel, Loss, SizeFor } from './model.js';
import { mapOf, type Name, textOf } from './places.js';

/** What a component states in words. */
export type ComponentWords = Pick<
  Component,
  'use' | 'spread' | 'survives' | 'sizeFor' | 'replication' | 'failover' | 'deploy' | 'maintenance' | 'areReplicas'
>;

/** What the root states for every component that states none of its own. */
export type RootWords = Pick<Component, 'survives' | 'sizeFor'>;

export const rootWords = (root: MapNode): RootWords => ({
  survives: lossOf(root.entries.get('survives')?.value),
  sizeFor: sizeForOf(root.entries.get('sizeFor')?.value) ?? 'peak',
});

const NO_WORDS: Omit<ComponentWords, keyof RootWords> = {
  use: null,
  spread: null,
  replication: null,
  failover: null,
  deploy: null,
  maintenance: null,
  areReplicas: false,
};

/** Most components state few words: only what is there is looked at. */
export function componentWords(node: MapNode | undefined, root: RootWords): ComponentWords {
  const words: { -readonly [K in keyof ComponentWords]: ComponentWords[K] } = { ...NO_WORDS, ...root };
  for (const { key, value } of node?.entries.values() ?? []) {
    const at = (field: string): Node | undefined => mapOf(value)?.entries.get(field)?.value;
    switch (key) {
      case 'use':
        words.use = nameOf(value);
        break;
      case 'spread':
        words.spread = wordOf(WORDS['components.*.spread'], value);
        break;
      case 'survives':
        words.survives = lossOf(value);
        break;
      case 'sizeFor':
        words.sizeFor = sizeForOf(value) ?? root.sizeFor;
        break;
      case 'replicas':
        words.areReplicas = true;
        break;
      case 'replication':
        words.replication = {
          read: levelOf(at('read')),
          write: levelOf(at('write')),
          sync: wordOf(WORDS['components.*.replication.sync'], at('sync')),
        };
        break;
      case 'failover':
        words.failover = { mode: wordOf(WORDS['components.*.failover.mode'], at('mode')) };
        break;
      case 'deploy':
        words.deploy = { strategy: wordOf(WORDS['components.*.deploy.strategy'], at('strategy')) };
        break;
      case 'maintenance':
        words.maintenance = { isRolling: isTrue(at('rolling')) };
        break;
    }
  }
  return words;
}

/** The word that stands there, of those that may. */
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
