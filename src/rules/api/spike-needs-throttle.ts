import { isWaitedFor } from '../../spec/index.js';
import { componentsTo, entranceOf } from '../paths.js';
import { defineRule } from '../rule.js';

/** Requests + spike -> throttle. */
export const spikeNeedsThrottle = defineRule({
  id: 'api/spike-needs-throttle',
  on: 'call',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  covers: ['api/throttle-above-capacity', 'load/spike-not-carried'],
  docs: {
    what: 'A spike brings more than twice the calls that a component carries, and nothing on the way to it turns calls away.',
    why: 'Beyond its capacity a service does not answer as many as it can: it queues all of them, until each times out and is repeated. A limit keeps the load at what can be answered, and refuses the rest at once.',
    cost: 'Some callers are refused and have to come back later (429 with Retry-After); a limit that several gateways share needs a common counter.',
    source: 'Google, Site Reliability Engineering, chapter 21, Handling Overload (2016)',
    falsePositives:
      'A fleet that grows to more than twice its size before callers give up. The component sheds load by itself, or the provider in front of it does: state `throttle` there.',
    good: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, spikes: { sale: { factor: 30 } }, path: gateway -> api }
components:
  gateway: { kind: gateway, throttle: 900 req/s }
  api: { kind: service, instances: 2, each: { rate: 500 req/s } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, spikes: { sale: { factor: 30 } }, path: gateway -> api }
components:
  gateway: { kind: gateway }
  api: { kind: service, instances: 2, each: { rate: 500 req/s } }
`,
  },
  reads: ['components.*.headroom.spike.*'],
  options: {
    carried: { value: '0.5', field: 'ratio', meaning: 'times the load of a spike that the fleet must carry, to catch up with the rest' },
  },
  message: '"{component}" lets all of the spike "{spike}" through, of which {which} carries {left}x',
  help: 'turn away what is too much at "{component}" (throttle), or give "{behind}" room for the spike',
  *check(call, { model, fact, option }) {
    const spikes = model.flows.get(call.flow)?.spikes ?? [];
    if (spikes.length === 0) return;
    const behind = model.components.get(call.component);
    const entrance = entranceOf(model, call);
    if (!behind || !entrance || behind.traits.run === 'others' || !isWaitedFor(call)) return;
    // Writes to a store want a queue instead, and what a cache keeps away is not sized here.
    if (call.writes && behind.traits.data === 'disk') return;
    if (componentsTo(model, call).some(({ throttle }) => throttle !== null)) return;
    for (const spike of spikes)
      yield {
        subject: `components.${entrance.name}`,
        key: spike,
        because: [fact('components.*.headroom.spike.*', behind.name, spike), '<', option('carried')],
        slots: { component: entrance.name, behind: behind.name, which: behind === entrance ? 'it' : `"${behind.name}"`, spike },
        related: behind === entrance ? [] : [{ path: `components.${behind.name}`, message: 'what it overloads' }],
      };
  },
});
