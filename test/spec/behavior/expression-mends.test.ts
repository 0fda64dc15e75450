import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/core/index.js';
import { loaded } from '../../support/estimating.js';

const spec = (field: string, expression: string): string => {
  const rate = field === 'rate' ? expression : '5/s';
  const request = field === 'request' ? expression : '1 kB';
  const price = field === 'price' ? expression : '0.05 USD/GB';
  return `sysdesign: 1
name: mends
assumptions: { users: 1M users, photo: 2 MB, listed: 90 USD }
flows: { f: { rate: "${rate}", request: "${request}", path: api } }
components: { api: { kind: service, price: { egress: "${price}" } } }
`;
};

/** Expressions with units of each kind. */
const EXPRESSIONS = [
  ['rate', '= users * 12 per user per month'],
  ['rate', '= users / 30 min'],
  ['rate', '= 5M per day + 300/s'],
  ['request', '= photo / 4 + 20 kB'],
  ['request', '= 100 KiB * 2 + 64 bit'],
  ['request', '= 5 MB/s * 20 ms'],
  ['price', '= listed / 1 TB'],
  ['price', '= 0.05 USD/GB * 2'],
] as const;

/** One slip of the keyboard in a word: a letter twice, left out, or swapped with the next; another case. */
function* slipsOf(word: string): Generator<string> {
  for (let i = 0; i < word.length; i++) {
    const [before, letter, next, after] = [word.slice(0, i), word.slice(i, i + 1), word.slice(i + 1, i + 2), word.slice(i + 2)];
    yield before + letter + letter + next + after;
    if (word.length > 1) yield before + next + after;
    if (next !== '') yield before + next + letter + after;
    yield before + (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()) + next + after;
  }
}

function* misspelt(expression: string): Generator<string> {
  for (const { 0: word, index } of expression.matchAll(/(?<=[\d/]\s?|per )[A-Za-z]+/g))
    for (const slip of new Set(slipsOf(word))) {
      if (slip !== word) yield expression.slice(0, index) + slip + expression.slice(index + word.length);
    }
}

const mended = (text: string, { at, suggestion }: Finding): string =>
  `${text.slice(0, at?.start)}${suggestion ?? ''}${text.slice(at?.end ?? text.length)}`;

describe('a unit that is suggested inside an expression mends it', () => {
  test.each(EXPRESSIONS)('%s: %s', async (field, expression) => {
    const wrong: string[] = [];
    let suggested = 0;
    for (const text of misspelt(expression)) {
      const { findings } = await loaded(spec(field, text));
      if (findings[0]?.suggestion === undefined) continue;
      suggested++;
      const again = await loaded(mended(spec(field, text), findings[0]));
      if (again.findings.length > 0) wrong.push(`${text}: "${findings[0].suggestion}" gives ${again.findings[0]?.message}`);
    }
    expect(wrong).toEqual([]);
    expect(suggested).toBeGreaterThan(0);
  });

  test('what would not fit is not suggested, and a unit that fits is', async () => {
    const suggestionOf = async (text: string): Promise<string | undefined> => (await loaded(spec('rate', text))).findings[0]?.suggestion;
    // The nearest is ms; users times a time are no rate.
    expect(await suggestionOf('= users * 5 mss')).toBeUndefined();
    expect(await suggestionOf('= users / 5 mss')).toBe('ms');
    // A rate times a time is none, which is found only when the suggestion is tried.
    expect(await suggestionOf('= flows.f.rate.mean * 5 mss')).toBeUndefined();
  });
});
