import { type Common, type Entry, type EntryRow, table } from '../entry.js';

/** What one instance, core or partition of a product does. */

const WEB_SERVER: readonly EntryRow[] = [
  [
    'rate.nginx.http1k.core',
    'nginx, static files of 1 kB over HTTP',
    'req/s per core',
    [41_136, 74_091, 74_091],
    { note: '1 core 74,091, 8 cores 524,745, 32 cores 1,316,362 req/s; 10 kB 54,684 a core' },
  ],
  [
    'rate.nginx.https1k.core',
    'nginx, static files of 1 kB over HTTPS, connections kept',
    'req/s per core',
    [37_749, 40_207, 44_947],
    { note: '1 core 40,207, 8 cores 359,576, 32 cores 1,207,959 req/s' },
  ],
  [
    'rate.nginx.httpcps.core',
    'nginx, new TCP connections',
    'connections/s per core',
    [8157, 34_344, 34_344],
    { note: '1 core 34,344, 8 cores 194,967; saturates near 260,000 a second' },
  ],
  [
    'rate.nginx.tlscps.core',
    'nginx, new TLS connections',
    'connections/s per core',
    [428, 428, 435],
    { note: 'RSA keys of 2,048 bits; 1 core 428, 4 cores 1,735' },
  ],
];

const BENCHMARKS: readonly EntryRow[] = [
  [
    'rate.redis.nopipe',
    'Redis, one instance, no pipelining',
    'operations/s',
    [81_000, 120_000, 181_000],
    {
      source:
        'redis 2.2.14 doc/Benchmarks.html (81k GET, 110k SET); gist josiahcarlson/3c6791a1 (115k to 181k); cloud.tencent.com 1997317 (121k)',
      asOf: '2022',
      hardware: 'loopback, one core; the oldest on a Xeon X3320',
      note: 'measured 2011 to 2022',
    },
  ],
  [
    'rate.redis.pipe16',
    'Redis, one instance, 16 to 20 commands a pipeline',
    'operations/s',
    [310_000, 700_000, 900_000],
    { source: 'gist antirez/1892983; gist josiahcarlson/3c6791a1', asOf: '2016', note: 'measured 2012 to 2016' },
  ],
  [
    'rate.memcached.node',
    'memcached, one node, small items, no batches',
    'operations/s',
    [255_000, 530_000, 590_000],
    {
      source: 'highscalability.com, 20 May 2009 (530k at 100 B, 255k at 4 kB); memcachex README (470k to 590k)',
      asOf: '2025',
      hardware: '4 vCPU (memcachex)',
      note: 'its author reports 50M keys a second on 48 cores with heavy batches',
    },
  ],
  [
    'rate.cassandra.write.node2011',
    'Cassandra, client writes a node at 3 copies',
    'writes/s',
    3819,
    {
      source: 'Netflix technology blog, "Benchmarking Cassandra scalability on AWS": 1.1M client writes a second on 288 nodes',
      asOf: '2011-11',
      hardware: 'm1.xlarge, 4 vCPU',
      note: '11,458 copies written a second and node; today at least that',
    },
  ],
  [
    'rate.cassandra.data.range',
    'Cassandra, data a node',
    'TB',
    [1, 1.37, 4],
    { source: 'dba.stackexchange.com 339678 (1 to 4 TB, more from 5.0); Netflix plans with 1,280 GiB on local disks', asOf: '2026' },
  ],
  [
    'rate.scylla.core',
    'ScyllaDB, simple operations',
    'operations/s per core',
    [12_500, 12_500, null],
    { source: 'docs.scylladb.com, operating-scylla, benchmark tips', asOf: '2026', note: 'at least, by physical core' },
  ],
  [
    'rate.kafka.peak3',
    'Kafka, three brokers, three copies, highest throughput',
    'MB/s',
    [420, 605, 605],
    {
      source: 'confluent.io/blog/kafka-fastest-messaging-system',
      asOf: '2020-08',
      hardware: '3 x i3en.2xlarge',
      note: 'from producers; every broker keeps a copy of all of it, so that each takes in that much; p99 5 ms at 200 MB/s',
    },
  ],
  [
    'rate.rabbitmq.mirrored',
    'RabbitMQ, mirrored queues, three nodes',
    'MB/s',
    38,
    { source: 'confluent.io/blog/kafka-fastest-messaging-system', asOf: '2020-08', hardware: '3 x i3en.2xlarge' },
  ],
  [
    'rate.kafka.linkedin.3p3r',
    'Kafka, three producers, three brokers, three copies without waiting, 100 B each',
    'records/s',
    2_024_032,
    {
      source: 'engineering.linkedin.com/kafka/benchmarking-apache-kafka-2-million-writes-second-three-cheap-machines',
      asOf: '2014-04',
      note: '193 MB/s; one producer that waits for 3 copies 421,823 a second; 2 ms median end to end',
    },
  ],
  [
    'rate.kafka.partitions',
    'Kafka, partitions a broker',
    'partitions',
    [null, 4000, 14_000],
    {
      source: 'KafkaCapacityPlanner (4,000); learn-with-me/Software-Engineering-Fundamentals (14,000 copies)',
      asOf: '2024',
      note: 'copies of partitions count',
    },
  ],
  [
    'rate.pg.rw.4vcpu',
    'PostgreSQL, pgbench, reads and writes (TPC-B like)',
    'transactions/s',
    [2500, 3200, 4000],
    {
      source: 'kb.ekarisky.com/databases/postgresql/benchmarks',
      asOf: '2025',
      hardware: '4 vCPU, SSD',
      note: 'second hand; 8 vCPU 8k to 15k, 16 vCPU 20k to 35k, 32 vCPU 40k to 60k',
    },
  ],
  [
    'rate.pg.ro.4vcpu',
    'PostgreSQL, pgbench, reads only',
    'transactions/s',
    [15_000, 20_000, 25_000],
    {
      source: 'kb.ekarisky.com/databases/postgresql/benchmarks',
      asOf: '2025',
      hardware: '4 vCPU',
      note: 'second hand; 8 vCPU 50k to 80k, 16 vCPU 100k to 150k',
    },
  ],
  [
    'rate.pg.ro.8core2015',
    'PostgreSQL 9.2 to 9.4, pgbench, reads only',
    'transactions/s',
    70_000,
    { source: 'blog.pgaddict.com/posts/performance-since-postgresql-7-4-to-9-4-pgbench', asOf: '2015-03', hardware: '8 cores' },
  ],
  [
    'rate.rdbms.interview',
    'Relational database, one node, as interviews have it',
    'transactions/s',
    [100, 1000, 10_000],
    {
      source: 'github.com/preslavmihaylov/booknotes, system design interview, chapter 28',
      asOf: '2022',
      shelfLifeMonths: 60,
      note: 'a cautious convention, with transactions',
      checked: true,
    },
  ],
  [
    'rate.es.shard',
    'Elasticsearch or OpenSearch, data a shard',
    'GB',
    [10, 30, 50],
    {
      source: 'docs.aws.amazon.com, Well-Architected OpenSearch lens, AOSPERF01-BP01',
      asOf: '2024',
      note: '10 to 30 to search, 30 to 50 for logs; at most 25 shards a GiB of heap',
    },
  ],
  [
    'rate.ws.server',
    'WebSocket connections a chat server',
    'connections',
    [10_000, 64_000, 100_000],
    { source: 'S. Jonnala, system design guides, ride hailing (10k) and messaging (100k); CecoChat (64k)', asOf: '2024', checked: true },
  ],
  [
    'rate.hdd.iops',
    'Hard disk of 7,200 rpm, random reads',
    'IOPS',
    [100, 125, 150],
    {
      source: 'github.com/preslavmihaylov/booknotes, system design interview, chapter 25',
      asOf: '2022',
      shelfLifeMonths: 120,
      checked: true,
    },
  ],
];

