import { isItemStore, isWaitedFor } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** Reports over everything, in the store on which requests wait. */
export const analyticsOnStore = defineRule({
  id: 'api/analytics-on-store',
  on: 'data',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'latency',
  since: '0.1.0',
  docs: {
    what: 'A flow aggregates or scans a large data set in a database on which requests of other flows wait.',
    why: 'One scan reads more than all the requests beside it. It takes disk, memory and locks from them: the report is slow, and so is everything else.',
    cost: 'A columnar copy has to be filled (ETL, change data capture), costs room, and is as old as its last run.',
    source: 'Kleppmann, Designing Data-Intensive Applications (2017), chapter 3, Transaction Processing or Analytics?',
    falsePositives: 'Scans run on a replica of their own or at night, when nobody waits.',
    good: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 100 req/s, path: api -> db }
  report: { rate: 10 per h, path: api -> lake }
components:
  api: { kind: service }
  db: { kind: database }
  lake: { kind: warehouse }
data:
  orders: { in: [db, lake], item: 1 kB, items: 50M, addedBy: order, keep: 1 year, readBy: { report: { by: aggregate } } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 100 req/s, path: api -> db }
  report: { rate: 10 per h, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database }
data:
  orders: { in: db, item: 1 kB, items: 50M, addedBy: order, keep: 1 year, readBy: { report: { by: aggregate } } }
`,
  },
  reads: ['data.*.items'],
  options: { scanned: { value: '1M', field: 'count', meaning: 'items that may be read through beside requests' } },
  message: '"{flow}" reads through {left} items of "{data}" in "{store}", on which "{other}" waits',
  help: 'answer it from a columnar copy or a warehouse that is filled from "{store}"',
  *check({ name, stores, readBy }, { model, fact, option }) {
    for (const { flow, found } of readBy) {
      if ((found.by !== 'aggregate' && found.by !== 'scan') || found.index === 'columns') continue;
      for (const store of stores) {
        const component = model.components.get(store);
        if (!component || !isItemStore(component.traits) || !component.calls.some((call) => call.flow === flow)) continue;
        const other = component.calls.find((call) => call.flow !== flow && isWaitedFor(call));
        if (other)
          yield {
            subject: `data.${name}`,
            key: flow,
            because: [fact('data.*.items', name), '>', option('scanned')],
            slots: { data: name, flow, store, other: other.flow },
            related: [{ path: `components.${store}`, message: 'where both meet' }],
          };
      }
    }
  },
});
