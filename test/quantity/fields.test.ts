import { describe, expect, test } from 'vitest';
import { fieldAccepts } from '../../src/quantity/index.js';
import { fieldValue, literal, measures, vocabulary } from './support/words.js';

describe('growth is a factor over a stretch of time', () => {
  test.each([
    ['40% per year', 1.4, 31_536_000],
    ['40%', 1.4, 31_536_000],
    ['40% / year', 1.4, 31_536_000],
    ['0%', 1, 31_536_000],
    ['0', 1, 31_536_000],
    ['-10% per year', 0.9, 31_536_000],
    ['x2 per 18 months', 2, 47_304_000],
    ['x12.5 per 4 years', 12.5, 126_144_000],
    ['x1.5 per 819 d', 1.5, 70_761_600],
    ['3% per month', 1.03, 2_628_000],
  ])('%s', (text, factor, per) => {
    const value = fieldValue('growth', text);
    if (value.kind !== 'growth') throw new Error(value.kind);
    expect(value.factor.value).toBeCloseTo(factor, 12);
    expect(value.per.value).toBe(per);
  });

  test('an interval of it keeps its percentiles', () => {
    const value = fieldValue('growth', '20%..60% per year');
    if (value.kind !== 'growth') throw new Error(value.kind);
    expect(value.factor.spread?.p5).toBeCloseTo(1.2, 12);
    expect(value.factor.spread?.p95).toBeCloseTo(1.6, 12);
    expect(value.factor.value).toBeCloseTo(Math.sqrt(1.2 * 1.6), 12); // log-normal of the factor, whatever its ends
  });
});

describe('a peak is a factor, a rate, or a share of the day in a window', () => {
  test.each([
    ['3', 'factor', 3],
    ['x3', 'factor', 3],
    ['2..8', 'factor', 4],
    ['12k req/s', 'rate', 12_000],
    ['864k per day', 'rate', 10],
  ])('%s is a %s', (text, kind, value) => {
    expect(fieldValue('peak', text)).toMatchObject({ kind, quantity: { value } });
  });

  test('20% of the day in 2 h', () => {
    expect(fieldValue('peak', '20% of the day in 2 h')).toMatchObject({ kind: 'window', share: { value: 0.2 }, window: { value: 7200 } });
    expect(fieldValue('peak', '10% of the day in an hour')).toMatchObject({
      kind: 'window',
      share: { value: 0.1 },
      window: { value: 3600 },
    });
    expect(fieldValue('peak', '10%..20% of the day in 1..2 h')).toMatchObject({
      share: { spread: { p5: 0.1 } },
      window: { spread: { p95: 7200 } },
    });
  });
});

describe('a cache holds a share of the items, of the reads of a day, or a number of items', () => {
  test.each([
    ['20%', 'share', 0.2],
    ['0.2', 'share', 0.2],
    ['100%', 'share', 1],
    ['20% of items', 'share', 0.2],
    ['20% of the items', 'share', 0.2],
    ['20% of daily reads', 'dailyReads', 0.2],
    ['1M items', 'count', 1_000_000],
    ['1M', 'count', 1_000_000],
    ['1 item', 'count', 1],
    ['1M..4M items', 'count', 2_000_000],
  ])('%s is a %s', (text, kind, value) => {
    expect(fieldValue('holds', text)).toMatchObject({ kind, quantity: { value } });
  });
});

describe('an expectation compares', () => {
  test.each([
    ['507 req/s within 1%', 'within', 507, 0.01],
    ['37.8372971507G within 0.01%', 'within', 37_837_297_150.7, 0.0001],
    ['at least 100%', 'at-least', 1, 0.01],
    ['at most 20 TB', 'at-most', 20e12, 0.01],
    ['52', 'is', 52, 0.01],
    ['64.2361% within 0.01%', 'within', 0.642361, 0.0001],
  ])('%s', (text, op, value, tolerance) => {
    expect(fieldValue('expectation', text)).toMatchObject({ kind: 'comparison', op, quantity: { value }, tolerance });
  });

  test('a word is a class', () => {
    expect(fieldValue('expectation', 'disk')).toEqual({ kind: 'comparison', op: 'is', word: 'disk', tolerance: 0.01 });
  });
});

