import { describe, expect, test } from 'vitest';
import { estimate } from '../../support/estimating.js';

const head = 'sysdesign: 1\nname: settled\n';

describe('data that is stated by its size alone', () => {
  const sized = (more = '', cache = 'holds: { d: 10% }'): string => `${head}horizon: 2 years
flows: { f: { kind: read, rate: 100 req/s, request: 1 kB, response: 1 kB, path: c -> db } }
data: { d: { in: db, size: 100 TB, overhead: 50%, compression: 2, growth: 100%${more} } }
components:
  c: { kind: cache, ${cache} }
  db: { kind: database, replication: 3, survives: none, each: { disk: 10 TB }, target: 70%, price: { storage: 0.02 USD/GB/month } }
scenarios: { now: { data.d.growth: 0%, data.d.overhead: 0%, data.d.compression: 1 }, later: { after: 1 year } }
`;

  test('has bytes, disk, instances, cost and shares as data of items has', async () => {
    const facts = await estimate(sized());
    const logical = 400e12; // 100 TB doubles in each of two years
    const stored = logical * (1.5 / 2) * 3;
    facts.are({
      'data.d.size.logical': logical,
      'data.d.size.stored': stored,
      'components.db.demand.disk': stored,
      'components.db.instances': Math.ceil(stored / 7e12),
      'components.db.cost': (stored / 1e9) * 0.02,
      'cache.c.memory': logical / 10,
      'data.d.growth': 0,
    });
    expect(facts.node('data.d.items').state).toBe('unknown');
    const items = await estimate(sized(', item: 1 MB'));
    for (const id of ['data.d.size.stored', 'components.db.instances', 'components.db.cost', 'cache.c.memory'])
      expect(items.value(id) / facts.value(id), id).toBeCloseTo(1, 12);
  });

  test('also under a change, from another day, and with doubt: 300 TB / (10 TB x 70%) = 43', async () => {
    (await estimate(sized(), { scenario: 'now' })).are({ 'components.db.instances.disk': 43 });
    (await estimate(sized(), { scenario: 'later' })).are({ 'components.db.demand.disk': 200e12 * (1.5 / 2) * 3 });
    const doubtful = await estimate(sized().replace('size: 100 TB', 'size: 50..200 TB'));
    expect(doubtful.sampler.spread(doubtful.node('components.db.demand.disk'))?.p95).toBeCloseTo(200e12 * 4 * (1.5 / 2) * 3, -12);
  });

  test('but a cache that is stated in items or reads needs to know how large they are', async () => {
    for (const holds of ['20% of daily reads', '1M items'])
      expect((await estimate(sized('', `holds: { d: ${holds} }`))).missing('cache.c.memory')).toContain('data.d.item');
  });
});

describe('connections', () => {
  test('are held as long as a flow lasts, whichever two of rate, time and number are stated', async () => {
    // 374/s x 375 s = 140,250 at once
    const by = (stated: string): string => `${head}
flows: { f: { kind: read, ${stated}, peak: 2, path: gw -> api } }
components:
  gw: { kind: gateway, each: { connections: 50k, serviceTime: 1 ms } }
  api: { kind: service, each: { serviceTime: 20 ms } }
scenarios: { more: { flows.f.lasts: 750 s } }
`;
    const rate = await estimate(by('rate: 374 req/s, lasts: 375 s'));
    const number = await estimate(by('concurrent: 140250, lasts: 375 s'));
    for (const facts of [rate, number]) facts.are({ 'components.gw.demand.connections': 2 * 374 * 375 });
    (await estimate(by('rate: 374 req/s, lasts: 375 s'), { scenario: 'more' })).are({ 'components.gw.demand.connections': 2 * 374 * 750 });
  });
});

describe('caches', () => {
  const cached = (holds: string, readBy: string, popularity = '', path = 'c -> db'): string => `${head}
flows:
  f: { kind: read, rate: 100 req/s, path: ${path} }
  g: { kind: read, rate: 50 req/s, path: ${path} }
data: { d: { in: db, item: 1 kB, items: 100M, readBy: ${readBy} } }
components:
  c: { kind: cache, holds: { d: ${holds} }${popularity} }
  db: { kind: database }
`;

  test('daily reads count items: so many as a request reads', async () => {
    const daily = (items: number): number => 0.2 * items * 86_400 * 1000;
    (await estimate(cached('20% of daily reads', '{ f: 10 }'))).are({ 'cache.c.memory': daily(1000) });
    (await estimate(cached('20% of daily reads', '{ f: 10, g: 50% }'))).are({ 'cache.c.memory': daily(1000 + 25) });
    (await estimate(cached('20% of daily reads', '[f, g]'))).are({ 'cache.c.memory': daily(150) });
    (await estimate(cached('20% of daily reads', 'f'))).are({ 'cache.c.memory': daily(100) });
  });

  test('popularity is over the items that are asked for, where these are stated', async () => {
    // All equally popular: of 1,000 items asked for, as many as hit; a share of all items holds more than are ever asked for.
    const even = ', popularity: { zipf: 0, items: 1000 }';
    const facts = await estimate(cached('80% hits', 'f', even));
    expect(facts.value('cache.c.memory') / 1e3).toBeGreaterThan(790);
    expect(facts.value('cache.c.memory') / 1e3).toBeLessThanOrEqual(1000);
    (await estimate(cached('20%', 'f', even))).are({ 'cache.c.hit': 1, 'cache.c.memory': 20e6 * 1e3 });
  });
});

