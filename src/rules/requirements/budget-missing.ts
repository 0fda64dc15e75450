import { defineRule } from '../rule.js';

/** A bill, and no word on what it may be. */
export const budgetMissing = defineRule({
  id: 'requirements/budget-missing',
  on: 'spec',
  severity: 'info',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'cost',
  since: '0.1.0',
  presets: [],
  docs: {
    what: 'A spec with requirements states prices that come to more than 10,000 USD a month, and no requirement on cost.',
    why: 'Every other requirement can be met with more money. What it may cost is what decides between designs.',
    cost: 'A number from whoever pays.',
    source: 'AWS Well-Architected, COST 1 and 2 (budgets and ownership of cost)',
    falsePositives: 'A design whose cost is judged elsewhere.',
    good: `sysdesign: 1
name: shop
requirements: { quality: { up: { flow: browse, availability: 99.9%, window: 30 d }, budget: { cost: 20k USD/month } } }
flows:
  browse: { rate: 1k req/s, path: api }
components:
  api: { kind: service, each: { rate: 100 req/s, cost: 300 USD/month } }
`,
    bad: `sysdesign: 1
name: shop
requirements: { quality: { up: { flow: browse, availability: 99.9%, window: 30 d } } }
flows:
  browse: { rate: 1k req/s, path: api }
components:
  api: { kind: service, each: { rate: 100 req/s, cost: 300 USD/month } }
`,
  },
  reads: ['totals.cost'],
  options: { least: { value: '10k USD/month', field: 'cost', meaning: 'a bill from which a budget is worth asking for' } },
  message: 'the design comes to {left}, and nothing states what it may cost',
  help: 'state the budget: `quality: { budget: { cost: 20k USD/month } }`',
  *check({ checks }, { fact, option }) {
    const required = checks.filter(({ kind }) => kind === 'requirement');
    if (required.length === 0 || required.some(({ fact: id }) => id.includes('cost'))) return;
    yield { subject: 'requirements', because: [fact('totals.cost'), '>', option('least')] };
  },
});
