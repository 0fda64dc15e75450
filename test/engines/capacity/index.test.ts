import { describe, expect, test } from 'vitest';
import { estimate } from '../../support/estimating.js';

const head = 'sysdesign: 1\nname: capacity\n';
const flow = 'flows: { f: { kind: read, rate: 700 req/s, peak: 3, spikes: { s: { factor: 10 } }, path: api } }\n';

describe('instances', () => {
  const spec = (api: string, root = ''): string =>
    `${head}${root}\n${flow}components: { api: { kind: service, each: { rate: 500 req/s }${api} } }\n`;

  test('by tier: what a resource may be used, with and without a loss, and which loss is to be survived', async () => {
    // 2,100 req/s at peak
    const standard = await estimate(spec(''));
    standard.are({
      'components.api.instances.rate': 6, // 2,100 / (500 x 70%)
      'components.api.instances': 6, // one lost of 6 leaves 5 = 2,100 / (500 x 90%), rounded up
      'components.api.fleet': 6,
      'components.api.capacity.rate': 3000,
      'components.api.utilization.rate': 0.7,
      'components.api.utilization.peak': 0.7,
      'components.api.utilization.mean': 700 / 3000,
      'components.api.perInstance.peak': 350,
      'components.api.headroom': 3000 / 2100,
      'components.api.headroom.instance': 2500 / 2100,
      'components.api.headroom.zone': 2000 / 2100, // a third of them
    });
    (await estimate(spec('', 'tier: critical'))).are({
      'components.api.instances.rate': 9, // 2,100 / 250 = 8.4
      'components.api.instances': 9, // 3 a zone; 2,100 / 400 = 6 are left in two zones
    });
    (await estimate(spec('', 'tier: internal'))).are({ 'components.api.instances': 5 }); // 2,100 / 425 = 4.9, nothing need be survived
  });

  test('of one whose time of a call is stated, how many calls it works on at a time is asked for', async () => {
    const api = (keys: string): string => `${head}${flow}components: { api: { kind: worker${keys} } }\n`;
    expect((await estimate(api(', each: { serviceTime: 3 s }'))).missing('components.api.instances')).toEqual([
      'components.api.each.servers',
    ]);
    expect((await estimate(api(''))).missing('components.api.instances')).toEqual(['components.api.each']);
  });

  test('what is stated stands before the tier', async () => {
    (await estimate(spec(', survives: none'))).are({ 'components.api.instances': 6 });
    (await estimate(spec(', survives: 2'))).are({ 'components.api.instances': 7 }); // 5 and 2 more
    (await estimate(spec(', survives: zone'))).are({ 'components.api.instances': 9 }); // 5 in two zones: 3 a zone
    (await estimate(spec(', target: 30%'))).are({ 'components.api.instances': 14 }); // 2,100 / 150
    (await estimate(spec(', target: { rate: 60% }, afterLoss: 60%, survives: instance'))).are({ 'components.api.instances': 8 }); // 7 and one more
    (await estimate(spec('', 'target: 100%\nsurvives: none'))).are({ 'components.api.instances': 5 }); // 4.2
    (await estimate(spec(', instances: 40'))).are({
      'components.api.instances': 6,
      'components.api.fleet': 40,
      'components.api.utilization.peak': 2100 / 20_000,
    });
  });

  test('as many as zones and regions ask for', async () => {
    const topology = 'topology: { regions: { eu: { zones: [a, b] }, us: { zones: [a, b] } } }';
    (await estimate(spec(', survives: zone', topology))).are({ 'components.api.instances': 8 }); // four zones: 2 each, 5 in three are 2 each
    (await estimate(spec(', survives: region', topology))).are({ 'components.api.instances': 10 }); // 5 in one region
    (await estimate(spec(', survives: zone, in: eu', topology))).are({ 'components.api.instances': 10 }); // two zones: 5 in one
  });

  test('for the mean or for a spike, where it says so', async () => {
    (await estimate(spec(', sizeFor: mean, survives: none'))).are({ 'components.api.demand.rate': 700, 'components.api.instances': 2 });
    (await estimate(spec(', sizeFor: spike.s, survives: none'))).are({
      'components.api.demand.rate': 7000,
      'components.api.instances': 20,
    });
  });

  test('redundancy binds where it takes as many again, else the resource that needs most', async () => {
    const binding = async (text: string): Promise<string | undefined> => (await estimate(text)).node('components.api.binding').word;
    expect(await binding(spec(''))).toBe('rate');
    expect(await binding(spec('').replace('500 req/s', '50k req/s'))).toBe('redundancy'); // one is enough, two are needed
    expect(await binding(spec('').replace('rate: 500 req/s', 'rate: 50k req/s, servers: 1, serviceTime: 5 ms'))).toBe('servers');
  });

  test('nothing is assumed of an instance: without a capacity they are unknown', async () => {
    const facts = await estimate(`${head}${flow}components: { api: { kind: service, each: { p50: 5 ms, cost: 1 USD/h } } }\n`);
    for (const id of ['instances', 'fleet', 'utilization.peak', 'headroom', 'binding'])
      expect(facts.missing(`components.api.${id}`), id).toEqual(['components.api.each']);
    expect(facts.missing('components.api.cost')).toEqual(['components.api.each']);
    expect(facts.missing('totals.cost')).toEqual(['components.api.each']);
  });
});

