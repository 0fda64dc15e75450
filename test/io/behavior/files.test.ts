import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, open, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/core/index.js';
import { decode, type FileSystem, fixedClock, memoryFileSystem, nodeClock, readText } from '../../../src/io/index.js';
import { nodeFileSystem } from '../../../src/io/node-file-system.js';

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'sysdesign-io-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const rulesOf = (outcome: Outcome<unknown>): readonly string[] => (outcome.ok ? [] : outcome.findings.map((finding) => finding.rule));
const FILES = {
  'a.sysdesign.yaml': 'a: 1\n',
  'sub/b.sysdesign.yml': 'b: 1\n',
  'sub/deep/c.sysdesign.yaml': 'c: 1\n',
  'sub/doc.md': '# x\n',
  'node_modules/p/x.sysdesign.yaml': 'x: 1\n',
};

async function real(files: Readonly<Record<string, string>>): Promise<FileSystem> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(cwd, name, '..'), { recursive: true });
    await writeFile(join(cwd, name), text);
  }
  return nodeFileSystem(cwd);
}

const { 'node_modules/p/x.sysdesign.yaml': _, ...WITHOUT_MODULES } = FILES;
const SYSTEMS: Readonly<Record<string, () => Promise<FileSystem>>> = {
  'on disk': () => real(FILES),
  'in memory': async () => memoryFileSystem(WITHOUT_MODULES),
};

for (const [where, open] of Object.entries(SYSTEMS)) {
  describe(`files ${where}`, () => {
    it('are found by name, folder and pattern, each once', async () => {
      const files = await open();
      expect(await files.expand(['a.sysdesign.yaml', '.'])).toEqual({
        ok: true,
        value: ['a.sysdesign.yaml', 'sub/b.sysdesign.yml', 'sub/deep/c.sysdesign.yaml'],
      });
      expect(await files.expand(['sub/**/*.{yaml,yml}', 'sub/b.sysdesign.yml'])).toEqual({
        ok: true,
        value: ['sub/b.sysdesign.yml', 'sub/deep/c.sysdesign.yaml'],
      });
      expect(await files.expand(['./sub/doc.md', '-'])).toEqual({ ok: true, value: ['sub/doc.md', '-'] });
    });

    it('that are missing give one finding each, with the near name', async () => {
      const files = await open();
      expect(await files.expand(['sub/dok.md', 'x/*.yaml'])).toMatchObject({
        ok: false,
        findings: [{ rule: 'io/not-found', suggestion: 'sub/doc.md' }, { rule: 'io/no-match' }],
      });
      expect(await readText('a.sysdesign.yml', files)).toMatchObject({
        ok: false,
        findings: [{ rule: 'io/not-found', suggestion: 'a.sysdesign.yaml' }],
      });
    });

    it('are not folders', async () => {
      const files = await open();
      expect(rulesOf(await readText('sub', files))).toEqual(['io/not-a-file']);
      expect(rulesOf(await files.writeWhole('sub', 'x'))).toEqual(['io/not-a-file']);
    });

    it('are written whole, with the folders they need', async () => {
      const files = await open();
      expect(await files.writeWhole('new/out.txt', 'text')).toEqual({ ok: true, value: undefined });
      expect(await readText('new/out.txt', files)).toEqual({ ok: true, value: { name: 'new/out.txt', text: 'text' } });
      expect(await files.list('new')).toEqual(['out.txt']);
      expect(await files.exists('new/out.txt')).toBe(true);
    });
  });
}

it('leaves a file as it was when it cannot be written', async () => {
  const files = await real({ 'a/file.txt': 'old', blocked: 'x' });
  expect(rulesOf(await files.writeWhole('blocked/file.txt', 'new'))).toEqual(['io/unwritable']);
  if (process.getuid?.() !== 0) {
    await chmod(join(cwd, 'a'), 0o500);
    expect(rulesOf(await files.writeWhole('a/file.txt', 'new'))).toEqual(['io/unwritable']);
    await chmod(join(cwd, 'a'), 0o700);
  }
  expect(await readFile(join(cwd, 'a/file.txt'), 'utf8')).toBe('old');
  expect(await readdir(join(cwd, 'a'))).toEqual(['file.txt']);
});

it('does not replace a file that nobody may write, though its folder would let it', async () => {
  const files = await real({ 'kept.txt': 'old' });
  await chmod(join(cwd, 'kept.txt'), 0o444);
  expect(rulesOf(await files.writeWhole('kept.txt', 'new', true))).toEqual(['io/unwritable']);
  expect(await readFile(join(cwd, 'kept.txt'), 'utf8')).toBe('old');
});

