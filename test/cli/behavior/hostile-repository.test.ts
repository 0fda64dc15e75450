import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SPEC = 'sysdesign: 1\nname: shop\n';
const SECRET = 'root:$6$salt:19000:0:99999:7:::';

let outer = '';
let repository = '';

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/prepare.mjs'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
}, 180_000);

beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), 'sysdesign-hostile-'));
  repository = join(outer, 'repository');
  mkdirSync(join(repository, '.git'), { recursive: true });
  mkdirSync(join(repository, 'designs'));
  writeFileSync(join(outer, 'secret'), SECRET);
  writeFileSync(join(outer, 'secret.yaml'), SECRET);
  writeFileSync(join(repository, 'shop.sysdesign.yaml'), SPEC);
});
afterEach(() => rmSync(outer, { recursive: true }));

function sysdesign(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'bin/sysdesign.js'), ...args], {
    cwd: repository,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...env },
    timeout: 60_000,
  });
  return { status, text: stdout + stderr };
}

const put = (name: string, text: string): void => writeFileSync(join(repository, name), text);
const link = (target: string, name: string): void => symlinkSync(target, join(repository, name));

describe('a repository that is linted', () => {
  test.each([
    ['format: ["json=../victim"]\n', 'config/writes'],
    ['specs: ["../*.yaml"]\n', 'config/outside'],
  ])('neither writes nor reads elsewhere by its configuration (%j)', (config, rule) => {
    put('sysdesign.config.yaml', config);
    writeFileSync(join(outer, 'victim'), 'mine');
    const { status, text } = sysdesign(['validate']);
    expect(status).toBe(2);
    expect(text).toContain(`error[${rule}]`);
    expect(text).not.toContain('$6$');
    expect(readFileSync(join(outer, 'victim'), 'utf8')).toBe('mine');
  });

  test('runs no code, but where somebody trusts it', () => {
    put('sysdesign.config.js', "require('node:fs').writeFileSync('ran', '');\nmodule.exports = { specs: ['shop.sysdesign.yaml'] };\n");
    expect(sysdesign(['validate'])).toMatchObject({ status: 2, text: expect.stringContaining('error[config/untrusted]') });
    expect(() => readFileSync(join(repository, 'ran'))).toThrow();
    expect(sysdesign(['validate'], { SYSDESIGN_TRUSTED_FOLDERS: join(outer, 'other') }).status).toBe(2);
    expect(sysdesign(['validate'], { SYSDESIGN_TRUSTED_FOLDERS: outer })).toMatchObject({
      status: 0,
      text: expect.stringContaining('1 ok'),
    });
    expect(readFileSync(join(repository, 'ran'), 'utf8')).toBe('');
    expect(sysdesign(['validate', '--trust-config']).status).toBe(0);
  });

  test.each([
    ['by its configuration', 'specs: [up/secret]\n', ['lint']],
    ['by a pattern of its configuration', 'specs: ["up/**/*.sysdesign.yaml"]\n', ['estimate']],
  ])('is read no further than its root, through a link to a folder, %s', (_, config, args) => {
    put('sysdesign.config.yaml', config);
    const elsewhere = join(outer, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'secret'), SECRET);
    writeFileSync(join(elsewhere, 'theirs.sysdesign.yaml'), `${SPEC}description: not for you\n`);
    link(elsewhere, 'up');
    const { status, text } = sysdesign(args);
    expect(status).toBe(2);
    expect(text).toContain('error[io/link]');
    expect(text).not.toContain('$6$');
    expect(sysdesign([...args, '-f', 'json']).text).not.toContain('not for you');
    // Who names the file, or the folder, has asked for it.
    expect(sysdesign(['validate', 'up/theirs.sysdesign.yaml'])).toMatchObject({ status: 0 });
    expect(sysdesign(['validate', 'up'])).toMatchObject({ status: 0 });
  });

  test('is read no further than its root, by includes or links', () => {
    link('../../secret.yaml', 'designs/inner.yaml');
    link('../..', 'designs/up');
    put(
      'b.sysdesign.yaml',
      `${SPEC}include: [../secret.yaml, designs/inner.yaml, designs/up/secret.yaml, ../none.yaml, ${outer}/secret.yaml]\n`,
    );
    const { status, text } = sysdesign(['validate', 'b.sysdesign.yaml']);
    expect(status).toBe(2);
    expect(text.match(/error\[source\/include-outside\]: "[^"]*"/g), text).toHaveLength(5);
    expect(text).not.toContain('$6$');
  });

  test('shows nothing of what a link leads to, but where it leads', () => {
    link('../secret', 'link.sysdesign.yaml');
    const named = sysdesign(['validate', 'link.sysdesign.yaml']);
    expect(named).toMatchObject({ status: 2, text: expect.stringContaining('error[io/link]') });
    expect(named.text.replace(/\s+/g, '')).toContain(`${outer}/secret`.replace(/\s+/g, ''));
    expect(named.text).not.toContain('$6$');
    link('../secret', 'sysdesign.config.yaml');
    const config = sysdesign(['validate']);
    expect(config).toMatchObject({ status: 2, text: expect.stringContaining('error[config/outside]') });
    expect(config.text).not.toContain('$6$');
  });

  test('shows nothing of what a baseline leads to, named or not, and writes nothing there', () => {
    const text = 'root:$6$salt:\n';
    writeFileSync(join(outer, 'shadow'), text);
    link('../shadow', 'sysdesign.baseline.json');
    for (const args of [
      ['lint'],
      ['lint', '--baseline', 'sysdesign.baseline.json'],
      ['baseline', 'update', '--add'],
      ['lint', '--jobs', '2'],
    ]) {
      const ran = sysdesign(args);
      expect(ran, args.join(' ')).toMatchObject({ status: 2, text: expect.stringContaining('error[baseline/invalid]') });
      expect(ran.text.replace(/\s+/g, '')).toContain(`${outer}/shadow`.replace(/\s+/g, ''));
      expect(ran.text).not.toContain('$6$');
    }
    expect(readFileSync(join(outer, 'shadow'), 'utf8')).toBe(text);
    // A sound one elsewhere is taken from who names it, and from nobody else.
    writeFileSync(join(outer, 'shadow'), '{ "format": "sysdesign.baseline/1", "files": {} }\n');
    expect(sysdesign(['lint', '--baseline', 'sysdesign.baseline.json']).status).toBe(0);
    expect(sysdesign(['lint'])).toMatchObject({ status: 2, text: expect.stringMatching(/a link\s+out of its project/) });
  });

  test('has no round of practice written through its links', () => {
    put('answers.yaml', 'purpose: short links\n');
    const play = () => sysdesign(['practice', '--answers', 'answers.yaml', '--problem', 'url-shortener', '--seed', '7']);
    const day = new Date().toISOString().slice(0, 10);
    writeFileSync(join(outer, 'victim'), 'mine');
    mkdirSync(join(repository, 'practice'));
    for (const name of [`practice/${day}-url-shortener.md`, `practice/${day}-url-shortener.sysdesign.yaml`]) {
      link('../../victim', name);
      expect(play()).toMatchObject({ status: 0, text: expect.stringContaining('practice cannot be written') });
      expect(readFileSync(join(outer, 'victim'), 'utf8')).toBe('mine');
      rmSync(join(repository, name));
    }
    rmSync(join(repository, 'practice'), { recursive: true });
    link('..', 'practice');
    const before = readdirSync(outer);
    expect(play()).toMatchObject({ status: 0, text: expect.stringContaining('practice cannot be written') });
    expect(readdirSync(outer)).toEqual(before);
    rmSync(join(repository, 'practice'));
    expect(play().text).not.toContain('cannot be written');
    expect(readdirSync(join(repository, 'practice'))).toHaveLength(2);
  });

  test('keeps no progress of its own, where there is no folder of the user', () => {
    mkdirSync(join(repository, '.local/share/sysdesign'), { recursive: true });
    put('.local/share/sysdesign/practice.json', 'damaged');
    for (const env of [
      { HOME: '', XDG_DATA_HOME: '' },
      { HOME: '.', XDG_DATA_HOME: '.local/share' },
    ]) {
      const { status, text } = sysdesign(['practice', 'stats'], { ...env, LOCALAPPDATA: '' });
      expect(status).toBe(0);
      expect(text).not.toContain('damaged');
      expect(readdirSync(join(repository, '.local/share/sysdesign'))).toEqual(['practice.json']);
    }
  });

  test.skipIf(process.platform === 'win32')('is not waited for where its baseline is a pipe', () => {
    execFileSync('mkfifo', ['sysdesign.baseline.json'], { cwd: repository });
    expect(sysdesign(['lint'])).toMatchObject({ status: 2, text: expect.stringMatching(/it is a pipe\s+or a device/) });
  });

  test.skipIf(process.platform === 'win32')('is not waited for where it has pipes', () => {
    execFileSync('mkfifo', ['pipe.sysdesign.yaml', 'pipe.yaml'], { cwd: repository });
    put('b.sysdesign.yaml', `${SPEC}include: [pipe.yaml]\n`);
    link('/dev/zero', 'zero.yaml');
    put('c.sysdesign.yaml', `${SPEC}include: [zero.yaml]\n`);
    const { status, text } = sysdesign(['validate']);
    expect(status).toBe(2);
    expect(text).toContain('"pipe.yaml" is a pipe or a device');
    expect(text).toContain('"zero.yaml" is outside of the project');
    expect(text).toContain('1 ok');
  });

  test.each([
    'shop.sysdesign.yaml',
    './designs/../shop.sysdesign.yaml',
    'more.yaml',
    'same.json',
    'sysdesign.config.json',
    'new/sysdesign.config.yaml',
    'package.json',
    'new/package.json',
    // Not read in this run, and no result either.
    'other.sysdesign.yaml',
    'sysdesign.baseline.json',
  ])('has no input and no configuration replaced (-o %s)', (output) => {
    put('shop.sysdesign.yaml', `${SPEC}include: [more.yaml]\n`);
    put('more.yaml', 'tier: critical\n');
    put('other.sysdesign.yaml', SPEC);
    put('sysdesign.baseline.json', '{ "format": "sysdesign.baseline/1", "files": {} }\n');
    link('shop.sysdesign.yaml', 'same.json');
    const { status, text } = sysdesign(['validate', 'shop.sysdesign.yaml', '-f', 'json', '-o', output]);
    expect(status).toBe(2);
    expect(text).toContain('error[io/is-input]');
    expect(readFileSync(join(repository, 'shop.sysdesign.yaml'), 'utf8')).toBe(`${SPEC}include: [more.yaml]\n`);
    expect(readFileSync(join(repository, 'more.yaml'), 'utf8')).toBe('tier: critical\n');
  });

  test('does not steer the terminal by the names of its files', () => {
    const name = 'a\u001b[2J\u009b1m\u202e\nb.sysdesign.yaml';
    put(name, 'sysdesign: 1\nnam: x\n');
    for (const format of ['pretty', 'compact', 'markdown', 'csv', 'json']) {
      const { text } = sysdesign(['validate', '-f', format]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be found
      expect(text, format).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    }
    expect(
      sysdesign(['validate', '-f', 'compact'])
        .text.split('\n')
        .filter((line) => line.startsWith('b.sysdesign')),
    ).toEqual([]);
  });
});
