import type { KindName } from '../schema/index.js';

/**
 * What one instance is taken to carry in practice rounds, stated in the spec that a round writes, so that whoever measures can replace it. They are
 * orders of magnitude to calculate with, not of any product.
 *
 * @source Rules of thumb of the catalog (`sysdesign catalog threshold`, `product throughput`): a service of some business logic about 1,000 req/s,
 * a relational store some thousand writes and ten thousand reads by key, a cache 100,000 operations, a log 50,000 messages
 */
export const TYPICAL: Readonly<Partial<Record<KindName, Readonly<Record<string, unknown>>>>> = {
  client: {},
  dns: { availability: '99.99%' },
  cdn: { ttl: '1 min', availability: '99.99%', mttr: '10 min', each: { p50: '10 ms', p99: '40 ms' } },
  loadBalancer: { each: { rate: '50k req/s', connections: '1M', p50: '0.2 ms', p99: '1 ms' } },
  gateway: { each: { rate: '20k req/s', connections: '500k', memory: '64 GB', p50: '1 ms', p99: '5 ms' } },
  service: { each: { rate: '1k req/s', memory: '32 GB', p50: '5 ms', p99: '30 ms' } },
  worker: { idempotent: true, each: { rate: '1k req/s', memory: '32 GB' } },
  function: { availability: '99.95%', each: { p50: '20 ms', p99: '100 ms' } },
  cache: { ttl: '10 min', each: { rate: '100k req/s', memory: '64 GB', p50: '0.5 ms', p99: '2 ms' } },
  database: { each: { reads: '20k req/s', writes: '5k req/s', disk: '4 TB', p50: '2 ms', p99: '15 ms' } },
  search: { each: { reads: '2k req/s', writes: '2k req/s', disk: '2 TB', p50: '15 ms', p99: '60 ms' } },
  objectStore: { availability: '99.99%', mttr: '10 min', each: { p50: '30 ms', p99: '90 ms' } },
  fileStore: { each: { rate: '5k req/s', disk: '16 TB', p50: '5 ms', p99: '30 ms' } },
  queue: { retention: '3 d', each: { rate: '50k req/s', disk: '8 TB', p50: '1 ms', p99: '8 ms' } },
  stream: { retention: '3 d', each: { rate: '50k req/s', disk: '8 TB', p50: '1 ms', p99: '8 ms' } },
  warehouse: { each: { rate: '5k req/s', disk: '16 TB', p50: '100 ms', p99: '900 ms' } },
  external: { availability: '99.95%', mttr: '10 min', each: { p50: '80 ms', p99: '400 ms' } },
};

/** Share of reads that is found near the reader. */
export const HIT: Readonly<Partial<Record<KindName, string>>> = { cdn: '80%' };
export const USUAL_HIT = '90%';

/** Kinds whose instances and copies are ours to run. */
export const RUNS_ALONE: ReadonlySet<KindName> = new Set(['cache', 'database', 'search', 'fileStore', 'queue', 'stream', 'warehouse']);
