import { describe, expect, test } from 'vitest';
import { estimate, findingsOf } from '../../support/estimating.js';
import { simulated } from '../support/closed-simulated.js';

const near = (got: number, want: number, off = 1e-9, what = ''): void =>
  expect(Math.abs(got - want), `${what} ${got} for ${want}`).toBeLessThanOrEqual(off * Math.abs(want));

/** A processor and two disks, terminals that think 15 s. */
const terminals = (flow: string): string => `sysdesign: 1
name: terminals
flows: { f: { ${flow}, path: [ cpu, d1, d2 ] } }
components:
  cpu: { kind: service, instances: 1, each: { servers: 1, mean: 605 ms } }
  d1: { kind: service, instances: 1, each: { servers: 1, mean: 2.1 s } }
  d2: { kind: service, instances: 1, each: { servers: 1, mean: 1.35 s } }
`;

/** Users of one fleet with one queue, by the chances of the machine repair model: how many requests a second, and how long one waits. */
function repaired(users: number, think: number, servers: number, service: number): { rate: number; wait: number } {
  let [term, sum, busy, there] = [1, 1, 0, 0];
  for (let k = 1; k <= users; k++) {
    if (term > 1e200) [term, sum, busy, there] = [term / 1e200, sum / 1e200, busy / 1e200, there / 1e200];
    term *= ((users - k + 1) / think) * (service / Math.min(k, servers));
    sum += term;
    busy += term * Math.min(k, servers);
    there += term * k;
  }
  const rate = busy / sum / service;
  return { rate, wait: there / sum / rate - service };
}

const fleet = (flow: string, more = ''): string => `sysdesign: 1
name: fleet
flows: { f: { ${flow}, path: [ c ] }${more} }
components: { c: { kind: service, instances: 3, balancing: pooled, each: { servers: 2, mean: 100 ms } } }
`;

