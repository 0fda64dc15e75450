import { type Common, type Entry, type EntryRow, type EntryValues, table } from '../entry.js';

/** What one processor core does, from the processor time that a capacity planner assumes for an operation. */

/** Operations a second and core from processor time an operation: the longest time gives the fewest. */
const perCore = (low: number, mid: number, high: number): EntryValues => [1000 / high, 1000 / mid, 1000 / low];

/** Processor time an operation in ms, low to high, as the models below assume it. */
const CPU_TIMES: readonly (readonly [
  id: string,
  name: string,
  unit: string,
  file: string,
  low: number,
  mid: number,
  high: number,
  note?: string,
])[] = [
  [
    'rate.cassandra.read.core',
    'Cassandra, point reads',
    'reads/s per core',
    'cassandra.py',
    0.4,
    2,
    5,
    'coordinator and replica together; latency pattern',
  ],
  ['rate.cassandra.scan.core', 'Cassandra, reads for throughput', 'reads/s per core', 'cassandra.py', 0.2, 5, 20, 'throughput pattern'],
  [
    'rate.cassandra.write3.core',
    'Cassandra, writes of three copies',
    'writes/s per core',
    'cassandra.py',
    0.4,
    1,
    2,
    'latency pattern, 3 copies',
  ],
  ['rate.cassandra.write.core', 'Cassandra, writes', 'writes/s per core', 'cassandra.py', 0.2, 0.6, 2, 'throughput pattern'],
  ['rate.aurora.core', 'Aurora, reads', 'reads/s per core', 'aurora.py', 1, 3.5, 100],
  ['rate.aurora.write.core', 'Aurora, writes', 'writes/s per core', 'aurora.py', 1, 5, 200],
  ['rate.postgres.read.core', 'PostgreSQL, reads', 'reads/s per core', 'postgres.py', 1, 4, 100],
  ['rate.postgres.write.core', 'PostgreSQL, writes', 'writes/s per core', 'postgres.py', 1, 6, 200],
  ['rate.mysql.rds.core', 'MySQL on RDS, queries', 'queries/s per core', 'rds.py', 5, 30, 150],
  ['rate.java.core', 'Stateless Java service, for throughput', 'req/s per core', 'stateless_java.py', 0.2, 4, 8, 'throughput pattern'],
  ['rate.java.latency.core', 'Stateless Java service, for latency', 'req/s per core', 'stateless_java.py', 0.2, 1, 2, 'latency pattern'],
  ['rate.es.read.core', 'Elasticsearch, searches over much data', 'req/s per core', 'elasticsearch.py', 1, 20, 100, 'throughput pattern'],
  ['rate.es.point.core', 'Elasticsearch, point queries', 'req/s per core', 'elasticsearch.py', 1, 2, 100, 'latency pattern'],
  ['rate.es.write.core', 'Elasticsearch, writes', 'writes/s per core', 'elasticsearch.py', 1, 10, 100, 'throughput pattern'],
  ['rate.rocksdb.read.core', 'RocksDB, point reads', 'reads/s per core', 'read_only_kv.py', 0.5, 2, 10, 'most of the data in memory'],
];

const CORES: readonly EntryRow[] = CPU_TIMES.map(([id, name, unit, file, low, mid, high, note]) => [
  id,
  name,
  unit,
  perCore(low, mid, high),
  { source: `${model(file)}`, note: [`${low}, ${mid} and ${high} ms of processor each`, note].filter(Boolean).join('; ') },
]);

const OTHER_CORES: readonly EntryRow[] = [
  [
    'rate.kafka.cpu',
    'Kafka, reads by processor',
    'MiB/s per core',
    perCore(20, 40, 75),
    { source: model('kafka.py'), note: '20, 40 and 75 ms of processor a MiB' },
  ],
  [
    'rate.kafka.cpu.write',
    'Kafka, writes by processor',
    'MiB/s per core',
    perCore(20, 30, 75),
    { source: model('kafka.py'), note: '20, 30 and 75 ms of processor a MiB; the model calls its middle a guess' },
  ],
];

const SINGLE_ASSUMPTIONS: readonly EntryRow[] = [
  [
    'rate.evcache.core',
    'EVCache and memcached, writes',
    'writes/s per core',
    100_000,
    { source: model('evcache.py'), note: '0.01 ms of processor each' },
  ],
  [
    'rate.cassandra.data.node',
    'Cassandra, data a node on local disks',
    'GiB',
    1280,
    { source: model('cassandra.py'), note: '1,024 GiB on attached disks' },
  ],
];

function model(file: string): string {
  return `github.com/Netflix-Skunkworks/service-capacity-modeling at dc69307, models/org/netflix/${file}`;
}

const PLANNED: Omit<Common, 'note'> = { group: 'component-throughput', source: '', asOf: '2026-08', shelfLifeMonths: 36, checked: true };

export const PROCESSORS: readonly Entry[] = [
  ...table({ ...PLANNED, note: "before headroom; a planner's assumption for services of one large company, 90 to 98% of cases within" }, [
    ...CORES,
    ...OTHER_CORES,
  ]),
  ...table({ ...PLANNED, note: "a planner's assumption for services of one large company" }, SINGLE_ASSUMPTIONS),
];
