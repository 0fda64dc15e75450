import { describe, expect, test } from 'vitest';
import { type Amount, amount, amountOf } from '../../src/report/amounts.js';
import { Formatter } from '../../src/report/formatter.js';
import { symbolsOf } from '../../src/report/paint.js';

const STANDARD = { day: 86_400, month: 2_592_000, year: 31_536_000 };
const between = { p5: 4600, p95: 9100 };

const written = (one: Amount, conventions = STANDARD): string => new Formatter(conventions).amount(one);

describe('an amount', () => {
  const cases: readonly (readonly [what: string, of: Amount, text: string])[] = [
    ['is a number with its unit', amount(2310, 'req/s'), '2.31k req/s'],
    ['that is uncertain is its interval', amount(6500, 'req/s', { spread: between }), '4.6k..9.1k req/s'],
    ['may be its value all the same', amount(6500, 'req/s', { spread: between, show: 'value' }), '6.5k req/s'],
    ['may be both', amount(6500, 'req/s', { spread: between, show: 'both' }), '6.5k req/s (4.6k..9.1k req/s)'],
    ['may be the interval aside', amount(6500, 'req/s', { spread: between, show: 'aside' }), ' (4.6k..9.1k req/s)'],
    [
      'whose interval reads the same at both ends is its value',
      amount(6500, 'req/s', { spread: { p5: 6500, p95: 6501 }, show: 'both' }),
      '6.5k req/s',
    ],
    ['that is certain has nothing aside', amount(6500, 'req/s', { spread: null, show: 'aside' }), ''],
    ['that is unknown is a question mark', amount(null, 'B'), '?'],
    ['without bound is called so', amount(null, 'B', { state: 'unbounded' }), 'unbounded'],
    ['may be a class', amount('disk', 'ratio'), 'disk'],
    ['may be a lower bound', amount(23, 'count', { least: true }), '>=23'],
    ['may be read by the day', amount(5000, 'B/s', { per: 'day' }), '432 MB/day'],
    ['that is tiny is shown as less', amount(0.0004, 'share', { below: 0.001 }), '<0.1%'],
    ['of zero is not tiny', amount(0, 'share', { below: 0.001 }), '0%'],
    ['may have its sign', amount(12, 'USD/month', { signed: true }), '+12 USD/month'],
    ['may leave its unit out', amount(2e12, 'B', { bare: true }), '2'],
    ['a second may leave its unit out', amount(9, 'req/s', { bare: true }), '9'],
    ['that is written by the day keeps its unit: 0.03125 a second', amount(0.03125, 'req/s', { bare: true }), '2.7k per day'],
    ['has as many digits as asked for', amount(1521.4, 'req/s', { digits: 4 }), '1.521k req/s'],
    ['may be plain', amount(12345, 'plain'), '12300'],
    ['may be in full', amount(1234.5678, 'full'), '1235'],
    ['in full has its digits behind the point', amount(-1234.567_891_23, 'full', { digits: 9 }), '-1234.56789'],
    ['in full has no suffix', amount(219_089_023_002.4, 'full'), '219089023002'],
    ['in full has an exponent beyond all reading', amount(1e25, 'full'), '1e25'],
    ['may have the name of a unit', amount(1.2e6, 'count', { after: ' req/day' }), '1.2M req/day'],
    [
      'with the name of a unit has it once behind an interval, each end of which has its own prefix',
      amount(30_000, 'count', { spread: { p5: 811.9, p95: 1.2e6 }, show: 'both', after: ' req/day' }),
      '30k req/day (812..1.2M req/day)',
    ],
    // 1 - 0.000156 = 0.999844.
    ['may be what a share leaves', amount(0.000156, 'complement'), '99.9844%'],
    ['of that keeps its digits next to one', amount(1e-20, 'complement'), '99.999999999999999999%'],
    [
      'of that has the larger loss first',
      amount(0.001, 'complement', { spread: { p5: 0.0005, p95: 0.002 }, show: 'aside' }),
      ' (99.8% to 99.95%)',
    ],
    ['may be nines, rounded down', amount(3.309, 'nines'), '3.3 nines'],
    ['may be no end of nines', amount(Number.POSITIVE_INFINITY, 'nines'), 'no end of nines'],
  ];
  test.each(cases)('%s', (_, of, text) => expect(written(of)).toBe(text));

  test('is read in the calendar of its spec', () => {
    expect(written(amount(5000, 'B/s', { per: 'day' }), { day: 100_000, month: 3e6, year: 3e7 })).toBe('500 MB/day');
    expect(written(amount(3e7, 's'), { day: 100_000, month: 3e6, year: 3e7 })).toBe('1 year');
  });

  test('of a fact has its unit, state and spread', () => {
    const fact = { value: null, unit: 'B', state: 'unbounded', spread: null } as const;
    expect(amountOf(fact)).toEqual({ kind: 'amount', value: null, unit: 'B', state: 'unbounded', spread: null });
    expect(amountOf({ ...fact, value: 3, unit: null, state: 'known' }, 'count')).toMatchObject({ value: 3, unit: 'count' });
    expect(amountOf(undefined)).toBeNull();
  });
});

test('a sentence is its pieces, one after the other', () => {
  const formatter = new Formatter(STANDARD, symbolsOf(false));
  const arrow = { kind: 'symbol', symbol: 'arrow' } as const;
  const at = { source: { name: 'a.yaml', text: 'x: 1\ny: 2\n' }, start: 5, end: 6 };
  expect(
    formatter.text([
      'takes ',
      amount(3, 'count'),
      'x ',
      arrow,
      { kind: 'text', text: ' db', role: 'strong' },
      ' at ',
      { kind: 'place', at },
    ]),
  ).toBe('takes 3x -> db at a.yaml:2:1');
});
