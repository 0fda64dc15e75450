import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainValue } from '../../../src/source/index.js';
import { findingsOf, load, marked } from '../support/reading.js';

describe('files of one spec', () => {
  it('merge map by map', async () => {
    const tree = await load({
      'spec.yaml': 'sysdesign: 1\nname: shop\ninclude: [parts/load.yaml, parts/stores.yaml]\ncomponents:\n  api: { kind: service }\n',
      'parts/load.yaml':
        'sysdesign: 1\nname: load of the shop\nflows:\n  buy: { rate: 5/s }\ncomponents:\n  api: { each: { rate: 10/s } }\n',
      'parts/stores.yaml': 'include: deep/er.yaml\ncomponents:\n  db: { kind: database }\n',
      'parts/deep/er.yaml': 'components: { db: { use: postgres } }\n',
    });
    expect(plainValue(tree.root)).toEqual({
      sysdesign: 1,
      name: 'shop',
      components: { api: { kind: 'service', each: { rate: '10/s' } }, db: { kind: 'database', use: 'postgres' } },
      flows: { buy: { rate: '5/s' } },
    });
    expect(tree.files.map((file) => file.name)).toEqual(['spec.yaml', 'parts/deep/er.yaml', 'parts/load.yaml', 'parts/stores.yaml']);
  });

  it('are the same spec in any order', async () => {
    const files = {
      'a.yaml': 'x: { p: 1 }\nl: [1]\n',
      'b.yaml': 'x: { q: 2 }\n',
      'c.yaml': 'include: a.yaml\nx: { r: 3, q: 2 }\n',
      'd.yaml': 'l: [1]\ny: 4\n',
    };
    const expected = await load({ ...files, 'spec.yaml': 'include: [a.yaml, b.yaml, c.yaml, d.yaml]\n' });
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(Object.keys(files), { minLength: 4 }), async (order) => {
        const tree = await load({ ...files, 'spec.yaml': `include: [${order.join(', ')}]\n` });
        expect(JSON.stringify(plainValue(tree.root))).toBe(JSON.stringify(plainValue(expected.root)));
        expect(tree.files.slice(1)).toEqual(expected.files.slice(1));
      }),
      { seed: 7, numRuns: 10 },
    );
  });

  it('conflict where they state different values', async () => {
    const findings = await findingsOf({ 'spec.yaml': 'include: b.yaml\nx: { p: 1, l: [1, 2] }\n', 'b.yaml': 'x: { p: 2, l: [2, 1] }\n' });
    expect(findings.map((finding) => [finding.rule, finding.path, finding.at?.source.name, marked(finding)])).toEqual([
      ['source/conflict', 'x.p', 'b.yaml', '2'],
      ['source/conflict', 'x.l', 'b.yaml', '[2, 1]'],
    ]);
    expect(findings[0]?.related?.[0]?.at.source.name).toBe('spec.yaml');
  });

  it('may not include each other in a circle', async () => {
    const findings = await findingsOf({
      'spec.yaml': 'include: b.yaml\n',
      'b.yaml': 'include: [c.yaml]\n',
      'c.yaml': 'include: [spec.yaml]\n',
    });
    expect(findings.map((finding) => [finding.rule, finding.at?.source.name, marked(finding)])).toEqual([
      ['source/include-cycle', 'c.yaml', 'spec.yaml'],
    ]);
    expect(findings[0]?.message).toContain('spec.yaml -> b.yaml -> c.yaml -> spec.yaml');
    expect((await findingsOf('include: ./spec.yaml\n')).map((finding) => finding.rule)).toEqual(['source/include-cycle']);
  });

  it('may be included twice', async () => {
    const { root } = await load({
      'spec.yaml': 'include: [b.yaml, c.yaml, ./b.yaml]\n',
      'b.yaml': 'include: c.yaml\nx: 1\n',
      'c.yaml': 'y: 2\n',
    });
    expect(plainValue(root)).toEqual({ x: 1, y: 2 });
  });

  it('must exist', async () => {
    const findings = await findingsOf({ 'spec.yaml': 'include: [parts/lod.yaml]\n', 'parts/load.yaml': 'x: 1\n' });
    expect(findings).toMatchObject([{ rule: 'io/not-found', suggestion: 'parts/load.yaml', help: 'did you mean "parts/load.yaml"?' }]);
    expect(marked(findings[0])).toBe('parts/lod.yaml');
    expect(await findingsOf({ 'spec.yaml': 'include: [other.yaml]\n' })).toMatchObject([
      { help: 'check the path; it is relative to the file that includes it' },
    ]);
  });

  it('end in .yaml, .yml or .md: of nothing else is a line shown', async () => {
    for (const name of ['/etc/passwd', 'secrets', '-', 'parts/', 'key.pem']) {
      const findings = await findingsOf({ 'spec.yaml': `include: ["${name}"]\n`, secrets: 'a: b: c\n', 'key.pem': 'a: b: c\n' });
      expect(findings.map((finding) => [finding.rule, finding.at?.source.name])).toEqual([['source/include-kind', 'spec.yaml']]);
    }
  });

  it('are named by text', async () => {
    for (const [text, at] of [
      ['include: { a: 1 }\n', '{ a: 1 }'],
      ['include: [b.yaml, 3]\n', '3'],
      ['include:\n', 'include'],
    ] as const) {
      const findings = await findingsOf({ 'spec.yaml': text, 'b.yaml': 'x: 1\n' });
      expect(findings.map((finding) => [finding.rule, marked(finding)])).toEqual([['source/include', at]]);
    }
  });

  it('are at most 20 deep and 200 in number', async () => {
    const deep = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${i}.yaml`, `include: f${i + 1}.yaml\n`]));
    expect((await findingsOf({ ...deep, 'f30.yaml': 'x: 1\n' }, 'f0.yaml')).map((finding) => finding.rule)).toEqual([
      'source/include-depth',
    ]);
    const names = Array.from({ length: 201 }, (_, i) => `f${i}.yaml`);
    const wide = Object.fromEntries(names.map((name) => [name, 'x: 1\n']));
    expect((await findingsOf({ ...wide, 'spec.yaml': `include: [${names.join(', ')}]\n` })).map((finding) => finding.rule)).toEqual([
      'source/include-count',
    ]);
  });

  it('report their own mistakes, each in its file', async () => {
    const findings = await findingsOf({ 'spec.yaml': 'include: [b.yaml, c.yaml]\n', 'b.yaml': 'x: "1\n', 'c.yaml': 'y: 1\ny: 2\n' });
    expect(findings.map((finding) => [finding.rule, finding.at?.source.name])).toEqual([
      ['yaml/quote', 'b.yaml'],
      ['yaml/duplicate-key', 'c.yaml'],
    ]);
  });
});
