import { describe, expect, test } from 'vitest';
import { Dice } from '../../properties/specs.js';
import { close, design, estimate, type Facts, modelOf } from '../../support/estimating.js';
import { runsOf } from '../../support/full.js';

/** What cannot carry its load is not up: at what it is sized for, at all of `each`. */

const shop = (api: string, flow = 'rate: 1k req/s, peak: 5'): string => `sysdesign: 1
name: shop
flows: { f: { ${flow}, path: api } }
components: { api: { kind: service, ${api} } }
`;

describe('what cannot carry its load with everything up', () => {
  test('has no availability, and says by how much', async () => {
    // Capacity for a fifth of the peak: 10 x 100 of 5,000 req/s.
    const facts = await estimate(shop('instances: 10, each: { rate: 100 req/s }'));
    for (const id of [
      'flows.f.unavailability',
      'flows.f.availability',
      'flows.f.outages',
      'flows.f.downtime',
      'components.api.availability',
    ])
      expect(facts.missing(id), id).toEqual(['api cannot carry its peak: 500% of what it has']);
    facts.are({ 'flows.f.carried': 0.2, 'components.api.carried': 0.2, 'components.api.needed': 50 });
  });

  test('is judged at all of what an instance has, not at its target', async () => {
    // 95 of 100 carry 9,500/s to the last: all of them must be up, and all are.
    const facts = await estimate(`${shop('instances: 95, each: { rate: 100 req/s }, availability: 100%', 'rate: 1.9k req/s, peak: 5')}`);
    facts.are({ 'components.api.needed': 95, 'flows.f.carried': 1, 'flows.f.unavailability': 0 });
  });

  test('is judged at the load that it is sized for', async () => {
    const sized = (load: string): Promise<Facts> =>
      estimate(
        shop(`instances: 20, sizeFor: ${load}, each: { rate: 100 req/s }`, 'rate: 1k req/s, peak: 2, spikes: { sale: { factor: 4 } }'),
      );
    expect((await sized('peak')).value('components.api.needed')).toBe(20);
    expect((await sized('mean')).value('components.api.needed')).toBe(10);
    expect((await sized('spike.sale')).missing('flows.f.availability')).toEqual(['api cannot carry spike sale: 200% of what it has']);
  });

  test.each([
    ['a quota of calls', 'quota: 4k req/s', 5 / 4],
    ['a quota of reads', 'quota: { reads: 2.5k req/s }', 2],
    ['a limit to autoscaling', 'each: { rate: 100 req/s }, autoscale: { max: 40 }', 5 / 4],
    ['a hottest key', 'instances: 100, each: { rate: 100 req/s }, skew: { hottest: 10% }', 5],
    ['uneven shards', 'instances: 50, shards: 10, each: { rate: 100 req/s }, skew: { factor: 1.5 }', 1.5],
  ])('by %s', async (_, api, times) => {
    const [reason] = (await estimate(shop(api))).missing('flows.f.availability');
    expect(reason).toBe(`api cannot carry its peak: ${Math.round(times * 100)}% of what it has`);
  });

  test('is known where as many are stated to be needed as there are', async () => {
    // `needed` overrides: 3 of 10 at 99% each.
    const facts = await estimate(shop('instances: 10, needed: 10, each: { rate: 100 req/s }, availability: 99%'));
    close(facts.value('flows.f.availability'), 0.99 ** 10, 'ten of ten');
    expect(facts.value('flows.f.carried')).toBe(1);
  });

  test('takes what has no capacity stated to carry everything', async () => {
    const facts = await estimate(shop('instances: 2, availability: 99%'));
    close(facts.value('flows.f.unavailability'), 1e-4, 'one of two');
    expect(facts.value('flows.f.carried')).toBe(1);
  });

  test('fails no flow that does without it', async () => {
    const of = (call: string): Promise<Facts> =>
      estimate(
        design(
          `[ api: { calls: [ ${call} ] } ]`,
          'api: { kind: service, availability: 99% }\nmail: { kind: service, instances: 1, each: { rate: 0.1 req/s }, availability: 99% }\nother: { kind: external, availability: 99% }',
        ),
      );
    for (const call of ['mail: { dependency: soft }', 'mail: { async: true }'])
      close((await of(call)).value('flows.f.unavailability'), 0.01, call);
    // In its place another answers, which is all that counts.
    close((await of('mail: { fallback: { to: other } }')).value('flows.f.unavailability'), 1 - 0.99 ** 2, 'fallback');
    expect((await of('mail')).missing('flows.f.availability')[0]).toContain('mail cannot carry its peak');
  });
});

