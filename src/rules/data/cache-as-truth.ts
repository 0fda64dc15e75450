import { leafOf } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** Data that is nowhere but in a cache. */
export const cacheAsTruth = defineRule({
  id: 'data/cache-as-truth',
  on: 'data',
  severity: 'warning',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'durability',
  since: '0.1.0',
  docs: {
    what: 'A data set that is added to lies in nothing but caches, and is kept for longer than a month, or for ever.',
    why: 'A cache drops what it has no room for and forgets all of it when it restarts. What is to last needs a store that it can be filled from again.',
    cost: 'A store behind it, and writes to both.',
    source: 'Amazon Builders Library, Caching challenges and strategies',
    falsePositives: 'What can be computed again from elsewhere, and an in-memory store that writes its log to disk before it answers.',
    good: `sysdesign: 1
name: carts
horizon: 1 year
flows:
  put: { kind: write, rate: 100 req/s, path: carts }
components:
  carts: { kind: cache }
data:
  carts: { in: carts, item: 1 kB, addedBy: put, keep: 7 d }
`,
    bad: `sysdesign: 1
name: carts
horizon: 1 year
flows:
  put: { kind: write, rate: 100 req/s, path: carts }
components:
  carts: { kind: cache }
data:
  carts: { in: carts, item: 1 kB, addedBy: put }
`,
  },
  reads: [],
  options: { passing: { value: '30 d', field: 'duration', meaning: 'how long data may be kept that a cache may lose' } },
  message: '"{data}" lies in nothing but "{cache}", which may drop it at any time',
  help: 'write it to a store that the cache can be filled from, or state how soon it is worth nothing (`keep`)',
  *check({ name, stores, addedBy }, { model, option, literal, states }) {
    const places = stores.flatMap((store) => model.components.get(store) ?? []);
    const [first] = places;
    if (!first || !places.every(({ traits }) => traits.isCache)) return;
    if (addedBy.length === 0 && !states('data.*.added', name)) return;
    if (places.some((place) => states('components.*.backup.every', place.name))) return;
    const keep = leafOf(model, `data.${name}.keep`);
    const isPassing = keep !== undefined && keep.value.kind !== 'forever';
    yield {
      subject: `data.${name}`,
      because: isPassing ? [literal('data.*.keep', name), '>', option('passing')] : 'structure',
      slots: { data: name, cache: first.name },
      related: [{ path: `components.${first.name}`, message: 'where it lies' }],
    };
  },
});
