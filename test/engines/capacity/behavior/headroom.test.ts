import { describe, expect, test } from 'vitest';
import { close, estimate, factsUnder, modelOf } from '../../../support/estimating.js';

const head = 'sysdesign: 1\nname: headroom\n';
const zones = 'topology: { regions: { eu: { zones: [a, b] }, us: { zones: [a, b] } } }\n';

/** One service under 200 req/s at peak. */
const service = (more: string, root = ''): string => `${head}${root}
flows: { f: { kind: read, rate: 100 req/s, peak: 2, spikes: { s: { factor: 8 } }, path: api } }
components: { api: { kind: service, ${more} } }
`;

describe('headroom', () => {
  test('is that of the tightest resource of load; stocks have none', async () => {
    const facts = await estimate(`${head}
flows: { f: { kind: write, rate: 100 req/s, peak: 2, request: 10 kB, response: 0 B, path: db } }
data: { d: { in: db, item: 1 kB, items: 950M } }
components: { db: { kind: database, instances: 4, each: { rate: 100 req/s, network: 1 MB/s, disk: 250 GB } } }
`);
    facts.are({
      'components.db.headroom': 2, // 400 / 200; the network has 4 MB/s for 2 MB/s
      'components.db.utilization.disk': 0.95,
      'components.db.utilization.peak': 0.95,
    });
  });

  test('with an instance, a zone or a region lost, in a spike, and while a version is rolled out', async () => {
    const facts = await estimate(
      service('instances: 10, each: { rate: 100 req/s }, deploy: { strategy: rolling, unavailable: 25% }', zones),
    );
    facts.are({
      'components.api.headroom': 1000 / 200,
      'components.api.headroom.instance': 900 / 200,
      'components.api.headroom.zone': 700 / 200, // the fullest of four zones has 3 of the 10
      'components.api.headroom.region': 500 / 200,
      'components.api.headroom.spike.s': 1000 / 800,
      'components.api.headroom.deploy': 800 / 200, // a quarter of ten, rounded down
    });
  });

  test('a deployment that takes 100% takes all of them, not one', async () => {
    const facts = await estimate(
      service('instances: 10, each: { rate: 100 req/s }, deploy: { strategy: rolling, unavailable: 100% }', zones),
    );
    facts.are({ 'components.api.headroom.deploy': 0 });
  });

  test('of one instance is gone when it is lost', async () => {
    (await estimate(service('instances: 1, each: { rate: 1k req/s }'))).are({
      'components.api.headroom.instance': 0,
      'components.api.headroom.zone': 0,
      'components.api.headroom.deploy': 0,
    });
  });
});

describe('a quota', () => {
  test('caps what the fleet has, and its headroom, however many instances there are', async () => {
    (await estimate(service('instances: 10, each: { rate: 100 req/s }, quota: 250 req/s'))).are({
      'components.api.capacity.rate': 250,
      'components.api.utilization.peak': 0.8,
      'components.api.headroom': 1.25,
      'components.api.headroom.instance': 1.25, // the nine that are left have 900
      'components.api.headroom.zone': 1.25,
    });
    (await estimate(service('instances: 2, each: { rate: 100 req/s }, quota: 250 req/s'))).are({
      'components.api.capacity.rate': 200,
      'components.api.headroom.instance': 0.5, // the one that is left decides
    });
  });

  test('is all that is known of a service of others', async () => {
    const facts = await estimate(service('quota: { rate: 400 req/s }').replace('kind: service', 'kind: external'));
    facts.are({ 'components.api.capacity.rate': 400, 'components.api.utilization.peak': 0.5, 'components.api.headroom': 2 });
    expect(facts.missing('components.api.instances')).toEqual(['components.api.each']);
  });

  test('of calls holds beside reads and writes that are stated apart', async () => {
    const facts = await estimate(`${head}
flows: { get: { kind: read, rate: 300 req/s, peak: 1, path: db }, put: { kind: write, rate: 100 req/s, peak: 1, path: db } }
components: { db: { kind: database, instances: 2, quota: 500 req/s, each: { reads: 1k req/s, writes: 500 req/s } } }
`);
    facts.are({
      'components.db.demand.rate': 0.5, // instances: 300 / 1,000 + 100 / 500
      'components.db.capacity.rate': 2,
      'components.db.utilization.peak': 0.8, // 400 of 500 calls; the instances are 25% busy
      'components.db.headroom': 1.25,
    });
  });
});

