import { chainTo, isEdgeCacheIn } from '../paths.js';
import { defineRule } from '../rule.js';
import { callsTo, guardedClass } from './guarded-uses.js';

/** Personal data in a cache that serves everybody. */
export const guardedDataInCdn = defineRule({
  id: 'security/guarded-data-in-cdn',
  on: 'data',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'contradiction',
  attribute: 'security',
  since: '0.1.0',
  docs: {
    what: 'A flow reads personal, health or payment data through a CDN that answers from its copies, and does not state its responses as public.',
    why: 'A copy made for one person is given to the next who asks for the same address. It also lies in places where nobody deletes it on request.',
    cost: 'These requests go to the origin, or the flow is split into what is public and what is not.',
    source: 'RFC 9111, HTTP Caching, section 7, Security Considerations',
    falsePositives: 'What is read is meant for everybody, such as a published profile: state cacheable: public.',
    good: `sysdesign: 1
name: clinic
flows:
  read: { rate: 10 req/s, path: [ cdn: { calls: [ api: { calls: [ db ] } ] } ] }
components:
  cdn: { kind: cdn }
  api: { kind: service }
  db: { kind: database }
data:
  records: { in: db, item: 5 kB, items: 1M, readBy: read, class: health }
`,
    bad: `sysdesign: 1
name: clinic
flows:
  read: { rate: 10 req/s, path: [ cdn: { hit: 50%, miss: [ api: { calls: [ db ] } ] } ] }
components:
  cdn: { kind: cdn }
  api: { kind: service }
  db: { kind: database }
data:
  records: { in: db, item: 5 kB, items: 1M, readBy: read, class: health }
`,
  },
  reads: [],
  message: '"{flow}" reads the {class} data "{data}", and "{component}" answers it from copies that are given to all',
  help: 'let "{flow}" pass "{component}" without a hit (calls in place of miss), or state that it is public (cacheable: public)',
  *check(data, { model }) {
    const found = guardedClass(data);
    if (!found) return;
    const readers = new Set(data.readBy.map(({ flow }) => flow));
    for (const call of callsTo(data, model)) {
      if (!readers.has(call.flow) || model.flows.get(call.flow)?.cacheable != null) continue;
      const missed = chainTo(call).find(({ via, caller }) => via === 'miss' && caller && isEdgeCacheIn(model, caller.component));
      if (missed?.caller)
        yield {
          subject: `data.${data.name}`,
          key: call.flow,
          because: 'structure',
          slots: { data: data.name, flow: call.flow, class: found, component: missed.caller.component },
          related: [{ path: missed.caller.path, message: 'copies are given from here' }],
        };
    }
  },
});
