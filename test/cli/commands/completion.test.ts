import { spawnSync } from 'node:child_process';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { SHELLS } from '../../../src/cli/commands/completion.js';
import { COMMANDS } from '../../../src/cli/commands/index.js';
import type { Host } from '../../../src/cli/host.js';
import { nodeFileSystem } from '../../../src/io/node-file-system.js';
import { sysdesign } from '../../support/hosts.js';

const fileSystem = nodeFileSystem(process.cwd());
const scriptOf = async (shell: string): Promise<string> => (await sysdesign(['completion', shell], { fileSystem })).out;

const silent = { write: async () => {}, isTerminal: false, columns: undefined };
const host: Host = {
  out: silent,
  err: silent,
  inputIsTerminal: false,
  env: {},
  platform: 'linux',
  now: () => 0,
  io: () => Promise.reject(new Error('no command is run')),
};

/** The long flags that a command declares. */
async function flagsOf(entry: (typeof COMMANDS)[number]): Promise<readonly string[]> {
  const command = new Command(entry.name);
  (await entry.load())(command, host, () => {});
  return command.options.flatMap(({ long }) => (long ? [long] : []));
}

/** Can the shell read the script? Undefined if it is not installed. */
function syntaxError(shell: string, script: string): string | undefined {
  const { error, stderr } = spawnSync(shell, ['-n', '-c', script], { encoding: 'utf8' });
  return error ? undefined : stderr;
}

describe.each(SHELLS)('the completion script for %s', (shell) => {
  test('knows every command and every long flag', async () => {
    const script = await scriptOf(shell);
    for (const entry of COMMANDS) {
      expect(script).toMatch(new RegExp(`\\b${entry.name}\\b`));
      for (const flag of await flagsOf(entry))
        expect(script).toMatch(shell === 'fish' ? new RegExp(`-l ${flag.slice(2)} `) : new RegExp(`${flag}\\b`));
    }
    for (const word of shell === 'fish' ? ['debug', 'no-color', 'version'] : ['--debug', '--no-color', '--version'])
      expect(script).toContain(word);
  });

  test('offers examples, templates, formats and shells', async () => {
    const script = await scriptOf(shell);
    expect(script).toMatch(/[\s"('][\w -]*\burl-shortener\b/);
    expect(script).toContain('queue-worker');
    expect(script).toContain('pretty compact json markdown csv');
    expect(script).toContain('bash zsh fish');
  });

  test('is read by the shell without complaint', async () => {
    expect(syntaxError(shell, await scriptOf(shell)) ?? '').toBe('');
  });
});

describe('completion in bash', () => {
  /** What bash offers for the last word of a command line. */
  async function offered(...words: readonly string[]): Promise<readonly string[] | undefined> {
    const line = words.map((word) => `'${word}'`).join(' ');
    const asked = `${await scriptOf('bash')}\ncompopt() { echo "files"; }\nCOMP_WORDS=(sysdesign ${line}); COMP_CWORD=${words.length}\n_sysdesign; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { error, stdout } = spawnSync('bash', ['--norc'], { input: asked, encoding: 'utf8' });
    return error ? undefined : stdout.split('\n').filter((text) => text !== '');
  }

  test.each([
    [['es'], ['estimate']],
    [['estimate', '--nap'], ['--napkin']],
    [['estimate', '--format', 'm'], ['markdown']],
    [['estimate', '--format', '=', 'm'], ['markdown']],
    [['init', '--template', 'web'], ['web-app']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [
      ['calc', '-f', ''],
      ['pretty', 'json', 'markdown', 'csv'],
    ],
    [['estimate', ''], ['files']],
    [
      ['explain', 'schema/w'],
      ['files', 'schema/wrong-type'],
    ],
    [['--no-color', 'estimate', '--exa'], ['--example']],
  ])('of %j is %j', async (words, expected) => {
    expect((await offered(...words)) ?? expected).toEqual(expected);
  });
});

describe('completion in zsh', () => {
  test('takes values behind an equals sign too, and offers again what may be repeated', async () => {
    const script = await scriptOf('zsh');
    expect(script).toContain("'*-f+[");
    expect(script).toContain("'*--set=[");
    expect(script).toContain("'--scenario=[");
    expect(script).toContain("'--quiet[");
    expect(script).toMatch(/_alternative "words:word:\([^)]*schema\/unknown-key[^)]*\)" "files:file:_files"/);
  });
});

describe('completion in fish', () => {
  /** What fish offers for a command line, without what it says of each. */
  async function offered(line: string): Promise<readonly string[] | undefined> {
    const asked = `${await scriptOf('fish')}\ncomplete -C '${line}'\n`;
    const { error, stdout } = spawnSync('fish', ['--no-config', '-c', asked], { encoding: 'utf8' });
    return error ? undefined : stdout.split('\n').flatMap((text) => (text === '' ? [] : [text.replace(/\t.*/, '')]));
  }

  test.each([
    ['sysdesign es', ['estimate']],
    ['sysdesign estimate --nap', ['--napkin']],
    ['sysdesign estimate --format=m', ['--format=markdown']],
    ['sysdesign init --template web', ['web-app']],
    ['sysdesign completion ', ['bash', 'fish', 'zsh']],
    ['sysdesign explain schema/w', ['schema/wrong-type']],
  ])('of %j is %j', async (line, expected) => {
    expect((await offered(line)) ?? expected).toEqual(expected);
  });
});

test('an unknown shell is a mistake of usage', async () => {
  const ran = await sysdesign(['completion', 'tcsh'], { fileSystem });
  expect(ran.code).toBe(2);
  expect(ran.err).toContain('bash, zsh, fish');
});
