import { defineRule } from '../rule.js';

/** A fleet that is kept nearly full has no room while a new instance starts. */
export const autoscaleTargetHigh = defineRule({
  id: 'load/autoscale-target-high',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  docs: {
    what: 'Autoscaling steers to a utilization that leaves next to nothing for what comes while a new instance starts, or after one is lost.',
    why: 'Instances are added once it is exceeded, and serve a warm-up later. What comes meanwhile, or what a lost instance leaves to the others, is then above what there is; and close to full, waiting times multiply long before anything is overloaded.',
    cost: 'More instances on an ordinary day.',
    source: 'Kubernetes documentation, Horizontal Pod Autoscaling; M. Harchol-Balter (2013), ch. 14 (plan for 70%)',
    falsePositives: 'Batch work that may wait.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 1k req/s, path: api } }
components: { api: { kind: service, each: { rate: 100 req/s }, autoscale: { min: 4, max: 80, warmUp: 3 min, target: 60% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 1k req/s, path: api } }
components: { api: { kind: service, each: { rate: 100 req/s }, autoscale: { min: 4, max: 80, warmUp: 3 min, target: 95% } } }
`,
  },
  reads: [],
  options: { most: { value: '85%', field: 'share', meaning: 'utilization that autoscaling may steer to' } },
  message: 'autoscaling keeps "{component}" at {left} of what it has: what comes before a new instance serves finds no room',
  help: 'steer to 60 to 70%, so that there is room for a warm-up and for a lost instance',
  *check({ name, traits, calls }, { stated, option }) {
    const target = stated('components.*.autoscale.target', name);
    // A worker that only drains a queue may lag without harm.
    if (!target || traits.run !== 'instances' || (calls.length > 0 && calls.every(({ via }) => via === 'consume'))) return;
    yield {
      subject: `components.${name}`,
      because: [target, '>', option('most')],
      slots: { component: name },
      at: `components.${name}.autoscale.target`,
    };
  },
});
