import { classWith } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** Concurrency + consistency -> row locking. */
export const lostUpdate = defineRule({
  id: 'api/lost-update',
  on: 'data',
  severity: 'error',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'Stock, bookings or balances are written without a lock, a version or a condition (`locking: none`, `lastWriteWins`).',
    why: 'Two writers read the same amount and each writes what it makes of it: the second erases the first. One seat is sold twice, one payment is lost.',
    cost: 'Row locks make writers of one item wait for each other and may deadlock; versions make the later one try again.',
    source: 'Kleppmann, Designing Data-Intensive Applications (2017), chapter 7, Preventing Lost Updates and Write Skew',
    falsePositives: 'Each item has one writer only, such as one partition of a stream.',
    good: `sysdesign: 1
name: tickets
flows:
  book: { kind: write, rate: 10 req/s, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database }
data:
  seats: { in: db, item: 100 B, items: 10k, addedBy: book, keep: 1 year, class: booking, locking: pessimistic }
`,
    bad: `sysdesign: 1
name: tickets
flows:
  book: { kind: write, rate: 10 req/s, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database }
data:
  seats: { in: db, item: 100 B, items: 10k, addedBy: book, keep: 1 year, class: booking, locking: lastWriteWins }
`,
  },
  reads: [],
  message: 'two writers of one item of "{data}" ({class}) lose one of the two writes',
  help: 'lock the row (locking: pessimistic), write on a condition (atomic), or check a version where conflicts are rare (optimistic)',
  *check({ name, classes, locking }) {
    const word = classWith('mustAddUp', classes);
    if (word && (locking === 'none' || locking === 'lastWriteWins'))
      yield { subject: `data.${name}`, because: 'structure', slots: { data: name, class: word } };
  },
});
