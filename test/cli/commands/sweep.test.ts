import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { widthOf } from '../../../src/report/text.js';
import { sysdesign } from '../../support/hosts.js';

const files = {
  'shop.sysdesign.yaml': `sysdesign: 1
name: shop
assumptions:
  users: 1M users
  visits: 2 per user per day
requirements:
  quality:
    budget: { cost: 5k USD/month }
flows:
  browse: { kind: read, rate: = users * visits, peak: 3, spikes: { sale: { factor: 40, lasts: 10 min } }, path: [ { cache: { hit: 50%, miss: [db] } } ] }
components:
  cache: { kind: cache, instances: 2, survives: none, each: { rate: 1k req/s, cost: 100 USD/month } }
  db: { kind: database, survives: none, each: { rate: 100 req/s, cost: 100 USD/month } }
scenarios:
  double: { assumptions.users: x2 }
  hundredfold: { assumptions.users: x100 }
`,
};

/** Nothing is wider than 80 columns, and nothing is colored. */
function fits(text: string): void {
  for (const line of text.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(80);
  expect(text).not.toContain('\u001b');
}

describe('sysdesign sweep', () => {
  test('shows a table, a plot and where the answer changes', async () => {
    const { code, out, err } = await sysdesign(['sweep', 'assumptions.users=1M..100M', 'shop.sysdesign.yaml'], { files });
    expect([code, err]).toEqual([0, '']);
    fits(out);
    expect(out).toMatch(/^shop: assumptions.users from 1M users to 100M users, 20 points, log\n/);
    expect(out).toMatch(/users {2}cost \(USD\/month\) {2}instances {2}cache {2}db\n/);
    expect(out).toMatch(/USD\/month ┤/);
    expect(out).toMatch(/28.8M users {2}cache is over 100% at peak/);
    expect(out).toMatch(/budget is MISSED \(totals.cost at most 5k USD\/month\)/);
  });

  test('draws with ASCII where the terminal has no more', async () => {
    const { out } = await sysdesign(['sweep', 'assumptions.users=1M..100M', 'shop.sysdesign.yaml'], {
      files,
      terminal: true,
      env: { TERM: 'linux', NO_COLOR: '1' },
    });
    fits(out);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    expect(out).toMatch(/^[\x00-\x7f]*$/);
  });

  test('gives programs an array of objects, or rows', async () => {
    const json = JSON.parse(
      (await sysdesign(['sweep', 'assumptions.users=1M..100M', 'shop.sysdesign.yaml', '--points', '3', '-f', 'json'], { files })).out,
    );
    expect(json).toHaveLength(1);
    expect(json[0]).toMatchObject({ file: 'shop.sysdesign.yaml', path: 'assumptions.users', unit: 'users', scale: 'log' });
    expect(json[0].points.map(({ at }: { at: number }) => at)).toEqual([1e6, 1e7, 1e8]);
    expect(json[0].points[0].values['totals.cost']).toBe(300);
    const csv = await sysdesign(
      ['sweep', 'assumptions.users=1M..100M', 'shop.sysdesign.yaml', '--points', '2', '--show', 'totals.cost', '-f', 'csv'],
      { files },
    );
    // 100M users are 6,944 req/s at peak, half of them at the store: 3,472 / 70 = 49.6.
    expect(csv.out).toBe('file,assumptions.users,totals.cost\nshop.sysdesign.yaml,1000000,300\nshop.sysdesign.yaml,100000000,5200\n');
  });

  test.each([
    ['no range', ['assumptions.users'], 'is no range to sweep'],
    ['a spec in place of the range', ['shop.sysdesign.yaml'], 'the range comes first'],
    ['two scales', ['assumptions.users=1M..9M', 'shop.sysdesign.yaml', '--log', '--linear'], 'exclude each other'],
    ['one point', ['assumptions.users=1M..9M', 'shop.sysdesign.yaml', '--points', '1'], '--points takes a whole number from 2'],
    ['a reversed range', ['assumptions.users=9M..1M', 'shop.sysdesign.yaml'], 'did you mean "1M..9M"?'],
    ['a path that leads nowhere', ['assumptions.usrs=1M..9M', 'shop.sysdesign.yaml'], 'did you mean "users"?'],
    ['a format that it has not', ['assumptions.users=1M..9M', 'shop.sysdesign.yaml', '-f', 'sarif'], 'format'],
  ])('%s is one mistake, with what to do', async (_, argv, wanted) => {
    const { code, out, err } = await sysdesign(['sweep', ...argv], { files });
    expect([code, out]).toEqual([2, '']);
    expect(err.match(/^error/gm)).toHaveLength(1);
    expect(err).toContain(wanted);
  });

  test('one spec that cannot be swept does not keep the others from it', async () => {
    const two = { ...files, 'other.sysdesign.yaml': 'sysdesign: 1\nname: other\nflows: { f: { rate: 5 req/s } }\n' };
    const { code, out, err } = await sysdesign(['sweep', 'assumptions.users=1M..2M', '.'], { files: two });
    expect(code).toBe(2);
    expect(out).toContain('shop: assumptions.users');
    expect(err.match(/^error/gm)).toHaveLength(1);
  });
});

describe('sysdesign estimate --scenario', () => {
  const schema = JSON.parse(readFileSync(new URL('../../../schemas/result.schema.json', import.meta.url), 'utf8'));
  const validate = new Ajv({ strict: false }).compile(schema);

  test('all: every scenario side by side; a requirement that one of them misses is missed', async () => {
    const { code, out } = await sysdesign(['estimate', 'shop.sysdesign.yaml', '--scenario', 'all'], { files });
    expect(code).toBe(1);
    fits(out);
    expect(out).toMatch(/component {2}as it stands {2}double {2}hundredfold\n/);
    expect(out).toMatch(/db +1 +1 +50\n/);
    expect(out).toMatch(/budget +met +met +MISSED\n/);
  });

  test('all: what only a scenario asks for is told of it where it is unknown, what is so throughout once', async () => {
    const more = `  sale: { peak: 4, expect: { components.db.latency.p99: 9 ms } }
expect: { totals.ingress.peak: 1 MB/s }
`;
    const { out } = await sysdesign(['estimate', 'shop.sysdesign.yaml', '--scenario', 'all'], {
      files: { 'shop.sysdesign.yaml': files['shop.sysdesign.yaml'] + more },
    });
    expect(out).toMatch(/\? unknown +components\.db\.latency\.p99 in scenario sale/);
    expect(out.match(/totals\.ingress\.peak: state/g)).toHaveLength(1);
  });

  test('many scenarios are shown in blocks that fit', async () => {
    const many = Array.from({ length: 9 }, (_, i) => `  a-rather-long-name-${i}: { assumptions.users: x${i + 2} }\n`).join('');
    const { out } = await sysdesign(['estimate', 'shop.sysdesign.yaml', '--scenario', 'all'], {
      files: { 'shop.sysdesign.yaml': files['shop.sysdesign.yaml'] + many },
    });
    fits(out);
    for (let i = 0; i < 9; i++) expect(out).toContain(`a-rather-long-name-${i}`);
  });

  test('stress: what breaks first and by what factor; the exit code is that of the design as it stands', async () => {
    const { code, out } = await sysdesign(['estimate', 'shop.sysdesign.yaml', '--scenario', 'stress'], { files });
    expect(code).toBe(0);
    fits(out);
    // One store of 100/s: lost, nothing is left. In the sale 40 x 23.1 / 2 = 463/s.
    expect(out).toContain('First to break:');
    expect(out).toMatch(/BREAKS +spike sale: db \(rate\) gets 4.63x what it carries\n/);
    expect(out).toMatch(/BREAKS +one instance of db lost: db \(rate\) has nothing left\n/);
    expect(out).toMatch(/holds +cache cold: db \(rate\) carries 1.44x of it\n/);
  });

  test.each(['all', 'stress'])('%s as JSON is a result as the schema has it', async (scenario) => {
    const { out } = await sysdesign(['estimate', 'shop.sysdesign.yaml', '--scenario', scenario, '-f', 'json'], { files });
    const json = JSON.parse(out);
    expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
    expect(json.options.scenario).toBe(scenario);
    if (scenario === 'all')
      expect(json.specs[0].scenarios.map((entry: { scenario: string | null }) => entry.scenario)).toEqual([null, 'double', 'hundredfold']);
    else expect(json.specs[0].stress.trials.length).toBeGreaterThan(4);
  });

  test.each(['all', 'stress'])('%s as Markdown is made of tables', async (scenario) => {
    const { out } = await sysdesign(['estimate', 'shop.sysdesign.yaml', '--scenario', scenario, '-f', 'markdown'], { files });
    expect(out).toMatch(/^## shop\n/);
    expect(out).toMatch(/\| --- \|/);
  });
});
