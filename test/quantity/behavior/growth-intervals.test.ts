import { describe, expect, test } from 'vitest';
import { estimate } from '../../support/estimating.js';

/** A flow of that growth. */
const grown = (growth: string): string => `sysdesign: 1
name: g
flows: { f: { kind: read, rate: 100 req/s, growth: ${growth} } }
`;

/** Data with that overhead, and a cache with it. */
const topped = (overhead: string): string => `sysdesign: 1
name: o
flows: { f: { kind: read, rate: 100 req/s, path: c } }
components: { c: { kind: cache, holds: { d: 1M items }, overhead: ${overhead} } }
data: { d: { item: 1 kB, items: 1M, overhead: ${overhead} } }
`;

// One more is log-normal: the median is sqrt((1 + p5)(1 + p95)) - 1, on either side of 100% and of 0%.
const CASES = [
  ['20%..99%', 0.2, Math.sqrt(1.2 * 1.99) - 1, 0.99],
  ['20%..101%', 0.2, Math.sqrt(1.2 * 2.01) - 1, 1.01],
  ['30%..60%', 0.3, Math.sqrt(1.3 * 1.6) - 1, 0.6],
  ['20%..30%..99%', 0.2, 0.3, 0.99],
  ['~20%', 0.1, 0.2, 0.4],
  ['150%..400%', 1.5, Math.sqrt(2.5 * 5) - 1, 4],
] as const;

describe('a range of what grows, or of what comes on top, is no share', () => {
  test.each([
    ...CASES,
    ['-10%..30%', -0.1, Math.sqrt(0.9 * 1.3) - 1, 0.3] as const,
    ['0%..50%', 0, Math.sqrt(1.5) - 1, 0.5] as const,
  ])('growth: %s', async (text, p5, p50, p95) => {
    const facts = await estimate(grown(`${text} per year`));
    expect(facts.value('flows.f.growth')).toBeCloseTo(p50, 12);
    const spread = facts.sampler.spread(facts.node('flows.f.growth'));
    expect(spread?.p5).toBeCloseTo(p5, 3);
    expect(spread?.p50).toBeCloseTo(p50, 3);
    expect(spread?.p95).toBeCloseTo(p95, 3);
  });

  test.each([...CASES, ['0%..50%', 0, Math.sqrt(1.5) - 1, 0.5] as const])('overhead: %s', async (text, p5, p50, p95) => {
    const facts = await estimate(topped(text));
    for (const id of ['data.d.size.stored', 'cache.c.memory']) {
      expect(facts.value(id), id).toBeCloseTo(1e9 * (1 + p50), 0);
      const spread = facts.sampler.spread(facts.node(id));
      expect((spread?.p5 ?? 0) / 1e9, id).toBeCloseTo(1 + p5, 3);
      expect((spread?.p50 ?? 0) / 1e9, id).toBeCloseTo(1 + p50, 3);
      expect((spread?.p95 ?? 0) / 1e9, id).toBeCloseTo(1 + p95, 3);
    }
  });
});
