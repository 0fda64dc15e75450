import { describe, expect, test } from 'vitest';
import { estimate } from '../../support/estimating.js';

const head = 'sysdesign: 1\nname: components\n';

describe('calls', () => {
  test('a miss, a repetition and a batch multiply on the way down', async () => {
    const facts = await estimate(`${head}
flows:
  f:
    kind: read
    rate: 1k req/s
    peak: 2
    path: [ cdn: { hit: 60%, miss: [ api: { calls: [ cache: { times: 3, hit: 90%, miss: [ db: { times: 2 } ] }, log: { batch: 50 } ] } ] } ]
components:
  cdn: { kind: cdn }
  api: { kind: service }
  cache: { kind: cache }
  db: { kind: database }
  log: { kind: service }
`);
    facts.are({
      'components.cdn.rate.mean': 1000,
      'components.api.rate.mean': 400, // 40% miss
      'components.cache.rate.mean': 1200, // three each
      'components.db.rate.mean': 240, // a tenth of them, twice each
      'components.log.rate.mean': 8, // fifty at a time
      'components.db.rate.peak': 480,
    });
  });

  test('a chain in words is the same as calls within calls, and parts of a list follow each other', async () => {
    const facts = await estimate(`${head}
flows:
  f: { rate: 7 req/s, path: [ a -> b -> c, a ] }
components: { a: { kind: service }, b: { kind: service }, c: { kind: service } }
`);
    facts.are({ 'components.a.rate.mean': 14, 'components.b.rate.mean': 7, 'components.c.rate.mean': 7 });
  });

  test('a call writes if it says so, if its flow does, if its flow adds data there, or if it goes to a queue', async () => {
    const facts = await estimate(`${head}
horizon: 1 year
flows:
  look: { kind: read, rate: 10 req/s, path: [ api: { calls: [ store, seen: { kind: write }, queue ] } ] }
  save: { kind: write, rate: 1 req/s, path: [ api: { calls: [ store, check: { kind: read } ] } ] }
components:
  api: { kind: service }
  store: { kind: database }
  seen: { kind: cache }
  queue: { kind: queue }
  check: { kind: service }
data: { views: { in: store, item: 10 B, addedBy: look } }
`);
    facts.are({
      'components.api.read.mean': 10,
      'components.api.write.mean': 1,
      'components.store.write.mean': 11,
      'components.store.read.mean': 0, // look adds views there
      'components.seen.write.mean': 10,
      'components.queue.write.mean': 10,
      'components.check.read.mean': 1,
      'components.check.write.mean': 0,
    });
    expect(facts.value('components.api.rate.mean')).toBe(11);
  });

  test('a flow may be both called for directly and by another flow', async () => {
    const facts = await estimate(`${head}
flows: { a: { rate: 3 req/s, peak: 2, path: x -> z }, b: { rate: 5 req/s, peak: 4, path: y -> z } }
components: { x: { kind: service }, y: { kind: service }, z: { kind: service }, alone: { kind: service } }
`);
    facts.are({ 'components.z.rate.mean': 8, 'components.z.rate.peak': 26, 'components.alone.rate.peak': 0 });
  });

  test('a missing hit ratio is named where it belongs', async () => {
    const facts = await estimate(`${head}
flows: { f: { rate: 3 req/s, path: [ cdn: { miss: [db] } ] } }
components: { cdn: { kind: cdn }, db: { kind: database } }
`);
    expect(facts.missing('components.db.rate.mean').join()).toContain('flows.f.path.0.cdn.hit');
    expect(facts.value('components.cdn.rate.mean')).toBe(3);
  });

  test('a hit ratio that the component states holds where the call states none', async () => {
    const facts = await estimate(`${head}
flows: { f: { rate: 100 req/s, path: [ cdn: { miss: [ cache: { miss: [db] } ] }, cdn: { hit: 90%, miss: [db] } ] } }
components: { cdn: { kind: cdn, hitRatio: 60% }, cache: { kind: cache, hitRatio: 75% }, db: { kind: database } }
`);
    facts.are({ 'components.cache.rate.mean': 40, 'components.db.rate.mean': 10 + 10 });
  });
});

