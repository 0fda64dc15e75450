import { describe, expect, test } from 'vitest';
import { turns } from '../support/limits.js';
import { foundBy, messagesOf } from '../support/reviewing.js';

/** A queue with one consumer, under 1,000 messages a second on average; ten times as many for two hours in a spike. */
const queue = (of: string, consumer: string, worker = '', kind = 'stream', rate = '1k req/s'): string => `
flows: { f: { kind: write, rate: ${rate}, peak: 1, spikes: { game: { factor: 10, lasts: 2 h } }, path: [ api: { calls: [ q: { async: true } ] } ] } }
components:
  api: { kind: service }
  q: { kind: ${kind}, ${of} consumers: { w: { ${consumer} } } }
  w: { kind: worker${worker} }
`;

describe('the rules of messaging turn at their limits', () => {
  test('messaging/spike-outlives-retention: the wait of the last message against the retention', () =>
    // (10k - 2k) x 2 h / 2k = 8 h
    turns(
      'messaging/spike-outlives-retention',
      queue('retention: 8 h,', 'rate: 2k/s'),
      queue('retention: 7 h,', 'rate: 2k/s'),
      'the last messages of the spike "game" wait 8 h in "q" for "w", and are kept for 7 h',
    ));

  describe('messaging/peak-past-deadline: the wait of the last message of the busiest hour against the deadline', () => {
    const busy = (peak: string, consumer: string, worker = ''): string =>
      queue('', consumer, worker).replace('peak: 1, spikes: { game: { factor: 10, lasts: 2 h } }', `peak: ${peak}`);
    const ends = (wait: string, deadline: string, depth: string): string =>
      `at the daily peak messages in "q" wait up to ${wait} for "w", and are of no use after ${deadline}: ${depth} wait then`;

    test('of a rate that is stated', () =>
      // (4k - 2k) x 1 h / 2k = 1 h; 2k/s x 3,600 s = 7.2M
      turns(
        'messaging/peak-past-deadline',
        busy('4', 'rate: 2k/s, deadline: 61 min'),
        busy('4', 'rate: 2k/s, deadline: 59 min'),
        ends('1 h', '59 min', '7.2M'),
      ));

    test('of a window that is stated with the peak', () =>
      // 25% of 86.4M in 2 h are 3k/s: (3k - 2k) x 2 h / 2k = 1 h; 1k/s x 7,200 s = 7.2M
      turns(
        'messaging/peak-past-deadline',
        busy('25% of the day in 2 h', 'rate: 2k/s, deadline: 61 min'),
        busy('25% of the day in 2 h', 'rate: 2k/s, deadline: 59 min'),
        ends('1 h', '59 min', '7.2M'),
      ));

    test('of what instances carry, in place of their overload', async () => {
      // 20 x 100/s carry half of 4k/s: as above
      const worker = ', instances: 20, each: { rate: 100 req/s }';
      await turns(
        'messaging/peak-past-deadline',
        busy('4', 'deadline: 61 min', worker),
        busy('4', 'deadline: 59 min', worker),
        ends('1 h', '59 min', '7.2M'),
      );
      expect(await messagesOf('capacity/overloaded', busy('4', 'deadline: 59 min', worker))).toEqual([]);
      // Where the mean is not carried either it is the consumer that is too small, whatever the deadline.
      const few = busy('4', 'deadline: 59 min', ', instances: 9, each: { rate: 100 req/s }');
      expect(await messagesOf('messaging/peak-past-deadline', few)).toEqual([]);
      expect((await messagesOf('capacity/overloaded', few)).length).toBe(1);
    });
  });

  test('messaging/retention-shorter-than-outage: three mean outages of the consumer', () =>
    turns(
      'messaging/retention-shorter-than-outage',
      queue('retention: 12 h,', '', ', instances: 1, mtbf: 30 d, mttr: 4 h'),
      queue('retention: 11 h,', '', ', instances: 1, mtbf: 30 d, mttr: 4 h'),
      '"q" keeps messages for 11 h, and "w", which is to read them, is down for 4 h on average when it fails',
    ));

  test('messaging/slow-catch-up: the mean against nine tenths of what is taken', async () => {
    await turns(
      'messaging/slow-catch-up',
      queue('', 'rate: 1112/s'),
      queue('', 'rate: 1100/s'),
      '1k req/s arrive at "q" on average and "w" takes 1.1k/s: what waits after a peak or an outage is worked off slowly',
    );
    // A queue that grows for ever is an error of its own.
    expect(await messagesOf('messaging/slow-catch-up', queue('', 'rate: 900/s'))).toEqual([]);
  });

  test('messaging/consumers-exceed-partitions: instances against partitions', async () => {
    await turns(
      'messaging/consumers-exceed-partitions',
      queue('partitions: 20,', '', ', instances: 20'),
      queue('partitions: 20,', '', ', instances: 21'),
      '21 instances of "w" read from the 20 partitions of "q", one each: the others are idle',
    );
    // 1,000 / (50 x 70%) = 28.6: 29 are needed
    expect(
      await messagesOf('messaging/consumers-exceed-partitions', queue('partitions: 28,', '', ', each: { rate: 50 req/s }')),
    ).toHaveLength(1);
  });

  test('messaging/redelivery-not-idempotent and idempotence-not-stated: one word apart', async () => {
    const stated = (delivery: string, word: string): string => queue(`delivery: ${delivery},`, '', word, 'queue');
    const harm = ['"q" may hand on a message twice, and "w" does harm when it does one twice'];
    expect(await messagesOf('messaging/redelivery-not-idempotent', stated('at-least-once', ', idempotent: false'))).toEqual(harm);
    expect(await messagesOf('messaging/idempotence-not-stated', stated('at-least-once', ', idempotent: false'))).toEqual([]);
    expect(await messagesOf('messaging/idempotence-not-stated', stated('at-least-once', ''))).toHaveLength(1);
    for (const spec of [stated('at-least-once', ', idempotent: true'), stated('at-most-once', ', idempotent: false')])
      for (const rule of ['messaging/redelivery-not-idempotent', 'messaging/idempotence-not-stated'])
        expect(await messagesOf(rule, spec)).toEqual([]);
  });

  test('messaging/no-answer-through-queue: another way to the data', async () => {
    const read = (path: string): string => `
flows: { f: { kind: read, rate: 1 req/s, path: [ api: { calls: [ ${path} ] } ] } }
components: { api: { kind: service }, q: { kind: queue, consumers: { w: { calls: [ db ] } } }, w: { kind: worker }, db: { kind: database } }
data: { d: { in: db, item: 1 kB, items: 10, readBy: f } }
`;
    await turns(
      'messaging/no-answer-through-queue',
      read('q, db'),
      read('q'),
      '"f" reads "d", and comes to "db" only through the queue "q", which gives no answer',
    );
  });

  test('messaging/fan-out-waited-for: writes for each call of the caller', async () => {
    const posted = (feeds: string): string => `
flows: { post: { kind: write, rate: 10 req/s, peak: 2, path: [ api: { calls: [ feeds: { ${feeds} } ] } ] } }
components: { api: { kind: service }, feeds: { kind: cache } }
`;
    await turns(
      'messaging/fan-out-waited-for',
      posted('times: 20'),
      posted('times: 21'),
      '"post" waits for 21 writes to "feeds" for each call of "api": 420 req/s at peak',
    );
    expect(await messagesOf('messaging/fan-out-waited-for', posted('times: 21, async: true'))).toEqual([]);
  });

  test('messaging/broker-for-low-rate: messages at peak, of a log of several brokers', async () => {
    const log = (rate: string, brokers: number): string => queue(`instances: ${brokers},`, '', '', 'stream', rate);
    await turns('messaging/broker-for-low-rate', log('10 req/s', 3), log('9 req/s', 3), '"q" gets 9 req/s at peak with 3 brokers to run');
    expect(await messagesOf('messaging/broker-for-low-rate', log('9 req/s', 1))).toEqual([]);
  });
});

test('a rule of messaging under doubt gives the share of cases in which it holds', async () => {
  // The last message waits (10 r - s) x 2 h / s; for a mean r of 500..2000/s and s = 10k/s that is more than 1 h where r > 1,500, log-normal:
  // ln 1.5 / (ln 4 / 2 / 1.6449) = 0.962 standard deviations above the median, and 1 - N(0.962) = 16.8%.
  const [finding] = await foundBy(
    'messaging/spike-outlives-retention',
    queue('retention: 1 h,', 'rate: 10k/s', '', 'stream', '500..2000 req/s'),
  );
  expect(finding?.message).toMatch(/, in 17% of cases$/);
  expect(finding?.severity).toBe('warning');
});
