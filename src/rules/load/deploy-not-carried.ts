import { isWaitedOn } from '../paths.js';
import { defineRule } from '../rule.js';

/** While a version is rolled out, too few serve. */
export const deployNotCarried = defineRule({
  id: 'load/deploy-not-carried',
  on: 'component',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'operability',
  since: '0.1.0',
  docs: {
    what: 'While new versions are rolled out in turns, what is left of a component does not carry its peak.',
    why: 'Each deployment in busy hours is an overload. Deployments are then put off to the night, and become rare and large.',
    cost: 'One more instance, or extra ones while a version comes in.',
    source: 'Kubernetes documentation, Deployments: max unavailable and max surge',
    falsePositives: 'Versions come in when the load is low, and this is enough for those who wait for them.',
    good: `sysdesign: 1
name: shop
flows:
  read: { rate: 300 req/s, peak: 2, path: api }
components:
  api: { kind: service, instances: 6, each: { rate: 110 req/s }, deploy: { strategy: rolling, surge: 1, every: 1 d } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  read: { rate: 300 req/s, peak: 2, path: api }
components:
  api: { kind: service, instances: 6, each: { rate: 110 req/s }, deploy: { strategy: rolling, unavailable: 25%, every: 1 d } }
`,
  },
  reads: ['components.*.headroom', 'components.*.headroom.deploy'],
  options: {
    carried: { value: '1', field: 'ratio', meaning: 'times the peak that must be carried meanwhile' },
    whole: { value: '0.999', field: 'ratio', meaning: 'times the peak below which it is overloaded with all up, and found as such' },
  },
  message: '"{component}" carries {carried} of its peak while a new version is rolled out',
  help: 'start extra instances meanwhile (deploy.surge), take fewer away at a time (deploy.unavailable), or state one more',
  *check(component, { fact, option }) {
    const { name, deploy, replication, traits } = component;
    // One that stops everything says so itself; of a store with copies those that are away write nothing.
    if (!deploy || deploy.strategy === 'recreate' || replication || traits.run !== 'instances' || !isWaitedOn(component)) return;
    yield {
      subject: `components.${name}`,
      because: [
        [fact('components.*.headroom.deploy', name), '<', option('carried')],
        [fact('components.*.headroom', name), '>', option('whole')],
      ],
      slots: { component: name },
      at: `components.${name}.deploy`,
    };
  },
});
