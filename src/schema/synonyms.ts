/** Words that other tools and notes use, and what a spec calls it. Suggested, never taken: each may be a name of something else. */

/** Keys, in lower case and without separators. Several: the first that the place has. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  type: ['kind'],
  ram: ['memory'],
  mem: ['memory'],
  throughput: ['rate', 'network'],
  capacity: ['rate'],
  speed: ['rate', 'network'],
  backups: ['backup'],
  kept: ['keep'],
  existing: ['items', 'size'],
  ops: ['rate'],
  maxrate: ['rate'],
  maxrequests: ['rate'],
  maxrps: ['rate'],
  maxqps: ['rate'],
  maxthroughput: ['rate', 'network'],
  maxconnections: ['connections'],
  sessions: ['connections'],
  players: ['connections'],
  clients: ['connections'],
  concurrentusers: ['connections'],
  concurrentsessions: ['connections'],
  concurrentconnections: ['connections'],
  operations: ['rate'],
  maxtps: ['rate'],
  'ops/s': ['rate'],
  'ops/sec': ['rate'],
  opspersecond: ['rate'],
  opspersec: ['rate'],
  'req/s': ['rate'],
  'req/sec': ['rate'],
  reqpersecond: ['rate'],
  reqpersec: ['rate'],
  'reqs/s': ['rate'],
  'reqs/sec': ['rate'],
  reqspersecond: ['rate'],
  reqspersec: ['rate'],
  'requests/s': ['rate'],
  'requests/sec': ['rate'],
  requestspersecond: ['rate'],
  requestspersec: ['rate'],
  'queries/s': ['rate'],
  'queries/sec': ['rate'],
  queriespersecond: ['rate'],
  queriespersec: ['rate'],
  'calls/s': ['rate'],
  'calls/sec': ['rate'],
  callspersecond: ['rate'],
  callspersec: ['rate'],
  'messages/s': ['rate'],
  'messages/sec': ['rate'],
  messagespersecond: ['rate'],
  messagespersec: ['rate'],
  'msgs/s': ['rate'],
  'msgs/sec': ['rate'],
  msgspersecond: ['rate'],
  msgspersec: ['rate'],
  'reads/s': ['reads'],
  'reads/sec': ['reads'],
  readspersecond: ['reads'],
  readspersec: ['reads'],
  'writes/s': ['writes'],
  'writes/sec': ['writes'],
  writespersecond: ['writes'],
  writespersec: ['writes'],
  concurrency: ['servers', 'concurrent'],
  threads: ['servers'],
  timepermessage: ['serviceTime'],
  timeperjob: ['serviceTime'],
  timepertask: ['serviceTime'],
  timeperrequest: ['serviceTime'],
  timepercall: ['serviceTime'],
  processingtime: ['serviceTime'],
  duration: ['lasts'],
  autoscaling: ['autoscale'],
  scaling: ['autoscale'],
  sizeeach: ['item'],
  sizeperitem: ['item'],
  sizeperrow: ['item'],
  sizeperrecord: ['item'],
  sizeperentry: ['item'],
  entrysize: ['item'],
  entries: ['items'],
  inserts: ['writes', 'added'],
  queries: ['reads'],
  selects: ['reads'],
  qps: ['rate'],
  rps: ['rate'],
  tps: ['rate'],
  traffic: ['rate'],
  bandwidth: ['network'],
  networkbandwidth: ['network'],
  memorysize: ['memory'],
  disksize: ['disk'],
  diskspace: ['disk'],
  storagesize: ['disk'],
  cpucores: ['cpu'],
  cpus: ['cpu'],
  nic: ['network'],
  price: ['cost'],
  cores: ['cpu'],
  vcpu: ['cpu'],
  vcpus: ['cpu'],
  ssd: ['disk'],
  hdd: ['disk'],
  storage: ['disk', 'data'],
  primary: ['leaderIn'],
  primaryin: ['leaderIn'],
  primaryregion: ['leaderIn'],
  leader: ['leaderIn'],
  leaderregion: ['leaderIn'],
  replicationfactor: ['replication', 'factor'],
  rf: ['replication', 'factor'],
  sla: ['availability'],
  slo: ['availability'],
  uptime: ['availability'],
  latency: ['p99'],
  budget: ['cost'],
  hosts: ['instances'],
  vms: ['instances'],
  brokers: ['instances'],
  consumers: ['instances'],
  replicacount: ['instances'],
  desiredcount: ['instances'],
  instancecount: ['instances'],
  nodecount: ['instances'],
  shardcount: ['shards'],
  numshards: ['shards'],
  partitioncount: ['partitions'],
  ratelimit: ['quota'],
  limit: ['quota'],
  workers: ['instances'],
  servers: ['instances'],
  pods: ['instances'],
  containers: ['instances'],
  machines: ['instances'],
  tasks: ['instances'],
  parallelism: ['instances'],
  count: ['instances', 'items', 'rate'],
  quantity: ['instances', 'items'],
  engine: ['use'],
  product: ['use'],
  technology: ['use'],
  tech: ['use'],
  zone: ['in'],
  zones: ['in'],
  region: ['in'],
  regions: ['in'],
  itemsize: ['item'],
  recordsize: ['item'],
  rowsize: ['item'],
  messagesize: ['item', 'request'],
  eventsize: ['item', 'request'],
  documentsize: ['item'],
  objectsize: ['item'],
  avgsize: ['item'],
  averagesize: ['item'],
  payload: ['request', 'item'],
  payloadsize: ['request', 'item'],
  body: ['request'],
  requestsize: ['request'],
  requestbody: ['request'],
  responsesize: ['response'],
  responsebody: ['response'],
  retention: ['keep'],
  retentionperiod: ['keep'],
  retain: ['keep'],
  expiry: ['keep'],
  index: ['overhead'],
  indexes: ['overhead'],
  indices: ['overhead'],
  indexoverhead: ['overhead'],
  growthrate: ['growth'],
  annualgrowth: ['growth'],
  yearlygrowth: ['growth'],
  ttl: ['keep'],
  rows: ['items', 'added'],
  store: ['in'],
  datastore: ['in'],
  storedon: ['in'],
  records: ['items', 'added'],
  documents: ['items', 'added'],
  writtenby: ['addedBy'],
  filledby: ['addedBy'],
  from: ['addedBy'],
  createdby: ['addedBy'],
  storedin: ['in'],
  hitrate: ['hit', 'hitRatio'],
  hit: ['hitRatio'],
  description: ['summary'],
  peakfactor: ['peak'],
  peakratio: ['peak'],
  peakmultiplier: ['peak'],
  services: ['components'],
  nodes: ['components'],
  endpoints: ['flows'],
  entities: ['data'],
  tables: ['data'],
  nfr: ['requirements'],
};

/** The same where such a key may stand, and nowhere else: elsewhere the word has a sense of its own. */
const KEYS_HERE: Readonly<Record<string, readonly string[]>> = { rate: ['added'], takes: ['serviceTime'] };

