import { describe, expect, test } from 'vitest';
import type { StressResult, TrialKind, TrialResult } from '../../src/studies/stress-result.js';
import type { EvaluateOptions } from '../../src/workspace/index.js';
import { close, estimate, loaded, stressSpecs } from '../support/estimating.js';

/**
 * 100 req/s on the mean, 300 at peak, 600 in the sale. The CDN keeps 80% of them away from the API, the cache 50% of those from the store.
 * api: 60/s at peak; 60 / (20 x 70%) = 4.3, so five; one more to survive the loss of one: max(5, ceil(60 / (20 x 90%)) + 1) = 5 instances, 100/s.
 * db: 30/s at peak, three stated instances of 15/s: 45/s.
 */
const shop = `sysdesign: 1
name: shop
flows:
  browse:
    rate: 100 req/s
    peak: 3
    spikes: { sale: { factor: 6, lasts: 10 min } }
    path: [ cdn: { hit: 80%, miss: [ api: { calls: [ cache: { hit: 50%, miss: [db] } ] } ] } ]
components:
  cdn: { kind: cdn }
  api: { kind: service, each: { rate: 20 req/s } }
  cache: { kind: cache, instances: 2, each: { rate: 1000 req/s } }
  db: { kind: database, instances: 3, each: { rate: 15 req/s } }
topology: { regions: { eu: { zones: [a, b, c] } } }
`;

async function stress(text: string, options: EvaluateOptions = {}): Promise<StressResult> {
  const result = (await stressSpecs([await loaded(text)], options)).specs[0];
  if (!result?.stress) throw new Error(`no stress: ${JSON.stringify(result?.findings)}`);
  return result.stress;
}

const trialOf = ({ trials }: StressResult, kind: TrialKind, of: readonly string[] = []): TrialResult => {
  const trial = trials.find((candidate) => candidate.kind === kind && candidate.of.join() === of.join());
  if (!trial)
    throw new Error(`no trial ${kind} ${of.join()} among ${trials.map((other) => `${other.kind} ${other.of.join()}`).join('; ')}`);
  return trial;
};

function is(trial: TrialResult, status: TrialResult['status'], component: string, headroom: number): void {
  expect([trial.kind, trial.status, trial.component, trial.resource]).toEqual([trial.kind, status, component, 'rate']);
  close(trial.headroom ?? Number.NaN, headroom, `${trial.kind} ${trial.of.join()}`);
}