describe('load cases', () => {
  const shared = `${head}
flows:
  web:   { rate: 100 req/s, peak: 3, spikes: { viral: { factor: 10 }, news: { rate: 450 req/s } }, path: api -> db }
  feed:  { rate: 40 req/s, peak: 2, spikes: { viral: { factor: 5 } }, path: api -> db }
  night: { rate: 20 req/s, peak: 30, offPeak: true, path: db }
components: { api: { kind: service }, db: { kind: database } }
`;

  test('in a spike the others are at their peak, and what is off peak at its mean', async () => {
    const facts = await estimate(shared);
    facts.are({
      'components.api.rate.spike.news': 450 + 80,
      'components.db.rate.spike.news': 450 + 80 + 20,
      'components.api.rate.spike.viral': 1000 + 200, // one event, of two flows
    });
  });

  test('with a flow off peak, the larger hour counts: the others at peak, or it', async () => {
    const facts = await estimate(shared);
    facts.are({
      'components.db.rate.onPeak': 300 + 80 + 20,
      'components.db.rate.offPeak': 100 + 40 + 600,
      'components.db.rate.peak': 740,
      'components.api.rate.peak': 380, // night does not come here
    });
  });

  test('several flows off peak share their hour', async () => {
    const facts = await estimate(`${head}
flows:
  web:    { rate: 100 req/s, peak: 3, path: db }
  backup: { rate: 10 req/s, peak: 5, offPeak: true, path: db }
  index:  { rate: 10 req/s, peak: 9, offPeak: true, path: [ db, search ] }
components: { db: { kind: database }, search: { kind: search } }
`);
    facts.are({
      'components.db.rate.onPeak': 300 + 10 + 10,
      'components.db.rate.offPeak': 100 + 50 + 90,
      'components.db.rate.peak': 320,
    });
  });

  test('a component that only a flow off peak calls has that peak', async () => {
    const facts = await estimate(`${head}
flows:
  web:   { rate: 100 req/s, peak: 3, path: db }
  index: { rate: 10 req/s, peak: 9, offPeak: true, request: 5 B, path: [ db, search ] }
components: { db: { kind: database }, search: { kind: search } }
`);
    facts.are({ 'components.search.rate.peak': 90, 'components.search.ingress.peak': 450, 'components.search.rate.mean': 10 });
  });
});

describe('amplification by retries', () => {
  const times = async (path: string): Promise<readonly number[]> => {
    const facts = await estimate(`${head}
flows: { f: { kind: read, rate: 10 req/s, path: ${path} } }
components: { a: { kind: gateway }, b: { kind: service }, c: { kind: service }, q: { kind: queue, consumers: { w: { calls: [ c: { retries: 3 } ] } } }, w: { kind: worker } }
`);
    return facts.graph.model.flows.get('f')?.calls.map(({ index }) => facts.value(`flows.f.calls.${index}.amplification`)) ?? [];
  };

  test('multiplies from layer to layer: three of 3 retries make 64 attempts', async () => {
    // Site Reliability Engineering (2016), ch. 22: "a user action may create 64 attempts (4^3)"
    expect(await times('[ a: { retries: 3, calls: [ b: { retries: 3, calls: [ c: { retries: 3 } ] } ] } ]')).toEqual([4, 16, 64]);
    expect(await times('[ a: { calls: [ b: { calls: [ c: { retries: 3 } ] } ] } ]')).toEqual([1, 1, 4]);
  });

  test('is capped by a budget, and ends where nobody waits', async () => {
    expect(await times('[ a: { retries: 3, calls: [ b: { retries: { max: 3, budget: 10% } } ] } ]')).toEqual([4, 4 * 1.1]);
    expect(await times('[ a: { retries: 3, calls: [ b: { retries: 2, async: true } ] } ]')).toEqual([4, 3]);
    // The call of the actor, the message, the worker that takes it, and what that calls.
    expect(await times('[ a: { retries: 3, calls: [ q ] } ]')).toEqual([4, 4, 1, 4]);
  });
});

describe('bytes of calls', () => {
  test('a call has the request and response of its caller unless it states its own', async () => {
    const facts = await estimate(`${head}
flows:
  f:
    rate: 10 req/s
    request: 100 B
    response: 1 kB
    path: [ api: { response: 5 kB, calls: [ db: { times: 2 }, blob: { request: 7 B, calls: [ disk ] } ] } ]
components: { api: { kind: service }, db: { kind: database }, blob: { kind: service }, disk: { kind: objectStore } }
`);
    facts.are({
      'components.api.ingress.mean': 1000,
      'components.api.egress.mean': 50_000,
      'components.db.ingress.mean': 2000,
      'components.db.egress.mean': 100_000, // each of two calls carries them
      'components.blob.ingress.mean': 70,
      'components.disk.ingress.mean': 70,
      'components.disk.egress.mean': 50_000,
    });
  });

  test('putting calls together changes their number, not the bytes; a batch that states its own size has that', async () => {
    const facts = await estimate(`${head}
flows:
  f: { rate: 1k req/s, request: 200 B, response: 50 B, path: [ api: { calls: [ one: { batch: 100, calls: [two] }, own: { batch: 100, request: 1 kB } ] } ] }
components: { api: { kind: service }, one: { kind: service }, two: { kind: service }, own: { kind: service } }
`);
    facts.are({
      'components.one.rate.mean': 10,
      'components.one.ingress.mean': 200_000,
      'components.one.egress.mean': 50_000,
      'components.two.rate.mean': 10,
      'components.two.ingress.mean': 200_000,
      'components.own.ingress.mean': 10_000, // ten calls of 1 kB
    });
  });

  test('written bytes go to every other copy', async () => {
    const facts = await estimate(`${head}
flows:
  put: { kind: write, rate: 10 req/s, peak: 2, request: 1 kB, path: [ db, coded ] }
  get: { kind: read, rate: 90 req/s, request: 1 kB, response: 1 kB, path: [ db, coded ] }
components:
  db: { kind: database, replication: 3 }
  coded: { kind: objectStore, replication: { data: 8, parity: 4 } }
`);
    facts.are({
      'components.db.copies': 3,
      'components.coded.copies': 1.5, // (8 + 4) / 8
      'components.db.replication.mean': 20_000, // to two others
      'components.db.replication.peak': 40_000,
      'components.coded.replication.mean': 5000,
    });
  });
});

