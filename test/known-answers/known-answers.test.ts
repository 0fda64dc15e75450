import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { CheckResult } from '../../src/core/index.js';
import { fixedClock } from '../../src/io/index.js';
import { nodeFileSystem } from '../../src/io/node-file-system.js';
import { loadSpecs } from '../../src/workspace/index.js';
import { evaluateSpecs } from '../support/estimating.js';

const folder = fileURLToPath(new URL('.', import.meta.url));
const io = { files: nodeFileSystem(folder), clock: fixedClock('2026-11-01') };
const specsIn = (name: string): readonly string[] => readdirSync(join(folder, name)).filter((file) => file.endsWith('.sysdesign.yaml'));
const files = specsIn('.');

async function checksOf(file: string): Promise<readonly CheckResult[]> {
  const [loaded] = await loadSpecs([file], io);
  expect(loaded?.findings, `${file} is valid`).toEqual([]);
  const result = await evaluateSpecs(loaded ? [loaded] : []);
  return result.specs[0]?.checks ?? [];
}

async function expectMet(file: string): Promise<void> {
  const checks = await checksOf(file);
  expect(checks.length).toBeGreaterThan(0);
  for (const { fact, value, status, targetText, missing } of checks) {
    const name = `${basename(file, '.sysdesign.yaml')}: ${fact}`;
    const why = missing.length > 0 ? `, without ${missing.join(', ')}` : '';
    expect(`${name} = ${value} is ${status} (${targetText}${why})`).toContain(' is met ');
  }
}

describe('published estimates and real systems come out as published', () => {
  test('all 47 of them, and the spec that pins the formulas, are here', () => {
    expect(files).toHaveLength(48);
  });

  test.each(files)('%s', expectMet);
});

/** Each pins facts which the evaluator of `test/differential` does not have: `fields.test.ts` there counts them. */
test.each(specsIn('by-hand'))('worked out by hand: %s', (file) => expectMet(`by-hand/${file}`));
