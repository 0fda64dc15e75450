import { describe, expect, test } from 'vitest';
import type { Host } from '../../../src/cli/host.js';
import { answer } from '../../../src/cli/repl.js';
import type { Sink } from '../../../src/cli/sink.js';
import { fixedClock, memoryFileSystem } from '../../../src/io/index.js';
import { Session } from '../../../src/tools/calc/session.js';
import { sysdesign } from '../../support/hosts.js';

const NOTES = `sysdesign: 1
name: notes
flows:
  read: { kind: read, rate: 1M per day, response: 1 kB, path: db }
components:
  db: { kind: database }
`;

describe('calc', () => {
  test('prints the value in the unit asked for, then the base unit and the calendar', async () => {
    expect(await sysdesign(['calc', '100M users * 12/month to req/s'])).toMatchObject({
      code: 0,
      out: '462.963 req/s\n  = 462.962963 users/s; a month is 30 d\n',
      err: '',
    });
  });

  test.each([
    // 1 - 1e-12 and 1 - 1e-18: the second is nearer to one than a number of 53 bits can be.
    ['1-(1-99.9%)^4', '99.9999999999%'],
    ['1-(1-99.9999%)^3', '99.9999999999999999%'],
    ['1 - 1e-20 to %', '99.999999999999999999%'],
    ['3 - 2', '1'],
    ['1 - 0', '1'],
  ])('keeps the nines of %s', async (expression, told) => {
    expect((await sysdesign(['calc', expression, '--quiet'])).out).toBe(`${told}\n`);
  });

  test('writes what is missing to one where all digits of a number would be one', async () => {
    // Shares of 1e-18 and 1e-20: a double beside one is no nearer than 1.1e-16.
    expect((await sysdesign(['calc', '1-(1-99.9999%)^3'])).out).toBe('99.9999999999999999%\n  = 1 - 1e-18\n');
    expect((await sysdesign(['calc', '1 - 1e-20'])).out).toBe('99.999999999999999999%\n  = 1 - 1e-20\n');
    expect((await sysdesign(['calc', '1-(1-99.9%)^2'])).out).toBe('99.9999%\n  = 0.999999\n');
    expect((await sysdesign(['calc', '3 - 2'])).out).toBe('1\n  = 1\n');
  });

  test('takes the words of a command line as one expression', async () => {
    expect((await sysdesign(['calc', '5', 'Gbit/s', '*', '1 h', 'to', 'TB', '--quiet'])).out).toBe('2.25 TB\n');
  });

  test('shows the interval of what is uncertain', async () => {
    // 12 / 2,592,000 s x 80M and 150M
    expect((await sysdesign(['calc', '80M..150M users * 12/month to req/s', '--quiet'])).out).toBe('507 req/s (370..694 req/s)\n');
  });

  test.each([
    // Log-normal between the ends: the median is the square root of their product.
    ['5M to 20M users', '10M users (5M..20M users)'],
    ['between 5M and 20M users', '10M users (5M..20M users)'],
    ['from 5 million to 20 million users', '10M users (5M..20M users)'],
    ['5M +/- 20%', '5M (4M..6M)'],
    ['log2 1024', '10'],
    ['log2 1024 * 3', '30'],
    // A unit after the word is a unit.
    ['1 GB to MB', '1000 MB'],
  ])('reads %s as it is meant', async (expression, told) => {
    expect((await sysdesign(['calc', expression, '--quiet'])).out).toBe(`${told}\n`);
  });

  test('takes no range that ends before it begins', async () => {
    expect(await sysdesign(['calc', '20M to 5M users'])).toMatchObject({ code: 2, out: '' });
  });

  test('says it aloud with --napkin', async () => {
    const { out } = await sysdesign(['calc', '100M users * 12/month to req/s', '--napkin']);
    expect(out.replace(/\s+/g, ' ')).toContain(
      '100M users x 12 a month = 1.2G users a month; a month is about 2.5M seconds, so 500 users a second; about 500 req/s',
    );
  });

  test('counts days as it is told to', async () => {
    expect((await sysdesign(['calc', '1M/day to req/s', '--convention', 'day=100ks', '--quiet'])).out).toBe('10 req/s\n');
    expect(await sysdesign(['calc', '1', '--convention', 'week=6 d'])).toMatchObject({ code: 2, out: '' });
    expect(await sysdesign(['calc', '1', '--convention', 'day=5 parsecs'])).toMatchObject({ code: 2, out: '' });
  });

  test('names the lengths of time that took part as they are', async () => {
    const told = async (text: string, ...conventions: readonly string[]): Promise<string> => {
      const flags = conventions.flatMap((convention) => ['--convention', convention]);
      return (await sysdesign(['calc', text, ...flags])).out.replace(/\s+/g, ' ').trim();
    };
    // A month of 2.5M s is thirty days of 83,333 s: 30 d would be another month.
    expect(await told('5 TB/month', 'month=2.5Ms')).toContain('; a day is 83333.3333 s; a month is 2500000 s');
    expect(await told('1M/day', 'day=100ks')).toContain('; a day is 100000 s; a month is 3000000 s');
    expect(await told('1 week in s', 'day=100ks')).toContain('; a week is 700000 s');
    expect(await told('3/s in per year', 'year=12 months')).toContain('; a year is 360 d');
    // What the answer alone is told in is named where a convention moved it.
    expect(await told('10 USD/h', 'month=31 d')).toContain('; a month is 31 d');
    expect(await told('10 USD/h')).not.toContain('month is');
    // Twelve bills a year, whatever a year is.
    expect(await told('120 USD/year')).toContain('10 USD/month = 10 USD/month, 120 USD a year; a year of bills is 12 months');
    expect(await told('120 USD/year * 1 year in USD')).toContain('a year is 365 d; a year of bills is 12 months');
  });

  test('answers each line of standard input, and tells the mistakes with their lines', async () => {
    const ran = await sysdesign(['calc'], { stdin: 'users = 5M users\n5 reqq\n\n# done\nusers * 2 kB to GB\n' });
    expect(ran).toMatchObject({ code: 2, out: 'users = 5M users\n10 GB\n' });
    expect(ran.err).toContain('<stdin>:2:3');
    expect(ran.err).toContain('did you mean "req"?');
  });

  test('has nothing to say about nothing', async () => {
    const ran = await sysdesign(['calc'], { stdin: '' });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('nothing to work out');
  });

  test('gives JSON: an object for one expression, an array for lines, mistakes included', async () => {
    const one = JSON.parse((await sysdesign(['calc', '1M/day to req/s', '-f', 'json', '--napkin'])).out);
    expect(one).toMatchObject({ format: 'sysdesign.calc/1', unit: 'req/s', p5: null, napkin: { about: '10 req/s' }, findings: [] });
    expect(one.value).toBeCloseTo(11.5741, 4);
    const lines = await sysdesign(['calc', '-f', 'json'], { stdin: '1 + 1\n1 +\n' });
    expect(lines).toMatchObject({ code: 2, err: '' });
    expect(JSON.parse(lines.out)).toMatchObject([{ value: 2 }, { value: null, findings: [{ rule: 'expression/syntax' }] }]);
  });

  test('is a row for each answer in CSV, the number in the unit that was asked for', async () => {
    // 5 GB in a binary unit: 5e9 / 2^30 = 4.65661287308
    expect((await sysdesign(['calc', 'a = 5 GB; a to GiB', '-f', 'csv'])).out).toBe(
      'expression,name,value,unit,p5,p95\n5 GB,a,5000000000,B,,\na,,4.65661287308,GiB,,\n',
    );
  });
});