describe('work in progress', () => {
  test('busy is rate x own time; concurrency counts the calls waited for, at once where they run at once', async () => {
    const facts = await estimate(`${head}
flows:
  f:
    rate: 100 req/s
    peak: 2
    path:
      - api:
          calls:
            - db: { times: 2 }
            - parallel: [ a, b, slow ]
            - log: { async: true }
            - cache: { hit: 80%, miss: [ db ] }
components:
  api:   { kind: service, each: { serviceTime: 5 ms } }
  db:    { kind: database, each: { serviceTime: 10 ms } }
  a:     { kind: service, each: { serviceTime: 20 ms } }
  b:     { kind: service, each: { serviceTime: 30 ms } }
  slow:  { kind: service, each: { serviceTime: 25 ms } }
  log:   { kind: service, each: { serviceTime: 1 s } }
  cache: { kind: cache, each: { serviceTime: 1 ms } }
`);
    // A request of api takes 5 + 2 x 10 + max(20, 30, 25) + 1 + 20% x 10 = 58 ms
    facts.are({
      'components.api.busy.mean': 0.5,
      'components.api.busy.peak': 1,
      'components.api.concurrency.mean': 5.8,
      'components.api.concurrency.peak': 11.6,
      'components.cache.concurrency.mean': 0.3, // 100 x (1 + 2) ms
      'components.db.concurrency.mean': 2.2, // (200 + 20) x 10 ms
      'components.log.busy.mean': 100,
    });
  });

  test('own time is stated, or the mean of the log-normal through p50 and p99', async () => {
    const facts = await estimate(`${head}
flows: { f: { rate: 10 req/s, path: [ told, fitted ] } }
components:
  told:   { kind: service, each: { serviceTime: 30 ms, p50: 5 ms, p99: 40 ms } }
  fitted: { kind: service, each: { p50: 4 ms, p99: 20 ms } }
`);
    const sigma = Math.log(20 / 4) / 2.3263478740408408; // 0.6918
    facts.are({ 'components.told.time': 0.03, 'components.fitted.time': 0.004 * Math.exp(sigma ** 2 / 2) }); // 5.08 ms
  });

  test('nobody waits behind a queue, and what is not timed is named', async () => {
    const facts = await estimate(`${head}
flows: { f: { kind: write, rate: 100 req/s, path: [ api: { calls: [ q: { calls: [ db ] } ] } ] }, g: { rate: 1 req/s, path: web -> silent } }
components:
  api: { kind: service, each: { serviceTime: 5 ms } }
  q:   { kind: queue, each: { serviceTime: 1 ms }, consumers: { w: {} } }
  w:   { kind: worker, each: { serviceTime: 300 ms } }
  db:  { kind: database, each: { serviceTime: 200 ms } }
  web: { kind: service, each: { serviceTime: 5 ms } }
  silent: { kind: service }
`);
    facts.are({
      'components.q.concurrency.mean': 0.1,
      'components.api.concurrency.mean': 0.6,
      'components.db.rate.mean': 100,
      'components.w.concurrency.mean': 30,
    });
    expect(facts.missing('components.web.concurrency.mean')).toEqual(['components.silent.each.serviceTime']);
    expect(facts.missing('components.silent.busy.peak')).toEqual(['components.silent.each.serviceTime']);
  });

  test('a rate per instance needs to know of the instances', async () => {
    const facts = await estimate(`${head}
flows: { f: { rate: 100 req/s, peak: 2, path: api } }
components: { api: { kind: service, replicas: 8 } }
`);
    facts.are({ 'components.api.perInstance.peak': 25, 'components.api.fleet': 8 });
  });
});

describe('components that grow', () => {
  test('loads of year N are those of flows grown so far, each in its own way', async () => {
    const facts = await estimate(`${head}
growth: 50% per year
flows:
  f: { rate: 100 req/s, peak: 2, path: [ cache: { hit: 90%, miss: [db] } ] }
  g: { rate: 100 req/s, peak: 2, growth: x2 per year, path: db }
components: { cache: { kind: cache }, db: { kind: database } }
`);
    facts.are({
      'components.db.rate.mean': 110,
      'components.db.rate.mean.year1': 15 + 200,
      'components.db.rate.peak.year2': 2 * (22.5 + 400),
      'components.db.rate.mean.year0': 110,
    });
  });
});
