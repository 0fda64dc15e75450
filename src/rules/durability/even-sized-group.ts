import { defineRule } from '../rule.js';
import { statesCopies } from './promises.js';

/** A member of a majority that buys nothing. */
export const evenSizedGroup = defineRule({
  id: 'durability/even-sized-group',
  on: 'component',
  severity: 'info',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'A group with an even number of copies waits for a majority of them, for reads and for writes.',
    why: 'A majority of four is three, so that four go on with one down, as three do. In a split into two halves neither has a majority, and both stop.',
    cost: 'One copy fewer holds one copy less of the data; one more costs its disks and a message for each write.',
    source: 'etcd documentation, FAQ: why an odd number of cluster members; Gifford 1979, Weighted Voting for Replicated Data, SOSP',
    falsePositives:
      'Two copies in each of two places, where the copies matter and the majority does not; a member that is on its way in or out.',
    good: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: { factor: 5, read: quorum, write: quorum } } }
data: { stock: { in: db, item: 1 kB, items: 1M } }
`,
    bad: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: { factor: 4, read: quorum, write: quorum } } }
data: { stock: { in: db, item: 1 kB, items: 1M } }
`,
  },
  reads: ['components.*.copies', 'components.*.quorum.read', 'components.*.quorum.write', 'components.*.quorum.overlap'],
  options: {
    spare: { value: '1', field: 'count', meaning: 'copies that a read and a write have in common beyond which a group has one too many' },
  },
  message: '"{store}" has {copies} copies and waits for {reads} of them: it goes on with as many down as with one copy fewer',
  help: 'take one copy away, or add one',
  *check({ name, replication }, { model, fact, option }) {
    if (replication?.read !== 'quorum' || replication.write !== 'quorum' || !statesCopies(model, name)) return;
    // Two majorities of an odd group share one copy, those of an even group two.
    yield {
      subject: `components.${name}`,
      at: `components.${name}.replication`,
      because: [fact('components.*.quorum.overlap', name), '>', option('spare')],
      slots: { store: name, copies: fact('components.*.copies', name), reads: fact('components.*.quorum.read', name) },
    };
  },
});
