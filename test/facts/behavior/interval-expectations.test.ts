import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateSpecs, loaded } from '../../support/estimating.js';
import { runsOf } from '../../support/full.js';

/** Verdicts of expectations of a flow's mean rate, in the order in which they are stated. */
async function verdicts(rate: number | string, expected: readonly string[], more = ''): Promise<readonly [string, number | null][]> {
  const spec = `sysdesign: 1
name: e
flows: { f: { rate: ${rate} req/s, path: s } }
components: { s: { kind: service } }
expect: { flows.f.rate.mean: [${expected.join(', ')}] }
${more}`;
  const result = await evaluateSpecs([await loaded(spec)]);
  return (result.specs[0]?.checks ?? []).map(({ status, margin }) => [status, margin]);
}

describe('an expected interval', () => {
  test('is met within its ends, and nowhere else', async () => {
    const number = fc.integer({ min: 1, max: 1000 });
    await fc.assert(
      fc.asyncProperty(number, number, number, async (rate, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other) + 1];
        const [[status] = []] = await verdicts(rate, [`${low}..${high} req/s`]);
        expect(status).toBe(rate >= low && rate <= high ? 'met' : 'missed');
      }),
      { numRuns: runsOf(40) },
    );
  });

  test('tells how far off the nearer end is; with "within" its ends have that much room', async () => {
    expect(
      await verdicts(100, ['50..100 req/s', '125..200 req/s', '10..80 req/s', '101..200 req/s within 1%', '102..200 req/s within 1%']),
    ).toEqual([
      ['met', 0],
      ['missed', 100 / 125 - 1],
      ['missed', 100 / 80 - 1],
      ['met', 100 / 101 - 1],
      ['missed', 100 / 102 - 1],
    ]);
  });

  test('in the unit of the fact, with a middle, and of a share', async () => {
    expect((await verdicts(100, ['8M..9M per day', '50..60..120 req/s'])).map(([status]) => status)).toEqual(['met', 'met']);
  });
});
