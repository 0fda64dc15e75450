import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatQuantity } from '../../../src/quantity/index.js';
import { runsOf } from '../../support/full.js';
import { literal } from '../support/words.js';

const MONTH = 30 * 86_400;
const UNITS = [
  'B',
  'B/s',
  'bit/s',
  'req/s',
  '1/s',
  'users',
  'users/s',
  's',
  'months',
  'USD',
  'USD/month',
  'ratio',
  'count',
  '1/user/s',
] as const;

/** What a literal measures in, as a multiple of the unit that is printed. */
const scaleOf = (unit: string): number => ({ 'USD/month': MONTH, 'bit/s': 8, months: 1 / MONTH })[unit] ?? 1;

const sizes = fc.double({ min: -28, max: 28, noNaN: true }).map((x) => 10 ** x);
const digits = fc.integer({ min: 2, max: 6 });

/** The literal's whole reach is 1e-30 to 1e30 of its own number: that of a month, a bit or a year has to be within. */
const isWithinReach = (value: number, unit: string): boolean => value / scaleOf(unit) < 1e28 && value / scaleOf(unit) > 1e-26;

/** Rounded to so many digits it is no further off than half of the last. */
const within = (read: number, value: number, places: number): boolean => Math.abs(read / value - 1) <= 0.5001 * 10 ** (1 - places);

/** Numbers with what stands behind them: [`0.278`, `k`], [`1.11`, `k req/s`]. */
const partsOf = (text: string): readonly (readonly [number, string])[] =>
  text.split('..').map((part) => {
    const [, number = '', rest = ''] = /^(-?[\d.]+(?:e-?\d+)?)(.*)$/.exec(part) ?? [];
    return [Number(number), rest];
  });

const PREFIXED = /^(?:[kMGTP](?![A-Za-z])| [kMGTPE]B| [kMGTP]bit)/;
/** Units of time that have a longer one above them, a thousand or less away. */
const STEPS = /^ (?:ns|us|ms)$/;

function expectReadable(text: string): void {
  const all = partsOf(text);
  const last = all.at(-1)?.[1] ?? '';
  for (const [number, rest] of all) {
    const unit = rest === '' ? last : rest;
    if (number === 0 || !(PREFIXED.test(unit) || STEPS.test(unit))) continue;
    expect(Math.abs(number), text).toBeGreaterThanOrEqual(1);
    expect(Math.abs(number), text).toBeLessThan(1000);
  }
}

describe('whatever the size, the unit and the digits', () => {
  test('a number reads back to within its digits, with 1 to 999 of its prefix', () => {
    fc.assert(
      fc.property(sizes, fc.constantFrom(...UNITS), digits, (value, unit, places) => {
        fc.pre(isWithinReach(value, unit));
        const text = formatQuantity(value, unit, { digits: places });
        expectReadable(text);
        expect(text.replace(/[A-Za-z/]+$/, '').length, text).toBeLessThan(25);
        const read = literal(text, unit === 'count' ? 'count' : null).value * scaleOf(unit);
        // Zeros and nines below one: there what is missing is rounded instead.
        expect(within(read, value, places), `${value} ${unit} to ${places}: ${text}`).toBe(true);
      }),
      { seed: 20_261_130, numRuns: runsOf(2000) },
    );
  });

  test('an interval reads back too: one unit for both ends where both are 1 to 999 of it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -9, max: 15, noNaN: true }).map((x) => 10 ** x),
        fc.double({ min: 0.05, max: 7, noNaN: true }).map((x) => 10 ** x),
        fc.constantFrom('B', 'B/s', 'req/s', 'users', 's', 'USD', 'count', '1/s'),
        (low, factor, unit) => {
          const text = formatQuantity([low, low * factor], unit);
          expectReadable(text);
          const { spread } = literal(text, unit === 'count' ? 'count' : null);
          expect(
            within(spread?.p5 ?? 0, low, 3) && within(spread?.p95 ?? 0, low * factor, 3),
            `${low}, ${low * factor} ${unit}: ${text}`,
          ).toBe(true);
        },
      ),
      { seed: 20_261_130, numRuns: runsOf(2000) },
    );
  });

  test('a share below one is never 100%, keeps its nines, and reads back to two digits of what is missing', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -15.9, max: -1, noNaN: true }).map((x) => 1 - 10 ** x),
        (share) => {
          const missing = 1 - share;
          fc.pre(missing > 0);
          for (const [unit, text] of ['share', 'ratio', 'count'].map((one) => [one, formatQuantity(share, one)] as const)) {
            expect(text, `${share}`).not.toMatch(/^(?:100%|1|1\.0+)$/);
            const left = 1 - literal(text, unit === 'count' ? 'count' : null).value;
            // As close as doubles are there.
            expect(Math.abs(left - missing), `${share}: ${text}`).toBeLessThanOrEqual(0.0501 * missing + 2.3e-16);
          }
        },
      ),
      { seed: 20_261_130, numRuns: runsOf(1000) },
    );
    expect(formatQuantity(1, 'share')).toBe('100%');
    expect(formatQuantity(1 - 2 ** -53, 'share')).toBe('99.99999999999999%');
  });

  test('a share that is stated with few digits gets no others', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 99 }), (nines, last) => {
        const written = `99.${'9'.repeat(nines)}${last}`.replace(/0+$/, '');
        expect(formatQuantity(Number(`${written}e-2`), 'share')).toBe(`${written}%`);
      }),
      { seed: 20_261_130, numRuns: runsOf(300) },
    );
  });
});
