import { describe, expect, test } from 'vitest';
import { shareAtLowLoad } from '../../../../src/math/queueing/index.js';
import { estimate, modelOf } from '../../../support/estimating.js';

/** One server in each of two instances: calls at random, exponential times. */
const design = (each: string, rate = 50): string => `sysdesign: 1
name: measured
flows: { read: { rate: ${rate} req/s, peak: 1, path: api } }
components: { api: { kind: service, instances: 2, each: { ${each} } } }
`;

// M/M/1: a call takes S / (1 - rate x S) with its wait. Measured as 20 ms at 25/s an instance: S = 20 ms / (1 + 25/s x 20 ms) = 13.333 ms.
const OWN = 0.02 / 1.5;

describe('times that were measured at a rate', () => {
  test.each(['servers: 1, mean: 20 ms, at: 25 req/s', 'rate: 75 req/s, mean: 20 ms, at: 25 req/s'])('hold waiting: %s', async (each) => {
    const facts = await estimate(design(each));
    expect(facts.value('components.api.ownTime.mean')).toBeCloseTo(OWN, 9);
    // The time of an M/M/1 queue is exponential: half of its calls take ln 2 of its mean, one of a hundred ln 100.
    for (const [name, share] of [
      ['p50', Math.LN2],
      ['p99', Math.log(100)],
    ] as const) {
      expect(facts.value(`flows.read.latency.${name}`) / (0.02 * share)).toBeCloseTo(1, 2);
      expect(facts.value(`flows.read.latency.at.idle.${name}`) / (OWN * share)).toBeCloseTo(1, 2);
    }
  });

  test('are longer at a higher rate: twice the rate, 13.333 ms / (1 - 50/s x 13.333 ms) = 40 ms', async () => {
    const facts = await estimate(design('servers: 1, mean: 20 ms, at: 25 req/s', 100));
    expect(facts.value('flows.read.latency.p50') / (0.04 * Math.LN2)).toBeCloseTo(1, 2);
    expect(facts.value('components.api.utilization.servers')).toBeCloseTo(50 * OWN, 9);
  });

  test('are taken as they are where nothing tells how much is worked on at once, or where the wait alone takes longer', async () => {
    expect((await estimate(design('mean: 20 ms, at: 25 req/s'))).value('components.api.ownTime.mean')).toBe(0.02);
    // At 90 of 100/s an M/M/1 queue has a wait of 90 ms: no call was through in 20 ms.
    expect(shareAtLowLoad({ mean: 0.02, variation: 1, rate: 90, capacity: 100 })).toBe(1);
    expect(shareAtLowLoad({ mean: 0.02, variation: 1, rate: 0, servers: 1 })).toBe(1);
  });

  test('leave a service time as it is: 50 req/s x 4 ms are 0.2 calls at once', async () => {
    const beside = await estimate(design('servers: 1, p50: 10 ms, p99: 50 ms, serviceTime: 4 ms, at: 25 req/s'));
    expect(beside.value('components.api.concurrency.peak')).toBeCloseTo(0.2, 9);
    const alone = await estimate(design('servers: 1, serviceTime: 4 ms, at: 25 req/s'));
    expect(alone.value('components.api.concurrency.peak')).toBeCloseTo(0.2, 9);
    expect(alone.value('components.api.ownTime.mean')).toBe(0.004);
  });

  test('leave the share that gives the measured mean back, whatever varies', () => {
    // M/D/1: S + rate S^2 / (2 (1 - rate S)) = 20 ms at 25/s, S = (2 - sqrt(2))/25 s x ...: solved by hand as 25 S^2/2 - 1.5 S + 0.02 = 0.
    const S = (1.5 - Math.sqrt(1.5 ** 2 - 2 * 25 * 0.02)) / 25;
    expect(shareAtLowLoad({ mean: 0.02, variation: 0, rate: 25, servers: 1 }) * 0.02).toBeCloseTo(S, 6);
  });

  test.each([
    ['nothing tells how much is worked on at once', 'mean: 20 ms, at: 25 req/s', 'nothing tells how much of its times is waiting'],
    ['a service time alone is stated', 'servers: 1, serviceTime: 4 ms, at: 25 req/s', 'a service time holds no waiting'],
    ['no time is stated', 'servers: 1, at: 25 req/s', 'it has no time that was measured'],
    ['one of two percentiles is stated', 'servers: 1, p50: 4 ms, at: 25 req/s', 'it has no time that was measured'],
  ])('have no effect, and a finding says so, where %s', async (_, each, why) => {
    const { findings } = await modelOf(design(each));
    expect(findings.map(({ rule, severity, path }) => [rule, severity, path])).toEqual([
      ['spec/at-without-effect', 'warning', 'components.api.each.at'],
    ]);
    expect(findings[0]?.message).toContain(why);
  });

  test('have an effect, and no finding, where either is stated, or a product states what it carries', async () => {
    for (const each of ['servers: 1, mean: 20 ms, at: 25 req/s', 'rate: 75 req/s, percentiles: { p99: 9 ms }, tail: 3, at: 25 req/s'])
      expect((await modelOf(design(each))).findings).toEqual([]);
    const of = (use: string): string => design('mean: 1 ms, at: 90k req/s').replace('kind: service', `kind: cache, use: ${use}`);
    const found = await Promise.all(
      [of('redis'), of('homemade')].map(async (text) => (await modelOf(text)).findings.map(({ rule }) => rule)),
    );
    expect(found).toEqual([[], ['spec/at-without-effect']]);
    // At 90k of 100k/s one of ninety to a hundred servers waits, shortly.
    const own = (await estimate(of('redis'))).value('components.api.ownTime.mean');
    expect(own).toBeLessThan(0.001);
    expect(own).toBeGreaterThan(0.0009);
  });

  test('keep an instance busy as long as they take without waiting, whatever form they are stated in', async () => {
    // 20 ms at 25/s and one server of M/G/1: m = S + rate (1 + variation) S^2 / (2 (1 - rate S)); of samples of 10 and 30 ms variation is 1/4.
    const facts = await estimate(design('servers: 1, samples: [10 ms, 30 ms], at: 25 req/s'));
    const S = facts.value('components.api.ownTime.mean');
    expect(S + (25 * 1.25 * S * S) / (2 * (1 - 25 * S))).toBeCloseTo(0.02, 4);
    // 50/s are asked of all.
    expect(facts.value('components.api.busy.peak')).toBeCloseTo(50 * S, 9);
  });
});