describe('demand', () => {
  test('reads work on the copies that answer, writes on every copy', async () => {
    const facts = await estimate(`${head}
flows:
  get: { kind: read, rate: 500 req/s, peak: 2, path: [ quorum, one, all, apart ] }
  put: { kind: write, rate: 100 req/s, peak: 3, path: [ quorum, one, all, apart ] }
components:
  quorum: { kind: database, replication: { factor: 5, read: quorum }, each: { rate: 10k req/s } }
  one:    { kind: database, replication: { factor: 5, write: quorum }, each: { rate: 10k req/s } }
  all:    { kind: database, replication: { factor: 5, read: all }, each: { rate: 10k req/s } }
  apart:  { kind: database, replication: { factor: 3, read: quorum }, survives: none, each: { reads: 2k req/s, writes: 600 req/s } }
`);
    facts.are({
      'components.quorum.demand.rate': 1000 * 3 + 300 * 5,
      'components.one.demand.rate': 1000 + 300 * 5,
      'components.all.demand.rate': 1000 * 5 + 300 * 5,
      'components.apart.demand.rate': (1000 * 2) / 2000 + (300 * 3) / 600, // 2.5 instances
      'components.apart.instances.rate': 4, // 2.5 / 70%
      'components.apart.utilization.rate': 2.5 / 4,
    });
  });

  test('servers, cores and disk operations are what the calls take; the network what goes in or out, and to the copies', async () => {
    const facts = await estimate(`${head}
flows: { f: { kind: write, rate: 100 req/s, peak: 2, request: 10 kB, response: 1 kB, path: db } }
components:
  db: { kind: database, replication: 2, survives: none, work: { cpu: 10 ms, iops: 3 }, each: { serviceTime: 20 ms, servers: 8, cpu: 4, iops: 500, network: 10 MB/s } }
`);
    facts.are({
      'components.db.demand.servers': 8, // 200 x 2 copies x 20 ms
      'components.db.instances.servers': 2, // 8 / (8 x 70%) = 1.4
      'components.db.demand.cpu': 4,
      'components.db.demand.iops': 1200,
      'components.db.instances.iops': 4, // 1,200 / 350 = 3.4
      'components.db.demand.network': 200 * 10_000 + 200 * 10_000,
      'components.db.instances': 4,
    });
    expect(facts.node('components.db.binding').word).toBe('iops');
  });

  test('data in what computes is in its memory, elsewhere on disk; a cache has what it holds and what lives in it', async () => {
    const facts = await estimate(`${head}
data:
  sessions: { in: gate, item: 1 kB, items: 3M }
  rows:     { in: [db, cache], item: 1 kB, items: 4M, overhead: 50% }
components:
  gate:  { kind: gateway, survives: none, each: { memory: 1 GB } }
  db:    { kind: database, replication: 2, survives: none, each: { disk: 5 GB, memory: 1 GB } }
  cache: { kind: cache, survives: none, holds: { sessions: 1M items }, each: { memory: 1 GB } }
`);
    facts.are({
      'components.gate.demand.memory': 3e9,
      'components.gate.instances': 4, // 3 / 80% = 3.75
      'components.db.demand.disk': 12e9, // 4M x 1.5 kB x 2
      'components.db.instances.disk': 3, // 12 / 4
      'components.cache.demand.memory': 1e9 + 6e9,
      'components.cache.instances': 9, // 7 / 0.8 = 8.75
    });
    expect(facts.node('components.db.demand.memory').state).toBe('unknown');
  });

  test('connections are the pools of callers, where they have one', async () => {
    // 2,100 req/s at peak / (500 x 70%) = 6 instances of 20 connections each, whatever is in progress
    const facts = await estimate(`${head}
flows: { f: { kind: read, rate: 700 req/s, peak: 3, path: api -> db } }
components:
  api: { kind: service, survives: none, pool: 20, each: { rate: 500 req/s } }
  db:  { kind: database, survives: none, each: { connections: 100 } }
`);
    facts.are({ 'components.db.demand.connections': 120, 'components.db.instances': 2 }); // 120 / 70 = 1.7
  });

  test('connections are those that actors hold, and the calls in progress', async () => {
    const facts = await estimate(`${head}
flows:
  online: { concurrent: 50k users, every: 10 s, peak: 2, path: gate }
  call:   { rate: 1k req/s, peak: 1, path: gate }
components: { gate: { kind: gateway, survives: none, each: { connections: 10k, serviceTime: 50 ms } } }
`);
    facts.are({ 'components.gate.demand.connections': 100_000 + 50, 'components.gate.instances': 15 }); // 100,050 / 7,000 = 14.3
  });
});

