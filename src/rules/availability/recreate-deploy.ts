import { defineRule } from '../rule.js';
import { BUDGETS, budgetOf, promisedTarget, promisesOn, subjectOf, TARGETS } from './promises.js';

/** Down on purpose, with every release. */
export const recreateDeploy = defineRule({
  id: 'availability/recreate-deploy',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  covers: ['availability/budget-spent', 'availability/dependency-below-target', 'availability/window-likely-missed'],
  docs: {
    what: 'New versions of a component stop all of its instances, and a flow that fails with it is promised: the stops take a good part of its budget, or how many there are is not stated and the promise is of three nines or more.',
    why: 'Each release is an outage that is planned. It takes budget that failures need, and makes releases rare, which makes each of them larger and riskier.',
    cost: 'Rolling, blue-green and canary releases need two versions that can run side by side, and data that both can read.',
    source: 'Beyer et al. 2018, The Site Reliability Workbook, ch. 16 (canarying releases)',
    falsePositives: 'Releases within hours in which the flow is closed.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
components: { api: { kind: service, instances: 3, deploy: { strategy: rolling, every: 1 d, takes: 5 min } } }
requirements: { quality: { up: { flow: read, availability: 99.5% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
components: { api: { kind: service, instances: 3, deploy: { strategy: recreate, every: 1 d, takes: 5 min } } }
requirements: { quality: { up: { flow: read, availability: 99.5% } } }
`,
  },
  reads: ['components.*.deploy.unavailability', ...BUDGETS, ...TARGETS],
  options: {
    share: { value: '25%', field: 'share', meaning: 'share of the error budget that releases may take on purpose' },
    target: { value: '99.9%', field: 'share', meaning: 'promise from which on it is raised where the stops are not stated' },
  },
  message: 'every new version stops all of "{component}", and "{flow}" is promised at {target}',
  help: 'replace its instances in turns (deploy: { strategy: rolling }), or beside each other (blueGreen, canary)',
  *check(component, context) {
    const { model, fact, option, isKnown } = context;
    const { name, deploy } = component;
    if (deploy?.strategy !== 'recreate') return;
    const down = fact('components.*.deploy.unavailability', name);
    for (const promise of promisesOn(model, component))
      yield {
        subject: `components.${name}`,
        because: isKnown(down)
          ? [down, '>', budgetOf(context, promise), option('share')]
          : [promisedTarget(context, promise), '>=', option('target')],
        slots: { component: name, flow: subjectOf(promise), target: promisedTarget(context, promise) },
        related: [{ path: promise.path, message: 'the promise' }],
      };
  },
});
