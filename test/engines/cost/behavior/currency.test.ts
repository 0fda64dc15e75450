import { describe, expect, test } from 'vitest';
import { CURRENCIES } from '../../../../src/quantity/index.js';
import { SHAPE } from '../../../../src/schema/index.js';
import { estimate, findingsOf, loaded, modelOf } from '../../../support/estimating.js';

const MONTH = 30 * 86_400;

/** A service of 3 instances and a CDN of the catalog, which sends 100 x 20 kB a second. */
const shop = (root: string, cost = '30 EUR/month', cdn = 'use: cloudfront'): string => `sysdesign: 1
name: shop
${root}
flows: { read: { rate: 100 req/s, response: 20 kB, path: web -> cdn } }
components:
  web: { kind: service, instances: 3, each: { rate: 200 req/s, cost: ${cost} } }
  cdn: { kind: cdn, ${cdn} }
`;

const EGRESS = 100 * 20e3 * MONTH; // 5.184 TB
const CLOUDFRONT = 0.085e-9; // USD a byte

const changed = (spec: string, set: Readonly<Record<string, string>>) => estimate(spec, { set });

describe('the currency of a spec', () => {
  test('is what its literals name; without any it is USD', async () => {
    expect((await modelOf(shop('', '£30 a month'))).currency).toEqual({ name: 'GBP', isStated: true });
    expect((await modelOf(shop('', '= 3 * 10 CHF / 1 month'))).currency).toEqual({ name: 'CHF', isStated: true });
    expect((await modelOf('sysdesign: 1\nname: d\n')).currency).toEqual({ name: 'USD', isStated: false });
    expect((await modelOf(shop('currency: SEK', '0.30 sek/h'))).currency).toEqual({ name: 'SEK', isStated: true });
  });

  test('is in the unit of every fact of money, and in no number', async () => {
    const [eur, usd] = [
      await estimate(shop('', '€30 a month', 'price: { egress: 0.05 EUR/GB }')),
      await estimate(shop('', '$30 a month', 'price: { egress: 0.05 USD/GB }')),
    ];
    const bill = 3 * 30 + EGRESS * 0.05e-9;
    eur.are({ 'components.web.cost': 90, 'components.cdn.cost': EGRESS * 0.05e-9, 'totals.cost': bill });
    for (const id of eur.graph.ids()) {
      const [a, b] = [eur.node(id), usd.node(id)];
      expect([a.value, a.state, a.unit?.replace('EUR', 'USD') ?? null], id).toEqual([b.value, b.state, b.unit]);
    }
    expect(eur.node('totals.cost').unit).toBe('EUR/month');
    expect(eur.node('stated.components.cdn.price.egress').unit).toBe('EUR/B');
    expect(eur.graph.unitOf('components.web.cost')).toBe('EUR/month');
  });

  test('of a sign that several have is the one that is stated, or that another literal names', async () => {
    expect((await modelOf(shop('currency: CAD', '$30/month'))).currency.name).toBe('CAD');
    expect((await modelOf(shop('assumptions: { fee: 2 AUD }', '$30/month'))).currency.name).toBe('AUD');
    expect((await modelOf(shop('assumptions: { fee: $2 }', '30 AUD/month'))).currency.name).toBe('AUD');
    expect((await modelOf(shop('currency: CNY', '¥30/month'))).currency.name).toBe('CNY');
    expect((await modelOf(shop('', '¥30/month'))).currency.name).toBe('JPY');
  });

  test('is shared by the files that it includes', async () => {
    const main = 'sysdesign: 1\nname: d\ninclude: [more.yaml]\nassumptions: { fee: 2 EUR }\n';
    const more = (cost: string) => `components: { web: { kind: service, each: { cost: ${cost} } } }\n`;
    expect((await modelOf(main, 'a.yaml', { 'more.yaml': more('3 EUR/month') })).currency.name).toBe('EUR');
    const { findings } = await loaded(main, 'a.yaml', { 'more.yaml': more('3 GBP/month') });
    expect(findings.map(({ rule, at }) => [rule, at?.source.name])).toEqual([['quantity/currency', 'more.yaml']]);
  });

  test('may be any that the schema lists', () => {
    expect(SHAPE.root?.props?.currency?.words ?? []).toEqual(CURRENCIES);
  });

  test('leaves names alone that are words for currencies', async () => {
    const spec = (expr: string) => `sysdesign: 1\nname: d\nassumptions: { dollars: 5 EUR, twice: ${expr} }\n`;
    expect((await modelOf(spec('= 2 * dollars'))).currency.name).toBe('EUR');
  });
});

