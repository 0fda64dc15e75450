import { defineRule } from '../rule.js';
import { ofRegion, REGION_FACTS, regionsThatServe } from './region-of-callers.js';

/** A zone of the region that most callers are in is lost, and what is left there does not carry them. */
export const regionLossNotCarried = defineRule({
  id: 'load/region-loss-not-carried',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  docs: {
    what: 'A component is to survive the loss of a zone; what is left of it carries its peak, but not in the region of that zone, of the callers who are served there (`from`).',
    why: 'A loss takes a third of three zones from its own region, and far less from the whole: where calls are answered in the region of their caller, the other regions are of no help.',
    cost: 'More instances in all regions alike, or a component of its own in each, of its own size.',
    source: 'AWS Well-Architected, Reliability Pillar, static stability',
    falsePositives: 'Calls are sent on to another region once one is full, and the time for that is accepted.',
    good: `sysdesign: 1
name: shop
topology: { regions: { eu: { zones: [a, b] }, us: { zones: [a, b] } } }
flows:
  read: { rate: 300 req/s, peak: 2, path: api, from: { eu: 60%, us: 40% } }
components:
  api: { kind: service, survives: zone, instances: 16, each: { rate: 100 req/s } }
`,
    bad: `sysdesign: 1
name: shop
topology: { regions: { eu: { zones: [a, b] }, us: { zones: [a, b] } } }
flows:
  read: { rate: 300 req/s, peak: 2, path: api, from: { eu: 60%, us: 40% } }
components:
  api: { kind: service, survives: zone, instances: 12, each: { rate: 100 req/s } }
`,
  },
  reads: ['components.*.regions.*.headroom', 'components.*.regions.*.headroom.zone', ...REGION_FACTS, 'components.*.headroom.zone'],
  options: {
    carried: { value: '1', field: 'ratio', meaning: 'times the peak of the region that must be carried with a zone of it lost' },
    whole: { value: '0.999', field: 'ratio', meaning: 'times the peak below which another rule finds that it is not carried' },
  },
  message:
    '{region} answers {share} of the calls of "{component}" with {serving} instances, and carries {carried} of that with one of its zones lost',
  help: 'state more instances, or a component for each region with as many as its callers need',
  *check(component, { fact, option }) {
    const { name, survives } = component;
    if (survives !== 'zone' && survives !== 'region') return;
    for (const { region, zones } of regionsThatServe(component)) {
      // With its only zone the region itself is lost, and its callers go to another.
      if (zones === 1) continue;
      const because = [
        [fact('components.*.regions.*.headroom.zone', name, region), '<', option('carried')],
        [fact('components.*.regions.*.headroom', name, region), '>', option('whole')],
        [fact('components.*.headroom.zone', name), '>', option('whole')],
      ] as const;
      yield ofRegion(name, region, because, { fact });
    }
  },
});
