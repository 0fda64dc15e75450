import { describe, expect, test } from 'vitest';
import { listFacts } from '../../../src/evaluate/index.js';
import { analyzeReview } from '../../../src/lenses/review/analyze.js';
import { answerBlocks } from '../../../src/lenses/shared/answer-blocks.js';
import type { AnswerResult } from '../../../src/lenses/shared/answer-result.js';
import { analyzeSpecs, evaluationOf } from '../../../src/workspace/index.js';
import { close, estimate, findingsOf, loaded, modelOf } from '../../support/estimating.js';

const spec = (flows: string, components: string, rest = ''): string => `sysdesign: 1
name: d
flows: { ${flows} }
components:
${components}
${rest}`;

describe('connections that actors hold', () => {
  const chat = (path: string, entrance: string): string =>
    spec(
      `chat: { concurrent: 10M users, every: 30 s, peak: 3, path: ${path} }`,
      `  front: { kind: ${entrance}, each: { connections: 1M } }
  gw: { kind: gateway, each: { connections: 500k } }
  api: { kind: service, each: { p50: 6 ms, p99: 6 ms, connections: 1k } }`,
    );

  test('through a load balancer, which passes them on, are held behind it too', async () => {
    const facts = await estimate(chat('front -> gw -> api', 'loadBalancer'));
    // 10M at a time, three times as many at peak; behind the gateway calls in progress, 10M / 30 s x 6 ms.
    facts.are({
      'components.gw.demand.connections.mean': 10e6,
      'components.gw.demand.connections.peak': 30e6,
      'components.api.demand.connections.mean': (10e6 / 30) * 0.006,
    });
    facts.are({ 'components.front.demand.connections.mean': 10e6 });
  });

  test('end at a gateway: what that calls has calls in progress', async () => {
    const facts = await estimate(chat('[ front: { calls: [ api ] } ]', 'gateway'));
    facts.are({ 'components.front.demand.connections.mean': 10e6, 'components.api.demand.connections.mean': (10e6 / 30) * 0.006 });
  });
});

describe('what a path states behind a queue that has consumers', () => {
  const of = (path: string, consumers: string): string =>
    spec(
      `f: { kind: write, rate: 100/s, path: ${path} }`,
      `  a: { kind: service }
  q: { kind: queue, consumers: ${consumers} }
  w: { kind: worker }
  c: { kind: database }
  e: { kind: external }`,
    );

  test.each([
    ['a -> q -> w -> c', '{ w: { calls: [c] } }'],
    ['a -> q -> w -> c', '{ w: {} }'],
    ['a -> q', '{ w: { calls: [c] } }'],
    ['[ a: { calls: [ q: { calls: [ w: { calls: [c] } ] } ] } ]', '{ w: { calls: [c] } }'],
  ])('%s with %s happens once a message', async (path, consumers) => {
    (await estimate(of(path, consumers))).are({ 'components.w.rate.mean': 100, 'components.c.rate.mean': 100 });
  });

  test('is as often as the consumer states, which may call more', async () => {
    const facts = await estimate(of('"a -> q -> w -> (c, e)"', '{ w: { times: 3, calls: [c] } }'));
    facts.are({ 'components.w.rate.mean': 300, 'components.c.rate.mean': 300, 'components.e.rate.mean': 300 });
  });

  test('is another call where it says how it is made', async () => {
    const facts = await estimate(of('[ a: { calls: [ q, w: { times: 2 } ] } ]', '{ w: { calls: [c] } }'));
    facts.are({ 'components.w.rate.mean': 300, 'components.c.rate.mean': 100 });
  });
});

