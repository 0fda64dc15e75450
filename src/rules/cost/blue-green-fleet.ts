import { defineRule } from '../rule.js';

/** Two fleets of what is most of the bill, at each deployment. */
export const blueGreenFleet = defineRule({
  id: 'cost/blue-green-fleet',
  on: 'component',
  severity: 'info',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'cost',
  since: '0.1.0',
  presets: [],
  docs: {
    what: 'A component that is more than 30% of the bill is deployed blue-green.',
    why: 'A second fleet of the same size stands beside the first while both run, and around the clock where the machines are not rented by the hour.',
    cost: 'A rolling or canary deployment needs only a few extra instances; it goes back more slowly, and old and new versions serve at once.',
    source: 'M. Fowler, Blue Green Deployment (2010)',
    falsePositives: 'Machines that are rented by the minute, for a deployment of minutes.',
    good: `sysdesign: 1
name: shop
flows:
  browse: { rate: 1k req/s, path: web }
components:
  web: { kind: service, each: { rate: 100 req/s, cost: 300 USD/month }, deploy: { strategy: rolling, surge: 25% } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  browse: { rate: 1k req/s, path: web }
components:
  web: { kind: service, each: { rate: 100 req/s, cost: 300 USD/month }, deploy: { strategy: blueGreen } }
`,
  },
  reads: ['components.*.cost', 'totals.cost', 'components.*.fleet'],
  options: { share: { value: '30%', field: 'share', meaning: 'share of the bill from which a second fleet is worth a word' } },
  message: 'blue-green takes a second fleet of {fleet} instances of "{component}", which is {left} of {right}',
  help: 'roll new versions out in turns, or by canary, if the second fleet cannot be rented for minutes',
  *check({ name, traits, deploy }, { fact, option, isKnown }) {
    // A bill without a fleet is one of use alone, which a second fleet does not double.
    if (traits.run !== 'instances' || deploy?.strategy !== 'blueGreen' || !isKnown(fact('components.*.fleet', name))) return;
    yield {
      subject: `components.${name}`,
      because: [fact('components.*.cost', name), '>', fact('totals.cost'), option('share')],
      slots: { component: name, fleet: fact('components.*.fleet', name) },
      at: `components.${name}.deploy.strategy`,
    };
  },
});
