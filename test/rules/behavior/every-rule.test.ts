import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FINDINGS } from '../../../src/core/findings/table.js';
import { kindOf } from '../../../src/facts/registry.js';
import { RULES } from '../../../src/rules/index.js';
import { sysdesign } from '../../support/hosts.js';

/** What a review of a spec finds, with all rules. */
async function findingsOf(spec: string): Promise<readonly { readonly rule: string; readonly message: string; readonly at: unknown }[]> {
  const { out, err } = await sysdesign(
    ['review', 'shop.sysdesign.yaml', '--no-fixes', '--preset', 'thorough', '-f', 'json', '--samples', '500'],
    {
      files: { 'shop.sysdesign.yaml': spec },
    },
  );
  expect(err).toBe('');
  const [first] = (JSON.parse(out) as { specs: { findings: []; name: string | null; broken?: readonly unknown[] }[] }).specs;
  expect(first?.name, out).not.toBeNull();
  expect(first?.broken ?? []).toEqual([]);
  return first?.findings ?? [];
}

test('every rule has an id of its own, and no finding has it', () => {
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(id).toMatch(/^[a-z]+\/[a-z][a-z0-9-]*$/);
    expect(Object.keys(FINDINGS)).not.toContain(id);
  }
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('is raised in its bad spec, with a place and nothing left to fill in', async () => {
    const own = (await findingsOf(rule.docs.bad)).filter((finding) => finding.rule === id);
    expect(own.length).toBeGreaterThan(0);
    for (const { message, at } of own) {
      expect(at).not.toBeNull();
      expect(message).not.toMatch(/[{}]|NaN|Infinity|undefined|\[object|\?$/);
      expect(message).toMatch(/^[^A-Z]/);
    }
  });

  test('is content with its good spec', async () => {
    expect((await findingsOf(rule.docs.good)).map((finding) => finding.rule)).not.toContain(id);
  });

  test('reads facts that exist, and says what it is, why, what it costs and where it comes from', () => {
    for (const pattern of rule.reads as readonly string[]) expect(kindOf(pattern), pattern).toBeDefined();
    for (const text of [rule.docs.what, rule.docs.why, rule.docs.cost, rule.docs.source, rule.docs.falsePositives])
      expect(text.length).toBeGreaterThan(10);
    // What the skeleton of a rule leaves to write.
    expect(JSON.stringify([rule.docs, rule.options, rule.message, rule.help])).not.toContain('TODO');
  });

  test('has a file of its own that bears its name', () => {
    const [area, name] = id.split('/');
    expect(readFileSync(`src/rules/${area}/${name}.ts`, 'utf8')).toContain(`id: '${id}'`);
  });
});
