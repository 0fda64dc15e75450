import { defineRule } from '../rule.js';

/** Card data in a cache. */
export const paymentDataCached = defineRule({
  id: 'security/payment-data-cached',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'security',
  since: '0.1.0',
  docs: {
    what: 'A cache or a content network holds payment data (`class: payment`: card numbers and what belongs to them).',
    why: 'Every place that card data is stored in falls under the rules for it: it must be encrypted, and its keys, access and age controlled. Caches keep data in plain memory, seldom ask who reads, and lose track of what was deleted.',
    cost: 'Reads go to the store, or to the provider that keeps the cards; a token in their place may be cached.',
    source: 'PCI DSS v4.0 (2022), requirement 3, Protect Stored Account Data',
    falsePositives: 'What is held are tokens and the last four digits: these are not class payment.',
    good: `sysdesign: 1
name: shop
flows:
  pay: { rate: 10 req/s, path: [ api: { calls: [ cache: { hit: 80%, miss: [ db ] }, vault ] } ] }
components:
  api: { kind: service }
  cache: { kind: cache, holds: { orders: 10% } }
  db: { kind: database }
  vault: { kind: database }
data:
  orders: { in: db, item: 1 kB, items: 1M, readBy: pay }
  cards: { in: vault, item: 1 kB, items: 1M, readBy: pay, class: payment }
`,
    bad: `sysdesign: 1
name: shop
flows:
  pay: { rate: 10 req/s, path: [ api: { calls: [ cache: { hit: 80%, miss: [ vault ] } ] } ] }
components:
  api: { kind: service }
  cache: { kind: cache, holds: { cards: 10% } }
  vault: { kind: database }
data:
  cards: { in: vault, item: 1 kB, items: 1M, readBy: pay, class: payment }
`,
  },
  reads: [],
  message: '"{component}" holds copies of the payment data "{data}"',
  help: 'keep card data in one guarded store, and cache a token for it',
  *check({ name, traits, isCache, holds, data }, { model }) {
    const isCopying = isCache || traits.keepsCopies;
    for (const held of new Set([...holds, ...(isCopying ? data : [])]))
      if (model.data.get(held)?.classes?.includes('payment'))
        yield {
          subject: `components.${name}`,
          key: held,
          because: 'structure',
          slots: { component: name, data: held },
          related: [{ path: `data.${held}`, message: 'what it holds' }],
        };
  },
});
