import { defineRule } from '../rule.js';

/** A limit below the ordinary peak turns away the load that the design is for. */
export const throttleBelowPeak = defineRule({
  id: 'api/throttle-below-peak',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'A component turns away calls beyond a limit, and its ordinary peak is beyond it.',
    why: 'A limit protects against what is not planned. One below the daily peak refuses requests of every day, and no target of availability counts them as served.',
    cost: 'A higher limit lets more through to what stands behind it, which must carry that.',
    source: 'Google, Site Reliability Engineering, chapter 21, Handling Overload (2016)',
    falsePositives: 'The peak is made of callers who are meant to be refused, such as crawlers.',
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
  gateway: { kind: gateway, throttle: 2k req/s }
  api: { kind: service, instances: 10, each: { rate: 600 req/s } }
`,
  },
  reads: ['components.*.rate.peak', 'components.*.throttle'],
  message: '"{component}" gets {left} at peak and lets {right} through',
  help: 'raise the limit above the peak, and leave the difference to what is not planned',
  *check({ name, throttle }, { fact }) {
    if (throttle !== 'some') return;
    yield {
      subject: `components.${name}`,
      because: [fact('components.*.rate.peak', name), '>', fact('components.*.throttle', name)],
      slots: { component: name },
      at: `components.${name}.throttle.total`,
    };
  },
});
