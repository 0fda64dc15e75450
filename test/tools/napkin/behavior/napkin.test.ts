import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STANDARD_CALENDAR } from '../../../../src/quantity/index.js';
import { Calculator } from '../../../../src/tools/calc/calculator.js';
import { NapkinMemory } from '../../../../src/tools/napkin/answer.js';
import type { NapkinResult } from '../../../../src/tools/napkin/result.js';
import { numberText, rounded, roundedInput } from '../../../../src/tools/napkin/rounding.js';
import { evaluateSpecs, loaded, napkinOfSpecs } from '../../../support/estimating.js';

const SPEC = `sysdesign: 1
name: shop
horizon: 5 years
assumptions:
  users: 100M users
  clicks: 12 per user per month
flows:
  redirect: { kind: read, rate: = users * clicks, peak: 3, response: 600 B, path: api -> db }
  shorten: { kind: write, rate: 1M per day, peak: 3, path: api -> db }
components:
  api: { kind: service, survives: none, each: { rate: 800 req/s, cost: 100 USD/month } }
  db: { kind: database, survives: none, each: { disk: 1 TB, cost: 500 USD/month } }
data:
  links: { in: db, item: 500 B, addedBy: shorten, readBy: redirect }
`;

async function told(text: string): Promise<ReadonlyMap<string, NapkinResult>> {
  const result = await napkinOfSpecs([await loaded(text)], { samples: 100 });
  expect(result.specs[0]?.findings.filter(({ judges }) => !judges)).toEqual([]);
  return new Map((result.specs[0]?.napkin ?? []).map((entry) => [entry.fact, entry]));
}

/** 9.5 to 10 is 5.3%; below 9.5 half a step of 0.1 on one that is 5% off: 0.05 + 0.05 / 8. */
const MOST = 0.057;

const words = (entry: NapkinResult | undefined): string => (entry?.steps ?? []).map(({ text }) => text).join('; ');

describe('rounding', () => {
  test('takes two digits, or one where that is within 5% of them', () => {
    expect([480, 462.96, 13, 1.32e9, 0.036, 95, 86_400].map(rounded)).toEqual([500, 460, 13, 1.3e9, 0.036, 95, 90_000]);
  });

  test('leaves alone what has two digits, and a share close to one', () => {
    expect([12, 45, 800, 0.999, 432].map(roundedInput)).toEqual([12, 45, 800, 0.999, 430]);
  });

  test('is off by half a step of two digits and 5%, and saying it twice changes nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1e18, noNaN: true }), (x) => {
        expect(Math.abs(rounded(x) / x - 1)).toBeLessThanOrEqual(MOST);
        expect(rounded(rounded(x))).toBe(rounded(x));
      }),
      { seed: 11 },
    );
  });

  test('is said with thousands up to ten thousand, then with a suffix', () => {
    expect([1500, 9999, 10_000, 2.5e6, 1.2e9, 0.05, 7].map(numberText)).toEqual(['1,500', '9,999', '10k', '2.5M', '1.2G', '0.05', '7']);
  });
});

