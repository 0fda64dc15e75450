import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatQuantity, unitOf } from '../../src/quantity/index.js';
import { literal, measures } from './support/words.js';

const DAY = 86_400;
const MONTH = 30 * DAY;
const YEAR = 365 * DAY;

describe('quantities are told as people write them', () => {
  test.each<[number, string, string]>([
    [34.1e12, 'B', '34.1 TB'],
    [125_800, 'B', '126 kB'],
    [999_600, 'B', '1 MB'],
    [500, 'B', '500 B'],
    [0, 'B', '0 B'],
    [14.35e6, 'B/s', '14.4 MB/s'],
    [8000, 'bit/s', '8000 bit/s'],
    [5e9, 'bit/s', '5 Gbit/s'],
    [2314.8148, 'req/s', '2.31k req/s'],
    [507, 'req/s', '507 req/s'],
    [0.5, 'req/s', '0.5 req/s'],
    [0, 'req/s', '0 req/s'],
    // A wait that no clock tells from none, and a chance of which nothing is expected in all of time.
    [1.45e-145, 's', '0 s'],
    [9.9e-19, 's', '0 s'],
    [1.4e-37, 'share', '0%'],
    [3 / DAY, 'req/s', '3 per day'],
    [3000 / DAY, 'req/s', '3k per day'],
    [3 / MONTH, 'req/s', '3 per month'],
    [3 / YEAR, 'req/s', '3 per year'],
    [3 / DAY, 'users/s', '3 users per day'],
    [12 / MONTH, '1/user/s', '12 per user per month'],
    [1157.4, '1/s', '1.16k/s'],
    [37.8e9, 'count', '37.8G'],
    [1234, 'count', '1234'],
    [24, 'count', '24'],
    [150e6, 'users', '150M users'],
    [1, 'users', '1 user'],
    [0.00508, 's', '5.08 ms'],
    [0.000_005, 's', '5 us'],
    [9000, 's', '2.5 h'],
    [30 * DAY, 's', '30 d'],
    [3 * YEAR, 's', '3 years'],
    [YEAR, 's', '1 year'],
    [6.5023, 'months', '6.5 months'],
    [1, 'months', '1 month'],
    // Of 30 days.
    [0.0656, 'months', '1.97 d'],
    [0.01, 'months', '7.2 h'],
    [0, 'months', '0 months'],
    [4200, 'USD/month', '4.2k USD/month'],
    [0.001, 'USD', '0.001 USD'],
    [5e-11, 'USD/B', '0.05 USD/GB'],
    [0.023e-9 / MONTH, 'USD/B/s', '0.023 USD/GB/month'],
    [4e-7, 'USD/request', '0.4 USD per 1M requests'],
    [4200, 'EUR/month', '4.2k EUR/month'],
    [5e-11, 'EUR/B', '0.05 EUR/GB'],
    [0.023e-9 / MONTH, 'JPY/B/s', '0.023 JPY/GB/month'],
    [4e-7, 'CHF/request', '0.4 CHF per 1M requests'],
    [1.4, 'ratio', '1.40'],
    [2.6, 'ratio', '2.60'],
    [54.5592, 'ratio', '54.6'],
    [24, 'ratio', '24'],
    [0.12, 'ratio', '0.12'],
    [37.8e9, 'ratio', '37.8G'],
    [0.642361, 'share', '64.2%'],
    [0.2, 'share', '20%'],
    [1, 'share', '100%'],
    [0, 'share', '0%'],
    [5.456, 'share', '546%'],
    [0.9995, 'share', '99.95%'],
    [0.99999, 'share', '99.999%'],
    [0.99999999999, 'share', '99.999999999%'],
    [1 - 2 ** -53, 'share', '99.99999999999999%'],
    [1e24, 'share', '1e26%'],
    [0.999999, 'ratio', '0.999999'],
    [0.9999999, 'count', '0.9999999'],
    [9e-16, 's', '9e-16 s'],
    [5e-10, 's', '5e-10 s'],
    [5.4e9 * YEAR, 's', '5.4G years'],
    [2e21 * YEAR, 's', '2e21 years'],
    [3.4e23, 'users', '3.4e23 users'],
    [3e25, 'B', '3e25 B'],
    [3e22, 'req/s', '3e22 req/s'],
    [999.6 / DAY, 'req/s', '1k per day'],
  ])('%d in %s is %s', (value, unit, text) => {
    expect(formatQuantity(value, unit)).toBe(text);
  });

  test.each<[[number, number], string, string]>([
    [[4600, 9100], 'req/s', '4.6k..9.1k req/s'],
    [[500, 2000], 'req/s', '500..2000 req/s'],
    [[278, 1110], 'req/s', '278..1110 req/s'],
    [[278, 45_000], 'req/s', '278..45k req/s'],
    [[2, 45_000], 'req/s', '2 req/s..45k req/s'],
    [[2, 45_000], 'count', '2..45000'],
    [[2, 45_000], '1/s', '2..45000/s'],
    [[0, 45_000], 'req/s', '0..45k req/s'],
    [[8e5, 1.5e6], 'B', '800 kB..1.5 MB'],
    [[8e5, 1.5e6], 'req/s', '800k..1.5M req/s'],
    [[45, 120], 's', '45..120 s'],
    [[1, 3600], 's', '1 s..1 h'],
    [[80e6, 150e6], 'users', '80M..150M users'],
    [[1e9, 2e12], 'B', '1 GB..2 TB'],
    [[0.1, 0.2], 'share', '10%..20%'],
    [[60 * DAY, 90 * DAY], 's', '60..90 d'],
    [[1.2, 3.456], 'ratio', '1.20..3.46'],
  ])('an interval shares one prefix where it can: %s %s', (value, unit, text) => {
    expect(formatQuantity(value, unit)).toBe(text);
  });

  test('days are those of the calendar', () => {
    const calendar = { minute: 60, hour: 3600, day: 100_000, week: 700_000, month: 3_000_000, year: 36_500_000 } as const;
    expect(formatQuantity(3 / 100_000, 'req/s', { calendar })).toBe('3 per day');
    expect(formatQuantity(200_000, 's', { calendar })).toBe('2 d');
  });

  test('what has no bound says so', () => {
    expect(formatQuantity(Number.POSITIVE_INFINITY, 's')).toBe('unbounded');
  });

  test('what is printed reads back within its rounding', () => {
    const size = fc.double({ min: -8, max: 14, noNaN: true }).map((x) => 10 ** x);
    fc.assert(
      fc.property(
        size,
        fc.constantFrom(
          'B',
          'B/s',
          'req/s',
          '1/s',
          'users',
          'users/s',
          's',
          'USD',
          'USD/month',
          'EUR',
          'GBP/B',
          'ratio',
          'count',
          '1/user/s',
          'USD/B',
        ),
        (value, unit) => {
          const text = formatQuantity(value, unit);
          const scale = unit === 'USD/month' ? MONTH : 1;
          expect(Math.abs((literal(text).value * scale) / value - 1), `${value} ${unit} -> ${text}`).toBeLessThan(0.0051);
        },
      ),
      { seed: 20_261_101, numRuns: 2000 },
    );
  });

  test('intervals and shares read back too', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.98, noNaN: true }),
        fc.double({ min: 1.05, max: 900, noNaN: true }),
        fc.constantFrom('B', 'req/s', 'users', 's', 'count'),
        (share, factor, unit) => {
          expect(Math.abs(literal(formatQuantity(share, 'share')).value / share - 1)).toBeLessThan(0.0051);
          const text = formatQuantity([share * 1e6, share * 1e6 * factor], unit);
          const { spread } = literal(text, unit === 'count' ? 'count' : null);
          expect(Math.abs((spread?.p5 ?? 0) / (share * 1e6) - 1), text).toBeLessThan(0.0051);
          expect(Math.abs((spread?.p95 ?? 0) / (share * 1e6 * factor) - 1), text).toBeLessThan(0.0051);
        },
      ),
      { seed: 20_261_101, numRuns: 500 },
    );
  });
});

describe('the base unit of a dimension has a name', () => {
  test.each([
    [measures(0), 'ratio'],
    [measures(1), 's'],
    [measures(0, 1), 'B'],
    [measures(-1, 1), 'B/s'],
    [measures(-1), '1/s'],
    [measures(-1, 0, 0, { request: 1 }), 'req/s'],
    [measures(-1, 0, 0, { user: 1 }), 'users/s'],
    [measures(0, 0, 0, { user: 1 }), 'users'],
    [measures(0, 0, 0, { person: 1 }), 'people'],
    [measures(-1, 0, 0, { user: -1 }), '1/user/s'],
    [measures(0, 0, 0, { user: -1 }), '1/user'],
    [measures(0, 0, 1), 'USD'],
    [measures(-1, 0, 1), 'USD/month'],
    [measures(0, -1, 1), 'USD/B'],
    [measures(-1, -1, 1), 'USD/B/s'],
    [measures(0, 0, 1, { request: -1 }), 'USD/request'],
  ])('%o', (dimension, unit) => {
    expect(unitOf(dimension)).toBe(unit);
  });
});
