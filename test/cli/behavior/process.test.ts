import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const isBuilt = existsSync(`${root}dist/cli/main.cjs`);

/** Runs the shipped program; `closeAfter` closes its standard output after the first bytes, as `head` does. */
function shipped(argv: readonly string[], closeAfter = false): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${root}bin/sysdesign.js`, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (closeAfter) child.stdout.destroy();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

// The bundle is made by `npm run build`, which a plain test run does not need.
describe.skipIf(!isBuilt)('the shipped program', () => {
  test('is quiet when the reader of its output goes away', async () => {
    const ran = await shipped(['estimate', '--example', 'url-shortener', '-f', 'json'], true);
    expect(ran).toMatchObject({ code: 0, err: '' });
  });

  test('writes all of a long result into a pipe before it ends', async () => {
    const ran = await shipped(['estimate', '--example', 'url-shortener', '-f', 'json']);
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ format: 'sysdesign.result/1' });
  });

  test.skipIf(!existsSync('/dev/full')).each([['estimate', '--example', 'url-shortener'], ['--help'], ['--version']])(
    'says in a line that the disk is full (%s)',
    (...argv) => {
      const full = openSync('/dev/full', 'w');
      const { status, stderr } = spawnSync(process.execPath, [`${root}bin/sysdesign.js`, ...argv], { stdio: ['ignore', full, 'pipe'] });
      closeSync(full);
      expect({ status, said: stderr.toString() }).toEqual({
        status: 2,
        said: 'error[io/unwritable]: standard output takes no text (ENOSPC)\n',
      });
    },
  );

  test('gives the same bytes for an example wherever one stands', () => {
    const from = (cwd: string): string =>
      spawnSync(process.execPath, [`${root}bin/sysdesign.js`, 'estimate', '--example', 'flash-sale', '-f', 'json'], {
        cwd,
      }).stdout.toString();
    const here = from(root);
    expect(here).toContain('"examples/flash-sale.sysdesign.yaml"');
    expect(here).not.toContain('../examples');
    expect(from(tmpdir())).toBe(here);
  });

  test('prints no escape codes into a pipe', async () => {
    const ran = await shipped(['estimate', '--example', 'flash-sale']);
    expect(ran).toMatchObject({ code: 1, err: '' });
    expect(ran.out).not.toContain('\u001b');
  });
});