describe('a design on a napkin', () => {
  test('tells a rate by the month first, then by the second', async () => {
    const mean = (await told(SPEC)).get('flows.redirect.rate.mean');
    // Exactly 462.96; 1.2G / 2.5M = 480, in one digit 500.
    expect(mean).toMatchObject({ about: '500 a second', value: 500, unit: 'req/s' });
    expect(words(mean)).toBe('100M users x 12 per user a month = 1.2G a month; a month is about 2.5M seconds, so 500 a second');
    expect(mean?.error).toBeCloseTo(500 / 462.963 - 1, 5);
  });

  test('goes on from the rounded numbers', async () => {
    const napkin = await told(SPEC);
    expect(words(napkin.get('flows.redirect.rate.peak'))).toBe('3 x 500 a second = 1,500 a second');
    // 1,500 x 600 B
    expect(words(napkin.get('totals.egress.peak'))).toBe('1,500 a second x 600 B = 900 kB a second');
  });

  test('says how far a day of 100k seconds is off', async () => {
    const mean = (await told(SPEC)).get('flows.shorten.rate.mean');
    expect(words(mean)).toBe('a day is about 100k seconds (+16%), so 10 a second');
    expect(mean?.error).toBeCloseTo(0.864 - 1, 9);
  });

  test('works out storage, servers and cost from their own formulas', async () => {
    const napkin = await told(SPEC);
    // 10 a second x 30M seconds x 5 years = 1.5G links of 500 B. Exactly 1M x 365 x 5 = 1.825G: 912.5 GB.
    expect(napkin.get('data.links.size.stored')).toMatchObject({ about: '750 GB', value: 7.5e11, exact: 9.125e11 });
    // 1,500 + 30 (below 5%) over 800 x 70%: 2.7.
    expect(napkin.get('components.api.instances')).toMatchObject({ about: '3', value: 3, exact: 3 });
    // 750 GB / 1 TB / 80% = 0.94; exactly 1.14.
    expect(napkin.get('components.db.instances')).toMatchObject({ value: 1, exact: 2 });
    // 3 x 100 + 1 x 500; exactly 3 x 100 + 2 x 500.
    expect(napkin.get('totals.cost')).toMatchObject({ about: '800 USD a month', value: 800, exact: 1300, unit: 'USD/month' });
  });

  test('says growth in percent, and rounds what comes on top, not the factor', async () => {
    const grown = (growth: string): string =>
      SPEC.replace('horizon: 5 years', `horizon: 5 years\ngrowth: ${growth}`).replace('addedBy: shorten', 'items: 1G, addedBy: shorten');
    for (const [growth, said, factor] of [
      ['5% per year', 'growing 5% a year', 1.05],
      ['12% per year', 'growing 12% a year', 1.12],
      ['-8% per year', 'shrinking 8% a year', 0.92],
      ['x3 per year', 'growing x3 a year', 3],
    ] as const) {
      const stored = (await told(grown(growth))).get('data.links.size.stored');
      expect(words(stored)).toContain(said);
      // 1G that stay + 1M a day x 365 x (f^5 - 1) / ln f, of 500 B each; two digits a step, and 16% of the day.
      const exact = 500 * (1e9 + (365e6 * (factor ** 5 - 1)) / Math.log(factor));
      expect(stored?.exact).toBeCloseTo(exact, -6);
      expect(Math.abs(stored?.error ?? 1)).toBeLessThan(0.2);
    }
    // What nothing adds to grows as a whole.
    const alone = grown('5% per year').replace('items: 1G, addedBy: shorten', 'items: 1G');
    expect(words((await told(alone)).get('data.links.size.stored'))).toContain('1.05^5 = 1.3');
  });

  test('tells what several results rest on only once', async () => {
    const napkin = await told(SPEC);
    const all = [...napkin.values()].flatMap(({ steps }) =>
      steps.map(({ of, text }) => `${of}: ${text}`).filter((text) => !text.startsWith('null')),
    );
    expect(new Set(all).size).toBe(all.length);
  });

  test('says that a day has 100k seconds where the spec says so', async () => {
    const napkin = await told(`${SPEC}conventions: { day: 100k s }\n`);
    const mean = napkin.get('flows.shorten.rate.mean');
    expect(words(mean)).toBe('a day is 100k seconds, so 10 a second');
    expect(mean?.error).toBeCloseTo(0, 12);
  });

  test('is left out unless asked for', async () => {
    const result = await evaluateSpecs([await loaded(SPEC)], { samples: 100 });
    expect(result.specs[0]).not.toHaveProperty('napkin');
  });
});

describe('an expression on a napkin', () => {
  async function said(...texts: readonly string[]): Promise<NapkinResult> {
    const calculator = new Calculator();
    const memory = new NapkinMemory(STANDARD_CALENDAR);
    let last: NapkinResult | undefined;
    for (const text of texts) {
      const outcome = await calculator.calculate(text);
      if (!outcome.ok) throw new Error(text);
      last = memory.work(outcome.value);
    }
    if (!last) throw new Error('nothing said');
    return last;
  }

  test('is told in the unit asked for', async () => {
    const entry = await said('100M users * 12/month to req/s');
    expect(entry).toMatchObject({ about: '500 req/s', value: 500 });
    expect(words(entry)).toBe('100M users x 12 a month = 1.2G users a month; a month is about 2.5M seconds, so 500 users a second');
  });

  test('remembers what was said of a name', async () => {
    expect(words(await said('users = 5M users', 'rate = users * 3/day to req/s', 'rate * 4'))).toBe(
      '150 users a second x 4 = 600 users a second',
    );
  });

  test('tells days by the year as 365', async () => {
    // 5 x 365 = 1,825, said as 1,800; x 1M a day x 430 B.
    const entry = await said('432 B * 1M/day * 5 years');
    expect(words(entry)).toBe('a year is 365 days, so 1,800 days; 430 B x 1M a day x 1,800 days = 800 GB');
    expect(entry.about).toBe('800 GB');
  });

  test('of products of literals is off by no more than its roundings', async () => {
    const factor = fc.double({ min: 1, max: 1e6, noNaN: true }).map((x) => String(Number(x.toPrecision(4))));
    await fc.assert(
      fc.asyncProperty(fc.array(factor, { minLength: 2, maxLength: 4 }), async (factors) => {
        const entry = await said(
          `${factors
            .map((x) => `${x} B`)
            .slice(0, 1)
            .join('')} * ${factors.slice(1).join(' * ')}`,
        );
        // Each factor and the product may be off.
        expect(Math.abs(Math.log(entry.value / entry.exact))).toBeLessThanOrEqual((factors.length + 1) * -Math.log(1 - MOST) + 1e-9);
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});

test('a literal inside an expression is told in its own unit', async () => {
  const rate = (await told(SPEC.replace('= users * clicks', '= users * 4 per user per hour'))).get('flows.redirect.rate.mean');
  // 100M users x 4 an hour = 400M an hour; / 3600 = 111k a second.
  expect(words(rate)).toBe('100M users x 4 per user an hour = 400M an hour; an hour is 3,600 seconds, so 110k a second');
});
