import type { KindName } from '../schema/index.js';
import { isGuardedStore, KINDS } from '../spec/index.js';

/** What one instance is taken to do, and the entries of the catalog that it comes from. */
export interface TypicalFigure {
  /** As the spec has it. */
  readonly literal: string;
  /** Ids of the catalog; several add up. */
  readonly entries: readonly string[];
  /** What the entries are multiplied by: cores of a machine, medians of a tail (threshold.tail.p99). */
  readonly times: number;
  /** `within` their bounds, `at most` their upper one, or the `time` that one takes at their rate. */
  readonly how: 'within' | 'at most' | 'time';
}

const figure =
  (how: TypicalFigure['how']) =>
  (literal: string, entries: string | readonly string[], times = 1): TypicalFigure => ({
    literal,
    entries: typeof entries === 'string' ? [entries] : entries,
    times,
    how,
  });
const within = figure('within');
const atMost = figure('at most');
const timeOf = figure('time');

/** What is the same in every round of a kind: figures with their source, and settings that are chosen, not measured. */
export interface Typical {
  readonly settings?: Readonly<Record<string, string | boolean>>;
  readonly figures?: Readonly<Record<string, TypicalFigure>>;
  readonly each?: Readonly<Record<string, TypicalFigure>>;
}

const CORES = 4;
const MANY_CORES = 16;
/** Medians in a p99 that is not yet called long: threshold.tail.p99. */
const TAIL = 4;
const code = { p50: timeOf('4 ms', 'rate.java.core'), p99: timeOf('16 ms', 'rate.java.core', TAIL) };
const log = {
  p50: within('0.5 ms', ['napkin.ssdfsync.lat', 'napkin.region.lat']),
  p99: within('1.6 ms', ['napkin.ssdfsync.lat', 'napkin.region.lat']),
};

/**
 * Figures that practice rounds calculate with, stated in the spec that a round writes, so that whoever measures can replace them. Each is of the
 * catalog, and a test holds it to the bounds there; what the catalog has nothing about (what a warehouse takes, memory of services) is left out.
 *
 * @source the entries of the catalog that stand beside each figure: `sysdesign catalog rate.pg.ro.4vcpu`
 */
export const TYPICAL: Readonly<Partial<Record<KindName, Typical>>> = {
  client: {},
  dns: { figures: { availability: atMost('99.99%', 'sla.aws.route53') } },
  cdn: {
    settings: { ttl: '1 min' },
    figures: { availability: within('99.99%', 'sla.gcp.loadbalancing') },
    // An edge is nearer than half a continent.
    each: { p50: atMost('10 ms', 'napkin.wan.NA_central-east.lat'), p99: atMost('25 ms', 'napkin.wan.NA_central-east.lat') },
  },
  loadBalancer: {
    each: {
      rate: within('40k req/s', 'rate.nginx.https1k.core'),
      connections: within('1M', 'system.whatsapp.connections'),
      p50: within('0.05 ms', 'napkin.proxy.lat'),
      p99: within('0.15 ms', 'napkin.proxy.lat'),
    },
  },
  gateway: {
    each: {
      rate: atMost('20k req/s', 'rate.nginx.https1k.core'),
      connections: within('100k', 'rate.ws.server'),
      p50: timeOf('1 ms', 'rate.java.latency.core'),
      p99: timeOf('4 ms', 'rate.java.latency.core', TAIL),
    },
  },
  service: { each: { rate: within('1k req/s', 'rate.java.core', CORES), ...code } },
  worker: { settings: { idempotent: true }, each: { rate: within('1k req/s', 'rate.java.core', CORES) } },
  // Once it runs: the catalog has no figure of cold starts.
  function: { figures: { availability: within('99.95%', 'sla.aws.lambda') }, each: code },
  cache: {
    settings: { ttl: '10 min' },
    each: {
      rate: within('100k req/s', 'rate.redis.nopipe'),
      memory: atMost('64 GB', 'machine.aws.r6i.2xlarge.memory'),
      p50: within('0.5 ms', 'napkin.dbquery.lat'),
      p99: within('1.5 ms', 'napkin.dbquery.lat'),
    },
  },
  database: {
    each: {
      reads: within('20k req/s', 'rate.pg.ro.4vcpu'),
      writes: within('3k req/s', 'rate.pg.rw.4vcpu'),
      disk: within('4 TB', 'rate.cassandra.data.range'),
      p50: within('2 ms', 'latency.cassandra.read'),
      p99: within('5 ms', 'latency.cassandra.read'),
    },
  },
  search: {
    each: {
      reads: within('800 req/s', 'rate.es.read.core', MANY_CORES),
      writes: within('1600 req/s', 'rate.es.write.core', MANY_CORES),
      disk: atMost('2 TB', 'machine.aws.i3en.xlarge.disk'),
      p50: within('10 ms', 'latency.es'),
      p99: within('100 ms', 'latency.es'),
    },
  },
  objectStore: {
    figures: { availability: within('99.99%', 'durability.aws.s3.availability') },
    each: { p50: within('80 ms', 'napkin.blobget.lat'), p99: within('240 ms', 'napkin.blobget.lat') },
  },
  fileStore: {
    each: {
      rate: within('5k req/s', 'rate.ebs.gp3.iops'),
      disk: atMost('2 TB', 'machine.aws.i3en.xlarge.disk'),
      p50: within('1 ms', 'latency.ebs.gp3.read'),
      p99: within('1.8 ms', 'latency.ebs.gp3.read'),
    },
  },
  // A third of three nodes, in messages of 1 kB.
  queue: {
    settings: { retention: '3 d' },
    each: {
      rate: atMost('12k req/s', 'rate.rabbitmq.mirrored', 1 / 3 / 1000),
      disk: atMost('2 TB', 'machine.aws.i3en.xlarge.disk'),
      ...log,
    },
  },
  stream: {
    settings: { retention: '3 d' },
    each: { rate: atMost('50k req/s', 'rate.kafka.peak3', 1 / 3 / 1000), disk: atMost('2 TB', 'machine.aws.i3en.xlarge.disk'), ...log },
  },
  warehouse: { each: { disk: atMost('2 TB', 'machine.aws.i3en.xlarge.disk') } },
  external: {
    figures: { availability: within('99.95%', 'sla.aws.apigateway') },
    each: { p50: within('80 ms', 'napkin.wan.EU_west-NA_east.lat'), p99: within('320 ms', 'napkin.wan.EU_west-NA_east.lat', TAIL) },
  },
};

/** Share of reads that is found near the reader: system.wikimedia.cdn, and what is read ten times (threshold.cache.readsPerWrite) is missed once. */
export const USUAL_HIT = '90%';

/** Where the throughput of a kind is from, as a comment of a spec has it; undefined for what has none. */
export function sourceOf(kind: KindName): string | undefined {
  const { rate, reads } = TYPICAL[kind]?.each ?? {};
  const [entry] = (rate ?? reads)?.entries ?? [];
  return entry === undefined ? undefined : `${kind} ${entry}`;
}

/** Kinds whose instances and copies are ours to run. */
export const RUNS_ALONE: ReadonlySet<KindName> = new Set((Object.keys(KINDS) as KindName[]).filter((kind) => isGuardedStore(KINDS[kind])));
