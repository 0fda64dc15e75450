import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type CheckResult, reasonText } from '../../src/core/index.js';
import { fixedClock } from '../../src/io/index.js';
import { nodeFileSystem } from '../../src/io/node-file-system.js';
import { loadExample, loadSpecs } from '../../src/workspace/index.js';
import { evaluateSpecs } from '../support/estimating.js';

const io = { files: nodeFileSystem('.'), clock: fixedClock('2026-11-01') };
const SUFFIX = '.sysdesign.yaml';
const names = readdirSync(new URL('../../examples', import.meta.url)).map((file) => file.slice(0, -SUFFIX.length));
const textOf = (name: string): string => readFileSync(new URL(`../../examples/${name}${SUFFIX}`, import.meta.url), 'utf8');

/** Systems with published numbers, and designs on top of published interview estimates. */
const WORKED = ['lets-encrypt-2021', 'linkedin-kafka-2015', 'chat', 'news-feed', 'video', 'ride-hailing'];

interface Views {
  readonly base: readonly CheckResult[];
  readonly scenarios: ReadonlyMap<string, readonly CheckResult[]>;
}

async function viewsOf(name: string): Promise<Views> {
  const loaded = await loadExample(name, io);
  expect(loaded.findings, `${name} is valid`).toEqual([]);
  const view = async (scenario?: string) =>
    (await evaluateSpecs([loaded], scenario === undefined ? {} : { scenario })).specs[0]?.checks ?? [];
  const scenarios = new Map<string, readonly CheckResult[]>();
  for (const scenario of loaded.spec?.scenarios.keys() ?? []) scenarios.set(scenario, await view(scenario));
  return { base: await view(), scenarios };
}

const said = ({ name, scenario, fact, value, status, targetText }: CheckResult): string =>
  `${scenario ?? 'base'}: ${name} (${fact}) = ${value} is ${status}, ${targetText}`;

const missed = (checks: readonly CheckResult[]): readonly string[] => checks.filter(({ status }) => status === 'missed').map(said);

describe('an example', () => {
  test.each(
    names.filter((name) => name !== 'flash-sale'),
  )('%s misses nothing as it stands, and no expectation in any scenario', async (name) => {
    const { base, scenarios } = await viewsOf(name);
    expect(base.length).toBeGreaterThan(0);
    expect(missed(base)).toEqual([]);
    // A requirement may be missed in a scenario: that is what some of them show.
    for (const checks of scenarios.values()) expect(missed(checks.filter(({ kind }) => kind === 'expectation'))).toEqual([]);
  });

  test('flash-sale misses on purpose what its comments say, and nothing else', async () => {
    const { base } = await viewsOf('flash-sale');
    expect(
      missed(base)
        .map((line) => line.split(' = ')[0])
        .sort(),
    ).toEqual([
      'base: available (flows.checkout.availability)',
      'base: components.orders-db.write.spike.sale (components.orders-db.write.spike.sale)',
      'base: sale-orders (components.orders-db.write.spike.sale)',
      'sale: components.orders-db.utilization.rate (components.orders-db.utilization.rate)',
    ]);
  });
});

describe('a starter', () => {
  const starters = readdirSync(new URL('../../templates', import.meta.url));

  test.each(starters)('%s meets the availability that it promises, and misses nothing in any scenario', async (file) => {
    const loaded = await loadSpecs([`templates/${file}`], io);
    expect(loaded.flatMap(({ findings }) => findings)).toEqual([]);
    const scenarios = [undefined, ...(loaded[0]?.spec?.scenarios.keys() ?? [])];
    for (const scenario of scenarios) {
      const checks = (await evaluateSpecs(loaded, scenario === undefined ? {} : { scenario })).specs[0]?.checks ?? [];
      expect(missed(checks.filter(({ kind }) => scenario === undefined || kind === 'expectation'))).toEqual([]);
      const promises = checks.filter(({ fact }) => fact.endsWith('.availability'));
      expect(promises.map(({ status }) => status)).toContain('met');
    }
  });
});

describe('a worked example', () => {
  test.each(WORKED)('%s leaves no check unknown', async (name) => {
    const { base, scenarios } = await viewsOf(name);
    // In a scenario that is more than it carries nothing is known of its availability, which is what the scenario shows.
    const under = [...scenarios.values()]
      .flat()
      .filter(({ missing }) => !missing.some((reason) => reasonText(reason).includes('cannot carry')));
    expect([...base, ...under].filter(({ status }) => status === 'unknown').map(said)).toEqual([]);
  });

  test.each(WORKED)('%s names its sources, has scenarios, and is no longer than one reads', (name) => {
    const text = textOf(name);
    expect(text).toMatch(/^# Sources?( of the load)?: /m);
    expect(text).toMatch(/^# What to learn:$/m);
    expect(text).toMatch(/^scenarios:$/m);
    expect(text.split('\n').length).toBeLessThanOrEqual(126);
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(140);
  });

  test.each(WORKED)('%s shows the arithmetic of what it expects', (name) => {
    const lines = textOf(name).split('\nexpect:')[1]?.split('\n').slice(1) ?? [];
    // A word, a list that goes on below, or a number that another line has derived needs none.
    const bare = lines.filter((line) => /\d/.test(line.split('#')[0] ?? '') && !line.includes('#'));
    expect(bare.length).toBeLessThanOrEqual(3);
  });
});
