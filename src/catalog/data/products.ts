import type { Product, ProductFigure } from '../product.js';
import { MACHINES } from './machines.js';

type Kinds = readonly [string, ...string[]];

const product = (
  name: string,
  label: string,
  kinds: Kinds,
  aliases: readonly string[] = [],
  figures: readonly ProductFigure[] = [],
): Product => ({
  name,
  label,
  kinds,
  aliases,
  figures,
});

const figure =
  (per: ProductFigure['per']) =>
  (field: ProductFigure['field'], entry: string): ProductFigure => ({ field, entry, per });
const instance = figure('instance');
const core = figure('core');
const partition = figure('partition');
const use = figure('use');
/** Services that bill a byte once, whatever copies they keep of it. @source their price lists, as the entries have them */
const storage = (entry: string): ProductFigure => ({ ...use('price.storage', entry), forAllCopies: true });

/** The middle and the upper end of what its users are promised, which hold 98% of calls between them. */
const latency = (entry: string): readonly ProductFigure[] => [
  { field: 'latency.p50', entry, per: 'use' },
  { field: 'latency.p99', entry, per: 'use', part: 'high' },
];

const partitioned = (one: Product): Product => ({ ...one, nodesHold: 'parts' });
const managed = (one: Product): Product => ({ ...one, isManaged: true });
const whole = (one: Product): Product => ({ ...one, nodesHold: 'all' });

const S3_PRICES = [storage('price.aws.svc.s3'), use('price.reads', 'price.aws.svc.s3get'), use('price.writes', 'price.aws.svc.s3put')];
const POSTGRES = [
  instance('each.reads', 'rate.pg.ro.4vcpu'),
  instance('each.writes', 'rate.pg.rw.4vcpu'),
  core('each.reads', 'rate.postgres.read.core'),
  core('each.writes', 'rate.postgres.write.core'),
];
const RELATIONAL = [instance('each.rate', 'rate.rdbms.interview')];
const MYSQL = [core('each.rate', 'rate.mysql.rds.core'), ...RELATIONAL];
const SEARCH = [core('each.reads', 'rate.es.read.core'), core('each.writes', 'rate.es.write.core'), ...latency('latency.es')];
const KAFKA = [instance('each.network', 'rate.kafka.peak3')];
const AWS_BALANCER = [use('price.egress', 'price.aws.alb')];

