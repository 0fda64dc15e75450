import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sysdesign, textOf } from '../../support/hosts.js';

const exampleOf = (name: string): string => readFileSync(new URL(`../../../examples/${name}.sysdesign.yaml`, import.meta.url), 'utf8');

/** Those with prices: each states its own. */
const PRICED = ['chat', 'news-feed', 'ride-hailing', 'url-shortener', 'video'];
/** Written beside what is printed, of one analysis. */
const FILED = ['json=out.json', 'markdown=out.md', 'csv=out.csv'];
const inEuro = (text: string): string => text.replaceAll('USD', 'EUR');
/** With a rate, so that rules hold the amounts that they have in USD against it: at its end, where it moves nothing. */
const specInEuro = (name: string): string => `${inEuro(exampleOf(name))}\nexchange: 1 EUR per USD\n`;

const FILE = 'shop.sysdesign.yaml';
const SHOP = `sysdesign: 1
name: shop
requirements: { quality: { budget: { cost: 500 EUR/month } } }
flows: { read: { rate: 100 req/s, response: 20 kB, path: web -> cdn } }
components:
  web: { kind: service, instances: 3, each: { rate: 200 req/s, cost: 30 EUR/month } }
  cdn: { kind: cdn, use: cloudfront }
`;
const run = async (argv: readonly string[], files: Readonly<Record<string, string>> = {}) =>
  await sysdesign(argv, { files: { [FILE]: SHOP, ...files } });

describe('an example with EUR in place of USD', () => {
  test.each(
    PRICED.flatMap((name) => ['estimate', 'availability'].map((lens) => [name, lens] as const)),
  )('%s: %s differs in the name of the unit alone, in every format', async (name, lens) => {
    const argv = [lens, FILE, ...['pretty', ...FILED].flatMap((one) => ['-f', one]), '--samples', '500'];
    const [usd, eur] = [
      await sysdesign(argv, { files: { [FILE]: exampleOf(name) } }),
      await sysdesign(argv, { files: { [FILE]: specInEuro(name) } }),
    ];
    expect(eur.out).toBe(inEuro(usd.out));
    expect([eur.code, eur.err]).toEqual([usd.code, usd.err]);
    for (const [, file = ''] of FILED.map((one) => one.split('='))) {
      const text = await textOf(usd, file);
      expect(text.length).toBeGreaterThan(100);
      expect(await textOf(eur, file), file).toBe(inEuro(text));
    }
    if (lens === 'estimate') expect(eur.out).toContain('EUR');
  });

  test.each([
    ['explain', 'totals.cost', FILE, '--full'],
    ['facts', FILE, '--filter', 'cost'],
    ['sweep', 'components.api.each.cost=100..200 USD/month', FILE, '-f', 'json'],
    ['sweep', 'components.api.each.cost=100..200 USD/month', FILE],
    ['estimate', FILE, '--set', 'components.api.each.cost=90 USD/month', '-f', 'json'],
    ['estimate', FILE, '--scenario', 'celebrity-skip', '--napkin'],
    ['estimate', FILE, '--scenarios'],
  ])('news-feed: %s %s', async (...argv) => {
    const [usd, eur] = [
      await sysdesign(argv, { files: { [FILE]: exampleOf('news-feed') } }),
      await sysdesign(argv.map(inEuro), { files: { [FILE]: specInEuro('news-feed') } }),
    ];
    expect(eur.out).toBe(inEuro(usd.out));
    expect(eur.err).toBe(inEuro(usd.err));
    expect(eur.code).toBe(usd.code);
  });
});

describe('alternatives', () => {
  test('are compared in the currency of the spec', async () => {
    const spec = `${SHOP.replace('cdn: { kind: cdn, use: cloudfront }', 'cdn: { kind: cdn, options: { a: { price: { fixed: 20 EUR/month } }, b: { price: { fixed: 50 EUR/month } } } }')}`;
    const { out } = await run(['estimate', FILE, '-f', 'json'], { [FILE]: spec });
    expect(out).toContain('"unit": "EUR/month"');
    expect(out).not.toContain('USD');
    const screen = await run(['estimate', FILE], { [FILE]: spec });
    expect(screen.out).toMatch(/a +110 EUR/);
  });
});

