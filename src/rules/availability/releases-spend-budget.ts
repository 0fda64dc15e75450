import { defineRule } from '../rule.js';
import { BUDGETS, budgetOf, promisesOn, subjectOf } from './promises.js';

/** Releases that go wrong everywhere at once. */
export const releasesSpendBudget = defineRule({
  id: 'availability/releases-spend-budget',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  covers: ['availability/budget-spent', 'availability/dependency-below-target', 'availability/window-likely-missed'],
  docs: {
    what: 'Releases that go wrong, until they are rolled back, take a large part of the error budget of a flow that fails with the component.',
    why: 'A bad version reaches every copy, so that redundancy is of no help. It is the most common cause of outages, and the one whose size can be chosen.',
    cost: 'A canary delays each release by the time it is watched, and needs measures that tell a bad one.',
    source:
      'Beyer et al. 2018, The Site Reliability Workbook, ch. 16; DORA, Accelerate State of DevOps (change failure rate, time to restore)',
    falsePositives: 'Failures that only some requests notice, stated as if all did.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
components: { api: { kind: service, instances: 3, deploy: { strategy: canary, every: 1 d, failures: 5%, rollback: 20 min } } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
components: { api: { kind: service, instances: 3, deploy: { strategy: rolling, every: 1 d, failures: 5%, rollback: 20 min } } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
  },
  reads: ['components.*.release.unavailability', ...BUDGETS],
  options: { share: { value: '25%', field: 'share', meaning: 'share of the error budget that releases may take' } },
  message: 'releases of "{component}" that go wrong take it down {left} of the time, and what "{flow}" promises leaves {right}',
  help: 'let a canary catch them (deploy: { strategy: canary }), roll back faster, or release less at a time',
  *check(component, context) {
    const { model, fact, option } = context;
    const { name, deploy } = component;
    if (!deploy || deploy.strategy === 'canary') return;
    for (const promise of promisesOn(model, component))
      yield {
        subject: `components.${name}`,
        because: [fact('components.*.release.unavailability', name), '>', budgetOf(context, promise), option('share')],
        slots: { component: name, flow: subjectOf(promise) },
        related: [{ path: promise.path, message: 'the promise' }],
      };
  },
});
