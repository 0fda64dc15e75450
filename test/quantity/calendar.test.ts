import { describe, expect, test } from 'vitest';
import { type Calendar, calendarFrom, STANDARD_CALENDAR } from '../../src/quantity/index.js';
import { literal, vocabulary } from './support/words.js';

function calendar(conventions: Readonly<Record<string, string | number>>): Calendar {
  const read = calendarFrom(conventions);
  if (!read.ok) throw new Error(`${read.key}: ${read.problem.message}`);
  return read.calendar;
}

describe('conventions say how long a day, a month and a year are', () => {
  test('by default a day is 86,400 s, a month 30 days, a year 365 days', () => {
    expect(calendar({})).toEqual(STANDARD_CALENDAR);
    expect(STANDARD_CALENDAR).toEqual({ minute: 60, hour: 3600, day: 86_400, week: 604_800, month: 2_592_000, year: 31_536_000 });
  });

  test('a day moves week, month and year', () => {
    expect(calendar({ day: '100k s' })).toEqual({
      minute: 60,
      hour: 3600,
      day: 100_000,
      week: 700_000,
      month: 3_000_000,
      year: 36_500_000,
    });
  });

  test('a month moves day, week and year', () => {
    const moved = calendar({ month: '2.5M s' });
    expect(moved.month).toBe(2_500_000);
    expect(moved.day).toBeCloseTo(2_500_000 / 30, 9);
    expect(moved.year).toBeCloseTo((2_500_000 / 30) * 365, 6);
  });

  test('a year of twelve months is twelve of the months in force', () => {
    expect(calendar({ year: '12 months' }).year).toBe(12 * 2_592_000);
    expect(calendar({ year: '12 months', month: '2.5M s' }).year).toBe(30_000_000);
    expect(calendar({ day: '100k s', year: '12 months' }).year).toBe(36_000_000);
  });

  test('the mean Gregorian year', () => {
    const mean = calendar({ year: '365.2425 d', month: '30.436875 d' });
    expect(mean).toMatchObject({ day: 86_400, month: 2_629_746 });
    expect(mean.year).toBeCloseTo(31_556_952, 6);
  });

  test('a month in days leaves the day alone, and a year can be 8,760 h', () => {
    expect(calendar({ month: '31 d' })).toMatchObject({ day: 86_400, month: 2_678_400, year: 31_536_000 });
    expect(calendar({ year: '8760 h' }).year).toBe(31_536_000);
  });

  test.each([
    [{ month: '1/12 year', year: '12 months' }, 'month'],
    [{ day: '0.5 day' }, 'day'],
    [{ day: '0.03 months' }, 'day'],
  ])('%o is told by itself', (conventions, key) => {
    const read = calendarFrom(conventions);
    expect(read).toMatchObject({ ok: false, key, problem: { rule: 'quantity/calendar' } });
  });

  test.each([
    ['day', '100k'],
    ['day', 86_400],
    ['day', '5 GB'],
    ['day', '-5 s'],
    ['day', '0 s'],
    ['day', 'long'],
    ['year', '1 s'],
    ['day', '40 d'],
  ])('%s: %s is refused', (key, text) => {
    expect(calendarFrom({ [key]: text })).toMatchObject({ ok: false, key });
  });
});

describe('money a month meets money a year', () => {
  const CALENDARS = [{}, { day: '100k s' }, { month: '2.5M s' }, { year: '12 months' }, { month: '31 d' }, { year: '360 d' }];

  test.each(CALENDARS)('twelve bills a year, under %o', (conventions) => {
    const words = { ...vocabulary, calendar: calendar(conventions) };
    for (const [yearly, monthly] of [
      ['2400 USD/year', '200 USD/month'],
      ['1200..2400 USD per year', '100..200 USD per month'],
      ['2.4 USD/GB/year', '0.2 USD/GB/month'],
      ['24 USD per user per year', '2 USD per user per month'],
      ['7200 USD per 3 years', '200 USD/month'],
    ] as const) {
      const [a, b] = [literal(yearly, 'any', words), literal(monthly, 'any', words)];
      expect(a.value / b.value).toBeCloseTo(1, 12);
      expect((a.spread?.p95 ?? 1) / (b.spread?.p95 ?? 1)).toBeCloseTo(1, 12);
    }
  });

  test.each(CALENDARS)('and what is not money goes by the calendar, under %o', (conventions) => {
    const words = { ...vocabulary, calendar: calendar(conventions) };
    const { day, month, year } = words.calendar;
    expect(literal('12 per year', 'any', words).value).toBeCloseTo(12 / year, 15);
    expect(literal('1 USD/day', 'any', words).value).toBeCloseTo(1 / day, 15);
    expect(literal('1 USD/h', 'any', words).value).toBeCloseTo(1 / 3600, 15);
    expect(literal('1 TB/year', 'any', words).value / literal('1 TB/month', 'any', words).value).toBeCloseTo(month / year, 12);
    expect(literal('1 year', 'any', words).value).toBe(year);
  });
});
