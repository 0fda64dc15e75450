import type { Call } from '../../spec/index.js';
import { chainTo } from '../paths.js';
import { defineRule } from '../rule.js';

const isBehindQueue = (call: Call): boolean => chainTo(call).some(({ via }) => via === 'consume');

/** A read whose data lies behind a queue. */
export const noAnswerThroughQueue = defineRule({
  id: 'messaging/no-answer-through-queue',
  on: 'flow',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'contradiction',
  attribute: 'latency',
  since: '0.1.0',
  docs: {
    what: 'A flow reads data, and the only way to the stores that have it leads through a queue.',
    why: 'A queue takes a message and gives no answer. The actor has a receipt and nothing to show.',
    cost: 'A direct call fails when the callee is down; a status to ask for, or a callback, has to be built.',
    source: 'G. Hohpe, B. Woolf, Enterprise Integration Patterns (2003), Request-Reply',
    falsePositives: 'The answer comes back on another way, such as a socket that is kept open.',
    good: `sysdesign: 1
name: reports
flows:
  order: { kind: write, rate: 1 req/s, path: [ api: { calls: [ jobs: { async: true } ] } ] }
  fetch: { kind: read, rate: 1 req/s, path: api -> reports }
components:
  api: { kind: service }
  jobs: { kind: queue, consumers: { builder: { calls: [ reports ] } } }
  builder: { kind: worker }
  reports: { kind: database }
data:
  reports: { in: reports, item: 1 MB, addedBy: order, readBy: fetch }
`,
    bad: `sysdesign: 1
name: reports
flows:
  fetch: { kind: read, rate: 1 req/s, path: api -> jobs }
components:
  api: { kind: service }
  jobs: { kind: queue, consumers: { builder: { calls: [ reports ] } } }
  builder: { kind: worker }
  reports: { kind: database }
data:
  reports: { in: reports, item: 1 MB, items: 1000, readBy: fetch }
`,
  },
  reads: [],
  message: '"{flow}" reads "{data}", and comes to "{store}" only through the queue "{queue}", which gives no answer',
  help: 'read it by a direct call, or accept the request and let the actor ask for the result or be told',
  *check({ name, write, reads, calls }, { model }) {
    if (write) return;
    for (const { data } of reads) {
      const stores = model.data.get(data)?.stores ?? [];
      const toStores = calls.filter(({ component }) => stores.includes(component));
      const [first] = toStores;
      if (!first || !toStores.every(isBehindQueue)) continue;
      const queue = chainTo(first).find(({ traits }) => traits.isQueue)?.component ?? '';
      yield {
        subject: `flows.${name}`,
        key: data,
        because: 'structure',
        slots: { flow: name, data, store: first.component, queue },
        related: [{ path: `components.${queue}`, message: 'nothing comes back through this' }],
      };
    }
  },
});
