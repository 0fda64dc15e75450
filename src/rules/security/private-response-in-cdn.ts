import { isEdgeCacheIn } from '../paths.js';
import { defineRule } from '../rule.js';

/** What only its actor may keep, kept for all. */
export const privateResponseInCdn = defineRule({
  id: 'security/private-response-in-cdn',
  on: 'call',
  severity: 'error',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'security',
  since: '0.1.0',
  docs: {
    what: 'A CDN answers requests of a flow from its copies, and the flow states that only the actor may keep its responses, or nobody (`cacheable: private`, `none`).',
    why: 'A shared cache gives the copy made for one person to the next who asks for the same address.',
    cost: 'These requests go to the origin: its load grows by the share that the CDN answered.',
    source: 'RFC 9111, HTTP Caching, section 5.2.2.7, private',
    falsePositives: 'The key of the copy has the user in it and the CDN checks a token: then anybody who gets it may, and it is public.',
    good: `sysdesign: 1
name: shop
flows:
  cart: { rate: 100 req/s, cacheable: private, path: api }
components:
  api: { kind: service }
`,
    bad: `sysdesign: 1
name: shop
flows:
  cart: { rate: 100 req/s, cacheable: private, path: [ cdn: { hit: 60%, miss: [ api ] } ] }
components:
  cdn: { kind: cdn }
  api: { kind: service }
`,
  },
  reads: [],
  message: '"{component}" answers "{flow}" from its copies, and the responses are stated as cacheable: {word}',
  help: 'let "{flow}" pass "{component}" without a hit (calls in place of miss), or state what of it is public as a flow of its own',
  *check({ component, flow, path, callees }, { model }) {
    const word = model.flows.get(flow)?.cacheable;
    if (word !== 'private' && word !== 'none') return;
    if (isEdgeCacheIn(model, component) && callees.some(({ via }) => via === 'miss'))
      yield { subject: `flows.${flow}`, key: component, because: 'structure', slots: { component, flow, word }, at: path };
  },
});