describe('an uneven load', () => {
  test('needs as many instances as its fullest shard would, had all its load; stocks are spread evenly', async () => {
    const facts = await estimate(`${head}
flows: { f: { kind: read, rate: 1k req/s, peak: 1, path: db } }
data: { d: { in: db, item: 1 kB, items: 1G } }
components: { db: { kind: database, survives: none, skew: 2.5, target: 100%, each: { rate: 100 req/s, disk: 100 GB } } }
`);
    facts.are({
      'components.db.demand.rate': 1000,
      'components.db.instances.rate': 25,
      'components.db.instances.disk': 10,
      'components.db.instances': 25,
      'components.db.headroom': 1, // 25 x 100 / (1,000 x 2.5): the fullest is full
    });
  });

  test('a shard has at least an instance for each copy', async () => {
    const sharded = (more: string): string =>
      service(`shards: 6, ${more} each: { rate: 1k req/s }`).replace('kind: service', 'kind: database');
    (await estimate(sharded('replication: 3,'))).are({ 'components.api.instances': 18 });
    // Of each shard one is enough, and one may be lost.
    (await estimate(sharded(''))).are({ 'components.api.instances': 12 });
    (await estimate(sharded('survives: none,'))).are({ 'components.api.instances': 6 });
    expect((await estimate(sharded('replication: 3,'))).node('components.api.binding').word).toBe('redundancy');
  });

  test('copies need an instance each, whatever the load', async () => {
    const store = service('replication: 5, survives: none, each: { rate: 10k req/s }').replace('kind: service', 'kind: database');
    (await estimate(store)).are({ 'components.api.instances': 5, 'components.api.instances.rate': 1 });
  });
});

describe('instances that stand ready', () => {
  test('are those of the largest spike, which is over before new ones are warm', async () => {
    const facts = await estimate(service('each: { rate: 100 req/s }, autoscale: { min: 2, max: 20, warmUp: 3 min }'));
    facts.are({
      'components.api.prewarmed': 9, // 800 / (100 x 90%) = 8.9
      'components.api.instances': 4, // 200 / (100 x 90%) = 2.2, so 3 and one to lose
    });
    const other = await estimate(service('each: { rate: 100 req/s }'));
    other.are({ 'components.api.instances.inSpikes': 9 });
    expect(other.missing('components.api.prewarmed')).toEqual(['components.api.autoscale.warmUp']);
    // Of each of 4 shards 200 / (100 x 90%) = 2.2: 3.
    (await estimate(service('shards: 4, each: { rate: 100 req/s }'))).are({ 'components.api.instances.inSpikes': 12 });
  });

  test('carry it at what is allowed after a loss, not at the target, with the skew of the load', async () => {
    const own = 'each: { rate: 100 req/s }, target: 50%, afterLoss: 80%, autoscale: { min: 2, max: 40, warmUp: 3 min }';
    // 800 / (100 x 80%) = 10; at the target it would be 16.
    (await estimate(service(own))).are({ 'components.api.prewarmed': 10 });
    // One instance gets 2.5 times its part: 800 x 2.5 / (100 x 80%).
    (await estimate(service(`skew: 2.5, ${own}`))).are({ 'components.api.prewarmed': 25 });
  });

  test('an autoscaled fleet never has fewer than its least', async () => {
    (await estimate(service('each: { rate: 100 req/s }, autoscale: { min: 7, max: 20, warmUp: 3 min }'))).are({
      'components.api.instances': 7,
    });
  });
});

describe('connections', () => {
  test('are those held open, and of the other calls those in progress: rate x (own time and that of what they wait for)', async () => {
    const facts = await estimate(`${head}
flows:
  chat: { concurrent: 90k, peak: 1, path: [gateway] }
  push: { kind: write, rate: 10k req/s, peak: 2, path: [ gateway: { calls: [ db ] } ] }
components:
  gateway: { kind: gateway, survives: instance, each: { connections: 50k, serviceTime: 50 ms } }
  db: { kind: database, each: { rate: 100k req/s, serviceTime: 200 ms } }
`);
    facts.are({
      'components.gateway.demand.connections': 90_000 + 20_000 * 0.25,
      'components.gateway.instances.connections': 3, // 95k / 35k = 2.7
      'components.gateway.instances': 4, // 95k / 45k = 2.1: three must be left
    });
  });
});

