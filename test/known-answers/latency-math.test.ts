import { describe, expect, test } from 'vitest';
import { collected, isHere } from './math/collection.js';
import { LATENCY } from './math/latency.js';

describe('tails come out as published', () => {
  test.each(LATENCY.map((one) => [one.id, one] as const))('%s', (_, { expected, found, tolerance, source }) => {
    const answers = found();
    for (const [name, value] of Object.entries(expected))
      expect(Math.abs(Number(answers[name]) / Number(value) - 1), `${name}: ${answers[name]} for ${value} (${source})`).toBeLessThanOrEqual(
        tolerance,
      );
  });
});

/** Measurements of systems: figures to quote. */
const MEASURED = ['tail-google-leaf', 'tail-bigtable-hedge'];

describe('the cases above', () => {
  test.skipIf(!isHere)('are those of the collection, word for word', () => {
    const all = collected<{ id: string; area: string; inputs: unknown; expected: unknown; tolerance: { value: number } }>();
    const ours = all.filter(({ id, area }) => area.startsWith('tail.') && !MEASURED.includes(id));
    const told = ({ id, area, inputs, expected }: { id: string; area: string; inputs: unknown; expected: unknown }) => ({
      id,
      area,
      inputs,
      expected,
    });
    expect(LATENCY.map((one) => ({ ...told(one), tolerance: one.tolerance }))).toEqual(
      ours.map((one) => ({ ...told(one), tolerance: one.tolerance.value })),
    );
  });
});