it.skipIf(process.platform === 'win32')('writes through a link and keeps the mode of the file', async () => {
  const files = await real({ 'target.txt': 'old' });
  await chmod(join(cwd, 'target.txt'), 0o640);
  await symlink('target.txt', join(cwd, 'link.txt'));
  await files.writeWhole('link.txt', 'new');
  expect(await readFile(join(cwd, 'target.txt'), 'utf8')).toBe('new');
  expect((await stat(join(cwd, 'target.txt'))).mode & 0o777).toBe(0o640);
});

it.skipIf(process.platform === 'win32')('writes into a pipe, a device or an open file, and leaves it what it is', async () => {
  const files = await real({ 'open.txt': 'before\n' });
  const pipe = join(cwd, 'pipe');
  execFileSync('mkfifo', [pipe]);
  // Writing waits for the reader, so that it must be a process of its own.
  const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'ignore'] });
  const read = text(reader.stdout);
  await once(reader, 'spawn');
  expect(await files.writeWhole('pipe', 'text')).toEqual({ ok: true, value: undefined });
  expect(await read).toBe('text');
  expect((await stat(pipe)).isFIFO()).toBe(true);
  expect(await files.writeWhole('/dev/null', 'text')).toEqual({ ok: true, value: undefined });
  expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  const opened = await open(join(cwd, 'open.txt'), 'a');
  expect(await files.writeWhole(`/dev/fd/${opened.fd}`, 'after\n')).toEqual({ ok: true, value: undefined });
  await opened.close();
  expect(await readFile(join(cwd, 'open.txt'), 'utf8')).toBe('before\nafter\n');
});

it('does not read a file of 100 MB', async () => {
  const files = await real({ 'big.yaml': 'a: 1\n' });
  await truncate(join(cwd, 'big.yaml'), 100_000_000);
  expect(rulesOf(await readText('big.yaml', files))).toEqual(['io/too-large']);
});

it('reads standard input for -, up to the limit', async () => {
  const chunks = async function* (count: number): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < count; i++) yield new Uint8Array(1_000_000).fill(97);
  };
  expect(rulesOf(await readText('-', nodeFileSystem(cwd, chunks(1000))))).toEqual(['io/too-large']);
  expect(await readText('-', nodeFileSystem(cwd, chunks(1)))).toMatchObject({ ok: true, value: { name: '<stdin>' } });
  expect(await readText('-', memoryFileSystem({}, 'a: 1'))).toEqual({ ok: true, value: { name: '<stdin>', text: 'a: 1' } });
});

describe('text', () => {
  const utf16 = (text: string, big: boolean): Uint8Array => {
    const bytes = Buffer.from(text, 'utf16le');
    return big ? bytes.swap16() : bytes;
  };
  it('is UTF-8, with or without a byte order mark, or UTF-16 with one', () => {
    const text = '\ufeffname: "Zürich 😀"\r\n';
    expect(decode(Buffer.from(text), 'x')).toEqual({ ok: true, value: text });
    expect(decode(Buffer.from(text.slice(1)), 'x')).toEqual({ ok: true, value: text.slice(1) });
    expect(decode(utf16(text, false), 'x')).toEqual({ ok: true, value: text });
    expect(decode(utf16(text, true), 'x')).toEqual({ ok: true, value: text });
  });

  it('that is none is told apart', () => {
    const message = (bytes: Uint8Array): string => {
      const text = decode(bytes, 'x');
      return text.ok ? 'text' : (text.findings[0]?.message ?? '');
    };
    expect(message(new Uint8Array())).toBe('"x" is empty');
    expect(message(utf16('name: shop\n', false))).toMatch(/UTF-16 without/);
    expect(message(utf16('name: shop\n', true))).toMatch(/UTF-16 without/);
    expect(message(Uint8Array.from({ length: 1000 }, (_, i) => (i * 7) % 251))).toMatch(/not text/);
    expect(message(Buffer.concat([Buffer.from('name: Z'), Buffer.from([0xfc]), Buffer.from('rich\n')]))).toMatch(/not UTF-8 \(byte 8\)/);
    expect(message(Buffer.concat([Buffer.from('ab'), Buffer.from([0xe2, 0x82])]))).toMatch(/not UTF-8/);
    expect(decode(Buffer.from('the next one'), 'x')).toEqual({ ok: true, value: 'the next one' });
  });
});

it('tells the day', () => {
  expect(fixedClock('2026-11-01').today()).toBe('2026-11-01');
  expect(nodeClock().today()).toMatch(/^\d{4}-\d\d-\d\d$/);
});
