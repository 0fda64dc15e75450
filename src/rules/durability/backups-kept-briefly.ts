import { defineRule } from '../rule.js';
import { storesOf } from './promises.js';

/** A backup that is gone before the damage is seen. */
export const backupsKeptBriefly = defineRule({
  id: 'durability/backups-kept-briefly',
  on: 'data',
  severity: 'info',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'durability',
  since: '0.1.0',
  docs: {
    what: 'Backups of a data set are kept for less than a week.',
    why: 'A bug that damages data is often seen only days later, after a weekend or by a customer. Once the last good backup is gone, the data is too.',
    cost: 'Room for older backups; full ones may become rarer with age.',
    source: 'Beyer et al. 2016, Site Reliability Engineering, ch. 26 (data integrity: how far back recovery has to reach)',
    falsePositives: 'Data that is replaced within days anyway, or that a law forbids to keep.',
    good: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: 2, backup: { every: 1 h, keep: 30 d, restore: 1 h } } }
data: { orders: { in: db, item: 1 kB, addedBy: buy, keep: 1 year } }
`,
    bad: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: 2, backup: { every: 1 h, keep: 2 d, restore: 1 h } } }
data: { orders: { in: db, item: 1 kB, addedBy: buy, keep: 1 year } }
`,
  },
  reads: [],
  options: {
    days: { value: '7 d', field: 'duration', meaning: 'time for which backups are to be kept' },
  },
  message: 'backups of "{store}" are kept for {left}: damage to "{data}" that is seen later than that stays',
  help: 'keep them for longer than it takes to notice: backup: { keep: 30 d }',
  *check(data, { model, option, literal }) {
    for (const { name } of storesOf(model, data))
      yield {
        subject: `components.${name}`,
        at: `components.${name}.backup.keep`,
        because: [[literal('components.*.backup.keep', name), '<', option('days')]],
        slots: { data: data.name, store: name },
      };
  },
});
