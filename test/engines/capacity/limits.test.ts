import { describe, expect, test } from 'vitest';
import { rendered } from '../../report/support/samples.js';
import { estimate, evaluateSpecs, findingsOf, loaded } from '../../support/estimating.js';

/** A store under 200 reads and 100 writes a second at peak, half of that on average. */
const store = (more: string, kind = 'database', data = ''): string => `sysdesign: 1
name: limits
flows:
  get: { kind: read, rate: 100 req/s, peak: 2, path: db }
  put: { kind: write, rate: 50 req/s, peak: 2, path: db }
components: { db: { kind: ${kind}, survives: none, target: 50%, ${more} } }
${data}`;

async function notesOf(text: string): Promise<string> {
  const result = await evaluateSpecs([await loaded(text)]);
  return await rendered(result, 'pretty', { width: 120 });
}

describe('a fleet that is worked out', () => {
  const scaled = (max: number): string => store(`each: { rate: 100 req/s, cost: 10 USD/month }, autoscale: { min: 2, max: ${max} }`);

  test('stops at the most that autoscaling starts: what is needed stays told', async () => {
    (await estimate(scaled(4))).are({
      'components.db.instances': 6, // 300 / (100 x 50%)
      'components.db.fleet': 4,
      'components.db.capacity.rate': 400,
      'components.db.utilization.peak': 0.75,
      'components.db.headroom': 4 / 3,
      'components.db.cost': 40,
    });
    (await estimate(scaled(10))).are({ 'components.db.fleet': 6, 'components.db.cost': 60 });
  });

  test('and a reader is told', async () => {
    expect(await notesOf(scaled(4))).toContain('db needs 6 instances, and autoscale.max leaves it 4');
    expect(await notesOf(scaled(10))).not.toContain('db needs');
  });

  test('stops at what the provider lends', async () => {
    (await estimate(store('each: { rate: 100 req/s }, quota: { instances: 5 }'))).are({
      'components.db.instances': 6,
      'components.db.fleet': 5,
      'components.db.headroom': 500 / 300,
    });
  });

  test('cannot be stated above either', async () => {
    const found = await findingsOf(store('instances: 50, each: { rate: 100 req/s }, autoscale: { min: 2, max: 40 }'));
    expect(found).toEqual([
      'spec/contradiction 6:77 "50" "db" has 50 instances, above the most that autoscaling starts: 40 (state at most 40)',
    ]);
    expect(await findingsOf(store('instances: 9, each: { rate: 100 req/s }, quota: { instances: 8 }'))).toHaveLength(1);
    expect(await findingsOf(store('instances: 8, each: { rate: 100 req/s }, quota: { instances: 8 }'))).toEqual([]);
  });
});

describe('the hottest key', () => {
  test('weighs on the shard that has it', async () => {
    // A tenth of 300 on one of 20 shards: twice the mean shard's fifteen.
    (await estimate(store('shards: 20, instances: 20, each: { rate: 50 req/s }, skew: { hottest: 10% }'))).are({
      'components.db.hottest': 0.1,
      'components.db.instances.rate': 24, // 300 x 2 / (50 x 50%)
      'components.db.headroom': 1000 / 600,
      'components.db.utilization.peak': 30 / 50, // a tenth of 300 on one of 50
    });
    // The busiest shard is 3 times the mean one already.
    (await estimate(store('shards: 20, instances: 20, each: { rate: 50 req/s }, skew: { factor: 3, hottest: 10% }'))).are({
      'components.db.headroom': 1000 / 900,
    });
  });

  test('lies on one instance a copy, however many there are', async () => {
    for (const instances of [10, 100]) {
      const text = store(`instances: ${instances}, each: { rate: 40 req/s }, skew: { hottest: 20% }`);
      (await estimate(text)).are({ 'components.db.headroom': 40 / 60 });
      expect(await notesOf(text)).toContain('math: 300 req/s x 20% = 60 req/s > 1 x 40 req/s = 40 req/s');
    }
    // Three copies: a write works on each, so that 200 + 3 x 100 come, a fifth of it on the three that have the key.
    (await estimate(store('instances: 30, replication: 3, each: { rate: 40 req/s }, skew: { hottest: 20% }'))).are({
      'components.db.headroom': 120 / 100,
      'components.db.instances': 25, // 500 / 20: no key needs more
    });
  });

  test('has a headroom of its own: what the instances that have it carry, over what it asks for', async () => {
    // One of twenty shards of one instance each: 50 for a tenth of 300.
    (await estimate(store('shards: 20, instances: 20, each: { rate: 50 req/s }, skew: { hottest: 10% }'))).are({
      'components.db.headroom.hottest': 50 / 30,
    });
    // Two instances a shard.
    (await estimate(store('shards: 20, instances: 40, each: { rate: 50 req/s }, skew: { hottest: 10% }'))).are({
      'components.db.headroom.hottest': 100 / 30,
    });
    (await estimate(store('instances: 100, each: { rate: 40 req/s }, skew: { hottest: 20% }'))).are({
      'components.db.headroom.hottest': 40 / 60,
    });
    expect((await estimate(store('instances: 100, each: { rate: 40 req/s }'))).missing('components.db.headroom.hottest')).toEqual([
      'components.db.skew.hottest',
    ]);
  });

  test('draws the first share of the law of popularity', async () => {
    const zipf = (skew: string) => estimate(store(`instances: 10, each: { rate: 1k req/s }, skew: ${skew}`));
    (await zipf('{ zipf: 1, keys: 4 }')).are({ 'components.db.hottest': 12 / 25 }); // 1 / (1 + 1/2 + 1/3 + 1/4)
    (await zipf('{ zipf: 0, keys: 50 }')).are({ 'components.db.hottest': 0.02 });
    // sum of k^-2 up to a million: pi^2 / 6 - 1/N + 1/(2 N^2)
    const harmonic = Math.PI ** 2 / 6 - 1e-6 + 0.5e-12;
    (await zipf('{ zipf: 2, keys: 1M }')).are({ 'components.db.hottest': 1 / harmonic, 'components.db.headroom': 1000 / (300 / harmonic) });
    expect((await zipf('{ zipf: 1.1 }')).missing('components.db.headroom')).toEqual(['components.db.skew.keys']);
  });

  test('needs a key to be', async () => {
    expect(await findingsOf(store('instances: 1, each: { rate: 1k req/s }, skew: { zipf: 1, keys: 0 }'))).toHaveLength(1);
  });
});

