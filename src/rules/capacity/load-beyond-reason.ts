import { defineRule } from '../rule.js';

/** More requests than all people on earth make: an exponent or a unit is a slip. */
export const loadBeyondReason = defineRule({
  id: 'capacity/load-beyond-reason',
  on: 'flow',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  presets: ['minimal', 'recommended', 'interview'],
  covers: ['capacity/fleet-beyond-reason', 'capacity/overloaded', 'load/quota-nearly-reached'],
  docs: {
    what: 'A flow has more requests a second at its peak than any system answers.',
    why: 'A rate a million times too high gives numbers like any other: a fleet, a bill and a bandwidth that nobody has, and nothing of it follows from the design.',
    cost: 'None: one of the literals is mended.',
    source: 'AWS (2024), Prime Day: 146 million requests a second to DynamoDB, by all that Amazon runs on it',
    falsePositives: 'Events within one machine, or readings of sensors, that the spec counts as requests.',
    good: `sysdesign: 1
name: shop
flows:
  read: { rate: 1M req/s, peak: 2, path: store }
components:
  store: { kind: objectStore }
`,
    bad: `sysdesign: 1
name: shop
flows:
  read: { rate: 1T req/s, peak: 2, path: store }
components:
  store: { kind: objectStore }
`,
  },
  reads: ['flows.*.rate.peak'],
  options: { most: { value: '1G req/s', field: 'rate', meaning: 'requests a second that a flow may have at its peak' } },
  message: '"{flow}" has {left} at its peak, and nothing answers more than {right}',
  help: 'check the exponents and the units of its rate, and of what that is computed from',
  *check({ name }, { fact, option, states }) {
    yield {
      subject: `flows.${name}`,
      because: [fact('flows.*.rate.peak', name), '>', option('most')],
      slots: { flow: name },
      ...(states('flows.*.rate', name) && { at: `flows.${name}.rate` }),
    };
  },
});
