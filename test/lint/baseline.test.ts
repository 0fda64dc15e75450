import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/index.js';
import { invalidResult } from '../../src/evaluate/result.js';
import type { FileSystem, MemoryFileSystem } from '../../src/io/index.js';
import { memoryFileSystem } from '../../src/io/index.js';
import { againstBaseline } from '../../src/lint/baseline.js';
import { type Ran, sysdesign } from '../support/hosts.js';

const RULE = 'simplicity/component-not-called';
const BASELINE = 'sysdesign.baseline.json';
const spec = (...spare: readonly string[]): string => `sysdesign: 1
name: shop
flows: { pay: { rate: 10 req/s, path: api } }
components:
  api: { kind: service }
${spare.map((name) => `  ${name}: { kind: service }\n`).join('')}`;

/** A project with a baseline of what is found in it, in which files are then changed. */
async function project(files: Readonly<Record<string, string>>): Promise<(changes: Readonly<Record<string, string | null>>) => FileSystem> {
  const made = await sysdesign(['baseline', 'update', '--add'], { files });
  expect([made.code, made.err]).toEqual([0, '']);
  const contents = Object.fromEntries((made.files as MemoryFileSystem).files);
  return (changes) => {
    const next = new Map(Object.entries(contents));
    for (const [name, text] of Object.entries(changes)) {
      if (text === null) next.delete(`/repo/${name}`);
      else next.set(`/repo/${name}`, new TextEncoder().encode(text));
    }
    return memoryFileSystem(Object.fromEntries(next));
  };
}

const lint = async (fileSystem: FileSystem, ...flags: readonly string[]): Promise<Ran> =>
  await sysdesign(['lint', '-f', 'compact', '--quiet', '--max-warnings', '0', ...flags], { fileSystem });
const textOf = async (files: FileSystem): Promise<string> => {
  const bytes = await files.readBytes(BASELINE);
  return bytes.ok ? new TextDecoder().decode(bytes.value) : '';
};

describe('a baseline', () => {
  test('lets pass what was there when it was made, and says how much that is', async () => {
    const changed = await project({ 'shop.sysdesign.yaml': spec('old', 'older') });
    expect(await lint(changed({}))).toMatchObject({ code: 0, out: '' });
    const { out } = await sysdesign(['lint'], { fileSystem: changed({}) });
    expect(out).toBe('1 file: ok; 2 in the baseline\n');
    expect((await lint(changed({}), '--no-baseline')).code).toBe(1);
  });

  test('lets no new finding pass, also where another was fixed', async () => {
    const changed = await project({ 'shop.sysdesign.yaml': spec('old') });
    const { code, out } = await lint(changed({ 'shop.sysdesign.yaml': spec('other') }));
    expect(code).toBe(1);
    expect(out).toContain(`nothing calls "other"`);
    expect(out).toContain('[baseline/stale]');
    expect(out).not.toContain('nothing calls "old"');
  });

  test('is told to be stale where something was fixed, at its entry', async () => {
    const changed = await project({ 'shop.sysdesign.yaml': spec('old', 'older') });
    const { code, out } = await lint(changed({ 'shop.sysdesign.yaml': spec('old') }));
    expect(code).toBe(1);
    expect(out).toMatch(
      /^sysdesign\.baseline\.json:\d+:\d+: warning: the baseline has .* about components\.older, which is no longer found/,
    );
    expect(out.trimEnd().split('\n')).toHaveLength(1);
  });

  test('is not stale in what a run does not look for', async () => {
    const changed = await project({ 'shop.sysdesign.yaml': spec('old') });
    expect(await lint(changed({}), '--only', 'capacity')).toMatchObject({ code: 0, out: '' });
    expect(await lint(changed({}), '--rule', `${RULE}=off`)).toMatchObject({ code: 0, out: '' });
    // What is invalid is not known to have lost its findings.
    expect((await lint(changed({ 'shop.sysdesign.yaml': spec('old').replace('path: api', 'path: apy') }))).out).not.toContain(
      'baseline/stale',
    );
  });

  test('stays where lines move, where the text is formatted anew, and where its file is moved', async () => {
    const changed = await project({ 'a/shop.sysdesign.yaml': spec('old') });
    const moved = `# One\n\n# Two\n${spec().replace('  api:', '  old:\n    kind: service\n  api:')}`;
    expect(await lint(changed({ 'a/shop.sysdesign.yaml': moved }))).toMatchObject({ code: 0, out: '' });
    expect(await lint(changed({ 'a/shop.sysdesign.yaml': null, 'b/store.sysdesign.yaml': spec('old') }))).toMatchObject({
      code: 0,
      out: '',
    });
  });

  test('of a file that is gone is stale', async () => {
    const changed = await project({ 'a.sysdesign.yaml': spec('old'), 'b.sysdesign.yaml': spec().replace('name: shop', 'name: b') });
    expect((await lint(changed({ 'a.sysdesign.yaml': null }))).out).toContain('baseline/stale');
  });

  test('does not take targets that are missed, nor what is invalid', async () => {
    const missed = `${spec()}expect: { flows.pay.rate.mean: 20 req/s }\n`;
    const changed = await project({ 'shop.sysdesign.yaml': missed });
    expect((await lint(changed({}))).code).toBe(1);
    const invalid = await sysdesign(['baseline', 'update', '--add'], {
      files: { 'shop.sysdesign.yaml': spec().replace('path: api', 'path: apy') },
    });
    expect(invalid.code).toBe(2);
    expect(await invalid.files.exists(BASELINE)).toBe(false);
  });

  test.each([
    ['text that is no JSON', '{ "format": '],
    ['another file', '{ "format": "sysdesign.result/1", "files": {} }'],
    ['no files', '{ "format": "sysdesign.baseline/1" }'],
    ['a finding without a rule', '{ "format": "sysdesign.baseline/1", "files": { "a": { "findings": [{ "subject": "x" }] } } }'],
    ['nothing at all', ''],
  ])('that is damaged is an error, never an empty one: %s', async (_, text) => {
    const files = { 'shop.sysdesign.yaml': spec(), [BASELINE]: text };
    for (const argv of [['lint'], ['baseline', 'update', '--add']]) {
      const ran = await sysdesign(argv, { files });
      expect(ran.code, argv.join(' ')).toBe(2);
      expect(await textOf(ran.files)).toBe(text);
    }
  });

  test('that is named and not there is an error', async () => {
    expect((await sysdesign(['lint', '--baseline', 'other.json'], { files: { 'shop.sysdesign.yaml': spec() } })).code).toBe(2);
  });
});

