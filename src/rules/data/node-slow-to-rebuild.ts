import { isItemStore } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** A node with so much data that its copy takes half a day to be whole again. */
export const nodeSlowToRebuild = defineRule({
  id: 'data/node-slow-to-rebuild',
  on: 'component',
  severity: 'info',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'durability',
  since: '0.1.0',
  docs: {
    what: 'A node of a database holds more than 5 TB, and how long it takes to rebuild it is not stated.',
    why: 'A lost node is filled again over the network: 5 TB at 100 MB/s are 14 hours, in which one copy less is left and the others serve and copy at once.',
    cost: 'More and smaller nodes cost more; a measured rebuild time costs a drill.',
    source:
      'own derivation (bytes over the throughput of a rebuild); Apache Cassandra and ScyllaDB advise a few TB a node for the same reason',
    falsePositives: 'Nodes whose disks outlive them (network volumes), and rebuilds from many peers at once.',
    good: `sysdesign: 1
name: messages
flows:
  send: { kind: write, rate: 1k req/s, path: db }
components:
  db: { kind: database, use: cassandra, instances: 9, replication: 3, rebuild: 8 h, each: { writes: 5k req/s, disk: 10 TB } }
data:
  messages: { in: db, item: 1 kB, items: 20G }
`,
    bad: `sysdesign: 1
name: messages
flows:
  send: { kind: write, rate: 1k req/s, path: db }
components:
  db: { kind: database, use: cassandra, instances: 9, replication: 3, each: { writes: 5k req/s, disk: 10 TB } }
data:
  messages: { in: db, item: 1 kB, items: 20G }
`,
  },
  reads: ['components.*.demand.disk', 'components.*.fleet'],
  options: { perNode: { value: '5 TB', field: 'bytes', meaning: 'what a node may hold before the time of its rebuild is asked for' } },
  message: 'the {nodes} nodes of "{component}" hold {left}, more than {right} each: a lost one takes long to rebuild',
  help: 'measure how long a rebuild takes and state it (`rebuild`), or spread the data over more nodes',
  *check({ name, traits, data }, { fact, option, states }) {
    if (!isItemStore(traits) || data.length === 0 || states('components.*.rebuild', name)) return;
    yield {
      subject: `components.${name}`,
      because: [fact('components.*.demand.disk', name), '>', option('perNode'), fact('components.*.fleet', name)],
      slots: { component: name, nodes: fact('components.*.fleet', name) },
    };
  },
});
