import { classWith } from '../../spec/index.js';
import { defineRule } from '../rule.js';
import { hasBackup, isKeptByUs, promisesOf, storesOf } from './promises.js';

/** Copies are no backup. */
export const noBackup = defineRule({
  id: 'durability/no-backup',
  on: 'data',
  severity: 'warning',
  confidence: 'high',
  evidence: 'absence',
  attribute: 'durability',
  since: '0.1.0',
  presets: ['recommended', 'interview'],
  docs: {
    what: 'A data set is promised a durability or a recovery point, or is payments, bookings, stock or balances, and no store that has it states a backup. Of the latter it is a question, unless another store states one.',
    why: 'Copies follow each other: a deletion, a bug that overwrites and a stolen credential reach all of them within milliseconds. Only what is kept apart, and older, brings the data back.',
    cost: 'Room for the backups, and restores that are rehearsed: a backup that was never restored is a hope.',
    source: 'Beyer et al. 2016, Site Reliability Engineering, ch. 26 (data integrity)',
    falsePositives: 'Data that is never changed or deleted and can be made again from elsewhere.',
    good: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: 3, backup: { every: 1 h, restore: 1 h } } }
data: { orders: { in: db, item: 1 kB, addedBy: buy, keep: 1 year } }
requirements: { quality: { safe: { data: orders, durability: 99.999% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: 3 } }
data: { orders: { in: db, item: 1 kB, addedBy: buy, keep: 1 year } }
requirements: { quality: { safe: { data: orders, durability: 99.999% } } }
`,
  },
  reads: [],
  message: '"{data}" is {kept}, and {stores} has no backup of it: copies repeat what is deleted by mistake',
  help: 'keep backups apart from the copies: backup: { every: 1 h, keep: 30 d, restore: 4 h }',
  *check(data, { model }) {
    const stores = storesOf(model, data);
    const promises = [...promisesOf(model, data, 'durability'), ...promisesOf(model, data, 'rpo')];
    const [first] = stores;
    const word = classWith('isOfValue', data.classes);
    const isAsked = promises.length > 0 || word !== undefined;
    if (!first || !isAsked || stores.some((store) => hasBackup(model, store.name) || !isKeptByUs(model, store))) return;
    yield {
      subject: `data.${data.name}`,
      at: `components.${first.name}`,
      because: 'structure',
      isQuestion: promises.length === 0 && ![...model.components.keys()].some((name) => hasBackup(model, name)),
      slots: {
        data: data.name,
        kept: promises.length > 0 ? 'promised to be kept' : `of value (${word})`,
        stores: stores.map(({ name }) => `"${name}"`).join(' or '),
      },
      related: promises.map(({ path }) => ({ path, message: 'the promise' })),
    };
  },
});
