import { describe, expect, test } from 'vitest';
import { api, SPIKES, store, turns } from '../support/limits.js';
import { foundBy, messagesOf } from '../support/reviewing.js';

describe('the rules of load turn at their limits', () => {
  test('load/spike-needs-queue: writes of a spike against the store', () => {
    const spec = (each: number): string => `
flows: { f: { kind: write, rate: 100 req/s, spikes: { sale: { factor: 10 } }, path: api -> db } }
components: { api: { kind: service }, db: { kind: database, instances: 1, each: { writes: ${each}/s } } }
`;
    // 100/s x 10 = 1,000/s
    return turns('load/spike-needs-queue', spec(1000), spec(800), '"db" carries 80% of the 1k req/s that the spike "sale" writes to it');
  });

  test('load/spike-not-carried: a spike against the instances that are stated', async () => {
    await turns(
      'load/spike-not-carried',
      api('instances: 10, each: { rate: 100 req/s }'),
      api('instances: 9, each: { rate: 100 req/s }'),
      '"api" carries 90% of the 1k req/s that the spike "sale" brings it',
    );
    for (const more of ['each: { rate: 100 req/s }', 'instances: 9, each: { rate: 100 req/s }, autoscale: { max: 20 }'])
      expect(await messagesOf('load/spike-not-carried', api(more))).toEqual([]);
  });

  test('load/spike-not-carried gives way to the queue that a store needs', async () => {
    const spec = store('instances: 1, each: { rate: 300 req/s }', 'write').replace('peak: 2', 'peak: 2, spikes: { sale: { factor: 5 } }');
    expect(await messagesOf('load/spike-needs-queue', spec)).toHaveLength(1);
    expect(await messagesOf('load/spike-not-carried', spec)).toEqual([]);
  });

  test('load/spike-outruns-autoscaling: what the spike needs at 90% against what runs', () =>
    // 1,000 / (100 x 90%) = 11.1: 12 instances; ten carry it when they are full
    turns(
      'load/spike-outruns-autoscaling',
      api('each: { rate: 100 req/s }, autoscale: { min: 10, warmUp: 3 min }'),
      api('each: { rate: 100 req/s }, autoscale: { min: 9, warmUp: 3 min }'),
      'the spike "sale" needs 12 instances of "api", 9 run at peak, and a new one serves only after 3 min',
    ));

  test('load/sized-for-mean: the peak against what is sized for the mean', () =>
    turns(
      'load/sized-for-mean',
      api('sizeFor: mean, instances: 2, each: { rate: 100 req/s }'),
      api('sizeFor: mean, instances: 1, each: { rate: 100 req/s }'),
      '"api" is sized for its mean of 100 req/s, and carries 50% of the 200 req/s of its peak, for which callers wait',
    ));

  test('load/growth-reaches-capacity: years until it is full against the horizon', async () => {
    const grown = (horizon: string): string => api('instances: 4, each: { rate: 100 req/s }', `growth: 100% per year\nhorizon: ${horizon}`);
    // 200 doubles to 400 in a year
    await turns(
      'load/growth-reaches-capacity',
      grown('1 year'),
      grown('2 years'),
      '"api" is full in 12 months, and the design is for 2 years',
    );
    const overloaded = api('instances: 1, each: { rate: 100 req/s }', 'growth: 100% per year\nhorizon: 2 years');
    expect(await messagesOf('load/growth-reaches-capacity', overloaded)).toEqual([]);
  });

  test('load/fleet-capped: instances needed against the cap', () =>
    // 200 / (50 x 70%) = 5.7: 6; for the loss of one 200 / (50 x 90%) = 4.4, 5 + 1
    turns(
      'load/fleet-capped',
      api('each: { rate: 50 req/s }, autoscale: { max: 6 }').replace(SPIKES, ''),
      api('each: { rate: 50 req/s }, autoscale: { max: 5 }').replace(SPIKES, ''),
      '"api" needs 6 instances and may have 5 (autoscale.max)',
    ));

  test('load/fleet-capped: what a spike needs against the cap', async () => {
    const spiked = (max: number): string =>
      `flows: { read: { rate: 100 req/s, peak: 1, spikes: { sale: { rate: 900 req/s, lasts: 10 min } }, path: api } }
components: { api: { kind: service, each: { rate: 100 req/s }, autoscale: { max: ${max}, warmUp: 2 min } } }`;
    // 900 / (100 x 90%) = 10 are to run before it, since new ones are late; the peak of 100 needs 100 / (100 x 70%) = 1.4, two.
    expect(await messagesOf('load/fleet-capped', spiked(10))).toEqual([]);
    expect(await messagesOf('load/fleet-capped', spiked(9))).toEqual([
      '"api" needs 10 instances in its spikes and may have 9 (autoscale.max)',
    ]);
    // However fast new ones start, and whoever sets the cap.
    const without = (max: number): string => spiked(max).replace(', warmUp: 2 min', '');
    expect(await messagesOf('load/fleet-capped', without(10))).toEqual([]);
    expect(await messagesOf('load/fleet-capped', without(9))).toEqual([
      '"api" needs 10 instances in its spikes and may have 9 (autoscale.max)',
    ]);
    const lent = without(9).replace('autoscale: { max: 9 }', 'quota: { instances: 9 }');
    expect(await messagesOf('load/fleet-capped', lent)).toEqual([
      '"api" needs 10 instances in its spikes and may have 9 (quota.instances)',
    ]);
    expect(await messagesOf('load/fleet-capped', lent.replace('9 }', '10 }'))).toEqual([]);
  });

  test('load/fallback-not-carried: the peak with what it answers for down, in any look at the design', async () => {
    const shop = (rate: number, calls = ''): string => `flows:
  search: { kind: read, rate: 100 req/s, peak: 2, path: [ web: { calls: [ index: { fallback: { to: orders } } ] } ] }
  order: { kind: read, rate: 20 req/s, peak: 2, path: [ web: { calls: [ orders${calls} ] } ] }
components:
  web: { kind: service }
  index: { kind: search, instances: 2, each: { rate: 300 req/s } }
  orders: { kind: service, instances: 2, each: { rate: ${calls ? 1000 : rate} req/s } }
  store: { kind: database, instances: 2, each: { rate: ${rate} req/s } }
scenarios: { out: { down: [index] } }`;
    // 200 of the search beside 40 of its own, on two.
    const id = 'load/fallback-not-carried';
    expect(await messagesOf(id, shop(120))).toEqual([]);
    expect(await messagesOf(id, shop(100))).toEqual([
      'while "index" is down, its fallback "orders" gets 240 req/s at peak instead of 40 req/s, and carries 83.3% of that',
    ]);
    expect(await messagesOf(id, shop(100, ': { calls: [store] }'))).toEqual([
      'while "index" is down, "store", which the fallback "orders" calls, gets 240 req/s at peak instead of 40 req/s, and carries 83.3% of that',
    ]);
    expect(await messagesOf(id, shop(120, ': { calls: [store] }'))).toEqual([]);
    // With all up it does not carry its own 40 of 30: another finding.
    expect(await messagesOf(id, shop(15))).toEqual([]);
  });

  test('load/loss-not-carried: the peak against what is left', async () => {
    await turns(
      'load/loss-not-carried',
      api('survives: instance, instances: 3, each: { rate: 100 req/s }'),
      api('survives: instance, instances: 3, each: { rate: 90 req/s }'),
      '"api" is to survive the loss of one instance of its 3 instances, and then carries 90% of its peak',
    );
    // Five of six in three zones: two are lost with one.
    const zones = 'topology: { regions: { eu: { zones: [a, b, c] } } }';
    expect(await messagesOf('load/loss-not-carried', api('survives: zone, instances: 6, each: { rate: 40 req/s }', zones))).toEqual([
      '"api" is to survive the loss of one zone of its 6 instances, and then carries 80% of its peak',
    ]);
    // The critical tier asks for the same, where there are zones to lose; what else nothing states, no fleet is held to.
    const tiered = (tier: string, names: string): string =>
      api('instances: 6, each: { rate: 40 req/s }', `tier: ${tier}\ntopology: { regions: { eu: { zones: ${names} } } }`);
    expect(await messagesOf('load/loss-not-carried', tiered('critical', '[a, b, c]'))).toHaveLength(1);
    for (const [tier, names] of [
      ['critical', '[a]'],
      ['standard', '[a, b, c]'],
      ['internal', '[a, b, c]'],
    ] as const)
      expect(await messagesOf('load/loss-not-carried', tiered(tier, names))).toEqual([]);
    // Of two copies the one that is left has no more to write than before.
    expect(
      await messagesOf(
        'load/loss-not-carried',
        store('survives: instance, replication: 2, instances: 2, each: { rate: 250 req/s }', 'write'),
      ),
    ).toEqual([]);
    // Overloaded with all up: found as such.
    expect(await messagesOf('load/loss-not-carried', api('survives: instance, instances: 2, each: { rate: 90 req/s }'))).toEqual([]);
  });

  test('load/region-overloaded: callers of a region against its part of the fleet', async () => {
    // 200 req/s at peak; six of twelve instances in eu have the calls of those who are there.
    const regions =
      'topology: { regions: { eu: { zones: [a, b, c] }, us: { zones: [a, b, c] } } }\nactors: { user: { from: { eu: 90%, us: 10% } } }';
    const served = (rate: number, more = 'survives: none') =>
      api(`in: [eu, us], ${more}, instances: 12, each: { rate: ${rate} req/s }`, regions).replace('path: api', 'actor: user, path: api');
    await turns(
      'load/region-overloaded',
      served(30),
      served(27),
      // 6 x 27 / (200 x 90%)
      'eu answers 90% of the calls of "api" with 6 instances, and carries 90% of that',
    );
    // Callers of whom nothing is stated are taken as spread evenly: nothing is claimed.
    expect(await messagesOf('load/region-overloaded', served(27).replace('actor: user, ', ''))).toEqual([]);
    // Of six in three zones four are left: 4 x 40 / 180.
    expect(await messagesOf('load/region-loss-not-carried', served(40, 'survives: zone'))).toEqual([
      'eu answers 90% of the calls of "api" with 6 instances, and carries 88.9% of that with one of its zones lost',
    ]);
    expect(await messagesOf('load/region-loss-not-carried', served(46, 'survives: zone'))).toEqual([]);
    expect(await messagesOf('load/region-loss-not-carried', served(40, 'survives: instance'))).toEqual([]);
  });

  test('load/growth-reaches-quota: the peak of the last year against a quota that holds today', async () => {
    const psp = (quota: number): string => `growth: 100% per year
horizon: 2 years
flows: { pay: { rate: 50 req/s, peak: 2, path: api -> psp } }
components: { api: { kind: service }, psp: { kind: external, quota: ${quota} req/s } }`;
    // 50 x 2 x 2 x 2 = 400/s in two years
    await turns(
      'load/growth-reaches-quota',
      psp(400),
      psp(399),
      '"psp" gets 400 req/s at peak within the 2 years that the design is for, and its provider allows 399 req/s (rate)',
    );
    // 100 of 120 are nearly all today: another finding.
    expect(await messagesOf('load/growth-reaches-quota', psp(120))).toEqual([]);
    expect(await messagesOf('load/quota-nearly-reached', psp(120))).toHaveLength(1);
  });

  test('load/hot-key-outgrows: the hottest key in the last year against the shard that has it', async () => {
    const db = (hottest: string): string => `growth: 100% per year
horizon: 2 years
flows: { count: { kind: write, rate: 2k req/s, peak: 2, path: db } }
components: { db: { kind: database, each: { rate: 1k req/s }, skew: { hottest: ${hottest} } } }`;
    // 2k x 2 x 4 = 16k/s: 6% of them are 960, 10% are 1,600 of which 1,000 are carried; today 10% are 400 and 30% are 1,200
    await turns(
      'load/hot-key-outgrows',
      db('6%'),
      db('10%'),
      '10% of the load at "db" are for one key, of which 62.5% is carried within the 2 years that the design is for',
    );
    expect(await messagesOf('load/hot-key-outgrows', db('30%'))).toEqual([]);
    expect(await messagesOf('load/hot-key', db('30%'))).toHaveLength(1);
  });

  test('load/scaling-exhausts-connections: pools at the cap, or in a spike, against what is accepted', async () => {
    const db = (connections: number, scale: string): string => `
flows: { f: { rate: 100 req/s, peak: 2${SPIKES}, path: api -> db } }
components:
  api: { kind: service, each: { rate: 100 req/s }, pool: 20${scale} }
  db: { kind: database, instances: 1, each: { rate: 5k req/s, connections: ${connections} } }`;
    // 25 x 20 = 500
    await turns(
      'load/scaling-exhausts-connections',
      db(500, ', autoscale: { max: 25 }'),
      db(499, ', autoscale: { max: 25 }'),
      '"db" accepts 499 connections, and 25 instances of "api" at its cap hold 20 each',
    );
    // 1,000 / (100 x 90%) = 11.1: 12 instances, 12 x 20 = 240
    await turns(
      'load/scaling-exhausts-connections',
      db(240, ''),
      db(239, ''),
      '"db" accepts 239 connections, and 12 instances of "api" in a spike hold 20 each',
    );
  });

  test('load/cold-cache-breaks-promise: half of the peak, and three nines', async () => {
    const behind = (reads: number, promise = '99.9%'): string => `
flows: { view: { kind: read, rate: 1k req/s, peak: 2, path: [ api: { calls: [ cache: { hit: 95%, miss: [db] } ] } ] } }
components: { api: { kind: service }, cache: { kind: cache }, db: { kind: database, instances: 4, each: { reads: ${reads} req/s } } }
requirements: { quality: { up: { flow: view, availability: ${promise} } } }`;
    // 4 x 250 of 1k x 2
    await turns(
      'load/cold-cache-breaks-promise',
      behind(250),
      behind(200),
      'while "cache" is empty, "db" behind it gets 2k req/s at peak and carries 40% of that, and "view" is promised at 99.9%',
    );
    expect(await messagesOf('load/cold-cache-breaks-promise', behind(200, '99.5%'))).toEqual([]);
    expect(await messagesOf('load/cold-cache-overloads', behind(200, '99.5%'))).toHaveLength(1);
    expect(await messagesOf('load/cold-cache-overloads', behind(200))).toEqual([]);
  });

  test('load/partition-key-uneven: a moment by how its name ends, whatever the verb', async () => {
    const by = (key: string): string => store(`shards: 8, partitionKey: ${key}`, 'write');
    for (const key of ['sentAt', 'sent_at', 'dueDate', 'eventTime', 'deliveredOn', 'ingestTs', 'year and sentAt'])
      expect(await messagesOf('load/partition-key-uneven', by(key)), key).toHaveLength(1);
    for (const key of ['user', 'user and sentAt', 'format', 'flat', 'account', 'region and order'])
      expect(await messagesOf('load/partition-key-uneven', by(key)), key).toEqual([]);
  });

  test('load/deploy-not-carried: the peak against what serves meanwhile', () =>
    // A quarter of eight is away.
    turns(
      'load/deploy-not-carried',
      api('instances: 8, each: { rate: 34 req/s }, deploy: { strategy: rolling, unavailable: 25% }'),
      api('instances: 8, each: { rate: 30 req/s }, deploy: { strategy: rolling, unavailable: 25% }'),
      '"api" carries 90% of its peak while a new version is rolled out',
    ));

  test('load/reads-need-cache: room at peak, and reads for each write', async () => {
    await turns(
      'load/reads-need-cache',
      store('instances: 1, each: { rate: 250 req/s }'),
      store('instances: 1, each: { rate: 240 req/s }'),
      '"db" carries 1.20x its peak, which is 200 req/s of reads and 0 req/s of writes, and no cache answers any of them',
    );
    const mixed = (times: string): string =>
      store('instances: 1, each: { rate: 240 req/s }', 'read', `db, db: { kind: write, times: ${times} }`);
    expect(await messagesOf('load/reads-need-cache', mixed('10%'))).toEqual([]);
    expect(await messagesOf('load/reads-need-cache', mixed('9%'))).toHaveLength(1);
  });

  test('load/cold-cache-overloads: all that arrives while the cache is empty', async () => {
    const cached = (each: number): string => `
flows: { f: { kind: read, rate: 100 req/s, peak: 2, path: [ api: { calls: [ cache: { hit: 90%, miss: [ db ] } ] } ] } }
components: { api: { kind: service }, cache: { kind: cache }, db: { kind: database, instances: 1, each: { rate: ${each} req/s } } }
`;
    // 200 x (1 - 90%) = 20 usually
    await turns(
      'load/cold-cache-overloads',
      cached(200),
      cached(50),
      'while "cache" is empty, "db" behind it gets 200 req/s at peak instead of 20 req/s, and carries 25% of that',
    );
    expect((await foundBy('load/cold-cache-overloads', `tier: critical${cached(50)}`))[0]?.severity).toBe('warning');
  });

  test('load/replicas-do-not-scale-writes: all writes against one replica', () =>
    turns(
      'load/replicas-do-not-scale-writes',
      store('replicas: 5, each: { reads: 1k req/s, writes: 200/s }', 'write'),
      store('replicas: 5, each: { reads: 1k req/s, writes: 150/s }', 'write'),
      '"db" gets 200 req/s of writes at peak, each of which every replica does, and one replica carries 150/s',
    ));

  test('load/batch-small-writes: many, and small', async () => {
    const written = (rate: string, item: string): string => `
flows: { f: { kind: write, rate: ${rate}, peak: 2, path: api -> db } }
components: { api: { kind: service }, db: { kind: database } }
data: { d: { in: db, item: ${item}, addedBy: f } }
`;
    await turns(
      'load/batch-small-writes',
      written('5k req/s', '200 B'),
      written('6k req/s', '200 B'),
      '"f" writes 12k req/s to "db", one by one, of 200 B each',
    );
    expect(await messagesOf('load/batch-small-writes', written('6k req/s', '1 kB'))).toEqual([]);
  });

  test('load/hot-key: one key against the instances that have it', () =>
    // A quarter of 200 is 50.
    turns(
      'load/hot-key',
      store('instances: 20, each: { rate: 50 req/s }, skew: { hottest: 25% }'),
      store('instances: 20, each: { rate: 40 req/s }, skew: { hottest: 25% }'),
      '25% of the 200 req/s at "db" are for one key, and the instances that have it carry 80% of that: more instances do not help',
    ));

  test('load/hot-key-sizes-fleet: the share of one key against that of a shard, where shards are computed', async () => {
    const sharded = (hottest: string, more = ''): string =>
      store(`shards: 8, replication: 3, each: { rate: 50 req/s }, skew: { hottest: ${hottest} }${more}`);
    // Two eighths of 200 req/s are 50: 50 / (50 x 70%) = 1.43 instances for one shard. At 26% each of the eight is as large, of three copies at least:
    // 200 x 8 x 26% / (50 x 70%) = 11.9, and 24 for the copies: too few readers to be more than those.
    expect(await messagesOf('load/hot-key-sizes-fleet', sharded('26%'))).toEqual([]);
    // 200 x 60% / (50 x 70%) = 3.4 of one shard: 4 of each
    expect(await messagesOf('load/hot-key-sizes-fleet', sharded('60%'))).toEqual([
      '60% of the load at "db" are for one key, and each of its 8 shards is sized for that: 32 instances',
    ]);
    expect(await messagesOf('load/hot-key-sizes-fleet', sharded('60%', ', instances: 40'))).toEqual([]);
  });
});

test('room is what is known of it: a resource whose demand nobody states hides no overload of another', async () => {
  // 10% of 2k/s at peak reach the store, which carries 300/s of the 2k/s that come while the cache is empty; bytes of requests are stated nowhere.
  const text = `
flows: { view: { kind: read, rate: 1k req/s, peak: 2, response: 1 kB, path: [ api: { calls: [ cache: { hit: 90%, miss: [ products ] } ] } ] } }
components:
  api: { kind: service }
  cache: { kind: cache }
  products: { kind: database, instances: 1, survives: none, each: { reads: 300 req/s, network: 10 Gbps } }
`;
  expect(await messagesOf('load/cold-cache-overloads', text)).toEqual([
    'while "cache" is empty, "products" behind it gets 2k req/s at peak instead of 200 req/s, and carries 15% of that',
  ]);
});
