import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { FINDINGS } from '../../../../src/core/findings/table.js';
import { widthOf } from '../../../../src/report/text.js';
import { RULES } from '../../../../src/rules/index.js';
import { sysdesign } from '../../../support/hosts.js';

const explain = (...argv: readonly string[]) => sysdesign(['explain', ...argv]);

describe('the explanation of a finding', () => {
  test('has its severity, what it means, where it comes from and an example', async () => {
    const ran = await explain('schema/unknown-key');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toBe(`schema/unknown-key (error)

  A map has a key that maps of its kind do not have. Correct the spelling, or
  move the key to where it belongs.

  from     text: an input is wrong, the exit code is 2
  example  sysdesign validate shop.sysdesign.yaml

  shop.sysdesign.yaml
    sysdesign: 1
    name: shop
    flows:
      read: { rate: 5 req/s, repsonse: 2 kB }
`);
  });

  test('tells a judgment of the design from a mistake in the text, and a refusal from a remark', async () => {
    const fromOf = async (id: string): Promise<string> => / {2}from +(.*)/.exec((await explain(id)).out)?.[1] ?? '';
    expect(await fromOf('requirement/missed')).toBe('judgment: the design is valid, the exit code is 1');
    expect(await fromOf('requirement/unknown')).toBe('judgment: the design is valid, the exit code is not affected');
    expect(await fromOf('spec/one-zone')).toBe('text: the input is valid, the exit code is not affected');
  });

  test('is an object in JSON', async () => {
    const ran = await explain('requirement/at-risk', '-f', 'json');
    expect(JSON.parse(ran.out)).toMatchObject({
      format: 'sysdesign.finding/1',
      id: 'requirement/at-risk',
      severities: ['warning'],
      about: 'judgment',
      example: { command: 'sysdesign estimate shop.sysdesign.yaml', given: null },
    });
  });

  test('fits 80 columns, in ASCII and without colors where they are not wanted', async () => {
    const env = { NO_COLOR: '1', LC_ALL: 'C' };
    const all = await Promise.all(
      [...Object.keys(FINDINGS), ...RULES.map((rule) => rule.id)].map((id) =>
        sysdesign(['explain', id], { terminal: true, columns: 80, env }),
      ),
    );
    for (const { code, out } of all) {
      expect(code).toBe(0);
      for (const line of out.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is not to be found
      expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
    }
  });

  test('of an area is the list of its findings, of / that of all', async () => {
    const area = await explain('calc/');
    expect(area.out.match(/^calc\/\S+ {2}error$/gm)).toHaveLength(4);
    expect(area.out).toContain('4 findings\n');
    expect(JSON.parse((await explain('/', '-f', 'json')).out).map(({ id }: { readonly id: string }) => id)).toEqual(
      [...Object.keys(FINDINGS), ...RULES.map((rule) => rule.id)].sort(),
    );
  });

  test('of all in Markdown is the page in docs: `node bin/sysdesign.js explain / -f markdown -o docs/findings.md`', async () => {
    const page = readFileSync(fileURLToPath(new URL('../../../../docs/findings.md', import.meta.url)), 'utf8');
    expect((await explain('/', '-f', 'markdown')).out).toBe(page);
  });

  test('of one in Markdown has its example', async () => {
    const { out } = await explain('source/conflict', '-f', 'markdown');
    expect(out).toMatch(/^## source\/conflict \(error\)\n/);
    expect(out).toContain('- **example** `sysdesign validate shop.sysdesign.yaml`\n\n### `shop.sysdesign.yaml`\n\n```\nsysdesign: 1\n');
    expect(out).toContain('### `more.yaml`\n\n```\nhorizon: 5 years\n```\n');
  });

  test.each([
    ['schema/unknown-kye', /no finding "schema\/unknown-kye".*did you mean "schema\/unknown-key"/],
    ['Schema/Unknown-Key', /did you mean "schema\/unknown-key"/],
    ['spec/unknown-key', /did you mean "schema\/unknown-key"/],
    ['shema/empti', /did you mean "schema\/empty"/],
    ['schema/zebra', /those of schema: bad-name, bad-value/],
    ['schem/', /no finding is of the area "schem".*did you mean "schema\/"/],
    ['designs/', /the areas are api, availability, baseline, calc, .*specs come after the id/],
  ])('of %s, which is none, names what is near', async (id, says) => {
    const ran = await explain(id);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err.replace(/\s+/g, ' ')).toMatch(says);
  });

  test('takes no specs, and is no name of a file', async () => {
    expect((await explain('schema/count', 'shop.yaml', '--scenario', 'x')).err).toContain('leave out shop.yaml --scenario');
    expect((await explain('designs/shop.yaml')).err).toContain('"designs/shop.yaml" is no fact id');
  });
});