const STORES: readonly Product[] = [
  whole(product('postgres', 'PostgreSQL', ['database'], ['postgresql', 'pg', 'psql'], POSTGRES)),
  whole(product('mysql', 'MySQL', ['database'], [], MYSQL)),
  whole(product('mariadb', 'MariaDB', ['database'], [], RELATIONAL)),
  whole(product('sqlserver', 'SQL Server', ['database'], ['mssql', 'azure-sql'], RELATIONAL)),
  whole(product('oracle', 'Oracle Database', ['database'], [], RELATIONAL)),
  whole(product('sqlite', 'SQLite', ['database'])),
  whole(product('rds', 'Amazon RDS', ['database'], ['aws-rds'], MYSQL)),
  product(
    'aurora',
    'Amazon Aurora',
    ['database'],
    ['aurora-postgres', 'aurora-mysql'],
    [core('each.reads', 'rate.aurora.core'), core('each.writes', 'rate.aurora.write.core'), storage('price.aws.svc.aurora')],
  ),
  partitioned(
    product(
      'cassandra',
      'Apache Cassandra',
      ['database'],
      ['keyspaces'],
      [
        core('each.reads', 'rate.cassandra.read.core'),
        core('each.writes', 'rate.cassandra.write3.core'),
        instance('each.disk', 'rate.cassandra.data.node'),
        ...latency('latency.cassandra.read'),
      ],
    ),
  ),
  partitioned(product('scylladb', 'ScyllaDB', ['database'], ['scylla'], [core('each.rate', 'rate.scylla.core')])),
  partitioned(
    product(
      'dynamodb',
      'Amazon DynamoDB',
      ['database'],
      ['ddb', 'dynamo'],
      [
        storage('price.aws.svc.ddb.gb'),
        use('price.reads', 'price.aws.ddb.reads'),
        use('price.writes', 'price.aws.ddb.writes'),
        ...latency('latency.ddb'),
      ],
    ),
  ),
  product('mongodb', 'MongoDB', ['database'], ['mongo', 'documentdb']),
  partitioned(product('cockroachdb', 'CockroachDB', ['database'], ['cockroach', 'crdb'])),
  partitioned(product('spanner', 'Google Spanner', ['database'], ['cloud-spanner'])),
  partitioned(product('bigtable', 'Google Bigtable', ['database'], ['cloud-bigtable'])),
  partitioned(product('hbase', 'Apache HBase', ['database'])),
  partitioned(product('yugabytedb', 'YugabyteDB', ['database'], ['yugabyte'])),
  partitioned(product('cosmosdb', 'Azure Cosmos DB', ['database'], ['cosmos'])),
  partitioned(product('tidb', 'TiDB', ['database'])),
  partitioned(product('vitess', 'Vitess', ['database'], ['planetscale'])),
  product('neo4j', 'Neo4j', ['database']),
  product('influxdb', 'InfluxDB', ['database'], ['influx']),
  product('timescaledb', 'TimescaleDB', ['database'], ['timescale']),
  product('etcd', 'etcd', ['database']),
  product('zookeeper', 'Apache ZooKeeper', ['database'], ['zk']),
  product('rocksdb', 'RocksDB', ['database'], [], [core('each.reads', 'rate.rocksdb.read.core')]),
  product('elasticsearch', 'Elasticsearch', ['search', 'database'], ['elastic', 'es'], SEARCH),
  product('opensearch', 'OpenSearch', ['search', 'database'], [], SEARCH),
  product('solr', 'Apache Solr', ['search']),
  product('redshift', 'Amazon Redshift', ['warehouse']),
  product('snowflake', 'Snowflake', ['warehouse']),
  product('bigquery', 'Google BigQuery', ['warehouse'], [], [storage('price.napkin.warehouse')]),
  product('clickhouse', 'ClickHouse', ['warehouse', 'database']),
  product('druid', 'Apache Druid', ['warehouse', 'database']),
];

const CACHES: readonly Product[] = [
  product(
    'redis',
    'Redis',
    ['cache', 'database', 'queue', 'stream'],
    ['elasticache-redis', 'redis-cluster'],
    [instance('each.rate', 'rate.redis.nopipe')],
  ),
  product('valkey', 'Valkey', ['cache', 'database', 'queue', 'stream']),
  product('memcached', 'memcached', ['cache'], ['memcache', 'elasticache-memcached'], [instance('each.rate', 'rate.memcached.node')]),
  product('evcache', 'EVCache', ['cache'], [], [core('each.writes', 'rate.evcache.core'), ...latency('latency.evcache.read')]),
  product('varnish', 'Varnish', ['cache', 'cdn']),
];

const QUEUES: readonly Product[] = [
  product('kafka', 'Apache Kafka', ['queue', 'stream'], ['msk', 'apache-kafka'], KAFKA),
  product('redpanda', 'Redpanda', ['queue', 'stream']),
  product('pulsar', 'Apache Pulsar', ['queue', 'stream']),
  product('rabbitmq', 'RabbitMQ', ['queue'], ['rabbit']),
  product('activemq', 'ActiveMQ', ['queue'], ['amazon-mq']),
  product('nats', 'NATS', ['queue', 'stream'], ['jetstream']),
  managed(product('sqs', 'Amazon SQS', ['queue'])),
  managed(product('sns', 'Amazon SNS', ['queue'])),
  managed(product('pubsub', 'Google Pub/Sub', ['queue', 'stream'])),
  // A shard sends twice what it takes: with one consumer what it takes binds.
  managed(
    product(
      'kinesis',
      'Amazon Kinesis',
      ['stream', 'queue'],
      [],
      [{ ...instance('each.network', 'rate.kinesis.in'), mostConsumers: 1 }, instance('each.writes', 'rate.kinesis.in.records')],
    ),
  ),
];

