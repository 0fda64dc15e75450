import { regionOf } from '../../spec/index.js';
import { defineRule } from '../rule.js';
import { alwaysNeeded, BUDGETS, budgetOf } from './promises.js';

/** A region whose loss takes most of the budget. */
export const oneRegion = defineRule({
  id: 'availability/one-region',
  on: 'objective',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  covers: [
    'availability/budget-spent',
    'availability/dependency-below-target',
    'availability/sync-chain',
    'availability/window-likely-missed',
  ],
  docs: {
    what: 'A flow needs a component that is in one region only, and the losses of that region alone take a large part of its error budget.',
    why: 'No zone and no instance in the region helps while the whole of it is lost.',
    cost: 'A second region: data that is copied over distances, writes that wait for it or are lost in a failover, and twice the fleet or a longer recovery.',
    source: 'AWS Well-Architected, Reliability pillar REL10 (several regions for the highest targets)',
    falsePositives: 'A promise that excludes the loss of a region.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
topology: { regions: { eu: { mtbf: 10 years, mttr: 4 h, zones: [a, b] } } }
components: { api: { kind: service, instances: 2 } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
topology: { regions: { eu: { mtbf: 10 years, mttr: 8 h, zones: [a, b] } } }
components: { api: { kind: service, instances: 2 } }
requirements: { quality: { up: { flow: read, availability: 99.99% } } }
`,
  },
  reads: ['topology.*.unavailability', ...BUDGETS],
  options: { share: { value: '50%', field: 'share', meaning: 'share of the error budget that the loss of one region may take' } },
  message: '"{flow}" needs {components} in the region "{region}" alone, which is lost {left} of the time: its promise leaves {right}',
  help: 'run it in a second region that takes over, or promise no more than one region gives',
  *check(promise, context) {
    const { model, fact, option } = context;
    const { root, name } = promise.about;
    const flow = root === 'flows' ? model.flows.get(name) : undefined;
    if (!flow) return;
    const inRegion = new Map<string, string[]>();
    for (const component of alwaysNeeded(context, flow)) {
      const places = model.components.get(component)?.places;
      const regions = new Set(places?.within.flat().map(regionOf));
      const [only] = regions;
      if (only === undefined || (regions.size > 1 && places?.regions !== 1)) continue;
      inRegion.set(only, [...(inRegion.get(only) ?? []), component]);
    }
    for (const [region, components] of inRegion)
      yield {
        subject: promise.path,
        key: region,
        because: [fact('topology.*.unavailability', region), '>', budgetOf(context, promise), option('share')],
        slots: { flow: name, region, components: components.map((one) => `"${one}"`).join(', ') },
        related: components.map((one) => ({ path: `components.${one}`, message: 'it is there alone' })),
      };
  },
});
