import { namesIn } from '../../facts/index.js';
import type { Component, Model } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** Cached entries that are never refreshed. */
export const cacheWithoutExpiry = defineRule({
  id: 'data/cache-without-expiry',
  on: 'component',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'A cache answers for a store, how long it keeps an answer is not stated, and what it holds is promised to be fresh, or other caches of the spec state it. Without these it is a question.',
    why: 'What is changed in the store is answered as it was for as long as the cache has room for it. A time to live bounds that, whatever else removes entries.',
    cost: 'A shorter time brings more misses; removing entries with each write has to reach every cache.',
    source: 'Amazon Builders Library, Caching challenges and strategies',
    falsePositives: 'What never changes once it is written, or entries that each write removes.',
    good: `sysdesign: 1
name: catalog
flows:
  show: { kind: read, rate: 5k req/s, path: [ cache: { hit: 90%, miss: [ db ] } ] }
components:
  cache: { kind: cache, ttl: 30 s, holds: { products: 20% } }
  db: { kind: database }
data: { products: { in: db, item: 1 kB, items: 1M, added: 10 per day } }
requirements: { quality: { fresh: { data: products, staleness: 1 min } } }
`,
    bad: `sysdesign: 1
name: catalog
flows:
  show: { kind: read, rate: 5k req/s, path: [ cache: { hit: 90%, miss: [ db ] } ] }
components:
  cache: { kind: cache, holds: { products: 20% } }
  db: { kind: database }
data: { products: { in: db, item: 1 kB, items: 1M, added: 10 per day } }
requirements: { quality: { fresh: { data: products, staleness: 1 min } } }
`,
  },
  reads: [],
  message: '"{cache}" answers for "{store}", and for how long it keeps an answer is not stated',
  help: 'state it: ttl: 1 min',
  *check(component, { model, states }) {
    const { name, calls } = component;
    if (!isExpiring(component) || states('components.*.ttl', name)) return;
    const store = calls.flatMap(({ callees }) => callees.filter(({ via }) => via === 'miss'))[0]?.component;
    if (store === undefined) return;
    yield {
      subject: `components.${name}`,
      because: 'structure',
      slots: { cache: name, store },
      isQuestion:
        !isPromisedFresh(model, component) &&
        ![...model.components.values()].some((other) => isExpiring(other) && states('components.*.ttl', other.name)),
    };
  },
});

const isExpiring = ({ isCache, traits }: Component): boolean => isCache || traits.keepsCopies;

/** Whether it holds a data set that is required to be no older than some time. */
const isPromisedFresh = ({ checks }: Model, { holds }: Component): boolean =>
  checks.some(({ kind, fact }) => kind === 'requirement' && holds.some((data) => namesIn('data.*.staleness.p99', fact)?.[0] === data));