describe('under a change, a view and a range', () => {
  // 700/s at peak of 1,000: 980 in a year, 1,372 in two.
  const growing = shop('instances: 10, each: { rate: 100 req/s }', 'rate: 700 req/s, peak: 1, growth: 40% per year');

  test('is known as long as the growing load is carried', async () => {
    const facts = await estimate(`${growing}scenarios: { later: { after: 2 years } }\n`);
    expect(facts.node('flows.f.availability.year1').state).toBe('known');
    expect(facts.missing('flows.f.availability.year2')).toEqual(['api cannot carry its peak: 137% of what it has']);
    const later = await estimate(`${growing}scenarios: { later: { after: 2 years } }\n`, { scenario: 'later' });
    expect(later.missing('flows.f.availability')).toEqual(['api cannot carry its peak: 137% of what it has']);
    const bought = await estimate(`${growing}scenarios: { later: { after: 2 years } }\n`, {
      scenario: 'later',
      set: { 'components.api.instances': '14' },
    });
    expect(bought.node('flows.f.availability').state).toBe('known');
  });

  test('a change that is too much makes it unknown, and shares nothing that it should not', async () => {
    expect((await estimate(growing, { set: { 'flows.f.rate': 'x2' } })).missing('flows.f.availability')).toEqual([
      'api cannot carry its peak: 140% of what it has',
    ]);
    expect(
      (await estimate(growing.replace('700', '1400'), { set: { 'components.api.each.rate': '200 req/s' } })).node('flows.f.availability')
        .state,
    ).toBe('known');
  });

  test('counts the futures in which it is not carried as failed, where most are', async () => {
    // Log-normal with a median of 100/s: sigma = ln(125 / 80) / 2 / 1.645 = 0.1357; P(below 110) = Phi(ln 1.1 / 0.1357 = 0.702) = 75.9%.
    const doubtful = shop('instances: 11, each: { rate: 10 req/s }, availability: 100%', 'rate: 80..125 req/s, peak: 1');
    const facts = await estimate(doubtful);
    const node = facts.node('flows.f.availability');
    expect(node.value).toBe(1);
    expect(facts.sampler.chance(node, (value) => value >= 0.99)).toBeCloseTo(0.759, 1.7);
    expect((await estimate(doubtful.replace('instances: 11', 'instances: 9'))).node('flows.f.availability').state).toBe('unknown');
  });

  test('stays so, whatever else is down', async () => {
    const text = `${shop('instances: 10, each: { rate: 100 req/s }').replace('path: api', 'path: [ api: { calls: [ other: { dependency: soft } ] } ]').replace('components: {', 'components: { other: { kind: external },')}scenarios: { less: { down: [other] } }\n`;
    expect((await estimate(text, { scenario: 'less' })).missing('flows.f.availability')).toEqual([
      'api cannot carry its peak: 500% of what it has',
    ]);
  });
});

