import { describe, expect, test } from 'vitest';
import { readText } from '../../../src/io/index.js';
import { sysdesign } from '../../support/hosts.js';

const nines = async (...words: readonly string[]) => await sysdesign(['nines', ...words]);
const shown = async (...words: readonly string[]): Promise<string> => (await nines(...words)).out;
const available = async (...words: readonly string[]): Promise<string> => (await nines(...words, '--quiet')).out.trim();
const json = async (...words: readonly string[]) => JSON.parse((await nines(...words, '-f', 'json')).out);
const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe('nines of an availability', () => {
  test('tells downtime by period, as the table of the SRE book has it', async () => {
    // Appendix A: 99.95% is 43.2 seconds a day, 5.04 minutes a week, 21.6 minutes in 30 days, 1.08 hours a quarter, 4.38 hours a year.
    expect(await nines('99.95%')).toMatchObject({
      code: 0,
      err: '',
      out: `99.95%: 3.3 nines, down 0.05% of the time

  in               down
  a day          43.2 s
  a week       5.04 min
  a month      21.6 min
  a quarter      1.08 h
  a year         4.38 h
  1M requests  500 fail

  a month is 30 d, a quarter 90 d, a year 365 d
`,
    });
  });

  test.each([
    ['99.95', '99.95%'],
    ['0.9995', '99.95%'],
    ['3 nines', '99.9%'],
    ['3.5 nines', '99.95%'],
    ['1.5 nines', '95%'],
    ['0.5 nines', '50%'],
    ['15 nines', '99.9999999999999%'],
    ['90', '90%'],
    ['1', '100%'],
    ['0', '0%'],
  ])('of "%s" is %s', async (text, percent) => {
    expect(await available(text)).toBe(percent);
  });

  test('says how it read what has other readings', async () => {
    expect(await shown('99.9')).toContain('99.9 is read as 99.9%');
    expect(await shown('3.5 nines')).toContain('3.5 nines is read as 99.95%, as people say it, not as 1 - 10^-3.5');
    expect(await shown('0.999')).not.toContain('read as');
  });

  test('keeps count of nines that 1 - x would lose', async () => {
    expect(await json('5 nines')).toMatchObject({ unavailability: 1e-5, nines: 5, failuresPerMillion: 10, downtime: { year: 315.36 } });
    // Eight of 99.9%: 10^-24.
    expect(await json('--parallel', '8', 'x', '99.9%')).toMatchObject({ unavailability: 1e-24, nines: 24 });
    expect(await available('--parallel', '8 x 99.9%')).toBe(`99.${'9'.repeat(22)}%`);
  });

  test('calls 100% a promise nobody keeps', async () => {
    for (const text of ['100%', '0 min/month', '0 s per year']) {
      const ran = await nines(text);
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(ran.out).toContain('100% is a promise nobody keeps');
    }
    expect(await json('100%')).toMatchObject({ availability: 1, unavailability: 0, nines: null });
  });

  test('counts in the calendar it is told', async () => {
    // 0.1% of 365.25 d is 8.766 h.
    const year = await nines('99.9%', '--convention', 'year=365.25d');
    expect(year.out).toContain('8.77 h');
    expect(year.out).toContain('a year 365.25 d');
  });
});

describe('nines of a downtime', () => {
  test.each([
    // 4 / 43,200 of a month, 10 / 10,080 of a week, 52.56 / 525,600 of a year, 3,600 / 7,776,000 of a quarter.
    ['4 min/month', 4 / 43_200],
    ['10 min per week', 10 / 10_080],
    ['52.56 min a year', 1e-4],
    ['1h/quarter', 1 / 2160],
    ['30 min per 30 d', 30 / 43_200],
    ['1h30m per year', 1.5 / 8760],
  ])('of "%s"', async (text, unavailability) => {
    expect((await json(text)).unavailability).toBeCloseTo(unavailability, 13);
  });

  test('takes the words of a command line as one', async () => {
    expect(await shown('4', 'min', '/month')).toContain('99.99074%: 4.03 nines, down 0.00926% of the time');
  });
});