const LIMITS: readonly EntryRow[] = [
  [
    'rate.s3.get.prefix',
    'S3, GET and HEAD a partitioned prefix',
    'req/s',
    [5500, 5500, null],
    { source: 'docs.aws.amazon.com, AmazonS3 user guide, optimizing-performance', note: 'at least; more prefixes carry more' },
  ],
  [
    'rate.s3.put.prefix',
    'S3, PUT, COPY, POST and DELETE a partitioned prefix',
    'req/s',
    [3500, 3500, null],
    { source: 'docs.aws.amazon.com, AmazonS3 user guide, optimizing-performance', note: 'at least; more prefixes carry more' },
  ],
  ['rate.kinesis.in', 'Kinesis, writes a shard', 'MB/s', 1, { source: 'docs.aws.amazon.com, Kinesis data streams, working with streams' }],
  [
    'rate.kinesis.in.records',
    'Kinesis, records written a shard',
    'records/s',
    1000,
    { source: 'docs.aws.amazon.com, Kinesis data streams, working with streams' },
  ],
  ['rate.kinesis.out', 'Kinesis, reads a shard', 'MB/s', 2, { source: 'docs.aws.amazon.com, Kinesis data streams, working with streams' }],
  ['limit.dynamodb.item', 'DynamoDB, largest item', 'kB', 400, { source: 'docs.aws.amazon.com, DynamoDB developer guide, limits' }],
  ['limit.mongodb.document', 'MongoDB, largest document', 'MiB', 16, { source: 'mongodb.com/docs/manual/reference/limits' }],
];

const TESTED: Omit<Common, 'source' | 'asOf'> = { group: 'component-throughput', shelfLifeMonths: 36, note: '', checked: false };

export const COMPONENTS: readonly Entry[] = [
  ...table(
    {
      ...TESTED,
      source: 'nginx.com/blog/testing-the-performance-of-nginx-and-nginx-plus-web-servers, by way of e-whisper.com/posts/56821',
      asOf: '2017-08',
      note: 'bounds are the least and the most a core among the measured numbers of cores',
    },
    WEB_SERVER,
  ),
  ...table({ ...TESTED, source: '', asOf: '', note: 'a benchmark, not a promise' }, BENCHMARKS),
  ...table({ ...TESTED, group: 'limit', source: '', asOf: '2026', shelfLifeMonths: 24, note: 'documented by the vendor' }, LIMITS),
];
