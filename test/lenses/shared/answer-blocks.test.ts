import { describe, expect, test } from 'vitest';
import type { CheckResult, Finding } from '../../../src/core/index.js';
import { answerBlocks } from '../../../src/lenses/shared/answer-blocks.js';
import type { AnswerResult } from '../../../src/lenses/shared/answer-result.js';
import { statedTarget } from '../../../src/quantity/index.js';
import { shownAs } from '../../report/support/samples.js';
import { sysdesign } from '../../support/hosts.js';

const none = { met: 0, missed: 0, atRisk: 0, unknown: 0, errors: 0 };
const amountOf = (value: number, unit: string) => ({ id: 'totals.x', value, unit, state: 'known', missing: [], spread: null });

/** An answer with three lines beside its verdict. */
const answerOf = (counts: Partial<typeof none>): AnswerResult =>
  ({
    counts: { ...none, ...counts },
    peak: amountOf(5, 'req/s'),
    first: null,
    spike: null,
    stored: { today: amountOf(5e9, 'B'), ahead: null },
    cost: { today: null, ahead: null },
    availability: [{ flow: 'f', unavailability: amountOf(0.01, 'ratio'), needs: [] }],
    countsShared: true,
  }) as never;

/** The verdict alone. */
async function headline(answer: AnswerResult, checks: readonly CheckResult[], findings: readonly Finding[]): Promise<string> {
  const shown = await shownAs('pretty', answerBlocks({ answer, checks, findings }));
  return shown.split(/^ {2}(?:load|stores|available) /m)[0] ?? '';
}

/** 80 columns, of which a step and the standing take 13. */
describe('the verdict takes one line of a terminal where the answer has four, else two', () => {
  const failing = (message: string): Promise<string> =>
    headline(answerOf({ errors: 1 }), [], [{ rule: 'capacity/overloaded', severity: 'error', judges: true, message } as never]);

  test('of an error, without its last clauses where all do not fit', async () => {
    expect(await failing('"api" cannot carry its peak: 120% of what it has')).toBe(
      '  ✗ FAILS    "api" cannot carry its peak: 120% of what it has\n',
    );
    expect(
      await failing('"payments" alone is down for longer than "checkout" may be: 0.1% of the time, and a promise of 99.95% leaves 0.05%'),
    ).toBe('  ✗ FAILS    "payments" alone is down for longer than "checkout" may be ...\n');
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
      targetIn: null,
    };
    return headline(
      answerOf({ missed: 1, met: 3 }),
      [{ ...check, targetText: 'at most 4k/s', stated: statedTarget('at most 4k/s'), missing: [] } as never],
      [],
    );
  };

  test('of a target, without its bound, its value and its name where they do not fit', async () => {
    expect(await missed('orders')).toMatch(/^ {2}✗ MISSED {3}1 of 4 targets: orders is 10\.8k \/s, target at most 4k\/s\n$/);
    expect(await missed('the-orders-of-our-customers-in-a-sale')).toMatch(
      /^ {2}✗ MISSED {3}1 of 4 targets: the-orders-of-our-customers-in-a-sale is 10\.8k \/s\n$/,
    );
    expect(await missed(`the-${'x'.repeat(45)}`)).toBe(`  ✗ MISSED   1 of 4 targets: the-${'x'.repeat(45)}\n`);
    expect(await missed(`the-${'x'.repeat(70)}`)).toBe('  ✗ MISSED   1 of 4 targets\n');
  });

  test('of an error in two lines, where the answer has but one more', async () => {
    const alone = { ...answerOf({ errors: 1 }), stored: { today: null, ahead: null }, availability: [] } as AnswerResult;
    const message = '"payments" alone is down for longer than "checkout" may be: 0.1% of the time, and a promise of 99.95% leaves 0.05%';
    const shown = await headline(alone, [], [{ rule: 'capacity/overloaded', severity: 'error', judges: true, message } as never]);
    expect(shown.trimEnd().split('\n')).toHaveLength(2);
    expect(shown.replace(/\s+/g, ' ')).toContain(message);
  });

  test('of a lens without a target of its own says which it looks for', async () => {
    const shown = await shownAs(
      'pretty',
      answerBlocks({ answer: answerOf({}), checks: [], findings: [] }, { of: 'latency', example: 'p99: 200 ms' }),
    );
    expect(shown).toContain('no target of latency is stated (a requirement such as p99: 200 ms)');
  });
});