describe('what a path states behind a queue', () => {
  // 5 ms, 2 ms; then, for nobody who waits, 200 ms and the longer of 80 ms and 30 ms.
  const fixed = (ms: number): string => `each: { mean: ${ms} ms, variation: fixed }`;
  const of = (path: string, consumers = ''): string =>
    spec(
      `f: { kind: write, rate: 100/s, peak: 1, request: 1 kB, response: 3 kB, path: ${path} }`,
      `  a: { kind: service, availability: 99.9%, ${fixed(5)} }
  q: { kind: queue, availability: 99.99%, ${fixed(2)}${consumers} }
  w: { kind: worker, availability: 99%, ${fixed(200)} }
  c: { kind: database, availability: 99%, ${fixed(80)} }
  e: { kind: external, availability: 99%, ${fixed(30)} }`,
    );

  test.each([
    ['an arrow', '"a -> q -> w -> (c, e)"', ''],
    ['an arrow of what is later', '"a -> q ~> w -> (c, e)"', ''],
    ['calls', '[ a: { calls: [ q: { calls: [ w: { calls: [ parallel: [c, e] ] } ] } ] } ]', ''],
    ['a batch of messages', '[ a: { calls: [ q: { batch: 10, calls: [ "w -> (c, e)" ] } ] } ]', ''],
    ['consumers', '"a -> q"', ', consumers: { w: { calls: [ parallel: [c, e] ] } }'],
  ])('is done by who takes its messages, once each: stated by %s', async (_, path, consumers) => {
    const facts = await estimate(of(path, consumers));
    facts.are({
      'components.w.rate.mean': 100,
      'components.c.rate.mean': 100,
      // Nothing goes back through a queue, which hands on what it was given.
      'components.w.egress.mean': 0,
      'components.q.egress.mean': 100 * 4e3,
      'flows.f.unavailability': 1 - 0.999 * 0.9999,
    });
    close(facts.value('flows.f.latency.p95'), 0.007, 'answer');
    close(facts.value('flows.f.completion.p95'), 0.287, 'completion');
  });

  test('is told to be read so, where it is not stated as such', async () => {
    const notes = async (text: string): Promise<readonly string[]> =>
      (await modelOf(text)).findings.filter(({ rule }) => rule === 'schema/read-as').map(({ message }) => message);
    expect(await notes(of('"a -> q -> w -> (c, e)"'))).toEqual([
      '"q -> w" is read as q ~> w: what stands behind a queue takes its messages later, and nobody waits for it',
    ]);
    expect(await notes(of('"a -> q ~> w -> (c, e)"'))).toEqual([]);
    expect(await notes(of('"a -> q -> w"', ', consumers: { w: { calls: [c] } }'))).toEqual([]);
  });
});

describe('bytes that a service bills', () => {
  const bill = async (component: string, kind = 'database'): Promise<number> =>
    (
      await estimate(
        spec(
          'f: { kind: write, rate: 1/s, path: db }',
          `  db: { kind: ${kind}, ${component} }`,
          'data: { d: { in: db, item: 1 kB, items: 1G } }',
        ),
      )
    ).value('components.db.cost');

  test('are one of each, however many copies it keeps of them; copies on volumes of ours are bytes each', async () => {
    // 1.2 USD/GiB a year (price.aws.svc.aurora) of 1 TB.
    close(await bill('use: aurora, replication: 3'), (1e12 / 2 ** 30) * (1.2 / 12), 'aurora', 1e-6);
    expect(await bill('use: aurora, replication: 3')).toBe(await bill('use: aurora'));
    expect(await bill('use: s3, replication: 3', 'objectStore')).toBe(await bill('use: s3', 'objectStore'));
    close(await bill('use: ebs, replication: 3', 'fileStore'), 3 * (await bill('use: ebs', 'fileStore')), 'ebs');
    // What the spec states is the price of a byte on disk: 1 TB x 3 x 0.1 USD/GB.
    close(await bill('use: aurora, replication: 3, price: { storage: 0.1 USD/GB/month }'), 300, 'stated');
  });
});

describe('targets of cost', () => {
  const targets = async (cost: string, users = 'assumptions: { users: 100k users }') => {
    const text = spec(
      'f: { rate: 10/s, path: a }',
      '  a: { kind: service, instances: 10, each: { cost: 100 USD/month } }',
      `${users}\nrequirements: { quality: { budget: { cost: ${cost} } } }`,
    );
    return (await analyzeReview(await evaluationOf(await modelOf(text)), { fixes: false })).checks[0];
  };

  test('per user are held against the bill over the users, others against the bill', async () => {
    // 10 x 100 USD over 100k users: a cent each.
    expect(await targets('$3 per user per month')).toMatchObject({ fact: 'totals.cost.perUser', value: 0.01, target: 3, status: 'met' });
    expect(await targets('0.009 USD per user per month')).toMatchObject({ status: 'missed' });
    expect(await targets('999 USD/month')).toMatchObject({ fact: 'totals.cost', value: 1000, status: 'missed' });
    expect(await targets('$3 per user per month', '')).toMatchObject({ status: 'unknown', missing: [{ path: 'assumptions.users' }] });
  });
});

test('durability, rpo and rto are of durability in a review', async () => {
  const text = spec(
    'f: { kind: write, rate: 10/s, path: db }',
    '  db: { kind: database, replication: 3, each: { disk: 1 TB } }',
    'data: { d: { in: db, item: 1 kB, items: 1M } }\nrequirements: { quality: { safe: { data: d, durability: 9 nines } } }',
  );
  const { attributes } = await analyzeReview(await evaluationOf(await modelOf(text)), { fixes: false });
  expect(attributes?.find(({ attribute }) => attribute === 'durability')).toMatchObject({ status: 'missed', because: ['safe'] });
  expect(attributes?.find(({ attribute }) => attribute === 'capacity')?.because).toEqual([]);
});