describe('nines of what is made of several', () => {
  test('multiplies what all is needed of, and shows it', async () => {
    // Azure's composite SLA: 99.95% x 99.99% = 99.94%.
    expect(await json('--serial', '99.95%', '99.99%')).toMatchObject({ availability: 0.99940005 });
    // 1 - (1 - 0.99)^2 = 0.9999; 0.999 x 0.9995 x 0.9999 = 0.99840064995.
    const both = await nines('--serial', '99.9%', '99.95%', '--parallel', '2', 'x', '99%');
    expect(both.out).toContain('99.9% x 99.95% x (1 - 1% x 1%) = 99.84%');
    expect(flat(both.out)).toContain('99.95% 99.95% 4.38 h 1 of: 2 x 99% 99.99% 52.6 min');
    expect(flat(both.out)).toContain('Only what fails independently multiplies');
    expect((await json('--serial', '99.9%', '99.95%', '--parallel', '2', 'x', '99%')).availability).toBeCloseTo(0.998_400_649_95, 12);
  });

  test('takes several groups, each one more member', async () => {
    // (1 - 0.1^2) (1 - 0.1^3) = 0.99 x 0.999.
    const answer = await json('--parallel', '2', 'x', '90%', '--parallel', '90%', '90%', '90%');
    expect(answer.availability).toBeCloseTo(0.989_01, 12);
    expect(answer.members).toMatchObject([
      { text: '2 x 90%', units: 2, needed: 1 },
      { text: '90% 90% 90%', units: 3, needed: 1 },
    ]);
    expect(await available('--serial', '3 x 99%')).toBe('97.03%');
  });

  test('counts k of n', async () => {
    // 3 x 0.01^2 x 0.99 + 0.01^3 = 0.000298.
    expect((await json('--parallel', '3', 'x', '99%', '--needed', '2')).unavailability).toBeCloseTo(0.000_298, 15);
    expect(await shown('--parallel', '3 x 99%', '--needed', '2')).toContain('3 x 1%^2 x 99% + 1%^3 = 0.0298%');
    // Different ones: 0.9 x 0.8 x 0.7 + 0.1 x 0.8 x 0.7 + 0.9 x 0.2 x 0.7 + 0.9 x 0.8 x 0.3 = 0.902.
    expect((await json('--parallel', '90%', '80%', '70%', '--needed', '2')).availability).toBeCloseTo(0.902, 12);
    // All of two are a series.
    expect(await shown('--parallel', '2', 'x', '99%', '--needed', '2')).toContain('99% x 99% = 98.01%');
    const each = await json('--parallel', '3 x 90%', '--parallel', '2 x 90%', '--needed', '2', '--needed', '1');
    expect(each.members.map(({ needed }: { needed: number }) => needed)).toEqual([2, 1]);
  });

  test('says that only independent things multiply, where something is multiplied', async () => {
    expect(await shown('99%')).not.toContain('independently');
    expect((await json('99%')).independent).toBeNull();
    expect((await json('--parallel', '99%', '99%')).independent).toContain('independently');
  });
});

describe('nines of failure and repair', () => {
  test('takes MTBF for the mean time up, and says so', async () => {
    // 720 / 720.5, and 8,760 / 720.5 failures a year.
    const answer = await json('--mtbf', '720h', '--mttr', '30min');
    expect(answer.unavailability).toBeCloseTo(0.5 / 720.5, 12);
    expect(answer.repair.failuresPerYear).toBeCloseTo(8760 / 720.5, 9);
    expect(flat(await shown('--mtbf', '720h', '--mttr', '30min'))).toContain(
      'fails 12.2 times a year for 30min: 720h / (720h + 30min) = 99.9306%',
    );
    expect(flat(await shown('--mtbf', '9h', '--mttr', '1h'))).toContain('From one failure to the next it would be 1 - 1h / 9h = 88.89%');
  });

  test('is always up where repair takes no time', async () => {
    expect(await available('--mtbf', '720h', '--mttr', '0 s')).toBe('100%');
  });
});

