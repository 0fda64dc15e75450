import { type Guarantee, implies } from '../../math/consistency/guarantees.js';
import { isWaitedFor } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** A request that reads what it has just written, from where it is not yet. */
export const ownWriteNotRead = defineRule({
  id: 'data/own-write-not-read',
  on: 'flow',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'contradiction',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'A flow writes a data set and then reads it again in the same request, where copies or caches may not have the write yet.',
    why: 'It acts on the state before its own change: the new order is missing from the page that confirms it, the total is that of before, a check passes that should fail. It happens in some requests only, and more in a busy hour, when copies are further behind.',
    cost: 'A read from the leader, or from enough copies, costs latency and takes load to where writes go.',
    source: 'Terry et al. 1994, Session Guarantees for Weakly Consistent Replicated Data, PDIS',
    falsePositives: 'The later call reads other items than the earlier one has written.',
    good: `sysdesign: 1
name: shop
flows:
  buy: { kind: write, rate: 10 req/s, path: [ db, { db: { kind: read, from: leader } } ] }
components:
  db: { kind: database, replication: { factor: 3, mode: leader, sync: async, lag: 1 s } }
data: { orders: { in: db, item: 1 kB, items: 1M, addedBy: buy, readBy: buy } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  buy: { kind: write, rate: 10 req/s, path: [ db, { db: { kind: read, from: follower } } ] }
components:
  db: { kind: database, replication: { factor: 3, mode: leader, sync: async, lag: 1 s } }
data: { orders: { in: db, item: 1 kB, items: 1M, addedBy: buy, readBy: buy } }
`,
  },
  reads: ['flows.*.calls.*.consistency'],
  message: '"{flow}" writes to "{store}" and then reads from it, and what it reads is {given}: its own write may be missing',
  help: 'read from the leader (from: leader), from enough copies, or use what was written',
  *check({ name, calls }, { fact, word }) {
    for (const read of calls) {
      if (read.writes || !isWaitedFor(read)) continue;
      const write = calls.find((call) => call.writes && call.component === read.component && call.index < read.index && !call.async);
      const given = write && word(fact('flows.*.calls.*.consistency', name, String(read.index)));
      if (!given || given.split(' + ').some((one) => implies(one as Guarantee, 'readYourWrites'))) continue;
      yield {
        subject: `flows.${name}`,
        key: read.component,
        at: read.path,
        because: 'structure',
        slots: { flow: name, store: read.component, given },
      };
    }
  },
});