describe('what is not known of a load is left out, and named', () => {
  const sized = (time: string, more = ''): string => `${head}
flows: { f: { kind: read, rate: 1k req/s, peak: 2, request: 1 kB, response: 1 kB, path: api -> db } }
components:
  api: { kind: service, survives: none, target: 50%, each: { rate: 500 req/s, connections: 100, serviceTime: 5 ms, cost: 100 USD/month }${more} }
  db: { kind: database, each: { rate: 10k req/s${time} } }
scenarios: { known: { components.db.each.serviceTime: 95 ms } }
`;

  test('a callee without a time leaves the caller sized by what is known, as at least that', async () => {
    const facts = await estimate(sized(''), {});
    facts.are({ 'components.api.instances': 8, 'components.api.fleet': 8, 'components.api.cost': 800 }); // 2,000 / (500 x 50%)
    expect(facts.node('components.api.binding').word).toBe('rate');
    for (const id of ['instances', 'fleet', 'cost', 'utilization.peak'])
      expect(facts.reasons(`components.api.${id}`), id).toEqual(['components.db.each.serviceTime']);
    expect(facts.reasons('totals.cost')).toContain('components.db.each.serviceTime');
    expect(facts.node('components.api.instances.connections').state).toBe('unknown');
  });

  test('and with the time, also under a change, in doubt or in a year, by all of it', async () => {
    // 2,000 calls of 0.1 s are 200 at once, of 100 x 50% each: 4; the rate asks for 8
    for (const facts of [await estimate(sized(', serviceTime: 95 ms')), await estimate(sized(''), { scenario: 'known' })]) {
      facts.are({ 'components.api.instances': 8, 'components.api.instances.connections': 4 });
      expect(facts.reasons('components.api.instances')).toEqual([]);
    }
    const doubtful = await estimate(sized('', ', instances: 8').replace('rate: 500', 'rate: 400..600'));
    doubtful.are({ 'components.api.fleet': 8 });
    expect(doubtful.reasons('components.api.fleet')).toEqual([]);
    expect(doubtful.reasons('components.api.instances.year2')).toEqual(['components.db.each.serviceTime']);
  });
});

describe('nothing', () => {
  const idle = (rate: string): string => `${head}
flows:
  f: { kind: read, rate: ${rate}, path: api }
  g: { kind: read, rate: 100 req/s, peak: 2, request: 1 kB, response: 2 kB, path: api }
components: { api: { kind: service, instances: 1, each: { rate: 500 req/s, network: 1 MB/s } } }
`;

  test('of unknown bytes is no bytes', async () => {
    const facts = await estimate(idle('0 req/s'));
    facts.are({
      'flows.f.ingress.peak': 0,
      'components.api.ingress.peak': 200_000,
      'components.api.egress.peak': 400_000,
      'totals.ingress.mean': 100_000,
      'components.api.utilization.network': 0.4,
    });
    expect(facts.node('flows.f.request').state).toBe('unknown');
    expect((await estimate(idle('1 req/s'))).missing('components.api.ingress.peak')).toEqual(['flows.f.request']);
  });

  test('becomes something under a change, and something nothing', async () => {
    expect((await estimate(idle('0 req/s'), { set: { 'flows.f.rate': '1 req/s' } })).missing('components.api.ingress.peak')).toEqual([
      'flows.f.request',
    ]);
    (await estimate(idle('1 req/s'), { set: { 'flows.f.rate': '0 req/s' } })).are({ 'components.api.ingress.peak': 200_000 });
    // What may be nothing is not nothing.
    expect((await estimate(idle('-1..1 req/s').replace('-1..1', '0..2'))).node('components.api.ingress.peak').state).toBe('unknown');
  });

  test('can be carried by nothing, however many times over', async () => {
    const facts = await estimate(idle('0 req/s').replace('rate: 100 req/s', 'rate: 0 req/s'));
    for (const id of ['headroom', 'headroom.instance', 'headroom.zone', 'headroom.deploy'])
      expect(facts.node(`components.api.${id}`).state, id).toBe('unbounded');
    expect((await estimate(idle('0 req/s'))).value('components.api.headroom.instance')).toBe(0);
  });
});

describe('what binds', () => {
  test('of two resources that round to as many, is the one that asks for more', async () => {
    // 2.1 and 2.9 instances are both three
    const of = (rate: number, cpu: number): string => `${head}
flows: { f: { kind: read, rate: 100 req/s, peak: 1, path: api } }
components: { api: { kind: service, survives: none, target: 100%, work: { cpu: 10 ms }, each: { rate: ${rate} req/s, cpu: ${cpu} } } }
`;
    const cpu = await estimate(of(100 / 2.1, 1 / 2.9));
    cpu.are({ 'components.api.instances.rate': 3, 'components.api.instances.cpu': 3 });
    expect(cpu.node('components.api.binding').word).toBe('cpu');
    expect((await estimate(of(100 / 2.9, 1 / 2.1))).node('components.api.binding').word).toBe('rate');
  });
});
