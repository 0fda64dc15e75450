import { describe, expect, test } from 'vitest';
import { lossWithin, meanTimeBetween, mttdl, mttdlApproximate, windowLoss } from '../../src/math/index.js';
import { meanTimeUntil, shortByStates } from './chains.js';

const near = (got: number, want: number, relative = 1e-12): void =>
  expect(Math.abs(got - want), `${got} for ${want}`).toBeLessThanOrEqual(relative * Math.abs(want));

describe('mean time to data loss', () => {
  const groups = [
    [2, 1],
    [3, 2],
    [6, 2],
    [9, 3],
  ].flatMap(([n = 0, tolerated = 0]) => (['serial', 'parallel'] as const).map((rebuild) => [n, tolerated, rebuild] as const));

  test.each(groups)('of %i shards that bear %i losses, rebuilt in %s, is what elimination gives', (n, tolerated, rebuild) => {
    const [mttf, mttr] = [10, 0.5];
    const states = tolerated + 2;
    const rates = Array.from({ length: states }, (_, lost) =>
      Array.from({ length: states }, (_, to) =>
        to === lost + 1 ? (n - lost) / mttf : to === lost - 1 ? (rebuild === 'serial' ? 1 : lost) / mttr : 0,
      ),
    );
    near(mttdl(n, tolerated, mttf, mttr, rebuild), meanTimeUntil(rates, new Set([tolerated + 1])), 1e-10);
  });

  test('is near the textbook where rebuilds are short, and above it', () => {
    // Mirror: (3 a + b) / (2 a^2) for a = 1 / mttf, b = 1 / mttr, against b / (2 a^2): 3 mttr / mttf more.
    near(mttdl(2, 1, 1e6, 24, 'serial') / mttdlApproximate(2, 1, 1e6, 24, 'serial') - 1, (3 * 24) / 1e6, 1e-6);
    // Three rebuilds at once are 3! times as good as one after the other.
    near(mttdlApproximate(9, 3, 1e6, 24, 'parallel'), 6 * mttdlApproximate(9, 3, 1e6, 24, 'serial'));
    // Nothing is spared: the first failure of any.
    near(mttdl(4, 0, 1000, 10, 'serial'), 250);
    near(mttdlApproximate(4, 0, 1000, 10, 'serial'), 250);
  });
});

describe('loss within a time', () => {
  test('keeps small chances', () => {
    near(lossWithin(1e20, 1), 1e-20);
    near(lossWithin(1, 1), 1 - Math.exp(-1));
    near(meanTimeBetween(0.0131, 8760), 668_702.2900763359);
  });

  test('by windows is that of all states', () => {
    const { window, all } = windowLoss(8, 2, 0.01, 100, 'binomial');
    near(
      window,
      shortByStates(
        Array.from({ length: 8 }, () => 0.01),
        6,
      ),
      1e-11,
    );
    near(all, 1 - (1 - window) ** 100, 1e-10);
  });

  test('by Poisson windows counts the first loss that is too many', () => {
    // 20 shards at 0.1: mean 2, P(4) = 2^4 / 24 exp(-2).
    near(windowLoss(20, 3, 0.1, 1, 'poisson').window, (16 / 24) * Math.exp(-2));
  });
});