describe('a second currency', () => {
  test('is one finding, at the second, which names both and what to do', async () => {
    expect(await findingsOf(shop('requirements: { quality: { budget: { cost: 2k EUR/month } } }', '$30/month'))).toEqual([
      'quantity/currency 6:70 "$" a second currency: this is in USD, the rest in EUR (write it in EUR, or the rest in USD: amounts of several currencies are not converted)',
    ]);
  });

  test('is one finding however many literals are in it', async () => {
    const found = await findingsOf(shop('currency: GBP\nassumptions: { a: 1 EUR, b: 2 EUR, c: 3 EUR }', '4 GBP/month'));
    expect(found.map((text) => text.split(' ').slice(0, 3).join(' '))).toEqual(['quantity/currency 4:21 "EUR"']);
  });

  test.each([
    ['assumptions: { fee: 2 EUR, both: = fee + 3 USD }', '"USD"'],
    ['assumptions: { fee: 20 EUR..30 USD }', '"USD"'],
    ['expect: { totals.cost: at most 300 GBP/month }', '"EUR"'],
    ['scenarios: { dear: { components.web.each.cost: 60 GBP/month } }', '"GBP"'],
    ['scenarios: { dear: { components.web.each.cost: x2, expect: { totals.cost: at most 60 GBP/month } } }', '"EUR"'],
    ['catalog: { price.aws.cloudfront: 0.04 GBP/GB }', '"GBP"'],
  ])('is found in %s', async (root, at) => {
    const found = await findingsOf(shop(root));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^quantity/currency \\d+:\\d+ ${at} `));
  });

  test('is not taken by a change either', async () => {
    await expect(changed(shop(''), { 'components.web.each.cost': '60 USD/month' })).rejects.toThrow(/second currency/);
    await expect(changed(shop(''), { 'components.cdn.price.egress': '0.05 USD/GB' })).rejects.toThrow(/second currency/);
    (await changed(shop(''), { 'components.web.each.cost': '60 EUR/month' })).are({ 'components.web.cost': 180 });
  });
});

describe('messages', () => {
  test('name examples in the currency of the spec', async () => {
    expect(await findingsOf(shop('requirements: { quality: { budget: { cost: 2k EUR/month } } }', '30'))).toEqual([
      'quantity/dimension 6:70 "30" expected money per time (such as 20k EUR/month or 0.10 EUR/h), got a plain number (30) (add a unit: 30 EUR/month)',
    ]);
    expect((await findingsOf(shop('', '30')))[0]).toContain('20k USD/month');
  });
});

describe('prices of the catalog', () => {
  test('are converted where the spec states what one USD is', async () => {
    const facts = await estimate(shop('exchange: 0.5 EUR per USD'));
    facts.are({ 'components.cdn.cost': EGRESS * CLOUDFRONT * 0.5, 'totals.cost': 90 + EGRESS * CLOUDFRONT * 0.5 });
    expect(facts.node('components.cdn.cost').unit).toBe('EUR/month');
    expect(facts.node('catalog.price.aws.cloudfront').unit).toBe('USD/B');
    (await estimate(shop('currency: JPY\nexchange: 150', '4000 JPY/month'))).are({ 'components.cdn.cost': EGRESS * CLOUDFRONT * 150 });
  });

  test('are not used without: the cost is unknown, and says why', async () => {
    const facts = await estimate(shop(''));
    facts.are({ 'components.web.cost': 90, 'totals.cost': 90 });
    expect(facts.missing('components.cdn.cost')).toEqual(["the exchange rate (key exchange, EUR per USD) of the catalog's prices"]);
    expect(facts.reasons('totals.cost')).toEqual(["the exchange rate (key exchange, EUR per USD) of the catalog's prices"]);
  });

  test('that are not used leave a service that is paid by use what it is: no instances of ours are missing', async () => {
    const text = shop('currency: EUR', '30 EUR/month').replace(
      'cdn: { kind: cdn, use: cloudfront }',
      'cdn: { kind: loadBalancer, use: alb }',
    );
    const facts = await estimate(text);
    expect([facts.value('totals.instances'), facts.reasons('totals.instances')]).toEqual([3, []]);
    expect(facts.node('components.cdn.cost').state).toBe('unknown');
  });

  test('need no rate in a spec in USD, and none for what the spec states itself', async () => {
    (await estimate(shop('', '30 USD/month'))).are({ 'components.cdn.cost': EGRESS * CLOUDFRONT });
    (await estimate(shop('', '30 EUR/month', 'use: cloudfront, price: { egress: 0.05 EUR/GB }'))).are({
      'components.cdn.cost': EGRESS * 0.05e-9,
    });
    // Capacities have no currency.
    (await estimate(shop('', '30 EUR/month', 'use: cloudfront, price: { egress: 0.05 EUR/GB }'))).are({ 'components.web.instances': 3 });
  });

  test('that the spec replaces are in the currency in which they are written', async () => {
    const own = (price: string, root = '') => estimate(shop(`${root}\ncatalog: { price.aws.cloudfront: ${price} }`));
    (await own('0.04 EUR/GB')).are({ 'components.cdn.cost': EGRESS * 0.04e-9 });
    (await own('0.04 USD/GB', 'exchange: 0.5 EUR per USD')).are({ 'components.cdn.cost': EGRESS * 0.02e-9 });
    (await own('0.04', 'exchange: 0.5 EUR per USD')).are({ 'components.cdn.cost': EGRESS * 0.02e-9 });
    expect((await own('0.04')).node('components.cdn.cost').state).toBe('unknown');
  });

  test('follow a change of the rate', async () => {
    (await changed(shop('exchange: 0.5 EUR per USD'), { exchange: '0.25 EUR per USD' })).are({
      'components.cdn.cost': EGRESS * CLOUDFRONT * 0.25,
    });
  });

  test.each([
    ['exchange: 2 USD per EUR', '"2 USD per EUR"'],
    ['exchange: 0.9 EUR per GBP', '"0.9 EUR per GBP"'],
    ['currency: JPY\nexchange: 0.9 EUR per USD', '"EUR"'],
  ])('%s is no rate for them', async (root, at) => {
    const [first = ''] = await findingsOf(shop(root, root.includes('JPY') ? '9 JPY/month' : undefined));
    expect(first).toMatch(new RegExp(`^quantity/currency \\d+:\\d+ ${at} `));
  });
});
