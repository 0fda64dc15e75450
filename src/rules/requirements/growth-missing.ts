import { defineRule } from '../rule.js';

/** A plan for years in which nothing grows. */
export const growthMissing = defineRule({
  id: 'requirements/growth-missing',
  on: 'spec',
  severity: 'info',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'requirements',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'A spec looks a year or more ahead, and states no growth, neither for all nor for one flow or data set.',
    why: 'The load of the last year is then that of today, which few systems are built for. At 40% a year it is five times as much in five years.',
    cost: 'A line, and a range where it is not known (`20%..60% per year`).',
    source: 'Beyer et al. 2016, Site Reliability Engineering, ch. 18, on planning for the growth of demand',
    falsePositives: 'A load that is known not to grow: state `growth: 0%`.',
    good: `sysdesign: 1
name: notes
horizon: 5 years
growth: 40% per year
flows:
  save: { kind: write, rate: 12 req/s, path: db }
components:
  db: { kind: database }
`,
    bad: `sysdesign: 1
name: notes
horizon: 5 years
flows:
  save: { kind: write, rate: 12 req/s, path: db }
components:
  db: { kind: database }
`,
  },
  reads: [],
  message: 'the spec looks {horizon} ahead, and nothing in it grows',
  help: 'state the growth of the load (`growth: 40% per year`), or that there is none (`growth: 0%`)',
  *check(model, { literal, states, yearsAhead }) {
    if (model.flows.size === 0 || yearsAhead === 0 || states('growth')) return;
    if ([...model.flows.values(), ...model.data.values()].some(({ hasOwnGrowth }) => hasOwnGrowth)) return;
    yield { subject: 'horizon', because: 'structure', slots: { horizon: literal('horizon') } };
  },
});
