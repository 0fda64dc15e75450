import { describe, expect, test } from 'vitest';
import { memoryFileSystem } from '../../src/io/index.js';
import { sysdesign } from '../support/hosts.js';

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

describe('results of others are hostile input', () => {
  const finding = { rule: 'a/b', severity: 'error', message: 'm', at: null, subject: 'components.api' };
  const check = {
    requirement: 'fast',
    scenario: null,
    fact: 'f',
    op: 'at-most',
    target: 1,
    targetText: '1 s',
    unit: 's',
    value: 2,
    status: 'missed',
    chance: null,
    margin: -1,
    missing: [],
    at: null,
  };
  const resultOf = (findings: unknown, checks: unknown = [], more: object = {}): string =>
    JSON.stringify({
      format: 'sysdesign.result/1',
      options: { scenario: null, set: {}, seed: 1, samples: 0 },
      specs: [
        { file: 's.yaml', name: 's', summary: null, context: [], conventions: { day: 1, month: 30, year: 365 }, findings, checks, ...more },
      ],
    });
  const FORMATS = ['pretty', 'compact', 'sarif', 'github', 'junit', 'code-quality', 'markdown', 'json', 'csv'] as const;
  const merged = (text: string, format = 'pretty') =>
    sysdesign(['merge', 'r.json', '-f', format], { fileSystem: memoryFileSystem({ 'r.json': text }) });

  /** Each of these in place of each value of a finding, of a check and of a spec. */
  const WRONG: readonly unknown[] = [null, 7, -1e300, 'x', [], [null], [[]], {}, { at: 1 }, true, ['x'], [{ message: 1 }], '__proto__'];

  test('whatever stands in place of a value, it is refused or shown, in every format', async () => {
    const cases = [
      ...Object.keys(finding).flatMap((key) => WRONG.map((value) => resultOf([{ ...finding, [key]: value }]))),
      ...['related', 'facts', 'impact', 'path', 'key', 'confidence', 'chance', 'help', 'suggestion', 'math', 'fixes'].flatMap((key) =>
        WRONG.map((value) => resultOf([{ ...finding, [key]: value }])),
      ),
      ...[...Object.keys(check), 'waiver', 'expectation'].flatMap((key) =>
        WRONG.map((value) => resultOf([], [{ ...check, [key]: value }])),
      ),
      ...['name', 'summary', 'context', 'conventions', 'findings', 'checks', 'facts', 'suppressed', 'file'].flatMap((key) =>
        WRONG.map((value) => resultOf([], [], { [key]: value })),
      ),
    ];
    for (const [i, text] of cases.entries()) {
      const { code, err } = await merged(text, FORMATS[i % FORMATS.length]);
      expect([0, 1, 2], `${text}\n${err}`).toContain(code);
    }
  });

  test('in names and texts nothing steers a terminal, and half a character is no address', async () => {
    const evil = '\u001b]0;x\u0007\u009b31m\u202e\ud800<!-- @all\n```';
    const at = { file: evil, line: 1, column: 1, endLine: 1, endColumn: 2 };
    const text = resultOf(
      [{ ...finding, message: evil, help: evil, subject: evil, key: evil, math: evil, at, related: [{ message: evil, at }] }],
      [{ ...check, requirement: evil, fact: evil, unit: evil, targetText: evil, at }],
      { file: evil, name: evil, summary: evil, context: [evil] },
    );
    for (const format of FORMATS) {
      const { code, out, err } = await merged(text, format);
      expect(code, err).toBe(1);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(out).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
    }
  });

  test('names of the prototype of all objects are names', async () => {
    const named = resultOf([finding]).replace('"message":"m"', '"message":"m","__proto__":{"polluted":true}');
    expect((await merged(named.replace('"set":{}', '"set":{"__proto__":"x"}'), 'json')).code).toBe(1);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('of files outside of the project no text is shown, whatever a result is about', async () => {
    const own = { '/etc/secret': 'root:hash\n', 'in.yaml': 'here: 1\n' };
    for (const [file, isShown] of [
      ['/etc/secret', false],
      ['../etc/secret', false],
      ['-', false],
      ['in.yaml', true],
    ] as const) {
      const at = { file, line: 1, column: 1, endLine: 1, endColumn: 5 };
      const fileSystem = memoryFileSystem({ ...own, 'r.json': resultOf([{ ...finding, at }]) }, 'root:hash\n');
      const { code, out, err } = await sysdesign(['merge', 'r.json'], { fileSystem });
      expect(code, err).toBe(1);
      expect(out).toContain(`${file}:1:1`);
      expect([out.includes('here'), out.includes('hash')], file).toEqual([isShown, false]);
    }
  });

  test('places beyond any file take no room', async () => {
    const at = { file: 'far.yaml', line: 9e6, column: 9e6, endLine: 9e6, endColumn: 9e6 };
    const many = Array.from({ length: 300 }, (_, i) => ({ ...finding, key: String(i), at: { ...at, line: i + 1, endLine: 9e6 - i } }));
    expect((await merged(resultOf(many), 'compact')).code).toBe(1);
    expect((await merged(resultOf([{ ...finding, at: { ...at, line: 1e12 } }]))).code).toBe(2);
  });
});
