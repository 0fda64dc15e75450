import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/index.js';
import { memoryFileSystem } from '../../src/io/index.js';
import { type EvaluateOptions, loadSpecs } from '../../src/workspace/index.js';
import { estimate, evaluateSpecs, findingsOf, loaded, shown } from '../support/estimating.js';

const shop = `sysdesign: 1
name: shop
horizon: 2 years
growth: 50% per year
assumptions:
  users: 1M users
  visits: 2 per user per day
  orders: = users * 0.1 per user per day
flows:
  browse: { kind: read, rate: = users * visits, peak: 3, request: 1 kB, response: 50 kB, path: api -> db }
  buy: { kind: write, rate: = orders, peak: 10% of the day in 1 h, request: 5 kB, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database, replication: 2 }
data:
  sales: { in: db, item: 2 kB, addedBy: buy }
scenarios:
  double: { assumptions.users: x2 }
  busy: { flows.browse.rate: 100 req/s, flows.buy.peak: 5 }
  later: { after: 1 year }
  later-and-more: { after: 1 year, assumptions.users: x3 }
  staying: { flows.browse.lasts: 30 s, assumptions.visits: x2 }
`;

const perDay = 86_400;

/** What is wrong with options, as findings. */
async function refused(text: string, options: EvaluateOptions): Promise<readonly string[]> {
  const spec = await loaded(text);
  expect(spec.findings.map(shown)).toEqual([]);
  const [result] = (await evaluateSpecs([spec], options)).specs;
  return (result?.findings ?? []).map(shown);
}

