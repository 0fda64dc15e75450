import { namesAt } from '../../facts/index.js';
import { defineRule } from '../rule.js';

/** Two requirements that pull apart, and are both missed. */
export const budgetAgainstAvailability = defineRule({
  id: 'requirements/budget-against-availability',
  on: 'objective',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'requirements',
  since: '0.1.0',
  docs: {
    what: 'The design costs more than its budget, and gives less availability than it promises, at once.',
    why: 'What would mend the one makes the other worse: spares cost, and saving takes spares away. No tuning meets both; somebody has to decide which gives way.',
    cost: 'A talk with those who asked for both.',
    source: 'Gray and Siewiorek, High-Availability Computer Systems (1991), on the price of each nine',
    falsePositives: 'A bill that is mostly traffic or storage, where saving has nothing to do with spares.',
    good: `sysdesign: 1
name: shop
requirements:
  quality:
    up: { flow: browse, availability: 99.9%, window: 30 d }
    budget: { cost: 500 USD/month }
flows:
  browse: { rate: 100 req/s, peak: 2, path: web }
components:
  web: { kind: service, instances: 3, needed: 1, availability: 99%, each: { rate: 300 req/s, cost: 100 USD/month } }
`,
    bad: `sysdesign: 1
name: shop
requirements:
  quality:
    up: { flow: browse, availability: 99.9%, window: 30 d }
    budget: { cost: 500 USD/month }
flows:
  browse: { rate: 100 req/s, peak: 2, path: web }
components:
  web: { kind: service, instances: 1, availability: 99%, each: { rate: 300 req/s, cost: 600 USD/month } }
`,
  },
  reads: ['totals.cost', 'flows.*.availability', 'components.*.availability', 'objectives.*.target', 'agreements.*.target'],
  message:
    'the design costs {left} of a budget of {right}, and "{about}" gets {available} of the {target} that is promised: one makes the other worse',
  help: 'decide which of the two gives way, and write the decision down with who agreed (`decisions`)',
  *check({ name, kind, about, path }, { model, fact, literal }) {
    const available = about.root === 'flows' ? fact('flows.*.availability', about.name) : fact('components.*.availability', about.name);
    const target = kind === 'objective' ? fact('objectives.*.target', name) : fact('agreements.*.target', name);
    for (const { fact: id, promise: budget, leaf } of model.checks) {
      if (budget === null || id !== 'totals.cost' || !namesAt('requirements.quality.*.cost', leaf.path)) continue;
      yield {
        subject: path,
        key: budget,
        because: [
          [fact('totals.cost'), '>', literal('requirements.quality.*.cost', budget)],
          [available, '<', target],
        ],
        slots: { about: about.name, available, target },
        related: [{ path: leaf.path, message: 'the budget' }],
      };
    }
  },
});
