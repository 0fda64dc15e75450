import { describe, expect, test } from 'vitest';
import { type FieldType, fieldTypes, parseField } from '../../src/quantity/index.js';
import { vocabulary } from './support/words.js';

/** The problem of a literal, with the place that it points at; null if it is taken. */
function problem(field: FieldType, text: string): { rule: string; at: string; message: string } | null {
  const read = parseField(field, text, vocabulary);
  if (read.ok) return null;
  const { rule, start, end, message } = read.problem;
  return { rule, at: text.slice(start, end), message };
}

// `kb` and `kib` are no units at all, and asked about wherever they stand.
const PREFIXES = ['K', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

describe('a size in letters of bits', () => {
  test.each(PREFIXES)('%sb is asked about where bytes stand, and bandwidths take it', (prefix) => {
    for (const amount of ['4', '16', '0.5']) {
      const text = `${amount} ${prefix}b`;
      const asked = problem('bytes', text);
      expect(asked?.rule).toBe('quantity/ambiguous');
      expect(asked?.at).toBe(text);
      const [, one = '', other = ''] = /two readings: (.*) or (.*)$/.exec(asked?.message ?? '') ?? [];
      // Either reading is one of the text: eight times apart, as bytes and as bits.
      const [bytes, bits] = [parseField('bytes', one, vocabulary), parseField('bytes', other, vocabulary)];
      if (!bytes.ok || !bits.ok || bytes.value.kind !== 'quantity' || bits.value.kind !== 'quantity') throw new Error(asked?.message);
      expect(bytes.value.quantity.value / bits.value.quantity.value).toBeCloseTo(8, 9);
      expect(one).toBe(`${amount} ${prefix}B`);
      expect(problem('byteRate', `${amount} ${prefix}b/s`)).toBeNull();
      expect(problem('byteRate', `${amount} ${prefix}bps`)).toBeNull();
      expect(problem('bytes', `${amount} ${prefix}bit`)).toBeNull();
    }
  });

  test('also in intervals, prices and expectations', () => {
    expect(problem('bytes', '1..4 Tb')?.message).toBe('"1..4 Tb" has two readings: 1..4 TB or 1..4 Tbit');
    expect(problem('bytePrice', '0.02 USD/Gb')?.message).toBe('"0.02 USD/Gb" has two readings: 0.02 USD/GB or 0.02 USD/Gbit');
    expect(problem('expectation', 'at most 4 Tb')?.message).toBe('"4 Tb" has two readings: 4 TB or 500 GB');
    expect(problem('expectation', 'at most 4 Gb/s')).toBeNull();
  });
});

describe('a bare number where a share stands', () => {
  // What takes a number up to one takes no 90: it says so, or asks.
  test.each(['share', 'availability', 'target'] as const)('%s: 90', (field) => {
    expect(problem(field, '90')).toMatchObject({ rule: 'quantity/range', at: '90' });
    expect(problem(field, '0.9')).toBeNull();
  });

  test.each([
    ['overhead', '30', '30%', 'x30'],
    ['overhead', '1.3', '130%', 'x1.3'],
    ['overhead', '20..40', '20..40%', 'x20..x40'],
    ['surge', '25', '25%', 'x25'],
    ['surge', '2', '2%', 'x2'],
    ['surge', '20..40', '20..40%', 'x20..x40'],
    ['growth', '40', '40%', 'x40'],
    ['growth', '40 per year', '40%', 'x40'],
    ['growth', '1.4', '140%', 'x1.4'],
    ['growth', '0.4', '40%', 'x0.4'],
    ['holds', '20', '20%', '20 items'],
    ['holds', '10..20', '10..20%', '10..20 items'],
  ] as const)('%s: %s is %s or %s', (field, text, one, other) => {
    const asked = problem(field, text);
    expect(asked?.rule).toBe('quantity/ambiguous');
    expect(asked?.message).toContain(one);
    expect(asked?.message).toContain(other);
    for (const reading of [one, other]) expect(problem(field, reading), reading).toBeNull();
  });

  test.each([
    ['overhead', '0.3'],
    ['surge', '0.25'],
    ['surge', '1'],
    ['holds', '0.2'],
    ['holds', '1000'],
    ['holds', '1M'],
    ['ratio', '30'],
    ['factor', '30'],
  ] as const)('%s: %s has one', (field, text) => expect(problem(field, text)).toBeNull());

  test('every field that takes a percentage was looked at', () => {
    const asked = fieldTypes().filter((field) => problem(field, '30%') === null && problem(field, '30') !== null);
    expect(asked.sort()).toEqual(['availability', 'growth', 'holds', 'overhead', 'share', 'surge', 'target']);
    // Of these a bare 30 is thirty: calls for each call, times as much, items.
    const taken = fieldTypes().filter((field) => problem(field, '30%') === null && problem(field, '30') === null);
    expect(taken.sort()).toEqual(['any', 'change', 'expectation', 'factor', 'ratio']);
  });
});

describe('a factor of overhead', () => {
  const value = (text: string): unknown => {
    const read = parseField('overhead', text, vocabulary);
    return read.ok && read.value.kind === 'quantity' ? read.value.quantity.value : read;
  };

  test('x1.3 is 30% on top, and x1 nothing', () => {
    expect(value('x1.3')).toBeCloseTo(0.3, 12);
    expect(value('x1')).toBe(0);
    expect(problem('overhead', 'x0.5')).toMatchObject({ rule: 'quantity/range', at: 'x0.5' });
  });
});
