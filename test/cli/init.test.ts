import { describe, expect, test } from 'vitest';
import { memoryFileSystem, readText } from '../../src/io/index.js';
import { listTemplates, starterText, writeStarter } from '../../src/tools/starter.js';

const TEMPLATES = {
  '/pkg/templates/chat.sysdesign.yaml':
    '# yaml-language-server: $schema=elsewhere\n# A chat\nsysdesign: 1\nname: chat # the name\nsummary: "Messages between people"\n',
  '/pkg/templates/web-app.sysdesign.yaml': 'sysdesign: 1\nname: web-app\nsummary: Pages and a database\n',
  '/pkg/templates/README.md': 'x',
};
const folder = '/pkg/templates';

const textOf = async (files: ReturnType<typeof memoryFileSystem>, path: string): Promise<string> => {
  const text = await readText(path, files);
  return text.ok ? text.value.text : '';
};

describe('a starter', () => {
  test('is one of the templates, the default first, each with its summary', async () => {
    expect(await listTemplates(memoryFileSystem(TEMPLATES), folder)).toEqual([
      { name: 'web-app', summary: 'Pages and a database' },
      { name: 'chat', summary: 'Messages between people' },
    ]);
  });

  test.each([
    ['', 'chat.sysdesign.yaml'],
    ['.', 'chat.sysdesign.yaml'],
    ['team.yaml', 'team.yaml'],
    ['team', 'team.sysdesign.yaml'],
    ['new/', 'new/chat.sysdesign.yaml'],
    ['designs', 'designs/chat.sysdesign.yaml'],
  ])('for %j is written to %s', async (target, path) => {
    const files = memoryFileSystem({ ...TEMPLATES, 'designs/other.txt': 'x' });
    expect(await writeStarter({ folder, template: 'chat', target }, files)).toEqual({ ok: true, value: path });
    expect(await textOf(files, path)).toContain('name: chat # the name\n');
  });

  test('takes the name that is asked for, and keeps the comments', async () => {
    expect(starterText('# top\nsysdesign: 1\nname: chat   # why\n', 'team-chat', 'x')).toBe(
      '# yaml-language-server: $schema=x\n# top\nsysdesign: 1\nname: team-chat   # why\n',
    );
    expect(starterText('sysdesign: 1\r\nname: chat\r\n', 'b', 'x')).toContain('\nname: b\r\n');
  });

  test('tells editors where the schema is: in the package of this folder or one above', async () => {
    const installed = { 'node_modules/sysdesign/schemas/spec.schema.json': '{}' };
    const files = memoryFileSystem({ ...TEMPLATES, ...installed });
    await writeStarter({ folder, template: 'chat', target: 'a/b/c.yaml' }, files);
    await writeStarter({ folder, template: 'chat', target: 'c.yaml' }, files);
    const [first] = (await textOf(files, 'a/b/c.yaml')).split('\n');
    expect(first).toBe('# yaml-language-server: $schema=../../node_modules/sysdesign/schemas/spec.schema.json');
    expect(await textOf(files, 'c.yaml')).toMatch(
      /^# yaml-language-server: \$schema=\.\/node_modules\/sysdesign\/schemas\/spec\.schema\.json\n# A chat\n/,
    );
  });

  test('never overwrites', async () => {
    const files = memoryFileSystem({ ...TEMPLATES, 'chat.sysdesign.yaml': 'mine' });
    const written = await writeStarter({ folder, template: 'chat', target: '' }, files);
    expect(written.ok ? [] : written.findings.map((finding) => finding.rule)).toEqual(['init/exists']);
    expect(await textOf(files, 'chat.sysdesign.yaml')).toBe('mine');
  });

  test.each([
    [{ template: 'chta' }, 'did you mean "chat"?'],
    [{ template: 'zzzzzz' }, 'the templates are web-app, chat'],
    [{ template: 'chat', name: '1 My Chat!' }, 'did you mean "my-chat"?'],
  ])('that cannot be (%j) says what can', async (options, help) => {
    const written = await writeStarter({ folder, target: '', ...options }, memoryFileSystem(TEMPLATES));
    expect(written.ok ? [] : written.findings.map((finding) => finding.help)).toEqual([help]);
  });
});
