import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/index.js';
import { memoryFileSystem } from '../../src/io/index.js';
import { nodeFileSystem } from '../../src/io/node-file-system.js';
import { findConfig, NO_CONFIG } from '../../src/workspace/config.js';

const find = (files: Readonly<Record<string, string>>, from = '/repo') => findConfig({ files: memoryFileSystem(files) }, from);

async function problemsOf(files: Readonly<Record<string, string>>) {
  try {
    await find(files);
  } catch (error) {
    if (error instanceof UserError) return error.findings;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  test('is absent where there is none', async () => {
    expect(await find({ 'a.txt': 'x', 'package.json': '{ "name": "sysdesign" }' })).toEqual(NO_CONFIG);
  });

  test.each([
    ['sysdesign.config.yaml', 'specs: designs\nformat: [pretty, json]\nseed: 7\nsamples: 500\n'],
    ['sysdesign.config.json', '{\n\t"specs": ["designs"],\n\t"format": ["pretty", "json"],\n\t"seed": 7,\n\t"samples": 500\n}\n'],
    ['package.json', '{ "name": "x", "sysdesign": { "specs": "designs", "format": ["pretty", "json"], "seed": 7, "samples": 500 } }'],
  ])('is read from %s', async (file, text) => {
    expect(await find({ [file]: text })).toEqual({ file, specs: ['designs'], format: ['pretty', 'json'], seed: 7, samples: 500 });
  });

  test('of a folder above holds, with its specs relative to that folder', async () => {
    const config = await find({ '/sysdesign.config.yaml': 'specs: [designs/*.yaml]\n', '/repo/x.yaml': '' });
    expect(config).toMatchObject({ file: '../sysdesign.config.yaml', specs: ['../designs/*.yaml'] });
  });

  test('is not looked for above the root of the repository', async () => {
    expect(await find({ '/sysdesign.config.yaml': 'seed: 7\n', '/repo/.git/HEAD': 'x' })).toEqual(NO_CONFIG);
  });

  test('in a file of its own goes before the key in package.json', async () => {
    expect(await find({ 'sysdesign.config.yaml': 'seed: 7\n', 'package.json': '{ "sysdesign": { "seed": 8 } }' })).toMatchObject({
      seed: 7,
    });
  });

  test.each([
    ['sysdesign.config.yaml', 'sedd: 7\n', 'sedd'],
    ['sysdesign.config.yaml', 'seed: soon\n', 'soon'],
    ['sysdesign.config.json', '{ "sampels": 500 }', '"sampels"'],
    ['package.json', '{ "sysdesign": { "sampels": 500 } }', '"sampels"'],
    ['package.json', '{ "sysdesign": true }', 'true'],
    ['sysdesign.config.yaml', 'format: [pretty, json=../victim]\n', 'json=../victim'],
    ['package.json', '{ "sysdesign": { "format": "json=package.json" } }', '"json=package.json"'],
    ['sysdesign.config.yaml', 'specs: [designs, ../other]\n', '../other'],
    ['sysdesign.config.yaml', 'specs: /etc/*.conf\n', '/etc/*.conf'],
    ['sysdesign.config.yaml', 'specs: ["designs/{..,.}/{..,.}/etc"]\n', 'designs/{..,.}/{..,.}/etc'],
  ])('with a mistake in %s (%j) gives one finding at the mistake', async (file, text, marked) => {
    const findings = await problemsOf({ [file]: text });
    expect(findings).toHaveLength(1);
    const at = findings[0]?.at;
    expect(at?.source.name).toBe(file);
    expect(at?.source.text.slice(at.start, at.end).replaceAll('"', '')).toBe(marked.replaceAll('"', ''));
  });

  describe('as a script', () => {
    const folders: string[] = [];
    afterEach(async () => {
      for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
    });
    const script = async (text: string) => {
      const folder = await mkdtemp(join(tmpdir(), 'sysdesign-'));
      folders.push(folder);
      await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
      await writeFile(join(folder, 'sysdesign.config.js'), text);
      return folder;
    };
    const trusting = (folder: string) => findConfig({ files: nodeFileSystem(folder) }, folder, (one) => one === folder);

    test('does not run in a folder that is not trusted', async () => {
      const folder = await script('globalThis.isRun = true;\nexport default {};\n');
      await expect(findConfig({ files: nodeFileSystem(folder) }, folder)).rejects.toMatchObject({
        findings: [{ rule: 'config/untrusted' }],
      });
      expect(globalThis).not.toHaveProperty('isRun');
    });

    test('is its default export', async () => {
      expect(await trusting(await script("export default { specs: ['a'], seed: 3 };\n"))).toMatchObject({ specs: ['a'], seed: 3 });
    });

    test.each([
      ['throw new Error("kaput");', 'kaput'],
      ['export default 3;', 'no plain object'],
      ['export const a = 1;', 'no plain object'],
      ['export default { sedd: 3 };', 'sysdesign.config.js: '],
    ])('with a mistake (%s) gives one finding that names the file', async (text, words) => {
      const error = await trusting(await script(text)).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(UserError);
      if (!(error instanceof UserError)) return;
      expect(error.findings).toHaveLength(1);
      expect(error.findings[0]?.message).toContain(words);
    });
  });
});
