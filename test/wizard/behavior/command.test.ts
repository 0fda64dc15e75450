import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../../src/io/node-file-system.js';
import { sysdesign } from '../../support/hosts.js';

const folders: string[] = [];
async function folderWith(files: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), 'wizard-command-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return { folder, fileSystem: nodeFileSystem(folder) };
}
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

describe('init --answers', () => {
  it('writes the spec without a terminal, and says what it comes to and what to find out', async () => {
    const { folder, fileSystem } = await folderWith({ 'a.yaml': 'name: shop\nusers: 86400\nreads: 10\nbudget: 1 USD\n' });
    const ran = await sysdesign(['init', '--answers', 'a.yaml'], { fileSystem });
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/^wrote shop\.sysdesign\.yaml\n/);
    expect(ran.out).toContain('you asked for 1 USD/month');
    expect(ran.out).toContain('writes, assumed 0.5..5 per user per day');
    const text = await readFile(join(folder, 'shop.sysdesign.yaml'), 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/sysdesign\.schema\.json\n/);
    expect((await sysdesign(['review', 'shop.sysdesign.yaml'], { fileSystem })).code).toBe(0);
  });

  it('writes nothing where an answer does not fit: the question, an example, what was meant', async () => {
    const { folder, fileSystem } = await folderWith({ 'a.yaml': 'nmae: shop\nsize: 2 req/s\n' });
    const ran = await sysdesign(['init', '--answers', 'a.yaml'], { fileSystem });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err.replace(/\s+/g, ' ')).toContain('does not answer size, "How large is one of the records, without files?"');
    expect(ran.err).toContain('for example size: 2 kB');
    expect(ran.err).toContain('did you mean "name"?');
    expect(await readdir(folder)).toEqual(['a.yaml']);
  });

  it('leaves a spec that is there, and asks nothing for one', async () => {
    const { folder, fileSystem } = await folderWith({ 'a.yaml': 'name: shop\n', 'shop.sysdesign.yaml': 'mine' });
    const ran = await sysdesign(['init', '--answers', 'a.yaml'], { fileSystem });
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('init/exists');
    expect(await readFile(join(folder, 'shop.sysdesign.yaml'), 'utf8')).toBe('mine');
  });

  it.each([
    [['init', '--interactive'], 'no terminal to ask at'],
    [['init', '--interactive', '--template', 'chat'], '--template does not go with questions'],
    [['init', '--answers', 'none.yaml'], 'none.yaml'],
    [['init', '--answers', 'list.yaml'], 'holds no answers'],
  ])('%j is told what it lacks', async (argv, message) => {
    const { fileSystem } = await folderWith({ 'list.yaml': '- 1\n' });
    const ran = await sysdesign(argv, { fileSystem });
    expect(ran.code).toBe(2);
    expect(ran.err.replace(/\s+/g, ' ')).toContain(message);
  });

  it.each([
    'users: [1\n',
    'users: "5k\n',
    'users: 5k\n  x: {\n',
  ])('a file of answers that is no YAML is refused, by practice as well: %j', async (text) => {
    const { folder, fileSystem } = await folderWith({ 'a.yaml': text });
    for (const argv of [['init'], ['practice', '--problem', 'chat']]) {
      const ran = await sysdesign([...argv, '--answers', 'a.yaml'], { fileSystem });
      expect(ran).toMatchObject({ code: 2, out: '' });
      expect(ran.err).toContain('a.yaml is no YAML');
    }
    expect(await readdir(folder)).toEqual(['a.yaml']);
  });
});
