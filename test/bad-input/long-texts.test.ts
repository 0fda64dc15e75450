import { describe, expect, it } from 'vitest';
import { documentOf } from '../../src/source/document.js';
import { sysdesign } from '../support/hosts.js';
import { SHOP, shopWith } from './running.js';

/**
 * Texts of one sign over and over, so long that what looks at each pair of places in them never ends: it is the time limit of a test that fails.
 */
const LONG = 60_000;
const of = (sign: string): string => sign.repeat(Math.ceil(LONG / sign.length)).slice(0, LONG);
const run = async (argv: readonly string[], text?: string): Promise<number> =>
  (await sysdesign(argv, text === undefined ? {} : { files: { 's.yaml': text } })).code;

describe('a long text is refused in a time that grows with its length', () => {
  it.each(['=', '-', '~', '.', '>', '--', '~~~', 'a-', 'a.', '(', ' (a', '?', '-.', '=~'])('a path of %j', async (sign) => {
    expect(await run(['validate', 's.yaml'], shopWith('api -> db', JSON.stringify(`api -> ${of(sign)}`)))).toBe(2);
  });

  it.each([']', '}', '"', "'x", '[a]', '{a}', ',', 'a: ', '*a ', '&a ', '? ', '- '])('a line of YAML of %j', async (sign) => {
    expect(await run(['validate', 's.yaml'], `${SHOP}notes: ${of(sign)}\n`)).toBe(2);
    expect(await run(['validate', 's.yaml'], `${SHOP}notes: { a: 1 ${of(sign)} }\n`)).toBe(2);
  });

  it.each([' ', '\t', ' \t', '\u00a0', '\u3000', '/ ', '#', '/*', '*/ '])('a line that is no key, and then %j', async (sign) => {
    expect(await run(['validate', 's.yaml'], `${SHOP}word${of(sign)}!\n`)).toBe(2);
  });

  it.each([' ', '1,', '1,000', '1 to ', '1 +', 'max ', '/ ', '#'])('an expression of calc with %j', async (sign) => {
    expect(await run(['calc', `1 a${of(sign)}!`])).toBe(2);
  });

  it.each([' ', '9', '/', ' per', '% '])('an availability with %j', async (sign) => {
    expect(await run(['nines', `99${of(sign)}!`])).toBe(2);
  });

  it.each([' ', '1 ', '1,', ' of', ' per', 'x ', '..', '± '])('a rate with %j', async (sign) => {
    expect(await run(['validate', 's.yaml'], shopWith('= users * visits', JSON.stringify(`1${of(sign)}!`)))).toBe(2);
  });
});

describe('a YAML parser that finds too much', () => {
  const BOUND = 1000;
  const errorsIn = (text: string): number => documentOf(text).errors.length;

  it.each([
    ['commas', (count: number) => `a: { b: 1${','.repeat(count)} }`],
    ['brackets', (count: number) => `a: ${']'.repeat(count)}`],
    ['quotes', (count: number) => `a: ${'"'.repeat(2 * count)}`],
  ] as const)('stops at a bound, whatever is too much: %s', (_, text) => {
    for (const count of [BOUND / 2, BOUND, 2 * BOUND, 8 * BOUND]) {
      expect(errorsIn(text(count))).toBeGreaterThan(0);
      expect(errorsIn(text(count))).toBeLessThanOrEqual(BOUND + 1);
    }
  });

  it('keeps the first of them, which the finding is about', () => {
    const [first] = documentOf(`a: 1\nb: { c: 1${','.repeat(1e5)} }\n`).errors;
    expect(first?.pos[0]).toBe('a: 1\nb: { c: 1,'.length);
  });

  it('finds the values of a text with nothing wrong in it', () => {
    const { contents, errors } = documentOf('a: 1\nb: [2, 3]\n');
    expect(errors).toEqual([]);
    expect(contents?.toJSON()).toEqual({ a: 1, b: [2, 3] });
    expect(documentOf('# nothing\n')).toEqual({ contents: null, errors: [] });
    expect(documentOf('a: 1\n---\nb: 2\n').errors.map(({ code }) => code)).toEqual(['MULTIPLE_DOCS']);
  });
});
