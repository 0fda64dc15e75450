import { defineRule } from '../rule.js';
import { BUDGETS, budgetOf, promisesOn, subjectOf } from './promises.js';

/** Planned downtime counts. */
export const maintenanceSpendsBudget = defineRule({
  id: 'availability/maintenance-spends-budget',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  covers: ['availability/budget-spent', 'availability/dependency-below-target', 'availability/window-likely-missed'],
  docs: {
    what: 'Planned maintenance that takes a whole component down takes a large part of the error budget of a flow that fails with it.',
    why: 'Users are as little served in a window that was announced as in any other, so the time counts, and failures have to do with what is left.',
    cost: 'Maintenance of one instance after the other takes longer and needs a spare one.',
    source: 'Beyer et al. 2016, Site Reliability Engineering, ch. 4 (downtime includes maintenance)',
    falsePositives: 'A promise that excludes announced maintenance.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: db } }
components: { db: { kind: database, replication: 2, maintenance: { every: 30 d, lasts: 30 min, rolling: true } } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: db } }
components: { db: { kind: database, replication: 2, maintenance: { every: 30 d, lasts: 30 min } } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
  },
  reads: ['components.*.maintenance.unavailability', ...BUDGETS],
  options: { share: { value: '25%', field: 'share', meaning: 'share of the error budget that maintenance may take' } },
  message: '"{component}" is down for maintenance {left} of the time, and what "{flow}" promises leaves {right}',
  help: 'maintain one instance after the other (rolling: true), or less often',
  *check(component, context) {
    const { model, fact, option } = context;
    const { name, maintenance } = component;
    if (!maintenance || maintenance.isRolling) return;
    for (const promise of promisesOn(model, component))
      yield {
        subject: `components.${name}`,
        because: [fact('components.*.maintenance.unavailability', name), '>', budgetOf(context, promise), option('share')],
        slots: { component: name, flow: subjectOf(promise) },
        related: [{ path: promise.path, message: 'the promise' }],
      };
  },
});
