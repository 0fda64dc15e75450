import { describe, expect, test } from 'vitest';
import {
  closedQueue,
  type SingleStation as MixedStation,
  mixedBounds,
  mixedClosedQueue,
  mixedWait,
} from '../../../src/math/queueing/index.js';

const near = (got: number, want: number, off = 1e-10, what = ''): void =>
  expect(Math.abs(got - want), `${what} ${got} for ${want}`).toBeLessThanOrEqual(off * Math.abs(want));

const single = (demand: number): MixedStation => ({ servers: 1, outside: 0, queues: 1, demand });

/** Mean value analysis as it stands in the textbook, of stations with one server each. */
function meanValues(demands: readonly number[], jobs: number, think: number) {
  let there = demands.map(() => 0);
  let [throughput, times] = [0, demands.map(() => 0)];
  for (let n = 1; n <= jobs; n++) {
    times = demands.map((demand, i) => demand * (1 + (there[i] as number)));
    throughput = n / (think + times.reduce((sum, time) => sum + time, 0));
    there = times.map((time) => throughput * time);
  }
  return { throughput, times };
}

/**
 * One queue, jobs that think an exponential time, calls from outside that are Poisson: the chances of (jobs, calls) there, by going round the equations of
 * balance until nothing moves.
 */
function balanced(jobs: number, think: number, rate: number, servers: number, service: number, room: number) {
  const width = room + 1;
  let p = new Float64Array((jobs + 1) * width).fill(1);
  const at = (k: number, m: number): number => (k < 0 || m < 0 || k > jobs || m > room ? 0 : (p[k * width + m] as number));
  const done = (k: number, m: number, of: number): number => (k + m === 0 ? 0 : (Math.min(k + m, servers) / service) * (of / (k + m)));
  for (let sweep = 0; sweep < 4000; sweep++) {
    for (let k = 0; k <= jobs; k++)
      for (let m = 0; m <= room; m++) {
        const out = (jobs - k) / think + (m < room ? rate : 0) + done(k, m, k) + done(k, m, m);
        const flows =
          at(k - 1, m) * ((jobs - k + 1) / think) +
          at(k, m - 1) * rate +
          (k < jobs ? at(k + 1, m) * done(k + 1, m, k + 1) : 0) +
          (m < room ? at(k, m + 1) * done(k, m + 1, m + 1) : 0);
        p[k * width + m] = flows / out;
      }
    const sum = p.reduce((all, chance) => all + chance, 0);
    p = p.map((chance) => chance / sum);
  }
  let throughput = 0;
  const waits = { job: 0, call: 0, jobs: 0 };
  for (let k = 0; k <= jobs; k++)
    for (let m = 0; m <= room; m++) {
      const ahead = Math.max(0, k + m - servers + 1);
      throughput += at(k, m) * done(k, m, k);
      waits.call += at(k, m) * ahead;
      // A job comes in as often as others think.
      waits.job += at(k, m) * (jobs - k) * ahead;
      waits.jobs += at(k, m) * (jobs - k);
    }
  return { throughput, job: ((waits.job / waits.jobs) * service) / servers, call: (waits.call * service) / servers };
}

