import { describe, expect, test } from 'vitest';
import { exitCodeOf, FORMATS } from '../../src/report/index.js';
import { atRisk, checkOf, findingAt, missed, rendered, resultOf, shop, specOf, unknown } from './support/samples.js';

describe('the judgment in the exit code', () => {
  const invalid = specOf({ findings: [findingAt(shop, 'expect')] });
  const cases: [string, readonly ReturnType<typeof specOf>[], number][] = [
    ['fine', [specOf({ checks: [checkOf()] })], 0],
    ['at risk and unknown', [specOf({ checks: [atRisk, unknown] })], 0],
    ['a warning', [specOf({ findings: [findingAt(shop, 'expect', { severity: 'warning' })] })], 0],
    ['a missed target', [specOf({ checks: [missed] })], 1],
    ['an invalid spec', [invalid], 2],
    ['an invalid spec and a missed target', [specOf({ checks: [missed] }), invalid], 2],
  ];
  test('of what is unknown, where the command line is strict', () => {
    expect(exitCodeOf(resultOf(specOf({ checks: [checkOf(), atRisk] })), { isStrict: true })).toBe(0);
    expect(exitCodeOf(resultOf(specOf({ checks: [checkOf(), unknown] })), { isStrict: true })).toBe(1);
    expect(exitCodeOf(resultOf(invalid, specOf({ checks: [unknown] })), { isStrict: true })).toBe(2);
  });
  test.each(cases)('%s', async (_, specs, code) => {
    expect(exitCodeOf(resultOf(...specs))).toBe(code);
    // Every format takes them all.
    for (const format of FORMATS) await rendered(resultOf(...specs), format);
  });
});
