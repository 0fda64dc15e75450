import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
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

const folder = process.env.SYSDESIGN_KNOWN_ANSWERS ?? fileURLToPath(new URL('../../../shared/known-answers', import.meta.url));
const collection = `${folder}/math.json`;

/** Measurements of systems: figures to quote. */
const MEASURED = ['tail-google-leaf', 'tail-bigtable-hedge'];

describe('the cases above', () => {
  test.skipIf(!existsSync(collection))('are those of the collection, word for word', () => {
    const all: readonly { id: string; area: string; inputs: unknown; expected: unknown; tolerance: { value: number } }[] = JSON.parse(
      readFileSync(collection, 'utf8'),
    );
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
