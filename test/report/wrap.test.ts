import { describe, expect, it } from 'vitest';
import { widthOf, wrap } from '../../src/report/text.js';

describe('wrapping', () => {
  it('breaks between words, and inside one that is longer than a line', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('ab cdefghij kl', 4)).toEqual(['ab', 'cdef', 'ghij', 'kl']);
    expect(wrap('', 4)).toEqual(['']);
  });

  it('counts columns, not characters: a wide one takes two, a combining one none', () => {
    expect(wrap('\u6f22\u5b57\u6f22', 4)).toEqual(['\u6f22\u5b57', '\u6f22']);
    expect(wrap('e\u0301e\u0301e\u0301', 2)).toEqual(['e\u0301e\u0301', 'e\u0301']);
    expect(wrap('\u6f22', 1)).toEqual(['\u6f22']);
  });

  // 300 kB took 8.5 s, and ten times as much a hundred times as long, while the rest of the word was measured for each of its lines.
  it('takes a word of 3 MB as it comes', () => {
    const lines = wrap(`a ${'x'.repeat(3_000_000)} b`, 80);
    expect(lines.length).toBe(1 + 37_500 + 1);
    expect(lines.every((line) => widthOf(line) <= 80)).toBe(true);
    expect(lines.join('').length).toBe(3_000_002);
  });
});
