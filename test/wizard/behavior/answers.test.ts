import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryFileSystem } from '../../../src/io/index.js';
import { playWizard, readGiven } from '../../../src/wizard/index.js';
import { loadedFromText } from '../../../src/workspace/index.js';
import { isFull } from '../../support/full.js';
import { anyAnswers } from '../support/random.js';

const nobody = { ask: async () => '', tell: async () => {}, isSilent: true };

/** A bill of more than any spec may state. */
const BEYOND_BOUNDS = new Map([
  ['users', '100M'],
  ['writes', '7..2100'],
  ['growth', '99.9%'],
  ['file', '0.928 TB'],
  ['fileShare', '1'],
  ['budget', '~1 USD/month'],
]);

describe('any answers', () => {
  it('that fit give a spec that validates with nothing to remark, and those that do not are told with an example', {
    timeout: isFull ? 3_600_000 : 300_000,
  }, async () => {
    let fitting = 0;
    let all = 0;
    await fc.assert(
      fc.asyncProperty(anyAnswers, async (given) => {
        const { answers, misfits } = readGiven(given);
        expect(answers.size + misfits.length).toBe(given.size);
        fitting += answers.size;
        all += given.size;
        for (const { message, help } of misfits) {
          expect(message).toMatch(/does not answer/);
          expect(help).toMatch(/^for example \w+: \S/);
        }
        const { text, name } = await playWizard(answers, nobody);
        const { spec, findings } = await loadedFromText({ name: `${name}.sysdesign.yaml`, text }, memoryFileSystem({}));
        expect(findings, text).toEqual([]);
        expect(spec?.name).toBe(name);
      }),
      { numRuns: isFull ? 5000 : 25, examples: [[BEYOND_BOUNDS]], ...(!isFull && { seed: 15 }) },
    );
    // Most of what is typed is an answer: else little would be tried.
    expect(fitting / all).toBeGreaterThan(0.5);
  });
});
