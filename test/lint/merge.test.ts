import { describe, expect, test } from 'vitest';
import { memoryFileSystem } from '../../src/io/index.js';
import { sysdesign } from '../cli/hosts.js';

const SPEC = (name: string, more = ''): string => `sysdesign: 1
name: ${name}
flows: { pay: { rate: 10 req/s, path: api } }
components: { api: { kind: service }, spare: { kind: service } }
${more}`;
const FILES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`s${i}.sysdesign.yaml`, SPEC(`s${i}`)])),
  'missed.sysdesign.yaml': SPEC(
    'missed',
    'requirements: { quality: { share: { fact: flows.pay.availability, target: at least 99.99% } } }\nexpect: { flows.pay.rate.mean: 20 req/s }\n',
  ),
  'invalid.sysdesign.yaml': SPEC('invalid').replace('path: api', 'path: apy'),
};

/** What the shards of a job write, as files. */
async function shards(count: number): Promise<Readonly<Record<string, string>>> {
  const results = await Promise.all(
    Array.from({ length: count }, (_, i) => sysdesign(['lint', '.', '--shard', `${i + 1}/${count}`, '-f', 'json'], { files: FILES })),
  );
  return Object.fromEntries(results.map(({ out }, i) => [`shard-${i + 1}.json`, out]));
}

describe('shards', () => {
  test.each([1, 2, 3, 7])('of %i jobs have each file once', async (count) => {
    const files = Object.values(await shards(count)).flatMap((text) =>
      (JSON.parse(text) as { specs: { file: string }[] }).specs.map(({ file }) => file),
    );
    expect(files.sort()).toEqual(Object.keys(FILES).sort());
  });

  test.each(['0/4', '5/4', '1', 'a/b', '1/0'])('are parts that there are: not %s', async (text) => {
    expect((await sysdesign(['lint', '.', '--shard', text], { files: FILES })).code).toBe(2);
  });
});

describe('merge', () => {
  test.each([
    'pretty',
    'compact',
    'sarif',
    'github',
    'junit',
    'code-quality',
    'markdown',
    'json',
  ])('gives the report that one run would: %s', async (format) => {
    const one = await sysdesign(['lint', ...Object.keys(FILES).sort(), '-f', format], { files: FILES });
    const merged = await sysdesign(['merge', 'shard-*.json', '-f', format], { files: { ...FILES, ...(await shards(3)) } });
    expect([merged.err, merged.code]).toEqual(['', one.code]);
    // A result has of targets where they begin, not where they end.
    const known = (text: string): string => text.replace(/"?endColumn"?[=:] ?\d+/g, '');
    expect(known(merged.out)).toBe(known(one.out));
  });

  test('needs none of the files that it reports on', async () => {
    const merged = await sysdesign(['merge', 'shard-1.json', '-f', 'compact', '--quiet'], { files: await shards(1) });
    const one = await sysdesign(['lint', ...Object.keys(FILES).sort(), '-f', 'compact', '--quiet'], { files: FILES });
    expect(merged.out).toBe(one.out);
  });

  test('fails by the threshold that it is given', async () => {
    const clean = Object.fromEntries(Object.entries(FILES).filter(([name]) => /^s\d/.test(name)));
    const { out } = await sysdesign(['lint', '.', '-f', 'json'], { files: clean });
    const files = { 'r.json': out };
    expect((await sysdesign(['merge', 'r.json'], { files })).code).toBe(0);
    expect((await sysdesign(['merge', 'r.json', '--max-warnings', '19'], { files })).code).toBe(1);
    expect((await sysdesign(['merge', 'r.json', '--fail-on', 'warning', '--exit-zero'], { files })).code).toBe(0);
  });

  test.each([
    '{',
    '[]',
    '{"format":"sysdesign.result/1"}',
    '{"format":"sysdesign.result/1","options":{},"specs":[{}]}',
    '',
  ])('takes nothing else: %s', async (text) => {
    const { code, err } = await sysdesign(['merge', 'r.json'], { fileSystem: memoryFileSystem({ 'r.json': text }) });
    expect(code).toBe(2);
    expect(err).toContain('r.json is no result of sysdesign');
  });
});
