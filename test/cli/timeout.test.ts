import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../src/io/node-file-system.js';
import { sysdesign } from '../support/hosts.js';

const SPEC = (name: string): string => `sysdesign: 1
name: ${name}
assumptions: { users: 1M..2M users }
flows:
  read: { rate: = users * 3 per day, response: 2 kB, path: api -> db }
components:
  api: { kind: service, each: { rate: 500 req/s } }
  db: { kind: database, each: { rate: 100 req/s } }
requirements:
  quality: { up: { flow: read, availability: 99.99% } }
scenarios:
  sale: { flows.read.rate: x3 }
`;

const FILES = { 'a.sysdesign.yaml': SPEC('a'), 'b.sysdesign.yaml': SPEC('b'), 'c.sysdesign.yaml': SPEC('c') };
const NAMES = Object.keys(FILES);

/** A clock that goes on by a millisecond whenever it is looked at: how often, is how much work there is. */
function ticking(): { readonly now: () => number; readonly looks: () => number } {
  let looks = 0;
  return { now: () => looks++, looks: () => looks };
}

/** How often a run looks at the clock if it has all the time there is. */
async function looksOf(argv: readonly string[]): Promise<number> {
  const clock = ticking();
  const { code } = await sysdesign([...argv, '--timeout', '1 d'], { files: FILES, now: clock.now });
  expect(code).toBeLessThan(2);
  return clock.looks();
}

interface Shown {
  readonly specs: readonly {
    readonly file: string;
    readonly facts: readonly unknown[];
    readonly findings: readonly { readonly rule: string; readonly message: string }[];
  }[];
}

describe('--timeout', () => {
  it('changes nothing where there is time', async () => {
    const argv = ['estimate', ...NAMES, '-f', 'json'];
    const [timed, free] = [await sysdesign([...argv, '--timeout', '60'], { files: FILES }), await sysdesign(argv, { files: FILES })];
    expect(timed).toMatchObject({ code: free.code, out: free.out });
  });

  it.each(['estimate', 'availability'])('ends %s with exit code 2, and what was finished is printed', async (command) => {
    const argv = [command, ...NAMES, '-f', 'json'];
    const looks = await looksOf(argv);
    // Files are read first; with two thirds of the rest, the first is finished and the last is not.
    const clock = ticking();
    const { code, out } = await sysdesign([...argv, '--timeout', `${(looks * 2) / 3000} s`], { files: FILES, now: clock.now });
    expect(code).toBe(2);
    const { specs } = JSON.parse(out) as Shown;
    expect(specs.map(({ file }) => file)).toEqual(NAMES);
    expect(specs[0]?.findings).not.toContainEqual(expect.objectContaining({ rule: 'usage/timeout' }));
    expect(specs[0]?.facts.length).toBeGreaterThan(10);
    const [last] = (specs[2] as Shown['specs'][number]).findings;
    expect(last?.rule).toBe('usage/timeout');
    expect(last?.message).toMatch(/^stopped after [\d.]+ s, while (?:working out|sampling|looking at) /);
  });

  it.each([
    [['validate', ...NAMES]],
    [['estimate', ...NAMES, '--scenario', 'all']],
    [['estimate', ...NAMES, '--scenario', 'stress']],
    [['estimate', ...NAMES, '--napkin']],
    [['availability', ...NAMES, '--verbose']],
    [['sweep', 'assumptions.users=1M..9M', ...NAMES]],
    [['explain', 'flows.read.unavailability', ...NAMES]],
    [['facts', ...NAMES]],
  ])('is looked at all along: %j', async (argv) => {
    const looks = await looksOf(argv);
    for (const share of [0, 0.3, 0.7, 0.95]) {
      const clock = ticking();
      const { code, out, err } = await sysdesign([...argv, '--timeout', `${(looks * share) / 1000} s`], { files: FILES, now: clock.now });
      expect(code, `${share}: ${out}${err}`).toBe(2);
      expect(out + err).toContain('usage/timeout');
      // It ends there: what follows is one look for each file, and what is skipped asks no more.
      expect(clock.looks()).toBeLessThan(looks * share + 20);
    }
  });

  it.each(['soon', '5 kB', '-3 s', '8 d', '1..2 s'])('takes a time, not %s', async (text) => {
    const { code, err } = await sysdesign(['validate', ...NAMES, `--timeout=${text}`], { files: FILES });
    expect(code).toBe(2);
    expect(err).toContain('--timeout takes a time of at most 7 d');
  });

  it('is over with its run', async () => {
    await sysdesign(['validate', ...NAMES, '--timeout', '0'], { files: FILES, now: ticking().now });
    expect(await sysdesign(['validate', ...NAMES], { files: FILES })).toMatchObject({ code: 0 });
  });
});

describe('--timeout while something is read that never ends', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sysdesign-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'a.sysdesign.yaml'), SPEC('a'));
  const hasPipe = spawnSync('mkfifo', [path.join(folder, 'pipe')]).status === 0;
  const silent = (): AsyncIterable<string> => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) });
  const run = (argv: readonly string[]): ReturnType<typeof sysdesign> =>
    sysdesign(argv, { fileSystem: nodeFileSystem(folder, silent()), now: () => performance.now() });

  it('ends where standard input is silent', async () => {
    const { code, out, err } = await run(['estimate', '-', '--timeout', '0.05 s']);
    expect(code).toBe(2);
    expect(out + err).toContain('while reading <stdin>');
  });

  it.runIf(hasPipe)('ends where nobody writes to a pipe, with what was read before', async () => {
    const { code, out } = await run(['validate', 'a.sysdesign.yaml', 'pipe', '--timeout', '3 s', '-f', 'compact']);
    expect(code).toBe(2);
    expect(out).toContain('pipe: error: stopped after 3 s, while reading pipe');
    expect(out).not.toContain('a.sysdesign.yaml: error');
  });

  it.runIf(hasPipe)('reads a pipe that is written to in time', async () => {
    const done = run(['validate', 'pipe', '--timeout', '60 s']);
    const writer = spawnSync('sh', ['-c', 'cat a.sysdesign.yaml > pipe &'], { cwd: folder, stdio: 'ignore' });
    expect(writer.status).toBe(0);
    expect(await done).toMatchObject({ code: 0 });
  });
});
