import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SPEC = (name: string, path = 'api'): string => `sysdesign: 1
name: ${name}
flows: { pay: { rate: 10 req/s, path: ${path} } }
components: { api: { kind: service }, spare: { kind: service } }
`;

let folder = '';

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/prepare.mjs'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  folder = mkdtempSync(join(tmpdir(), 'sysdesign-jobs-'));
  mkdirSync(join(folder, 'designs'));
  for (let i = 0; i < 9; i++) writeFileSync(join(folder, 'designs', `s${i}.sysdesign.yaml`), SPEC(`s${i}`, i === 4 ? 'apy' : 'api'));
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true }));

function lint(args: readonly string[], root = ROOT) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/sysdesign.js'), 'lint', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

describe('lint --jobs', () => {
  test.each([
    [['designs']],
    [['designs', '-f', 'json']],
    [['designs', '-f', 'sarif']],
    [['designs/s*.yaml', 'designs', '--shard', '2/3']],
    [['designs', 'nowhere.yaml']],
    [['nowhere.yaml']],
    [['designs', '--changed', 'no-such-commit']],
    [['designs', '--rule', 'load/no-such=off']],
  ])('prints what one thread prints: %j', (args) => {
    const one = lint(args);
    expect(one.stdout + one.stderr).not.toBe('');
    expect(lint([...args, '--jobs', '3'])).toEqual(one);
  });

  test('writes over no file that one of its threads has read', () => {
    const { status, stderr } = lint(['designs', '--jobs', '3', '-f', 'json', '-o', 'designs/s1.sysdesign.yaml']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('io/is-input')]);
    expect(readFileSync(join(folder, 'designs/s1.sysdesign.yaml'), 'utf8')).toBe(SPEC('s1'));
  });

  test.each([['-'], ['designs', '--fix'], ['designs', '--watch']])('goes with nothing that asks for one thread: %j', (...args) => {
    expect(lint([...args, '--jobs', '2'])).toMatchObject({ status: 2, stderr: expect.stringContaining('--jobs') });
  });

  test('names the files of a thread that dies, and fails as a bug does', () => {
    const copy = join(folder, 'package');
    for (const name of ['bin', 'dist', 'package.json']) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    const worker = join(copy, 'dist/cli/lint-worker.cjs');
    // The thread of every second file dies once it has named them.
    writeFileSync(
      worker,
      `const { workerData, parentPort } = require('node:worker_threads');
if (workerData.part.index === 1) {
  for (const place of [1, 3]) parentPort.postMessage({ kind: 'file', place, file: 'designs/s' + place + '.sysdesign.yaml' });
  setImmediate(() => { throw new Error('out of luck'); });
} else {
  ${readFileSync(worker, 'utf8').replace(/^#!.*$/m, '')}
}
`,
    );
    const { status, stdout, stderr } = lint(['designs', '--jobs', '2', '-f', 'compact'], copy);
    expect(status).toBe(3);
    expect(stdout.match(/was not linted/g)).toHaveLength(2);
    expect(stdout).toContain('designs/s3.sysdesign.yaml was not linted');
    // What the other one has found stands.
    expect(stdout).toContain('designs/s4.sysdesign.yaml');
    expect(stderr).toContain('out of luck');
    expect(lint(['designs', '--jobs', '2', '--suppressions'], copy).status).toBe(3);
  });
});
