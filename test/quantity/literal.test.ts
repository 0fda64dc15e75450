import { describe, expect, test } from 'vitest';
import { parseField } from '../../src/quantity/index.js';
import { literal, measures, vocabulary } from './support/words.js';

// Values by hand: a day is 86,400 s, a month 30 days, a year 365 days; a bit is an eighth of a byte.
describe('a literal is a number, a suffix, a unit and what it is per', () => {
  test.each([
    ['5', 5, measures(0)],
    ['0.2', 0.2, measures(0)],
    ['.5', 0.5, measures(0)],
    ['1e9', 1e9, measures(0)],
    ['1e+21', 1e21, measures(0)],
    ['-5', -5, measures(0)],
    ['37.8372971507G', 37_837_297_150.7, measures(0)],
    ['2.5 million', 2_500_000, measures(0)],
    ['3 thousand', 3000, measures(0)],
    ['1.2 billion', 1_200_000_000, measures(0)],
    ['2 trillion', 2e12, measures(0)],
    ['1P', 1e15, measures(0)],
    ['5 KiB', 5120, measures(0, 1)],
    ['1 GiB', 1_073_741_824, measures(0, 1)],
    ['5 kB', 5000, measures(0, 1)],
    ['5 KB', 5000, measures(0, 1)],
    ['1 GB', 1e9, measures(0, 1)],
    ['8 Gb', 1e9, measures(0, 1)],
    ['8 Gbit', 1e9, measures(0, 1)],
    ['4 MiB', 4_194_304, measures(0, 1)],
    ['1 EB', 1e18, measures(0, 1)],
    ['500 B', 500, measures(0, 1)],
    ['1.5 TB/day', 1.5e12 / 86_400, measures(-1, 1)],
    ['86.4 GB per day', 1e6, measures(-1, 1)],
    ['80 Mbps', 10_000_000, measures(-1, 1)],
    ['114.8 Mbit/s', 14_350_000, measures(-1, 1)],
    ['19 MB per 3 s', 19_000_000 / 3, measures(-1, 1)],
    ['5 MBps', 5_000_000, measures(-1, 1)],
    ['2k req/s', 2000, measures(-1, 0, 0, { request: 1 })],
    ['2k requests per second', 2000, measures(-1, 0, 0, { request: 1 })],
    ['2k rps', 2000, measures(-1, 0, 0, { request: 1 })],
    ['500 qps', 500, measures(-1)],
    ['5k/s', 5000, measures(-1)],
    ['864k per day', 10, measures(-1)],
    ['209.420973M per day', 209_420_973 / 86_400, measures(-1)],
    ['12 per user per month', 12 / 2_592_000, measures(-1, 0, 0, { user: -1 })],
    ['200 per user', 200, measures(0, 0, 0, { user: -1 })],
    ['1 per person per day', 1 / 86_400, measures(-1, 0, 0, { person: -1 })],
    ['35 min per user per week', 2100 / 604_800, measures(0, 0, 0, { user: -1 })],
    ['6.5 h per day', 6.5 / 24, measures(0)],
    ['5G min/day', (5e9 * 60) / 86_400, measures(0)],
    ['0.40 USD per 1M requests', 4e-7, measures(0, 0, 1, { request: -1 })],
    ['0.40 USD per million requests', 4e-7, measures(0, 0, 1, { request: -1 })],
    ['0.05 USD/GB', 5e-11, measures(0, -1, 1)],
    ['0.023 USD/GB/month', 0.023e-9 / 2_592_000, measures(-1, -1, 1)],
    ['20k USD/month', 20_000 / 2_592_000, measures(-1, 0, 1)],
    ['0.10 USD/h', 0.1 / 3600, measures(-1, 0, 1)],
    ['20 ms', 0.02, measures(1)],
    ['5 us', 5e-6, measures(1)],
    ['5 µs', 5e-6, measures(1)],
    ['1h30m', 5400, measures(1)],
    ['1 h 30 min', 5400, measures(1)],
    ['2d12h', 216_000, measures(1)],
    ['4 weeks', 2_419_200, measures(1)],
    ['18 months', 46_656_000, measures(1)],
    ['3 years', 94_608_000, measures(1)],
    ['30.436875 d', 2_629_746, measures(1)],
    ['400k users', 400_000, measures(0, 0, 0, { user: 1 })],
    ['2B users', 2_000_000_000, measures(0, 0, 0, { user: 1 })],
    ['500k drivers', 500_000, measures(0, 0, 0, { driver: 1 })],
    ['x20', 20, measures(0)],
    ['x1.25', 1.25, measures(0)],
  ])('%s', (text, value, dimension) => {
    const read = literal(text);
    expect(read.value).toBeCloseTo(value, 12 - Math.floor(Math.log10(Math.abs(value))));
    expect(read.value / value).toBeCloseTo(1, 12);
    expect(read.dimension).toEqual(dimension);
    expect(read.share).toBe(false);
    expect(read.spread).toBeUndefined();
    expect(read.text).toBe(text);
  });

  test.each([
    ['20%', 0.2],
    ['99.95%', 0.9995],
    ['0.01%', 0.0001],
    ['150%', 1.5],
    ['3 nines', 0.999],
    ['9 nines', 0.999999999],
    ['1 nine', 0.9],
  ])('%s is a share', (text, value) => {
    expect(literal(text).value).toBe(value);
    expect(literal(text).share).toBe(true);
  });

  test('decimal units shift the point and add no rounding', () => {
    expect(literal('0.57 ms').value).toBe(literal('570 us').value);
    expect(literal('1.1 GB').value).toBe(1_100_000_000);
    expect(literal('0.40 USD per 1M requests').value).toBe(4e-7);
    expect(literal('64.2361%').value).toBe(0.642361);
  });

  test('singular and plural of a counted thing are one, and so are the short forms', () => {
    for (const [one, many] of [
      ['1 user', '1 users'],
      ['1 person', '1 people'],
      ['1 query', '1 queries'],
      ['1 index', '1 indexes'],
      ['1 req', '1 request'],
      ['1 msg', '1 messages'],
      ['1 match', '1 matches'],
      ['1 photo', '1 photos'],
      ['1 link', '1 links'],
    ] as const) {
      expect(literal(one).dimension).toEqual(literal(many).dimension);
    }
  });

  test('names of the spec count too, in singular and plural', () => {
    expect(literal('5 redirects').dimension).toEqual(measures(0, 0, 0, { redirect: 1 }));
    expect(literal('5 per link').dimension).toEqual(measures(0, 0, 0, { link: -1 }));
  });

  test('spaces around and between change nothing', () => {
    expect(literal('  5   kB / s ').value).toBe(literal('5kB/s').value);
    expect(literal('5\u00a0kB').value).toBe(5000);
  });

  test('an equals sign begins an expression, which is only recognized here', () => {
    expect(parseField('rate', '= users * clicks', vocabulary)).toEqual({
      ok: true,
      value: { kind: 'expression', text: '= users * clicks' },
    });
  });
});

describe('a literal with two readings takes that of its field', () => {
  test('B is bytes where a size is wanted, a billion where a number is', () => {
    expect(literal('10B', 'bytes')).toMatchObject({ value: 10, dimension: measures(0, 1) });
    expect(literal('10B/s', 'byteRate')).toMatchObject({ value: 10, dimension: measures(-1, 1) });
    expect(literal('10B', 'count')).toMatchObject({ value: 1e10, dimension: measures(0) });
    expect(literal('8.64B per day', 'rate').value).toBeCloseTo(100_000, 6);
    expect(literal('500 B', 'count').value).toBe(5e11);
  });

  test('m is minutes where a duration is wanted', () => {
    expect(literal('5m', 'duration').value).toBe(300);
    expect(literal('5m', 'keep').value).toBe(300);
    expect(literal('1h5m').value).toBe(3900);
  });
});
