import { defineRule } from '../rule.js';
import { promisedTarget, TARGETS } from './promises.js';

/** 100% leaves no time for any failure. */
export const promiseOfEverything = defineRule({
  id: 'availability/promise-of-everything',
  on: 'objective',
  // Whatever the tier: it contradicts itself.
  severity: { critical: 'error', standard: 'error', internal: 'error' },
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  // Whatever fails at all is too much for it.
  covers: [
    'availability/slow-failover',
    'availability/third-party-without-fallback',
    'availability/dependency-below-target',
    'availability/budget-spent',
    'availability/maintenance-spends-budget',
    'availability/releases-spend-budget',
    'availability/recreate-deploy',
    'availability/common-cause',
    'availability/one-region',
    'availability/window-likely-missed',
  ],
  presets: ['minimal', 'recommended', 'interview'],
  docs: {
    what: 'An objective or an agreement promises 100%.',
    why: 'It leaves no error budget: one failed request breaks it, and no change is ever safe. Users cannot tell it from a little less, since what they reach it through fails more often.',
    cost: 'A talk about what users notice, which comes sooner or later.',
    source: 'B. Beyer et al., Site Reliability Engineering (2016), ch. 3, embracing risk',
    falsePositives: 'None: what is meant by it is a target that nobody counts.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
components: { api: { kind: service, availability: 99.99% } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
components: { api: { kind: service, availability: 99.99% } }
requirements: { quality: { up: { flow: read, availability: 100% } } }
`,
  },
  reads: TARGETS,
  options: { everything: { value: '100%', field: 'share', meaning: 'promise from which on nothing may ever fail' } },
  message: 'the {kind} "{promise}" promises {left}: it leaves no time for any failure, and none for changes',
  help: 'promise what users notice: 99.9% leaves 43 min a month',
  *check(promise, context) {
    const { kind, name, path } = promise;
    yield {
      subject: path,
      because: [promisedTarget(context, promise), '>=', context.option('everything')],
      slots: { kind, promise: name },
    };
  },
});