describe('nines of what makes no sense', () => {
  test.each([
    [['1.5'], 'did you mean "1.5%"?'],
    [['100.1%'], 'a share does not exceed 100%: got 100.1%'],
    [['101'], 'a share does not exceed 100%'],
    [['-5%'], 'not below 0'],
    [['-5'], 'not below 0'],
    [['-3 min/month'], 'not below 0'],
    [['99.99999999999999999%'], 'cannot be told from 100%'],
    [['16 nines'], 'nines go from 0 to 15'],
    [['99%..99.9%'], 'got an interval'],
    [['3 ninse'], 'did you mean "nines"?'],
    [['4 min'], '4 min of downtime in what time?'],
    [['5 req/s'], 'expected a duration'],
    [['4 mn/month'], 'did you mean "min"?'],
    [['4 min/mnth'], 'did you mean "month"?'],
    [['4 min/0 d'], 'longer than nothing'],
    [['2 months/day'], 'more downtime than there is time'],
    [['4 GB/month'], 'expected a duration (such as 20 ms), got a size'],
    [[], 'nothing to work out'],
    [['99%', '--mtbf', '3h'], 'one question at a time'],
    [['--mtbf', '3h'], '--mtbf needs --mttr'],
    [['--mttr', '3h'], '--mttr needs --mtbf'],
    [['--mtbf', '720', '--mttr', '1h'], 'add a unit'],
    [['--mtbf', '0h', '--mttr', '1h'], 'never up'],
    [['--mtbf', '1h', '--mttr', '-1h'], 'not below 0'],
    [['--serial', '99%', '101%'], 'got 101%'],
    [['--parallel', '2', 'x'], 'write 2 x 99%'],
    [['--parallel', 'x', '2'], 'write 2 x 99%'],
    [['--parallel', '0', 'x', '99%'], 'take 1 to 10000'],
    [['--parallel', '2', 'x', '-5%'], 'not below 0'],
    [['--parallel', '2', 'x', '99%', '--needed', '3'], '3 are needed and there are 2'],
    [['--needed', '2', '99%'], '--needed goes with --parallel'],
    [['--parallel', '99%', '--needed', '0'], 'whole number from 1'],
    [['--parallel', '9 x 99%', '--needed', '2', '--needed', '3'], 'once for all, or once for each'],
    [['--paralel', '99%'], 'did you mean --parallel?'],
    [['--serial'], 'argument missing'],
    [['99%', '-f', 'compact'], 'pretty, json'],
  ])('%j', async (words, says) => {
    const ran = await nines(...words);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(flat(ran.err)).toContain(says);
    expect(ran.err.match(/^error/gm)).toHaveLength(1);
  });

  test('marks the slip itself', async () => {
    const { err } = await nines('--parallel', '2', 'x', '99%', '3', 'x', '101%');
    expect(err).toContain('--parallel:1:13');
  });

  test('is told in JSON where that is asked for', async () => {
    const ran = await nines('1.5', '-f', 'json');
    expect(ran).toMatchObject({ code: 2, err: '' });
    expect(JSON.parse(ran.out)).toMatchObject({
      format: 'sysdesign.nines/1',
      availability: null,
      findings: [{ rule: 'quantity/range', suggestion: '1.5%' }],
    });
  });
});

describe('the looks of nines', () => {
  test('fit 80 columns, without color unless it is a terminal that wants it', async () => {
    const words = ['nines', '--serial', '99.9%', '12 x 99.999%', '--parallel', '99% 99.5% 99.25% 99.125% 98% 97.5% 97%', '--needed', '3'];
    const piped = await sysdesign(words);
    for (const line of piped.out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    const plain = await sysdesign(words, { terminal: true, env: { NO_COLOR: '1' } });
    expect(plain.out).toBe(piped.out);
    expect((await sysdesign(words, { terminal: true })).out).toContain('\u001b[1m');
  });

  test('go to files', async () => {
    const { files, out } = await nines('99.9%', '-f', 'json=nines.json', '-f', 'pretty');
    expect(out).toContain('99.9%: 3 nines');
    const read = await readText('nines.json', files);
    expect(read.ok && JSON.parse(read.value.text)).toMatchObject({ nines: 3, conventions: { quarter: 7_776_000 } });
  });
});