describe('a price of the catalog in a spec in EUR', () => {
  test('is unused without an exchange rate, and the screen says why', async () => {
    const { out } = await run(['estimate', FILE]);
    expect(out).toContain('>=90 EUR/month');
    expect(out.replace(/\s+/g, ' ')).toContain("the exchange rate (key exchange, EUR per USD) of the catalog's prices");
  });

  test('is shown in USD, with the rate that converts it', async () => {
    const { out } = await run(['explain', 'components.cdn.cost', FILE, '--set', 'exchange=0.5 EUR per USD']);
    // 100/s x 20 kB x 30 d = 5,184 GB; x 0.085 x 0.5 = 220.32
    expect(out).toContain('2 MB/s * 0.085 USD/GB * 0.5 * 30 d = 220 EUR/month');
    expect(out).toContain('0.5 EUR per USD');
  });

  test('of a config is in the currency that it names', async () => {
    const config = (price: string) => ({ 'sysdesign.config.yaml': `catalog: { price.aws.cloudfront: ${price} }\n` });
    // 90 + 5,184 x 0.04 = 297.36
    expect((await run(['estimate', FILE], config('0.04 EUR/GB'))).out).toContain('297 EUR/month');
    expect((await run(['estimate', FILE], config('0.04 USD/GB'))).out).toContain('>=90 EUR/month');
    expect((await run(['catalog', 'price.aws.cloudfront'], config('0.04 EUR/GB'))).out).toContain('0.04 EUR/GB');
    const other = await run(['estimate', FILE], config('0.04 GBP/GB'));
    expect(other.code).toBe(2);
    expect(other.out + other.err).toContain('sysdesign.config.yaml:1:');
  });
});

describe('amounts of rules', () => {
  const dear = SHOP.replace(/^requirements.*\n/m, 'requirements: { quality: { up: { flow: read, availability: 99% } } }\n')
    .replace('30 EUR/month', '5k EUR/month')
    .replace('use: cloudfront', 'price: { fixed: 1 EUR/month }');
  const raised = async (spec: string, options = ''): Promise<boolean> => {
    const config = {
      'sysdesign.config.yaml': `rules: { requirements/budget-missing: ${options === '' ? 'info' : `{ severity: info, least: ${options} }`} }\n`,
    };
    return (await run(['review', FILE], { [FILE]: spec, ...config })).out.includes('budget-missing');
  };

  test('are held against a spec in their own currency, or with an exchange rate', async () => {
    const usd = dear.replaceAll('EUR', 'USD');
    // 3 x 5k + 1 = 15,001 a month, against 10k USD
    expect(await raised(usd)).toBe(true);
    expect(await raised(dear)).toBe(false);
    expect(await raised(dear.replace('name: shop', 'name: shop\nexchange: 1.4 EUR per USD'))).toBe(true);
    expect(await raised(dear.replace('name: shop', 'name: shop\nexchange: 1.6 EUR per USD'))).toBe(false);
    expect(await raised(dear, '14k EUR/month')).toBe(true);
    expect(await raised(dear, '16k EUR/month')).toBe(false);
    expect(await raised(usd, '14k EUR/month')).toBe(false);
  });
});

describe('calc', () => {
  test.each([
    ['30 EUR/month * 12', '360 EUR/month'],
    ['£0.05/GB * 10 TB', '500 GBP'],
    ['€3600/year to EUR/month', '300 EUR/month'],
    ['fee = 2 CHF; fee * 3', '6 CHF'],
    ['a = 2 CHF; b = 2 USD; b * 3', '6 USD'],
  ])('%s', async (text, shown) => {
    const { out, code } = await run(['calc', text]);
    expect(code).toBe(0);
    expect(out).toContain(shown);
  });

  test.each(['30 EUR + 20 USD', '30 EUR to USD', 'a = 2 CHF; a + 3 USD', 'a = 2 CHF; b = 3 USD; a / b'])('%s', async (text) => {
    const { err, out, code } = await run(['calc', text]);
    expect(code).toBe(2);
    expect(err + out).toContain('quantity/currency');
  });
});
