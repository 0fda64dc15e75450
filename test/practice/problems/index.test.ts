import { describe, expect, it } from 'vitest';
import { evaluate, load } from '../../../src/index.js';
import { PROBLEMS } from '../../../src/practice/index.js';
import { reviewDesign } from '../../../src/practice/review.js';
import { variantOf, variantWith } from '../../../src/practice/variant.js';
import { KNOWN } from '../support/known-answers.js';

describe('problems', () => {
  it.each(
    PROBLEMS.map((problem) => [problem.id, problem] as const),
  )('%s: keys are known answers at the published parameters', async (id, problem) => {
    const published = Object.fromEntries(Object.entries(problem.parameters).map(([name, { reference }]) => [name, reference]));
    const variant = variantWith(problem, published, 0);
    const keys: Record<string, number> = {};
    for (const estimate of problem.estimates) keys[estimate.id] = (await variant.key(estimate)).value;
    keys.twist = (await variant.key(problem.twist.estimate, problem.twist.set)).value;
    const known = KNOWN[id] ?? {};
    expect(Object.keys(keys).sort()).toEqual(Object.keys(known).sort());
    for (const [name, value] of Object.entries(known)) expect((keys[name] ?? 0) / value, name).toBeCloseTo(1, 6);
  });

  it.each(
    PROBLEMS.map((problem) => [problem.id, problem] as const),
  )('%s: keys of variants are the facts of the spec, and the review finds nothing in the model', async (_, problem) => {
    for (const seed of [2, 12]) {
      const variant = variantOf(problem, seed);
      expect(variant.design.remarks).toEqual([]);
      expect(variant.design.unknown).toEqual([]);
      const result = await evaluate(await load({ text: variant.spec }));
      const facts = new Map(result.specs[0]?.facts.map(({ id, value }) => [id, value]));
      for (const estimate of problem.estimates) expect((await variant.key(estimate)).value, estimate.id).toBe(facts.get(estimate.fact));
      const { findings } = await reviewDesign(variant.spec, 'model');
      expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    }
  });

  it('have all that a round asks for', () => {
    for (const { id, facts, estimates, operations, blocks, deepDives, mistakes, parameters, spec } of PROBLEMS) {
      expect(
        Math.min(facts.length - 4, estimates.length - 2, operations.length, blocks.length - 1, deepDives.length, mistakes.length - 2),
        id,
      ).toBeGreaterThan(0);
      for (const [name, { low, high, reference }] of Object.entries(parameters)) {
        expect(low <= reference && reference <= high && spec.includes(`$${name}`), `${id} ${name}`).toBe(true);
      }
    }
  });

  it('draw the same variant from the same seed, and another one from another', () => {
    for (const problem of PROBLEMS) {
      expect(variantOf(problem, 3).values).toEqual(variantOf(problem, 3).values);
      const seen = new Set(Array.from({ length: 20 }, (_, seed) => JSON.stringify(variantOf(problem, seed).values)));
      expect(seen.size).toBeGreaterThan(8);
    }
  });
});
