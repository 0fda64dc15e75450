import { describe, expect, test } from 'vitest';
import { foundBy, messagesOf } from '../support/reviewing.js';

const head = 'sysdesign: 1\nname: shop\n';
const of = (rule: string, spec: string) => messagesOf(`requirements/${rule}`, head + spec);

describe('latency-below-own-time', () => {
  const spec = (target: string, path = 'api -> db', db = 'p50: 10 ms, p99: 80 ms') => `
requirements: { quality: { fast: { flow: get, ${target} } } }
flows: { get: { rate: 10 req/s, path: ${path} } }
components: { api: { kind: service }, cache: { kind: cache }, db: { kind: database, each: { ${db} } } }
`;

  test('a percentile of the whole is at least that of a part', async () => {
    expect(await of('latency-below-own-time', spec('p99: 80 ms'))).toEqual([]);
    const [found] = await foundBy('requirements/latency-below-own-time', head + spec('p99: 79 ms'));
    expect(found?.severity).toBe('error');
    expect(found?.message).toBe('"get" is to answer within 79 ms (p99), and "db" alone, which it waits for, takes 80 ms (p99)');
    // Nothing is known of the 95th of the part, but that it is at least the median.
    expect(await of('latency-below-own-time', spec('p95: 10 ms'))).toEqual([]);
    expect(await of('latency-below-own-time', spec('p95: 9 ms'))).toEqual([
      '"get" is to answer within 9 ms (p95), and "db" alone, which it waits for, takes 10 ms (p50)',
    ]);
    expect(await of('latency-below-own-time', spec('p999: 79 ms'))).toHaveLength(1);
    expect(await of('latency-below-own-time', spec('p50: 9 ms'))).toHaveLength(1);
  });

  test.each([
    ['[ api: { calls: [ db: { async: true } ] } ]'],
    ['[ cache: { hit: 50%, miss: [ db ] } ]'],
    ['[ api: { calls: [ db: { times: 10% } ] } ]'],
    ['[ api: { calls: [ db: { fallback: 100% } ] } ]'],
    ['[ api: { calls: [ db: { dependency: soft } ] } ]'],
    ['[ api: { calls: [ db: { hedge: 20 ms } ] } ]'],
    ['[ api: { calls: [ db: { timeout: 40 ms, retries: 2 } ] } ]'],
  ])('not of a call that some requests do not make, or not wait for until its end: %s', async (path) => {
    expect(await of('latency-below-own-time', spec('p99: 79 ms', path))).toEqual([]);
  });

  test('what is uncertain is raised by how often it holds', async () => {
    // Log-normal through 40 and 160 ms: its median is 80 ms.
    const [found] = await foundBy('requirements/latency-below-own-time', head + spec('p99: 80 ms', 'api -> db', 'p99: 40..160 ms'));
    expect(found?.message).toMatch(/, in (?:4[89]|5[012])% of cases$/);
  });
});

test('budget-against-availability: only where both are missed', async () => {
  const spec = (cost: number, availability: string) => `
requirements: { quality: { up: { flow: get, availability: 99.9%, window: 30 d }, budget: { cost: 500 USD/month } } }
flows: { get: { rate: 10 req/s, path: web } }
components: { web: { kind: service, instances: 1, availability: ${availability}, each: { cost: ${cost} USD/month } } }
`;
  expect(await of('budget-against-availability', spec(510, '99.8%'))).toEqual([
    'the design costs 510 USD/month of a budget of 500 USD/month, and "get" gets 99.8% of the 99.9% that is promised: one makes the other worse',
  ]);
  expect(await of('budget-against-availability', spec(500, '99.8%'))).toEqual([]);
  expect(await of('budget-against-availability', spec(510, '99.9%'))).toEqual([]);
});

test('target-far-below-design: below 1% of the error budget', async () => {
  const spec = (availability: string) => `
requirements: { quality: { up: { flow: get, availability: 99%, window: 30 d } } }
flows: { get: { rate: 10 req/s, path: web } }
components: { web: { kind: service, instances: 1, availability: ${availability} } }
`;
  // 0.01% of the time down, of 1%
  expect(await of('target-far-below-design', spec('99.99%'))).toEqual([]);
  expect(await of('target-far-below-design', spec('99.995%'))).toEqual([
    '"up" promises 99%, of which the design is expected to spend 0.5% of the error budget',
  ]);
});

