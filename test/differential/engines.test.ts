import { describe, expect, test } from 'vitest';
import { isFull } from '../support/full.js';
import { type Tree, yamlOf } from './data.js';
import { differences } from './differences.js';
import { generated } from './generate.js';
import { fewVariantsOf, type Variant, variantsOf } from './variants.js';

const SPECS = isFull ? 1000 : 100;
/** One test for so many, so that a slow machine gets through. */
const TOGETHER = 10;
const MOST_SHOWN = 20;

const variants = (spec: Tree, seed: number): readonly Variant[] => (isFull ? variantsOf(spec, seed) : fewVariantsOf(spec, seed));

describe(`on ${SPECS} generated designs, facts of load, storage, capacity and cost equal those of an evaluator that shares no code`, () => {
  test.each(Array.from({ length: SPECS / TOGETHER }, (_, i) => 1 + i * TOGETHER))('from the seed %i on', async (first) => {
    for (let seed = first; seed < first + TOGETHER; seed++) {
      for (const variant of variants(generated(seed), seed)) {
        const found = await differences(variant);
        if (found.length === 0) continue;
        const facts = found.slice(0, MOST_SHOWN).join('\n');
        expect.fail(
          `seed ${seed}, ${variant.name}, ${found.length} facts:\n${facts}\n\nset ${JSON.stringify(variant.set)}\n${yamlOf(variant.filed)}`,
        );
      }
    }
  });

  test('and a change that one of the two does not hear of is seen', async () => {
    const [stands, changed] = variantsOf(generated(1), 1);
    expect(await differences({ ...(stands as Variant), changed: (changed as Variant).changed })).not.toEqual([]);
    expect(await differences({ ...(stands as Variant), years: 40 })).not.toEqual([]);
  });
});
