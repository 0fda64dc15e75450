import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands/index.js';
import { TOOL } from '../../../src/cli/version.js';
import { sysdesign } from '../../support/hosts.js';

describe('help', () => {
  test('is what `--help` and `help` print, on standard output, with exit code 0', async () => {
    const long = await sysdesign(['--help']);
    expect(long.code).toBe(0);
    expect(long.err).toBe('');
    for (const { name } of COMMANDS) expect(long.out).toContain(name);
    expect(await sysdesign(['help'])).toMatchObject({ code: 0, out: long.out });
    expect(await sysdesign(['-h'])).toMatchObject({ code: 0, out: long.out });
  });

  test('goes to standard error with exit code 2 when no command is given', async () => {
    const ran = await sysdesign([]);
    expect(ran.code).toBe(2);
    expect(ran.out).toBe('');
    expect(ran.err).toContain('Usage: sysdesign');
  });

  test.each(COMMANDS.map(({ name }) => name))('of %s has two examples that begin with the command, and fits 80 columns', async (name) => {
    const ran = await sysdesign([name, '--help']);
    expect(ran.code).toBe(0);
    expect(ran.out.split(`sysdesign ${name}`).length).toBeGreaterThanOrEqual(4);
    expect(await sysdesign(['help', name])).toMatchObject({ code: 0, out: ran.out });
    for (const line of ran.out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  test('tells the version', async () => {
    expect(await sysdesign(['--version'])).toMatchObject({ code: 0, out: `${TOOL.version}\n` });
  });
});

describe('a mistake in the command line', () => {
  test.each([
    [['estimat'], 'estimate'],
    [['valdiate', 'x.yaml'], 'validate'],
    [['estimat', '--help'], 'estimate'],
    [['help', 'estimat'], 'estimate'],
    [['estimate', '--fromat', 'json'], '--format'],
    [['estimate', '--senario=launch'], '--scenario'],
    [['explain', 'flows.a.rate.mean', '--exmaple', 'x'], '--example'],
  ])('%j is answered once, with the word that was meant, on standard error', async (argv, meant) => {
    const ran = await sysdesign(argv);
    expect(ran.code).toBe(2);
    expect(ran.out).toBe('');
    expect(ran.err.split(meant).length - 1).toBe(1 + (ran.err.includes(`sysdesign ${meant} --help`) ? 1 : 0));
    expect(ran.err.trimEnd().split('\n')).toHaveLength(2);
  });

  test.each([
    [['estimate', '-f', 'jsno'], 'did you mean "json"?'],
    [['estimate', '-f', 'sausage'], 'pretty, compact, json, markdown, csv'],
    [['estimate', '-f', 'json=', 'x.yaml'], 'names no file'],
    [['estimate', '-f', 'json', '-f', 'csv'], 'only one format'],
    [['estimate', '-f', 'json=a.json', '-o', 'b.json'], 'no format left'],
    [['explain', 'a.b', '-f', 'compact'], 'no format "compact"'],
    [['estimate', '--set', 'rate'], 'path=value'],
    [['estimate', '--seed', '1.5'], 'whole number'],
    [['estimate', '--samples', '3'], 'from 100 to 1000000'],
    [['explain'], "missing required argument 'id'"],
    [['explain', 'shop.yaml'], 'the fact comes first'],
    [['estimate', 'x.yaml', '--example', 'url-shortener'], 'leave out x.yaml'],
  ])('%j says what is wrong', async (argv, words) => {
    const ran = await sysdesign(argv, { files: { 'x.yaml': 'sysdesign: 1\nname: x\n' } });
    expect(ran.code).toBe(2);
    expect(ran.out).toBe('');
    expect(ran.err.replace(/\s+/g, ' ')).toContain(words);
  });
});

test.each([
  [['lint', '--x\u001b[31m.sysdesign.yaml']],
  [['li\u001b[31mnt']],
  [['completion', 'ba\u001b[31msh']],
  [['estimate', '--seed', '1\u001b[31m']],
  [['estimate', 'a\u001b[31m.yaml']],
  [['lint', '--x\u202e.yaml']],
])('what is typed steers no terminal: %j', async (argv) => {
  const { code, out, err } = await sysdesign(argv);
  expect(code).toBe(2);
  for (const odd of '\u001b\u202e') expect(out + err).not.toContain(odd);
  expect(err).toContain('\ufffd');
});

describe('a bug', () => {
  const broken = new Proxy({} as never, {
    get() {
      throw new TypeError('kaput');
    },
  });

  test('is told in one line with the version, and exit code 3', async () => {
    const ran = await sysdesign(['validate', 'x.yaml'], { fileSystem: broken });
    expect(ran).toMatchObject({ code: 3, out: '' });
    expect(ran.err).toBe(`sysdesign ${TOOL.version}: unexpected error, this is a bug: kaput (run again with --debug for the stack)\n`);
  });

  test('shows its stack with --debug', async () => {
    const ran = await sysdesign(['validate', 'x.yaml', '--debug'], { fileSystem: broken });
    expect(ran.code).toBe(3);
    expect(ran.err).toMatch(/\n\s+at /);
  });
});
