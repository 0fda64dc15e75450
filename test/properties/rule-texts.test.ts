import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/index.js';
import { RULES } from '../../src/rules/index.js';
import { isFull } from '../support/full.js';
import { batches, designsFrom, reviewed } from './reviewed.js';
import { yamlOf } from './specs.js';

const SPECS = isFull ? 10_000 : 400;

/** What no text of a finding may hold: numbers that are none, words of the language that it is written in, slots that nothing fills. */
const NEVER = /\bNaN\b|\bInfinity\b|\bundefined\b|\bnull\b|\[object|\{\w+\}|(?:^|[\s"])\?(?:[\sx,%]|$)/;

const textsOf = ({ message, help = '', math = '', related = [] }: Finding): readonly string[] => [
  message,
  help,
  math,
  ...related.map((one) => one.message),
];

const raised = new Set<string>();

describe(`in ${SPECS} generated designs, no rule fails, and no text holds what is not meant for people`, () => {
  test.each(batches(SPECS))('from the seed %i on', async (first) => {
    for (const { seed, spec } of designsFrom(first)) {
      const text = yamlOf(spec);
      for (const finding of await reviewed(text)) {
        raised.add(finding.rule);
        expect(finding.at, `${finding.rule}, seed ${seed}`).toBeDefined();
        for (const said of textsOf(finding)) if (NEVER.test(said)) expect.fail(`${finding.rule}, seed ${seed}: ${said}\n${text}`);
      }
    }
  });

  test('these designs give nearly every rule something to say', () => {
    const silent = RULES.filter(({ id }) => !raised.has(id)).map(({ id }) => id);
    expect(silent.length, silent.join(', ')).toBeLessThan(RULES.length / (isFull ? 8 : 5));
  });
});
