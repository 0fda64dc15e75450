import type { Because } from '../rule.js';
import { defineRule } from '../rule.js';

/** One instance for each copy of each shard, computed or stated, where its load and its data take far fewer. */
export const instancePerShard = defineRule({
  id: 'cost/instance-per-shard',
  on: 'component',
  severity: 'info',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'cost',
  since: '0.1.0',
  docs: {
    what: 'A component states shards, each copy of each shard has an instance of its own (as where no instances are stated), and that is more than twice what its load and its data take.',
    why: 'Shards of a search index, and of many stores, are pieces of which a node holds several: what is paid for is nodes.',
    cost: 'Where shards share nodes, one that is lost takes a piece of several of them.',
    source: 'Elasticsearch Guide, "Size your shards": a node holds many shards; 20 of them for each GB of heap at most',
    falsePositives:
      'Shards that are machines of their own, as those of a Redis cluster or of MongoDB: shards of what one node carries are another question.',
    good: `sysdesign: 1
name: documents
flows:
  find: { rate: 20 req/s, peak: 2, path: index }
components:
  index: { kind: search, shards: 12, replication: 2, instances: 4, each: { rate: 60 req/s } }
`,
    bad: `sysdesign: 1
name: documents
flows:
  find: { rate: 20 req/s, peak: 2, path: index }
components:
  index: { kind: search, shards: 12, replication: 2, each: { rate: 60 req/s } }
`,
  },
  reads: ['components.*.fleet', 'components.*.instances.forLoad', 'components.*.copies'],
  options: {
    times: { value: '2', field: 'ratio', meaning: 'times what its load and its data take that the fleet may be' },
    one: { value: '1', field: 'count', meaning: 'shards of what is not sharded' },
  },
  message:
    '"{component}" has {left} instances, one for each shard ({shards}) and copy ({copies}), where its load and its data take {right}',
  help: 'have fewer shards, or let them share nodes, and state how many nodes there are (`instances`)',
  *check({ name, traits }, { fact, isWhole, option, literal, states }) {
    if (traits.run !== 'instances' || !states('components.*.shards', name)) return;
    const forLoad = fact('components.*.instances.forLoad', name);
    if (!isWhole(forLoad)) return;
    const shards = literal('components.*.shards', name);
    const copies = fact('components.*.copies', name);
    const fleet = fact('components.*.fleet', name);
    const because: Because[] = [
      [fleet, '>', forLoad, option('times')],
      [fleet, '>', copies, option('times')],
      [shards, '>', option('one')],
    ];
    // Of a stated fleet: fewer are shared by shards already, and what is beyond is idle for another reason.
    if (states('components.*.instances', name)) because.push([fleet, '<=', shards, copies], [fleet, '>=', shards, copies]);
    yield {
      subject: `components.${name}`,
      because,
      slots: { component: name, shards, copies },
      at: `components.${name}.shards`,
    };
  },
});
