import { isWaitedOn } from '../paths.js';
import { defineRule } from '../rule.js';

/** Sized for the mean, although synchronous calls arrive at the peak. */
export const sizedForMean = defineRule({
  id: 'load/sized-for-mean',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  covers: [
    'api/throttle-above-capacity',
    'availability/no-spare',
    'latency/timeout-below-p99-at-peak',
    'load/growth-reaches-capacity',
    'load/loss-not-carried',
    'load/spike-not-carried',
  ],
  docs: {
    what: 'A component is sized for its mean load, its callers wait for it, and it does not carry their peak.',
    why: 'The mean of a day is exceeded for half of it. What is sized for it is overloaded in the hours in which most people are there.',
    cost: 'Instances for the peak, or a queue that moves the work to later hours.',
    source: 'B. Beyer et al., Site Reliability Engineering (2016), ch. 18',
    falsePositives: 'The caller is a batch job that does not mind to wait.',
    good: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 100 req/s, peak: 4, path: [ api: { calls: [ jobs: { async: true } ] } ] }
components:
  api: { kind: service, survives: none, each: { rate: 100 req/s } }
  jobs: { kind: queue, consumers: { worker: {} } }
  worker: { kind: worker, sizeFor: mean, survives: none, each: { rate: 100 req/s } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 100 req/s, peak: 4, path: api }
components:
  api: { kind: service, sizeFor: mean, survives: none, each: { rate: 100 req/s } }
`,
  },
  reads: ['components.*.headroom', 'components.*.rate.peak', 'components.*.rate.mean'],
  options: { carried: { value: '1', field: 'ratio', meaning: 'times the peak that must be carried' } },
  message: '"{component}" is sized for its mean of {mean}, and carries {carried} of the {peak} of its peak, for which callers wait',
  help: 'size it for the peak (sizeFor: peak), or put a queue before it',
  *check(component, { fact, option }) {
    const { name, sizeFor, traits } = component;
    if (sizeFor !== 'mean' || traits.isQueue || !isWaitedOn(component)) return;
    yield {
      subject: `components.${name}`,
      because: [fact('components.*.headroom', name), '<', option('carried')],
      slots: { component: name, mean: fact('components.*.rate.mean', name), peak: fact('components.*.rate.peak', name) },
    };
  },
});
