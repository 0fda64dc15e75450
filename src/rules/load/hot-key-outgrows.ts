import { inYear } from '../horizon.js';
import { defineRule } from '../rule.js';

/** One key grows beyond the instances that have it. */
export const hotKeyOutgrows = defineRule({
  id: 'load/hot-key-outgrows',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  docs: {
    what: 'The load on the hottest key is carried today, and grows beyond what the instances which have that key carry before the horizon of the design.',
    why: 'A key lies on one shard and its copies: a fleet that grows with the load helps all other keys and not that one.',
    cost: 'A key that is split has to be read from all its parts and loses the order of its writes; a copy of it in a cache may be stale.',
    source: 'M. Kleppmann, Designing Data-Intensive Applications (2017), ch. 6, relieving hot spots',
    falsePositives: 'The load grows by more keys, and the hottest one has a smaller share of it later.',
    good: `sysdesign: 1
name: counters
horizon: 3 years
growth: 50% per year
flows: { count: { kind: write, rate: 2k req/s, peak: 2, path: db } }
components: { db: { kind: database, each: { rate: 1k req/s }, skew: { hottest: 5% } } }
`,
    bad: `sysdesign: 1
name: counters
horizon: 3 years
growth: 50% per year
flows: { count: { kind: write, rate: 2k req/s, peak: 2, path: db } }
components: { db: { kind: database, each: { rate: 1k req/s }, skew: { hottest: 20% } } }
`,
  },
  reads: ['components.*.headroom.hottest', 'components.*.hottest'],
  options: { carried: { value: '1', field: 'ratio', meaning: 'times the load on the hottest key that must be carried' } },
  message:
    '{share} of the load at "{component}" are for one key, of which {carried} is carried within the {horizon} that the design is for',
  help: 'split that key into parts (a suffix on it), answer it from a cache, or put its calls together before they arrive',
  *check({ name }, { fact, option, stated, yearsAhead }) {
    const horizon = stated('horizon');
    if (yearsAhead === 0 || !horizon) return;
    if (!stated('components.*.skew.hottest', name) && !stated('components.*.skew.zipf', name)) return;
    const headroom = fact('components.*.headroom.hottest', name);
    yield {
      subject: `components.${name}`,
      because: [
        [inYear(headroom, yearsAhead), '<', option('carried')],
        [headroom, '>=', option('carried')],
      ],
      slots: { component: name, share: fact('components.*.hottest', name), carried: inYear(headroom, yearsAhead), horizon },
      at: `components.${name}.skew`,
    };
  },
});