test('capacity of what has reads and writes apart is listed in instances, as it is computed', async () => {
  const text = spec(
    'r: { rate: 1k/s, path: db }, w: { kind: write, rate: 100/s, path: db }',
    '  db: { kind: database, replication: 3, each: { reads: 5k/s, writes: 2k/s } }\n  one: { kind: database, instances: 2, each: { rate: 5k/s } }',
  );
  const listed = listFacts(await modelOf(text), 'capacity.rate').map(({ id, unit }) => [id, unit]);
  expect(listed).toEqual([
    ['components.db.capacity.rate', 'count'],
    ['components.one.capacity.rate', 'req/s'],
  ]);
});

test('compression is how many times smaller: what would make data larger is asked about, with both readings', async () => {
  const of = (text: string): string =>
    spec('f: { rate: 1/s, path: db }', '  db: { kind: database }', `data: { d: { in: db, item: 1 kB, items: 1M, compression: ${text} } }`);
  for (const text of ['70%', '0.7']) {
    const [finding = '', ...others] = await findingsOf(of(text));
    expect(others).toEqual([]);
    expect(finding).toMatch(/spec\/out-of-bounds .*3\.33 what is smaller by 70%, 1\.43 what is left at 70%/);
  }
  expect(await findingsOf(of('3.33'))).toEqual([]);
});

test('a horizon of 18 months has a row after the last whole year', async () => {
  const { estimate: lens } = await import('../../../src/lenses/estimate/index.js');
  const loadedSpec = await loaded(
    spec(
      'f: { kind: write, rate: 10/s, path: db }',
      '  db: { kind: database, replication: 3, each: { disk: 1 TB } }',
      'horizon: 18 months\ngrowth: 100% per year\ndata: { d: { in: db, item: 1 kB, items: 1G } }',
    ),
  );
  const { specs } = await analyzeSpecs([loadedSpec], lens, { forPeople: true });
  const [result] = specs;
  const blocks = lens.blocks(result as never, {
    verbose: false,
    quiet: false,
    example: undefined,
    options: { scenario: null, set: {}, seed: 1, samples: 100 },
  });
  const table = JSON.stringify(blocks);
  // 1 TB x 3 copies, doubling in a year: 3, 6, and after a year and a half 3 x 2^1.5.
  expect(result?.facts.find(({ id }) => id === 'totals.storage')?.value).toBeCloseTo(3e12 * 2 ** 1.5, -3);
  expect(table).toContain('["horizon",');
});

test.each([
  // Doubling in a year of 365 days or 12 months; the bill is that of whole years only: 3 disks of 1 TB are 80% full at 2.4 TB.
  ['18 months', 1.5 * 365, 'in 18 months', ' in 1 year'],
  ['6 months', 365 / 2, 'in 6 months', null],
  ['= 550 d', 550, 'in 1.51 years', ' in 1 year'],
  ['2 years', 2 * 365, 'in 2 years', ', then '],
  ['24 months', 2 * 365, 'in 2 years', ', then '],
] as const)('a horizon of %s is called so in the answer, and what is stored is that of then', async (horizon, days, then, bill) => {
  const { estimate: lens } = await import('../../../src/lenses/estimate/index.js');
  const loadedSpec = await loaded(
    spec(
      'f: { kind: write, rate: 10/s, path: db }',
      '  db: { kind: database, replication: 3, each: { disk: 1 TB, cost: 100 USD/month } }',
      `horizon: ${horizon}\ngrowth: 100% per year\ndata: { d: { in: db, item: 1 kB, items: 1G } }`,
    ),
  );
  const { specs } = await analyzeSpecs([loadedSpec], lens, { forPeople: true });
  const { answer } = specs[0] as { answer: AnswerResult };
  expect(answer.stored.today?.value).toBeCloseTo(3e12, -3);
  expect(Number(answer.stored.ahead?.value) / (3e12 * 2 ** (days / 365))).toBeCloseTo(1, 9);
  const [block] = answerBlocks({ answer, checks: [], findings: [] });
  const text = JSON.stringify(block?.lines.find(({ lead }) => lead === 'stores'));
  expect(text).toContain(`" ${then}"`);
  if (bill !== null) expect(text).toContain(`"${bill}"`);
  else expect(text).not.toMatch(/then|in 1 year/);
});