describe('a design under stress', () => {
  test('is tried as it is, and with each instance, zone, cache, spike, twice the traffic and a rolling deployment', async () => {
    const result = await stress(shop);
    expect(result.trials.map(({ kind, of }) => [kind, ...of].join(' ')).sort()).toEqual([
      'cache cache',
      'cache cdn',
      'deploy',
      'instance api',
      'instance cache',
      'instance db',
      'peak',
      'spike sale',
      'traffic',
      'zone eu.a eu.b eu.c',
    ]);
  });

  test('names the component that breaks first in each, and by what factor', async () => {
    const result = await stress(shop);
    is(trialOf(result, 'peak'), 'holds', 'db', 45 / 30);
    is(trialOf(result, 'spike', ['sale']), 'breaks', 'db', 45 / 60); // twice the peak; the API has 100 for 120
    expect(trialOf(result, 'spike', ['sale']).also).toEqual(['api']);
    is(trialOf(result, 'instance', ['db']), 'holds', 'db', 30 / 30); // full to the last request, and it holds
    is(trialOf(result, 'instance', ['api']), 'holds', 'api', 80 / 60);
    is(trialOf(result, 'zone', ['eu.a', 'eu.b', 'eu.c']), 'holds', 'api', 60 / 60); // two of five; the store loses one of three, and is full too
    is(trialOf(result, 'cache', ['cache']), 'breaks', 'db', 45 / 60);
    is(trialOf(result, 'cache', ['cdn']), 'breaks', 'db', 45 / 150);
    is(trialOf(result, 'traffic'), 'breaks', 'db', 45 / 60);
    expect(trialOf(result, 'traffic').also).toEqual(['api']);
    is(trialOf(result, 'deploy'), 'holds', 'db', 30 / 30);
  });

  test('tells what breaks first of all first', async () => {
    const { trials } = await stress(shop);
    expect(trials[0]).toMatchObject({ kind: 'cache', of: ['cdn'], status: 'breaks', component: 'db' });
    const rank = ['breaks', 'at-risk', 'unknown', 'holds'];
    const ranks = trials.map(({ status }) => rank.indexOf(status));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });

  test('keeps its fleet in a cold cache, and lets autoscaling follow what doubles for good, as far as it may', async () => {
    const scaled = shop.replace('each: { rate: 20 req/s } }', 'each: { rate: 20 req/s }, autoscale: { min: 2, max: 8 } }');
    const result = await stress(scaled);
    expect(trialOf(result, 'cache', ['cdn']).also).toContain('api');
    // 120/s need nine instances at 70%; eight are allowed and carry 160.
    const alone = await stress(scaled.replace('instances: 3, each: { rate: 15 req/s }', 'instances: 30, each: { rate: 15 req/s }'));
    is(trialOf(alone, 'traffic'), 'holds', 'api', 160 / 120);
  });

  test('says once what it knows no capacity of, and nothing of a trial whose load goes only there', async () => {
    const blind = await stress(shop.replace(', each: { rate: 15 req/s }', ''));
    expect(blind.unknown.map(({ component }) => component)).toEqual(['cdn', 'db']);
    expect(blind.unknown.map(({ missing }) => missing)).toEqual([[{ path: 'components.cdn.each' }], [{ path: 'components.db.each' }]]);
    expect(trialOf(blind, 'cache', ['cache'])).toMatchObject({ status: 'unknown', component: null, headroom: null });
  });

  test('nothing is tried where no capacity is stated at all', async () => {
    const { trials, unknown } = await stress(
      'sysdesign: 1\nname: bare\nflows: { f: { rate: 5 req/s, path: [api] } }\ncomponents: { api: { kind: service } }\n',
    );
    expect(trials.filter(({ status }) => status !== 'unknown')).toEqual([]);
    expect(unknown.map(({ component }) => component)).toEqual(['api']);
  });

  test('callers who are served in their own region have only its instances, and a zone is lost of these', async () => {
    // 120 req/s at peak, 96 of them in eu: six instances of 20/s carry 120, four with a zone lost 80. Of the whole ten are left, 200.
    const result = await stress(`sysdesign: 1
name: shop
topology: { regions: { eu: { zones: [a, b, c] }, us: { zones: [a, b, c] } } }
flows: { browse: { rate: 40 req/s, peak: 3, from: { eu: 80%, us: 20% }, path: api } }
components: { api: { kind: service, in: [eu, us], instances: 12, each: { rate: 20 req/s } } }
`);
    is(trialOf(result, 'peak'), 'holds', 'api', 120 / 96);
    is(trialOf(result, 'traffic'), 'breaks', 'api', 120 / 192);
    is(trialOf(result, 'zone', ['eu.a', 'eu.b', 'eu.c']), 'breaks', 'api', 80 / 96);
    is(trialOf(result, 'zone', ['us.a', 'us.b', 'us.c']), 'holds', 'api', 200 / 120);
  });

  test('the loss of a zone hits only what is in it; of a region, the same', async () => {
    const spread = shop
      .replace('zones: [a, b, c] } }', 'zones: [a, b] }, us: { zones: [x, y] } }')
      .replace('{ kind: database, instances: 3', '{ kind: database, in: [us], instances: 4');
    const result = await stress(spread);
    is(trialOf(result, 'zone', ['us.x', 'us.y']), 'holds', 'api', 60 / 60); // two of five, over four zones; the store loses two of four
    is(trialOf(result, 'zone', ['eu.a', 'eu.b']), 'holds', 'api', 60 / 60);
    is(trialOf(result, 'region', ['us']), 'breaks', 'db', 0);
    is(trialOf(result, 'region', ['eu']), 'breaks', 'api', 40 / 60); // three of five
  });

  test('what is uncertain is at risk where it holds with less than 95%', async () => {
    const result = await stress(shop.replace('rate: 100 req/s', 'rate: 60..165 req/s'));
    const peak = trialOf(result, 'peak');
    expect(peak.status).toBe('at-risk');
    // Log-normal with the median 99.5/s: 45 carry 150/s on the mean. ln(150 / 99.5) / (ln(165 / 60) / 2 / 1.645) = 1.335, P = 90.9%.
    expect(peak.chance).toBeGreaterThan(0.9);
    expect(peak.chance).toBeLessThan(0.918);
  });

  test('the command line holds', async () => {
    // 30/s at the API: three instances, 60/s.
    is(trialOf(await stress(shop, { set: { 'flows.browse.rate': '50 req/s' } }), 'peak'), 'holds', 'api', 60 / 30);
    is(trialOf(await stress(shop, { set: { 'flows.browse.rate': 'x0.5' } }), 'traffic'), 'holds', 'api', 60 / 60);
    is(trialOf(await stress(shop, { set: { 'components.db.instances': '6' } }), 'instance', ['db']), 'holds', 'db', 75 / 30);
  });

  test('a flow that is derived from another follows it, and is not doubled twice', async () => {
    const derived = `sysdesign: 1
name: derived
assumptions: { shoppers: 100 users }
flows:
  browse: { rate: = shoppers * 1 per user per s, peak: 1, path: api }
  buy:    { rate: = derived.bought, peak: 1, path: pay }
  poll:   { concurrent: = flows.browse.rate.mean * 10 s, every: 10 s, peak: 1, path: hub }
  admin:  { rate: = shoppers * 2 per user per s, peak: 1, path: back }
derived: { bought: = flows.browse.rate.mean * 10% }
components:
  api: { kind: service, instances: 10, each: { rate: 40 req/s } }
  pay: { kind: service, instances: 3, each: { rate: 10 req/s } }
  hub: { kind: service, instances: 5, each: { rate: 50 req/s } }
  back: { kind: service, instances: 9, each: { rate: 50 req/s } }
`;
    // browse and poll 200/s for 400 and 250, buy 20/s for 30, admin, which is derived from no flow, 400/s for 450.
    is(trialOf(await stress(derived), 'traffic'), 'holds', 'back', 450 / 400);
    const tight = derived.replace('instances: 9', 'instances: 90').replace('instances: 5', 'instances: 50');
    is(trialOf(await stress(tight), 'traffic'), 'holds', 'pay', 30 / 20);
    is(trialOf(await stress(tight.replace('instances: 3', 'instances: 30')), 'traffic'), 'holds', 'api', 400 / 200);
  });

  test('each component is tried under the load that it is sized for', async () => {
    // At the mean: the API gets 20/s, the cache as many, the store 10/s.
    const mean = await stress(shop.replace('instances: 3, each: { rate: 15', 'sizeFor: mean, instances: 2, each: { rate: 10'));
    is(trialOf(mean, 'instance', ['db']), 'holds', 'db', 10 / 10); // 30/s at peak would be too many
    is(trialOf(mean, 'peak'), 'holds', 'api', 100 / 60);
    is(trialOf(mean, 'traffic'), 'breaks', 'api', 100 / 120);
    is(trialOf(mean, 'cache', ['cache']), 'holds', 'db', 20 / 20);
    is(trialOf(mean, 'deploy'), 'holds', 'db', 10 / 10);
    is(trialOf(mean, 'spike', ['sale']), 'breaks', 'db', 20 / 60);
    // In the sale the store gets 60/s.
    const sale = await stress(shop.replace('instances: 3, each: { rate: 15', 'sizeFor: spike.sale, instances: 5, each: { rate: 15'));
    is(trialOf(sale, 'peak'), 'holds', 'db', 75 / 60);
    is(trialOf(sale, 'instance', ['db']), 'holds', 'db', 60 / 60);
    is(trialOf(sale, 'zone', ['eu.a', 'eu.b', 'eu.c']), 'breaks', 'db', 45 / 60); // two of five
  });

  test.each([
    ['stops everything', '{ strategy: recreate }', 0],
    ['runs two fleets', '{ strategy: blueGreen }', 45 / 30],
    ['takes two at a time', '{ unavailable: 2 }', 15 / 30],
    ['takes half of them, rounded down', '{ unavailable: 50% }', 30 / 30],
    ['starts new ones first', '{ surge: 25% }', 45 / 30],
  ])('a deployment that %s', async (_, deploy, headroom) => {
    const result = await stress(shop.replace('{ kind: database,', `{ kind: database, deploy: ${deploy},`));
    const trial = trialOf(result, 'deploy');
    if (headroom > 80 / 60) is(trial, 'holds', 'api', 80 / 60);
    else is(trial, headroom < 1 ? 'breaks' : 'holds', 'db', headroom);
  });
});

