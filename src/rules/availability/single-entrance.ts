import { statesInstances } from '../../spec/index.js';
import { isOurEntrance } from '../paths.js';
import { defineRule } from '../rule.js';
import { isHard } from './promises.js';

/** One load balancer or gateway before several instances. */
export const singleEntrance = defineRule({
  id: 'availability/single-entrance',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  covers: [
    'availability/budget-spent',
    'availability/dependency-below-target',
    'availability/one-zone',
    'availability/single-instance',
    'availability/single-point-of-failure',
    'availability/window-likely-missed',
  ],
  docs: {
    what: 'A load balancer or a gateway runs in one instance, and hands requests to a component that has several.',
    why: 'All requests pass it, so the instances behind it are of no use while it is down: the single point of failure has only moved to the front.',
    cost: 'A second instance and an address that moves between the two (health-checked DNS, anycast, a floating address), or a managed service.',
    source: 'Beyer et al. 2016, Site Reliability Engineering, ch. 19',
    falsePositives: 'A pair with a floating address, stated as one instance: state two, or the availability of the whole.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: lb -> api } }
components:
  lb: { kind: loadBalancer, instances: 2 }
  api: { kind: service, instances: 3 }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: lb -> api } }
components:
  lb: { kind: loadBalancer, instances: 1 }
  api: { kind: service, instances: 3 }
`,
  },
  reads: ['components.*.fleet'],
  options: {
    instances: { value: '2', field: 'count', meaning: 'instances below which an entrance, and from which on what is behind it, counts' },
  },
  message: '"{component}" runs in {left} instance before {count} of "{behind}"',
  help: 'run two of {component} behind one address (health-checked DNS, anycast, a floating address), or use a managed one',
  *check({ name, traits, calls }, { model, fact, option }) {
    if (!isOurEntrance(traits) || !statesInstances(model, name)) return;
    const behind = new Set(calls.filter(isHard).flatMap(({ callees }) => callees.filter(isHard).map(({ component }) => component)));
    for (const other of behind)
      yield {
        subject: `components.${name}`,
        because: [
          [fact('components.*.fleet', name), '<', option('instances')],
          [fact('components.*.fleet', other), '>=', option('instances')],
        ],
        slots: { component: name, behind: other, count: fact('components.*.fleet', other) },
        related: [{ path: `components.${other}`, message: 'what is behind it' }],
      };
  },
});
