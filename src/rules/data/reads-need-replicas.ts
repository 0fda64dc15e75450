import { isItemStore } from '../../spec/index.js';
import { defineRule } from '../rule.js';
import { isPartitioned } from './partitioned.js';

/** One node has to serve reads that several could, and writes that it could alone. */
export const readsNeedReplicas = defineRule({
  id: 'data/reads-need-replicas',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  docs: {
    what: 'The load of a database takes more than one node, its reads are at least five times its writes, and neither replicas nor shards are stated.',
    why: 'Without copies and without shards there is one node to ask. Reads spread over read replicas; the leader is left with the writes, which it can carry.',
    cost: 'A replica is behind its leader: who must see an own write reads from the leader. Each replica repeats every write.',
    source: 'Kleppmann, Designing Data-Intensive Applications, ch. 5',
    falsePositives: 'A product that spreads data by itself and is not named in `use`.',
    good: `sysdesign: 1
name: shop
flows:
  browse: { kind: read, rate: 8k req/s, peak: 2, path: db }
  order: { kind: write, rate: 100 req/s, peak: 2, path: db }
components:
  db: { kind: database, replication: 4, each: { reads: 10k req/s, writes: 2k req/s } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  browse: { kind: read, rate: 8k req/s, peak: 2, path: db }
  order: { kind: write, rate: 100 req/s, peak: 2, path: db }
components:
  db: { kind: database, each: { reads: 10k req/s, writes: 2k req/s } }
`,
  },
  reads: ['components.*.instances.rate', 'components.*.read.peak', 'components.*.write.peak'],
  options: {
    nodes: { value: '1', field: 'count', meaning: 'nodes that serve a database without copies and without shards' },
    ratio: { value: '5', field: 'ratio', meaning: 'reads to a write from which on reads are worth serving elsewhere' },
  },
  message: '"{component}" gets {reads} and {writes} at peak, which takes {left} nodes; without copies or shards only one can serve them',
  help: 'read from replicas (`replication`), cache what is read often, or split the data (`shards`)',
  *check(component, { model, fact, option, states }) {
    const { name, traits, calls, areReplicas } = component;
    if (!isItemStore(traits) || areReplicas || isPartitioned(model, component)) return;
    const stated = [
      'components.*.shards',
      'components.*.instances',
      'components.*.replication.factor',
      'components.*.replication.data',
    ] as const;
    if (stated.some((field) => states(field, name)) || !calls.some(({ writes }) => writes)) return;
    const reads = fact('components.*.read.peak', name);
    const writes = fact('components.*.write.peak', name);
    yield {
      subject: `components.${name}`,
      because: [
        [fact('components.*.instances.rate', name), '>', option('nodes')],
        [reads, '>', writes, option('ratio')],
      ],
      slots: { component: name, reads, writes },
    };
  },
});
