import { defineRule } from '../rule.js';

/** Moments and running numbers: what is written now has the same key, or the next one. */
const OF_TIME =
  /^(?:created|creation|updated|modified|inserted|date|day|hour|minute|week|month|year|time|timestamp|datetime|sequence|seq|serial|auto|(?:auto)?increment|counter)$/;
/** What names of moments end in, whatever happened then: `sentAt`, `sent_at`, `dueDate`, `event_ts`. */
const MOMENT = /(?:[a-z](?:At|On|Time|Date|Ts)|_(?:at|time|date|ts))$/;
/** What has a handful of values, whatever is stored. */
const OF_FEW =
  /^(?:status|state|type|kind|category|country|region|continent|gender|sex|language|locale|priority|level|flag|boolean|plan|tier)$/;
/** Last words of a key that add nothing to its meaning: `createdAt`, `country code`. */
const ENDS = new Set(['at', 'on', 'code', 'of', 'the', 'utc', 'id', 'number', 'creation', 'time']);

/** All writes of an hour on one shard. */
export const partitionKeyUneven = defineRule({
  id: 'load/partition-key-uneven',
  on: 'component',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'contradiction',
  attribute: 'capacity',
  since: '0.1.0',
  docs: {
    what: 'What a store is sharded by is a moment or a running number alone, or something that has only a few values.',
    why: 'Neighbors lie together: what is written now is all for the newest shard, the others are idle, and more of them do not help. Of a few values, the most frequent one decides how large a shard has to be, and there are no more shards than values.',
    cost: 'A key that spreads (a user, a random id, or one of them before the time) needs several shards asked for a range of time.',
    source:
      'M. Kleppmann, Designing Data-Intensive Applications (2017), ch. 6; Amazon DynamoDB and Google Spanner documentation, hot partitions (low-cardinality or monotonic key)',
    falsePositives: 'The store hashes the moment, to the millisecond, before it places an item.',
    good: `sysdesign: 1
name: shop
flows: { add: { kind: write, rate: 100 req/s, path: db } }
components: { db: { kind: database, shards: 8, partitionKey: customer and month } }
`,
    bad: `sysdesign: 1
name: shop
flows: { add: { kind: write, rate: 100 req/s, path: db } }
components: { db: { kind: database, shards: 8, partitionKey: createdAt } }
`,
  },
  reads: [],
  message: '"{component}" is split by {key}, {which}: {what}',
  help: 'split it by what is many and asked for alone (a user, an order), with the time after it: `partitionKey: user and month`',
  *check({ name, partitionKey: key }) {
    const sort = key === null ? undefined : sortOf(key);
    if (key === null || sort === undefined) return;
    yield {
      subject: `components.${name}`,
      because: 'structure',
      slots: { component: name, key, ...sort },
      at: `components.${name}.partitionKey`,
    };
  },
});

/** Why a key does not spread; undefined if any word of it may. */
function sortOf(key: string): { readonly which: string; readonly what: string } | undefined {
  const all = key
    .split(/[^A-Za-z_]+/)
    .map((field) => (MOMENT.test(field) ? 'timestamp' : field))
    .join(' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '' && word !== 'and');
  const words = all.filter((word, i) => i === 0 || !ENDS.has(word) || OF_FEW.test(word));
  if (words.length > 0 && words.every((word) => OF_TIME.test(word)))
    return { which: 'which only grows', what: 'what is written now is all for one of its shards' };
  if (words.length > 0 && words.every((word) => OF_FEW.test(word)))
    return { which: 'which has few values', what: 'the most frequent of them is all on one of its shards' };
  return undefined;
}
