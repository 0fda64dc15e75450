import { type Common, type Entry, type EntryRow, table } from '../entry.js';

/** Constants of capacity models, typical shapes of data, and thresholds from which advice applies. */

const model = (file: string): string => `github.com/Netflix-Skunkworks/service-capacity-modeling at dc69307, models/${file}`;

const CONSTANTS: readonly EntryRow[] = [
  ['model.qos.tier0', 'Square-root staffing, 1% of requests wait', '', 2.375, { source: model('common.py') }],
  ['model.qos.tier1', 'Square-root staffing, 5% of requests wait', '', 1.761, { source: model('common.py') }],
  [
    'model.qos.tier2',
    'Square-root staffing, 17% of requests wait',
    '',
    1.16,
    { source: model('common.py'), note: 'the source rounds to 20%' },
  ],
  [
    'model.qos.tier3',
    'Square-root staffing, 22% of requests wait',
    '',
    1,
    { source: model('common.py'), note: 'the source says 30%; its own formula (Halfin, Whitt 1981) gives 22%' },
  ],
  ['model.ht', 'A hyper-thread over a physical core', '', 0.6, { source: model('headroom_strategy.py') }],
  [
    'model.kafka.compute_buffer',
    'Kafka, processors kept over processors needed',
    '',
    [2, 2.5, 2.5],
    { source: model('org/netflix/kafka.py'), note: '2.5 for the two most critical tiers, else 2' },
  ],
  ['model.kafka.storage_buffer', 'Kafka, disk kept over disk needed', '', 2.5, { source: model('org/netflix/kafka.py') }],
  [
    'model.cassandra.mutation',
    'Cassandra, bytes a write on the wire beyond its data',
    'B',
    900,
    { source: model('org/netflix/cassandra.py'), note: 'fitted on bills, within 15%' },
  ],
  [
    'model.cassandra.amplification',
    'Cassandra, bytes on the wire a byte written',
    '',
    1.42,
    { source: model('org/netflix/cassandra.py'), note: 'fitted on bills, within 15%' },
  ],
  [
    'model.cassandra.backup_retention',
    'Cassandra, backup kept, by its size',
    'd',
    14.4,
    { source: model('org/netflix/cassandra.py'), note: 'median of 6 clusters' },
  ],
  [
    'model.fill',
    'Share of storage that is filled',
    '',
    [0.4, 0.7, 0.8],
    {
      source: 'Kafka 0.4 (Netflix); Grokking the System Design Interview 0.7 (Pastebin) and 0.8 (Twitter search)',
      note: 'three conventions',
    },
  ],
];

const SHAPES: readonly EntryRow[] = [
  ['shape.read', 'Bytes a read of a key-value store', 'B', [128, 1024, 65_536], { source: model('org/netflix/key_value.py') }],
  ['shape.write', 'Bytes a write of a key-value store', 'B', [64, 128, 1024], { source: model('org/netflix/key_value.py') }],
  ['shape.cassandra.write', 'Bytes a write of Cassandra', 'B', [64, 256, 1024], { source: model('org/netflix/cassandra.py') }],
  ['shape.relational.read', 'Bytes a read of a relational database', 'B', [128, 1024, 65_536], { source: model('org/netflix/aurora.py') }],
  ['shape.relational.write', 'Bytes a write of a relational database', 'B', [64, 512, 2048], { source: model('org/netflix/aurora.py') }],
  ['shape.cache.write', 'Bytes a write of a cache', 'B', [64, 512, 1024], { source: model('org/netflix/evcache.py') }],
  [
    'shape.es.read',
    'Bytes a document read from Elasticsearch',
    'B',
    [128, 4096, 131_072],
    { source: model('org/netflix/elasticsearch.py') },
  ],
  ['shape.cassandra.compression', 'Cassandra, bytes stored as one', '', [2, 3, 5], { source: model('org/netflix/cassandra.py') }],
  ['shape.es.compression', 'Elasticsearch, bytes stored as one', '', [2, 3, 4], { source: model('org/netflix/elasticsearch.py') }],
  [
    'shape.aurora.workingSet',
    'Aurora, share of the data in use',
    '%',
    [5, 10, 20],
    { source: model('org/netflix/aurora.py'), note: '80% of cases within' },
  ],
  [
    'shape.rds.workingSet',
    'RDS, share of the data in use',
    '%',
    [5, 50, 70],
    { source: model('org/netflix/rds.py'), note: '80% of cases within' },
  ],
  [
    'latency.evcache.read',
    'EVCache, read, as promised to clients',
    'ms',
    [0.15, 0.5, 1],
    { group: 'component-latency', source: model('org/netflix/evcache.py') },
  ],
  [
    'latency.evcache.write',
    'EVCache, write, as promised to clients',
    'ms',
    [0.4, 1, 5],
    { group: 'component-latency', source: model('org/netflix/evcache.py') },
  ],
  [
    'latency.cassandra.read',
    'Cassandra, read, as promised to clients',
    'ms',
    [0.4, 2, 5],
    { group: 'component-latency', source: model('org/netflix/cassandra.py') },
  ],
  [
    'latency.cassandra.write',
    'Cassandra, write, as promised to clients',
    'ms',
    [0.4, 1, 4],
    { group: 'component-latency', source: model('org/netflix/cassandra.py') },
  ],
  [
    'latency.ddb',
    'DynamoDB, read or write, as promised to clients',
    'ms',
    [5, 10, 15],
    { group: 'component-latency', source: model('org/netflix/ddb.py') },
  ],
  [
    'latency.es',
    'Elasticsearch, point query, as promised to clients',
    'ms',
    [1, 10, 100],
    { group: 'component-latency', source: model('org/netflix/elasticsearch.py') },
  ],
];

