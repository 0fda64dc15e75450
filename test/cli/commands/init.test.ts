import { describe, expect, test } from 'vitest';
import { memoryFileSystem, readText } from '../../../src/io/index.js';
import { listTemplates, starterText, writeStarter } from '../../../src/tools/starter.js';

const TEMPLATES = {
  '/pkg/templates/chat.sysdesign.yaml':
    '# yaml-language-server: $schema=elsewhere\n# A chat\nsysdesign: 1\nname: chat # the name\nsummary: "Messages between people"\n',
  '/pkg/templates/web-app.sysdesign.yaml': 'sysdesign: 1\nname: web-app\nsummary: Pages and a database\n',
  '/pkg/templates/README.md': 'x',
  '/pkg/schemas/spec.schema.json': '{ "$id": "sysdesign:spec/1" }\n',
};
const SCHEMA = TEMPLATES['/pkg/schemas/spec.schema.json'];
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
    expect(await writeStarter({ folder, template: 'chat', target }, files)).toMatchObject({ ok: true, value: { file: path } });
    expect(await textOf(files, path)).toContain('name: chat # the name\n');
  });

  test('takes the name that is asked for, and keeps the comments', async () => {
    expect(starterText('# top\nsysdesign: 1\nname: chat   # why\n', 'team-chat', 'x')).toBe(
      '# yaml-language-server: $schema=x\n# top\nsysdesign: 1\nname: team-chat   # why\n',
    );
    expect(starterText('sysdesign: 1\r\nname: chat\r\n', 'b', 'x')).toContain('\nname: b\r\n');
  });

  const firstLine = async (files: ReturnType<typeof memoryFileSystem>, path: string): Promise<string> =>
    (await textOf(files, path)).split('\n', 1)[0] ?? '';
  const line = (path: string): string => `# yaml-language-server: $schema=${path}`;

  test('tells editors where the schema is: in the package of this folder or one above', async () => {
    const files = memoryFileSystem({ ...TEMPLATES, 'node_modules/sysdesign/schemas/spec.schema.json': SCHEMA });
    expect(await writeStarter({ folder, template: 'chat', target: 'a/b/c.yaml' }, files)).toMatchObject({ value: { schema: null } });
    await writeStarter({ folder, template: 'chat', target: 'c.yaml' }, files);
    expect(await firstLine(files, 'a/b/c.yaml')).toBe(line('../../node_modules/sysdesign/schemas/spec.schema.json'));
    expect(await firstLine(files, 'c.yaml')).toBe(line('./node_modules/sysdesign/schemas/spec.schema.json'));
    expect(await textOf(files, 'c.yaml')).toMatch(/^[^\n]*\n# A chat\n/);
  });

  test('brings the schema where no package is installed, once for a folder and those below', async () => {
    const files = memoryFileSystem(TEMPLATES);
    expect(await writeStarter({ folder, template: 'chat', target: '' }, files)).toMatchObject({
      value: { file: 'chat.sysdesign.yaml', schema: 'sysdesign.schema.json' },
    });
    expect(await textOf(files, 'sysdesign.schema.json')).toBe(SCHEMA);
    expect(await firstLine(files, 'chat.sysdesign.yaml')).toBe(line('./sysdesign.schema.json'));
    expect(await writeStarter({ folder, template: 'chat', target: 'designs/' }, files)).toMatchObject({ value: { schema: null } });
    expect(await firstLine(files, 'designs/chat.sysdesign.yaml')).toBe(line('../sysdesign.schema.json'));
  });

  test('leaves a file alone that is called like the schema', async () => {
    const files = memoryFileSystem({ ...TEMPLATES, 'sysdesign.schema.json': '{ "mine": true }' });
    await writeStarter({ folder, template: 'chat', target: '' }, files);
    expect(await textOf(files, 'sysdesign.schema.json')).toBe('{ "mine": true }');
    expect(await firstLine(files, 'chat.sysdesign.yaml')).toBe(line('./sysdesign.spec.schema.json'));
    expect(await textOf(files, 'sysdesign.spec.schema.json')).toBe(SCHEMA);
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
