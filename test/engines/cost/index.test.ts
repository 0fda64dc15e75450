import { describe, expect, test } from 'vitest';
import { estimate } from '../../support/estimating.js';

const head = 'sysdesign: 1\nname: cost\n';
const MONTH = 30 * 86_400;

/** A store under 300 reads and 100 writes a second, priced as told. */
const priced = (price: string): string => `${head}
flows:
  get: { kind: read, rate: 300 req/s, peak: 5, request: 1 kB, response: 20 kB, path: store }
  put: { kind: write, rate: 100 req/s, peak: 5, request: 50 kB, response: 2 kB, path: store }
data: { files: { in: store, item: 1 MB, items: 5M, overhead: 20% } }
components: { store: { kind: objectStore, replication: 2, price: { ${price} } } }
`;

describe('each kind of price', () => {
  test.each([
    ['storage: 0.02 USD/GB/month', 5e6 * 1.2e6 * 2 * 0.02e-9], // what is stored, copies and overhead too: 12 TB
    ['storage: 0.24 USD/GB/year', 5e6 * 1.2e6 * 2 * (0.24e-9 / 12)], // twelve bills a year
    ['requests: 1 USD per 1M requests', 400 * MONTH * 1e-6], // at the mean rate, whatever the peak
    ['reads: 0.40 USD per 1M reads', 300 * MONTH * 0.4e-6],
    ['writes: 5 USD per 1M writes', 100 * MONTH * 5e-6], // calls, not copies written
    ['ingress: 0.01 USD/GB', (300 * 1e3 + 100 * 50e3) * MONTH * 0.01e-9],
    ['egress: 0.09 USD/GB', (300 * 20e3 + 100 * 2e3) * MONTH * 0.09e-9],
    ['replication: 0.02 USD/GB', 100 * 50e3 * (2 - 1) * MONTH * 0.02e-9], // written bytes, once to the other copy
    ['fixed: 300 USD/month', 300],
    ['fixed: 10 USD/day', 300],
    ['fixed: 300 USD/month, requests: 1 USD per 1M requests', 300 + 400 * MONTH * 1e-6],
  ])('%s', async (price, cost) => {
    (await estimate(priced(price))).are({ 'components.store.cost': cost, 'totals.cost': cost });
  });

  test('what goes out is a part of the bill by itself, where it has a price', async () => {
    (await estimate(priced('egress: 0.09 USD/GB, fixed: 300 USD/month'))).are({
      'components.store.cost.egress': (300 * 20e3 + 100 * 2e3) * MONTH * 0.09e-9, // answers to reads and to writes
      'components.store.cost': (300 * 20e3 + 100 * 2e3) * MONTH * 0.09e-9 + 300,
    });
    expect((await estimate(priced('fixed: 300 USD/month'))).node('components.store.cost.egress').state).toBe('unknown');
  });

  test('prices of the catalog give a bill at either end of their range, and the dearest component is named', async () => {
    // CloudFront's egress: the figure and its bounds are the catalog's; 300 x 20 kB out of it a second.
    const { productOf, catalogEntry } = await import('../../../src/catalog/index.js');
    const figure = (await productOf('cloudfront'))?.figures.find(({ field }) => field === 'price.egress');
    const entry = await catalogEntry(figure?.entry ?? '');
    const perByte = (value: number | undefined): number => (value ?? entry?.mid ?? Number.NaN) * 1e-9;
    const bytes = 300 * 20e3 * MONTH;
    const spec = `${head}
flows: { get: { kind: read, rate: 300 req/s, request: 1 kB, response: 20 kB, path: cdn -> api } }
components: { cdn: { kind: cdn, use: cloudfront }, api: { kind: service, instances: 3, each: { cost: 10 USD/month } } }
`;
    const bill = await estimate(spec);
    bill.are({
      'totals.cost': bytes * perByte(entry?.mid) + 30,
      'totals.cost.low': bytes * perByte(entry?.low) + 30,
      'totals.cost.high': bytes * perByte(entry?.high) + 30,
    });
    expect(bill.node('totals.cost.dominant').word).toBe('cdn');
  });

  test('the total of instances lacks only those that could be ours', async () => {
    const total = async (components: string): Promise<readonly [number, readonly string[]]> => {
      const spec = `${head}flows: { f: { rate: 100 req/s, peak: 1, path: a } }\ncomponents: { a: { kind: service, instances: 3 }, ${components} }\n`;
      const facts = await estimate(spec);
      return [facts.value('totals.instances'), facts.reasons('totals.instances')];
    };
    // What others run, and what is paid by use and says nothing of instances, adds none.
    const others =
      'b: { kind: cdn, price: { egress: 0.05 USD/GB } }, c: { kind: external }, d: { kind: function, price: { requests: 1 USD per 1M requests } }';
    expect(await total(others)).toEqual([3, []]);
    expect(await total('b: { kind: objectStore, price: { storage: 0.02 USD/GB/month } }')).toEqual([3, []]);
    // A database of which nothing is stated would.
    expect(await total('b: { kind: database }')).toEqual([3, ['components.b.each']]);
    expect(await total('b: { kind: database, price: { storage: 0.02 USD/GB/month }, instances: 2 }')).toEqual([5, []]);
  });

  test('instances are paid around the clock, stated or needed', async () => {
    const fleet = (more: string, cost: string): string => `${head}
flows: { f: { kind: read, rate: 100 req/s, peak: 3, path: api } }
components: { api: { kind: service, survives: none, each: { rate: 100 req/s, cost: ${cost} }${more} } }
`;
    (await estimate(fleet('', '0.10 USD/h'))).are({ 'components.api.cost': 5 * 72 }); // 300 / 70 = 4.3
    (await estimate(fleet(', instances: 12', '0.10 USD/h'))).are({ 'components.api.cost': 12 * 72 });
    (await estimate(fleet('', '360 USD/year'))).are({ 'components.api.cost': 5 * 30 });
    (await estimate(fleet('', '= 50 USD/month * 2'))).are({ 'components.api.cost': 500 });
  });
});

