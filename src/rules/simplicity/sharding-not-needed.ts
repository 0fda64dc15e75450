import { isItemStore } from '../../spec/index.js';
import { inYear } from '../horizon.js';
import type { Because, Key } from '../rule.js';
import { defineRule } from '../rule.js';

/** Shards for a load and for data that one node carries with ease. */
export const shardingNotNeeded = defineRule({
  id: 'simplicity/sharding-not-needed',
  on: 'component',
  severity: 'info',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'simplicity',
  since: '0.1.0',
  docs: {
    what: 'A database states shards, and at the horizon gets less than 500 writes and 5,000 reads a second at peak, and a copy of its data is less than 500 GB.',
    why: 'One node carries that several times over. Shards cost queries and transactions across them, a key that cannot be changed, and the moving of data.',
    cost: 'Splitting later is harder than splitting at once: keep the key in every row.',
    source: 'PostgreSQL does 2,500 to 4,000 read-write transactions a second on 4 cores (pgbench, catalog entry rate.pg.rw.4vcpu)',
    falsePositives: 'Shards for isolation, as one a tenant or a country; queries that keep a node busy for seconds.',
    good: `sysdesign: 1
name: notes
horizon: 3 years
flows:
  save: { kind: write, rate: 12 req/s, path: db }
components:
  db: { kind: database, replication: 2, each: { writes: 2k req/s, disk: 2 TB } }
data:
  notes: { in: db, item: 300 B, addedBy: save, keep: 3 years }
`,
    bad: `sysdesign: 1
name: notes
horizon: 3 years
flows:
  save: { kind: write, rate: 12 req/s, path: db }
components:
  db: { kind: database, shards: 16, replication: 2, each: { writes: 2k req/s, disk: 2 TB } }
data:
  notes: { in: db, item: 300 B, addedBy: save, keep: 3 years }
`,
  },
  reads: ['components.*.write.peak', 'components.*.read.peak', 'components.*.demand.disk', 'components.*.copies'],
  options: {
    writes: { value: '500/s', field: 'rate', meaning: 'writes at peak that one node carries with ease' },
    reads: { value: '5k/s', field: 'rate', meaning: 'reads at peak that one node carries with ease' },
    size: { value: '500 GB', field: 'bytes', meaning: 'bytes of a copy that one node holds with ease' },
    one: { value: '1', field: 'count', meaning: 'shards of what is not sharded' },
  },
  message: '"{component}" has {shards} shards for {left} of writes, {reads} of reads and {stored} in all',
  help: 'start with one node and its copies, and keep the key that it could be split by in every row',
  *check({ name, traits }, { fact, option, literal, states, yearsAhead }) {
    if (!isItemStore(traits) || !states('components.*.shards', name)) return;
    const year = yearsAhead;
    const later = (key: Key): Key => (year === 0 ? key : inYear(key, year));
    const shards = literal('components.*.shards', name);
    const reads = later(fact('components.*.read.peak', name));
    const stored = fact('components.*.demand.disk', name);
    const because: Because[] = [
      [later(fact('components.*.write.peak', name)), '<', option('writes')],
      [reads, '<', option('reads')],
      [stored, '<', option('size'), fact('components.*.copies', name)],
      [shards, '>', option('one')],
    ];
    yield { subject: `components.${name}`, because, slots: { component: name, shards, reads, stored }, at: `components.${name}.shards` };
  },
});
