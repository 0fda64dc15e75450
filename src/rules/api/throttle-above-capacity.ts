import { type Call, downFrom } from '../../spec/index.js';
import { chainTo } from '../paths.js';
import { defineRule } from '../rule.js';

/** A rate limit above the capacity behind it protects nothing. */
export const throttleAboveCapacity = defineRule({
  id: 'api/throttle-above-capacity',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'A component lets more calls through than something that waits behind it carries: its limit, over its load at peak, is more than the headroom of that.',
    why: 'The limit is there so that what is behind it is never overloaded. Above the capacity of that it never acts before the overload does.',
    cost: 'More callers are refused in a burst, or more capacity is paid for.',
    source: 'Google, Site Reliability Engineering, chapter 21, Handling Overload (2016)',
    falsePositives: 'What is behind it scales faster than the load comes, or has a limit of its own.',
    good: `sysdesign: 1
name: shop
flows:
  browse: { rate: 1k req/s, peak: 3, path: gateway -> api }
components:
  gateway: { kind: gateway, throttle: 5k req/s }
  api: { kind: service, instances: 10, each: { rate: 600 req/s } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  browse: { rate: 1k req/s, peak: 3, path: gateway -> api }
components:
  gateway: { kind: gateway, throttle: 20k req/s }
  api: { kind: service, instances: 10, each: { rate: 600 req/s } }
`,
  },
  reads: ['components.*.throttle', 'components.*.rate.peak', 'components.*.headroom'],
  message: '"{component}" lets {left} through, {factor}x what "{behind}" carries',
  help: 'lower the limit to what "{behind}" carries, or give "{behind}" the room',
  *check({ name, throttle, calls }, { model, fact, stated }) {
    if (throttle !== 'some') return;
    for (const behind of new Set(calls.flatMap(waitedBelow))) {
      const component = model.components.get(behind);
      // What has a limit of its own is protected by that; what others load as well may carry more of this load than of theirs; what is computed, or scales,
      // grows with the load.
      if (!component || (behind !== name && component.throttle === 'some')) continue;
      if (!stated('components.*.instances', behind) || stated('components.*.autoscale.max', behind)) continue;
      if (!component.calls.every((call) => chainTo(call).some((above) => above.component === name))) continue;
      yield {
        subject: `components.${behind}`,
        key: name,
        because: [fact('components.*.throttle', name), '>', fact('components.*.rate.peak', name), fact('components.*.headroom', behind)],
        slots: { component: name, behind },
        at: `components.${name}.throttle.total`,
        related: [{ path: `components.${behind}`, message: 'what it should protect' }],
      };
    }
  },
});

/** Components called synchronously, here and below: calls below a queue happen later. */
const waitedBelow = (call: Call): readonly string[] => [...downFrom(call, ({ async }) => !async)].map(({ component }) => component);
