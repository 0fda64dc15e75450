import { describe, expect, it } from 'vitest';
import { impatientQueue } from '../../../src/math/queueing/index.js';
import { estimate } from '../../support/estimating.js';

const near = (got: number, want: number, off = 1e-9, what = ''): void =>
  expect(Math.abs(got - want), `${what} ${got} for ${want}`).toBeLessThanOrEqual(off * Math.abs(want));

/** Four instances, each with its pool, of a service that takes an exponential time of 20 ms and waits for nothing. */
const design = (pool: string, rate = 600, more = ''): string => `sysdesign: 1
name: pools
flows: { f: { rate: ${rate} req/s, peak: 1, path: api -> db } }
components:
  api: { kind: service, instances: 4, pool: ${pool}, each: { mean: 1 ms, variation: fixed } }
  db: { kind: external, each: { mean: 20 ms } }
${more}`;

/** M/M/c by its terms. */
function erlang(servers: number, load: number): number {
  let [term, sum] = [1, 1];
  for (let n = 1; n < servers; n++) {
    term *= load / n;
    sum += term;
  }
  const full = (term * load) / servers / (1 - load / servers);
  return full / (sum + full);
}

describe('a queue whose calls give up after a time', () => {
  const load = { rate: 3, serviceTime: 0.5, servers: 2 };

  it('without patience is that of Erlang: 1.5 erlangs at two servers are turned away by 1.125 / (1 + 1.5 + 1.125)', () => {
    near(impatientQueue(load, 0).rejected, 1.125 / 3.625);
    expect(impatientQueue(load, 0).waiting).toBe(0);
  });

  it('with patience for ever is M/M/c', () => {
    const state = impatientQueue(load, Number.POSITIVE_INFINITY);
    near(state.waits, erlang(2, 1.5));
    near(state.waiting, (erlang(2, 1.5) * 0.5) / 0.5);
    near(1 - state.within(1), erlang(2, 1.5) * Math.exp(-1));
    expect(impatientQueue({ ...load, rate: 4 }, Number.POSITIVE_INFINITY).waiting).toBe(Number.POSITIVE_INFINITY);
  });

  it('of one server and a load of 1 gives up by 1 / (2 + T / S): a density of waits that is flat', () => {
    // P0 + P0 x rate x T + P0 (rate x S) = 1, the last of them lost.
    near(impatientQueue({ rate: 2, serviceTime: 0.5, servers: 1 }, 3).rejected, 1 / (2 + 6), 1e-7);
    near(impatientQueue({ rate: 2, serviceTime: 0.5, servers: 1 }, 3).waiting, (2 * 4.5) / 7, 1e-7);
  });

  it('as in a simulation, also at twice what it carries', () => {
    for (const [rate, servers, patience] of [
      [3, 2, 0.4],
      [8, 2, 0.7],
      [20, 8, 0.2],
    ] as const) {
      let state = 99;
      const random = (): number => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return (state + 0.5) / 2 ** 32;
      };
      const free = new Float64Array(servers);
      const calls = 300_000;
      let [now, lost, waited, late] = [0, 0, 0, 0];
      for (let i = 0; i < calls; i++) {
        now -= Math.log(random()) / rate;
        let first = 0;
        for (let j = 1; j < servers; j++) if ((free[j] as number) < (free[first] as number)) first = j;
        const wait = Math.max(0, (free[first] as number) - now);
        if (wait > patience) {
          lost++;
          continue;
        }
        waited += wait;
        if (wait > 0) late++;
        free[first] = now + wait - 0.5 * Math.log(random());
      }
      const queue = impatientQueue({ rate, serviceTime: 0.5, servers }, patience);
      // Five deviations of as many calls as a tenth of them: they are not independent.
      near(queue.rejected, lost / calls, 5 / Math.sqrt((calls * queue.rejected) / 10), 'lost');
      near(queue.waiting, waited / (calls - lost), 0.03, 'waiting');
      near(queue.waits, late / (calls - lost), 0.03, 'waits');
    }
  });
});

