import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../src/io/node-file-system.js';
import { type Ran, sysdesign } from '../support/hosts.js';
import { expectOne, judged, SHOP } from './running.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bad-input-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs in a folder of its own on the real disk. */
async function onDisk(argv: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<Ran & { readonly dir: string }> {
  const dir = mkdtempSync(join(folder, 'case-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  mkdirSync(join(dir, 'empty'));
  for (const [name, size] of Object.entries({ 'big.yaml': 100e6, 'huge.yaml': 100e9 })) {
    writeFileSync(join(dir, name), '');
    truncateSync(join(dir, name), size);
  }
  return { ...(await sysdesign(argv, { fileSystem: nodeFileSystem(dir) })), dir };
}

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : [...part])));
const utf16 = (text: string): Uint8Array => new Uint8Array(new Uint16Array([...text].map((char) => char.charCodeAt(0))).buffer);

describe('a file that is no spec is told by name, with what to do', () => {
  it.each([
    ['an empty file', '', 'io/empty', /sysdesign init/],
    ['an empty line', '\n\n', 'yaml/empty', /a spec begins with/],
    ['a picture', bytes([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 2]), 'io/binary', /name a YAML or Markdown file/],
    ['UTF-16 without a mark', utf16(SHOP), 'io/encoding', /save it as UTF-8/],
    ['Latin-1', bytes(SHOP, 'summary: caf', [0xe9, 10]), 'io/encoding', /save it as UTF-8/],
    ['UTF-8 that is cut off', bytes(SHOP, 'summary: caf', [0xc3]), 'io/encoding', /save it as UTF-8/],
  ] as const)('%s', async (_, content, rule, says) => await expectOne(content, { rule, says }));

  it('UTF-16 with a mark is read', async () => {
    const text = bytes([0xff, 0xfe], [...utf16(SHOP)]);
    expect(await judged(['validate', 's.yaml'], { files: { 's.yaml': text } })).toMatchObject({ code: 0, told: [] });
  });

  it('a Markdown document without a block', async () => {
    const ran = await sysdesign(['validate', 'x.md'], { files: { 'x.md': '# Design\n\n```yaml\nname: x\n```\n' } });
    expect(ran.code).toBe(2);
    expect(ran.out).toContain('"x.md" holds no spec');
    expect(ran.out).toContain('begins with ```yaml sysdesign');
  });

  it('100 MB, or 100 GB, which are not read', async () => {
    for (const name of ['big.yaml', 'huge.yaml']) {
      const ran = await onDisk(['validate', name]);
      expect(ran.code).toBe(2);
      expect(ran.out).toContain(`"${name}" is larger than 10 MB`);
      expect(ran.out).toContain('split a large one with `include`');
    }
  });

  it.skipIf(!existsSync('/dev/zero'))('a device that never ends', async () => {
    const ran = await onDisk(['validate', '/dev/zero']);
    expect(ran.code).toBe(2);
    expect(ran.out).toContain('is larger than 10 MB');
  });
});

describe('a path that leads to no spec is told once, on standard error', () => {
  it.each([
    [
      'a file that is not there',
      ['estimate', 'shp.sysdesign.yaml'],
      /there is no file "shp.sysdesign.yaml".*did you mean "shop.sysdesign.yaml"/,
    ],
    ['a folder without specs', ['estimate', 'empty'], /no spec in the folder "empty".*sysdesign init/],
    ['a folder that is not there', ['estimate', 'emty'], /there is no file "emty".*did you mean "empty"/],
    ['a pattern that matches nothing', ['estimate', 'designs/**/*.yaml'], /no file matches "designs\/\*\*\/\*.yaml".*check the pattern/],
    [
      'an example that is not there',
      ['estimate', '--example', 'url-shortner'],
      /no example is called "url-shortner".*did you mean "url-shortener"/,
    ],
  ] as const)('%s', async (_, argv, says) => {
    const ran = await onDisk(argv, { 'shop.sysdesign.yaml': SHOP });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err.replace(/\s+/g, ' ')).toMatch(says);
    expect(ran.err.match(/^error/gm)).toHaveLength(1);
  });
});

describe('what cannot be written leaves nothing behind', () => {
  const OUTPUTS: readonly (readonly [what: string, target: string, says: RegExp])[] = [
    ['a folder', 'empty', /"empty" is a folder, and a file is needed/],
    ['a path below a file', 'shop.sysdesign.yaml/out.json', /cannot be written.*nothing was changed/],
    ['a place where no folder can be made', '/proc/nope/deep/out.json', /cannot be written.*nothing was changed/],
  ];
  it.each(OUTPUTS)('%s', async (_, target, says) => {
    const ran = await onDisk(['estimate', 'shop.sysdesign.yaml', '-o', target], { 'shop.sysdesign.yaml': SHOP });
    expect(ran.code).toBe(2);
    expect(ran.err.replace(/\s+/g, ' ')).toMatch(says);
    expect(readdirSync(ran.dir).sort()).toEqual(['big.yaml', 'empty', 'huge.yaml', 'shop.sysdesign.yaml']);
    expect(readdirSync(join(ran.dir, 'empty'))).toEqual([]);
    expect(readFileSync(join(ran.dir, 'shop.sysdesign.yaml'), 'utf8')).toBe(SHOP);
  });

  it('one output of two: the other is whole', async () => {
    const ran = await onDisk(['estimate', 'shop.sysdesign.yaml', '-f', 'json=ok.json', '-f', 'csv=empty'], { 'shop.sysdesign.yaml': SHOP });
    expect(ran.code).toBe(2);
    expect(JSON.parse(readFileSync(join(ran.dir, 'ok.json'), 'utf8'))).toHaveProperty('format', 'sysdesign.result/1');
  });
});

describe.skipIf(!existsSync(join(ROOT, 'dist/cli/main.cjs')))('the built command line', () => {
  it('is quiet when its reader goes away', async () => {
    const child = spawn(process.execPath, [join(ROOT, 'bin/sysdesign.js'), 'estimate', '-f', 'json', join(ROOT, 'examples')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(err).toBe('');
    expect([0, 1]).toContain(code);
  });
});
