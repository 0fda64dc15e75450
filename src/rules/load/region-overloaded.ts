import { defineRule } from '../rule.js';
import { ofRegion, REGION_FACTS, regionsThatServe } from './region-of-callers.js';

/** Most callers are in one region, and its part of the fleet does not carry them. */
export const regionOverloaded = defineRule({
  id: 'load/region-overloaded',
  on: 'component',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  presets: ['minimal', 'recommended', 'interview'],
  covers: ['load/deploy-not-carried', 'load/growth-reaches-capacity', 'load/loss-not-carried', 'load/region-loss-not-carried'],
  docs: {
    what: 'The fleet of a component carries its peak, but its instances in one region do not carry that of the callers who are served there (`from`).',
    why: 'Calls are answered in the region of their caller, and instances are spread evenly: the busiest region is full while the others are nearly idle.',
    cost: 'More instances in all regions alike, or a component of its own in each, of its own size.',
    source: 'B. Beyer et al., Site Reliability Engineering (2016), ch. 19, Load Balancing at the Frontend',
    falsePositives:
      'Calls are sent on to another region once one is full, and the time for that is accepted; or instances are not spread evenly.',
    good: `sysdesign: 1
name: shop
topology: { regions: { eu: { zones: [a, b] }, us: { zones: [a, b] } } }
flows:
  read: { rate: 300 req/s, peak: 2, path: api, from: { eu: 60%, us: 40% } }
components:
  api: { kind: service, survives: none, instances: 8, each: { rate: 100 req/s } }
`,
    bad: `sysdesign: 1
name: shop
topology: { regions: { eu: { zones: [a, b] }, us: { zones: [a, b] } } }
flows:
  read: { rate: 300 req/s, peak: 2, path: api, from: { eu: 90%, us: 10% } }
components:
  api: { kind: service, survives: none, instances: 8, each: { rate: 100 req/s } }
`,
  },
  reads: ['components.*.regions.*.headroom', ...REGION_FACTS, 'components.*.headroom'],
  options: {
    carried: { value: '1', field: 'ratio', meaning: 'times the peak of the region that must be carried' },
    whole: { value: '0.999', field: 'ratio', meaning: 'times the peak below which all of it is overloaded, and found as such' },
  },
  message: '{region} answers {share} of the calls of "{component}" with {serving} instances, and carries {carried} of that',
  help: 'state more instances, or a component for each region with as many as its callers need',
  *check(component, { fact, option, allUp }) {
    const { name } = component;
    for (const { region } of regionsThatServe(component)) {
      const because = [
        [allUp(fact('components.*.regions.*.headroom', name, region)), '<', option('carried')],
        [allUp(fact('components.*.headroom', name)), '>', option('whole')],
      ] as const;
      yield ofRegion(name, region, because, { fact }, allUp);
    }
  },
});
