import { PLANS, spec, type Tree } from './unread-plans.js';

/** Where something that few state decides something. */
export const WITNESSES: readonly Tree[] = [
  ...PLANS,
  spec({ each: { rate: '100 req/s' } }, { sizeFor: 'mean' }),
  spec({ quota: { instances: 2 }, each: { rate: '100 req/s' } }),
  spec(
    { kind: 'gateway', auth: 'none', throttle: { perClient: '5 req/s' } },
    { flows: { f: { kind: 'write', rate: '10 req/s', path: ['c'] } } },
  ),
  spec({ kind: 'gateway', throttle: { total: '50 req/s' }, each: { rate: '10 req/s' } }),
  spec({}, { requirements: { quality: { q: { flow: 'f', p999: '1 s' }, r: { flow: 'f', rate: '5k req/s' } } } }),
  spec(
    { instances: 2, mtbf: '30 d', mttr: '1 h' },
    {
      requirements: { quality: { q: { flow: 'f', availability: '99.9%', counted: 'requests', description: 'Posters' } } },
    },
  ),
  spec(
    { instances: 2, mtbf: '30 d', mttr: '1 h' },
    {
      requirements: {
        agreements: {
          a: { flow: 'f', availability: '99%', window: '90 d', counted: 'time', audience: 'paying', penalty: '10%', description: 'x' },
        },
      },
    },
  ),
  spec(
    {},
    {
      requirements: {
        agreements: {
          a: { component: 'c', availability: '99%' },
          b: { flow: 'f', p50: '1 s', p95: '2 s', p99: '3 s', p999: '4 s', rate: '5k req/s' },
          d: { data: 'd', durability: '99.9%', rpo: '1 h', rto: '1 h', staleness: '1 min' },
        },
      },
      data: { d: { addedBy: 'f', in: 'c', item: '1 kB', items: 100 } },
    },
  ),
  spec(
    {
      kind: 'database',
      description: 'words',
      replication: { factor: 3, lag: '1 s' },
      backup: { every: '1 h', keep: '7 d', restore: '1 h' },
    },
    {
      data: { d: { description: 'words', in: 'c', item: '1 kB', items: 100, addedBy: 'f' } },
      flows: { f: { description: 'words', actor: 'visitor', kind: 'write', rate: '1k req/s', path: ['c'] } },
      requirements: { quality: { q: { data: 'd', rpo: '1 min' } } },
    },
  ),
  spec(
    { kind: 'database', shards: 4, partitionKey: 'userId', each: { disk: '1 TB' } },
    { data: { d: { in: 'c', item: '1 MB', items: '100M' } } },
  ),
  spec({ kind: 'database', partitionKey: 'userId', each: { disk: '1 TB' } }, { data: { d: { in: 'c', item: '1 MB', items: '100M' } } }),
  spec({
    autoscale: { min: 2, max: 9, coolDown: '5 min', target: '60%' },
    pool: { size: 5, wait: '1 s' },
    each: { rate: '100 req/s', p50: '5 ms', p99: '40 ms', at: '10 req/s' },
  }),
  spec(
    { instances: 2, mtbf: '90 d', mttr: '1 h', shares: 'power' },
    {
      topology: {
        regions: {
          eu: {
            availability: '99.9%',
            mttr: '1 h',
            zones: { a: { availability: '99.9%', mttr: '1 h' }, b: { mtbf: '90 d', mttr: '1 h' } },
          },
        },
        causes: { power: { availability: '99.9%', mttr: '1 h' } },
      },
    },
  ),
  spec({ kind: 'function', coldStart: { takes: '300 ms', share: '5%' }, each: { mean: '10 ms' } }),
  spec(
    { kind: 'cdn', ttl: '1 min', hitRatio: '10%' },
    {
      flows: { f: { kind: 'read', rate: '1k req/s', path: [{ c: { miss: ['o'] } }] } },
      components: { c: { kind: 'cdn', ttl: '1 min', hitRatio: '10%' }, o: { kind: 'service' } },
    },
  ),
  {
    ...spec({ each: { p50: '5 ms' } }),
    flows: {
      f: {
        rate: '1k req/s',
        path: [
          {
            c: {
              timeout: '1 s',
              retries: { max: 3, backoff: '1 s', multiplier: 9, maxBackoff: '2 s', jitter: '50%', budget: '10%' },
              hedge: { after: '50 ms', max: 2 },
              calls: [
                {
                  e: {
                    timeout: '3 s',
                    retries: { max: 5, backoff: '1 s', multiplier: 9, maxBackoff: '2 s', jitter: '20%', budget: '10%' },
                  },
                },
              ],
            },
          },
        ],
      },
    },
    components: { c: { kind: 'service', each: { p50: '40 ms' } }, e: { kind: 'external' } },
    requirements: { quality: { q: { flow: 'f', p50: '60 ms' } } },
  },
  spec(
    { each: { rate: '100 req/s' } },
    {
      horizon: '1 year',
      growth: '10% per year',
      scenarios: Object.fromEntries(
        [
          { summary: 'words' },
          { tier: 'critical' },
          { horizon: '9 years' },
          { growth: '90% per year' },
          { peak: 9 },
          { survives: 'zone' },
        ].map((change, i) => [`s${i}`, { ...change, expect: { 'components.c.instances': 3, 'totals.storage': '1 TB' } }]),
      ),
      data: { d: { in: 'c', item: '1 kB', addedBy: 'f' } },
    },
  ),
  {
    ...spec({}),
    flows: {
      f: { kind: 'write', rate: '10 req/s', path: [{ a: { calls: [{ e: { retries: 3, breaker: true } }, { c: { async: true } }] } }] },
    },
    components: {
      a: { kind: 'service' },
      e: { kind: 'external' },
      c: { kind: 'queue', delivery: 'at-least-once', deadLetters: 'd', consumers: { w: {} } },
      w: { kind: 'worker', idempotent: true },
      d: { kind: 'queue' },
    },
  },
  spec({}, { counts: ['people'], assumptions: { a: '100 people' } }),
  {
    ...spec(
      { kind: 'objectStore', use: 's3' },
      { catalog: { 'price.aws.svc.s3get': { low: 0.2, mid: 0.3, high: 0.5, source: 'our contract', asOf: '2026-10' } } },
    ),
    flows: { f: { kind: 'read', rate: '1M per day', path: ['c'] } },
  },
  {
    ...spec({ kind: 'objectStore', use: 's3' }, { currency: 'EUR', exchange: 0.5 }),
    flows: { f: { kind: 'read', rate: '1M per day', path: ['c'] } },
  },
  ...[{ day: '100k s' }, { month: '2.5M s' }, { year: '12 months' }].map((conventions) =>
    spec(
      {},
      {
        conventions,
        horizon: '1 year',
        growth: '10% per year',
        data: { d: { in: 'c', item: '1 kB', added: '1M per month', keep: '1 year' } },
      },
      '1M per day',
    ),
  ),
  spec(
    { kind: 'cache', popularity: { zipf: 0.9, items: 5000 }, holds: { d: '90% hits' } },
    { data: { d: { item: '1 kB', items: 1000, readBy: 'f' } } },
  ),
  spec({ kind: 'database', shards: 4, skew: { factor: 2 }, each: { rate: '100 req/s' } }),
  spec({ survives: 3, each: { rate: '100 req/s' } }, {}, '10 req/s'),
  spec(
    { kind: 'database', replication: 3, price: { replication: '0.02 USD/GB' } },
    { flows: { f: { kind: 'write', rate: '10 req/s', request: '1 kB', path: ['c'] } } },
  ),
  spec(
    { kind: 'database', replication: { factor: 3, sync: 'async', lag: '1 s' }, mtbf: '90 d', mttr: '1 h' },
    {
      data: { d: { in: 'c', item: '1 kB', items: 100, addedBy: 'f' } },
      requirements: { quality: { q: { data: 'd', rpo: '1 min' } } },
    },
  ),
  ...[{ sloppy: true }, { delays: 'lnkd-disk' }].map((more) => ({
    ...spec(
      {
        kind: 'database',
        replication: { factor: 3, read: more.delays ? 'one' : 'quorum', write: more.delays ? 'one' : 'quorum', lag: '1 s', ...more },
      },
      {
        data: { d: { in: 'c', item: '1 kB', items: 100, readBy: 'f' } },
      },
    ),
  })),
  spec(
    { kind: 'database', replication: { factor: 3, mode: 'leader', leaderIn: 'eu.b' } },
    {
      topology: { regions: { eu: { zones: ['a', 'b'] } } },
      data: { d: { in: 'c', item: '1 kB', items: 100, readBy: 'f' } },
      expect: { 'data.d.partitions.eu-a.eu-a.writes': 'fail' },
    },
  ),
  ...[{ consistency: 'all' }, { from: 'leader' }].map((options) => ({
    ...spec(
      { kind: 'database', replication: options.from ? { factor: 3, sync: 'async' } : { factor: 3 } },
      {
        data: { d: { in: 'c', item: '1 kB', items: 100, addedBy: 'w', readBy: 'f' } },
        requirements: { agreements: { q: { data: 'd', consistency: 'regular' } } },
      },
    ),
    flows: { f: { rate: '1 req/s', path: [{ c: options }] }, w: { kind: 'write', rate: '1 req/s', path: ['c'] } },
  })),
  ...['write', 'ack', 'request', 'response'].flatMap((message) =>
    [{ fixed: '9 ms' }, { mean: '9 ms' }, { p50: '9 ms' }, { p50: '9 ms', p99: '40 ms' }].map((delay) =>
      spec(
        {
          kind: 'database',
          replication: {
            factor: 3,
            read: 'one',
            write: 'one',
            delays: { write: { mean: '5 ms' }, ack: '1 ms', request: '1 ms', response: '1 ms', [message]: delay },
          },
        },
        { data: { d: { in: 'c', item: '1 kB', items: 100, readBy: 'f' } } },
      ),
    ),
  ),
  spec(
    {
      kind: 'database',
      instances: 3,
      mtbf: '90 d',
      mttr: '1 h',
      replication: { factor: 3, mode: 'leader', sync: 'semiSync', lag: '1 s' },
      failover: { takes: '30 s', promotes: 'any' },
    },
    { data: { d: { in: 'c', item: '1 kB', items: 100, readBy: 'f' } } },
  ),
  spec(
    { kind: 'database', replication: { factor: 5, read: 'quorum', write: 'quorum', in: { a: 1, b: 4 } } },
    {
      topology: { regions: { eu: { zones: ['a', 'b'] } } },
      data: { d: { in: 'c', item: '1 kB', items: 100, readBy: 'f' } },
      expect: { 'data.d.partitions.eu-a.eu-a.writes': 'fail' },
    },
  ),
  ...[{ isolation: 'SERIALIZABLE' }, { isolation: undefined }].map((component) => ({
    ...spec(
      { kind: 'database', use: 'postgres', ...component },
      {
        data: { d: { in: 'c', item: '1 kB', items: 100, addedBy: 'f' } },
        requirements: {
          quality: { q: { data: 'd', isolation: 'serializable' } },
          agreements: { r: { flow: 'f', isolation: 'snapshot' } },
        },
      },
    ),
    flows: {
      f: { kind: 'write', rate: '1 req/s', path: [{ c: component.isolation ? {} : { isolation: 'REPEATABLE READ' } }] },
    },
  })),
  ...[
    {},
    { isolations: { STRICT: 'serializable', LAX: 'readCommitted' }, isolation: 'LAX' },
    { isolations: { STRICT: 'serializable' } },
  ].map((product) => ({
    ...spec(
      { kind: 'database', use: 'ownstore' },
      {
        topology: { regions: { eu: { zones: ['a', 'b', 'c'] } } },
        products: {
          ownstore: {
            model: 'document',
            writes: 'leaderless',
            copies: 3,
            levels: {
              LAST: { of: 'read', gives: 'causal' },
              FAST: { gives: 'copies' },
              SAFE: { gives: 'copies', copies: 'quorum' },
              LEAD: { of: 'read', gives: 'session', cut: 'anywhere', note: 'of a session' },
            },
            read: 'LEAD',
            write: 'SAFE',
            transactions: 'one document',
            conflicts: 'last writer wins',
            version: '1',
            source: 'our runbook',
            ...product,
          },
        },
        data: { d: { in: 'c', item: '1 kB', items: 100, addedBy: 'w', readBy: 'f', class: 'balance', locking: 'none' } },
        requirements: { quality: { q: { data: 'd', consistency: 'linearizable' }, r: { data: 'd', isolation: 'serializable' } } },
      },
    ),
    flows: { f: { rate: '1 req/s', path: ['c'] }, w: { kind: 'write', rate: '1 req/s', path: ['c'] } },
  })),
  {
    ...spec(
      { kind: 'cache', ttl: '1 min', invalidation: 'versionedKeys' },
      {
        data: { d: { in: 's', item: '1 kB', items: 100, readBy: 'f' } },
        requirements: { quality: { q: { data: 'd', consistency: 'causal' } } },
      },
    ),
    flows: { f: { rate: '1 req/s', path: [{ c: { hit: '90%', miss: ['s'] } }] }, w: { kind: 'write', rate: '1 req/s', path: ['s'] } },
    components: { c: { kind: 'cache', ttl: '1 min', invalidation: 'versionedKeys' }, s: { kind: 'database' } },
  },
  // Own times of every form, and what calls state of how they are made.
  ...[
    { mean: '10 ms', variation: 2 },
    { percentiles: { p50: '2 ms', p75: '3 ms', p90: '5 ms', p95: '9 ms', p99: '20 ms', p999: '80 ms', p9999: '300 ms' }, tail: 2.5 },
    { samples: ['2 ms', '3 ms', '40 ms'] },
    { scaling: [1, 4, 8, 16].map((load) => [load, `${20 * load - load ** 2 / 2} req/s`]) },
  ].map((each) => spec({ each })),
  { ...spec({ instances: 4, each: { mean: '10 ms', servers: 1 } }), flows: { f: { concurrent: 20, think: '100 ms', path: ['c'] } } },
  spec({ queueLimit: 3, instances: 4, each: { mean: '10 ms', servers: 1 } }, {}, '300 req/s'),
  ...['pooled', 'leastConnections'].map((balancing) =>
    spec({ balancing, instances: 4, each: { mean: '10 ms', servers: 1 } }, {}, '300 req/s'),
  ),
  spec(
    { each: { p50: '2 ms', p99: '20 ms' }, in: 'eu' },
    {
      flows: {
        f: {
          rate: '1 req/s',
          from: 'us',
          path: [
            {
              c: {
                times: 20,
                atOnce: 10,
                waitFor: 15,
                connection: 'new',
                tls: false,
                hedge: { after: '8 ms', max: 2 },
                calls: [
                  { d: { timeout: '10 ms', retries: { max: 2, backoff: '5 ms', jitter: '50%' } } },
                  { d: { timeout: '10 ms', retries: { max: 1, on: 'error' } } },
                ],
              },
            },
          ],
        },
      },
      components: {
        c: { kind: 'service', each: { p50: '2 ms', p99: '20 ms' }, in: 'eu' },
        d: { kind: 'service', each: { p50: '2 ms', p99: '20 ms' }, in: 'eu' },
      },
      topology: { regions: { eu: { zones: ['a'] }, us: { zones: ['b'] } }, rtt: { 'eu-us': '80 ms' } },
    },
  ),
  spec(
    { each: { p50: '2 ms', p99: '20 ms' }, in: 'eu' },
    {
      actors: { visitor: { description: 'words', from: 'us' } },
      flows: { f: { rate: '1 req/s', actor: 'visitor', path: ['c'] } },
      topology: { regions: { eu: { zones: ['a'] }, us: { zones: ['b'] } }, rtt: { 'eu-us': '80 ms' } },
    },
  ),
  spec({}, { constraints: { c: { kind: 'legal', text: 'x' } }, decisions: { d: { chosen: 'c', over: ['x'], because: 'y', costs: 'z' } } }),
  spec(
    {},
    {
      expect: { 'flows.f.rate.mean': '1M req/s' },
      waivers: { w: { rule: 'expectation/missed', about: 'expect', reason: 'x', until: '2099-01-01', owner: 'y' } },
    },
  ),
  // The other component is called by nothing, and the waiver is about another finding of that.
  spec(
    {},
    {
      components: { c: { kind: 'service' }, other: { kind: 'service' } },
      waivers: { w: { rule: 'simplicity/component-not-called', about: 'components.other', key: 'k', reason: 'x' } },
    },
  ),
];

