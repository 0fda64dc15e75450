import { isWaitedFor } from '../../spec/index.js';
import { spikesAt } from '../paths.js';
import { defineRule } from '../rule.js';

const QUOTAS = ['components.*.quota.rate', 'components.*.quota.reads', 'components.*.quota.writes'] as const;

/** A stated spike that a fleet of fixed size does not carry. */
export const spikeNotCarried = defineRule({
  id: 'load/spike-not-carried',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  covers: ['api/throttle-above-capacity'],
  docs: {
    what: 'A spike brings a component, whose answer is waited for, more than the instances that are stated carry, or than its provider allows, and nothing adds any.',
    why: 'A fleet is sized for the usual peak. What arrives above its capacity waits, times out and is sent again, so that the overload outlasts the spike.',
    cost: 'Room that is idle between spikes, or callers that are turned away while one lasts.',
    source: 'B. Beyer et al., Site Reliability Engineering (2016), ch. 21 and 22',
    falsePositives: 'Callers are turned away on purpose beyond a limit that the spec does not state.',
    good: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, spikes: { sale: { factor: 10 } }, path: api }
components:
  api: { kind: service, sizeFor: spike.sale, survives: none, each: { rate: 200 req/s } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, spikes: { sale: { factor: 10 } }, path: api }
components:
  api: { kind: service, instances: 3, each: { rate: 200 req/s } }
`,
  },
  reads: ['components.*.headroom.spike.*', 'components.*.rate.spike.*'],
  options: { carried: { value: '1', field: 'ratio', meaning: 'times the load of a spike that a component must carry' } },
  message: '"{component}" carries {carried} of the {load} that the spike "{spike}" brings it',
  help: 'size it for the spike (sizeFor, a higher quota), let it scale before the spike, or turn away at the entrance what it cannot carry',
  *check(component, { model, fact, option, stated }) {
    const { name, traits, sizeFor } = component;
    // An autoscaled fleet is judged by its start-up time, and one sized for the spike by its promise; a computed fleet is not stated at all.
    const scales = stated('components.*.autoscale.max', name) ?? stated('components.*.autoscale.warmUp', name);
    const isFixed = stated('components.*.instances', name) && !scales && traits.run === 'instances' && !traits.isQueue;
    if (!isFixed && !QUOTAS.some((quota) => stated(quota, name))) return;
    // Writes to a store are what a queue can take up: `spike-needs-queue` is about those.
    const ofWrites = spikesAt(model, component, (call) => traits.data === 'disk' && call.writes);
    for (const spike of spikesAt(model, component, isWaitedFor))
      if (sizeFor !== `spike.${spike}` && !ofWrites.has(spike))
        yield {
          subject: `components.${name}`,
          key: spike,
          because: [fact('components.*.headroom.spike.*', name, spike), '<', option('carried')],
          slots: { component: name, load: fact('components.*.rate.spike.*', name, spike), spike },
          limits: [],
        };
  },
});
