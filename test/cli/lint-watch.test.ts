import { expect, test } from 'vitest';
import { memoryFileSystem } from '../../src/io/index.js';
import { sysdesign } from '../support/hosts.js';

const SPEC = (name: string, more = ''): string =>
  `sysdesign: 1\nname: ${name}\nflows: { read: { rate: 10 req/s, path: api } }\ncomponents: { api: { kind: service } }\n${more}`;
const WRONG = SPEC('a').replace('kind: service', 'kind: servise');

/** A run of `lint --watch` in which these things happen, one after the other. */
async function watched(files: Readonly<Record<string, string>>, ...happens: readonly Readonly<Record<string, string>>[]) {
  const held = memoryFileSystem(files);
  const folders: (readonly string[])[] = [];
  const ran = await sysdesign(['lint', '.', '--watch', '-f', 'compact'], {
    fileSystem: held,
    changes: async function* (asked) {
      folders.push(asked);
      for (const one of happens) {
        for (const [name, text] of Object.entries(one)) await held.writeWhole(name, text, true);
        yield Object.keys(one);
      }
    },
  });
  return { ...ran, folders };
}

test('what changes is linted again, and nothing else', async () => {
  const { out, err, code } = await watched({ 'a.sysdesign.yaml': SPEC('a'), 'b.sysdesign.yaml': SPEC('b') }, { 'a.sysdesign.yaml': WRONG });
  expect(out.match(/schema\/unknown-kind|schema\/\S+/g)?.length).toBe(1);
  expect(out.match(/b\.sysdesign\.yaml/g)).toHaveLength(1);
  expect(err).toContain('a.sysdesign.yaml:\n');
  expect(code).toBe(2);
});

test('a slip that is mended again ends well; other files do not matter, new specs do', async () => {
  const { err, code } = await watched(
    { 'a.sysdesign.yaml': SPEC('a') },
    { 'a.sysdesign.yaml': WRONG },
    { 'notes.txt': 'x' },
    { 'a.sysdesign.yaml': SPEC('a') },
    { 'c.sysdesign.yaml': SPEC('c') },
  );
  expect(err).toBe('a.sysdesign.yaml:\na.sysdesign.yaml:\nc.sysdesign.yaml:\n');
  expect(code).toBe(0);
});

test('a file that is included brings those that include it', async () => {
  const main = SPEC('a').replace('components: { api: { kind: service } }', 'include: [parts.yaml]');
  const { out, code } = await watched(
    { 'a.sysdesign.yaml': main, 'parts.yaml': 'components: { api: { kind: service } }\n', 'b.sysdesign.yaml': SPEC('b') },
    { 'parts.yaml': 'components: { api: { kind: servise } }\n' },
  );
  expect(out).toContain('parts.yaml:1:');
  expect(code).toBe(2);
});

test('a slip in the configuration is told as problems are, a line each, and ends nothing', async () => {
  const { err, code, folders } = await watched({ 'a.sysdesign.yaml': SPEC('a'), 'sysdesign.config.yaml': 'preset: minmal\n' });
  expect(err).toBe('sysdesign.config.yaml:1:9: error: unknown preset "minmal"; did you mean "minimal"? [schema/unknown-value]\n');
  expect([code, folders.length]).toEqual([2, 1]);
});

test('what is gone and comes back is linted again, whatever it is called; what nobody asked for, and what is no file, is not', async () => {
  const held = memoryFileSystem({ 'shop.yaml': SPEC('shop') });
  const { out, err, code } = await sysdesign(['lint', 'shop.yaml', '--watch', '-f', 'compact'], {
    fileSystem: held,
    changes: async function* () {
      (held.files as Map<string, unknown>).delete('/repo/shop.yaml');
      yield ['shop.yaml'];
      await held.writeWhole('other.sysdesign.yaml', WRONG, true);
      yield ['other.sysdesign.yaml'];
      await held.writeWhole('shop.yaml/inner', 'x', true);
      yield ['shop.yaml'];
      (held.files as Map<string, unknown>).delete('/repo/shop.yaml/inner');
      await held.writeWhole('shop.yaml', WRONG.replace('name: a', 'name: shop'), true);
      yield ['shop.yaml'];
    },
  });
  expect(out.match(/shop\.yaml:\d/g)).toHaveLength(1);
  expect(out).not.toContain('other');
  expect([err, code]).toEqual(['shop.yaml:\n', 2]);
});

test('names of files, and what is told of them, steer no terminal', async () => {
  const evil = 'a\u001b[31m\u009b2J.sysdesign.yaml';
  const { out, err } = await watched({ 'a.sysdesign.yaml': SPEC('a') }, { [evil]: 'x' });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  expect(`${out}${err}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  expect(err).toContain('a\ufffd[31m');
});

test('a configuration that is broken is no reason to stop', async () => {
  const held = memoryFileSystem({ 'sysdesign.config.yaml': 'specs: [', 'a.sysdesign.yaml': SPEC('a') });
  const { err, code } = await sysdesign(['lint', '--watch', '-f', 'compact'], {
    fileSystem: held,
    changes: async function* () {
      await held.writeWhole('b.sysdesign.yaml', WRONG, true);
      yield ['b.sysdesign.yaml'];
      (held.files as Map<string, unknown>).delete('/repo/sysdesign.config.yaml');
      yield ['sysdesign.config.yaml'];
    },
  });
  expect(err).toContain('yaml/bracket');
  expect(err).toContain('sysdesign.config.yaml:\n');
  expect(code).toBe(2);
});

test('it goes with no change of files, and not without files to watch', async () => {
  expect((await sysdesign(['lint', '.', '--watch', '--fix'], { files: { 'a.sysdesign.yaml': SPEC('a') } })).code).toBe(2);
  expect((await sysdesign(['lint', '.', '--watch'], { files: { 'a.sysdesign.yaml': SPEC('a') } })).code).toBe(2);
});
