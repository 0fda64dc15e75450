import { broughtTo, coveredBy } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** What answers instead is overloaded by what it answers. */
export const fallbackNotCarried = defineRule({
  id: 'load/fallback-not-carried',
  on: 'component',
  severity: { critical: 'warning', standard: 'warning', internal: 'info' },
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'A fallback, or what it calls, does not carry its peak while what it answers for is down.',
    why: 'The outage moves on to what was to bridge it, and to all that need that anyway.',
    cost: 'Room that is idle until then, or a fallback that answers a share of the calls (`share`), or from what it has by itself.',
    source: 'B. Beyer et al., Site Reliability Engineering (2016), ch. 22, cascading failures',
    falsePositives: 'The fallback starts more instances as fast as it is asked, or turns away what it does not carry.',
    good: `sysdesign: 1
name: shop
flows:
  search: { kind: read, rate: 100 req/s, peak: 2, path: [ web: { calls: [ index: { fallback: { to: orders } } ] } ] }
  order: { kind: read, rate: 20 req/s, peak: 2, path: [ web: { calls: [ orders ] } ] }
components:
  web: { kind: service }
  index: { kind: search, instances: 2, each: { rate: 300 req/s } }
  orders: { kind: database, instances: 3, each: { rate: 100 req/s } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  search: { kind: read, rate: 100 req/s, peak: 2, path: [ web: { calls: [ index: { fallback: { to: orders } } ] } ] }
  order: { kind: read, rate: 20 req/s, peak: 2, path: [ web: { calls: [ orders ] } ] }
components:
  web: { kind: service }
  index: { kind: search, instances: 2, each: { rate: 300 req/s } }
  orders: { kind: database, instances: 2, each: { rate: 100 req/s } }
`,
  },
  reads: ['components.*.headroom', 'components.*.rate.peak'],
  options: {
    carried: { value: '1', field: 'ratio', meaning: 'times the peak with what it answers for down that must be carried' },
    whole: { value: '0.999', field: 'ratio', meaning: 'times the peak below which it is overloaded with all up, and found as such' },
  },
  message: 'while "{failed}" is down, {fallback} gets {load} at peak instead of {usual}, and carries {carried} of that',
  help: 'let the fallback answer a share of the calls (fallback: { to, share }), give it room for all of them, or shed load while it stands in',
  *check({ name }, { fact, option, without, allUp, model }) {
    const answered = [
      ...coveredBy(model, name).map((call) => ({ call, fallback: `its fallback "${name}"` })),
      ...broughtTo(model, name).map(({ call, by }) => ({ call, fallback: `"${name}", which the fallback "${by}" calls,` })),
    ];
    const seen = new Set<string>();
    for (const { call, fallback } of answered) {
      const failed = call.component;
      if (seen.has(failed)) continue;
      seen.add(failed);
      yield {
        subject: `components.${name}`,
        key: failed,
        because: [
          [without(fact('components.*.headroom', name), failed), '<', option('carried')],
          [allUp(fact('components.*.headroom', name)), '>', option('whole')],
        ],
        slots: {
          failed,
          fallback,
          load: without(fact('components.*.rate.peak', name), failed),
          usual: allUp(fact('components.*.rate.peak', name)),
        },
        related: [{ path: `${call.path}.fallback.to`, message: 'what answers instead' }],
      };
    }
  },
});
