import { leafOf } from '../../spec/index.js';
import { defineRule } from '../rule.js';
import { isCounted, promisedTarget, promisesOn, subjectOf, TARGETS } from './promises.js';

/** Several instances, none of which may fail. */
export const noSpare = defineRule({
  id: 'availability/no-spare',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  covers: [
    'api/throttle-above-capacity',
    'availability/budget-spent',
    'availability/dependency-below-target',
    'availability/window-likely-missed',
  ],
  docs: {
    what: 'A component has several instances, its peak needs all of them at full use, and a flow that fails with it is promised at three nines or more.',
    why: 'Instances that are all needed are a chain, not redundancy: the loss of any one at peak is an overload, and more of them fail more often than one.',
    cost: 'One instance more (N + 1), or as many as a zone has.',
    source: 'Beyer et al. 2016, Site Reliability Engineering, ch. 18 (N + 2 provisioning)',
    falsePositives: 'Load that may be shed, or a peak that may be refused: state what must be up (needed).',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, peak: 3, path: api } }
components: { api: { kind: service, instances: 4, each: { rate: 100 req/s } } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, peak: 3, path: api } }
components: { api: { kind: service, instances: 3, each: { rate: 100 req/s } } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
  },
  reads: ['components.*.fleet', 'components.*.needed', ...TARGETS],
  options: {
    one: { value: '1', field: 'count', meaning: 'instances of which another rule tells' },
    target: { value: '99.9%', field: 'share', meaning: 'promise from which on a spare is asked for' },
  },
  message: '"{component}" needs {left} instances up and has {right}, none to spare, and "{flow}" is promised at {target}',
  help: 'add an instance to {component}, or state how few of them do (needed) and what happens to the rest of the load',
  *check(component, context) {
    const { model, fact, option } = context;
    const { name } = component;
    // For a fleet in shards, the number needed is that of each shard.
    if (!isCounted(model, component) || leafOf(model, `components.${name}.shards`)) return;
    const [needed, fleet] = [fact('components.*.needed', name), fact('components.*.fleet', name)];
    for (const promise of promisesOn(model, component))
      yield {
        subject: `components.${name}`,
        because: [
          [needed, '>=', fleet],
          [needed, '<=', fleet],
          [fleet, '>', option('one')],
          [promisedTarget(context, promise), '>=', option('target')],
        ],
        slots: { component: name, flow: subjectOf(promise), target: promisedTarget(context, promise) },
        related: [{ path: promise.path, message: 'the promise' }],
      };
  },
});