describe('--set', () => {
  test('a literal, an expression or a factor takes the place of what stands there', async () => {
    (await estimate(shop, { set: { 'assumptions.users': '3M users' } })).are({
      'flows.browse.rate.mean': 6e6 / perDay,
      'flows.buy.rate.mean': 3e5 / perDay,
    });
    (await estimate(shop, { set: { 'assumptions.users': 'x3' } })).are({
      'flows.browse.rate.mean': 6e6 / perDay,
      'flows.buy.rate.mean': 3e5 / perDay,
    });
    (await estimate(shop, { set: { 'flows.buy.rate': '= users * 1 per user per day' } })).are({ 'flows.buy.rate.mean': 1e6 / perDay });
    (await estimate(shop, { set: { 'flows.buy.peak': '8' } })).are({ 'flows.buy.rate.peak': 8e5 / perDay });
    (await estimate(shop, { set: { 'flows.buy.growth': '0%' } })).are({ 'data.sales.items': 1e5 * 365 * 2 });
  });

  test('several are made together, whatever their order', async () => {
    const one = { 'assumptions.users': 'x2', 'flows.browse.lasts': '5 s', 'flows.browse.rate': '= users * visits * 3' };
    const other = Object.fromEntries(Object.entries(one).reverse());
    for (const set of [one, other]) {
      (await estimate(shop, { set })).are({ 'flows.browse.rate.mean': 12e6 / perDay, 'flows.browse.concurrency.mean': 60e6 / perDay });
    }
  });

  test('what is not uncertain may be made so, and the reverse', async () => {
    const doubtful = await estimate(shop, { set: { 'assumptions.users': '1M..4M users', 'assumptions.visits': '1..9 per user per day' } });
    doubtful.are({ 'flows.browse.rate.mean': 6e6 / perDay }); // medians 2M and 3
    const drivers = doubtful.sampler.drivers(doubtful.node('flows.browse.rate.mean'));
    // ln 9 / ln 4 of one to the other, squared: (ln 9)^2 / ((ln 9)^2 + (ln 4)^2)
    const share = Math.log(9) ** 2 / (Math.log(9) ** 2 + Math.log(4) ** 2);
    expect(drivers[0]?.input).toBe('assumptions.visits');
    expect(Math.abs((drivers[0]?.share ?? 0) - share)).toBeLessThan(0.01);
    const certain = await estimate(shop.replace('1M users', '1M..4M users'), { set: { 'assumptions.users': '2M users' } });
    expect(certain.node('flows.browse.rate.mean').uncertain).toBe(false);
  });

  test('a factor on an uncertain expression keeps its doubt', async () => {
    const spec = shop.replace('users: 1M users', 'users: = 1M..4M users / 2');
    const plain = await estimate(spec);
    const twice = await estimate(spec, { set: { 'assumptions.users': 'x2' } });
    const spread = plain.sampler.spread(plain.node('flows.browse.rate.mean'));
    const doubled = twice.sampler.spread(twice.node('flows.browse.rate.mean'));
    expect(doubled?.p5).toBeCloseTo(2 * (spread?.p5 ?? Number.NaN), 6);
    expect(doubled?.p95).toBeCloseTo(2 * (spread?.p95 ?? Number.NaN), 6);
  });

  test.each([
    ['a path that leads nowhere', { 'flows.brows.rate': '5 req/s' }, /^spec\/unknown-path 1:7 "brows" .*\(did you mean "browse"\?\)$/],
    ['a literal of another kind', { 'flows.browse.rate': '5 GB' }, /expected a rate/],
    [
      'a unit that the formulas cannot take',
      { 'assumptions.users': '5 GB' },
      /^quantity\/dimension 1:19 "5 GB" "assumptions.users" is a number of users: its formulas do not take "5 GB"/,
    ],
    ['an unknown name', { 'flows.browse.rate': '= user * visits' }, /unknown assumption "user" \(did you mean "users"\?\)/],
    [
      'an unknown fact',
      { 'flows.browse.rate': '= flows.buy.rate.men' },
      /^spec\/unknown-fact 1:21 "flows.buy.rate.men" unknown fact .*did you mean "flows.buy.rate.mean"/,
    ],
    ['an expression of another kind', { 'flows.browse.rate': '= data.sales.item' }, /expected a rate/],
    ['a circle', { 'assumptions.users': '= users * 2' }, /^expression\/cycle .* depends on itself/],
    ['a longer circle', { 'assumptions.visits': '= flows.browse.rate.mean / users' }, /^expression\/cycle .* depends on itself/],
    ['a division by zero', { 'flows.browse.rate': '= users / 0 s' }, /^expression\/division-by-zero/],
    ['a factor of nothing', { 'flows.browse.lasts': 'x2' }, /nothing is stated at "flows.browse.lasts" that could be multiplied/],
  ] as const)('%s is refused, once, where it is written', async (_, set, wanted) => {
    const findings = await refused(shop, { set });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(wanted);
  });

  test('a spec that a change does not fit is reported with the others, which go on', async () => {
    const files = memoryFileSystem({
      'a.sysdesign.yaml': shop,
      'b.sysdesign.yaml': 'sysdesign: 1\nname: b\nflows: { f: { rate: 5 req/s } }\n',
    });
    const specs = await loadSpecs(['a.sysdesign.yaml', 'b.sysdesign.yaml'], { files });
    const { specs: results } = await evaluateSpecs(specs, { set: { 'flows.browse.rate': '7 req/s' } });
    expect(results[0]?.facts.find(({ id }) => id === 'flows.browse.rate.mean')?.value).toBe(7);
    expect(results[1]?.findings.map(({ rule }) => rule)).toEqual(['spec/unknown-path']);
  });
});

