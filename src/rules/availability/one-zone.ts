import { isInOneOfSeveral } from '../paths.js';
import { defineRule } from '../rule.js';
import { promisedTarget, promisesOn, subjectOf, TARGETS } from './promises.js';

/** Everything of a component in one zone, while there are others. */
export const oneZone = defineRule({
  id: 'availability/one-zone',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  covers: ['availability/budget-spent', 'availability/window-likely-missed'],
  docs: {
    what: 'All instances of a component are in one zone although its region has several, and a flow that fails with it is promised at three nines or more.',
    why: 'Power, cooling and network of a zone fail for all that is in it: copies side by side are lost together, however many they are.',
    cost: 'Traffic between zones costs money and about a millisecond; what must agree, such as a quorum, waits for it.',
    source: 'AWS Well-Architected, Reliability pillar REL10 (deploy to several locations)',
    falsePositives:
      'A zone that is lost so seldom that the promise allows for it, such as a data center with two of everything: state its mtbf and mttr.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
topology: { regions: { eu: { zones: [a, b] } } }
components: { api: { kind: service, instances: 2 } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
topology: { regions: { eu: { zones: [a, b] } } }
components: { api: { kind: service, instances: 2, in: eu.a } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
  },
  reads: [...TARGETS],
  options: { target: { value: '99.9%', field: 'share', meaning: 'promise from which on a second zone is asked for' } },
  message: 'all of "{component}" is in one zone, and "{flow}" is promised at {left}',
  help: 'spread {component} over the zones of its region (leave `in` at the region, spread: zone)',
  *check(component, context) {
    const { model, option } = context;
    if (!isInOneOfSeveral(model, component)) return;
    for (const promise of promisesOn(model, component))
      yield {
        subject: `components.${component.name}`,
        because: [promisedTarget(context, promise), '>=', option('target')],
        slots: { component: component.name, flow: subjectOf(promise) },
        related: [{ path: promise.path, message: 'the promise' }],
      };
  },
});
