import { defineRule } from '../rule.js';

/** One key is too much for the instances that have it. */
export const hotKey = defineRule({
  id: 'load/hot-key',
  on: 'component',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  covers: ['load/hot-key-outgrows'],
  docs: {
    what: 'The load on the hottest key alone is more than the instances which have that key carry at peak.',
    why: 'A key lies on one shard and its copies. However many shards there are, all calls for that key go there.',
    cost: 'A key that is split has to be read from all its parts and loses the order of its writes; a copy of it in a cache may be stale.',
    source: 'M. Kleppmann, Designing Data-Intensive Applications (2017), ch. 6, relieving hot spots',
    falsePositives: 'The hottest key is answered elsewhere, in a cache that the spec does not have.',
    good: `sysdesign: 1
name: counters
flows:
  count: { kind: write, rate: 4k req/s, peak: 2, path: api -> counters }
components:
  api: { kind: service }
  counters: { kind: database, instances: 20, each: { rate: 1k req/s }, skew: { hottest: 5% } }
`,
    bad: `sysdesign: 1
name: counters
flows:
  count: { kind: write, rate: 4k req/s, peak: 2, path: api -> counters }
components:
  api: { kind: service }
  counters: { kind: database, instances: 20, each: { rate: 1k req/s }, skew: { hottest: 25% } }
`,
  },
  reads: ['components.*.headroom.hottest', 'components.*.hottest', 'components.*.rate.peak'],
  options: { carried: { value: '1', field: 'ratio', meaning: 'times the load on the hottest key that must be carried' } },
  message:
    '{share} of the {load} at "{component}" are for one key, and the instances that have it carry {carried} of that: more instances do not help',
  help: 'split that key into parts (a suffix on it), answer it from a cache, or put its calls together before they arrive',
  *check({ name }, { fact, option, stated }) {
    // Where neither is stated, nothing is known of the hottest key, and of most components neither is.
    if (!stated('components.*.skew.hottest', name) && !stated('components.*.skew.zipf', name)) return;
    yield {
      subject: `components.${name}`,
      because: [fact('components.*.headroom.hottest', name), '<', option('carried')],
      slots: { component: name, share: fact('components.*.hottest', name), load: fact('components.*.rate.peak', name) },
      at: `components.${name}.skew`,
    };
  },
});