describe('users who think between an answer and their next request', () => {
  test('of the textbook: one, two and three of them', async () => {
    // Lazowska et al. 1984, section 6.4: X(3) = 0.152, and by hand X(1) = 1 / (15 + 0.605 + 2.1 + 1.35).
    const one = await estimate(terminals('concurrent: 1, think: 15 s, peak: 1'));
    near(one.value('flows.f.rate.mean'), 1 / 19.055);
    near(one.value('flows.f.response.mean'), 4.055);
    near(one.value('components.d1.waiting.mean') + 1, 1);
    const third = await estimate(terminals('concurrent: 3, think: 15 s, peak: 1'));
    near(third.value('flows.f.rate.mean'), 0.152, 4e-3);
    // Queues that two leave: 2 / 19.4007 times their residence; a third waits for those.
    const x = 2 / (15 + 0.605 * (1 + 0.605 / 19.055) + 2.1 * (1 + 2.1 / 19.055) + 1.35 * (1 + 1.35 / 19.055));
    near(third.value('components.d1.waiting.peak'), 2.1 * x * 2.1 * (1 + 2.1 / 19.055), 1e-9, 'd1');
    // Asymptotic bounds: 3 / (3 D + Z), and 3 / (D + Z) below 1 / 2.1.
    near(third.value('flows.f.throughput.low.mean'), 3 / (15 + 3 * 4.055));
    near(third.value('flows.f.throughput.high.mean'), 3 / 19.055);
  });

  test('come less often the more of them there are: never more than can be carried', async () => {
    for (const users of [1, 10, 60, 200, 1000]) {
      const facts = await estimate(fleet(`concurrent: ${users}, think: 1 s, peak: 1`));
      const { rate, wait } = repaired(users, 1, 6, 0.1);
      near(facts.value('flows.f.rate.mean'), rate, 1e-9, `${users}`);
      expect(facts.value('components.c.queue.load.peak')).toBeLessThan(1);
      if (users > 1) near(facts.value('components.c.waiting.peak'), wait, 1e-6, `${users}`);
      near(facts.value('flows.f.response.peak'), users / rate - 1, 1e-6);
      // Little's law at the queue.
      near(facts.value('components.c.inSystem.peak'), users - rate, 1e-6);
    }
  });

  test('are as many more at peak, in a spike and in later years as is stated', async () => {
    const facts = await estimate(
      `${fleet('concurrent: 20, think: 1 s, peak: 3, spikes: { rush: { factor: 10, lasts: 5 min } }')}growth: 40% per year\n`,
    );
    near(facts.value('flows.f.rate.peak'), repaired(60, 1, 6, 0.1).rate);
    near(facts.value('flows.f.rate.spike.rush'), repaired(200, 1, 6, 0.1).rate);
    near(facts.value('flows.f.peak'), repaired(60, 1, 6, 0.1).rate / repaired(20, 1, 6, 0.1).rate);
    near(facts.value('flows.f.concurrency.peak'), 60);
    // 20 x 1.4 = 28 of them; 20 x 1.4^2 = 39.2, between 39 and 40.
    near(facts.value('flows.f.rate.mean.year1'), repaired(28, 1, 6, 0.1).rate);
    const [low, high] = [repaired(39, 1, 6, 0.1).rate, repaired(40, 1, 6, 0.1).rate];
    near(facts.value('flows.f.rate.mean.year2'), low + 0.2 * (high - low));
  });

  test('leave their share to who comes from outside: one server that others keep busy half of the time is half as quick', async () => {
    const facts = await estimate(`sysdesign: 1
name: both
flows:
  f: { concurrent: 8, think: 2 s, peak: 1, path: [ c ] }
  g: { rate: 5 req/s, peak: 1, path: [ c ] }
components: { c: { kind: service, instances: 1, each: { servers: 1, mean: 100 ms } } }
`);
    near(facts.value('components.c.queue.open.peak'), 0.5);
    const { rate, wait } = repaired(8, 2, 1, 0.2);
    near(facts.value('flows.f.rate.peak'), rate);
    // In 200 ms of service half are those of others that come meanwhile.
    near(facts.value('flows.f.calls.1.waiting.peak'), wait + 0.2 - 0.1);
    // Those from outside find all eight: 100 ms (1 + Q) / (1 - 0.5), less their own 100 ms.
    near(facts.value('flows.g.calls.1.waiting.peak'), (0.1 * (1 + 8 - 2 * rate)) / 0.5 - 0.1);
  });

  test('of two kinds come as mean value analysis of both has it', async () => {
    const facts = await estimate(`sysdesign: 1
name: two
flows:
  f: { concurrent: 2, think: 1 s, peak: 1, path: [ c ] }
  g: { concurrent: 1, think: 3 s, peak: 1, path: [ c ] }
components: { c: { kind: service, instances: 1, each: { servers: 1, mean: 500 ms } } }
`);
    // By hand, with (f, g) users: (1, 0) X = 1 / 1.5, Q = 1/3; (0, 1) X = 1 / 3.5, Q = 1/7.
    // (2, 0): R = 0.5 x 4/3, X = 2 / (5/3) = 1.2, Q = 0.8. (1, 1): f finds 1/7: R = 4/7, X = 7/11; g finds 1/3: R = 2/3, X = 3/11; Q = 4/11 + 2/11.
    // (2, 1): f finds 6/11: R = 17/22, X = 2 / (39/22); g finds 0.8: R = 0.9, X = 1 / 3.9.
    near(facts.value('flows.f.rate.peak'), 44 / 39);
    near(facts.value('flows.g.rate.peak'), 1 / 3.9);
    near(facts.value('flows.f.calls.1.waiting.peak'), 17 / 22 - 0.5);
    near(facts.value('flows.g.calls.1.waiting.peak'), 0.4);
  });

  test('get nothing from what is down, or what others keep full', async () => {
    const text = fleet('concurrent: 20, think: 1 s, peak: 1', ', g: { rate: 90 req/s, peak: 1, path: [ c ] }');
    const facts = await estimate(text);
    expect(facts.value('flows.f.rate.peak')).toBe(0);
    expect(facts.node('flows.f.response.peak').state).toBe('unbounded');
    expect(facts.node('flows.f.latency.p99').state).toBe('unbounded');
    for (const id of facts.graph.ids()) {
      const { state, value } = facts.graph.get(id);
      if (state === 'known' && !id.endsWith('.binding')) expect(Number.isFinite(value), id).toBe(true);
    }
  });

  test('where the fleet is sized for them come as they would if nobody waited', async () => {
    const facts = await estimate(`sysdesign: 1
name: sized
flows: { f: { concurrent: 500, think: 1 s, peak: 1, path: [ c ] } }
components: { c: { kind: service, each: { servers: 2, mean: 100 ms } } }
`);
    near(facts.value('flows.f.rate.peak'), 500 / 1.1);
    expect(facts.value('components.c.instances')).toBeGreaterThan(22);
  });

  test('in doubt of how many they are come in doubt of how often', async () => {
    const facts = await estimate(fleet('concurrent: 20..80, think: 1 s, peak: 1'));
    const spread = facts.sampler.spread(facts.node('flows.f.rate.mean'));
    near(spread?.p5 ?? 0, repaired(20, 1, 6, 0.1).rate, 0.02);
    near(spread?.p95 ?? 0, repaired(80, 1, 6, 0.1).rate, 0.02);
    const p99 = facts.sampler.spread(facts.node('flows.f.latency.p99'));
    for (const [users, end] of [
      [20, p99?.p5],
      [80, p99?.p95],
    ] as const)
      near(end ?? 0, (await estimate(fleet(`concurrent: ${users}, think: 1 s, peak: 1`))).value('flows.f.latency.p99'), 0.03, `${users}`);
  });

  test('are not known where something on the way is not', async () => {
    const facts = await estimate(`sysdesign: 1
name: unknown
flows: { f: { concurrent: 5, think: 1 s, path: [ c ] } }
components: { c: { kind: service, instances: 2, each: { rate: 100 req/s } } }
`);
    expect(facts.missing('flows.f.rate.mean').join()).toContain('components.c.each');
    const limited = await estimate(fleet('concurrent: 5, think: 1 s').replace('pooled', 'pooled, queueLimit: 3'));
    expect(limited.missing('flows.f.rate.mean').join()).toContain('queueLimit');
  });

  test('ask for one statement of how often they come', async () => {
    for (const [flow, place] of [
      ['rate: 4/s, think: 3 s', '"3 s" "f" has a rate'],
      ['rate: 4/s, concurrent: 5, every: 1 s, think: 3 s', '"3 s" "f" has a rate'],
      ['think: 3 s', '"3 s" it is not stated how many users'],
      ['concurrent: 5, think: 3 s, every: 1 s', '"1 s" every: 1 s of "f" gives a rate'],
      ['concurrent: 5, think: 3 s, lasts: 1 s', '"1 s" lasts: 1 s of "f" gives a rate'],
      ['concurrent: 5, think: 3 s, peak: 12 req/s', '"12 req/s" the peak of "f" is a rate'],
      ['concurrent: 5, think: 3 s, spikes: { a: { rate: 12/s, lasts: 1 min } }', '"12/s" a spike of "f" is a rate'],
    ] as const) {
      const findings = await findingsOf(fleet(flow));
      expect(findings, flow).toHaveLength(1);
      expect(findings[0]).toContain(place);
    }
  });
});