/** Kinds of component; products go under `use`. */
const KINDS: Readonly<Record<string, string>> = {
  client:
    'users rider riders driver drivers student students customer customers visitor visitors viewer buyer passenger player spa singlepageapp user browser mobile mobileapp iosapp androidapp',
  dns: 'route53 nameserver',
  cdn: 'varnish cloudfront cloudflare fastly akamai edge',
  loadBalancer: 'lb elb alb nlb haproxy loadbalancer balancer proxy',
  gateway: 'kong traefik apigateway nginx envoy',
  service:
    'fargate cloudrun heroku appengine beanstalk webapp rails django nodejs node.js spring springboot flask fastapi laravel express dotnet golang php python ruby java server api backend microservice webserver web appserver application container pod deployment vm ec2 ecs kubernetes k8s node',
  worker: 'airflow celery sidekiq batchjob cronjob job cron consumer processor scheduler etl flink spark beam storm',
  function: 'cloudfunction cloudfunctions lambda serverless faas',
  cache: 'elasticache memorystore redis memcached memcache valkey keydb dragonfly',
  database:
    'cosmosdb documentdb couchbase couchdb tidb yugabytedb planetscale supabase cloudsql etcd foundationdb victoriametrics prometheus db sql nosql rdbms postgres postgresql mysql mariadb mongodb mongo cassandra dynamodb aurora rds spanner cockroachdb sqlite oracle mssql sqlserver neo4j firestore bigtable hbase scylla scylladb influxdb timescaledb postgis timeseries timeseriesdb store datastore kv keyvaluestore',
  search: 'elasticsearch elastic opensearch solr lucene meilisearch typesense algolia index searchengine',
  objectStore: 'r2 cloudstorage azureblob s3 gcs blob blobstore blobstorage objectstorage bucket minio',
  fileStore: 'nfs efs filesystem filestorage',
  queue: 'emqx mosquitto hivemq mqtt mqttbroker sns servicebus nsq beanstalkd rabbitmq sqs mq activemq messagequeue',
  stream: 'msk redpanda eventhubs eventhub nats confluent kafka kinesis pulsar pubsub log eventbus broker',
  warehouse: 'druid pinot databricks trino presto synapse snowflake bigquery redshift clickhouse dwh olap',
  external:
    'cognito firebaseauth ses mailchimp postmark sparkpost agora vonage messagebird mapbox googlemaps plaid openai 3rdpartyapi thirdpartyapi externalapi vendor thirdparty 3rdparty saas partner stripe paypal adyen braintree twilio sendgrid mailgun auth0 okta apns fcm provider',
};

