import { describe, expect, test } from 'vitest';
import {
  type Delay,
  exponentialDelay,
  fixedDelay,
  logNormalDelay,
  PUBLISHED_DELAYS,
  publishedCases,
  staleness,
} from '../../../src/math/consistency/index.js';

const alike = (count: number, write: Delay, ack: Delay, request: Delay, response: Delay) => [
  { chance: 1, groups: [{ count, write, ack, request, response }] },
];
/** What is promised of each probability. */
const EXACT = 1e-5;

describe('staleness in closed form', () => {
  test('two replicas, one read and one written, all delays exponential of mean 1: 11/72 e^-t', () => {
    // H(u) = 2 E[e^-(u + R) phi(R)], phi(r) = E[(1 + r + S) e^-(r + S)] = e^-r (3/4 + r/2): H(u) = 11/18 e^-u.
    // The other one has acknowledged at v with density v e^-v: P(t) = 11/18 e^-t * integral of v e^-2v = 11/72 e^-t.
    const e = exponentialDelay(1);
    const { stale, visible } = staleness(alike(2, e, e, e, e), { read: 1, write: 1 });
    for (const t of [0, 0.3, 1, 2, 5]) expect(Math.abs(stale(t) - (11 / 72) * Math.exp(-t))).toBeLessThan(EXACT);
    expect(Math.abs(visible(0.99) - Math.log((11 / 72) * 100))).toBeLessThan(2e-3);
  });

  test('three replicas that answer at once, writes exponential: 2/3 e^-t', () => {
    // The reader asks any one, which lacks what the quicker of the two others has: P(W > t + min(W', W'')) = integral of 2 e^-2v e^-(t + v).
    const { stale } = staleness(alike(3, exponentialDelay(1), fixedDelay(0), fixedDelay(0), fixedDelay(0)), { read: 1, write: 1 });
    for (const t of [0, 1, 3]) expect(Math.abs(stale(t) - (2 / 3) * Math.exp(-t))).toBeLessThan(EXACT);
  });

  test('five replicas that answer at once, two read, two written: a product of minima', () => {
    // Both that are asked lack it at t + v: e^-2(t + v); two of the three others have it at v: density 6 (1 - e^-v) e^-2v.
    // P(t) = 6 e^-2t integral of (1 - e^-v) e^-4v = 6 e^-2t (1/4 - 1/5) = 0.3 e^-2t.
    const { stale } = staleness(alike(5, exponentialDelay(1), fixedDelay(0), fixedDelay(0), fixedDelay(0)), { read: 2, write: 2 });
    for (const t of [0, 0.5, 1]) expect(Math.abs(stale(t) - 0.3 * Math.exp(-2 * t))).toBeLessThan(EXACT);
  });

  test('one replica, and quorums that meet, are never stale', () => {
    for (const [n, read, write] of [
      [1, 1, 1],
      [3, 2, 2],
      [3, 3, 1],
      [5, 1, 5],
    ] as const) {
      const { stale, visible } = staleness(publishedCases('ymmr', n), { read, write });
      expect(stale(0)).toBe(0);
      expect(visible(0.999)).toBe(0);
    }
  });

  test('a read takes as long as the last of its answers: of three exponential round trips the second', () => {
    // P(fewer than two of three have answered) = 3 q^2 (1 - q) + q^3, with q = (1 + x) e^-x.
    const e = exponentialDelay(1);
    const { readLatency } = staleness(alike(3, e, e, e, e), { read: 2, write: 1 });
    const x = readLatency(0.9);
    const q = (1 + x) * Math.exp(-x);
    expect(3 * q * q - 2 * q ** 3).toBeCloseTo(0.1, 4);
  });
});

describe('two resolutions', () => {
  test.each(PUBLISHED_DELAYS)('agree within 1e-5: %s', (model) => {
    for (const [read, write] of [
      [1, 1],
      [1, 2],
    ] as const) {
      const [one, two] = [1, 2].map((resolution) => staleness(publishedCases(model, 3), { read, write }, resolution)) as [
        ReturnType<typeof staleness>,
        ReturnType<typeof staleness>,
      ];
      for (const t of [0, 0.5, 1, 2, 10, 100, 1000])
        expect(Math.abs(one.stale(t) - two.stale(t)), `${read} ${write} ${t}`).toBeLessThan(EXACT);
    }
  });
});

/** A generator of its own: nothing is shared with what is tested. @source Marsaglia 2003, xorshift */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 4294967296;
  };
}

describe('a sample of reads and writes', () => {
  const next = uniforms(20120827);
  const exponential = (mean: number) => () => -mean * Math.log(next());
  const ssd = () => (next() < 0.9122 ? 0.235 * next() ** -0.1 : -Math.log(next()) / 1.66);
  const disk = () => (next() < 0.38 ? 1.05 * next() ** (-1 / 1.51) : -Math.log(next()) / 0.183);

  const sampled = (n: number, read: number, write: number, t: number, [w, a, r, s]: readonly (() => number)[]): number => {
    const rounds = 40_000;
    let stale = 0;
    for (let round = 0; round < rounds; round++) {
      const replicas = Array.from({ length: n }, () => ({
        write: w?.() as number,
        ack: a?.() as number,
        request: r?.() as number,
        response: s?.() as number,
      }));
      const done = replicas.map((one) => one.write + one.ack).sort((x, y) => x - y)[write - 1] as number;
      const first = [...replicas].sort((x, y) => x.request + x.response - y.request - y.response).slice(0, read);
      if (first.every((one) => one.write > done + t + one.request)) stale++;
    }
    return stale / rounds;
  };

  test.each([
    ['disks, 3 replicas', 3, 1, 1, 1],
    ['disks, 5 replicas', 5, 2, 2, 0],
    ['disks, 5 replicas, one read', 5, 1, 3, 2],
  ])('%s: within its own noise', (_, n, read, write, t) => {
    const [group] = publishedCases('lnkd-disk', n)[0]?.groups ?? [];
    expect(group?.count).toBe(n);
    const got = staleness(publishedCases('lnkd-disk', n), { read, write }).stale(t);
    // Four standard deviations of 40,000 draws are at most 0.01.
    expect(Math.abs(got - sampled(n, read, write, t, [disk, ssd, ssd, ssd]))).toBeLessThan(0.01);
  });

  test('log-normal and exponential delays', () => {
    const normal = () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
    // p99 / p50 = 8: sigma = ln 8 / 2.3263.
    const logNormal = () => 2 * Math.exp((Math.log(8) / 2.3263478740408408) * normal());
    const got = staleness(alike(3, logNormalDelay(2, 16), exponentialDelay(1), exponentialDelay(0.5), exponentialDelay(0.5)), {
      read: 1,
      write: 2,
    }).stale(0.5);
    expect(Math.abs(got - sampled(3, 1, 2, 0.5, [logNormal, exponential(1), exponential(0.5), exponential(0.5)]))).toBeLessThan(0.01);
  });
});

test('time heals, and larger quorums are fresher', () => {
  for (const model of PUBLISHED_DELAYS) {
    const at = (read: number, write: number) => staleness(publishedCases(model, 4), { read, write }, 0.5);
    const [least, reads, writes] = [at(1, 1), at(2, 1), at(1, 2)];
    let before = 1;
    for (const t of [0, 1, 10, 100, 1000]) {
      expect(least.stale(t)).toBeLessThanOrEqual(before);
      before = least.stale(t);
      expect(reads.stale(t)).toBeLessThanOrEqual(before + EXACT);
      expect(writes.stale(t)).toBeLessThanOrEqual(before + EXACT);
    }
  }
});
