import { defineRule } from '../rule.js';

const STORED = ['disk', 'memory'] as const;

/** What is kept does not fit into what is there, at the time that is looked at. */
export const full = defineRule({
  id: 'capacity/full',
  on: 'component',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  presets: ['minimal', 'recommended', 'interview'],
  covers: ['data/hot-set-exceeds-memory'],
  docs: {
    what: 'The data that a component has today, or at the time that a scenario looks at, does not fit on its disks, or into its memory where it keeps it there.',
    why: 'A store that is full takes no writes, and many stop answering reads as well. What is kept in memory is thrown out or is not taken.',
    cost: 'More instances, larger ones, or less that is kept.',
    source: 'B. Beyer et al., Site Reliability Engineering (2016), ch. 18',
    falsePositives:
      'The size of an item, of its indexes or of its copies is a guess that is too high; or what is stated as kept is deleted sooner.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: db } }
components: { db: { kind: database, instances: 3, each: { disk: 4 TB } } }
data: { orders: { in: db, item: 1 kB, items: 5G } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: db } }
components: { db: { kind: database, instances: 1, each: { disk: 4 TB } } }
data: { orders: { in: db, item: 1 kB, items: 5G } }
`,
  },
  reads: [
    ...(['components.*.utilization.disk', 'components.*.utilization.memory'] as const),
    ...(['components.*.demand.disk', 'components.*.demand.memory'] as const),
    ...(['components.*.capacity.disk', 'components.*.capacity.memory'] as const),
  ],
  options: { whole: { value: '100%', field: 'share', meaning: 'share of the room that data may take' } },
  message: '"{component}" has {kept} to keep {time}, and room for {room} ({resource})',
  help: 'give it larger instances, or more of them where each holds a part (shards), or keep less in it (keep, compression, an archive)',
  *check({ name, data }, { fact, option, now, time }) {
    // A cache takes what it has room for; what lies in one and nowhere else it has to hold.
    if (data.length === 0) return;
    for (const resource of STORED)
      yield {
        subject: `components.${name}`,
        key: resource,
        because: [now(fact(`components.*.utilization.${resource}`, name)), '>', option('whole')],
        slots: {
          component: name,
          resource,
          time,
          kept: now(fact(`components.*.demand.${resource}`, name)),
          room: now(fact(`components.*.capacity.${resource}`, name)),
        },
      };
  },
});