const PLAIN_KINDS = new Set(
  'users rider riders driver drivers student students customer customers visitor visitors viewer buyer passenger player php python ruby java spa singlepageapp mqtt mqttbroker webapp rails django nodejs node.js spring springboot flask fastapi laravel express dotnet golang mobileapp iosapp androidapp db sql nosql rdbms lb server api backend microservice webserver web appserver application job cron consumer processor serverless faas user browser mobile store datastore kv index edge balancer proxy loadbalancer log broker eventbus mq messagequeue blob bucket blobstore blobstorage filesystem nameserver apigateway dwh olap thirdparty 3rdparty saas partner container pod deployment vm kubernetes k8s provider timeseries timeseriesdb objectstorage filestorage keyvaluestore searchengine scheduler etl batchjob cronjob 3rdpartyapi thirdpartyapi externalapi vendor'.split(
    ' ',
  ),
);

let kinds: ReadonlyMap<string, string> | undefined;

export const folded = (word: string): string => word.toLowerCase().replace(/[-_ ]/g, '');

/** What a spec may call a key of other tools, the likeliest first. */
export const keysFor = (key: string): readonly string[] => [...keysAnywhere(key), ...ofTable(KEYS_HERE, key)];

/** The same, of words that mean it wherever they stand. */
export const keysAnywhere = (key: string): readonly string[] => ofTable(KEYS, key);

function ofTable(table: Readonly<Record<string, readonly string[]>>, key: string): readonly string[] {
  const plain = folded(key);
  return Object.hasOwn(table, plain) ? (table[plain] ?? []) : [];
}

/** Places that others call by other words. */
const PLACES: Readonly<Record<string, string>> = {
  az: 'zone',
  availabilityzone: 'zone',
  dc: 'zone',
  datacenter: 'zone',
  node: 'instance',
  host: 'instance',
  machine: 'instance',
  server: 'instance',
};

/** What `survives` calls a place of another name. */
export const placeFor = (word: string): string | undefined => (Object.hasOwn(PLACES, folded(word)) ? PLACES[folded(word)] : undefined);

/** The kind that another word for it, or the name of a product, stands for. */
export function kindFor(word: string): { readonly kind: string; readonly isProduct: boolean } | undefined {
  kinds ??= new Map(Object.entries(KINDS).flatMap(([kind, words]) => words.split(' ').map((each) => [each, kind] as const)));
  const plain = folded(word);
  const kind = kinds.get(plain);
  return kind === undefined ? undefined : { kind, isProduct: !PLAIN_KINDS.has(plain) };
}

const RUNS_PRODUCTS = /^(?:elasticache|memorystore|rds|cloudsql|msk|supabase|planetscale|confluent)$/i;

/** `3x postgres`, `async queue`: the kind that one of several words stands for, and how many there are to be. */
export function kindAmong(
  text: string,
  words: readonly string[],
): { readonly kind: string; readonly product: string | undefined; readonly instances: string | undefined } | undefined {
  const parts = text.trim().split(/\s*[+/&]\s*|\s+/);
  if (parts.length < 2) return undefined;
  // `sns+sqs` is one part where both are of one kind.
  if (/[+/&]/.test(text) && new Set(parts.map((part) => kindFor(part)?.kind)).size > 1) return undefined;
  const instances = parts.map((part) => /^(?:(\d+)[x×]?|[x×](\d+))$/i.exec(part)).find((found) => found !== null);
  // Of a product and who runs it (`ElastiCache Redis`), the product.
  for (const part of [...parts].sort((a, b) => Number(RUNS_PRODUCTS.test(a)) - Number(RUNS_PRODUCTS.test(b)))) {
    const synonym = kindFor(part);
    const kind = words.find((word) => word.toLowerCase() === part.toLowerCase()) ?? synonym?.kind;
    if (kind !== undefined && words.includes(kind))
      return { kind, product: synonym?.isProduct === true ? part : undefined, instances: instances?.[1] ?? instances?.[2] };
  }
  return undefined;
}
