import { describe, expect, test } from 'vitest';
import { estimate } from '../../support/estimating.js';

const head = 'sysdesign: 1\nname: components\n';

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
