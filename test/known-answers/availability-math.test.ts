import { describe, expect, test } from 'vitest';
import { AVAILABILITY } from './math/availability.js';
import { collected, isHere } from './math/collection.js';
import { DURABILITY } from './math/durability.js';
import type { Known } from './math/known.js';
import { OBJECTIVES } from './math/objectives.js';

const CASES: readonly Known[] = [...AVAILABILITY, ...OBJECTIVES, ...DURABILITY];

describe('availability, objectives and durability come out as published', () => {
  test.each(CASES.map((one) => [one.id, one] as const))('%s', (_, { expected, found, tolerance, source }) => {
    const answers = found();
    for (const [name, value] of Object.entries(expected)) {
      const answer = answers[name];
      if (typeof value === 'boolean') expect(answer, `${name} (${source})`).toBe(value);
      else expect(Math.abs(Number(answer) / value - 1), `${name}: ${answer} for ${value} (${source})`).toBeLessThanOrEqual(tolerance);
    }
  });
});

/** What the collection holds of each case. */
interface Published extends Pick<Known, 'id' | 'area' | 'source' | 'inputs' | 'expected'> {
  readonly tolerance: { readonly type: string; readonly value: number };
}

/** Held elsewhere: trees by the decision diagrams. Agreements are figures to quote, not to work out. */
const ELSEWHERE = ['availability.faulttree', 'availability.rbd', 'availability.sla'];

describe('the cases above', () => {
  test.skipIf(!isHere)('are those of the collection, word for word', () => {
    const all = collected<Published>();
    const ours = all.filter(({ area }) => /^(availability|slo|durability)\./.test(area) && !ELSEWHERE.includes(area));
    const told = ({ id, area, source, inputs, expected }: Pick<Published, 'id' | 'area' | 'source' | 'inputs' | 'expected'>) => ({
      id,
      area,
      source,
      inputs,
      expected,
    });
    expect(CASES.map((one) => ({ ...told(one), tolerance: one.tolerance }))).toEqual(
      ours.map((one) => ({ ...told(one), tolerance: one.tolerance.value })),
    );
    expect(new Set(ours.map(({ tolerance }) => tolerance.type))).toEqual(new Set(['rel']));
  });
});
