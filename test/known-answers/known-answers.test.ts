import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { CheckResult } from '../../src/core/index.js';
import { fixedClock, nodeFileSystem } from '../../src/io/index.js';
import { evaluateSpecs, loadSpecs } from '../../src/workspace/index.js';

const folder = fileURLToPath(new URL('.', import.meta.url));
const io = { files: nodeFileSystem(folder), clock: fixedClock('2026-11-01') };
const files = readdirSync(folder).filter((file) => file.endsWith('.sysdesign.yaml'));

/** Lenses that are not there yet: what they tell is expected to be unknown, and counted. */
const LATER =
  /^components\.[^.]+\.(instances|capacity|utilization|demand|headroom|binding|cost|saturates)|^totals\.cost|^components\.[^.]+\.perInstance/;

const pending: string[] = [];

async function checksOf(file: string): Promise<readonly CheckResult[]> {
  const [loaded] = await loadSpecs([file], io);
  expect(loaded?.findings, `${file} is valid`).toEqual([]);
  const result = await evaluateSpecs(loaded ? [loaded] : []);
  return result.specs[0]?.checks ?? [];
}

describe('published estimates and real systems come out as published', () => {
  test('all 47 of them, and the spec that pins the formulas, are here', () => {
    expect(files).toHaveLength(48);
  });

  test.each(files)('%s', async (file) => {
    const checks = await checksOf(file);
    expect(checks.length).toBeGreaterThan(0);
    for (const check of checks) {
      const name = `${file.replace('.sysdesign.yaml', '')}: ${check.fact}`;
      if (check.status === 'unknown') {
        expect(check.missing, name).toEqual(['not yet computed']);
        pending.push(name);
      } else expect(`${name} = ${check.value} is ${check.status} (${check.targetText})`).toContain('is met');
    }
  });

  test('what is still unknown waits for capacity and cost alone', () => {
    console.log(`not yet computed: ${pending.length} expectations\n  ${pending.join('\n  ')}`);
    const own = pending.filter((name) => !LATER.test(name.split(': ')[1] ?? '') && !/: derived\./.test(name));
    expect(own).toEqual([]);
  });
});
