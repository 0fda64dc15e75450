import { defineRule } from '../rule.js';
import { isCounted, promisedTarget, promisesOn, subjectOf, TARGETS } from './promises.js';

/** Core + failure -> redundancy. */
export const singleInstance = defineRule({
  id: 'availability/single-instance',
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
    'availability/window-likely-missed',
  ],
  docs: {
    what: 'A component that we run in one instance fails every request of a flow that is promised at three nines or more.',
    why: 'Each crash, each restart and each failed disk of that instance is an outage of the flow, as long as its repair takes. A second instance turns it into a failover.',
    cost: 'The second instance, and for data a copy that is kept up to date and a failover that is tested.',
    source: 'Beyer et al. 2016, Site Reliability Engineering, ch. 3 (redundancy against a target)',
    falsePositives: 'Hardware that is redundant within, stated as one instance: state its availability without instances.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
components: { api: { kind: service, instances: 2, mtbf: 90 d, mttr: 15 min } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
components: { api: { kind: service, instances: 1, mtbf: 90 d, mttr: 15 min } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
  },
  reads: ['components.*.fleet', ...TARGETS],
  options: {
    instances: { value: '2', field: 'count', meaning: 'instances below which a component has no redundancy' },
    target: { value: '99.9%', field: 'share', meaning: 'promise from which on redundancy is asked for' },
  },
  message: '"{component}" runs in {left} instance, and "{flow}" is promised at {target}',
  help: 'run a second instance, in another zone if there is one, or let the flow do without it (async, fallback, dependency: soft)',
  *check(component, context) {
    const { model, fact, option } = context;
    if (!isCounted(model, component)) return;
    for (const promise of promisesOn(model, component))
      yield {
        subject: `components.${component.name}`,
        because: [
          [fact('components.*.fleet', component.name), '<', option('instances')],
          [promisedTarget(context, promise), '>=', option('target')],
        ],
        slots: { component: component.name, flow: subjectOf(promise), target: promisedTarget(context, promise) },
        related: [{ path: promise.path, message: 'the promise' }],
      };
  },
});