describe('a store behind a cache', () => {
  const cached = (db: string, more = ''): string =>
    design(
      '[ cache: { hit: 95%, miss: [ db ] } ]',
      `cache: { kind: cache, availability: 99.2%, mttr: 1 h }\ndb: { kind: database, ${db} }`,
      more,
    ).replace('rate: 1 req/s', 'rate: 1k req/s, peak: 1');

  test('is overloaded while the cache is down, if it is sized for what the cache lets through', async () => {
    // 50/s come through, 200/s are carried, 1,000/s come when the cache is down: then nothing works.
    const facts = await estimate(cached('instances: 2, each: { rate: 100 req/s }, availability: 100%, mttr: 1 h'));
    facts.are({
      'components.db.needed': 1,
      'components.db.needed.without.cache': 10,
      'flows.f.unavailability': 0.008,
      'flows.f.carried': 1,
    });
    close(facts.value('flows.f.outages'), (0.008 * 8760) / 1, 'each time the cache goes down');
  });

  test('bridges it, if it carries everything', async () => {
    // Ten of eleven instances of 99% are enough then, one is else.
    const facts = await estimate(cached('instances: 11, each: { rate: 100 req/s }, availability: 99%'));
    const insufficient = 1 - 0.99 ** 11 - 11 * 0.99 ** 10 * 0.01;
    const none = 0.01 ** 11;
    close(facts.value('flows.f.unavailability'), 0.008 * insufficient + 0.992 * 0.05 * none, 'flow');
  });

  test('fails others that need it too', async () => {
    const facts = await estimate(
      cached('instances: 2, each: { rate: 100 req/s }, availability: 100%').replace(
        'flows: {',
        'flows: { w: { rate: 10 req/s, peak: 1, path: db },',
      ),
    );
    facts.are({ 'flows.w.unavailability': 0.008, 'components.db.unavailability': 0.008 });
  });

  test('has its needs in view of the time: more in a year than today', async () => {
    const facts = await estimate(
      cached('instances: 11, each: { rate: 100 req/s }, availability: 100%').replace('peak: 1,', 'peak: 1, growth: 20% per year,'),
    );
    facts.are({ 'flows.f.unavailability': 0, 'flows.f.unavailability.year1': 0.008, 'components.db.needed.without.cache.year1': 12 });
  });
});

interface Chained {
  readonly q: readonly [edge: number, cache: number, db: number];
  readonly hits: readonly [edge: number, cache: number];
  readonly instances: number;
  readonly each: number;
  readonly writes: number;
}

const chained = ({ q: [edge, cache, db], hits, instances, each, writes }: Chained): string => `sysdesign: 1
name: chained
flows:
  r: { rate: 1k req/s, peak: 1, path: [ edge: { dependency: soft, hit: ${hits[0]}%, miss: [ cache: { hit: ${hits[1]}%, miss: [db] } ] } ] }
  w: { rate: ${writes} req/s, peak: 1, kind: write, path: db }
components:
  edge: { kind: cdn, availability: ${100 - edge}% }
  cache: { kind: cache, availability: ${100 - cache}% }
  db: { kind: database, instances: ${instances}, each: { rate: ${each} req/s }, availability: ${100 - db}% }
`;

/** By looking at every state of the two caches and at how many instances are up. */
function byStates({ q, hits, instances, each, writes }: Chained): { r: number; w: number; isOver: boolean } {
  const [edge, cache, db] = q.map((share) => share / 100) as [number, number, number];
  let [r, w, isOver] = [0, 0, false];
  for (const edgeUp of [true, false])
    for (const cacheUp of [true, false]) {
      const missed = (edgeUp ? 1 - hits[0] / 100 : 1) * (cacheUp ? 1 - hits[1] / 100 : 1);
      const least = Math.max(1, Math.ceil((1000 * missed + writes) / each - 1e-9));
      if (edgeUp && cacheUp && least > instances) isOver = true;
      let down = 0;
      for (let up = 0; up < Math.min(least, instances + 1); up++) down += choose(instances, up) * (1 - db) ** up * db ** (instances - up);
      const weight = (edgeUp ? 1 - edge : edge) * (cacheUp ? 1 - cache : cache);
      w += weight * down;
      r += weight * down * missed;
    }
  return { r, w, isOver };
}

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);

describe('two caches before a store', () => {
  test('are looked at in every state: the share of requests that fails is that of all states', async () => {
    for (let seed = 1; seed <= runsOf(60); seed++) {
      const dice = new Dice(seed);
      const made: Chained = {
        q: [dice.whole(1, 30), dice.whole(1, 30), dice.whole(1, 30)],
        hits: [dice.whole(0, 95), dice.whole(0, 95)],
        instances: dice.whole(1, 8),
        each: dice.of(100, 150, 250, 400, 1000),
        writes: dice.of(1, 50, 200),
      };
      const facts = await estimate(chained(made));
      const { r, w, isOver } = byStates(made);
      const what = JSON.stringify(made);
      if (isOver) {
        expect(facts.missing('flows.w.unavailability'), what).toHaveLength(1);
        continue;
      }
      close(facts.value('flows.r.unavailability'), r, `r of ${what}`);
      close(facts.value('flows.w.unavailability'), w, `w of ${what}`);
    }
  });
});

