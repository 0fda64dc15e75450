import { defineRule } from '../rule.js';
import { BUDGETS, budgetOf, isAlwaysNeeded, isCounted, promisedTarget, promisesOn, subjectOf, TARGETS } from './promises.js';

/** One instance whose outages use up an error budget. */
export const singlePointOfFailure = defineRule({
  id: 'availability/single-point-of-failure',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  covers: [
    'availability/budget-spent',
    'availability/dependency-below-target',
    'availability/one-zone',
    'availability/single-instance',
    'availability/window-likely-missed',
  ],
  docs: {
    what: 'Every request of a flow needs a component that runs in one instance, and the outages of that instance alone take most of the error budget, whatever the promise.',
    why: 'By its weight it is the first thing to mend: what it takes of the budget is gone for all other failures, and a second instance gives nearly all of it back.',
    cost: 'The second instance, and for data a copy that is kept up to date and a failover that is tested.',
    source: 'Birnbaum 1969 (importance of a component); Beyer et al. 2016, Site Reliability Engineering, ch. 3',
    falsePositives: 'Typical failure rates where the ones of this machine are better: state its mtbf and mttr.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: db } }
components: { db: { kind: database, instances: 1, mtbf: 90 d, mttr: 1 h } }
requirements: { quality: { up: { flow: read, availability: 99.5% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: db } }
components: { db: { kind: database, instances: 1, mtbf: 90 d, mttr: 8 h } }
requirements: { quality: { up: { flow: read, availability: 99.5% } } }
`,
  },
  reads: ['components.*.unavailability', 'components.*.fleet', ...BUDGETS, ...TARGETS],
  options: {
    share: { value: '50%', field: 'share', meaning: 'share of the error budget that one instance may take' },
    instances: { value: '2', field: 'count', meaning: 'instances below which a component has no redundancy' },
  },
  message: 'the only instance of "{component}" is down {left} of the time, and a promise of {target} for "{flow}" leaves {right}',
  help: 'run a second instance of {component}, repair it faster, or let {flow} do without it (async, fallback, dependency: soft)',
  *check(component, context) {
    const { model, fact, option } = context;
    const { name } = component;
    if (!isCounted(model, component)) return;
    for (const promise of promisesOn(model, component, isAlwaysNeeded(context)))
      yield {
        subject: `components.${name}`,
        because: [
          [fact('components.*.unavailability', name), '>', budgetOf(context, promise), option('share')],
          [fact('components.*.fleet', name), '<', option('instances')],
        ],
        slots: { component: name, flow: subjectOf(promise), target: promisedTarget(context, promise) },
        related: [{ path: promise.path, message: 'the promise' }],
      };
  },
});
