import { describe, expect, test } from 'vitest';
import { estimate } from '../../../support/estimating.js';

const store = (replication: string, more = '', flows = ''): string => `sysdesign: 1
name: shop
flows:
  look: { rate: 10 req/s, path: db }
  save: { kind: write, rate: 20 req/s, path: db }
${flows}
components:
  db: { kind: database, replication: { factor: 3, ${replication} }${more} }
data:
  d: { in: db, item: 1 kB, items: 1M, addedBy: save, readBy: look }
`;

describe('delays that are stated message by message', () => {
  const delays = (write: string, ack = '1 ms', request = '1 ms', response = '1 ms'): string =>
    `delays: { write: ${write}, ack: ${ack}, request: ${request}, response: ${response} }`;
  const p99 = async (sizes: string, ...of: Parameters<typeof delays>): Promise<readonly number[]> => {
    const facts = await estimate(store(`${sizes}, ${delays(...of)}`));
    return ['look', 'save'].map((flow) => facts.value(`flows.${flow}.calls.1.answered.p99`));
  };

  test('always as long: the sum of both ways, whatever is waited for', async () => {
    const [read = 0, write = 0] = await p99('read: quorum, write: all', '3 ms', '1 ms', '2 ms', '4 ms');
    expect(read).toBeCloseTo(0.006, 6);
    expect(write).toBeCloseTo(0.004, 6);
  });

  test('exponential answers: the first and the last of three', async () => {
    // P(min > x) = exp(-3 x / 2 ms) is 1% at 2/3 ms ln 100; P(max <= x) = (1 - exp(-x / 2 ms))^3 is 99% at -2 ms ln(1 - 0.99^(1/3)).
    const first = 0.001 + (0.002 / 3) * Math.log(100);
    const last = 0.001 - 0.002 * Math.log(1 - 0.99 ** (1 / 3));
    expect((await p99('read: one, write: one', '1 ms', '1 ms', '1 ms', '{ mean: 2 ms }'))[0]).toBeCloseTo(first, 6);
    expect((await p99('read: all, write: one', '1 ms', '1 ms', '1 ms', '{ mean: 2 ms }'))[0]).toBeCloseTo(last, 6);
  });

  test('log-normal: the median of three is the median of one', async () => {
    // P(two of three <= x) = 3 F^2 - 2 F^3 is a half where F is.
    const facts = await estimate(store(`read: one, write: quorum, ${delays('{ p50: 5 ms, p99: 50 ms }')}`));
    expect(facts.value('flows.save.calls.1.answered.p50')).toBeCloseTo(0.006, 6);
  });

  test('how long a write is unseen: one of three is read, one has it', async () => {
    // Requests take no time, and so do acknowledgements and answers: W of the others is exponential, of memory none. A read asks a copy that has
    // not acknowledged with 2/3, which lacks the write t later with exp(-t / mean): 1% at mean ln(200 / 3).
    const facts = await estimate(store(`read: one, write: one, ${delays('{ mean: 30 ms }', '0 ms', '0 ms', '0 ms')}`));
    expect(facts.value('data.d.staleness.p99')).toBeCloseTo(0.03 * Math.log(200 / 3), 4);
  });

  test('what is not stated of one of the four is missed by name', async () => {
    const facts = await estimate(store('read: one, write: one, delays: { write: 1 ms, request: 1 ms, response: 1 ms }'));
    expect(facts.missing('data.d.staleness.p99')).toEqual(['components.db.replication.delays.ack']);
  });
});

describe('writes that a failover loses', () => {
  const led = (sync: string, failover: string, more = ''): string =>
    store(`mode: leader, sync: ${sync}, lag: 3 s`, `, failover: { takes: 30 s${failover} }, instances: 3, mtbf: 73 d, mttr: 1 h${more}`);
  const lost = async (text: string): Promise<readonly number[]> => {
    const facts = await estimate(text);
    return ['rpo', 'lost', 'lostYearly'].map((of) => facts.value(`components.db.failover.${of}`));
  };

  test('are those of the lag: 20 a second for 3 s, as often as the leader fails', async () => {
    // A leader fails once in 73 d and 1 h: 365 x 24 / (73 x 24 + 1) times a year.
    const [rpo, each, yearly] = await lost(led('async', ''));
    expect([rpo, each]).toEqual([3, 60]);
    expect(yearly).toBeCloseTo((60 * 8760) / 1753, 6);
  });

  test('of shards each has a leader: each failover loses its part, and there are as many more of them', async () => {
    const [, each, yearly] = await lost(led('async', '', ', shards: 4'));
    expect(each).toBe(15);
    expect(yearly).toBeCloseTo((60 * 8760) / 1753, 6);
  });

  test('are none where one that has them takes over', async () => {
    expect((await lost(led('semiSync', ''))).slice(0, 2)).toEqual([0, 0]);
    expect((await lost(led('sync', ''))).slice(0, 2)).toEqual([0, 0]);
    expect((await lost(led('semiSync', ', promotes: any'))).slice(0, 2)).toEqual([3, 60]);
  });
});

describe('writes that nobody waits for', () => {
  test('are seen when all the work of their request is done', async () => {
    const text = store('mode: leader, sync: sync', ', each: { p50: 2 ms, p99: 8 ms }')
      .replace('path: db }\n  save', 'path: [ db: { from: leader } ] }\n  save')
      .replace('rate: 20 req/s, path: db', 'rate: 20 req/s, path: [ api: { calls: [ db: { async: true } ] } ]')
      .replace('components:\n', 'components:\n  api: { kind: service, each: { p50: 1 ms, p99: 4 ms } }\n');
    const facts = await estimate(text);
    const done = facts.value('flows.save.completion.p99');
    expect(done).toBeGreaterThan(0.008);
    expect(facts.value('data.d.staleness.p99')).toBe(done);
  });
});
