import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as plain from '../../../../src/math/loops/plain.js';

const EXAMPLE = ['bin/sysdesign.js', 'estimate', 'templates/web-app.sysdesign.yaml', '-f', 'json'];
/** Address space of a process, kB: node starts in it, and its WebAssembly reserves some 10 GB for each memory. */
const LIMIT = 3_000_000;

/** A host whose constructors find no address space. */
function withoutRoom(of: 'Module' | 'Instance'): void {
  const { WebAssembly: real } = globalThis as unknown as { WebAssembly: object };
  vi.stubGlobal(
    'WebAssembly',
    Object.create(real, {
      [of]: {
        value: class {
          constructor() {
            throw new RangeError(`WebAssembly.${of}(): Out of memory: Cannot allocate Wasm memory for new instance`);
          }
        },
      },
    }),
  );
  vi.resetModules();
}

describe('without address space for WebAssembly', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it.each(['Module', 'Instance'] as const)('loops are the plain ones, where its %s is not made', async (of) => {
    withoutRoom(of);
    const { arenaFor } = await import('../../../../src/math/loops/arena.js');
    const { fitted, logarithms, summed } = await import('../../../../src/math/loops/index.js');
    expect(arenaFor(1, 10)).toBeUndefined();
    const values = Float64Array.of(1, 2, 3, 5, 8);
    expect(logarithms(values)).toEqual(plain.combined('log', [{ values, scale: 1, offset: 0 }], 5));
    expect(summed([{ values, scale: 3 }], 5)).toEqual(Float64Array.of(3, 6, 9, 15, 24));
    expect(fitted(values, [Float64Array.of(1, 2, 3, 4, 5)])).toEqual(plain.fitted(values, [Float64Array.of(1, 2, 3, 4, 5)]));
  });

  const limited = (...args: readonly string[]) =>
    spawnSync('sh', ['-c', `ulimit -v ${LIMIT} && exec "$0" "$@"`, process.execPath, ...args], { encoding: 'utf8' });
  const hasLimit = process.platform === 'linux' && limited('-e', '0').status === 0;

  it.runIf(hasLimit)('a process that may not have it prints the same', () => {
    expect(limited('-e', 'new WebAssembly.Memory({ initial: 1 })').stderr).toContain('RangeError');
    const { stdout, stderr, status } = limited(...EXAMPLE);
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).toBe(spawnSync(process.execPath, EXAMPLE, { encoding: 'utf8' }).stdout);
  });
});