describe('a quota', () => {
  test('of reads or of writes holds for those', async () => {
    const facts = await estimate(store('quota: { reads: 400 req/s, writes: 125 req/s }', 'external'));
    facts.are({
      'components.db.utilization.mean': 0.4, // 50 of 125 writes
      'components.db.utilization.peak': 0.8,
      'components.db.headroom': 1.25,
    });
    (await estimate(store('instances: 10, each: { rate: 100 req/s }, quota: { writes: 250 req/s }'))).are({
      'components.db.capacity.rate': 1000,
      'components.db.utilization.peak': 0.4,
      'components.db.headroom': 2.5,
      'components.db.headroom.instance': 2.5,
    });
  });

  test.each([
    ['factor: 3, read: quorum', 1100, 3], // 400 reads by two copies, 100 writes by three
    ['data: 2, parity: 1', 550, 1.5], // 400 reads, and 100 writes of (2 + 1) / 2 bytes each
  ])('of calls, reads and writes counts each once, however many copies work on it: %s', async (replication, worked, copies) => {
    const replicated = (quota: string): string => `sysdesign: 1
name: quotas
flows: { get: { kind: read, rate: 400 req/s, peak: 1, path: db }, put: { kind: write, rate: 100 req/s, peak: 1, path: db } }
components: { db: { kind: database, instances: 9, replication: { ${replication} }, each: { rate: 500 req/s }, quota: ${quota} } }
`;
    (await estimate(replicated('1k req/s'))).are({
      'components.db.copies': copies,
      'components.db.demand.rate': worked,
      'components.db.capacity.rate': 4500, // nine times 500, which no quota of calls caps
      'components.db.utilization.rate': worked / 4500,
      'components.db.utilization.peak': 0.5, // 500 of 1,000 calls
      'components.db.headroom': 2,
    });
    (await estimate(replicated('{ reads: 500 req/s }'))).are({ 'components.db.utilization.peak': 0.8, 'components.db.headroom': 1.25 });
    (await estimate(replicated('{ writes: 125 req/s }'))).are({ 'components.db.utilization.peak': 0.8, 'components.db.headroom': 1.25 });
  });

  test('of storage holds for the bytes, copies included', async () => {
    const data = 'data: { d: { in: db, item: 1 kB, items: 2G } }\n';
    const disks = store('instances: 8, replication: 2, each: { disk: 1 TB }, quota: { storage: 5 TB }', 'database', data);
    (await estimate(disks)).are({
      'components.db.capacity.disk': 5e12,
      'components.db.utilization.disk': 0.8,
      'components.db.utilization.peak': 0.8,
    });
    const lent = store('quota: { storage: 16 TB }', 'objectStore', data);
    (await estimate(lent)).are({ 'components.db.capacity.disk': 16e12, 'components.db.utilization.disk': 0.125 });
  });
});

describe('a throttle', () => {
  test('is what is stated, in any year, and bounds no capacity', async () => {
    const throttled = `sysdesign: 1
name: limits
growth: 100% per year
flows: { get: { rate: 100 req/s, peak: 2, path: gateway } }
components: { gateway: { kind: gateway, instances: 3, each: { rate: 100 req/s }, throttle: 120 req/s } }
`;
    (await estimate(throttled)).are({
      'components.gateway.throttle': 120,
      'components.gateway.throttle.year2': 120,
      'components.gateway.rate.peak': 200,
      'components.gateway.capacity.rate': 300,
    });
  });
});
