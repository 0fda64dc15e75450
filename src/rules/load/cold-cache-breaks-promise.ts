import { isFatal } from '../../spec/index.js';
import { promisedTarget, promisesOn, subjectOf, TARGETS } from '../availability/promises.js';
import { defineRule } from '../rule.js';
import { behindCache } from './behind-cache.js';

/** The component behind a cache is far from carrying its load alone, and a requirement depends on it. */
export const coldCacheBreaksPromise = defineRule({
  id: 'load/cold-cache-breaks-promise',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  covers: ['load/cold-cache-overloads'],
  docs: {
    what: 'What stands behind a cache carries less than half of the peak when the cache is empty or down, and a flow that goes through it is promised at three nines or more.',
    why: 'A restart or a flush is an outage: most calls fail or wait, and a store that is overloaded fills the cache so slowly that the outage keeps itself up. Three nines leave 43 minutes a month.',
    cost: 'Room behind the cache, a second copy of it, or callers that are turned away while it fills.',
    source:
      'N. Bronson et al., Metastable Failures in Distributed Systems (HotOS 2021); B. Beyer et al., Site Reliability Engineering (2016), ch. 22',
    falsePositives: 'The cache keeps its entries over a restart, is filled before it is used, or loses one of many nodes at a time.',
    good: `sysdesign: 1
name: shop
flows:
  view: { kind: read, rate: 1k req/s, peak: 2, path: [ api: { calls: [ cache: { hit: 95%, miss: [ products ] } ] } ] }
components:
  api: { kind: service }
  cache: { kind: cache }
  products: { kind: database, instances: 4, each: { reads: 300 req/s } }
requirements: { quality: { up: { flow: view, availability: 99.9% } } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  view: { kind: read, rate: 1k req/s, peak: 2, path: [ api: { calls: [ cache: { hit: 95%, miss: [ products ] } ] } ] }
components:
  api: { kind: service }
  cache: { kind: cache }
  products: { kind: database, instances: 3, each: { reads: 150 req/s } }
requirements: { quality: { up: { flow: view, availability: 99.9% } } }
`,
  },
  reads: ['components.*.headroom', 'components.*.rate.peak', ...TARGETS],
  options: {
    carried: { value: '0.5', field: 'ratio', meaning: 'times the load with an empty cache below which most of it fails' },
    whole: { value: '0.999', field: 'ratio', meaning: 'times the peak below which it is overloaded with all up, and found as such' },
    target: { value: '99.9%', field: 'share', meaning: 'promise from which on it is asked for' },
  },
  message:
    'while "{cache}" is empty, "{component}" behind it gets {load} at peak and carries {carried} of that, and "{flow}" is promised at {target}',
  help: 'let one call of many for the same item through, fill it before it is used, keep a second copy, or shed load until it is warm',
  *check(cache, context) {
    const { model, fact, option, without } = context;
    if (!cache.isCache) return;
    // Of several requirements the first that is high enough is named.
    for (const component of behindCache(cache))
      for (const promise of promisesOn(model, cache, isFatal)) {
        const headroom = fact('components.*.headroom', component);
        yield {
          subject: `components.${cache.name}`,
          key: component,
          because: [
            [without(headroom, cache.name), '<', option('carried')],
            [headroom, '>', option('whole')],
            [promisedTarget(context, promise), '>=', option('target')],
          ],
          slots: {
            cache: cache.name,
            component,
            load: without(fact('components.*.rate.peak', component), cache.name),
            carried: without(headroom, cache.name),
            flow: subjectOf(promise),
            target: promisedTarget(context, promise),
          },
          related: [
            { path: `components.${component}`, message: 'this is behind it' },
            { path: promise.path, message: 'the promise' },
          ],
        };
      }
  },
});