/** A design in which nothing fails by itself, and what is down in a scenario: all that is left is certain. */
function certain(dice: Dice): string {
  const zones = ['a', 'b', 'c', 'd'].slice(0, dice.whole(1, 4));
  const others = dice.chance(0.4) ? { us: { zones: ['x', 'y'].slice(0, dice.whole(1, 2)) } } : {};
  const part = (kind: string): Record<string, unknown> => ({
    kind,
    availability: '100%',
    ...(dice.chance(0.75) && { instances: dice.whole(1, 9) }),
    ...(dice.chance(0.75) && { each: { rate: `${dice.of(20, 40, 60, 90, 120, 200)} req/s` } }),
    ...(dice.chance(0.15) && { quota: `${dice.whole(60, 400)} req/s` }),
    ...(dice.chance(0.15) && { spread: 'none' }),
    ...(dice.chance(0.15) && { in: 'eu' }),
    ...(dice.chance(0.15) && { sizeFor: 'mean' }),
  });
  const plain = part('database');
  const most = Math.min(3, typeof plain.instances === 'number' ? plain.instances : 1);
  const replication = { factor: dice.whole(1, most), read: 'quorum', write: dice.of('quorum', 'all') };
  const store = { ...plain, ...(dice.chance(0.3) && { replication }) };
  const behind = dice.of<unknown>(['db'], [{ cache: { hit: '80%', dependency: dice.of('soft', 'hard'), miss: ['db'] } }]);
  const mail = dice.of<unknown>(
    'mail',
    { mail: { times: '30%' } },
    { mail: { fallback: '50%' } },
    { mail: { fallback: { to: 'db' } } },
    { mail: { dependency: 'soft' } },
  );
  const places = [...zones.map((zone) => `eu.${zone}`), ...('us' in others ? ['us', 'us.x'] : [])];
  const lost = dice.some([...places, 'cache', 'mail', 'edge'], 0.2);
  return JSON.stringify({
    sysdesign: 1,
    name: 'certain',
    flows: {
      r: {
        rate: '100 req/s',
        peak: 1,
        path: [{ edge: { hit: '50%', dependency: dice.of('soft', 'hard'), miss: [{ api: { calls: [...(behind as unknown[]), mail] } }] } }],
      },
      w: { rate: `${dice.of(5, 20)} req/s`, peak: 2, kind: 'write', path: ['api', 'db'] },
    },
    components: { edge: part('cdn'), api: part('service'), cache: part('cache'), db: store, mail: part('external') },
    topology: { regions: { eu: { zones }, ...others } },
    scenarios: { lost: { down: lost.length === 0 ? ['mail'] : lost } },
  });
}

test('in a state that is certain, a flow and a component are up exactly if they carry all of their load', async () => {
  const seen = { up: 0, down: 0, over: 0 };
  for (let seed = 1; seed <= runsOf(40); seed++) {
    const text = certain(new Dice(seed));
    await modelOf(text);
    for (const scenario of [undefined, 'lost']) {
      const facts = await estimate(text, scenario === undefined ? {} : { scenario });
      for (const of of ['flows.r', 'flows.w', ...['edge', 'api', 'cache', 'db', 'mail'].map((name) => `components.${name}`)]) {
        const node = facts.node(`${of}.unavailability`);
        const reasons = facts.reasons(`${of}.unavailability`).join();
        const isCarried = facts.value(`${of}.carried`) >= 1 - 1e-9;
        const what = `${of} of ${seed} ${scenario}: carries ${facts.value(`${of}.carried`)}, unavailability ${node.value} ${reasons}\n${text}`;
        if (node.state === 'unknown') {
          // With everything up it does not carry its load; with less up it may not either.
          expect(reasons, what).toMatch(/cannot carry/);
          if (scenario === undefined) expect(isCarried, what).toBe(false);
          seen.over++;
        } else {
          expect(node.value > 0, what).toBe(!isCarried);
          seen[isCarried ? 'up' : 'down']++;
        }
      }
    }
  }
  expect(Math.min(seen.up, seen.down, seen.over)).toBeGreaterThan(20);
});
