import { describe, expect, test } from 'vitest';
import { close, design, estimate } from '../../support/estimating.js';

/** One flow over what is given, and its components. */
async function unavailability(text: string, fact = 'flows.f.unavailability'): Promise<number> {
  return (await estimate(text)).value(fact);
}

describe('what a request needs', () => {
  const two = (q1: string, q2: string): string => `a: { kind: external, availability: ${q1} }\nb: { kind: external, availability: ${q2} }`;

  test.each([
    ['nobody waits for what is asynchronous', '[ a: { calls: [ b: { async: true } ] } ]', 0.01],
    ['what is soft is done without', '[ a: { calls: [ b: { dependency: soft } ] } ]', 0.01],
    ['a share of calls that a fallback answers', '[ a: { calls: [ b: { fallback: 80% } ] } ]', 1 - 0.99 * (1 - 0.02 * 0.2)],
    ['a call that only some requests make', '[ a: { calls: [ b: { times: 30% } ] } ]', 1 - 0.99 * (1 - 0.02 * 0.3)],
    ['a call made several times is one dependency', '[ a: { calls: [ b: { times: 5 } ] } ]', 1 - 0.99 * 0.98],
    ['called twice on the way is one dependency', '[ a, b, a ]', 1 - 0.99 * 0.98],
    ['only misses need what stands behind', '[ a: { hit: 60%, miss: [ b ] } ]', 1 - 0.99 * (1 - 0.02 * 0.4)],
    ['all of what is called at once is needed', '[ parallel: [ a, b ] ]', 1 - 0.99 * 0.98],
  ])('%s', async (_, path, wanted) => {
    close(await unavailability(design(path, two('99%', '98%'))), wanted, 'unavailability', 1e-12);
  });

  test('a cache that is down sends everything to what stands behind it', async () => {
    // Fails if the store is down and the request misses or the cache is down: 0.02 x (0.1 + 0.9 x 0.01)
    const components = 'c: { kind: cache, instances: 1, availability: 99% }\ns: { kind: external, availability: 98% }';
    close(await unavailability(design('[ c: { hit: 90%, miss: [ s ] } ]', components)), 0.02 * (0.1 + 0.9 * 0.01), 'soft', 1e-12);
    const hard = design('[ c: { hit: 90%, dependency: hard, miss: [ s ] } ]', components);
    close(await unavailability(hard), 1 - 0.99 * (1 - 0.02 * 0.1), 'hard', 1e-12);
  });

  test('a buffer bridges the outages that are shorter', async () => {
    // Outages of 1 h on average: exp(-1/6) of them, by length of what is left, outlast 10 min.
    const components = 'a: { kind: external, availability: 99% }\nb: { kind: external, mtbf: 99 h, mttr: 1 h }';
    const text = design('[ a: { calls: [ b: { async: true, fallback: { buffer: 10 min } } ] } ]', components);
    close(await unavailability(text), 1 - 0.99 * (1 - 0.01 * Math.exp(-1 / 6)), 'unavailability', 1e-12);
  });

  // Instances fail once in a day for a minute, their zone once in 5,000 h for 3 h; the buffer bridges 10 min.
  const zoned = (calls: string, more = ''): string => `
sysdesign: 1
name: d
flows: { f: { rate: 1 req/s, path: ${calls} } }
components: { w: { kind: worker, mtbf: 24 h, mttr: 1 min, instances: 1, in: eu.a }${more} }
topology: { regions: { eu: { zones: { a: { mtbf: 5000 h, mttr: 3 h } } } } }`;
  const BUFFERED = '[ w: { fallback: { buffer: 10 min } } ]';
  const [ZONE, BLIP] = [3 / 5003, 1 / 1441];
  // What lasts an exponential time lasts longer than 10 min with exp(-10 min / mean), and by as much again on average.
  const [ZONE_LEFT, BLIP_LEFT] = [ZONE * Math.exp(-10 / 180), BLIP * Math.exp(-10)];

  test('a buffer bridges each cause for as long as that lasts', async () => {
    const facts = await estimate(zoned(BUFFERED));
    close(facts.value('flows.f.unavailability'), 1 - (1 - ZONE_LEFT) * (1 - BLIP_LEFT), 'unavailability', 1e-9);
    close(facts.value('flows.f.unavailability'), 5.7e-4, 'as the textbook has it', 0.01);
    // Each ends as often as its time left is over; while the other is not there.
    const outages = 8760 * ((ZONE_LEFT / 3) * (1 - BLIP_LEFT) + (BLIP_LEFT / (1 / 60)) * (1 - ZONE_LEFT));
    close(facts.value('flows.f.outages'), outages, 'outages', 1e-9);
    // 8760 / 5003 x 0.946 + 8760 / 24.017 x 4.54e-5: the 1 in 18 outages of the zone that the buffer bridges are none (with them it would be 1.767).
    close(facts.value('flows.f.outages'), 1.673, 'by hand', 1e-3);
    const whole = 1 - (1 - ZONE) * (1 - BLIP);
    close(facts.value('flows.f.calls.1.outlasting'), (1 - (1 - ZONE_LEFT) * (1 - BLIP_LEFT)) / whole, 'what is left', 1e-9);
  });

  test('a buffer bridges a combination until the first of it is over', async () => {
    // Both of two: means of 2 h and 30 min, together for 1 / (1 / 2 + 2) h = 24 min.
    const text = design(
      '[ a: { calls: [ b: { async: true, fallback: { buffer: 12 min } } ] } ]',
      'a: { kind: external, availability: 100% }\nb: { kind: service, instances: 2, needed: 1, mtbf: 38 h, mttr: 2 h }',
    );
    // Two of mean 2 h: 1 h; 0.05^2.
    close(await unavailability(text), 0.0025 * Math.exp(-0.2), 'unavailability', 1e-9);
  });

  test('what is called with and without a buffer fails with the shorter of what is bridged', async () => {
    const twice = (a: string, b: string): string => zoned(`[ w: { fallback: { buffer: ${a} } }, w: { fallback: { buffer: ${b} } } ]`);
    const one = await estimate(zoned(BUFFERED));
    for (const text of [twice('10 min', '1 h'), twice('10 min', '10 min'), twice('2 h', '10 min')]) {
      const facts = await estimate(text);
      for (const fact of ['unavailability', 'outages'] as const)
        close(facts.value(`flows.f.${fact}`), one.value(`flows.f.${fact}`), fact, 1e-9);
    }
    const bare = await estimate(zoned(`[ w, w: { fallback: { buffer: 10 min } } ]`));
    close(bare.value('flows.f.unavailability'), 1 - (1 - ZONE) * (1 - BLIP), 'without one', 1e-12);
  });

  test('no buffer bridges what is down for good, and without lengths nothing is known of what it does', async () => {
    const down = await estimate(
      `${zoned(BUFFERED)}
scenarios: { out: { down: [eu.a] } }`,
      { scenario: 'out' },
    );
    expect(down.value('flows.f.unavailability')).toBe(1);
    const unknown = await estimate(design('[ a: { fallback: { buffer: 10 min } } ]', 'a: { kind: external, availability: 99% }'));
    expect(unknown.missing('flows.f.unavailability')).toEqual(['components.a.mttr']);
  });

  test('a queue takes what its consumers would', async () => {
    const components = `a: { kind: external, availability: 99% }
      q: { kind: queue, instances: 1, availability: 98%, consumers: { w: {} } }
      w: { kind: worker, instances: 1, availability: 50% }`;
    close(await unavailability(design('a -> q', components)), 1 - 0.99 * 0.98, 'unavailability', 1e-12);
  });

  test('reads and writes need as many copies as their levels say', async () => {
    // 3 copies on 3 instances, q = 0.1: a read needs 1 (0.1^3), a write 2 (3 x 0.1^2 x 0.9 + 0.1^3).
    const text = `
sysdesign: 1
name: d
flows:
  r: { rate: 1 req/s, path: [db] }
  w: { rate: 1 req/s, kind: write, path: [db] }
  both: { rate: 1 req/s, path: [ db, db: { kind: write } ] }
components: { db: { kind: database, instances: 3, needed: 1, availability: 90%, replication: { factor: 3, read: 1, write: quorum } } }`;
    const facts = await estimate(text);
    close(facts.value('flows.r.unavailability'), 0.001, 'read', 1e-12);
    close(facts.value('flows.w.unavailability'), 0.028, 'write', 1e-12);
    close(facts.value('flows.both.unavailability'), 0.028, 'both, for the instances are the same', 1e-12);
  });

  test('copies on more instances: those that hold the item count', async () => {
    // 2 copies on 4 instances, one needed, q = 0.1: both of two down.
    const text = design('[db]', 'db: { kind: database, instances: 4, needed: 1, availability: 90%, replication: 2 }');
    close(await unavailability(text), 0.01, 'unavailability', 1e-9);
  });

  test('instances that hold different data do not stand in for each other', async () => {
    const text = design('[db]', 'db: { kind: database, instances: 4, availability: 90% }', 'data: { d: { in: db, item: 1 kB, items: 5 } }');
    close(await unavailability(text), 0.1, 'unavailability', 1e-9);
  });

  test('of a fleet in shards a request needs its own', async () => {
    // 3 shards of 2 copies, one needed: 0.1^2
    const text = design('[db]', 'db: { kind: database, shards: 3, replication: 2, instances: 6, availability: 90% }');
    close(await unavailability(text), 0.01, 'unavailability', 1e-9);
  });

  test('the share that fails while some do is all of them, or those of the shard that is down', async () => {
    const hit = async (text: string, options = {}): Promise<number> => (await estimate(text, options)).value('flows.f.failing.hit');
    const fact = 'flows.f.failing.hit';
    close(await hit(design('[a]', 'a: { kind: external, availability: 99% }')), 1, 'all', 1e-12);
    // Of three shards with one instance each one request needs one: 10% of the time, and some shard is down in 1 - 0.9^3.
    const sharded = design(
      '[db]',
      'db: { kind: database, shards: 3, instances: 3, availability: 90% }',
      'scenarios: { later: { after: 2 years } }\n',
    );
    close(await hit(sharded), 0.1 / (1 - 0.9 ** 3), 'sharded', 1e-9);
    const better = { set: { 'components.db.availability': '99%' } };
    close(await hit(sharded, better), 0.01 / (1 - 0.99 ** 3), 'better', 1e-9);
    close(await hit(sharded, { ...better, scenario: 'later' }), 0.01 / (1 - 0.99 ** 3), 'later', 1e-9);
    const doubtful = await estimate(sharded.replace('90%', '90%..99%'));
    const { p5, p95 } = doubtful.sampler.spread(doubtful.node(fact)) ?? { p5: Number.NaN, p95: Number.NaN };
    close(p5, 0.01 / (1 - 0.99 ** 3), 'p5', 1e-2);
    close(p95, 0.1 / (1 - 0.9 ** 3), 'p95', 1e-2);
    expect((await estimate(design('[a]', 'a: { kind: external, availability: 100% }'))).missing(fact)).toEqual(['f never fails']);
    expect((await estimate(design('[a]', 'a: { kind: external }'))).missing(fact)).toEqual(['components.a.availability']);
  });
});