test('budget-missing: from 10,000 USD on, where anything is required', async () => {
  const spec = (cost: number, quality = 'up: { flow: get, availability: 99%, window: 30 d }') => `
requirements: { quality: { ${quality} } }
flows: { get: { rate: 10 req/s, path: web } }
components: { web: { kind: service, instances: 1, each: { cost: ${cost} USD/month } } }
`;
  expect(await of('budget-missing', spec(10_000))).toEqual([]);
  expect(await of('budget-missing', spec(11_000))).toEqual(['the design comes to 11k USD/month, and nothing states what it may cost']);
  expect(await of('budget-missing', spec(11_000, 'cheap: { fact: totals.cost, target: at most 20k USD/month }'))).toEqual([]);
});

test('critical-without-availability: any promise of it will do', async () => {
  const spec = (tier: string, requirements = '') => `
tier: ${tier}
${requirements}
flows: { get: { rate: 10 req/s, path: web } }
components: { web: { kind: service } }
`;
  expect(await of('critical-without-availability', spec('critical'))).toEqual([
    'the spec is of the tier critical, and requires no availability',
  ]);
  expect(await of('critical-without-availability', spec('standard'))).toEqual([]);
  for (const quality of [
    'quality: { up: { component: web, availability: 99%, window: 30 d } }',
    'quality: { up: { fact: flows.get.downtime, target: at most 5 h } }',
    'agreements: { up: { flow: get, availability: 99%, window: 30 d } }',
  ])
    expect(await of('critical-without-availability', spec('critical', `requirements: { ${quality} }`)), quality).toEqual([]);
});

test('median-only: a higher percentile of the same flow answers it', async () => {
  const spec = (more: string) => `
requirements: { quality: { typical: { flow: get, p50: 20 ms }, more: { ${more} } } }
flows: { get: { rate: 10 req/s, path: web }, put: { rate: 1 req/s, path: web } }
components: { web: { kind: service } }
`;
  expect(await of('median-only', spec('flow: get, p95: 80 ms'))).toEqual([]);
  expect(await of('median-only', spec('flow: put, p95: 80 ms'))).toEqual([
    '"get" has a target for its median latency alone: half of its requests may take any time',
  ]);
});

test('horizon-missing and growth-missing: what has an end, or an answer, is left alone', async () => {
  const spec = (root: string, data = '', flow = '') => `
${root}
flows: { put: { kind: write, rate: 10 req/s, path: db${flow} } }
components: { db: { kind: database } }
data: { notes: { in: db, item: 1 kB, addedBy: put${data} } }
`;
  expect(await of('horizon-missing', spec(''))).toEqual(['no horizon states until when data grows that is never deleted: "notes"']);
  expect(await of('horizon-missing', spec('', ', keep: forever'))).toHaveLength(1);
  expect(await of('horizon-missing', spec('', ', keep: 30 d'))).toEqual([]);
  expect(await of('horizon-missing', spec('horizon: 1 year'))).toEqual([]);

  expect(await of('growth-missing', spec('horizon: 3 years'))).toEqual(['the spec looks 3 years ahead, and nothing in it grows']);
  expect(await of('growth-missing', spec('horizon: 9 months'))).toEqual([]);
  expect(await of('growth-missing', spec('horizon: 3 years\ngrowth: 0%'))).toEqual([]);
  expect(await of('growth-missing', spec('horizon: 3 years', ', growth: 10% per year'))).toEqual([]);
  expect(await of('growth-missing', spec('horizon: 3 years', '', ', growth: 10% per year'))).toEqual([]);
});

test('flow-without-target and window-not-stated: an agreement counts as a target, and has a window of its own', async () => {
  const spec = (requirements: string) => `
${requirements}
flows: { get: { rate: 10 req/s, path: web }, put: { rate: 1 req/s, path: web } }
components: { web: { kind: service } }
`;
  const both =
    'requirements: { quality: { up: { flow: get, availability: 99.9%, window: 30 d } }, agreements: { sla: { flow: put, availability: 99% } } }';
  expect(await of('flow-without-target', spec(both))).toEqual([]);
  expect(await of('flow-without-target', spec(both.replace('flow: put', 'flow: get')))).toHaveLength(1);
  expect(await of('flow-without-target', spec(''))).toEqual([]);
  expect(await of('window-not-stated', spec(both))).toEqual(['"sla" promises 99% over no stated time; 30 d are assumed']);
});
