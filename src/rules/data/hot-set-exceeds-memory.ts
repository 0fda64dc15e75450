import { defineRule } from '../rule.js';

/** A cache that is too small for what its hit ratio rests on. */
export const hotSetExceedsMemory = defineRule({
  id: 'data/hot-set-exceeds-memory',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  covers: ['load/growth-reaches-capacity'],
  docs: {
    what: 'What a cache is stated to hold takes nearly or more than all of the memory that its stated instances have.',
    why: 'Memory is also needed for connections, for copying and by what is fragmented. Beyond it the cache drops items before they are asked for again, so that it hits less often than it is given credit for, and what is behind it gets the difference.',
    cost: 'More memory, or a hit ratio that is estimated for less.',
    source: 'Amazon ElastiCache User Guide, Managing reserved memory (reserved-memory-percent): 25% of a node is kept free of data',
    falsePositives: 'A hit ratio that was measured with the memory that there is.',
    good: `sysdesign: 1
name: catalog
flows:
  show: { kind: read, rate: 5k req/s, path: [ cache: { hit: 90%, miss: [ db ] } ] }
components:
  cache: { kind: cache, instances: 4, holds: { products: 20% }, each: { memory: 16 GB } }
  db: { kind: database }
data:
  products: { in: db, item: 2 kB, items: 100M, readBy: show }
`,
    bad: `sysdesign: 1
name: catalog
flows:
  show: { kind: read, rate: 5k req/s, path: [ cache: { hit: 90%, miss: [ db ] } ] }
components:
  cache: { kind: cache, instances: 2, holds: { products: 20% }, each: { memory: 16 GB } }
  db: { kind: database }
data:
  products: { in: db, item: 2 kB, items: 100M, readBy: show }
`,
  },
  reads: ['components.*.demand.memory', 'components.*.capacity.memory', 'components.*.fleet'],
  options: { most: { value: '90%', field: 'share', meaning: 'share of its memory that what it holds may take' } },
  message: '"{cache}" is to hold {left}, and its {fleet} instances have {right}',
  help: 'give it more memory, or state the hit ratio of what fits',
  *check({ name, isCache, holds }, { fact, option, states }) {
    // A fleet that is computed has as much as it is to hold.
    if (!isCache || holds.length === 0 || !states('components.*.instances', name)) return;
    yield {
      subject: `components.${name}`,
      because: [fact('components.*.demand.memory', name), '>', fact('components.*.capacity.memory', name), option('most')],
      slots: { cache: name, fleet: fact('components.*.fleet', name) },
      at: `components.${name}.instances`,
      related: holds.map((set) => ({ path: `data.${set}`, message: 'what it holds some of' })),
    };
  },
});
