import { defineRule } from '../rule.js';

/** Consistency and availability, and no partition. */
export const caNotOnOffer = defineRule({
  id: 'durability/ca-not-on-offer',
  on: 'component',
  severity: 'error',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'A store with several copies is claimed to be CA: consistent and available, whatever happens.',
    why: 'Copies on several machines are cut off from each other sooner or later. The side that has not got the latest write can then answer with what it has, or not at all: to do without partitions is nothing that a store can choose.',
    cost: 'CP refuses some requests in a partition; AP gives some old values, and has to settle conflicts.',
    source: 'Gilbert and Lynch 2002, Brewer’s conjecture, SIGACT News 33(2); Brewer 2012, CAP twelve years later, Computer 45(2)',
    falsePositives: 'None known: a store of one copy may be called CA.',
    good: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, cap: CP, replication: { factor: 3, read: quorum, write: quorum } } }
data: { stock: { in: db, item: 1 kB, items: 1M } }
`,
    bad: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, cap: CA, replication: { factor: 3, read: quorum, write: quorum } } }
data: { stock: { in: db, item: 1 kB, items: 1M } }
`,
  },
  reads: ['components.*.copies'],
  options: { one: { value: '1', field: 'count', meaning: 'copies of which none is cut off from another' } },
  message: '"{store}" is claimed to be CA, and has {copies} copies: in a partition it is consistent or available, not both',
  help: 'choose what it gives up in a partition: cap: CP where a wrong answer is worse than none, cap: AP where any answer is better',
  *check({ name, cap }, { fact, option }) {
    if (cap !== 'CA') return;
    yield {
      subject: `components.${name}`,
      at: `components.${name}.cap`,
      because: [fact('components.*.copies', name), '>', option('one')],
      slots: { store: name, copies: fact('components.*.copies', name) },
    };
  },
});