describe('demand off the peak of the others', () => {
  test('is that of the larger hour, also of connections', async () => {
    const facts = await estimate(`${head}
flows:
  day:    { kind: read, rate: 100 req/s, peak: 3, path: [ both ] }
  night:  { kind: read, rate: 100 req/s, peak: 10, offPeak: true, path: [ both, alone ] }
  online: { concurrent: 1k users, every: 10 s, peak: 5, offPeak: true, path: alone }
components:
  both:  { kind: service, survives: none, each: { serviceTime: 50 ms, servers: 10, connections: 10 } }
  alone: { kind: service, survives: none, each: { serviceTime: 50 ms, servers: 10, connections: 10 } }
`);
    facts.are({
      'components.both.demand.servers': 55, // by night 100 + 1,000 calls a second of 50 ms
      'components.both.demand.connections': 55,
      'components.alone.demand.connections': 50 + 5000,
      'components.alone.demand.servers': 75, // 1,000 + 500 calls
    });
  });
});

describe('saturation', () => {
  const grown = (growth: string, each: string, more = ''): string => `${head}growth: ${growth}
flows: { f: { kind: read, rate: 100 req/s, peak: 1, path: api }${more} }
components: { api: { kind: service, instances: 4, each: { ${each} } } }
`;

  test('is when load that grows meets what there is', async () => {
    (await estimate(grown('100% per year', 'rate: 50 req/s'))).are({ 'components.api.saturates': 12 }); // 100 to 200
    (await estimate(grown('x4 per year', 'rate: 50 req/s'))).are({ 'components.api.saturates': 6 });
    expect((await estimate(grown('100% per year', 'rate: 20 req/s'))).value('components.api.saturates')).toBe(0);
    expect((await estimate(grown('0%', 'rate: 50 req/s'))).node('components.api.saturates').state).toBe('unbounded');
    expect((await estimate(grown('-20%', 'rate: 50 req/s'))).node('components.api.saturates').state).toBe('unbounded');
  });

  test('of flows that grow each in its way is when their sum does', async () => {
    // 100 x 2^t + 100 x 4^t = 600 at 2^t = 2: a year
    const facts = await estimate(
      grown('100% per year', 'rate: 150 req/s', ', g: { rate: 100 req/s, peak: 1, growth: x4 per year, path: api }'),
    );
    expect(facts.value('components.api.saturates')).toBeCloseTo(12, 8);
  });

  test('of data is when the stock of that time fills the disks', async () => {
    const facts = await estimate(`${head}
horizon: 5 years
growth: 100% per year
flows: { f: { rate: 31.709791983764585 req/s } }
data:
  stock: { in: old, item: 1 kB, items: 1M }
  flow:  { in: new, item: 1 kB, addedBy: f }
  short: { in: brief, item: 1 kB, addedBy: f, keep: 73 d }
components:
  old:   { kind: database, instances: 1, each: { disk: 8 GB } }
  new:   { kind: database, instances: 1, each: { disk: 3 TB } }
  brief: { kind: database, instances: 1, each: { disk: 1 TB } }
`);
    expect(facts.value('components.old.saturates')).toBeCloseTo(36, 8); // 1 GB doubles three times
    // A thousand million items a year at first: 1 TB (2^t - 1) / ln 2 = 3 TB at t = log2(1 + 3 ln 2)
    expect(facts.value('components.new.saturates')).toBeCloseTo(12 * Math.log2(1 + 3 * Math.LN2), 6);
    // 1 TB x 2^t (1 - 2^-0.2) / ln 2 = 1 TB
    expect(facts.value('components.brief.saturates')).toBeCloseTo(12 * Math.log2(Math.LN2 / (1 - 2 ** -0.2)), 6);
  });

  test('is that of the resource that runs out first', async () => {
    const facts = await estimate(grown('100% per year', 'rate: 50 req/s, connections: 1, serviceTime: 20 ms'));
    facts.are({ 'components.api.saturates.rate': 12, 'components.api.saturates.connections': 12, 'components.api.saturates': 12 });
    const tighter = await estimate(grown('100% per year', 'rate: 400 req/s, connections: 1, serviceTime: 20 ms'));
    tighter.are({ 'components.api.saturates.rate': 48, 'components.api.saturates': 12 });
  });
});

