import { describe, expect, test } from 'vitest';
import { close, estimate, factsUnder, modelOf } from '../../../support/estimating.js';

const head = 'sysdesign: 1\nname: headroom\n';

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
    const some = await estimate(store('instances: 8..11'));
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