describe('the prompt of calc', () => {
  function session() {
    const out: string[] = [];
    const err: string[] = [];
    const sink = (texts: string[]): Sink => ({ isTerminal: true, columns: 80, write: async (text) => void texts.push(text) });
    const host: Host = {
      out: sink(out),
      err: sink(err),
      inputIsTerminal: true,
      env: { NO_COLOR: '1' },
      platform: 'linux',
      now: () => 0,
      io: async () => ({ files: memoryFileSystem({}), clock: fixedClock('2026-11-01') }),
    };
    const flags = { color: true, quiet: true };
    const running = new Session();
    return { out, err, say: (line: string) => answer(line, running, flags, host) };
  }

  test('remembers names and the last result; what is wrong does not end it', async () => {
    const { out, err, say } = session();
    for (const line of ['users = 5M users', 'users *', '', 'users * 3/day to req/s', 'ans * 2', '?']) await say(line);
    expect(out).toEqual(['users = 5M users\n', '173.611 req/s\n', '347 users/s\n']);
    expect(err).toHaveLength(2);
    expect(err[0]).toContain('the expression ends where a value is expected');
    expect(err[1]).toContain('EXPR to UNIT');
  });
});

describe('estimate --napkin', () => {
  const given = { files: { 'notes.sysdesign.yaml': NOTES } };

  test('tells the headlines in steps, with the exact figure behind', async () => {
    const { code, out } = await sysdesign(['estimate', 'notes.sysdesign.yaml', '--napkin'], given);
    expect(code).toBe(0);
    expect(out).toContain('flows.read.rate.mean: about 10 a second (exact: 11.57 req/s, rounded down by\n  14%)');
    expect(out).toContain('a day is about 100k seconds (+16%), so 10 a second');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('is there as JSON and Markdown too', async () => {
    const json = JSON.parse((await sysdesign(['estimate', 'notes.sysdesign.yaml', '--napkin', '-f', 'json'], given)).out);
    expect(json.specs[0].napkin[0]).toMatchObject({ fact: 'flows.read.rate.mean', about: '10 a second', unit: 'req/s' });
    expect((await sysdesign(['estimate', 'notes.sysdesign.yaml', '--napkin', '-f', 'markdown'], given)).out).toContain(
      '### `flows.read.rate.mean`\n\nabout 10 a second',
    );
  });

  test('goes with one scenario and with formats that can tell it', async () => {
    for (const more of [
      ['--scenario', 'all'],
      ['-f', 'csv'],
    ]) {
      expect(await sysdesign(['estimate', 'notes.sysdesign.yaml', '--napkin', ...more], given)).toMatchObject({ code: 2, out: '' });
    }
  });
});
