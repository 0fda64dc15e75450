import { describe, expect, test } from 'vitest';
import { estimate } from '../../../support/estimating.js';

const log = (more: string, rest = '', rate = '10k req/s'): string => `sysdesign: 1
name: log
growth: 50% per year
flows: { put: { kind: write, rate: ${rate}, peak: 3, request: 2 kB, path: log } }
components: { log: { kind: stream${more} } }
${rest}`;

// 10k/s x 2 kB x 7 d x 3: 20 MB/s x 604,800 s = 12.096 TB a copy.
const WEEK = 20e6 * 604_800;

describe('a stream keeps what arrives within its retention', () => {
  test('in all copies: on its disks, in the total and on the bill', async () => {
    const facts = await estimate(log(', retention: 7 d, replication: 3, each: { disk: 4 TB }, price: { storage: 0.1 USD/GB/month }'));
    facts.are({
      'components.log.retained': 3 * WEEK, // 36.3 TB
      'components.log.demand.disk': 3 * WEEK,
      'components.log.instances.disk': 12, // 36.288 / (4 x 80%) = 11.3
      'totals.storage': 3 * WEEK,
      'components.log.cost': 3 * WEEK * 0.1e-9,
    });
  });

  test('of an erasure code (data + parity) / data, in year N as much as arrives then, under a change as much as it brings', async () => {
    const facts = await estimate(log(', retention: 7 d, replication: { data: 4, parity: 2 }'), { set: { 'flows.put.rate': 'x2' } });
    facts.are({
      'components.log.retained': 2 * 1.5 * WEEK,
      'components.log.retained.year2': 2 * 1.5 * WEEK * 1.5 ** 2,
      'totals.storage.year2': 2 * 1.5 * WEEK * 1.5 ** 2,
    });
    (await estimate(log(', retention: 7 d', 'scenarios: { later: { after: 1 year } }\n'), { scenario: 'later' })).are({
      'components.log.demand.disk': WEEK * 1.5,
    });
  });

  test('of doubt: as much doubt as there is about what arrives', async () => {
    const facts = await estimate(log(', retention: 7 d', '', '5k..20k req/s'));
    const spread = facts.sampler.spread(facts.node('totals.storage'));
    expect(spread?.p5).toBeCloseTo(WEEK / 2, -9);
    expect(spread?.p95).toBeCloseTo(WEEK * 2, -9);
  });

  test('beside data sets, the total has both', async () => {
    const spec = log(', retention: 7 d', 'data: { d: { in: db, items: 1M, item: 1 MB, growth: 0% } }\n').replace(
      ' }\ndata',
      ', db: { kind: database } }\ndata',
    );
    (await estimate(spec)).are({ 'totals.storage': WEEK + 1e12 });
  });
});

describe('what is stated otherwise is not counted twice', () => {
  test('data in the stream is what it holds', async () => {
    const facts = await estimate(
      log(', retention: 7 d', 'data: { events: { in: log, item: 2 kB, addedBy: put, keep: 1 d, growth: 0% } }\n'),
    );
    facts.are({ 'components.log.demand.disk': 20e6 * 86_400, 'totals.storage': 20e6 * 86_400 });
    expect(facts.node('components.log.retained').state).toBe('unknown');
  });

  test.each(['', ', retention: forever'])('a stream that tells no time keeps nothing that could be counted: %s', async (more) => {
    const facts = await estimate(log(more));
    expect(facts.node('components.log.retained').state).toBe('unknown');
    expect(facts.node('totals.storage').state).toBe('unknown');
  });

  test('a queue keeps its backlog only', async () => {
    const facts = await estimate(log(', retention: 7 d').replace('kind: stream', 'kind: queue'));
    expect(facts.node('components.log.retained').state).toBe('unknown');
    expect(facts.node('components.log.demand.disk').state).toBe('unknown');
  });

  test('without what arrives, it is unknown and the total says so', async () => {
    const facts = await estimate(log(', retention: 7 d').replace(', request: 2 kB', ''));
    expect(facts.missing('components.log.retained')).toEqual(['flows.put.request']);
    expect(facts.missing('totals.storage')).toEqual(['flows.put.request']);
  });
});
