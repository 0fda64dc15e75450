import { namesAt, namesIn } from '../../facts/index.js';
import { inYear } from '../horizon.js';
import { defineRule } from '../rule.js';

/** A budget that holds today and not in the years that the design is made for. */
export const budgetAtHorizon = defineRule({
  id: 'cost/budget-at-horizon',
  on: 'spec',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'cost',
  since: '0.1.0',
  docs: {
    what: 'A cost that is required meets its target now, and exceeds it by more than a fifth in the last whole year of the horizon, with load and data grown.',
    why: 'A budget is judged by the load of today. What the design costs per user then is decided now, while it can still be changed.',
    cost: 'A larger budget in writing, or a design that costs less per request.',
    source: 'own derivation (the cost of a later year); AWS Well-Architected, COST 3 and COST 6',
    falsePositives: 'A budget that grows with the business: require it of the year (`fact: totals.cost.year3`).',
    good: `sysdesign: 1
name: shop
horizon: 3 years
growth: 20% per year
requirements: { quality: { budget: { cost: 5k USD/month } } }
flows:
  browse: { rate: 1k req/s, peak: 2, path: web }
components:
  web: { kind: service, each: { rate: 200 req/s, cost: 200 USD/month } }
`,
    bad: `sysdesign: 1
name: shop
horizon: 3 years
growth: 60% per year
requirements: { quality: { budget: { cost: 5k USD/month } } }
flows:
  browse: { rate: 1k req/s, peak: 2, path: web }
components:
  web: { kind: service, each: { rate: 200 req/s, cost: 200 USD/month } }
`,
  },
  reads: ['totals.cost', 'components.*.cost'],
  options: { times: { value: '1.2', field: 'ratio', meaning: 'times the budget that a later year may cost: plans are no more exact' } },
  message: 'the budget of {right} holds at the load of today ({now}), and in year {year} the cost is {left}',
  help: 'make it cost less per request, or state a budget for that year (`fact: totals.cost.year<N>`)',
  *check({ checks, components }, { fact, option, literal, yearsAhead }) {
    const year = yearsAhead;
    if (year === 0) return;
    for (const { promise: name, fact: id, leaf } of checks) {
      if (name === null || !namesAt('requirements.quality.*.cost', leaf.path)) continue;
      const component = namesIn('components.*.cost', id)?.[0];
      if (component !== undefined && !components.has(component)) continue;
      const cost = component === undefined ? fact('totals.cost') : fact('components.*.cost', component);
      const target = literal('requirements.quality.*.cost', name);
      yield {
        subject: `requirements.quality.${name}`,
        because: [
          [inYear(cost, year), '>', target, option('times')],
          [cost, '<', target],
        ],
        slots: { now: cost, year: String(year) },
        at: leaf.path,
      };
    }
  },
});
