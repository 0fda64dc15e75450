import type { Component } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** Traffic + reliability -> load balancer. */
export const loadBalancer = defineRule({
  id: 'api/load-balancer',
  on: 'component',
  severity: 'info',
  confidence: 'low',
  evidence: 'absence',
  attribute: 'availability',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'Actors call a service that has several instances, and the design shows nothing that chooses one of them.',
    why: 'Something has to know which instances there are and which are down: a balancer, a gateway, a registry. It fails too, and belongs to the availability of the flow.',
    cost: 'A hop, and a component that must be redundant itself.',
    source: 'Google, Site Reliability Engineering, chapter 19, Load Balancing at the Frontend (2016)',
    falsePositives: 'Balancing is left out of the drawing on purpose, since the platform brings it.',
    good: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, path: lb -> api }
components:
  lb: { kind: loadBalancer }
  api: { kind: service, instances: 4 }
`,
    bad: `sysdesign: 1
name: shop
flows:
  browse: { rate: 100 req/s, path: api }
components:
  api: { kind: service, instances: 4 }
`,
  },
  reads: ['components.*.fleet'],
  options: { alone: { value: '1', field: 'count', meaning: 'instances that need no balancer' } },
  message: 'actors call "{component}", and what chooses one of its {left} instances is not shown',
  help: 'put a load balancer or a gateway in front, with health checks, and count its failures',
  *check({ name, traits, calls }, { model, fact, option }) {
    if (!traits.isService || traits.isEntrance || traits.run !== 'instances' || !calls.some(({ caller }) => caller === null)) return;
    const isBalancer = ({ traits: { isEntrance, isAtEdge } }: Component): boolean => isEntrance && !isAtEdge;
    if ([...model.components.values()].some(isBalancer)) return;
    yield { subject: `components.${name}`, because: [fact('components.*.fleet', name), '>', option('alone')], slots: { component: name } };
  },
});
