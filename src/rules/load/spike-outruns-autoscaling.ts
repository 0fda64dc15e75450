import { isWaitedFor } from '../../spec/index.js';
import { spikesAt } from '../paths.js';
import { defineRule } from '../rule.js';

/** A spike that is there before new instances are. */
export const spikeOutrunsAutoscaling = defineRule({
  id: 'load/spike-outruns-autoscaling',
  on: 'component',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  covers: ['api/spike-needs-throttle', 'api/throttle-above-capacity'],
  docs: {
    what: 'A component relies on autoscaling, and a spike needs more instances than run at the usual peak: new ones come only after their warm-up.',
    why: 'A spike is there within seconds. Until new instances serve, those that run are overloaded, and slow or refused answers bring retries on top.',
    cost: 'Instances that are idle until the spike comes, or that are started before one that is announced.',
    source: 'AWS, EC2 Auto Scaling user guide, instance warm-up and scheduled scaling',
    falsePositives: 'The spike is announced, and instances are started before it, which the spec does not state.',
    good: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, spikes: { sale: { factor: 10 } }, path: api }
components:
  api: { kind: service, each: { rate: 200 req/s }, autoscale: { min: 6, warmUp: 3 min } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, spikes: { sale: { factor: 10 } }, path: api }
components:
  api: { kind: service, each: { rate: 200 req/s }, autoscale: { min: 2, warmUp: 3 min } }
`,
  },
  reads: ['components.*.prewarmed', 'components.*.fleet', 'components.*.headroom.spike.*'],
  options: { carried: { value: '1', field: 'ratio', meaning: 'times the load of a spike that what runs at peak must carry' } },
  message: 'the spike "{spike}" needs {left} instances of "{component}", {right} run at peak, and a new one serves only after {warmUp}',
  help: 'keep that many running (autoscale.min), start them before the spike, or turn away at the entrance what they cannot carry',
  *check(component, { model, fact, option, stated }) {
    const { name } = component;
    const warmUp = stated('components.*.autoscale.warmUp', name);
    if (!warmUp) return;
    for (const spike of spikesAt(model, component, isWaitedFor))
      yield {
        subject: `components.${name}`,
        key: spike,
        because: [
          [fact('components.*.prewarmed', name), '>', fact('components.*.fleet', name)],
          [fact('components.*.headroom.spike.*', name, spike), '<', option('carried')],
        ],
        slots: { component: name, spike, warmUp },
      };
  },
});