describe('the other fields', () => {
  test('a change is a value, or a factor on the present one', () => {
    expect(fieldValue('change', 'x20')).toMatchObject({ kind: 'multiply', factor: { value: 20 } });
    expect(fieldValue('change', '5k req/s')).toMatchObject({ kind: 'quantity', quantity: { value: 5000 } });
    expect(fieldValue('change', 'forever')).toEqual({ kind: 'forever' });
  });

  test('data is kept for a time or forever', () => {
    expect(fieldValue('keep', 'forever')).toEqual({ kind: 'forever' });
    expect(fieldValue('keep', '30 d')).toMatchObject({ kind: 'quantity', quantity: { value: 2_592_000 } });
  });

  test.each([
    ['30 d', 2_592_000],
    ['30 d rolling', 2_592_000],
    ['calendar month', 2_592_000],
    ['calendar year', 31_536_000],
  ])('an objective counts over %s', (text, value) => {
    expect(fieldValue('objectiveWindow', text)).toMatchObject({ kind: 'quantity', quantity: { value } });
  });

  test('a share may be two durations of which it is the ratio', () => {
    expect(literal('6.5 h per day', 'share').value).toBeCloseTo(6.5 / 24, 15);
  });

  test('cores and operations are numbers with or without their name', () => {
    expect(literal('4 cores', 'cpu').value).toBe(literal('4', 'cpu').value);
    expect(literal('3000', 'iops').value).toBe(literal('3k/s', 'iops').value);
    expect(literal('3000 iops', 'iops').value).toBe(3000);
  });

  test('ratios may exceed 1 and be told in per cent, shares may not', () => {
    expect(literal('150%', 'ratio').value).toBe(1.5);
    expect(literal('30%', 'ratio').value).toBe(0.3);
    expect(literal('3 nines', 'availability').value).toBe(0.999);
  });

  test('conventions move what is per day', () => {
    const words = {
      ...vocabulary,
      calendar: { minute: 60, hour: 3600, day: 100_000, week: 700_000, month: 3_000_000, year: 36_500_000 } as const,
    };
    expect(literal('100M per day', 'rate', words).value).toBe(1000);
    expect(literal('1 year', 'duration', words).value).toBe(36_500_000);
    expect(literal('24 h', 'duration', words).value).toBe(86_400);
  });
});

describe('what an expression gives must fit its field', () => {
  test('left-over counted nouns are dropped', () => {
    expect(fieldAccepts('rate', measures(-1, 0, 0, { user: 1 }), false)).toBeNull();
    expect(fieldAccepts('rate', measures(-1, 0, 0, { user: -1 }), false)).toBeNull();
  });

  test('but a bare name that is still per user is a slip', () => {
    expect(fieldAccepts('rate', measures(-1, 0, 0, { user: -1 }), false, { text: '= clicks', direct: true })).toMatchObject({
      rule: 'expression/dimension',
      start: 0,
      end: 8,
      message: 'this is per user: multiply by the number of users',
    });
  });

  test('the physical part must be that of the field, and a share is no count', () => {
    expect(fieldAccepts('rate', measures(0, 1), false)?.message).toContain('got a size');
    expect(fieldAccepts('count', measures(0), true)?.message).toContain('got a share');
    expect(fieldAccepts('share', measures(0), false)).toBeNull();
    expect(fieldAccepts('bytePrice', measures(0, -1, 1), false)).toBeNull();
    expect(fieldAccepts('bytePrice', measures(0, -1), false)).not.toBeNull();
    expect(fieldAccepts('any', measures(3, 2, 1), false)).toBeNull();
  });
});

test('all of the day is 100% of it', () => {
  expect(fieldValue('peak', 'all of the day in 4 h')).toEqual(fieldValue('peak', '100% of the day in 4 h'));
});