describe('bytes that are paid for', () => {
  test('of data in two places are paid in each, with the copies there', async () => {
    const facts = await estimate(`${head}
flows: { f: { rate: 1 req/s } }
data: { d: { in: [hot, cold], item: 1 MB, items: 1M } }
components:
  hot:  { kind: database, replication: 3, price: { storage: 0.10 USD/GB/month } }
  cold: { kind: objectStore, replication: { data: 8, parity: 4 }, price: { storage: 0.01 USD/GB/month } }
`);
    facts.are({
      'components.hot.cost': 3 * 1000 * 0.1, // 1 TB, three times
      'components.cold.cost': 1.5 * 1000 * 0.01, // 12 / 8
      'data.d.size.stored': 4.5e12,
    });
  });

  test('are those at the horizon, and in year N those of that year; use is of today', async () => {
    const facts = await estimate(`${head}growth: 100% per year
horizon: 3 years
flows: { f: { kind: write, rate: 1k per day, peak: 1, path: store } }
data: { d: { in: store, item: 1 GB, addedBy: f } }
components: { store: { kind: objectStore, price: { storage: 0.02 USD/GB/month, writes: 1 USD per 1k writes } } }
`);
    const stored = (t: number): number => (365e3 * (2 ** t - 1)) / Math.LN2; // GB: 1k a day, doubling each year
    facts.are({
      'components.store.cost': stored(3) * 0.02 + 30,
      'components.store.cost.year0': 30,
      'components.store.cost.year2': stored(2) * 0.02 + 4 * 30,
      'totals.cost.year3': stored(3) * 0.02 + 8 * 30,
    });
  });

  test('what a queue hands on leaves it, and is paid for', async () => {
    const facts = await estimate(`${head}
flows: { f: { kind: write, rate: 100 req/s, peak: 9, request: 10 kB, response: 0 B, path: q } }
components:
  q: { kind: queue, price: { egress: 0.05 USD/GB, ingress: 0.02 USD/GB }, consumers: { a: {}, b: { times: 2 } } }
  a: { kind: worker }
  b: { kind: worker }
`);
    facts.are({ 'components.q.cost': 1e6 * MONTH * (3 * 0.05e-9 + 0.02e-9) }); // 1 MB/s in, to one and twice to the other out
  });
});