describe('a pool of connections', () => {
  it('is a queue of each instance: 150/s x 20 ms are 3 of 4 connections', async () => {
    const facts = await estimate(design('4'));
    // C(4, 3) = 0.5094; wait C x 20 ms / (4 - 3).
    near(facts.value('flows.f.calls.2.pool.held.peak'), 0.02);
    near(facts.value('flows.f.calls.2.pool.load.peak'), 0.75);
    near(facts.value('flows.f.calls.2.pool.waits.peak'), erlang(4, 3));
    near(facts.value('flows.f.calls.2.pool.waiting.peak'), erlang(4, 3) * 0.02);
    expect(facts.value('flows.f.calls.2.pool.rejected.peak')).toBe(0);
    // One who waits for one of 4 that end every 5 ms and 20 ms of its own: C mu (e^-50t - e^-50t...), theta = 50/s = mu: e^-50t (1 + C 50 t), after 1 ms.
    const tail = (t: number): number => Math.exp(-50 * (t - 0.001)) * (1 + erlang(4, 3) * 50 * (t - 0.001));
    near(tail(facts.value('flows.f.latency.p99')), 0.01, 0.05);
    near(tail(facts.value('flows.f.latency.p50')), 0.5, 0.01);
    // Nobody waits where nobody else is there.
    near(Math.exp(-50 * (facts.value('flows.f.latency.at.idle.p50') - 0.001)), 0.5, 0.01);
  });

  it('turns away who waits longer than is stated, at any load', async () => {
    const facts = await estimate(design('{ size: 4, wait: 10 ms }', 1200));
    // 300/s to 4 connections of 20 ms, 6 erlangs: in terms of P3, 1 + 1/2 + 1/6 + 1/36 fewer; 300 (e^1 - 1) / 100 wait; 1.5 e^1 find more than 10 ms.
    const [fewer, wait, lost] = [1 + 3 / 6 + (3 * 2) / 36 + (3 * 2) / 216, 3 * (Math.E - 1), 1.5 * Math.E];
    near(facts.value('flows.f.calls.2.pool.load.peak'), 1.5);
    near(facts.value('flows.f.calls.2.pool.rejected.peak'), lost / (fewer + wait + lost));
    near(facts.value('flows.f.calls.2.pool.waits.peak'), wait / (fewer + wait));
    near(facts.value('flows.f.failed.peak'), lost / (fewer + wait + lost), 1e-6);
    const endless = await estimate(design('4', 1200));
    expect(endless.node('flows.f.calls.2.pool.waiting.peak').state).toBe('unbounded');
    expect(endless.node('flows.f.latency.p99').state).toBe('unbounded');
  });

  it('is held for waits of the callee, and for all calls that share it', async () => {
    const facts = await estimate(`sysdesign: 1
name: shared
flows:
  f: { rate: 40 req/s, peak: 1, path: api -> db }
  g: { rate: 10 req/s, peak: 1, path: api -> db }
components:
  api: { kind: service, instances: 1, pool: 4, each: { mean: 1 ms } }
  db: { kind: database, instances: 1, each: { servers: 1, mean: 10 ms } }
`);
    // M/M/1 at one half: 10 ms of waiting and 10 of service.
    near(facts.value('flows.f.calls.2.pool.held.peak'), 0.02);
    near(facts.value('flows.g.calls.2.pool.load.peak'), (50 * 0.02) / 4);
  });

  it('is held longer by cold starts: 3% of 200 ms', async () => {
    const facts = await estimate(design('4').replace('{ kind: external,', '{ kind: function, coldStart: { takes: 200 ms, share: 3% },'));
    near(facts.value('flows.f.calls.2.pool.held.peak'), 0.026);
  });

  it('is not known where it is not known how long the callee takes; nor is there any where none is stated', async () => {
    const facts = await estimate(design('4').replace('each: { mean: 20 ms }', 'quota: 5k req/s'));
    expect(facts.missing('flows.f.calls.2.pool.waiting.peak').join()).toContain('components.db.each.p50');
    expect(facts.missing('flows.f.calls.1.pool.waiting.peak').join()).toContain('pool');
  });

  it('under a change, at another time and in doubt', async () => {
    const text = design('{ size: 4, wait: 100 ms }', 600, 'growth: 10% per year\n').replace('600 req/s', '400..600 req/s');
    const facts = await estimate(text, { set: { 'components.api.pool.size': '8' } });
    near(facts.value('flows.f.calls.2.pool.load.peak.year1'), 1.1 * facts.value('flows.f.calls.2.pool.load.peak'));
    near(facts.value('flows.f.calls.2.pool.load.peak'), (facts.value('flows.f.rate.peak') * 0.02) / 32);
    const spread = facts.sampler.spread(facts.node('flows.f.calls.2.pool.load.peak'));
    near(spread?.p95 ?? 0, (600 * 0.02) / 32, 0.02);
  });
});
