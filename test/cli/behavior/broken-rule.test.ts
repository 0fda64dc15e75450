import { afterEach, expect, test, vi } from 'vitest';
import { type AnyRule, RULES } from '../../../src/rules/index.js';
import { sysdesign } from '../../support/hosts.js';

const SPEC = `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: api } }
components: { api: { kind: service }, spare: { kind: service } }
`;
const files = { 'shop.sysdesign.yaml': SPEC };

/** A rule of every command, which fails. */
function breakRule(id: string): void {
  const rule: Pick<AnyRule, 'check'> | undefined = RULES.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  vi.spyOn(rule, 'check').mockImplementation(() => {
    throw new TypeError('nothing is there');
  });
}

afterEach(() => {
  vi.restoreAllMocks();
});

test.each(['estimate', 'review'])('of %s a rule that fails is a bug with its id, after what the others found', async (command) => {
  breakRule('load/hot-key');
  const { code, out, err } = await sysdesign([command, 'shop.sysdesign.yaml'], { files });
  expect(code).toBe(3);
  expect(out).toContain('nothing calls "spare"');
  expect(err).toMatch(/this is a bug: the rule load\/hot-key failed in shop\.sysdesign\.yaml: nothing is there/);
});

test('a rule that is only asked as a question is no exception', async () => {
  breakRule('load/peak-assumed');
  expect(await sysdesign(['review', 'shop.sysdesign.yaml'], { files })).toMatchObject({
    code: 3,
    err: expect.stringContaining('load/peak-assumed'),
  });
});

test('programs get it in the result', async () => {
  breakRule('load/hot-key');
  const { code, out } = await sysdesign(['review', 'shop.sysdesign.yaml', '-f', 'json'], { files });
  expect(code).toBe(3);
  const { specs } = JSON.parse(out) as { specs: readonly { broken?: unknown }[] };
  expect(specs[0]?.broken).toEqual([{ rule: 'load/hot-key', error: 'nothing is there' }]);
});

test('a bug goes before what is judged bad', async () => {
  breakRule('load/hot-key');
  const bad = SPEC.replace('api: { kind: service }', 'api: { kind: service, instances: 1, each: { rate: 1 req/s } }');
  expect((await sysdesign(['estimate', 'shop.sysdesign.yaml'], { files: { 'shop.sysdesign.yaml': bad } })).code).toBe(3);
});
