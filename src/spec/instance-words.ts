import type { Finding } from '../core/index.js';
import { SHAPE } from '../schema/index.js';
import { type MapEntry, nodeAt } from '../source/index.js';
import { contradiction, type StatedSpec } from './contradiction.js';
import type { Leaf } from './leaf.js';
import type { Component } from './model.js';
import { entriesOf, textOf } from './places.js';
import { statedAt } from './resolution.js';

/** Aliases of a key of a component: `nodes` and `replicas` for `instances`. */
const OTHER_WORDS = new Map(
  Object.entries(SHAPE.component?.props ?? {}).flatMap(([key, { standsFor = [] }]): [string, string][] => {
    const [only, ...more] = standsFor;
    return only !== undefined && more.length === 0 ? [[key, only]] : [];
  }),
);

/** One thing stated by two keys, and what one of these is easily mistaken for. */
export function otherWords(spec: StatedSpec): readonly Finding[] {
  return entriesOf(spec.root.entries.get('components')?.value).flatMap((entry) => {
    const component = spec.components.get(entry.key);
    const contradictory = twice(spec, entry);
    return contradictory.length > 0 || !component ? contradictory : [...replicas(spec, component), ...brokers(spec, component)];
  });
}

/**
 * `brokers: 3` of a stream: instances that share its messages, each of which is on one of them. A larger number cannot be a number of
 * copies.
 */
function brokers(spec: StatedSpec, { name, traits, replication, areReplicas }: Component): readonly Finding[] {
  const count = statedAt(spec, 'components.*.instances', name);
  if (!traits.isQueue || replication || areReplicas || !count || !/^[2-9]$/.test(count.text)) return [];
  return [
    {
      rule: 'spec/replicas',
      severity: 'info',
      message: `"${name}" has ${count.text} instances, and a message counts once: disks, cost and durability are those of one copy`,
      at: count.at,
      path: count.path,
      help: 'if each message is on several of them, write replication: 3',
    },
  ];
}

/** Two aliases with different numbers: the first would silently win. */
function twice({ leaves }: StatedSpec, { key: name, value }: MapEntry): readonly Finding[] {
  const first = new Map<string, MapEntry>();
  return entriesOf(value).flatMap((entry) => {
    const means = OTHER_WORDS.get(entry.key) ?? entry.key;
    const earlier = first.get(means);
    if (!earlier) first.set(means, entry);
    const at = (key: string): string => `components.${name}.${key}`;
    const texts = [earlier, entry].map((one) => one && leaves.get(at(one.key))?.text);
    if (!earlier || texts[0] === undefined || texts[0] === texts[1]) return [];
    const message = `"${name}" has ${earlier.key}: ${texts[0]} and ${entry.key}: ${texts[1]}, two words for one number`;
    const help = `keep one of them${[earlier.key, entry.key].includes('replicas') ? '; copies of the data are written as replication' : ''}`;
    return [contradiction(entry.value.at, at(entry.key), message, help, [{ message: 'stated here', at: earlier.value.at }])];
  });
}

/** A number of replicas, beside which no copies are stated, may be meant as that of the copies. */
function replicas(
  { root, leaves }: StatedSpec,
  { name, traits, data, holds, isCache, areReplicas, replication }: Component,
): readonly Finding[] {
  const node = nodeAt(root, ['components', name, 'replicas']);
  const keeps = traits.data === 'disk' ? data : isCache ? [...data, ...holds] : [];
  const count = textOf(node) ?? '';
  const ofShards = node && areReplicas && !replication ? besideShards(leaves, name) : undefined;
  if (ofShards) return [ofShards];
  if (!node || !areReplicas || replication || keeps.length === 0 || count === '1') return [];
  const instances =
    traits.data === 'disk'
      ? 'and its data counts once: disks, cost and durability are those of one copy'
      : 'which share what it holds: each item is on one of them';
  return [
    {
      rule: 'spec/replicas',
      severity: 'info',
      message: `replicas: ${count} of "${name}" is read as ${count} instances, ${instances}`,
      at: node.at,
      path: `components.${name}.replicas`,
      ...(traits.data === 'disk' && { slots: { oneCopyOf: name } }),
      help: `if each replica has all the data, write replication: ${count}; if several must answer: { factor: ${count}, read: quorum, write: quorum }`,
    },
  ];
}

/** Fewer replicas than shards are no instances, each of which holds one shard at least: so many of each shard are meant, or the number is wrong. */
function besideShards(leaves: StatedSpec['leaves'], name: string): Finding | undefined {
  const [replicas, shards] = ['replicas', 'shards'].map((key) => leaves.get(`components.${name}.${key}`));
  const [most, least] = [replicas, shards].map((leaf, i) => endOf(leaf, i === 0 ? 'p95' : 'p5'));
  if (!replicas || !shards || most === undefined || least === undefined || most >= least) return undefined;
  const [count, stated] = [replicas.text, shards.text];
  const message = `replicas: ${count} of "${name}" has two readings beside shards: ${stated}: ${count} of each shard, or ${count} ${count === '1' ? 'instance' : 'instances'} in all`;
  const help = `write replication: ${count === '1' ? '2 (each shard and its replica)' : `${count} (so many of each shard)`}, or instances: ${count} and fewer shards`;
  return contradiction(replicas.at, replicas.path, message, help, [{ message: 'shards', at: shards.at }]);
}

/** An end of the interval of a number; of one that is certain the number. */
function endOf(leaf: Leaf | undefined, end: 'p5' | 'p95'): number | undefined {
  if (leaf?.value.kind !== 'quantity') return undefined;
  const { value, spread } = leaf.value.quantity;
  return spread?.[end] ?? value;
}
