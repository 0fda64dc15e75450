import { classWith, isWaitedFor } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** Write + conflict -> optimistic lock. */
export const writeConflictUnstated = defineRule({
  id: 'api/write-conflict-unstated',
  on: 'data',
  severity: 'warning',
  confidence: 'low',
  evidence: 'absence',
  attribute: 'consistency',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'Stock, bookings or balances are written while somebody waits, and the spec does not state what becomes of two writers of one item.',
    why: 'A reviewer asks it first: what happens when two people take the last one at the same time?',
    cost: 'Versions suit rare conflicts, row locks suit frequent ones; both make one of the two writers wait or try again.',
    source: 'Kung, Robinson, On Optimistic Methods for Concurrency Control, ACM TODS 6(2) (1981)',
    falsePositives: 'Items are only ever added, never changed.',
    good: `sysdesign: 1
name: tickets
flows:
  book: { kind: write, rate: 10 req/s, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database }
data:
  seats: { in: db, item: 100 B, items: 10k, addedBy: book, keep: 1 year, class: booking, locking: optimistic }
`,
    bad: `sysdesign: 1
name: tickets
flows:
  book: { kind: write, rate: 10 req/s, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database }
data:
  seats: { in: db, item: 100 B, items: 10k, addedBy: book, keep: 1 year, class: booking }
`,
  },
  reads: [],
  message: 'what happens when two write the same item of "{data}" ({class}) at a time is not stated',
  help: 'state it: locking: optimistic where conflicts are rare, pessimistic or atomic where they are not',
  *check({ name, classes, locking, stores }, { model }) {
    const word = classWith('mustAddUp', classes);
    if (!word || locking !== null) return;
    const calls = stores.flatMap((store) => model.components.get(store)?.calls ?? []);
    if (calls.some((call) => call.writes && isWaitedFor(call)))
      yield { subject: `data.${name}`, because: 'structure', slots: { data: name, class: word } };
  },
});
