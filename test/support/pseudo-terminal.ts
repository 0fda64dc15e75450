import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Commands that ask, in a real pseudo-terminal: that of `script` of util-linux. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export const hasScript =
  process.platform === 'linux' && spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true;

/** Loudly: a machine without it tests less than it should. */
export const skipped = (test: string): boolean =>
  process.stderr.write(`SKIPPED: ${test} needs script of util-linux, and plays nothing in a terminal\n`);

// biome-ignore lint/suspicious/noControlCharactersInRegex: what moves the cursor is no text
const ESCAPES = /\u001b\[[\d;?]*[A-Za-z]/g;

export interface Played {
  readonly code: number | null;
  readonly screen: string;
  /** What was on the screen at the time of each answer, from the answer before on. */
  readonly waits: readonly string[];
}

interface Where {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** By what is printed since the last answer: whether a prompt waits. By default whenever nothing more is printed. */
  readonly isPrompt?: RegExp;
}

/** What is typed, one after the other and then empty lines; or what is typed at all that is on the screen so far, nothing if that is undefined. */
export type Answers = readonly string[] | ((screen: string) => string | undefined);

/**
 * Types an answer each time that a prompt waits: when nothing more is printed after something was.
 */
export async function typed(argv: readonly string[], answers: Answers, { cwd, env = {}, isPrompt = /(?:)/ }: Where): Promise<Played> {
  const command = [process.execPath, join(ROOT, 'bin/sysdesign.js'), ...argv].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qefc', `stty rows 24 cols 80; exec ${command}`, '/dev/null'], { cwd, env: { ...process.env, ...env } });
  const left = typeof answers === 'function' ? [] : [...answers];
  const next = (): string => (typeof answers === 'function' ? (answers(screen.replace(ESCAPES, '')) ?? '') : (left.shift() ?? '\r'));
  const waits: string[] = [];
  let screen = '';
  let from = 0;
  let waiting: NodeJS.Timeout | undefined;
  child.stdout.on('data', (bytes: Buffer) => {
    screen += bytes.toString();
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (!isPrompt.test(screen.slice(from).replace(ESCAPES, ''))) return;
      waits.push(screen.slice(from));
      from = screen.length;
      const text = next();
      if (text !== '') child.stdin.write(text);
    }, 60);
  });
  child.stdin.on('error', () => {});
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearTimeout(waiting);
  return { code, screen, waits };
}