describe('a closed network', () => {
  test('of the textbook: a processor and two disks, terminals that think 15 s', () => {
    // Lazowska et al. 1984, section 6.4: demands 0.605, 2.1 and 1.35 s. By hand: X(1) = 1 / 19.055, X(2) = 2 / 19.4007.
    const stations = [0.605, 2.1, 1.35].map(single);
    near(mixedClosedQueue(stations, 1, 15).throughput, 1 / 19.055, 1e-12);
    const second = 0.605 * (1 + 0.605 / 19.055) + 2.1 * (1 + 2.1 / 19.055) + 1.35 * (1 + 1.35 / 19.055);
    near(mixedClosedQueue(stations, 2, 15).throughput, 2 / (15 + second), 1e-12);
    near(mixedClosedQueue(stations, 3, 15).throughput, 0.152, 4e-3);
    for (const jobs of [3, 20, 200])
      near(mixedClosedQueue(stations, jobs, 15).throughput, meanValues([0.605, 2.1, 1.35], jobs, 15).throughput, 1e-9);
  });

  test('of users of one fleet: the machine repair model, by its own chances', () => {
    for (const [jobs, servers, service, think] of [
      [6, 2, 1, 4],
      [40, 8, 0.5, 3],
      [500, 64, 1, 6],
    ] as const) {
      let [term, sum, busy] = [1, 1, 0];
      for (let k = 1; k <= jobs; k++) {
        term *= ((jobs - k + 1) / think) * (service / Math.min(k, servers));
        sum += term;
        busy += term * Math.min(k, servers);
      }
      const station = { servers, outside: 0, queues: 1, demand: service };
      near(mixedClosedQueue([station], jobs, think).throughput, busy / sum / service, 1e-10, `${jobs} with ${servers}`);
    }
  });

  test('whose calls are dealt out to equal queues is one of as many stations', () => {
    const fleet: MixedStation = { servers: 1, outside: 0, queues: 4, demand: 0.25 };
    const wanted = meanValues([0.25, 0.25, 0.25, 0.25, 0.7], 30, 5);
    near(mixedClosedQueue([fleet, single(0.7)], 30, 5).throughput, wanted.throughput, 1e-10);
    // Waits of a visit by mean value analysis, in services of it.
    const wait = mixedWait([fleet, single(0.7)], 1, 30, 5, wanted.throughput, true);
    near(wait.mean, (wanted.times[4] as number) / 0.7 - 1, 1e-9);
  });

  test('keeps its digits with many users and many servers, full or nearly so', () => {
    for (const [jobs, servers] of [
      [20_000, 100],
      [100_000, 64],
    ] as const) {
      const { throughput, method } = mixedClosedQueue([{ servers, outside: 0, queues: 1, demand: 0.01 }], jobs, 1);
      expect(method).toBe('exact');
      near(throughput, servers / 0.01, 1e-9);
      expect(throughput * 0.01).toBeLessThan(servers);
    }
    // Far below what it can carry nobody waits.
    near(mixedClosedQueue([{ servers: 100, outside: 0, queues: 1, demand: 0.01 }], 5000, 1).throughput, 5000 / 1.01, 1e-9);
  });

  test('of a hundred servers that are asked for twice what they carry is full', () => {
    // 2,000 users with 100 ms of thought ask for up to 18k/s of 10k/s; what is not in service waits: 2,000 / X - 0.1 s.
    const { throughput, time, stations } = closedQueue([{ serviceTime: 0.01, visits: 1, servers: 100 }], 2000, 0.1);
    near(throughput, 10_000, 1e-9);
    near(time, 0.1, 1e-8);
    near(stations[0]?.inSystem as number, 1000, 1e-8);
  });

  test('of one job waits for nobody; of none does nothing', () => {
    expect(mixedWait([single(1)], 0, 1, 0, 1, true)).toEqual({ waits: 0, mean: 0, variation: 1 });
    expect(mixedClosedQueue([single(1)], 0, 1).throughput).toBe(0);
    near(mixedClosedQueue([single(1)], 1, 3).throughput, 0.25);
  });
});

describe('a mixed network', () => {
  test('leaves jobs what calls from outside do not take: demand / (1 - their share) with one server', () => {
    const wanted = meanValues([0.5 / (1 - 0.6), 0.3], 12, 4);
    near(mixedClosedQueue([{ ...single(0.5), outside: 0.6 }, single(0.3)], 12, 4).throughput, wanted.throughput, 1e-10);
  });

  test.each([
    [1, 3, 4, 0.5],
    [2, 5, 3, 1.1],
    [3, 4, 1, 1.5],
  ])('of %i servers and %i jobs is what the equations of balance give', (servers, jobs, think, outside) => {
    const wanted = balanced(jobs, think, outside, servers, 1, 90);
    const station: MixedStation = { servers, outside, queues: 1, demand: 1 };
    const { throughput } = mixedClosedQueue([station], jobs, think);
    near(throughput, wanted.throughput, 1e-6);
    near(mixedWait([station], 0, jobs, think, throughput, true).mean / 1, wanted.job, 1e-5, 'a job waits');
    near(mixedWait([station], 0, jobs, think, throughput, false).mean / 1, wanted.call, 1e-5, 'a call waits');
  });

  test('of jobs that leave work behind is one with that work from outside', () => {
    const x = mixedClosedQueue([{ ...single(0.5), behind: 0.2 }], 9, 2).throughput;
    near(mixedClosedQueue([{ ...single(0.5), outside: 0.2 * x }], 9, 2).throughput, x, 1e-9);
  });
});

describe('many more jobs than can be worked out one by one', () => {
  test('by approximation, within 1% of exact at 2,000 and more, and within its bounds', () => {
    for (const servers of [1, 4, 16])
      for (const jobs of [2000, 4000])
        for (const load of [0.5, 0.9, 1, 1.3]) {
          const think = (jobs * 0.01) / (servers * load);
          const station: MixedStation = { servers, outside: 0, queues: 1, demand: 0.01 };
          const exact = mixedClosedQueue([station], jobs, think);
          const rough = mixedClosedQueue([station], jobs, think, 0);
          expect([exact.method, rough.method]).toEqual(['exact', 'approximate']);
          near(rough.throughput, exact.throughput, 0.01, `${jobs} jobs, ${servers} servers, load ${load}`);
          const { low, high } = mixedBounds([station], jobs, think);
          for (const { throughput } of [exact, rough]) {
            expect(throughput).toBeLessThanOrEqual(high * (1 + 1e-12));
            expect(throughput).toBeGreaterThanOrEqual(low);
          }
        }
  });

  test('so of ten million users, whose queues are as good as always busy', () => {
    const { throughput, method } = mixedClosedQueue([{ servers: 8, outside: 0, queues: 50, demand: 0.0002 }], 1e7, 30);
    expect(method).toBe('approximate');
    near(throughput, 8 / 0.0002, 1e-5);
  });
});
