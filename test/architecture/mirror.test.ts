import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Folders of tests that no folder of the sources answers to, and why. */
const OTHERS: Readonly<Record<string, string>> = {
  architecture: 'what holds for all sources: imports, exports, names, what is loaded at start',
  'bad-input': 'mistakes of users, from the command line to the last message',
  bench: 'the specs and the results of scripts/bench.mjs',
  ci: 'the action that workflows of others use',
  differential: 'all engines against a second evaluator, on generated designs',
  examples: 'each spec of examples and templates, through every lens',
  fuzz: 'random bytes and command lines against the whole program',
  'known-answers': 'published figures, each with its source, as specs and as calls of the math layer',
  mutations: 'every example, broken in every known way',
  properties: 'laws that hold for any design, on generated ones',
  scripts: 'the scripts of contributors',
  support: 'what tests of several rooms share',
};

/** By their path from `test/`. */
const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(sep).join('/'))
  .filter((name) => name.endsWith('.ts'));

const roomOf = (file: string): string => file.slice(0, file.indexOf('/'));
const isSource = (path: string): boolean => existsSync(join(ROOT, 'src', path));

/**
 * Where a file may stand in a room: a test beside nothing but the file that it is of (`math/root.test.ts` of `math/root.ts`); a test of what several files
 * do together in `behavior`, what tests share in `support`, in the folder that these have in the sources.
 */
const isInPlace = (file: string, exists: (path: string) => boolean): boolean => {
  const test = /^(.*)\.test\.ts$/.exec(file)?.[1];
  const [, folder, group] = /^(.+?)\/(behavior|support)\/.+$/.exec(file) ?? [];
  if (folder !== undefined) return exists(folder) && (group === 'behavior') === (test !== undefined);
  return test !== undefined && exists(`${test}.ts`);
};

describe('tests stand where their sources do', () => {
  it('each folder of tests is one of the sources, or has a reason', () => {
    const folders = new Set(files.filter((file) => file.includes('/')).map(roomOf));
    expect([...folders].filter((name) => !isSource(name) && OTHERS[name] === undefined)).toEqual([]);
    expect(Object.keys(OTHERS).filter((name) => isSource(name) || !existsSync(join(ROOT, 'test', name)))).toEqual([]);
  });

  it('each file in a room has its source, or stands in a folder `behavior` or `support`', () => {
    const inRooms = files.filter((file) => file !== 'global-setup.ts' && OTHERS[roomOf(file)] === undefined);
    expect(inRooms.filter((file) => !isInPlace(file, isSource))).toEqual([]);
  });

  it('a test without a source, a loose helper and a folder that the sources lack are noticed', () => {
    const exists = (path: string): boolean => ['math', 'math/latency', 'math/root.ts'].includes(path);
    const placed = ['math/root.test.ts', 'math/behavior/limits.test.ts', 'math/latency/behavior/sums.test.ts', 'math/support/chains.ts'];
    const misplaced = ['math/limits.test.ts', 'math/chains.ts', 'math/gone/behavior/sums.test.ts', 'math/support/root.test.ts', 'full.ts'];
    expect(placed.filter((file) => !isInPlace(file, exists))).toEqual([]);
    expect(misplaced.filter((file) => isInPlace(file, exists))).toEqual([]);
  });
});
