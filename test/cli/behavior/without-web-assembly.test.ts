import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const sysdesign = (flags: readonly string[], ...args: readonly string[]): string =>
  execFileSync(process.execPath, [...flags, 'bin/sysdesign.js', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    // Node warns that its flags are at odds.
    stdio: ['ignore', 'pipe', 'ignore'],
  });

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/prepare.mjs'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
});

describe('a host without WebAssembly', () => {
  it('gets the same estimate, to the last digit', () => {
    const args = ['estimate', 'test/bench/specs/hundred-fifty.sysdesign.yaml', '--samples', '200', '--format', 'json'];
    expect(sysdesign(['--jitless'], ...args)).toBe(sysdesign([], ...args));
  });
});
