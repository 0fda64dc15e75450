import { describe, expect, test } from 'vitest';
import { foundBy } from './support/reviewing.js';

describe('a rule of load under doubt', () => {
  test('gives the share of cases in which it holds, a step less severe where that is fewer than half', async () => {
    // Twice the mean of 50..200/s is more than 300 where the mean is more than 150, log-normal: ln 1.5 / (ln 4 / 2 / 1.6449) = 0.962 standard
    // deviations above the median, and 1 - N(0.962) = 16.8%.
    const [spike] = await foundBy(
      'load/spike-not-carried',
      `
flows: { f: { kind: read, rate: 50..200 req/s, peak: 1, spikes: { sale: { factor: 2 } }, path: api } }
components: { api: { kind: service, instances: 3, each: { rate: 100 req/s } } }
`,
    );
    expect(spike?.message).toMatch(/, in 17% of cases$/);
    expect(spike?.severity).toBe('info');
  });
});
