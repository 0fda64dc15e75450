import { describe, expect, it } from 'vitest';
import { estimate } from '../../../support/estimating.js';

/** One server with exponential times of 10 ms and room for so many that wait. */
const design = (rate: number, limit: number, call = 'c', more = ''): string => `sysdesign: 1
name: room
flows: { f: { rate: ${rate} req/s, peak: 1, path: [ ${call} ] } }
components:
  c: { kind: service, instances: 1, queueLimit: ${limit}, each: { servers: 1, mean: 10 ms } }
${more}`;

describe('a queue with little room', () => {
  it('turns away who finds it full: of M/M/1/3 at half load (1/8) (1/2) / (1 - 1/16)', async () => {
    // Numbers 0 to 3 in the proportions 8 : 4 : 2 : 1.
    const facts = await estimate(design(50, 2));
    facts.are({
      'components.c.rejected.peak': 1 / 15,
      // Of those that come in (14 of 15), 4 + 2 find one or two there, who wait for 10 or 20 ms on average.
      'components.c.waits.peak': 6 / 14,
      'components.c.waiting.peak': (4 * 0.01 + 2 * 0.02) / 14,
      // 0 x 8 + 1 x 4 + 2 x 2 + 3 x 1 of 15.
      'components.c.inSystem.peak': 11 / 15,
      'flows.f.failed.peak': 1 / 15,
    });
  });

  it('answers the others in one, two or three times: a mixture of Erlang times', async () => {
    const facts = await estimate(design(50, 2));
    const tail = (t: number): number => {
      const x = t / 0.01;
      return Math.exp(-x) * (8 / 14 + (4 / 14) * (1 + x) + (2 / 14) * (1 + x + (x * x) / 2));
    };
    for (const [name, share] of [
      ['p50', 0.5],
      ['p99', 0.99],
    ] as const) {
      expect(tail(facts.value(`flows.f.latency.${name}.low`))).toBeGreaterThanOrEqual((1 - share) * (1 - 1e-6));
      expect(tail(facts.value(`flows.f.latency.${name}.high`))).toBeLessThanOrEqual((1 - share) * (1 + 1e-6));
    }
  });

  it('is stable at any load: at twice what it carries, M/M/1/2 turns away 4 of 7', async () => {
    // Numbers 0 to 2 in the proportions 1 : 2 : 4.
    const facts = await estimate(design(200, 1));
    expect(facts.value('components.c.rejected.peak')).toBeCloseTo(4 / 7, 12);
    expect(facts.value('flows.f.latency.p99')).toBeLessThan(0.1);
  });

  it('has calls tried again and answered by a fallback, as after a timeout', async () => {
    const again = await estimate(design(50, 2, 'c: { retries: 1 }'));
    // Rates are without retries.
    expect(again.value('flows.f.failed.peak')).toBeCloseTo(1 / 225, 9);
    const instead = await estimate(design(50, 2, 'c: { fallback: 100% }'));
    expect(instead.value('flows.f.failed.peak')).toBeCloseTo(0, 12);
  });
});