describe('scenarios', () => {
  test('change what they say, and nothing else', async () => {
    (await estimate(shop, { scenario: 'double' })).are({ 'flows.browse.rate.mean': 4e6 / perDay, 'flows.buy.rate.mean': 2e5 / perDay });
    (await estimate(shop, { scenario: 'busy' })).are({
      'flows.browse.rate.mean': 100,
      'flows.buy.rate.mean': 1e5 / perDay,
      'flows.buy.rate.peak': 5e5 / perDay,
    });
    (await estimate(shop, { scenario: 'staying' })).are({
      'flows.browse.rate.mean': 4e6 / perDay,
      'flows.browse.concurrency.mean': 120e6 / perDay,
    });
  });

  test('`after` looks at flows and stocks in that year', async () => {
    const later = await estimate(shop, { scenario: 'later' });
    later.are({
      'flows.browse.rate.mean': 3e6 / perDay,
      'data.sales.items': (1e5 * 365 * 0.5) / Math.log(1.5), // one year of what grows by half
      'flows.browse.rate.mean.year0': 2e6 / perDay,
      'flows.browse.rate.mean.year1': 3e6 / perDay,
    });
  });

  test('the command line comes first, then the scenario', async () => {
    const set = { 'assumptions.users': '10M users' };
    (await estimate(shop, { set, scenario: 'busy' })).are({ 'flows.browse.rate.mean': 100, 'flows.buy.rate.mean': 1e6 / perDay });
    (await estimate(shop, { set, scenario: 'double' })).are({ 'flows.browse.rate.mean': 40e6 / perDay });
    (await estimate(shop, { set: { 'assumptions.users': 'x10' }, scenario: 'double' })).are({ 'flows.browse.rate.mean': 40e6 / perDay });
    (await estimate(shop, { set: { 'assumptions.users': '= 5M users * 2' }, scenario: 'double' })).are({
      'flows.browse.rate.mean': 40e6 / perDay,
    });
  });

  test('the command line holds under a scenario that looks at a later year, or that states something new', async () => {
    const set = { 'assumptions.users': '10M users' };
    (await estimate(shop, { set, scenario: 'later' })).are({ 'flows.browse.rate.mean': 30e6 / perDay });
    (await estimate(shop, { set, scenario: 'later-and-more' })).are({ 'flows.browse.rate.mean': 90e6 / perDay });
    (await estimate(shop, { set, scenario: 'staying' })).are({
      'flows.browse.rate.mean': 40e6 / perDay,
      'flows.browse.concurrency.mean': 1200e6 / perDay,
    });
    (await estimate(shop, { set: { ...set, 'flows.buy.lasts': '2 s' }, scenario: 'staying' })).are({
      'flows.buy.concurrency.mean': 2e6 / perDay,
      'flows.browse.concurrency.mean': 1200e6 / perDay,
    });
  });

  test('their expectations are judged under the command line too', async () => {
    const text = `${shop.replace('double: { assumptions.users: x2 }', 'double: { assumptions.users: x2, expect: { flows.buy.rate.mean: at most 3 req/s } }')}`;
    const status = async (options: EvaluateOptions): Promise<readonly string[]> =>
      (await evaluateSpecs([await loaded(text)], options)).specs[0]?.checks.map(
        (check) => `${check.scenario} ${check.value} ${check.status}`,
      ) ?? [];
    expect(await status({})).toEqual([`double ${2e5 / perDay} met`]); // 2.3
    expect(await status({ set: { 'assumptions.users': '2M users' } })).toEqual([`double ${4e5 / perDay} missed`]);
    expect(await status({ set: { 'assumptions.users': '2M users' }, scenario: 'double' })).toEqual([`double ${4e5 / perDay} missed`]);
  });

  test('an unknown scenario is named, with those that there are', async () => {
    expect(await refused(shop, { scenario: 'dubble' })).toEqual([
      'usage/unknown-scenario - "shop" has no scenario "dubble" (did you mean "double"?)',
    ]);
  });

  test.each([
    ['a path', 'bad: { flows.brows.rate: 2 req/s }', /^spec\/unknown-path \d+:16 "brows" .*did you mean "browse"/],
    ['a value', 'bad: { flows.browse.rate: 20 GB }', /expected a rate/],
    ['a unit', 'bad: { assumptions.users: 20 GB }', /^quantity\/dimension 23:29 "20 GB" .* its formulas do not take/],
    ['a name', 'bad: { flows.browse.rate: = user * visits }', /unknown assumption "user"/],
    ['a circle', 'bad: { assumptions.users: = users * 2 }', /depends on itself/],
  ])('%s that is wrong in a scenario makes the spec invalid, before anyone asks for the scenario', async (_, line, wanted) => {
    const findings = await findingsOf(`${shop}  ${line}\n`);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(wanted);
  });
});

test('what is wrong is thrown as a mistake of the user where one spec is asked about', async () => {
  await expect(estimate(shop, { set: { 'assumptions.users': '= users' } })).rejects.toBeInstanceOf(UserError);
});