describe('the bill', () => {
  const bill = `${head}
flows: { f: { kind: read, rate: 100 req/s, path: [ api: { calls: [ db, mail ] } ] } }
components:
  app:  { kind: client }
  api:  { kind: service, instances: 3, each: { cost: 100 USD/month } }
  db:   { kind: database, each: { rate: 1k req/s, cost: 200 USD/month }, price: { storage: 0.10 USD/GB/month } }
  mail: { kind: external }
data: { d: { in: db, item: 1 kB, addedBy: f } }
`;

  test('sums what is known and names the rest; clients are no part of it', async () => {
    const facts = await estimate(bill);
    facts.are({ 'totals.cost': 300, 'totals.instances': 3 + 2 });
    const missing = facts.reasons('totals.cost').join(' ');
    expect(missing).toContain('components.mail');
    expect(missing).toContain('horizon'); // what is added without end has no size
    expect(missing).not.toContain('components.app');
  });

  test.each([
    ['external', 'price.requests'],
    ['cdn', 'price.egress'],
    ['objectStore', 'price.storage'],
    ['function', 'price.requests'],
    ['service', 'each.cost'],
  ])('of a component of kind %s asks for %s, where it is paid for', async (kind, key) => {
    const facts = await estimate(`${head}flows: { f: { rate: 1 req/s, path: x } }\ncomponents: { x: { kind: ${kind} } }\n`);
    expect(facts.missing('components.x.cost').join()).toContain(`components.x.${key}`);
  });

  test('is unknown, not nothing, where no price is stated', async () => {
    const facts = await estimate(
      `${head}flows: { f: { rate: 1 req/s, path: api } }\ncomponents: { api: { kind: service, each: { rate: 5 req/s } } }\n`,
    );
    expect(facts.missing('components.api.cost').join()).toContain('components.api.each.cost');
    expect(facts.missing('totals.cost').length).toBeGreaterThan(0);
  });
});

describe('what a write sends to copies elsewhere', () => {
  /** 100 writes of 50 kB a second to a store on machines of EC2, which cost nothing here but for that. */
  const stored = (copies: string, zones: string, more = '', use = 'm6i.large'): string => `${head}
flows: { put: { kind: write, rate: 100 req/s, request: 50 kB, response: 0 B, path: store } }
components: { store: { kind: database, use: ${use}, replication: ${copies}, instances: 6, each: { cost: 0 USD/month }${more} } }
topology: { regions: ${zones} }
`;
  const GB = 100 * 50e3 * MONTH * 1e-9;
  const costOf = async (...args: Parameters<typeof stored>) => (await estimate(stored(...args))).value('components.store.cost');

  test('is paid at both ends between zones, by the sender between regions', async () => {
    for (const [copies, zones, perGB] of [
      ['3', '{ eu: { zones: [a, b, c] } }', 2 * 2 * 0.01], // both others are elsewhere
      ['5', '{ eu: { zones: [a, b, c] } }', 3 * 2 * 0.01], // one lies beside the first
      ['3', '{ eu: { zones: [a, b] }, us: { zones: [a, b] } }', 1 * 0.02 + 1 * 2 * 0.01], // two here, one there
      ['2', '{ eu: {}, us: {} }', 0.02],
      ['3', '{ eu: { zones: [a] } }', 0],
      ['1', '{ eu: { zones: [a, b, c] } }', 0],
    ] as const) {
      const cost = await costOf(copies, zones);
      expect(cost, `${copies} over ${zones}`).toBeCloseTo(GB * perGB, 6);
    }
  });

  test('gives way to a stated price, and to a figure of the spec', async () => {
    const zones = '{ eu: { zones: [a, b, c] } }';
    expect(await costOf('3', zones, ', price: { replication: 0.05 USD/GB }')).toBeCloseTo(GB * 2 * 0.05, 6);
    const contract = `${stored('3', zones)}catalog: { price.aws.xaz: 0.008 USD/GB }\n`;
    expect((await estimate(contract)).value('components.store.cost')).toBeCloseTo(GB * 2 * 2 * 0.008, 6);
  });

  test('is unknown of products that hide or include it: nothing is invented', async () => {
    expect(await costOf('3', '{ eu: { zones: [a, b, c] } }', '', 'cassandra')).toBe(0);
  });
});
