import { describe, expect, test } from 'vitest';
import { estimate } from '../../facts/estimating.js';

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

describe('queues', () => {
  test('each consumer gets every message; a batch takes many at a time', async () => {
    const facts = await estimate(`${head}
flows: { f: { kind: write, rate: 100 req/s, peak: 3, request: 1 kB, path: q } }
components:
  q: { kind: queue, consumers: { mail: { times: 2 }, stats: { batch: 25 } } }
  mail: { kind: worker }
  stats: { kind: worker }
`);
    facts.are({
      'components.q.rate.peak': 300,
      'components.mail.rate.mean': 200,
      'components.stats.rate.mean': 4,
      'components.stats.ingress.mean': 100_000, // a batch carries the bytes of all its messages
      'components.q.ingress.mean': 100_000,
      'components.q.egress.mean': 300_000, // 2 x 100 kB to mail, 100 kB to stats
    });
  });

  test('a consumer with a stated rate works off the peak at that rate, before batching', async () => {
    const facts = await estimate(`${head}
flows: { f: { kind: write, rate: 100 req/s, peak: 5, spikes: { s: { factor: 40 } }, request: 1 kB, path: q } }
components:
  q: { kind: stream, consumers: { slow: { rate: 250/s, batch: 10 }, late: { rate: 60/s }, quick: { rate: 1M/s } } }
  slow: { kind: worker }
  late: { kind: worker }
  quick: { kind: worker }
`);
    facts.are({
      'components.slow.rate.mean': 10, // 100 / 10
      'components.slow.rate.peak': 25, // 250 messages in tens
      'components.slow.rate.spike.s': 25,
      'components.late.rate.mean': 60, // no more than it says, on average too: the other 40 wait for ever
      'components.late.rate.peak': 60,
      'components.quick.rate.peak': 500,
      'components.quick.rate.spike.s': 4000,
      'components.slow.ingress.peak': 250_000,
      'components.q.egress.peak': 250_000 + 60_000 + 500_000,
    });
  });

  test('a call may bring many messages, which are handed on one by one', async () => {
    const facts = await estimate(`${head}
flows: { f: { kind: write, rate: 1k req/s, peak: 5, request: 200 B, path: [ api: { calls: [ q: { batch: 50, async: true } ] } ] } }
components:
  api: { kind: service }
  q: { kind: queue, consumers: { slow: { rate: 2k/s, batch: 10, calls: [db] }, each: { times: 2 } } }
  slow: { kind: worker }
  each: { kind: worker }
  db: { kind: database }
`);
    facts.are({
      'components.q.rate.mean': 20, // fifty a call
      'components.q.rate.peak': 100,
      'components.q.consumers.slow.share.peak': 0.4, // of 5,000 messages
      'components.slow.rate.mean': 100, // 1,000 in tens
      'components.slow.rate.peak': 200, // 2,000 in tens
      'components.db.rate.peak': 2000, // once a message
      'components.each.rate.mean': 2000, // twice each
      'components.q.ingress.mean': 200_000,
      'components.slow.ingress.mean': 200_000,
      'components.each.ingress.mean': 400_000,
      'components.slow.ingress.peak': 400_000,
      'components.q.egress.mean': 600_000,
    });
  });

  test('a batch that states its size brings that, however many messages it is', async () => {
    const facts = await estimate(`${head}
flows: { f: { kind: write, rate: 1k req/s, peak: 1, request: 200 B, path: [ api: { calls: [ q: { batch: 50, request: 4 kB } ] } ] } }
components: { api: { kind: service }, q: { kind: queue, consumers: { w: {} } }, w: { kind: worker } }
`);
    facts.are({
      'components.q.ingress.mean': 80_000, // 20 x 4 kB: compressed
      'components.w.rate.mean': 1000,
      'components.w.ingress.mean': 80_000,
      'components.q.egress.mean': 80_000,
    });
  });

  test('messages of an off-peak flow arrive in an hour of their own', async () => {
    const facts = await estimate(`${head}
flows:
  day: { kind: write, rate: 10 req/s, peak: 4, path: [ q: { batch: 10 } ] }
  night: { kind: write, rate: 100 req/s, peak: 2, offPeak: true, path: q }
components: { q: { kind: queue, consumers: { w: { rate: 150/s } } }, w: { kind: worker } }
`);
    // By day 40 + 100 messages, by night 10 + 200; 150 of these are taken.
    facts.are({ 'components.q.consumers.w.share.peak': 150 / 210, 'components.w.rate.offPeak': 150, 'components.w.rate.onPeak': 140 });
  });

  test('what a consumer calls happens with each of its calls; a queue behind a queue gets no more than the first one lets through', async () => {
    const facts = await estimate(`${head}
flows: { f: { kind: write, rate: 100 req/s, peak: 8, request: 1 kB, path: [ api: { calls: [ first: { async: true } ] } ] } }
components:
  api: { kind: service }
  first: { kind: queue, consumers: { worker: { rate: 300/s, calls: [ second, db: { times: 2 } ] } } }
  worker: { kind: worker }
  second: { kind: queue, consumers: { mailer: { rate: 200/s } } }
  mailer: { kind: worker }
  db: { kind: database }
`);
    facts.are({
      'components.first.rate.peak': 800,
      'components.worker.rate.peak': 300,
      'components.second.rate.peak': 300, // A of the second queue
      'components.db.rate.peak': 600,
      'components.mailer.rate.peak': 200,
      'components.mailer.rate.mean': 100,
      'components.second.egress.peak': 200_000,
    });
  });

  test('messages of several flows share the rate of a consumer', async () => {
    const facts = await estimate(`${head}
flows:
  a: { kind: write, rate: 30 req/s, peak: 10, path: q }
  b: { kind: write, rate: 70 req/s, peak: 10, path: [ q: { times: 2 } ] }
components: { q: { kind: queue, consumers: { w: { rate: 425/s } } }, w: { kind: worker } }
`);
    // A = 300 + 1400 at peak, 170 on average; a quarter goes through at once
    facts.are({
      'components.q.rate.peak': 1700,
      'components.q.consumers.w.share.peak': 0.25,
      'components.w.rate.peak': 425,
      'components.w.rate.mean': 170,
    });
  });

  test('of flows that peak apart, each hour has the share of the messages of that hour', async () => {
    const facts = await estimate(`${head}
flows:
  get: { kind: read, rate: 30 req/s, peak: 10, path: q }
  put: { kind: write, rate: 70 req/s, peak: 10, offPeak: true, path: [ q: { times: 2 } ] }
components: { q: { kind: queue, consumers: { w: { rate: 220/s, calls: [db] } } }, w: { kind: worker }, db: { kind: database } }
`);
    facts.are({
      // 300 + 140 messages in the hour of get, of which half go through; 30 + 1,400 in that of put
      'components.w.rate.peak': 220,
      'components.w.read.peak': 150,
      'components.w.write.peak': (1400 * 220) / 1430,
      'components.db.read.peak': 150,
      'components.db.write.peak': (1400 * 220) / 1430,
    });
  });
});