describe('a flow of which it is not known how many instances it needs', () => {
  const availability = [{ flow: 'rollup', unavailability: amountOf(0.0013, 'ratio'), needs: ['log'] }];
  const lineOf = async (status: string): Promise<string | undefined> => {
    const check = {
      kind: 'requirement',
      name: 'up',
      fact: 'flows.rollup.availability',
      status,
      value: 0.9987,
      unit: 'share',
      op: 'at-least',
      target: 0.9995,
      targetIn: null,
    };
    const checks = [{ ...check, targetText: '99.95%', stated: statedTarget('99.95%'), missing: [] } as never];
    const shown = await shownAs(
      'pretty',
      answerBlocks({ answer: { ...answerOf({ missed: 1 }), availability } as never, checks, findings: [] }),
    );
    return /^ {2}available {2}(.*)$/m.exec(shown)?.[1];
  };

  test('is at most as available as with one, and that is told where its promise is missed even so', async () => {
    expect(await lineOf('missed')).toBe('at most 99.87% of rollup');
    expect(await lineOf('unknown')).toBe('not known of rollup (state needed of log)');
  });
});

describe('that no failure of a zone, a region or a release is counted is told where none is stated, and only there', () => {
  const SPEC = `sysdesign: 1
name: shop
flows: { read: { rate: 5 req/s, path: api } }
components: { api: { kind: service, instances: 2, mtbf: 90 d, mttr: 1 h } }
`;
  const line = async (text: string): Promise<string | undefined> => {
    const { out } = await sysdesign(['availability', 'shop.sysdesign.yaml'], { files: { 'shop.sysdesign.yaml': text } });
    return /^ {2}available {2}(.*(?:\n {13}.*)*)$/m.exec(out)?.[1]?.replace(/\s+/g, ' ');
  };

  test.each([
    ['nothing', ''],
    ['zones that nothing is stated to fail with', 'topology: { regions: { eu: { zones: [a, b] } } }\n'],
  ])('%s', async (_, more) => {
    expect(await line(SPEC + more)).toMatch(/no (?:failure of a )?zone, region or release/);
  });

  test.each([
    ['a region', SPEC, 'topology: { regions: { eu: { mtbf: 10 years, mttr: 4 h, zones: [a, b] } } }\n'],
    ['a zone', SPEC, 'topology: { regions: { eu: { zones: { a: { mtbf: 5 years, mttr: 2 h }, b: {} } } } }\n'],
    ['a release', SPEC.replace('mttr: 1 h', 'mttr: 1 h, deploy: { every: 7 d, failures: 5%, rollback: 10 min }'), ''],
    ['nothing of ours', SPEC.replace('kind: service, instances: 2', 'kind: external'), ''],
  ])('but not of %s', async (_, spec, more) => {
    const shown = await line(spec + more);
    expect(shown).toBeDefined();
    expect(shown).not.toContain('release');
  });
});

test('at 80 columns two flows keep their availability beside what is not counted', async () => {
  const flows = ['checkout', 'browse', 'search'].map((flow, i) => ({ flow, unavailability: amountOf(0.01 / 10 ** i, 'ratio'), needs: [] }));
  const shown = await shownAs(
    'pretty',
    answerBlocks({ answer: { ...answerOf({}), availability: flows, countsShared: false } as never, checks: [], findings: [] }),
  );
  expect(shown).toContain('available  99% of checkout, 99.9% of browse and 1 more; zones not counted\n');
});
