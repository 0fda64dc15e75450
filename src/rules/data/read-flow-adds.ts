import { isWaitedFor } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** A flow that is stated to read, and whose caller waits for a write. */
export const readFlowAdds = defineRule({
  id: 'data/read-flow-adds',
  on: 'flow',
  severity: 'warning',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'A flow of `kind: read` adds to a data set in a store that it calls, and waits for it.',
    why: 'A read is what caches, retries, prefetching and read replicas may answer or repeat at will. One that writes loses or doubles the write then, and stops when the leader does.',
    cost: 'What is counted asynchronously is a little behind, and may be lost or doubled.',
    source: 'RFC 9110, 9.2.1 (safe methods)',
    falsePositives: 'A first read that fills a table of its own, which may be repeated without harm.',
    good: `sysdesign: 1
name: pages
horizon: 1 year
flows:
  view: { kind: read, rate: 100 req/s, path: [ api: { calls: [ db, visits: { async: true } ] } ] }
components:
  api: { kind: service }
  db: { kind: database }
  visits: { kind: queue, consumers: { counter: {} } }
  counter: { kind: worker }
data:
  visits: { in: visits, item: 50 B, addedBy: view, keep: 1 d }
`,
    bad: `sysdesign: 1
name: pages
horizon: 1 year
flows:
  view: { kind: read, rate: 100 req/s, path: [ api: { calls: [ db ] } ] }
components:
  api: { kind: service }
  db: { kind: database }
data:
  visits: { in: db, item: 50 B, addedBy: view, keep: 1 year }
`,
  },
  reads: [],
  message: '"{flow}" is a read, and waits until "{store}" has what it adds to "{data}"',
  help: 'send what it adds to a queue (`async: true`), or call it a write',
  *check({ name, kind, adds, calls }, { model }) {
    if (adds.length === 0 || kind !== 'read') return;
    for (const { data } of adds) {
      const stores = model.data.get(data)?.stores ?? [];
      const write = calls.find((call) => stores.includes(call.component) && call.traits.data === 'disk' && isWaitedFor(call));
      if (!write || write.traits.isQueue) continue;
      yield {
        subject: `flows.${name}`,
        key: data,
        because: 'structure',
        slots: { flow: name, store: write.component, data },
        at: write.path,
        related: [{ path: `data.${data}`, message: 'what it adds to' }],
      };
    }
  },
});
