import type { Component, DataSet, Model } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** Two sales of one seat, of which the later one stays. */
export const lastWriteWinsOnMoney = defineRule({
  id: 'data/last-write-wins-on-money',
  on: 'data',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'contradiction',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'Balances, payments, stock or bookings lie in a store that keeps the later of two writes which did not see each other, or has several leaders that do not wait for each other.',
    why: 'Both writers were told that their write counts, and one of them is dropped by its timestamp: money is made or lost, one seat is sold twice, and no error is seen anywhere. Clocks decide which.',
    cost: 'A conditional write (a lightweight transaction, a version) takes more round trips, and one of two writers has to try again.',
    source:
      'Kingsbury 2013, Jepsen: Cassandra; Kleppmann 2017, Designing Data-Intensive Applications, ch. 5; DeCandia et al. 2007, Dynamo, SOSP',
    falsePositives: 'Entries that are only added and never changed, such as a ledger, with a balance that is summed from them.',
    good: `sysdesign: 1
name: wallet
flows: { pay: { kind: write, rate: 10 req/s, idempotency: key, path: db } }
components: { db: { kind: database, use: postgres } }
data: { balances: { in: db, item: 100 B, items: 1M, addedBy: pay, class: balance, locking: pessimistic } }
`,
    bad: `sysdesign: 1
name: wallet
flows: { pay: { kind: write, rate: 10 req/s, idempotency: key, path: db } }
components: { db: { kind: database, use: cassandra } }
data: { balances: { in: db, item: 100 B, items: 1M, addedBy: pay, class: balance, locking: pessimistic } }
`,
  },
  reads: [],
  message: '"{data}" are {class}, and of two writes to "{store}" that did not see each other the later one stays',
  help: 'make its writes conditional (locking: atomic), or keep it in a store with one leader',
  *check(data, { model }) {
    const at = atStake(data);
    // Conditional writes, which check the version that they change, do not overwrite one another.
    if (at === undefined || data.locking === 'atomic' || data.locking === 'optimistic') return;
    for (const store of data.stores.flatMap((name) => model.components.get(name) ?? [])) {
      if (!keepsTheLater(model, store)) continue;
      yield {
        subject: `data.${data.name}`,
        key: store.name,
        at: `components.${store.name}`,
        because: 'structure',
        slots: { data: data.name, store: store.name, class: WORDS[at] },
      };
    }
  },
});

const WORDS = { balance: 'balances', payment: 'payments', inventory: 'stock', booking: 'bookings' } as const;

const atStake = ({ classes }: DataSet): keyof typeof WORDS | undefined =>
  (Object.keys(WORDS) as (keyof typeof WORDS)[]).find((one) => classes?.includes(one));

/** Whether two writes may miss each other, and the store takes the later: as the product does, or where several leaders take them. */
function keepsTheLater({ products }: Model, { name, replication, places }: Component): boolean {
  if (replication?.mode === 'multiLeader') return replication.sync !== 'sync';
  const behavior = products.behaviors.get(name);
  if (!behavior?.conflicts?.startsWith('last writer wins')) return false;
  return behavior.writes === 'leaderless' || (behavior.writes === 'multiLeader' && places.regions > 1);
}