describe('baseline update', () => {
  test('only removes, unless it is told to add', async () => {
    const changed = await project({ 'shop.sysdesign.yaml': spec('old', 'older') });
    const removed = await sysdesign(['baseline', 'update'], { fileSystem: changed({ 'shop.sysdesign.yaml': spec('old', 'new') }) });
    expect(removed.out).toBe(`${BASELINE}: 1 finding (1 removed, 0 added)\n`);
    expect(await textOf(removed.files)).not.toContain('components.new');
    const added = await sysdesign(['baseline', 'update', '--add'], { fileSystem: removed.files });
    expect(added.out).toBe(`${BASELINE}: 2 findings (0 removed, 1 added)\n`);
    expect(await textOf(added.files)).toContain('components.new');
  });

  test('leaves alone what was not looked at', async () => {
    const b = spec('old').replace('name: shop', 'name: b');
    const changed = await project({ 'a.sysdesign.yaml': spec('old'), 'b.sysdesign.yaml': b });
    const { files } = await sysdesign(['baseline', 'update', 'a.sysdesign.yaml'], { fileSystem: changed({ 'a.sysdesign.yaml': spec() }) });
    expect(Object.keys((JSON.parse(await textOf(files)) as { files: object }).files)).toEqual(['b.sysdesign.yaml']);
  });

  test('writes the same bytes for the same findings', async () => {
    const changed = await project({ 'shop.sysdesign.yaml': spec('old', 'older') });
    const { files } = await sysdesign(['baseline', 'update', '--add'], {
      fileSystem: changed({ 'shop.sysdesign.yaml': spec('older', 'old') }),
    });
    expect(await textOf(files)).toBe(await textOf(changed({})));
  });

  test('needs a baseline to update', async () => {
    expect((await sysdesign(['baseline', 'update'], { files: { 'shop.sysdesign.yaml': spec() } })).code).toBe(2);
    expect((await sysdesign(['baseline', 'updat'], { files: { 'shop.sysdesign.yaml': spec() } })).code).toBe(2);
  });
});

describe('a finding without a path', () => {
  const source = { name: 'shop.sysdesign.yaml', text: 'a:  3 GB' };
  const finding = (message: string): Finding => ({ rule: 'yaml/comment', severity: 'warning', message, at: { source, start: 4, end: 8 } });
  const knownOf = (subject: string, message = 'it is 3 of 7') => {
    const own = { file: source.name, name: null, entries: [{ rule: 'yaml/comment', subject }] };
    return againstBaseline(invalidResult(source.name, [finding(message)]), own, () => true).known;
  };

  test('is known by the words at its place, whatever its sentence has come to say', () => {
    expect(knownOf('3 GB')).toBe(1);
    expect(knownOf('3 GB', 'it is 4 of 7')).toBe(1);
    expect(knownOf('4 GB')).toBe(0);
  });

  test('is known by its sentence, too, where an older baseline has that', () => {
    expect(knownOf('it is 3 of 7')).toBe(1);
    expect(knownOf('it is 4 of 7')).toBe(0);
  });
});