/** Where courses and books give the threshold. */
const TAUGHT: readonly EntryRow[] = [
  ['threshold.latency.instant', 'Feels instant up to', 'ms', 100, { note: 'good up to 1 s' }],
  ['threshold.latency.warn', 'A response takes long from', 'ms', 500],
  ['threshold.latency.error', 'A response takes too long from', 's', 1],
  ['threshold.latency.page', 'A page loses half of its visitors from', 's', 3],
  ['threshold.breaker.failures', 'Failures that open a circuit breaker', '', [5, 5, 10]],
  ['threshold.dlq.attempts', 'Attempts before a message is put aside', '', 5],
  ['threshold.ha.target', 'Called highly available from', '%', 99.9],
  ['threshold.saga.choreography', 'Services that a choreographed saga bears', '', 4],
  ['threshold.blob.record', 'A record is better an object from', 'MiB', 1],
  ['threshold.session.gap', 'A session ends after a pause of', 'min', 30],
];

/** Ours: nobody gives a number, and a check needs one. */
const PROPOSED: readonly EntryRow[] = [
  ['threshold.spike.factor', 'A peak is steep from', '', 3],
  ['threshold.rtt', 'Users are far from', 'ms', 100],
  ['threshold.region.share', 'A far region counts from this share of users', '%', 20],
  ['threshold.cache.readsPerWrite', 'A cache pays from so many reads a write', '', 10],
  ['threshold.split.readsPerWrite', 'Read replicas pay from so many reads a write', '', 5],
  ['threshold.cqrs.skew', 'Separate models pay from so uneven a load', '', 10],
  ['threshold.node.disk', 'A data set wants shards from', 'GB', 1000],
  ['threshold.node.utilization', 'A node is planned to be used to', '%', 70],
  ['threshold.scale.efficiency', 'A second server adds', '%', 80],
  ['threshold.upload.chunk', 'An upload wants chunks from', 'MB', 8],
  ['threshold.sync.operation', 'A call is too long to wait for from', 's', 2],
  ['threshold.tail.p99', 'A tail is long when the p99 is so many medians', '', 4],
  ['threshold.tail.p999', 'A tail is long when the p99.9 is so many medians', '', 8],
  ['threshold.index.most', 'Indexes that a busy table bears', '', 5],
  ['threshold.index.rows', 'A query wants an index from so many rows', 'rows', 100_000],
  ['threshold.chain.depth', 'Calls in a row that are too many', '', 4],
  ['threshold.retry.amplification', 'Retries multiply load too much from', '', 10],
  ['threshold.poll.interval', 'Polling is too frequent below', 's', 5],
];

const READ: Omit<Common, 'group' | 'source' | 'note'> = { asOf: '2026-08', shelfLifeMonths: 36, checked: true };

export const MODELS: readonly Entry[] = [
  ...table({ ...READ, group: 'model-constant', source: '', note: 'a constant of one large company' }, CONSTANTS),
  ...table(
    {
      ...READ,
      group: 'data-shape',
      source: '',
      note: "a planner's assumption for services of one large company, 90 to 98% of cases within",
    },
    SHAPES,
  ),
  ...table(
    {
      ...READ,
      group: 'threshold',
      source: 'course notes "Software Architecture of Large Scale Systems" and "System Design (path, template, scaling challenges)"',
      asOf: '2026',
      shelfLifeMonths: 120,
      note: 'a guide, not a law',
    },
    TAUGHT,
  ),
  ...table(
    {
      ...READ,
      group: 'threshold',
      source: 'convention of sysdesign: the literature gives no number',
      asOf: '2026',
      shelfLifeMonths: 120,
      note: 'a guide, not a law',
    },
    PROPOSED,
  ),
];
