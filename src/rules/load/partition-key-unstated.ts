import { defineRule } from '../rule.js';

/** Shards of nothing in particular. */
export const partitionKeyUnstated = defineRule({
  id: 'load/partition-key-unstated',
  on: 'component',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'capacity',
  since: '0.1.0',
  presets: ['recommended', 'interview'],
  docs: {
    what: 'A store is split into shards, and the spec states neither by what nor how uneven they are. Another one of the spec that states it makes it a finding; else it is a question.',
    why: 'The key decides which questions one shard can answer alone, and whether one of them takes most of the load: every number here takes them for even. It is the hardest thing to change later.',
    cost: 'A decision that has to be made anyway.',
    source: 'M. Kleppmann, Designing Data-Intensive Applications (2017), ch. 6',
    falsePositives: 'The product hashes the key of each item, and items are asked for by that key alone.',
    good: `sysdesign: 1
name: shop
flows: { add: { kind: write, rate: 100 req/s, path: db } }
components: { db: { kind: database, shards: 8, partitionKey: customer } }
`,
    bad: `sysdesign: 1
name: shop
flows: { add: { kind: write, rate: 100 req/s, path: db } }
components: { db: { kind: database, shards: 8 } }
`,
  },
  reads: [],
  options: { one: { value: '1', field: 'count', meaning: 'shards that need no key' } },
  message: '"{component}" is split into {left} shards, and by what is not stated: they are taken for even',
  help: 'state it (`partitionKey`), and how much more the busiest shard gets (`skew`)',
  *check({ name }, { model, stated, option, states }) {
    const shards = stated('components.*.shards', name);
    if (!shards || hasKey(name) || states('components.*.skew.factor', name) || states('components.*.skew.hottest', name)) return;
    const isLike = [...model.components.keys()].some((other) => states('components.*.shards', other) && hasKey(other));
    yield {
      subject: `components.${name}`,
      because: [shards, '>', option('one')],
      slots: { component: name },
      at: `components.${name}.shards`,
      isQuestion: !isLike,
    };

    function hasKey(component: string): boolean {
      return (model.components.get(component)?.partitionKey ?? null) !== null;
    }
  },
});