/** What is paid and allowed for by use, and how instances are replaced and stand: stated otherwise by large designs alone. */
export const SMALL_WITNESSES: readonly Tree[] = [
  ...['reads', 'writes', 'requests'].map((what) => ({
    ...spec({
      kind: 'objectStore',
      quota: { [what === 'requests' ? 'rate' : what]: '1 req/s' },
      price: { [what]: '1 USD per 1k requests' },
    }),
    flows: {
      r: { kind: 'read', rate: '9 req/s', path: ['c'] },
      w: { kind: 'write', rate: '9 req/s', path: ['c'] },
    },
  })),
  spec(
    { kind: 'objectStore', quota: { storage: '1 kB' }, price: { storage: '1 USD/GB/month' } },
    { data: { d: { in: 'c', item: '1 MB', items: '100M' } } },
  ),
  ...[{ mode: 'active-active' }, { mode: 'active-passive' }].map((failover) =>
    spec(
      { kind: 'database', instances: 2, needed: 1, mtbf: '90 d', mttr: '1 h', failover: { detect: '1 h', takes: '1 h', ...failover } },
      {
        topology: { regions: { eu: { zones: { a: { mtbf: '90 d', mttr: '1 h' }, b: { mtbf: '90 d', mttr: '1 h' } } } } },
        scenarios: { later: { after: '1 year', growth: '50% per year' }, out: { down: ['eu.a'] } },
      },
    ),
  ),
  spec({ instances: 3, needed: 2, spread: 'none', mtbf: '90 d', mttr: '1 h' }, { topology: { regions: { eu: { zones: ['a', 'b'] } } } }),
  spec({ instances: 3, needed: 2, deploy: { strategy: 'recreate', unavailable: '1', every: '1 d', failures: '5%', rollback: '1 h' } }),
];
