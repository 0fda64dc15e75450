import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { isFull } from '../support/full.js';
import { caseOf, FILE, KINDS, type Kind } from './cases.js';
import { LONGEST_MS, type Outcome, problemsOf, shown, testFuzzed } from './fuzzing.js';

testFuzzed('mutant');
testFuzzed('edited');

describe('as processes of their own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sysdesign-fuzz-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const command = fileURLToPath(new URL('../../bin/sysdesign.js', import.meta.url));

  const processOf = (argv: readonly string[]): Promise<Outcome> =>
    new Promise((resolve) =>
      execFile(process.execPath, [command, ...argv], { cwd: folder, timeout: LONGEST_MS, maxBuffer: 1 << 28 }, (error, out, err) =>
        resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, out, err }),
      ),
    );

  test.each(Array.from({ length: isFull ? 25 : 3 }, (_, i) => 10_001 + i))('seed %i of each kind', async (seed) => {
    for (const kind of Object.keys(KINDS) as Kind[]) {
      const given = caseOf(kind, seed);
      writeFileSync(join(folder, FILE), given.text);
      const problems = problemsOf(given, await processOf(given.argv));
      if (problems.length > 0) expect.fail(`${problems.join('\n')}\n\n${shown(given)}`);
    }
  });
});

test('a run that prints what no run may is seen', () => {
  const given = { text: 'name: x', argv: ['estimate'] };
  expect(problemsOf(given, { code: 0, out: 'fleet 3', err: '' })).toEqual([]);
  for (const [code, out] of [
    [3, 'a'],
    [0, 'fleet NaN'],
    [1, 'Infinity of them'],
    [0, 'undefined'],
    [0, '[object Object]'],
    [2, ''],
    [0, 'x\n    at run (/src/main.ts:1:2)'],
  ] as const)
    expect(problemsOf(given, { code, out, err: '' }), out).toHaveLength(1);
});
