import { defineRule } from '../rule.js';

/** Load + growth -> scale out. */
export const growthReachesCapacity = defineRule({
  id: 'load/growth-reaches-capacity',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  docs: {
    what: 'The instances of a component are stated, load and data grow, and they are full before the horizon of the design.',
    why: 'A plan for some years that is full before they are over is a plan for less. To shard a store that is full is the hardest time to do it.',
    cost: 'More instances, or a design that can be spread over more of them: sharding, stateless servers, less data kept.',
    source: 'B. Beyer et al., Site Reliability Engineering (2016), ch. 18',
    falsePositives: 'Instances are added as the load grows, and the number in the spec is only that of today.',
    good: `sysdesign: 1
name: blog
horizon: 2 years
growth: 40% per year
flows:
  read: { rate: 100 req/s, peak: 2, path: api }
components:
  api: { kind: service, instances: 6, each: { rate: 100 req/s } }
`,
    bad: `sysdesign: 1
name: blog
horizon: 3 years
growth: 40% per year
flows:
  read: { rate: 100 req/s, peak: 2, path: api }
components:
  api: { kind: service, instances: 3, each: { rate: 100 req/s } }
`,
  },
  reads: ['components.*.saturates'],
  options: { now: { value: '0 months', field: 'months', meaning: 'what is full within this is overloaded already, and found as such' } },
  message: '"{component}" is full in {left}, and the design is for {right}',
  help: 'state how it grows: more instances, shards, autoscaling, or less data kept; or bring the horizon nearer',
  *check({ name, traits }, { fact, option, stated }) {
    const horizon = stated('horizon');
    // A fleet that is computed, or that scales, grows with the load.
    const isFixed = stated('components.*.instances', name) && !stated('components.*.autoscale.max', name);
    if (!horizon || !isFixed || traits.run !== 'instances') return;
    const saturates = fact('components.*.saturates', name);
    yield {
      subject: `components.${name}`,
      because: [
        [saturates, '<', horizon],
        [saturates, '>', option('now')],
      ],
      slots: { component: name },
    };
  },
});
