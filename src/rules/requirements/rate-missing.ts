import { defineRule } from '../rule.js';

/** A flow without a stated rate. */
export const rateMissing = defineRule({
  id: 'requirements/rate-missing',
  on: 'flow',
  severity: 'warning',
  confidence: 'high',
  evidence: 'absence',
  attribute: 'requirements',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'How often a flow happens is neither stated nor follows from what is.',
    why: 'Load, instances, data and cost all begin there: without it no choice between designs can be argued for.',
    cost: 'A rough number, stated as a range (`80M..150M users`), is enough.',
    source: 'Beyer et al. 2016, Site Reliability Engineering, ch. 18, on planning for the growth of demand',
    falsePositives: 'A sketch whose numbers are still to come.',
    good: `sysdesign: 1
name: shop
assumptions: { users: 1M..3M users, visits: 4 per user per day }
flows:
  browse: { rate: = users * visits, path: api }
components:
  api: { kind: service }
`,
    bad: `sysdesign: 1
name: shop
flows:
  browse: { path: api }
components:
  api: { kind: service }
`,
  },
  reads: ['flows.*.rate.mean'],
  message: 'how often "{flow}" happens is not stated',
  help: 'ask for users and what each does a day, and state the rate: `rate: = users * visits`',
  *check({ name }, { fact, isKnown }) {
    if (isKnown(fact('flows.*.rate.mean', name))) return;
    yield { subject: `flows.${name}`, because: 'structure', slots: { flow: name } };
  },
});
