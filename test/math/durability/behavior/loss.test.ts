import { describe, expect, test } from 'vitest';
import { lossWithin, mttdl } from '../../../../src/math/index.js';
import { meanTimeUntil } from '../../support/chains.js';

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
});

describe('loss within a time', () => {
  test('keeps small chances', () => {
    near(lossWithin(1e20, 1), 1e-20);
    near(lossWithin(1, 1), 1 - Math.exp(-1));
  });
});
