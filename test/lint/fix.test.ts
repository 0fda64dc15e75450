import { describe, expect, test } from 'vitest';
import { unwritable } from '../../src/io/findings.js';
import { type FileSystem, memoryFileSystem } from '../../src/io/index.js';
import { sysdesign } from '../support/hosts.js';

const NAME = 'shop.sysdesign.yaml';
const RIGHT = `# What we sell\nsysdesign: 1\nname: shop\nflows:\n  pay: { rate: 10 req/s, path: api -> db }   # at noon\ncomponents:\n  api: { kind: service }\n  db:  { kind: database }\n`;
const WRONG = RIGHT.replace('rate:', 'rte:').replace('-> db', '-> dbb').replace('kind: database', 'kind: databse');

const textOf = async (files: FileSystem, name = NAME): Promise<string> => {
  const bytes = await files.readBytes(name);
  return bytes.ok ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.value) : '';
};
const fixed = async (text: string, name = NAME): Promise<{ readonly text: string; readonly code: number; readonly err: string }> => {
  const { files, code, err } = await sysdesign(['lint', name, '--fix'], { files: { [name]: text } });
  return { text: await textOf(files, name), code, err };
};

describe('--fix', () => {
  test('mends every slip that has one meaning, keeps the rest of the text, and lints what it wrote', async () => {
    expect(await fixed(WRONG)).toEqual({ text: RIGHT, code: 0, err: `${NAME}: 3 mended\n` });
  });

  test('keeps line ends and a byte order mark', async () => {
    const odd = (text: string): string => `\ufeff${text.replaceAll('\n', '\r\n')}`;
    expect((await fixed(odd(WRONG))).text).toBe(odd(RIGHT));
  });

  test('mends the blocks of a document', async () => {
    const document = (text: string): string => `# Shop\n\n- one\n\n  \`\`\`yaml sysdesign\n${text.replace(/^(?=.)/gm, '  ')}  \`\`\`\n`;
    expect((await fixed(document(WRONG), 'shop.md')).text).toBe(document(RIGHT));
  });

  test('leaves alone what it cannot mend, and what is fine', async () => {
    const unknown = RIGHT.replace('-> db', '-> warehouse');
    expect(await fixed(unknown)).toMatchObject({ text: unknown, code: 2, err: '' });
    expect(await fixed(RIGHT)).toMatchObject({ text: RIGHT, code: 0, err: '' });
  });

  test('mends what has one meaning beside what has none', async () => {
    const both = WRONG.replace('name: shop', 'name: shop\nzebra: 1');
    expect(await fixed(both)).toMatchObject({ text: RIGHT.replace('name: shop', 'name: shop\nzebra: 1'), code: 2 });
  });

  test('writes a file whole or not at all', async () => {
    const held = memoryFileSystem({ [NAME]: WRONG, 'other.sysdesign.yaml': WRONG });
    const full: FileSystem = {
      ...held,
      writeWhole: async (name, text, isEdit) =>
        name === NAME ? { ok: false, findings: [unwritable(name, 'ENOSPC')] } : await held.writeWhole(name, text, isEdit),
    };
    const { code, err } = await sysdesign(['lint', '.', '--fix'], { fileSystem: full });
    expect(code).toBe(2);
    expect(err).toContain('cannot be written (ENOSPC)');
    expect(await textOf(held)).toBe(WRONG);
    expect(await textOf(held, 'other.sysdesign.yaml')).toBe(RIGHT);
  });

  test('writes to no file that a link has elsewhere', async () => {
    const held = memoryFileSystem({ [NAME]: WRONG });
    const linked: FileSystem = { ...held, realPath: async (name) => (name === NAME ? '/elsewhere/x.yaml' : await held.realPath(name)) };
    expect((await sysdesign(['lint', NAME, '--fix'], { fileSystem: linked })).code).toBe(2);
    expect(await textOf(held)).toBe(WRONG);
  });
});

test('--fix-dry-run shows a diff that makes of one text the other, and changes nothing', async () => {
  const { out, code, files } = await sysdesign(['lint', NAME, '--fix-dry-run'], { files: { [NAME]: WRONG } });
  expect(code).toBe(0);
  expect(await textOf(files)).toBe(WRONG);
  const lines = out.trimEnd().split('\n');
  expect(lines.slice(0, 3)).toEqual([`--- a/${NAME}`, `+++ b/${NAME}`, '@@ -2,7 +2,7 @@']);
  const old = WRONG.trimEnd().split('\n');
  const after = [...old.slice(0, 1), ...lines.slice(3).flatMap((line) => (line.startsWith('-') ? [] : [line.slice(1)]))];
  expect(`${after.join('\n')}\n`).toBe(RIGHT);
  expect(lines.slice(3).flatMap((line) => (line.startsWith('+') ? [] : [line.slice(1)]))).toEqual(old.slice(1));
});

test('--suppressions lists what is accepted, by whom and why', async () => {
  const text = `sysdesign: 1
name: shop
flows: { pay: { rate: 10 req/s, path: api } }
components:
  api: { kind: service }
  # sysdesign-ignore-next-line simplicity/component-not-called -- of the tests
  spare: { kind: service }
expect: { flows.pay.rate.mean: 20 req/s }
waivers: { rate: { rule: expectation/missed, about: expect, reason: moves in May, until: 2027-06-01, owner: team-shop } }
`;
  const { out, code } = await sysdesign(['lint', NAME, '--suppressions', '-f', 'csv'], { files: { [NAME]: text } });
  expect(code).toBe(0);
  expect(out).toBe(`where,rule,about,by,until,owner,reason
${NAME}:6,simplicity/component-not-called,components.spare,comment,,,of the tests
${NAME}:8,expectation/missed,flows.pay.rate.mean,waiver,2027-06-01,team-shop,moves in May
`);
});
