import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarFrom } from '../../../src/quantity/index.js';
import { type CalcResult, Calculator, statementsOf } from '../../../src/tools/calc/calculator.js';

async function answer(text: string, calculator = new Calculator()): Promise<CalcResult> {
  const outcome = await calculator.calculate(text);
  if (!outcome.ok) throw new Error(`${text}: ${outcome.findings.map(({ message }) => message).join('; ')}`);
  return outcome.value;
}

/** What is wrong: rule, the words it points at, message and help. */
async function refusal(text: string, calculator = new Calculator()) {
  const outcome = await calculator.calculate(text);
  if (outcome.ok) throw new Error(`${text} is fine`);
  expect(outcome.findings).toHaveLength(1);
  const [finding] = outcome.findings;
  const at = finding?.at;
  return { rule: finding?.rule, at: at?.source.text.slice(at.start, at.end), message: finding?.message ?? '', help: finding?.help };
}

describe('an expression', () => {
  test('is told in its base unit and in the unit asked for', async () => {
    // 1.2G a month / 2,592,000 s
    const { base, asked } = await answer('100M users * 12/month to req/s');
    expect(base.unit).toBe('users/s');
    expect(asked).toMatchObject({ unit: 'req/s', spread: null });
    expect(asked?.value).toBeCloseTo(462.963, 3);
  });

  test.each([
    '1 - 99.9% - 0.1%',
    '0.1 + 0.2 - 0.3',
    '0.3 - (0.1 + 0.2)',
    '1M req/s - 999,999.9 req/s - 0.1 req/s',
  ])('nothing is left of %s, whose terms are rounded', async (text) => expect((await answer(text)).base.value).toBe(0));

  test('a difference above the rounding of its terms stays', async () => {
    expect((await answer('1 - 99.9999999999%')).base.value).toBeCloseTo(1e-12, 15);
    expect((await answer('1e-20 - 9e-21')).base.value * 1e21).toBeCloseTo(1, 9);
  });

  test.each([
    ['100M × 5 KB', 5e11, 'B'],
    ['100M x 5 KB', 5e11, 'B'],
    ['10 ÷ 4 − 1', 1.5, 'ratio'],
    ['20% of 100M users', 2e7, 'users'],
    ['log2(1024)', 10, 'ratio'],
    ['ceil(log2(2^29))', 29, 'ratio'],
    ['log10(1000)', 3, 'ratio'],
    ['$0.09/GB * 10 TB', 900, 'USD'],
    ['1,000,000 / 1 day * 1 day', 1e6, 'ratio'],
    ['10^6 users * 1 kB', 1e9, 'B'],
    // Of who acts and what is done, what is done; of other things, a number.
    ['100M DAU * 10 requests', 1e9, 'requests'],
    ['100M users * 5 tweets * 3 servers / 2 requests', 7.5e8, 'ratio'],
    ['12 tweets per user per day * 1 day', 12, 'tweets/user'],
    ['500 req/s / (50 req/s per server)', 10, 'servers'],
  ])('%s', async (text, value, unit) => {
    const { base } = await answer(text);
    expect(base.value / value).toBeCloseTo(1, 12);
    expect(base.unit).toBe(unit);
  });

  test('a name takes a word before its other meaning', async () => {
    const calculator = new Calculator();
    await answer('x = 3', calculator);
    expect((await answer('2 * x', calculator)).base.value).toBe(6);
    expect((await refusal('2 x 5', calculator)).message).toContain('expected an operator');
  });

  test.each([
    ['1 GiB to MB', 1073.741824],
    ['5 Gbit/s * 1 h to TB', 2.25], // 5e9 / 8 x 3,600
    ['10 TB / 5M users to MB', 2],
    ['10 GB / user * 5M users to PB', 50],
    ['9 * 0.0816 USD/h to USD/month', 528.768], // x 720 h
    ['1 year to days', 365],
    ['20% * 0.5 to %', 0.1],
    ['99.9% to nines', 3],
    ['ceil(1000 req/s / 300 req/s)', 4],
  ])('%s is %f', async (text, value) => {
    const { asked, base } = await answer(text);
    expect((asked ?? base).value).toBeCloseTo(value, 9);
  });

  test('counts by whatever is counted', async () => {
    expect((await answer('5 widgets * 3')).base).toMatchObject({ value: 15, unit: 'widgets' });
    expect((await answer('2 kB * 10M users')).base).toMatchObject({ value: 2e10, unit: 'B' });
    expect((await answer('10 TB / 5M users to MB')).asked?.unit).toBe('MB per user');
  });

  test('gives back the interval that it was given, scaled', async () => {
    const { base } = await answer('80M..150M users * 2');
    expect(base.value).toBeCloseTo(2 * Math.sqrt(80e6 * 150e6), 0);
    expect(base.spread?.p5).toBeCloseTo(160e6, -2);
    expect(base.spread?.p95).toBeCloseTo(300e6, -2);
  });

  test('samples two doubts jointly: the logarithms of independent factors add up', async () => {
    // ln 4 each way on the 90% interval of each: the product is within sqrt(2) ln 4 of its middle, 20.
    const { base } = await answer('(1..4) * (5..20)');
    const half = Math.SQRT2 * Math.log(2);
    expect(base.value).toBeCloseTo(20, 9);
    expect(Math.log((base.spread?.p95 ?? 0) / 20)).toBeCloseTo(half, 2);
    expect(Math.log(20 / (base.spread?.p5 ?? 0))).toBeCloseTo(half, 2);
  });

  test('follows the calendar', async () => {
    const read = calendarFrom({ day: '100k s' });
    if (!read.ok) throw new Error('a day of 100k s');
    expect((await answer('1M/day to req/s', new Calculator({ calendar: read.calendar }))).asked?.value).toBeCloseTo(10, 12);
    expect((await answer('1M/day * 1 month')).conventions).toEqual(['day', 'month']);
  });
});