describe('against a simulation that shares no code', () => {
  /** Of Student's t with 29 degrees of freedom: 99.9% on both sides. */
  const T = 3.659;
  const RUNS = 30;

  test.each([
    { users: 12, think: 1, queues: 2, servers: 2, outside: 4, rate: 0 },
    { users: 40, think: 2, queues: 3, servers: 1, outside: 6, rate: 0 },
    { users: 60, think: 1, queues: 1, servers: 4, outside: 10, rate: 0 },
  ])('%o', async ({ users, think, queues, servers, outside }) => {
    const facts = await estimate(`sysdesign: 1
name: simulated
flows:
  f: { concurrent: ${users}, think: ${think} s, peak: 1, path: [ a, b ] }
  g: { rate: ${outside} req/s, peak: 1, path: [ b ] }
components:
  a: { kind: service, instances: ${queues}, each: { servers: ${servers}, mean: 50 ms } }
  b: { kind: service, instances: 2, balancing: pooled, each: { servers: 1, mean: 80 ms } }
`);
    const stations = [
      { queues, servers, service: 0.05 },
      { queues: 1, servers: 2, service: 0.08, outside },
    ];
    const begun = performance.now();
    const runs = Array.from({ length: RUNS }, (_, i) => simulated({ users, think, stations }, i + 1, 50, 450));
    const events = runs.reduce((sum, run) => sum + run.events, 0);
    console.info(`simulator: ${events} events, ${Math.round(events / (performance.now() - begun))}k a second`);
    const holds = (id: string, of: (run: (typeof runs)[number]) => number): void => {
      const all = runs.map(of);
      const mean = all.reduce((sum, one) => sum + one, 0) / RUNS;
      const variance = all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (RUNS - 1);
      expect(Math.abs(facts.value(id) - mean), `${id}: ${facts.value(id)} for ${mean}`).toBeLessThanOrEqual(T * Math.sqrt(variance / RUNS));
    };
    holds('flows.f.rate.peak', ({ rate }) => rate);
    holds('flows.f.response.peak', ({ times }) => times.reduce((sum, time) => sum + time, 0) / times.length);
    holds('flows.f.calls.1.waiting.peak', ({ waits }) => waits[0]?.user as number);
    holds('flows.f.calls.2.waiting.peak', ({ waits }) => waits[1]?.user as number);
    holds('flows.g.calls.1.waiting.peak', ({ waits }) => waits[1]?.outside as number);
    // Percentiles take the form of waits for that of a gamma distribution, and those of one request to be independent of each other.
    const times = runs.flatMap((run) => run.times).sort((x, y) => x - y);
    for (const [name, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
      ['p99', 0.99],
    ] as const)
      near(facts.value(`flows.f.latency.${name}`), times[Math.floor(share * times.length)] as number, 0.08, name);
  });
});
