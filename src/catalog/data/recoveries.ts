import { type Common, type Entry, type EntryRow, table } from '../entry.js';

/** How long it takes until a failure is noticed, and until another takes over: mostly what is documented, and settings as they come. */

const FAILOVERS: readonly EntryRow[] = [
  [
    'recover.failover.rds.multiaz',
    'RDS, failover to the standby in another zone',
    's',
    [60, 90, 120],
    {
      source: 'docs.aws.amazon.com, RDS user guide, failing over a Multi-AZ DB instance',
      note: 'typically, detection included; large transactions take longer; the middle is halfway',
      checked: true,
    },
  ],
  [
    'recover.failover.rds.cluster',
    'RDS Multi-AZ cluster, failover to a reader',
    's',
    [null, 35, 35],
    { source: 'docs.aws.amazon.com, RDS user guide, failing over a Multi-AZ DB cluster', note: 'typically less', checked: true },
  ],
  [
    'recover.failover.aurora',
    'Aurora, failover to a replica',
    's',
    [null, 30, 60],
    {
      source: 'docs.aws.amazon.com, Aurora user guide, high availability for Aurora',
      note: 'typically under 60 s, often under 30 s; without a replica up to 10 min',
      checked: true,
    },
  ],
  [
    'recover.failover.mongodb',
    'MongoDB, election of another primary',
    's',
    [null, 12, 12],
    { source: 'mongodb.com/docs/manual/core/replica-set-elections', note: 'median, detection included', checked: true },
  ],
  [
    'recover.failover.redis.timeout',
    'Redis Sentinel, time after which a failover is tried again',
    's',
    180,
    { source: 'github.com/redis/redis, sentinel.conf', note: 'failover-timeout', checked: true },
  ],
  [
    'recover.failover.kubernetes.eviction',
    'Kubernetes, time on a lost node before pods start elsewhere',
    's',
    300,
    {
      source: 'kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration',
      note: 'after the node was found lost',
      checked: true,
    },
  ],
  [
    'recover.failover.dns.ttl',
    'DNS, time to live of a record that may fail over',
    's',
    [null, 60, 60],
    {
      source: 'docs.aws.amazon.com, Route 53 developer guide, values for failover records',
      note: 'as advised; resolvers and clients may keep it longer',
      checked: true,
    },
  ],
];

const DETECTIONS: readonly EntryRow[] = [
  [
    'recover.detect.redis.sentinel',
    'Redis Sentinel',
    's',
    30,
    { source: 'github.com/redis/redis, sentinel.conf, down-after-milliseconds', checked: true },
  ],
  [
    'recover.detect.patroni',
    'Patroni (PostgreSQL)',
    's',
    30,
    { source: 'patroni.readthedocs.io, dynamic configuration, ttl', checked: true },
  ],
  [
    'recover.detect.etcd',
    'etcd, election timeout',
    's',
    1,
    { source: 'etcd.io/docs/latest/tuning', note: 'heartbeats every 100 ms', checked: true },
  ],
  [
    'recover.detect.mongodb',
    'MongoDB, election timeout',
    's',
    10,
    { source: 'mongodb.com/docs/manual/core/replica-set-elections, electionTimeoutMillis', checked: true },
  ],
  [
    'recover.detect.kafka.broker',
    'Kafka, a broker',
    's',
    9,
    { source: 'kafka.apache.org/documentation, broker.session.timeout.ms', checked: true },
  ],
  ['recover.detect.kafka.consumer', 'Kafka, a consumer', 's', 45, { source: 'kafka.apache.org/documentation, session.timeout.ms' }],
  [
    'recover.detect.hdfs.datanode',
    'HDFS, a data node',
    's',
    630,
    { source: 'hadoop.apache.org, hdfs-default.xml', note: 'twice the recheck interval of 5 min and ten heartbeats of 3 s', checked: true },
  ],
  [
    'recover.detect.kubernetes.node',
    'Kubernetes, a node',
    's',
    50,
    { source: 'github.com/kubernetes/kubernetes/issues/127352, node-monitor-grace-period', note: '40 s up to 1.31', checked: true },
  ],
  [
    'recover.detect.kubernetes.probe',
    'Kubernetes, a container by its probe',
    's',
    30,
    { source: 'kubernetes.io, API reference, Probe', note: '3 failures, 10 s apart', checked: true },
  ],
  [
    'recover.detect.alb',
    'AWS Application Load Balancer, a target',
    's',
    60,
    {
      source: 'docs.aws.amazon.com, Application Load Balancers, health checks for target groups',
      note: '2 failures, 30 s apart',
      checked: true,
    },
  ],
  [
    'recover.detect.route53',
    'Route 53, an endpoint',
    's',
    90,
    { source: 'docs.aws.amazon.com, Route 53 API reference, HealthCheckConfig', note: '3 failures, 30 s apart; 30 s if 10 s apart' },
  ],
  [
    'recover.detect.haproxy',
    'HAProxy, a server',
    's',
    6,
    { source: 'docs.haproxy.org, configuration manual, inter and fall', note: '3 failures, 2 s apart' },
  ],
];

const RESTORED: readonly EntryRow[] = [
  [
    'recover.disk.rebuild',
    'Disk of a storage pod, time until its data is rebuilt',
    'h',
    156,
    {
      source: 'backblaze.com/blog/cloud-storage-durability',
      asOf: '2018-07',
      shelfLifeMonths: 120,
      note: 'as its durability is worked out: 6.5 days, 17 + 3 shards',
    },
  ],
  [
    'recover.rack.google2008',
    'Rack, time to get back',
    'h',
    [1, 3.5, 6],
    {
      source: 'J. Dean, "Handling Large Datasets at Google", Data-Intensive Computing Symposium 2008, slide 8',
      asOf: '2008-03',
      shelfLifeMonths: 120,
      note: 'the middle is halfway',
    },
  ],
  [
    'recover.power.google2008',
    'Power distribution unit, time to get back',
    'h',
    6,
    {
      source: 'J. Dean, "Handling Large Datasets at Google", Data-Intensive Computing Symposium 2008, slide 8',
      asOf: '2008-03',
      shelfLifeMonths: 120,
      note: 'about',
    },
  ],
  [
    'recover.cloud.aws2024',
    'AWS, mean time of the incidents that it posted',
    'h',
    3.54,
    {
      source: 'dev.ahill.net/posts/aws-gcp-azure-incidents-2024, from its status page',
      asOf: '2024-12',
      note: '27 incidents, median 1.88 h; Azure 10.99 h of 13, Google Cloud 14.56 h of 156',
      checked: true,
    },
  ],
  ['recover.deploy.elite', 'Deployment that failed, time to recover, best teams', 'h', [null, 1, 1], { note: 'less' }],
  ['recover.deploy.high', 'Deployment that failed, time to recover, good teams', 'h', [null, 24, 24], { note: 'less' }],
  ['recover.deploy.low', 'Deployment that failed, time to recover, weakest teams', 'days', [7, 7, 30], { note: 'a week to a month' }],
];

const COMMON: Omit<Common, 'source' | 'note'> = { group: 'recovery', asOf: '2026', shelfLifeMonths: 24, checked: false };

export const RECOVERIES: readonly Entry[] = [
  ...table({ ...COMMON, source: '', note: 'as documented' }, FAILOVERS),
  ...table({ ...COMMON, source: '', note: 'time until a failure is noticed, with settings as they come' }, DETECTIONS),
  ...table({ ...COMMON, source: 'DORA, Accelerate State of DevOps 2024', asOf: '2024-10', note: 'time to repair or restore' }, RESTORED),
];
