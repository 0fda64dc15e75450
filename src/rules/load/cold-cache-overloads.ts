import { defineRule } from '../rule.js';
import { behindCache } from './behind-cache.js';

/** What is behind a cache cannot do without it. */
export const coldCacheOverloads = defineRule({
  id: 'load/cold-cache-overloads',
  on: 'component',
  severity: { critical: 'warning', standard: 'info', internal: 'info' },
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'What stands behind a cache does not carry the peak when the cache is empty or down.',
    why: 'After a restart or a flush every call is a miss. A store that is overloaded then answers slowly, so that the cache fills slowly: the outage keeps itself up.',
    cost: 'Room behind the cache, a second copy of it, or callers that are turned away while it fills.',
    source:
      'N. Bronson et al., Metastable Failures in Distributed Systems (HotOS 2021); B. Beyer et al., Site Reliability Engineering (2016), ch. 22',
    falsePositives: 'The cache keeps its entries over a restart, is filled before it is used, or loses one of many nodes at a time.',
    good: `sysdesign: 1
name: shop
flows:
  view: { kind: read, rate: 1k req/s, peak: 2, path: [ api: { calls: [ cache: { hit: 90%, miss: [ products ] } ] } ] }
components:
  api: { kind: service }
  cache: { kind: cache }
  products: { kind: database, instances: 4, each: { reads: 600 req/s, writes: 100 req/s } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  view: { kind: read, rate: 1k req/s, peak: 2, path: [ api: { calls: [ cache: { hit: 90%, miss: [ products ] } ] } ] }
components:
  api: { kind: service }
  cache: { kind: cache }
  products: { kind: database, instances: 2, each: { reads: 600 req/s, writes: 100 req/s } }
`,
  },
  reads: ['components.*.headroom', 'components.*.rate.peak'],
  options: {
    carried: { value: '1', field: 'ratio', meaning: 'times the load with an empty cache that must be carried' },
    whole: { value: '0.999', field: 'ratio', meaning: 'times the peak below which it is overloaded with all up, and found as such' },
  },
  message: 'while "{cache}" is empty, "{component}" behind it gets {load} at peak instead of {usual}, and carries {carried} of that',
  help: 'let one call of many for the same item through, fill it before it is used, keep a second copy, or shed load until it is warm',
  *check(node, { fact, option, without }) {
    if (!node.isCache) return;
    const cache = node.name;
    for (const component of behindCache(node))
      yield {
        subject: `components.${cache}`,
        key: component,
        because: [
          [without(fact('components.*.headroom', component), cache), '<', option('carried')],
          [fact('components.*.headroom', component), '>', option('whole')],
        ],
        slots: {
          cache,
          component,
          load: without(fact('components.*.rate.peak', component), cache),
          usual: fact('components.*.rate.peak', component),
        },
        related: [{ path: `components.${component}`, message: 'this is behind it' }],
      };
  },
});
