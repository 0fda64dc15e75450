import { describe, expect, test } from 'vitest';
import { sysdesign } from '../../support/hosts.js';

const queue = async (...words: readonly string[]) => await sysdesign(['queue', ...words]);
const json = async (...words: readonly string[]) => JSON.parse((await queue(...words, '-f', 'json')).out);
const near = (got: number, want: number, off = 1e-9): void => expect(Math.abs(got / want - 1), `${got} for ${want}`).toBeLessThan(off);

describe('waiting in a queue', () => {
  test('of one server: 1 / (1 - utilization) times the service, and exponential', async () => {
    const { code, out } = await queue('--rate', '80/s', '--time', '10ms');
    expect(code).toBe(0);
    expect(out).toContain('80% busy: calls take 50 ms on average, 40 ms of it waiting');
    const answer = await json('--rate', '80/s', '--time', '10ms');
    expect(answer).toMatchObject({ format: 'sysdesign.queue/1', asked: 'waiting', model: 'M/M/1', method: 'exact', rejected: null });
    near(answer.time, 0.05);
    // The time of M/M/1 is exponential: p99 = ln 100 x mean.
    near(answer.timeAt.p99, 0.05 * Math.log(100));
    near(answer.timeAt.p999, 0.05 * Math.log(1000));
    // Little: 80/s x 50 ms.
    near(answer.inSystem, 4);
  });

  test('of fixed times is half as long, of two servers as Erlang has it', async () => {
    near((await json('--rate', '80/s', '--time', '10ms', '--variation', '0')).waiting, 0.02);
    // C(2, 1) = 1/3: B = 1/5, C = B / (1 - (1/2) (1 - B)).
    const two = await json('--rate', '100/s', '--time', '10ms', '--servers', '2');
    near(two.waits, 1 / 3);
    near(two.waiting, (1 / 3) * 0.01);
  });

  test('is asked for by how busy the servers are, too', async () => {
    const [busy, rate] = [
      await json('--utilization', '90%', '--time', '10ms', '--servers', '4'),
      await json('--rate', '360/s', '--time', '10ms', '--servers', '4'),
    ];
    near(busy.waiting, rate.waiting);
    near(busy.rate, 360);
  });

  test('is in service times where how long one takes is not stated', async () => {
    // M/M/1 at load u: u / (1 - u) service times of waiting, and an exponential time of mean 1 / (1 - u) in all.
    const { code, out } = await queue('--utilization', '90%');
    expect(code).toBe(0);
    expect(out).toContain('90% busy: calls take 10x their service time on average, 9x of it waiting');
    expect(out).not.toMatch(/\d (?:ms|s)\b|req\/s/);
    const answer = await json('--utilization', '90%');
    expect(answer).toMatchObject({ timesIn: 'serviceTimes', rate: null, serviceTime: null });
    near(answer.timeAt.p99, 10 * Math.log(100));
    const timed = await json('--utilization', '90%', '--time', '20ms', '--servers', '3', '--variation', '0');
    near(timed.waiting, 0.02 * (await json('--utilization', '90%', '--servers', '3', '--variation', '0')).waiting);
    expect((await queue('--rate', '80/s')).err).toContain('--time is missing');
  });

  test('has no end where more comes in than is worked off', async () => {
    const over = await queue('--rate', '120/s', '--time', '10ms');
    expect(over).toMatchObject({ code: 0 });
    expect(over.out).toContain('120% of what the servers can do: the queue grows by 20 req/s');
    expect(await json('--rate', '120/s', '--time', '10ms')).toMatchObject({
      waiting: null,
      time: null,
      inSystem: null,
      timeAt: { p99: null },
    });
    expect((await queue('--rate', '100/s', '--time', '10ms')).out).toContain('waiting has no bound');
    expect(over.out).not.toMatch(/NaN|Infinity/);
  });

  test('is bounded by a limit: others are turned away', async () => {
    // M/M/1 with room for 2: chances 1, 1, 1 at load 1.
    const full = await json('--rate', '100/s', '--time', '10ms', '--limit', '1');
    near(full.rejected, 1 / 3);
    near(full.inSystem, 1);
    near(full.utilization, 2 / 3);
  });

  test('names an approximation', async () => {
    const answer = await json('--rate', '300/s', '--time', '10ms', '--servers', '4', '--variation', '2');
    expect(answer).toMatchObject({ model: 'M/G/4', method: 'approximate', percentiles: 'approximate', timeAt: null });
  });
});

describe('bursts, backlogs, outages and retries', () => {
  test.each<[string, readonly string[], string]>([
    // (10 + 20) / 2, not 10.
    ['two calls at once', ['--burst', '2', '--time', '10ms'], '2 calls at once take 15 ms on average, the last 20 ms'],
    [
      'five calls to two servers',
      ['--burst', '5', '--time', '10ms', '--servers', '2'],
      '5 calls at once take 18 ms on average, the last 30 ms',
    ],
    // 1,000,000 / 500 = 2,000 s.
    ['a backlog', ['--backlog', '1M', '--in', '0', '--out', '500/s'], 'worked off after 33.3 min'],
    ['a backlog that grows', ['--backlog', '1k', '--in', '500/s', '--out', '300/s'], 'never worked off: it grows by 200 req/s'],
    ['an outage', ['--outage', '2h', '--caught-up', '20h'], 'the servers are 90.9% busy'],
    ['retries', ['--retries', '3', '--layers', '3'], 'one call becomes 64 where every one fails'],
  ])('%s', async (_, words, answer) => {
    const ran = await queue(...words);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain(answer);
  });

  test('answer in one line when asked to be quiet, and in a row for tables', async () => {
    expect((await queue('--rate', '80/s', '--time', '10ms', '--quiet')).out).toBe(
      '80% busy: calls take 50 ms on average, 40 ms of it waiting\n',
    );
    expect((await queue('--backlog', '1M', '--out', '500/s', '-f', 'csv')).out).toContain(
      'backlog,arrivals,capacity,drain\n1000000,0,500,2000',
    );
  });

  test('say the same to programs', async () => {
    expect(await json('--backlog', '1M', '--in', '0', '--out', '500/s')).toMatchObject({ asked: 'backlog', drain: 2000 });
    expect(await json('--backlog', '1M', '--in', '500/s', '--out', '500/s')).toMatchObject({ drain: null });
    near((await json('--outage', '2h', '--caught-up', '20h')).utilization, 20 / 22);
  });
});

describe('what is no question', () => {
  test.each<[readonly string[], string]>([
    [[], 'there is nothing to work out'],
    [['--rate', '5/s'], '--time is missing'],
    [['--time', '5 ms'], '--time needs --rate or --utilization'],
    [['--rate', '5/s', '--utilization', '5%', '--time', '1 ms'], 'state the same'],
    [['--rate', '3/s', '--retries', '3', '--layers', '2'], 'one question at a time: --rate does not go with --retries'],
    [['--rate', '3 GB', '--time', '1 ms'], 'expected a rate'],
    [['--rate', '1/s..3/s', '--time', '1 ms'], 'one value, not an interval'],
    [['--rate', '3/s', '--time', '0 s'], '--time is 0'],
    [['--rate', '3/s', '--time', '1 s', '--servers', '0'], '--servers'],
    [['--rate', '3/s', '--time', '1 s', '--limit', '3', '--variation', '0'], 'with --limit'],
    [['--backlog', '3'], '--out is missing'],
  ])('%j', async (words, message) => {
    const ran = await queue(...words);
    expect(ran.code).toBe(2);
    expect(ran.err.replace(/\s+/g, ' ')).toContain(message);
  });
});
