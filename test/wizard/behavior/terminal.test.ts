import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasScript, type Played, skipped, typed } from '../../support/pseudo-terminal.js';

/** The wizard in a real pseudo-terminal of 80x24: that of `script` of util-linux. */

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
if (!hasScript) skipped('test/wizard/behavior/terminal.test.ts');

let folder = '';
beforeAll(() => {
  execFileSync(process.execPath, [join(ROOT, 'scripts/prepare.mjs')], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  folder = mkdtempSync(join(tmpdir(), 'wizard-'));
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = (...answers: readonly string[]): string[] => answers.map((answer) => `${answer}\r`);
const play = (argv: readonly string[], answers: readonly string[], env: Readonly<Record<string, string>>): Promise<Played> =>
  typed(['init', '--interactive', ...argv], answers, { cwd: folder, env, isPrompt: />\s*$|navigate|Number: $/ });

/** What the command line makes of a spec. */
const run = (...argv: readonly string[]): number | null =>
  spawnSync(process.execPath, [join(ROOT, 'bin/sysdesign.js'), ...argv], { cwd: folder, stdio: 'ignore' }).status;

const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');
// biome-ignore lint/suspicious/noControlCharactersInRegex: escapes are what must not be there
const hasEscapes = (screen: string): boolean => /\u001b/.test(screen);

function expectGood(file: string): void {
  for (const command of ['validate', 'estimate', 'review']) expect(run(command, file), command).toBe(0);
}

describe.skipIf(!hasScript)('the wizard in a terminal', { timeout: 120_000 }, () => {
  it('keeps the answers at Ctrl-C, goes on from them, and asks only what is left', async () => {
    const plain = { NO_COLOR: '1', TERM: 'xterm' };
    const first = await play([], [...lines('shop', 'Things that people buy', 'orders', '20k..50k'), '\u0003'], plain);
    expect(first.code).toBe(130);
    expect(first.screen).toContain('Your answers are kept in shop.answers.yaml');
    expect(existsSync(join(folder, 'shop.sysdesign.yaml'))).toBe(false);
    expect(textOf('shop.answers.yaml')).toContain('users: 20k..50k users');
    const second = await play(['--answers', 'shop.answers.yaml'], lines('30', '2 per week', '3'), plain);
    expect(second.code).toBe(0);
    expect(second.screen).not.toContain('What is it called?');
    expect(second.screen).toContain('How often a day does one of them open or list orders?');
    const spec = textOf('shop.sysdesign.yaml');
    expect(spec).toContain('users: 20k..50k users');
    expect(spec).toContain('writes: 2 per user per week');
    expectGood('shop.sysdesign.yaml');
    // 80x24, a line at a time, and no escape of any kind.
    for (const screen of [first.screen, ...second.waits])
      expect(screen.split('\n').filter((line) => line.trimEnd().length > 80)).toEqual([]);
    for (const screen of second.waits.slice(0, -1)) expect(screen.split('\n').length).toBeLessThanOrEqual(24);
    expect(hasEscapes(first.screen + second.screen)).toBe(false);
  });

  it('is played at prompts that draw: answers again what cannot be read, and goes back', async () => {
    const { screen, code } = await play(
      [],
      lines(
        'chat',
        'Messages',
        'messages',
        'many',
        '10k',
        'back',
        '20k',
        '40',
        '10',
        '2..5',
        '50%',
        '300 B',
        '',
        'none',
        '1 year',
        '300 ms',
        '99.9%',
        '1 h',
        '1 min',
        '0.2 s',
      ),
      { NO_COLOR: '', TERM: 'xterm' },
    );
    expect(code).toBe(0);
    expect(screen).toContain('expected a number, got "many"');
    // 20,000 users x 40 a day / 86,400 s
    expect(screen).toContain('= reads, mean of a day: 9.26 req/s');
    // (1 - 99.9%) x 30 d
    expect(screen).toContain('= that allows 43 min of failures in 30 days');
    const spec = textOf('chat.sysdesign.yaml');
    expect(spec).toContain('users: 20k users');
    expect(spec).toContain('serviceTime: 0.2 s');
    expectGood('chat.sysdesign.yaml');
  });

  it('takes Enter for "don\'t know" all the way, on a dumb terminal', async () => {
    const { screen, code } = await play(['team/'], [...lines('unknown')], { TERM: 'dumb', NO_COLOR: '' });
    expect(code).toBe(0);
    expect(hasEscapes(screen)).toBe(false);
    const spec = textOf('team/my-design.sysdesign.yaml');
    expect(spec).toMatch(/users: 1k\.\.100k users +# assumed: /);
    expect(spec).toContain('# What to find out next:');
    expectGood('team/my-design.sysdesign.yaml');
  });
});
