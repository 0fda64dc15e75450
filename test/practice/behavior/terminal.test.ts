import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answers, hasScript, type Played, skipped, typed } from '../../support/pseudo-terminal.js';

/** Rounds in a real pseudo-terminal: that of `script` of util-linux. */

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
if (!hasScript) skipped('test/practice/behavior/terminal.test.ts');

let folder = '';
beforeAll(() => {
  execFileSync(process.execPath, [join(ROOT, 'scripts/prepare.mjs')], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  folder = mkdtempSync(join(tmpdir(), 'practice-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const play = (argv: readonly string[], answers: Answers, env: Readonly<Record<string, string>> = {}): Promise<Played> =>
  typed(['practice', ...argv], answers, { cwd: folder, env: { XDG_DATA_HOME: join(folder, 'data'), ...env } });

const progress = (): {
  readonly open: { readonly answers: readonly { readonly text: string }[] } | null;
  readonly history: readonly unknown[];
} => JSON.parse(readFileSync(join(folder, 'data/sysdesign/practice.json'), 'utf8'));

describe.skipIf(!hasScript)('a round in a terminal', () => {
  const PLAIN = ['--plain', '--problem', 'url-shortener', '--seed', '7', '--minutes', '15'];

  it('is kept at Ctrl-C, and goes on where it was left', async () => {
    const first = await play(PLAIN, ['short links that redirect\r', 'How many links per month?\r', '\u0003']);
    expect(first.code).toBe(130);
    expect(progress().open?.answers.map(({ text }) => text)).toEqual(['short links that redirect', 'How many links per month?']);
    const second = await play(['--plain', '--resume'], []);
    expect(second.code).toBe(0);
    expect(second.screen).toContain('The round goes on where it was left.');
    expect(second.screen).toContain('URL shortener:');
    expect(progress().open).toBeNull();
    expect(progress().history).toHaveLength(1);
    expect(readdirSync(join(folder, 'practice')).sort()).toHaveLength(2);
  });

  it('moves no cursor and has no colors with --plain, nor with NO_COLOR, nor on a dumb terminal', async () => {
    const { screen, code } = await play(['--problem', 'pastebin', '--minutes', '15'], [], { NO_COLOR: '1' });
    expect(code).toBe(0);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escapes are what must not be there
    expect(/\u001b/.test(screen)).toBe(false);
  });

  it('opens the spec in the editor of the candidate, and reviews what comes of it', async () => {
    const argv = ['--problem', 'rate-limiter', '--minutes', '60', '--seed', '7'];
    const env = { NO_COLOR: '', TERM: 'xterm', EDITOR: "sed -i 's/summary: .*/summary: edited/'", VISUAL: '' };
    let isEdited = false;
    const { screen, code } = await play(
      argv,
      (text) => {
        // A prompt waits whose clock was drawn after the last one was done; what is told before it comes earlier.
        const last = text.slice(text.lastIndexOf('[done]') + 1);
        if (!/\[\d+:\d\d\] |What went well/.test(last)) return undefined;
        if (isEdited || !last.includes('Change the spec?')) return '\r';
        isEdited = true;
        return 'e\r';
      },
      env,
    );
    expect(code).toBe(0);
    expect(screen).toContain('Rate limiter:');
    const written = readdirSync(join(folder, 'practice')).find((name) => name.endsWith('rate-limiter.sysdesign.yaml')) ?? '';
    expect(readFileSync(join(folder, 'practice', written), 'utf8')).toContain('summary: edited');
  });

  it('is played through at prompts that draw, with a clock', async () => {
    const { screen, code } = await play(['--problem', 'rate-limiter', '--minutes', '15'], ['refuse what is over its limit\r'], {
      NO_COLOR: '',
      TERM: 'xterm',
    });
    expect(code).toBe(0);
    expect(screen).toMatch(/\[0:\d\d\] /);
    expect(screen).toContain('Rate limiter:');
  });
});