const EDGE: readonly Product[] = [
  product('cloudfront', 'Amazon CloudFront', ['cdn'], [], [use('price.egress', 'price.aws.cloudfront')]),
  product('cloudflare', 'Cloudflare', ['cdn', 'dns', 'gateway']),
  product('fastly', 'Fastly', ['cdn']),
  product('akamai', 'Akamai', ['cdn', 'dns']),
  product('route53', 'Amazon Route 53', ['dns'], ['route-53']),
  product(
    'nginx',
    'nginx',
    ['loadBalancer', 'gateway', 'service', 'cache'],
    ['nginx-plus'],
    [core('each.rate', 'rate.nginx.https1k.core')],
  ),
  product('haproxy', 'HAProxy', ['loadBalancer']),
  product('envoy', 'Envoy', ['loadBalancer', 'gateway'], ['istio']),
  product('traefik', 'Traefik', ['loadBalancer', 'gateway']),
  product('alb', 'AWS Application Load Balancer', ['loadBalancer'], ['elb', 'application-load-balancer'], AWS_BALANCER),
  product('nlb', 'AWS Network Load Balancer', ['loadBalancer'], ['network-load-balancer'], AWS_BALANCER),
  product('apigateway', 'Amazon API Gateway', ['gateway'], ['api-gateway'], [use('price.requests', 'price.aws.apigateway.http')]),
  product('kong', 'Kong', ['gateway']),
];

const FILES: readonly Product[] = [
  product(
    's3',
    'Amazon S3',
    ['objectStore'],
    ['aws-s3'],
    [partition('each.reads', 'rate.s3.get.prefix'), partition('each.writes', 'rate.s3.put.prefix'), ...S3_PRICES],
  ),
  product('gcs', 'Google Cloud Storage', ['objectStore'], ['google-cloud-storage'], [storage('price.napkin.blob')]),
  product('azure-blob', 'Azure Blob Storage', ['objectStore'], ['blob-storage'], [storage('price.napkin.blob')]),
  product('r2', 'Cloudflare R2', ['objectStore']),
  product('minio', 'MinIO', ['objectStore']),
  product('ceph', 'Ceph', ['objectStore', 'fileStore']),
  product('hdfs', 'HDFS', ['fileStore'], ['hadoop']),
  product('efs', 'Amazon EFS', ['fileStore'], ['nfs']),
  product(
    'ebs',
    'Amazon EBS gp3',
    ['fileStore'],
    ['gp3'],
    [instance('each.iops', 'rate.ebs.gp3.iops'), use('price.storage', 'price.aws.svc.gp3')],
  ),
];

const COMPUTE: readonly Product[] = [
  product('lambda', 'AWS Lambda', ['function'], ['aws-lambda'], [use('price.requests', 'price.aws.lambda.requests')]),
  product('cloud-functions', 'Google Cloud Functions', ['function'], ['cloud-run']),
  product('java', 'Java service', ['service', 'worker'], ['jvm', 'spring'], [core('each.rate', 'rate.java.core')]),
  product('node', 'Node.js', ['service', 'worker'], ['nodejs']),
  product('websocket', 'WebSocket server', ['service', 'gateway'], ['websockets'], [instance('each.connections', 'rate.ws.server')]),
  product('flink', 'Apache Flink', ['worker', 'service']),
  product('spark', 'Apache Spark', ['worker', 'warehouse']),
  ...MACHINES.map(({ type, disk }) =>
    product(
      type,
      `Amazon EC2 ${type}`,
      ['service', 'worker', 'gateway', 'loadBalancer', 'cache', 'database', 'search', 'queue', 'stream'],
      [],
      [
        instance('each.cpu', `machine.aws.${type}.cpu`),
        instance('each.memory', `machine.aws.${type}.memory`),
        instance('each.network', `machine.aws.${type}.network`),
        instance('each.cost', `price.aws.3yr.${type}`),
        use('transfer.zones', 'price.aws.xaz'),
        use('transfer.regions', 'price.aws.xregion'),
        ...(disk === undefined
          ? []
          : [instance('each.disk', `machine.aws.${type}.disk`), instance('each.iops', `rate.nvme.${type}.write`)]),
      ],
    ),
  ),
];

export const PRODUCTS: readonly Product[] = [...STORES, ...CACHES, ...QUEUES, ...EDGE, ...FILES, ...COMPUTE].sort((a, b) =>
  a.name < b.name ? -1 : 1,
);