describe('names', () => {
  test('stand for what they were given, ans for the last result', async () => {
    const calculator = new Calculator();
    expect(await answer('users = 100M users', calculator)).toMatchObject({ name: 'users', base: { value: 100e6, unit: 'users' } });
    await answer('users * 12 per user per month', calculator);
    expect((await answer('ans to per day', calculator)).asked?.value).toBeCloseTo(40e6, 3);
  });

  test('share their doubt: what is divided by itself is one', async () => {
    const calculator = new Calculator();
    await answer('users = 80M..150M', calculator);
    await answer('pages = users * 2', calculator);
    expect((await answer('pages / users', calculator)).base.spread).toMatchObject({ p5: 2, p95: 2 });
  });

  test('cannot be those of units, functions or of the last result', async () => {
    for (const [name, why] of [
      ['day', 'a unit'],
      ['min', 'a function'],
      ['ans', 'the last result'],
    ])
      expect((await refusal(`${name} = 5`)).message).toContain(why);
  });
});

describe('what cannot be', () => {
  test('told in the unit asked for is told with both readings', async () => {
    expect(await refusal('100 GB to req/s')).toMatchObject({ rule: 'calc/dimension', at: 'req/s' });
    expect((await refusal('100 GB to req/s')).message).toMatch(/a size \(B\).*a rate of requests/);
    expect((await refusal('5 users to photos')).message).toMatch(/number of users.*number of photos/);
    expect((await refusal('5 GB/s to GB')).help).toContain('multiply by a duration');
  });

  test('multiplied out is still per user', async () => {
    expect(await refusal('12 per user per month to req/s')).toMatchObject({ at: 'req/s', help: 'multiply by the number of users' });
  });

  test.each([
    ['5 reqq/s', 'quantity/unknown-unit', 'reqq', 'did you mean "req"?'],
    ['5 GB to mb', 'quantity/ambiguous', 'mb', 'write MB or Mbit'],
    ['photos * 3', 'expression/unknown-name', 'photos', undefined],
    ['1 / (2 - 2)', 'calc/no-number', '1 / (2 - 2)', undefined],
    ['5 GB + 3 s', 'expression/dimension', '5 GB + 3 s', undefined],
  ])('%s is one finding in its place', async (text, rule, at, help) => {
    const found = await refusal(text);
    expect(found).toMatchObject({ rule, at });
    if (help !== undefined) expect(found.help).toBe(help);
  });

  test('read is one finding, whatever the text', async () => {
    const word = fc.constantFrom(
      '5',
      'users',
      '*',
      '/',
      'to',
      'in',
      '%',
      '..',
      '~',
      'GB',
      'per',
      'day',
      '=',
      '(',
      ')',
      'x',
      '1e400',
      '$',
      'ans',
      '-',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 8 }), async (words) => {
        const outcome = await new Calculator({ samples: 100 }).calculate(words.join(' '));
        expect(outcome.ok || outcome.findings.length === 1).toBe(true);
        if (outcome.ok) expect(Number.isFinite(outcome.value.base.value)).toBe(true);
      }),
      { seed: 7, numRuns: 400 },
    );
  });
});

test('statements are parted by lines and semicolons, comments are skipped, places kept', () => {
  const text = 'a = 1; b = 2 # two\n\n# none\na + b';
  expect([...statementsOf(text)].map(({ text: part, start }) => [part.trim(), text.slice(start).trimStart().slice(0, 5)])).toEqual([
    ['a = 1', 'a = 1'],
    ['b = 2', 'b = 2'],
    ['a + b', 'a + b'],
  ]);
});
