import { componentsTo, entranceOf } from '../paths.js';
import { defineRule } from '../rule.js';

/** A public entrance without a rate limit. */
export const entranceWithoutThrottle = defineRule({
  id: 'security/entrance-without-throttle',
  on: 'call',
  severity: 'info',
  confidence: 'low',
  evidence: 'absence',
  attribute: 'security',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'Actors call a service or a gateway, and no component of the spec states a limit of calls.',
    why: 'A reviewer asks it: what happens when one client, by mistake or on purpose, calls as often as it can? Without a limit all others wait for it.',
    cost: 'State of the counters, shared among gateways; clients that have to handle refusals.',
    source: 'RFC 6585, section 4, 429 Too Many Requests',
    falsePositives: 'All callers belong to the operator; state throttle: none.',
    good: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, path: gateway -> api }
components:
  gateway: { kind: gateway, throttle: 500 req/s }
  api: { kind: service }
`,
    bad: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, path: gateway -> api }
components:
  gateway: { kind: gateway }
  api: { kind: service }
`,
  },
  reads: [],
  message: 'what "{component}" does with a client that calls far too often is not stated',
  help: 'limit each client there, and all of them together (throttle), or state throttle: none',
  *check(call, { model }) {
    const entrance = entranceOf(model, call);
    if (entrance?.name !== call.component || !(entrance.traits.isService || entrance.traits.passesOn)) return;
    if ([...model.components.values()].some(({ throttle }) => throttle !== null)) return;
    if (componentsTo(model, call).some(({ traits }) => traits.isQueue)) return;
    yield { subject: `components.${entrance.name}`, because: 'structure', slots: { component: entrance.name } };
  },
});
