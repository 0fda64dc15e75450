import { describe, expect, test } from 'vitest';
import { sysdesign } from '../../support/hosts.js';

const RULE = 'simplicity/component-not-called';
const SPEC = `sysdesign: 1
name: shop
flows: { pay: { rate: 10 req/s, path: api } }
components: { api: { kind: service }, spare: { kind: service } }
`;
const SPECS = { 'a.sysdesign.yaml': SPEC, 'legacy/b.sysdesign.yaml': SPEC, 'legacy/deep/c.sysdesign.yaml': SPEC };

/** Files in which the rule is raised, under a configuration. */
async function raisedUnder(files: Readonly<Record<string, string>>, ...flags: readonly string[]): Promise<readonly string[] | string> {
  const { out, err } = await sysdesign(['lint', '-f', 'compact', '--quiet', ...flags], { files: { ...SPECS, ...files } });
  if (err !== '') return err.replace(/\s+/g, ' ');
  return [...out.matchAll(/^([^:]+):.*\[simplicity\/component-not-called\]$/gm)].map(([, file]) => file as string);
}
const config = (text: string): Readonly<Record<string, string>> => ({ 'sysdesign.config.yaml': text });
const ALL = Object.keys(SPECS);

describe('overrides of a folder', () => {
  const OFF = `overrides: [{ files: legacy/**, rules: { ${RULE}: off } }]\n`;

  test('hold in it and below, and nowhere else', async () => {
    expect(await raisedUnder({})).toEqual(ALL);
    expect(await raisedUnder(config(OFF))).toEqual(['a.sysdesign.yaml']);
    expect(await raisedUnder(config(OFF.replace('legacy/**', 'legacy/*.yaml')))).toEqual([
      'a.sysdesign.yaml',
      'legacy/deep/c.sysdesign.yaml',
    ]);
    expect(await raisedUnder(config('overrides: [{ files: [legacy/], preset: minimal }]\n'))).toEqual(['a.sysdesign.yaml']);
  });

  test('give way to the command line, a later one going before an earlier one', async () => {
    expect(await raisedUnder(config(OFF), '--rule', `${RULE}=warning`)).toEqual(ALL);
    expect(await raisedUnder(config('overrides: [{ files: [legacy/], preset: minimal }]\n'), '--preset', 'recommended')).toEqual(ALL);
    const again = `${OFF.slice(0, -2)}, { files: legacy/deep/**, rules: { ${RULE}: error } }]\n`;
    expect(await raisedUnder(config(again))).toEqual(['a.sysdesign.yaml', 'legacy/deep/c.sysdesign.yaml']);
  });

  test('hold for every command', async () => {
    const files = { ...SPECS, ...config(`overrides: [{ files: legacy/**, rules: { ${RULE}: error } }]\n`) };
    for (const command of ['lint', 'review', 'estimate']) {
      expect((await sysdesign([command, 'a.sysdesign.yaml'], { files })).code, command).toBe(0);
      expect((await sysdesign([command, 'legacy/b.sysdesign.yaml'], { files })).code, command).toBe(1);
    }
    const { out } = await sysdesign(['lint', '--print-config', 'legacy/b.sysdesign.yaml'], { files });
    expect((JSON.parse(out) as { rules: Record<string, unknown> }).rules[RULE]).toBe('error');
  });

  test('name rules that there are', async () => {
    expect(await raisedUnder(config(OFF.replace('called', 'caled')))).toContain('did you mean "simplicity/component-not-called"');
  });
});

describe('extends', () => {
  test('begins with a preset or with a file, and what is stated goes before', async () => {
    expect(await raisedUnder(config('extends: minimal\n'))).toEqual([]);
    expect(await raisedUnder(config('extends: [minimal, recommended]\n'))).toEqual(ALL);
    const team = { 'team/base.yaml': `preset: minimal\nrules: { ${RULE}: warning, cost/idle-fleet: off }\n` };
    expect(await raisedUnder({ ...config('extends: team/base.yaml\n'), ...team })).toEqual(ALL);
    expect(await raisedUnder({ ...config(`extends: team/base.yaml\nrules: { ${RULE}: off }\n`), ...team })).toEqual([]);
  });

  test('goes on through files, and joins their rules', async () => {
    const files = { 'one.yaml': 'extends: ./two.yaml\nrules: { cost/idle-fleet: off }\n', 'two.yaml': `rules: { ${RULE}: off }\n` };
    expect(await raisedUnder({ ...config('extends: ./one.yaml\n'), ...files })).toEqual([]);
  });

  test.each([
    ['what is not there', 'extends: ./nowhere.yaml\n', {}, 'there is no preset and no file "./nowhere.yaml"'],
    ['a preset that there is not', 'extends: strict\n', {}, 'there is no preset and no file "strict"'],
    ['itself', 'extends: ./one.yaml\n', { 'one.yaml': 'extends: ./one.yaml\n' }, 'extends itself'],
    ['what is outside of the project', 'extends: ../../etc/hosts\n', {}, 'is outside of the project'],
    ['what is no configuration', 'extends: ./one.yaml\n', { 'one.yaml': 'rulse: {}\n' }, 'unknown key "rulse"'],
  ])('is an error for %s', async (_, text, files, says) => {
    expect(await raisedUnder({ ...config(text), ...files })).toContain(says);
  });
});

describe('waivers of a configuration', () => {
  const waiver = (more: string): Readonly<Record<string, string>> =>
    config(`waivers: { old: { rule: ${RULE}, about: components.spare, reason: moves in May${more} } }\n`);

  test('hold for the files that they name, until their day is past', async () => {
    expect(await raisedUnder(waiver(''))).toEqual([]);
    expect(await raisedUnder(waiver(', files: legacy/**'))).toEqual(['a.sysdesign.yaml']);
    expect(await raisedUnder(waiver(', until: 2026-11-01'))).toEqual([]);
    const { out } = await sysdesign(['lint', '-f', 'compact', '--quiet'], { files: { ...SPECS, ...waiver(', until: 2026-10-31') } });
    expect(out.match(/suppression\/expired/g)).toHaveLength(1);
    expect(out.match(/component-not-called\]/g)).toHaveLength(3);
  });

  test('accept no missed target, and name findings that there are', async () => {
    expect(await raisedUnder(config('waivers: { x: { rule: requirement/missed, about: requirements, reason: y } }\n'))).toContain(
      'of the spec alone',
    );
    expect(await raisedUnder(config('waivers: { x: { rule: cost/idle-flet, about: components, reason: y } }\n'))).toContain(
      'did you mean "cost/idle-fleet"',
    );
    expect(await raisedUnder(config('waivers: { x: { rule: cost/idle-fleet, about: components } }\n'))).toContain('has no "reason"');
  });
});
