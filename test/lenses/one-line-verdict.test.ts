import { describe, expect, test } from 'vitest';
import type { CheckResult, Finding } from '../../src/core/index.js';
import { answerBlocks } from '../../src/lenses/answer/blocks.js';
import type { AnswerResult } from '../../src/lenses/answer/result.js';
import { shownAs } from '../report/samples.js';

const none = { met: 0, missed: 0, atRisk: 0, unknown: 0, errors: 0 };
const answerOf = (counts: Partial<typeof none>): AnswerResult =>
  ({ counts: { ...none, ...counts }, stored: { today: null, ahead: null }, cost: { today: null, ahead: null }, availability: [] }) as never;

const headline = (answer: AnswerResult, checks: readonly CheckResult[], findings: readonly Finding[]): Promise<string> =>
  shownAs('pretty', answerBlocks({ answer, checks, findings }));

/** 80 columns, of which a step and the standing take 13. */
describe('the verdict takes one line of a terminal', () => {
  const failing = (message: string): Promise<string> =>
    headline(answerOf({ errors: 1 }), [], [{ rule: 'capacity/overloaded', severity: 'error', judges: true, message } as never]);

  test('of an error, without its last clauses where all do not fit', async () => {
    expect(await failing('"api" cannot carry its peak: 120% of what it has')).toBe(
      '  ✗ FAILS    "api" cannot carry its peak: 120% of what it has\n',
    );
    expect(
      await failing('every request of "checkout" needs "payments", which is down 0.1% of the time, and a promise of 99.95% leaves 0.05%'),
    ).toBe('  ✗ FAILS    every request of "checkout" needs "payments" ...\n');
    expect(await failing(`${'long '.repeat(20)}without a clause`)).toBe('  ✗ FAILS    1 error, the first capacity/overloaded\n');
  });

  const missed = (name: string): Promise<string> => {
    // A unit of no words of its own.
    const check = {
      kind: 'requirement',
      name,
      fact: 'flows.f.rate.mean',
      status: 'missed',
      value: 10_800,
      unit: '/s',
      op: 'at-most',
      target: 4000,
    };
    return headline(answerOf({ missed: 1, met: 3 }), [{ ...check, targetText: 'at most 4k/s', missing: [] } as never], []);
  };

  test('of a target, without its bound, its value and its name where they do not fit', async () => {
    expect(await missed('orders')).toMatch(/^ {2}✗ MISSED {3}1 of 4 targets: orders is 10\.8k \/s, target at most 4k\/s\n$/);
    expect(await missed('the-orders-of-our-customers-in-a-sale')).toMatch(
      /^ {2}✗ MISSED {3}1 of 4 targets: the-orders-of-our-customers-in-a-sale is 10\.8k \/s\n$/,
    );
    expect(await missed(`the-${'x'.repeat(45)}`)).toBe(`  ✗ MISSED   1 of 4 targets: the-${'x'.repeat(45)}\n`);
    expect(await missed(`the-${'x'.repeat(70)}`)).toBe('  ✗ MISSED   1 of 4 targets\n');
  });
});