describe('a spike at a queue', () => {
  const queue = (lasts: string, rate = '2k/s'): string => `${head}
flows:
  f: { kind: write, rate: 1k req/s, peak: 1, spikes: { game: { factor: 10${lasts} } }, path: [ api: { calls: [ q: { async: true } ] } ] }
components: { api: { kind: service }, q: { kind: queue, consumers: { w: { rate: ${rate} } } }, w: { kind: worker } }
`;
  const delay = 'components.q.consumers.w.delay.spike.game';

  test('leaves messages that wait until the consumer has come to the last of them', async () => {
    // (10k - 2k) x 7,200 s = 57.6M wait in the end, at 2k a second.
    (await estimate(queue(', lasts: 2 h'))).are({ [delay]: 28_800 });
    (await estimate(queue(', lasts: 2 h', '10k/s'))).are({ [delay]: 0 });
  });

  test('leaves so many, which are worked off after it while others come', async () => {
    // 57.6M, less 2k - 1k a second: 16 h.
    (await estimate(queue(', lasts: 2 h'))).are({
      'components.q.consumers.w.depth.spike.game': 57.6e6,
      'components.q.consumers.w.drain.spike.game': 57_600,
    });
    const steady = await estimate(queue(', lasts: 2 h', '1k/s'));
    expect(steady.node('components.q.consumers.w.drain.spike.game').state).toBe('unbounded');
  });

  test('makes those late that come when more wait than is taken by then', async () => {
    // Who waits 4 h has 2k/s x 14,400 s = 28.8M before it. The depth is that at half of the spike, and again 8 h after it: half of 72M messages,
    // and 1k a second for 28.8M / (1k/s) = 28,800 s.
    const late = queue(', lasts: 2 h')
      .replace('rate: 2k/s }', 'rate: 2k/s, deadline: 4 h }')
      .replace('kind: queue,', 'kind: queue, retention: 9 h,');
    (await estimate(late)).are({
      'components.q.consumers.w.late.spike.game': 36e6 + 28.8e6,
      'components.q.consumers.w.lost.spike.game': 0,
    });
  });

  test('needs to be of some length', async () => {
    expect((await estimate(queue(''))).missing(delay)).toEqual(['flows.f.spikes.game.lasts']);
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