/** The cache answers half of 50 req/s, the store carries 60 one after the other; 10 orders/s go into a queue, of which 20/s are taken. */
const felt = `sysdesign: 1
name: shop
flows:
  browse:
    rate: 50 req/s
    peak: 1
    spikes: { sale: { factor: 3, lasts: 10 min } }
    path: [ api: { calls: [ cache: { hit: 50%, miss: [ db: { timeout: 500 ms, retries: 2 } ] } ] } ]
  order:
    rate: 10 req/s
    peak: 1
    spikes: { sale: { factor: 5, lasts: 10 min } }
    path: [ api: { calls: [ orders: { async: true } ] } ]
components:
  api: { kind: service, instances: 4, each: { rate: 100 req/s, mean: 10 ms } }
  cache: { kind: cache, instances: 2, each: { rate: 1000 req/s, mean: 1 ms } }
  db: { kind: database, instances: 1, each: { rate: 60 req/s, mean: 10 ms } }
  orders: { kind: queue, consumers: { biller: { rate: 20/s } } }
  biller: { kind: worker }
topology: { regions: { eu: { zones: [a, b] } } }
`;

describe('what callers and consumers feel of it', () => {
  test('a spike: nobody behind the cache is answered, messages wait, and retries keep the store overloaded', async () => {
    const { latency, backlog, stuck } = trialOf(await stress(felt), 'spike', ['sale']);
    // 75/s miss, more than 60: each of them is given up three times. The other half is answered.
    expect(latency).toMatchObject({ flow: 'browse' });
    close(latency?.failed ?? Number.NaN, 0.5, 'not answered', 1e-6);
    // (50 - 20) x 600 s wait, worked off at 20 - 10 a second.
    expect(backlog).toEqual({ queue: 'orders', consumer: 'biller', depth: 18_000, drain: 1800 });
    // 25/s at peak are above 60 / 3.
    expect(stuck).toEqual(['db']);
    const within = felt.replace('retries: 2', 'retries: { max: 2, budget: 10% }');
    expect(trialOf(await stress(within), 'spike', ['sale']).stuck).toEqual([]);
  });

  test('a queue whose consumer takes no more than arrives is never worked off', async () => {
    const slow = felt.replace('biller: { rate: 20/s }', 'biller: { rate: 10/s }');
    expect(trialOf(await stress(slow), 'spike', ['sale']).backlog).toMatchObject({ depth: 24_000, drain: null });
  });

  test('a spike: a flow without one is left out; what waits ever longer has no end', async () => {
    const spec = (sale: string): string => `sysdesign: 1
name: sale
flows:
  browse: { rate: 100 req/s, peak: 1, spikes: { sale: ${sale} }, path: [ web ] }
  scan: { rate: 10 req/s, peak: 1, path: [ web ] }
components: { web: { kind: service, instances: 4, each: { rate: 100 req/s, mean: 10 ms } } }
`;
    const felt = async (sale: string) => trialOf(await stress(spec(sale)), 'spike', ['sale']).latency;
    // 10/s beside 100 do not change, 300, which 4 x 100 carry, or 400, which they do not.
    expect(await felt('1x')).toBeNull();
    expect(await felt('3x')).toMatchObject({ flow: 'browse', p99: expect.any(Number) });
    expect(await felt('4x')).toMatchObject({ flow: 'browse', p99: null, failed: 0 });
  });

  test('a cold cache: as if it answered nothing, however its hits are stated', async () => {
    const cold = (await estimate(felt.replace('hit: 50%', 'hit: 0%'))).value('flows.browse.latency.p99');
    const usual = (await estimate(felt)).value('flows.browse.latency.p99');
    for (const text of [felt, felt.replace('hit: 50%, ', '').replace('cache: { kind: cache,', 'cache: { kind: cache, hitRatio: 50%,')]) {
      const { latency } = trialOf(await stress(text), 'cache', ['cache']);
      expect(latency?.flow).toBe('browse');
      close(latency?.usual ?? Number.NaN, usual, 'usual');
      close(latency?.p99 ?? Number.NaN, cold, 'cold', 1e-6);
    }
  });

  test('a lost zone: the one instance of the store may be in it', async () => {
    const trial = trialOf(await stress(felt), 'zone', ['eu.a', 'eu.b']);
    close(trial.latency?.failed ?? Number.NaN, 0.5, 'not answered', 1e-6);
    // With one in each zone half of them are left, which carry it: later, and all of it.
    const two = trialOf(await stress(felt.replace('database, instances: 1', 'database, instances: 2')), 'zone', ['eu.a', 'eu.b']);
    expect(two.latency).toMatchObject({ flow: 'browse', failed: 0 });
    expect(two.latency?.p99).toBeGreaterThan(two.latency?.usual as number);
  });

  test('nothing, where no time is known', async () => {
    for (const { latency, stuck } of (await stress(shop)).trials) expect([latency, stuck]).toEqual([null, []]);
  });
});
