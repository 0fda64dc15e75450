import type { KindName } from '../schema/index.js';
import { KINDS } from '../spec/index.js';

/** Words beside its own by which a part of a drawn design is known for what it is: other names of the kind, and products that everybody means one kind by. */
const WORDS: Readonly<Partial<Record<KindName, string>>> = {
  client: 'clients browser browsers device devices',
  dns: 'route53',
  cdn: 'edge cloudfront fastly akamai',
  loadBalancer: 'lb elb alb balancer nginx haproxy',
  gateway: 'gw gateways websocket websockets ws connections apigateway',
  service:
    'api services server servers app backend web svc auth matcher ranker resolver coordinator allocator limiter frontend monolith seats orders search-api',
  worker:
    'workers consumer consumers processor cron job jobs batch scheduler fetcher fetchers transcoder indexer aggregator fanout crawler sender senders dispatcher',
  function: 'functions lambda faas',
  cache: 'caches redis memcached memcache',
  database:
    'db databases sql postgres postgresql mysql mongo mongodb cassandra dynamodb dynamo scylla spanner cockroach cockroachdb store storage table kv rdbms ledger hbase bigtable metadata tsdb',
  search: 'elasticsearch elastic opensearch solr lucene index geoindex',
  objectStore: 's3 gcs blob blobs objects bucket buckets minio',
  fileStore: 'nfs efs files filesystem hdfs',
  queue: 'queues sqs rabbitmq rabbit mq outbox dlq pubsub topic',
  stream: 'streams kafka kinesis pulsar log eventlog events',
  warehouse: 'bigquery snowflake redshift olap clickhouse druid datawarehouse analytics',
  external: 'psp provider providers apns fcm twilio stripe third-party thirdparty bank partner carrier',
};

const KIND_OF = new Map<string, KindName>(
  (Object.keys(KINDS) as KindName[]).flatMap((kind) =>
    [kind.toLowerCase(), ...(WORDS[kind]?.split(' ') ?? [])].map((word): [string, KindName] => [word, kind]),
  ),
);

/** Who starts a path: nobody runs them, and the path begins behind them. */
const ACTORS = new Set(
  'user users client clients browser app mobile visitor visitors customer customers rider riders driver drivers sender reader viewer viewers buyer buyers merchant phone player players actor person people producer device devices'.split(
    ' ',
  ),
);

export const isActorName = (name: string): boolean => ACTORS.has(name.toLowerCase());

/** The words of a name: `click-queue`, `clickQueue` and `click_queue` are `click`, `queue`. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');

/** What a part is, by the last word of its name that tells; undefined where none does. */
export function kindByName(name: string): KindName | undefined {
  const whole = KIND_OF.get(name.toLowerCase().replace(/[^a-z\d]/g, ''));
  if (whole !== undefined) return whole;
  for (const word of [...wordsOf(name)].reverse()) {
    const bare = word.replace(/\d+$/, '');
    const kind = KIND_OF.get(bare) ?? KIND_OF.get(bare.replace(/s$/, ''));
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** A kind as people write it: `database`, `load balancer`, `DB`. */
export const kindByWord = (text: string): KindName | undefined => kindByName(text.trim().replace(/\s+/g, '-'));

/** Names that stand for something else below a call. */
const RESERVED = new Set([
  'parallel',
  'calls',
  'hit',
  'miss',
  'times',
  'batch',
  'async',
  'true',
  'false',
  'null',
  'yes',
  'no',
  'on',
  'off',
]);

/** A name as the spec takes it; undefined where nothing of it can be kept. */
export function specName(text: string): string | undefined {
  const name = text
    .trim()
    .normalize('NFKD')
    .replace(/[^\w\s-]/g, '')
    .replace(/[\s]+/g, '-')
    .replace(/^[\d_-]+/, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  if (name === '') return undefined;
  return RESERVED.has(name.toLowerCase()) ? `${name}-part` : name;
}
