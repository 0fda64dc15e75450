import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { isFull } from '../../support/full.js';

const CLI = fileURLToPath(new URL('../../../bin/sysdesign.js', import.meta.url));
const FILES = 20;
const RIGHT = (i: number): string =>
  `# What we sell\nsysdesign: 1\nname: shop-${i}\nflows:\n  pay: { rate: 10 req/s, path: api -> db }   # at noon\ncomponents:\n  api: { kind: service }\n  db:  { kind: database }\n`;
const WRONG = (i: number): string => RIGHT(i).replace('rate:', 'rte:').replace('-> db', '-> dbb');

const boxes: string[] = [];
afterAll(() => {
  for (const box of boxes) rmSync(box, { recursive: true, force: true });
});

function boxOf(text: (i: number) => string): string {
  const box = mkdtempSync(join(tmpdir(), 'sysdesign-kill-'));
  boxes.push(box);
  for (let i = 0; i < FILES; i++) writeFileSync(join(box, nameOf(i)), text(i));
  return box;
}
const nameOf = (i: number): string => `shop-${String(i).padStart(2, '0')}.sysdesign.yaml`;

/** Runs a command line and ends it, without a chance to clean up, once a condition holds of its folder; whether it was still running. */
function killed(box: string, args: readonly string[], isTime: () => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [CLI, ...args], { cwd: box, stdio: 'ignore' });
    const timer = setInterval(() => {
      if (isTime()) child.kill('SIGKILL');
    }, 1);
    child.on('exit', (_, signal) => {
      clearInterval(timer);
      resolve(signal === 'SIGKILL');
    });
  });
}

describe('ended by kill -9, files are whole, old or new', () => {
  // After a number of files has been written, wherever the machine is then.
  test.each(isFull ? [1, 2, 4, 7, 10, 13, 16, 19] : [1, 9])('in the middle of --fix, once %i files are mended', async (count) => {
    const box = boxOf(WRONG);
    const mended = (): number =>
      Array.from({ length: FILES }, (_, i) => i).filter((i) => readFileSync(join(box, nameOf(i)), 'utf8') === RIGHT(i)).length;
    await killed(box, ['lint', '.', '--fix'], () => mended() >= count);
    for (let i = 0; i < FILES; i++) expect([WRONG(i), RIGHT(i)]).toContain(readFileSync(join(box, nameOf(i)), 'utf8'));
    expect(mended()).toBeGreaterThanOrEqual(count);
    // What is left is mended by the next run.
    await killed(box, ['lint', '.', '--fix'], () => false);
    expect(mended()).toBe(FILES);
  });

  test('in the middle of baseline update', async () => {
    const spec = (i: number): string =>
      `${RIGHT(i)}assumptions: { unused: 5, ${Array.from({ length: 40 }, (_, n) => `a${n}: ${n + 1}`).join(', ')} }\n`;
    const box = boxOf(spec);
    const file = join(box, 'sysdesign.baseline.json');
    await killed(box, ['baseline', 'update', '--add', '.'], () => false);
    const full = readFileSync(file, 'utf8');
    expect(JSON.parse(full)).toBeTypeOf('object');
    const old = '{ "format": "sysdesign.baseline/1", "files": {} }\n';
    for (let n = 0; n < (isFull ? 6 : 1); n++) {
      writeFileSync(file, old);
      // As soon as anything is written beside it, or to it.
      await killed(
        box,
        ['baseline', 'update', '--add', '.'],
        () => readdirSync(box).length > FILES + 1 || readFileSync(file, 'utf8') !== old,
      );
      expect([old, full]).toContain(readFileSync(file, 'utf8'));
    }
  });
});
