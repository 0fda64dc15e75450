import { describe, expect, test } from 'vitest';
import { LONGEST_READ } from '../../../src/error-recovery/tolerant/reading.js';
import { promisesIn } from '../../../src/error-recovery/tolerant/requirements.js';
import type { MapNode } from '../../../src/source/index.js';
import { errors, meant, stated } from './support/reading.js';

const HERE = { source: { name: 'test', text: '' }, start: 0, end: 0 };
const NO_FLOWS: MapNode = { type: 'map', at: HERE, entries: new Map() };
const literalsIn = (text: string): readonly string[] => promisesIn(text, NO_FLOWS).map(({ key, literal }) => `${key}: ${literal}`);

const shop = (promise: string): string =>
  `flows: { read: { rate: 10 req/s, path: x } }\ncomponents: { x: { kind: service } }\nrequirements: { quality: { fast: ${promise} } }\n`;

describe('a sentence that promises something', () => {
  // What ends no literal is taken off word by word: each of these ends, whatever stands behind the numbers.
  const ENDS = ['', ' ', ' .', ' . ', ' ...', '. .', ' ,', ' ;', "'", " '", ' x', ' x .', '\t.', ' – ', ' %', '..', ' 1..'];
  test.each([1, 2, 4, 8, 16, 32, 64, 128])('is read to its end, or not at all: %i numbers', (count) => {
    for (const end of ENDS) {
      const numbers = `${'1 '.repeat(count).trimEnd()}${end}`;
      for (const text of [`p99 ${numbers}`, `'p99 ${numbers}`, `p99 under ${numbers}`, `availability ${numbers}`])
        expect([text, literalsIn(text).length <= 1]).toEqual([text, true]);
    }
  });

  test.each([26, 28, 60, 400])('of %i numbers is refused', async (count) =>
    expect(await errors(shop(`'p99 ${'1 '.repeat(count)}'`))).toEqual([expect.stringMatching(/should be a map/)]));

  test('is read as a whole, however much of it a note has room for', async () => {
    const { model } = await meant(shop(`'p99 of what people who look for an offer in the evening get is 250 ms'`));
    expect(stated(model, 'requirements.quality.fast.p99')).toBe('250 ms');
  });

  test('has a length that people write', () => {
    const words = (length: number): string => `p99 ${'x'.repeat(length - 'p99  1 ms'.length)} 1 ms`;
    expect(literalsIn(words(LONGEST_READ))).toEqual(['p99: 1 ms']);
    expect(literalsIn(words(LONGEST_READ + 1))).toEqual([]);
  });

  test('has its own name where thousands state the same', async () => {
    const sentences = Array.from({ length: 20_000 }, () => '  - people can buy things\n').join('');
    const { notes } = await meant(
      `flows: { read: { rate: 10 req/s, path: x } }\ncomponents: { x: { kind: service } }\nrequirements:\n${sentences}`,
    );
    expect(notes.length).toBeGreaterThan(0);
  });
});