describe('cost', () => {
  test('is instances around the clock, bytes kept, use at mean rates, and what is fixed', async () => {
    const facts = await estimate(`${head}
flows:
  get: { kind: read, rate: 300 req/s, peak: 9, request: 1 kB, response: 20 kB, path: [ api, store ] }
  put: { kind: write, rate: 100 req/s, peak: 9, request: 50 kB, response: 0 B, path: [ api, store ] }
components:
  api:   { kind: service, instances: 6, each: { cost: 0.10 USD/h }, price: { fixed: 25 USD/month } }
  store: { kind: objectStore, replication: 2, price: { storage: 0.02 USD/GB/month, reads: 0.40 USD per 1M reads, writes: 5 USD per 1M writes, egress: 0.05 USD/GB, ingress: 0.01 USD/GB } }
  other: { kind: external }
data: { files: { in: store, item: 1 MB, items: 5M } }
`);
    const month = 30 * 86_400;
    const store =
      10_000 * 0.02 +
      (300 * month * 0.4) / 1e6 +
      (100 * month * 5) / 1e6 +
      300 * 20_000 * month * 0.05e-9 +
      (300 * 1000 + 100 * 50_000) * month * 0.01e-9;
    facts.are({
      'components.api.cost': 6 * 0.1 * 720 + 25, // 457
      'components.store.cost': store,
      'totals.cost': 457 + store,
      'totals.instances': 8, // the 6 stated, and one for each copy
    });
    expect(facts.reasons('totals.cost').join()).toContain('components.other');
  });

  test('counts the months of the spec', async () => {
    const spec = (conventions: string): string =>
      `${head}${conventions}\nflows: { f: { rate: 100 req/s, path: api } }\ncomponents: { api: { kind: service, instances: 1, each: { cost: 1 USD/h }, price: { requests: 1 USD per 1M requests } } }\n`;
    (await estimate(spec(''))).are({ 'components.api.cost': 720 + 259.2 });
    (await estimate(spec('conventions: { month: 2.5M s }'))).are({ 'components.api.cost': 2.5e6 / 3600 + 250 });
    (await estimate(spec('').replace('1 USD/h', '100 USD/month'))).are({ 'components.api.cost': 100 + 259.2 });
  });

  test('of year N is that of the loads and stocks of that year', async () => {
    const facts = await estimate(`${head}growth: 100% per year
flows: { f: { kind: read, rate: 100 req/s, peak: 1, path: api } }
components: { api: { kind: service, survives: none, target: 100%, each: { rate: 100 req/s, cost: 1 USD/h }, price: { requests: 1 USD per 1M requests } } }
`);
    facts.are({ 'components.api.cost': 720 + 259.2, 'components.api.cost.year2': 4 * (720 + 259.2), 'totals.instances.year3': 8 });
  });
});

describe('a network of which one way is known', () => {
  const spec = (bytes: string, kind = 'read', db = ''): string => `${head}
flows: { f: { kind: ${kind}, rate: 100 req/s, peak: 2, ${bytes}, path: db } }
components: { db: { kind: database, instances: 3, survives: none, each: { rate: 1k req/s, network: 100 Mbit/s }${db} } }
`;

  test('is used for at least that', async () => {
    const facts = await estimate(spec('response: 60 kB'));
    // 200 x 60 kB = 12 MB/s, of 3 x 12.5 MB/s
    facts.are({
      'components.db.demand.network': 12e6,
      'components.db.utilization.network': 12 / 37.5,
      'components.db.instances.network': 2, // 12 / (12.5 x 70%) = 1.37
      'components.db.headroom': 37.5 / 12,
    });
    for (const id of ['demand.network', 'headroom', 'utilization.peak', 'instances.forLoad'])
      expect(facts.reasons(`components.db.${id}`), id).toEqual(['flows.f.request']);
    // What is planned by is what is known.
    expect(facts.reasons('components.db.headroom.sized')).toEqual([]);
    facts.are({ 'components.db.headroom.sized': 37.5 / 12 });
  });

  test('with what goes to other copies, where that is known', async () => {
    // 200 x 30 kB come in, and go on to two other copies
    (await estimate(spec('request: 30 kB', 'write', ', replication: 3'))).are({ 'components.db.demand.network': 3 * 6e6 });
    // Nobody knows what is written.
    (await estimate(spec('response: 10 kB', 'write', ', replication: 3'))).are({ 'components.db.demand.network': 2e6 });
  });

  test('is unknown where neither is', async () => {
    const facts = await estimate(spec('growth: 0%'));
    expect(facts.missing('components.db.demand.network')).toEqual(['flows.f.request', 'flows.f.response']);
  });
});