/** Where a function that rises crosses zero, by halving. */
function crossing(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  for (let i = 0; i < 200; i++) {
    const middle = (a + b) / 2;
    if (f(middle) < 0) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}

describe('saturation of loads that do not grow at one rate', () => {
  test('flows of their own growth, weighed by the copies that they work on', async () => {
    const facts = await estimate(`${head}growth: 30% per year
flows:
  get: { kind: read, rate: 400 req/s, peak: 2, path: db }
  put: { kind: write, rate: 50 req/s, peak: 3, growth: x3 per 18 months, path: db }
components: { db: { kind: database, instances: 6, replication: { factor: 3, read: quorum }, each: { rate: 1k req/s } } }
`);
    // 1,600 x 1.3^t + 450 x 3^(t / 1.5) = 6,000; 18 months are a year and a half
    const load = (t: number): number => 1600 * 1.3 ** t + 450 * 3 ** (t / 1.5) - 6000;
    expect(facts.value('components.db.saturates')).toBeCloseTo(12 * crossing(load, 0, 20), 6);
  });

  test('a consumer at a pace of its own gets no more than that, however much arrives', async () => {
    const facts = await estimate(`${head}growth: 100% per year
flows: { f: { kind: write, rate: 10 req/s, peak: 2, path: q } }
components:
  q: { kind: queue, consumers: { paced: { rate: 15/s }, free: {} } }
  paced: { kind: worker, instances: 2, each: { rate: 10 req/s } }
  free:  { kind: worker, instances: 4, each: { rate: 10 req/s } }
`);
    facts.are({ 'components.paced.rate.peak': 15, 'components.free.rate.peak': 20, 'components.free.saturates': 12 });
    // Its mean of 10 becomes 15 and stays there, below the 20 that two carry; what arrives beyond it waits.
    expect(facts.node('components.paced.saturates').state).toBe('unbounded');
    facts.are({ 'components.paced.rate.mean.year5': 15, 'components.paced.rate.peak.year5': 15 });
  });

  test('disks that hold what was there, and what is added and kept for a while', async () => {
    const facts = await estimate(`${head}growth: 50% per year
flows: { f: { kind: write, rate: 100 req/s, peak: 1, path: db } }
data:
  old: { in: db, item: 1 kB, items: 2G, growth: 20% per year }
  new: { in: db, item: 1 kB, addedBy: f, keep: 2 years, overhead: 50%, compression: 2 }
components: { db: { kind: database, instances: 3, replication: 2, each: { disk: 8 TB } } }
`);
    const added = 100 * 365 * 86_400 * 1000;
    const stored = (t: number): number =>
      2 * (2e12 * 1.2 ** t + ((1.5 / 2) * added * (1.5 ** t - 1.5 ** Math.max(0, t - 2))) / Math.log(1.5));
    expect(facts.value('components.db.saturates.disk')).toBeCloseTo(12 * crossing((t) => stored(t) - 24e12, 0, 20), 6);
  });
});

describe('a flow that is told by another', () => {
  const told = `${head}growth: 100% per year
flows:
  view: { kind: read, rate: 100 req/s, peak: 2, path: api }
  post: { kind: write, rate: = flows.view.rate.mean / 10, peak: 2, path: api }
components: { api: { kind: service, instances: 4, each: { rate: 110 req/s } } }
derived: { share: = flows.post.rate.mean / flows.view.rate.mean, both: = flows.post.rate.mean + flows.view.rate.mean }
scenarios: { later: { after: 2 years } }
`;

  test('grows once, in a year as in a look at that year', async () => {
    const now = await estimate(told);
    const later = await estimate(told, { scenario: 'later' });
    for (const id of [
      'flows.post.rate.mean',
      'flows.view.rate.peak',
      'components.api.rate.peak',
      'components.api.utilization.peak',
      'derived.both',
      'derived.share',
    ])
      expect(later.value(id), id).toBeCloseTo(now.value(`${id}.year2`), 9);
    now.are({ 'flows.post.rate.mean.year2': 40, 'derived.both.year2': 440, 'derived.share.year2': 0.1 });
    now.are({ 'components.api.saturates': 12 }); // 2 x 110 of 440
  });
});

describe('load that is uneven', () => {
  /** 600 req/s on average, 900 at peak, and in 3 years twice as much; one instance does 110 a second at 4 ms. */
  const service = (own: string): string => `${head}
growth: x2 per 3 years
topology: { regions: { eu: { zones: [a, b, c] } } }
flows: { f: { kind: read, rate: 600 req/s, peak: 1.5, path: db } }
components: { db: { kind: database, each: { rate: 110 req/s, serviceTime: 4 ms }, ${own} } }
scenarios: { out: { down: [eu.a] } }
`;

  test('tells use, waiting and the time that is left of the busiest instance, as headroom and sizing do', async () => {
    // 900 on 15 are 60 each, and half as much again on the busiest: 90 of 110.
    const facts = await estimate(service('instances: 15, skew: 1.5'));
    facts.are({
      'components.db.perInstance.peak': 90,
      'components.db.utilization.rate': 9 / 11,
      'components.db.utilization.peak': 9 / 11,
      'components.db.utilization.mean': 6 / 11,
      'components.db.headroom': 11 / 9,
      'components.db.queue.load.peak': 9 / 11,
      // One server, which a call keeps for 1 / 110 s. M/M/1: rho / (1 - rho) of that.
      'components.db.queue.service.peak': 1 / 110,
      'components.db.waiting.peak': 4.5 / 110,
      // 11 / 9 = 2^(t / 36 months)
      'components.db.saturates': 36 * Math.log2(11 / 9),
    });
  });

  test('has one queue for each instance, whoever hands out the calls, and one for each shard', async () => {
    const apart = await estimate(service('instances: 15, skew: 1.5, balancing: pooled'));
    apart.are({ 'components.db.queue.servers': 1, 'components.db.waiting.peak': 4.5 / 110 });
    // 5 shards of 3: 180 for each, 270 for the busiest of 330. Each call keeps one of three servers for 1 / 110 s.
    const sharded = await estimate(service('instances: 15, shards: 5, skew: 1.5, balancing: pooled'));
    sharded.are({ 'components.db.queue.servers': 3, 'components.db.queue.load.peak': 9 / 11, 'components.db.queue.service.peak': 1 / 110 });
  });

  test('of one key is that of the instances which have a copy of it', async () => {
    // A tenth of 900 is for one key, on one of 15: 90, where the mean one has 60.
    const facts = await estimate(service('instances: 15, skew: { hottest: 10% }'));
    facts.are({
      'components.db.perInstance.peak': 90,
      'components.db.utilization.peak': 9 / 11,
      'components.db.queue.load.peak': 9 / 11,
      'components.db.queue.service.peak': 1 / 110,
      'components.db.saturates': 36 * Math.log2(11 / 9),
    });
    // On three of them it is half of what the mean one has.
    const copied = await estimate(service('instances: 15, replication: 3, skew: { hottest: 10% }'));
    copied.are({ 'components.db.perInstance.peak': 60, 'components.db.utilization.peak': 6 / 11 });
  });

  test.each([
    'instances: 15',
    'instances: 15, skew: 1.5',
    'instances: 16, shards: 5, skew: 1.2',
    'instances: 15, skew: { hottest: 20% }',
    'instances: 15, skew: { factor: 1.3, hottest: 3% }',
    'instances: 15, shards: 5, skew: { factor: 1.3, hottest: 30% }',
    'instances: 14, shards: 5, replication: 3, skew: { hottest: 30% }',
    'instances: 15, skew: { zipf: 1, keys: 40 }',
    'skew: 2',
    'instances: 15, skew: 2, quota: { rate: 1200 req/s }',
    'instances: 15, skew: 2, quota: { rate: 700 req/s }',
    'instances: 15, skew: 1.5, balancing: pooled',
  ])('has one reading in headroom, use, queue and time left: %s', async (own) => {
    for (const scenario of [undefined, 'out']) {
      const facts = await factsUnder(await modelOf(service(own)), scenario === undefined ? {} : { scenario });
      const of = (name: string): number => facts.value(`components.db.${name}`);
      const room = of('headroom');
      for (const name of ['utilization.rate', 'utilization.peak', 'queue.load.peak']) close(room * of(name), 1, `${own}, ${name}`);
      close(of('capacity.rate') / of('demand.rate'), room, `${own}, capacity`);
      close(of('saturates'), Math.max(0, 36 * Math.log2(room)), `${own}, saturates`, 1e-9);
    }
  });
});
