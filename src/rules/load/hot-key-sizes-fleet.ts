import { defineRule } from '../rule.js';

/** One key decides how large all shards are. */
export const hotKeySizesFleet = defineRule({
  id: 'load/hot-key-sizes-fleet',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  docs: {
    what: 'The share of the hottest key is more than twice that of a shard, and the instances of a store in shards, which are computed, are more than its copies need.',
    why: 'Shards are all alike: each is as large as the one that has the hottest key, and the others are nearly idle. A further shard takes nothing from that one.',
    cost: 'A key in parts has to be put together when it is read; what is answered from a cache may be stale.',
    source: 'M. Kleppmann, Designing Data-Intensive Applications (2017), ch. 6, Skewed Workloads and Relieving Hot Spots',
    falsePositives: 'A fleet so small that nobody minds, or a key that has a shard of its own, larger than the others.',
    good: `sysdesign: 1
name: counters
flows:
  count: { kind: write, rate: 4k req/s, peak: 2, path: api -> counters }
components:
  api: { kind: service }
  counters: { kind: database, shards: 8, replication: 3, each: { rate: 1k req/s }, skew: { hottest: 5% } }
`,
    bad: `sysdesign: 1
name: counters
flows:
  count: { kind: write, rate: 4k req/s, peak: 2, path: api -> counters }
components:
  api: { kind: service }
  counters: { kind: database, shards: 8, replication: 3, each: { rate: 1k req/s }, skew: { hottest: 50% } }
`,
  },
  reads: ['components.*.hottest', 'components.*.instances', 'components.*.copies'],
  options: { shards: { value: '2', field: 'ratio', meaning: 'shards, evenly loaded, that one key may be worth' } },
  message: '{share} of the load at "{component}" are for one key, and each of its {shards} shards is sized for that: {instances} instances',
  help: 'split that key into parts (a suffix on it), answer it from a cache, or put its calls together before they arrive',
  *check({ name }, { fact, option, stated }) {
    const shards = stated('components.*.shards', name);
    // Whether a stated fleet carries that key is the finding of another rule.
    if (!shards || stated('components.*.instances', name)) return;
    const [hottest, instances] = [fact('components.*.hottest', name), fact('components.*.instances', name)];
    yield {
      subject: `components.${name}`,
      because: [
        [option('shards'), '<', hottest, shards],
        [instances, '>', shards, fact('components.*.copies', name)],
      ],
      slots: { component: name, share: hottest, shards, instances },
      at: `components.${name}.skew`,
    };
  },
});
