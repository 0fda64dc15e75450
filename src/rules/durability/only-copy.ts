import { classWith, isItemStore } from '../../spec/index.js';
import { defineRule } from '../rule.js';
import { hasBackup, isKeptByUs, promisesOf, storesOf } from './promises.js';

/** The loss of one disk is the loss of the data. */
export const onlyCopy = defineRule({
  id: 'durability/only-copy',
  on: 'data',
  severity: { critical: 'error', standard: 'warning', internal: 'info' },
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'durability',
  since: '0.1.0',
  covers: ['availability/survives-more-than-copies', 'durability/no-backup'],
  docs: {
    what: 'Payments, bookings, stock or balances lie in one store, which keeps one copy of each item and states no backup; nothing is promised of how well they are kept. Of other data that a flow adds, which states no class, it is a question.',
    why: 'One or two of a hundred disks fail in a year. What was on this one is then nowhere, and nothing else in the design has it to make it again from.',
    cost: 'Disks for a second copy, or room for backups and restores that are rehearsed.',
    source:
      'Backblaze Drive Stats (annualized failure rates of 1 to 2%); B. Beyer et al., Site Reliability Engineering (2016), ch. 26 (data integrity)',
    falsePositives: 'A disk that is itself redundant, such as a network volume, with snapshots that the spec does not state.',
    good: `sysdesign: 1
name: shop
flows: { book: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, backup: { every: 5 min, restore: 1 h } } }
data: { bookings: { in: db, item: 1 kB, addedBy: book, keep: 1 year, class: booking } }
`,
    bad: `sysdesign: 1
name: shop
flows: { book: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database } }
data: { bookings: { in: db, item: 1 kB, addedBy: book, keep: 1 year, class: booking } }
`,
  },
  reads: ['components.*.copies'],
  options: { copies: { value: '2', field: 'ratio', meaning: 'copies below which nothing is left after a loss' } },
  message: '"{store}" has the only copy of "{data}"{class}, and no backup of it is stated',
  help: 'keep a second copy (replication: 2), back it up (backup: { every: 1 h, keep: 30 d }), or state that it may be lost (class: none)',
  *check(data, { model, fact, option }) {
    const stores = storesOf(model, data);
    const [store] = stores;
    if (!store || stores.length > 1 || store.areReplicas || !isKeptByUs(model, store) || hasBackup(model, store.name)) return;
    if (store.traits.isQueue || ['durability', 'rpo'].some((of) => promisesOf(model, data, of as 'durability' | 'rpo').length > 0)) return;
    const word = classWith('isOfValue', data.classes);
    const isAdded = data.classes === null && data.addedBy.length > 0 && isItemStore(store.traits);
    if (word === undefined && !isAdded) return;
    yield {
      subject: `data.${data.name}`,
      at: `components.${store.name}`,
      because: [fact('components.*.copies', store.name), '<', option('copies')],
      isQuestion: word === undefined,
      slots: { data: data.name, store: store.name, class: word === undefined ? '' : ` (${word})` },
    };
  },
});
