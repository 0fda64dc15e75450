import { defineRule } from '../rule.js';

type Writes = 'leader' | 'leaderless' | 'multiLeader' | 'managed' | 'single';

/** What a product cannot be set to. What some extension of it makes of several leaders is left out. */
const NOT_OF: Readonly<Record<Writes, readonly string[]>> = {
  leader: ['leaderless'],
  single: ['leaderless', 'multiLeader'],
  leaderless: ['leader'],
  multiLeader: [],
  managed: [],
};
const HOW: Readonly<Record<Writes, string>> = {
  leader: 'a leader',
  single: 'one instance',
  leaderless: 'any copy (leaderless)',
  multiLeader: 'several leaders',
  managed: 'what its provider runs',
};

/** Settings of one database under the name of another. */
export const modeNotOfProduct = defineRule({
  id: 'durability/mode-not-of-product',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'The mode of replication that is stated is none that the product has.',
    why: 'Either the product or the mode is wrong, and with it what readers may rely on, what a failover takes and how much is lost in one: all of them are worked out from the mode.',
    cost: 'None: one of the two words changes.',
    source: 'the catalog of products (`sysdesign catalog`), each with the manual of a version',
    falsePositives: 'A fork or an extension that replicates in another way: describe it under `products`.',
    good: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, use: cassandra, replication: { factor: 3, mode: leaderless } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, use: postgres, replication: { factor: 3, mode: leaderless } } }
`,
  },
  reads: [],
  message: '"{component}" is {product}, whose writes go to {how}, and states mode: {mode}',
  help: 'state the mode that {product} has, or the product that has this mode',
  *check({ name, use, replication }, { model }) {
    const writes = model.products.behaviors.get(name)?.writes;
    const mode = replication?.mode;
    if (!use || !writes || !mode || !NOT_OF[writes].includes(mode)) return;
    yield {
      subject: `components.${name}`,
      because: 'structure',
      slots: { component: name, product: use.name, how: HOW[writes], mode },
      at: `components.${name}.replication.mode`,
      related: [{ path: `components.${name}.use`, message: 'the product' }],
    };
  },
});
