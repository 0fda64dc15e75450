import { describe, expect, it } from 'vitest';
import { fold, widthOf, wrap } from '../../src/report/text.js';

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

describe('folding a name', () => {
  it('breaks an id behind its dots, a text between words, and anything else inside', () => {
    expect(fold('components.orders.utilization.peak', 20)).toEqual(['components.orders.', 'utilization.peak']);
    expect(fold('Packet from California and back', 18)).toEqual(['Packet from', 'California and', 'back']);
    expect(fold('availability/agreement-below-promise', 24)).toEqual(['availability/agreement-', 'below-promise']);
    expect(fold('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
    expect(fold('short', 5)).toEqual(['short']);
  });

  it('loses nothing', () => {
    for (const width of [1, 5, 9, 30])
      expect(fold('a.bc-def/ghij klmno.pqrstuvwxyz', width).join('').replaceAll(' ', '')).toBe('a.bc-def/ghijklmno.pqrstuvwxyz');
  });
});
