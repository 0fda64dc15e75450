import { describe, expect, test } from 'vitest';
import { close, estimate, factsUnder, modelOf } from '../facts/estimating.js';

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

describe('a fleet in shards', () => {
  /** 800 req/s at peak, 200 of them for each of 4 shards. */
  const store = (own: string): string => `${head}
topology: { regions: { eu: { zones: [a, b, c] } } }
flows: { f: { kind: read, rate: 400 req/s, peak: 2, path: db } }
components: { db: { kind: database, shards: 4, each: { rate: 100 req/s }, ${own} } }
scenarios: { out: { down: [eu.a] } }
`;
  const rooms = async (own: string, scenario?: string): Promise<readonly number[]> => {
    const facts = await factsUnder(await modelOf(store(own)), scenario === undefined ? {} : { scenario });
    return ['', '.instance', '.zone', '.deploy'].map((loss) => facts.value(`components.db.headroom${loss}`));
  };

  test.each([
    // 3 of each for 200; one of the 3 lost, with the instance, with its zone, and for a new version.
    ['even', 'instances: 12', [3 / 2, 1, 1, 1]],
    // 2 of each, and 3 that are of no use to a shard that is short; a zone has one of each.
    ['not even', 'instances: 11', [1, 1 / 2, 1 / 2, 1 / 2]],
    ['one more than even', 'instances: 13', [3 / 2, 1, 1, 1]],
    ['one each', 'instances: 4', [1 / 2, 0, 0, 0]],
    // The busiest gets 300.
    ['skewed', 'instances: 12, skew: 1.5', [1, 2 / 3, 2 / 3, 2 / 3]],
    // 40% of 800 are on the shard of the hottest key: 320.
    ['with a hot key', 'instances: 12, skew: { hottest: 40% }', [300 / 320, 200 / 320, 200 / 320, 200 / 320]],
    // 6 of 24 away, of 4 shards of 6: 2 of one of them. A zone has 2 of each.
    ['rolled out by a quarter', 'instances: 24, deploy: { strategy: rolling, unavailable: 25% }', [3, 5 / 2, 2, 2]],
    ['rolled out by two', 'instances: 24, deploy: { strategy: rolling, unavailable: 2 }', [3, 5 / 2, 2, 5 / 2]],
    // Three copies of each shard want 12: one of 11 has two of them, half of it for each. What is lost has one of the three of a shard.
    ['with too few for its copies', 'instances: 11, replication: 3', [6 / 8, 4 / 8, 4 / 8, 4 / 8]],
    ['with half as many as its copies', 'instances: 6, replication: 3', [6 / 8, 4 / 8, 4 / 8, 4 / 8]],
    // One of the 3 has two of the 4 shards, 200 req/s each, and nothing else has these.
    ['with fewer than shards', 'instances: 3', [2 / 8, 0, 0, 0]],
    ['with half as many as shards', 'instances: 2', [2 / 8, 0, 0, 0]],
  ])('carries what the shard carries that is left with the fewest: %s', async (_, own, wanted) => {
    for (const [i, room] of (await rooms(own)).entries()) close(room, wanted[i] as number, `${own}, ${i}`);
  });

  test('never carries less for another instance, nor with anything lost', async () => {
    for (const own of ['', ', replication: 2', ', replication: 3', ', deploy: { strategy: rolling, unavailable: 25% }']) {
      let before: readonly number[] = [0, 0, 0, 0];
      for (let instances = own.includes('3') ? 3 : 2; instances <= 17; instances++) {
        const now = await rooms(`instances: ${instances}${own}`);
        // A quarter is rounded down: at the next multiple of four it is one more, of one shard.
        const isMore = own.includes('deploy') && instances % 4 === 0;
        for (const [i, room] of now.entries())
          if (!(isMore && i === 3)) expect(room, `${instances}${own}, ${i}`).toBeGreaterThanOrEqual((before[i] as number) - 1e-12);
        before = now;
      }
    }
  });

  test('is as full as the shard with the fewest, and its calls wait as long as there', async () => {
    const timed = 'each: { rate: 110 req/s, serviceTime: 4 ms, disk: 1 TB }';
    const text = store('instances: 9')
      .replace('each: { rate: 100 req/s }', timed)
      .replace('scenarios:', 'data: { d: { in: db, size: 3 TB } }\nscenarios:');
    const facts = await estimate(text);
    // Two of the 9 for each of 4 shards, with 200 req/s: 100 for each of 110. The queue of one that does 110 at 4 ms a call has one server.
    facts.are({
      'components.db.serving': 9,
      'components.db.capacity.rate': 880,
      'components.db.perInstance.peak': 100,
      'components.db.utilization.rate': 100 / 110,
      'components.db.utilization.peak': 100 / 110,
      'components.db.utilization.mean': 50 / 110,
      'components.db.headroom': 110 / 100,
      'components.db.queue.load.peak': 100 / 110,
      'components.db.queue.service.peak': 1 / 110,
      // M/M/1: rho / (1 - rho) service times.
      'components.db.waiting.peak': 10 / 110,
      // A quarter of 3 TB on 2 x 1 TB.
      'components.db.utilization.disk': 3 / 8,
    });
    // Utilization and headroom are of one shard, of any number of instances and with any place down.
    for (const own of ['instances: 3', 'instances: 11', 'instances: 13', 'instances: 11, replication: 3', 'instances: 25, replication: 2'])
      for (const scenario of [undefined, 'out']) {
        const seen = await factsUnder(await modelOf(store(own)), scenario === undefined ? {} : { scenario });
        const room = seen.value('components.db.headroom');
        if (room === 0) {
          expect(seen.node('components.db.utilization.peak').state).toBe('unbounded');
          continue;
        }
        const [used, busy] = ['utilization.peak', 'perInstance.peak'].map((fact) => seen.value(`components.db.${fact}`));
        close((used as number) * room, 1, `${own}, ${scenario}: use`);
        close(busy as number, 100 / room, `${own}, ${scenario}: of one instance`);
      }
  });

  test('is full when the shard with the fewest is, in every view', async () => {
    const grows = store('instances: 9')
      .replace('rate: 400 req/s', 'rate: 400 req/s, growth: 100%')
      .replace('eu.a] } }', 'eu.a] }, later: { after: 1 year }, more: { components.db.instances: 19 } }');
    // 800 of 800 today; with 19, four of each, twice that: a year of doubling.
    (await estimate(grows)).are({ 'components.db.saturates': 0 });
    (await factsUnder(await modelOf(grows), { scenario: 'more' })).are({
      'components.db.saturates': 12,
      'components.db.utilization.peak': 1 / 2,
      'components.db.utilization.peak.year1': 1,
      'components.db.headroom.year1': 1,
    });
    (await factsUnder(await modelOf(grows), { scenario: 'later' })).are({
      'components.db.utilization.peak': 2,
      'components.db.headroom': 1 / 2,
    });
    // Of a range, that of each sample: 8 to 11 are two of each.
    const some = await estimate(store('instances: 8.2..11.6'));
    some.are({ 'components.db.utilization.peak': 1, 'components.db.headroom': 1 });
    const unknown = await estimate(store('instances: 9').replace('rate: 400 req/s, peak: 2, ', ''));
    expect(unknown.missing('components.db.utilization.peak')).toEqual(unknown.missing('components.db.headroom'));
  });

  test('calls that one queue holds are those of a shard', async () => {
    const pooled = store('instances: 9, balancing: pooled').replace(
      'each: { rate: 100 req/s }',
      'each: { servers: 3, serviceTime: 20 ms }',
    );
    (await estimate(pooled)).are({
      // 800 x 20 ms = 16 busy, of 4 shards of 2 instances of 3: 4 of 6 each.
      'components.db.queue.servers': 6,
      'components.db.queue.load.peak': 16 / 24,
      'components.db.queue.service.peak': 0.02,
    });
  });

  test('also without what is down', async () => {
    // A zone out takes one of the three of each: then another instance, or another zone.
    const [all, instance, zone] = await rooms('instances: 12', 'out');
    close(all as number, 1, 'with the zone down');
    close(instance as number, 1 / 2, 'and an instance');
    close(zone as number, 1 / 2, 'and another zone');
  });

  test('is sized shard by shard, so that what is computed carries what it is sized for', async () => {
    // 7 instances would carry 700 req/s; each of 5 shards needs 1.4.
    const sized = async (survives: string): Promise<readonly number[]> => {
      const text = store(`survives: ${survives}, target: 100%, afterLoss: 100%`).replace('shards: 4', 'shards: 5').replace('400', '350');
      const facts = await estimate(text);
      return ['instances', 'headroom', 'headroom.instance', 'headroom.zone'].map((fact) => facts.value(`components.db.${fact}`));
    };
    expect(await sized('none')).toEqual([10, 2 / 1.4, 1 / 1.4, 1 / 1.4]);
    expect(await sized('instance')).toEqual([15, 3 / 1.4, 2 / 1.4, 2 / 1.4]);
    expect(await sized('zone')).toEqual([15, 3 / 1.4, 2 / 1.4, 2 / 1.4]);
    expect(await sized('2')).toEqual([20, 4 / 1.4, 3 / 1.4, 2 / 1.4]);
  });

  test('and is not taken to carry more than it does: 8 of 9 instances that count', async () => {
    // Of 9, two are of each shard and one is left over: 800 of 850.
    const facts = await estimate(store('instances: 9, mtbf: 1000 h, mttr: 1 h').replace('400', '425'));
    expect(facts.missing('flows.f.unavailability').join()).toContain('db cannot carry its peak: 106%');
    close(facts.value('flows.f.carried'), 800 / 850, 'carried');
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
    // 1,600 x 1.3^t + 450 x 3^(t / 1.5) = 6,000; 18 months are 540 of 365 days
    const load = (t: number): number => 1600 * 1.3 ** t + 450 * 3 ** ((t * 365) / 540) - 6000;
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
