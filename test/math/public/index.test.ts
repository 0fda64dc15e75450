import { describe, expect, it } from 'vitest';
import * as math from '../../../src/math/public/index.js';
import { shortByStates } from '../support/chains.js';

/** What `sysdesign/math` adds to the formulas below it, which have tests of their own: names, domains, and formulas that only it offers. */

const near = (got: number, want: number, relative = 1e-12): void =>
  expect(Math.abs(got - want), `${got} for ${want}`).toBeLessThanOrEqual(relative * Math.abs(want));

const PAIR = { n: 2, k: 1, failureRate: 0.001, mttr: 10, crews: 1 } as const;
const FAILOVER = { time: 0.01, coverage: 0.95, manualTime: 0.5 } as const;
const MIRROR = { n: 2, tolerated: 1, mttf: 1e6, rebuildTime: 24, rebuild: 'serial' } as const;

describe('queues', () => {
  it('of one server at 80% wait four service times, and ten that share a queue 0.2', () => {
    // rho / (1 - rho) = 4; Erlang C of 10 servers and 8 erlangs is 0.4092, over 10 - 8.
    near(math.queue({ rate: 0.8, serviceTime: 1, servers: 1 }).waiting, 4);
    const pooled = math.queue({ rate: 8, serviceTime: 1, servers: 10 });
    near(pooled.waiting, math.waitingCalls({ servers: 10, erlangs: 8 }) / 2);
    expect(pooled.waiting).toBeCloseTo(0.2046, 4);
    expect(math.queue({ rate: 1, serviceTime: 1, servers: 1 }).waiting).toBe(Infinity);
  });

  it('without room block as Erlang B: a / (1 + a) of one server', () => {
    near(math.blockedCalls({ servers: 1, erlangs: 3 }), 0.75);
    near(math.boundedQueue({ rate: 3, serviceTime: 1, servers: 1, room: 1 }).rejected, 0.75);
  });

  it('are waited for as long as the exponential tail says: ln(0.8 / 0.01) / 0.2 for p99 at 80%', () => {
    near(math.waitPercentile({ rate: 0.8, serviceTime: 1, servers: 1, share: 0.99 }), Math.log(80) / 0.2);
  });

  it('of jobs that go round and round, one alone never waits: 1 / (2 + 3) rounds', () => {
    near(math.closedQueue({ stations: [{ serviceTime: 2, visits: 1 }], jobs: 1, think: 3 }).throughput, 0.2);
  });

  it('are worked off: 1M at 500 a second in 33 min 20 s, and never where as much comes in', () => {
    expect(math.drainTime({ backlog: 1e6, in: 0, out: 500 })).toBe(2000);
    expect(math.drainTime({ backlog: 1, in: 5, out: 5 })).toBe(Infinity);
  });

  it('scale as the law they are made by', () => {
    const law = (n: number): number => (100 * n) / (1 + 0.05 * (n - 1) + 0.001 * n * (n - 1));
    const { gamma, alpha, beta } = math.scalability([1, 2, 4, 8, 16, 32].map((n) => [n, law(n)] as const));
    near(gamma, 100, 1e-6);
    near(alpha, 0.05, 1e-6);
    near(beta, 0.001, 1e-6);
  });
});

describe('redundancy', () => {
  it('of units that fail and are repaired is down for its share of the cycle', () => {
    expect(math.unavailability({ mttf: 99, mttr: 1 })).toBe(0.01);
    expect(math.unavailability({ mttf: Infinity, mttr: 5 })).toBe(0);
    expect(math.unavailability({ mttf: 5, mttr: Infinity })).toBe(1);
    expect([math.nines(1e-17), math.nines(0)]).toEqual([17, Infinity]);
  });

  it('in series and in parallel keeps what 1 - x would round away', () => {
    near(math.inSeries([1e-17, 2e-18]), 1.2e-17);
    expect([math.inParallel([]), math.inParallel([0.5, 0.25]), math.inSeries([])]).toEqual([1, 0.125, 0]);
  });

  it('k of n takes units that are alike or differ', () => {
    // Two or three of three down: 3 * 0.1^2 * 0.9 + 0.1^3.
    near(math.kOfN({ k: 2, n: 3, unavailability: 0.1 }), 0.028);
    near(math.kOfN({ k: 2, unavailabilities: [0.1, 0.1, 0.1] }), 0.028);
    near(math.kOfN({ k: 1, unavailabilities: [0.1, 0.2] }), 0.02);
  });

  it('with one crew for two units follows the chain of three states', () => {
    // 2 a, a upwards, 1 / r downwards: in the proportions 1 : 2 a r : 2 (a r)^2, and MTTF = (3 a + 1 / r) / (2 a^2).
    const { unavailability, frequency, meanOutage, meanTimeToFirstOutage } = math.repairedGroup(PAIR);
    near(unavailability, 0.0002 / (1 + 0.02 + 0.0002));
    near(meanOutage, 10);
    near(frequency, unavailability / 10);
    near(meanTimeToFirstOutage, (3 * 0.001 + 0.1) / 2e-6);
  });

  it('has a crew for each unit unless it is told otherwise', () => {
    const { crews: _, ...pair } = PAIR;
    near(math.repairedGroup(pair).unavailability, math.kOfN({ k: 1, n: 2, unavailability: 0.01 / 1.01 }));
  });

  it('with standbys tells where its outages come from', () => {
    const hot = math.standbyGroup({ ...PAIR, standby: 'hot', failover: FAILOVER });
    near(hot.unavailability, hot.failingOver + hot.uncovered + hot.exhausted);
    // Failures that are noticed come at 0.001 while the standby is up: 95% of them last 0.01, the others 0.5.
    near(hot.uncovered / hot.failingOver, (0.05 * 0.5) / (0.95 * 0.01));
    expect(math.standbyGroup({ ...PAIR, standby: 'cold', failover: FAILOVER }).exhausted).toBeLessThan(hot.exhausted);
    const atOnce = math.standbyGroup({ ...PAIR, standby: 'hot', failover: { time: 0, coverage: 1, manualTime: 0 } });
    near(atOnce.unavailability, math.repairedGroup(PAIR).unavailability);
  });

  it('with common causes leaves every unit as unavailable as it was', () => {
    // Of n units one is in 1 single, n - 1 pairs, C(n - 1, k - 1) groups of k.
    const total = (causes: math.CommonCauses): number => {
      let groups = 1;
      return causes.reduce((sum, chance, i) => {
        if (i > 0) groups *= (causes.length - i) / i;
        return sum + groups * chance;
      }, 0);
    };
    near(total(math.betaFactor({ unavailability: 0.02, n: 4, beta: 0.1 })), 0.02);
    near(total(math.alphaFactor({ unavailability: 0.02, alphas: [0.9, 0.05, 0.03, 0.02] })), 0.02);
    expect(math.betaFactor({ unavailability: 0.02, n: 1, beta: 0.1 })).toEqual([0.02]);
    expect(math.phiFactor({ unavailability: 0.5, phis: [0.75, 0.25] })).toEqual([0.375, 0.125]);
  });
});

describe('objectives', () => {
  it('are taken as they are written', () => {
    expect(math.errorBudget({ slo: 0.99999, window: 1e5 })).toBe(1);
    expect(math.observedBurnRate({ errors: 0.005, slo: 0.999 })).toBe(5);
  });

  it('have the burn rates of the workbook', () => {
    near(math.burnRate({ share: 0.02, period: 720, window: 1 }), 14.4);
    near(math.budgetShare({ rate: 14.4, period: 720, window: 1 }), 0.02);
    expect(math.burnRateAlerts().map(({ rate }) => rate)).toEqual([14.4, 6, 3, 1]);
    near(math.burnRateAlerts(28 * 86_400)[0]?.rate ?? 0, 13.44);
  });

  it('cannot be alerted on where not even a full outage burns so fast', () => {
    // 1 - 1 / 14.4 = 93.06%.
    const fires = [0.9, 0.93, 0.931, 0.999].map((slo) => math.alertThreshold({ rate: 14.4, slo }) <= 1);
    expect(fires).toEqual([false, false, true, true]);
    near(math.observedBurnRate({ errors: 1, slo: 0.999 }), 1000);
  });

  it('are alerted on in time or never', () => {
    // Half a percent of errors burns 99.9% five times too fast: a day's alert at 3 fills in 3/5 of a day, an hour's at 14.4 never.
    const alert = { errors: 0.005, slo: 0.999 };
    near(math.detectionTime({ ...alert, rate: 3, window: 24 }), 14.4);
    expect(math.detectionTime({ ...alert, rate: 14.4, window: 1 })).toBe(Infinity);
    expect(math.detectionTime({ ...alert, errors: 0, rate: 14.4, window: 1 })).toBe(Infinity);
  });

  it('without a budget are missed by any outage', () => {
    // Up for 1 / 0.5 and down for 3 by turns: up for 2 / 5 of the time, and then for all of 2 with exp(-0.5 x 2).
    near(math.chanceToMissObjective({ outages: 0.5, meanOutage: 3, window: 2, budget: 0 }), 1 - 0.4 * Math.exp(-1));
  });

  it('are missed by each cause as it is', () => {
    const blips = { outages: 1 / 50, meanOutage: 0.02 };
    const long = { outages: 1 / 4000, meanOutage: 8 };
    const missedBy = (causes: readonly math.CauseOfOutages[]): number => math.chanceToMissByCauses({ causes, window: 720, budget: 0.72 });
    near(missedBy([long]), math.chanceToMissObjective({ ...long, window: 720, budget: 0.72 }));
    // In twos of half the rate they are the same; what costs nothing is no cause.
    near(missedBy([blips, { ...long, outages: 1 / 8000 }, { ...long, outages: 1 / 8000 }, { ...long, share: 0 }]), missedBy([blips, long]));
  });
});

describe('durability', () => {
  it('of a mirror is near the textbook where rebuilds are short, and above it', () => {
    // (3 a + b) / (2 a^2) for a = 1 / mttf, b = 1 / rebuild, against b / (2 a^2): 3 rebuilds per life more.
    near(math.meanTimeToDataLoss(MIRROR) / math.approximateMeanTimeToDataLoss(MIRROR) - 1, (3 * 24) / 1e6, 1e-6);
    // Three rebuilds at once are 3! times as good as one after the other.
    const code = { ...MIRROR, n: 9, tolerated: 3 };
    near(math.approximateMeanTimeToDataLoss({ ...code, rebuild: 'parallel' }), 6 * math.approximateMeanTimeToDataLoss(code));
    // Nothing is spared: the first failure of any.
    const bare = { n: 4, tolerated: 0, mttf: 1000, rebuildTime: 10, rebuild: 'serial' } as const;
    near(math.meanTimeToDataLoss(bare), 250);
    near(math.approximateMeanTimeToDataLoss(bare), 250);
  });

  it('keeps small chances', () => {
    near(math.chanceWithin({ mean: 1e20, time: 1 }), 1e-20);
    expect(math.chanceWithin({ mean: Infinity, time: 1 })).toBe(0);
    near(math.mttfOfAnnualRate({ annualRate: 0.0131 }), 668_702.2900763359);
  });

  it('by windows is that of all states', () => {
    const { window, all } = math.windowModelLoss({ n: 8, tolerated: 2, failures: 0.01, windows: 100, law: 'binomial' });
    const alike = Array.from({ length: 8 }, () => 0.01);
    near(window, shortByStates(alike, 6), 1e-11);
    near(all, 1 - (1 - window) ** 100, 1e-10);
    // 20 shards at 0.1: mean 2, P(4) = 2^4 / 24 exp(-2).
    const poisson = math.windowModelLoss({ n: 20, tolerated: 3, failures: 0.1, windows: 1, law: 'poisson' });
    near(poisson.window, (16 / 24) * Math.exp(-2));
  });
});

describe('the window model beside the chain', () => {
  // Chain: n failures a life, then one of n - 1 before the first is rebuilt, and so on, m times. Windows: m + 1 of n in one rebuild's time.
  const factorial = (m: number): number => (m === 0 ? 1 : m * factorial(m - 1));
  it.each([
    [2, 1],
    [3, 2],
    [8, 2],
    [20, 3],
    [14, 4],
  ])('for %i shards that bear %i losses is (m + 1)! times as kind as serial rebuilds, m + 1 times as parallel ones', (n, tolerated) => {
    const [mttf, rebuildTime, year] = [1e8, 10, 8760];
    const failures = math.chanceWithin({ mean: mttf, time: rebuildTime });
    const { all } = math.windowModelLoss({ n, tolerated, failures, windows: year / rebuildTime, law: 'binomial' });
    const chain = (rebuild: 'serial' | 'parallel'): number =>
      math.chanceWithin({ mean: math.meanTimeToDataLoss({ n, tolerated, mttf, rebuildTime, rebuild }), time: year });
    near(chain('serial') / all, factorial(tolerated + 1), 1e-5);
    near(chain('parallel') / all, tolerated + 1, 1e-5);
  });
});

describe('a number outside its domain', () => {
  const wrong: readonly (readonly [name: string, call: () => unknown])[] = [
    ['mttf', () => math.unavailability({ mttf: -1, mttr: 1 })],
    ['mttr', () => math.unavailability({ mttf: 1, mttr: NaN })],
    ['mttf + mttr', () => math.unavailability({ mttf: 0, mttr: 0 })],
    ['mttr', () => math.unavailability({ mttf: Infinity, mttr: Infinity })],
    ['unavailability', () => math.nines(1.1)],
    ['unavailabilities[1]', () => math.inSeries([0.1, -0.1])],
    ['unavailabilities[0]', () => math.inParallel([NaN])],
    ['k', () => math.kOfN({ k: 1.5, n: 3, unavailability: 0.1 })],
    ['n', () => math.kOfN({ k: 1, n: -3, unavailability: 0.1 })],
    ['unavailability', () => math.kOfN({ k: 1, n: 3, unavailability: 2 })],
    ['unavailabilities[2]', () => math.kOfN({ k: 1, unavailabilities: [0, 1, 3] })],
    ['failureRate', () => math.repairedGroup({ ...PAIR, failureRate: -1 })],
    ['crews', () => math.repairedGroup({ ...PAIR, crews: 0 })],
    ['failover.coverage', () => math.standbyGroup({ ...PAIR, standby: 'hot', failover: { ...FAILOVER, coverage: 1.5 } })],
    ['failover.time', () => math.standbyGroup({ ...PAIR, standby: 'hot', failover: { ...FAILOVER, time: -1 } })],
    ['beta', () => math.betaFactor({ unavailability: 0.1, n: 2, beta: -0.1 })],
    ['the sum of alphas', () => math.alphaFactor({ unavailability: 0.1, alphas: [0, 0] })],
    ['phis[0]', () => math.phiFactor({ unavailability: 0.1, phis: [2] })],
    ['slo', () => math.errorBudget({ slo: 99.9, window: 30 })],
    ['window', () => math.burnRate({ share: 0.1, period: 30, window: 0 })],
    ['rate', () => math.budgetShare({ rate: -1, period: 30, window: 1 })],
    ['errors', () => math.observedBurnRate({ errors: 5, slo: 0.999 })],
    ['rate', () => math.alertThreshold({ rate: NaN, slo: 0.999 })],
    ['window', () => math.detectionTime({ errors: 0.1, slo: 0.999, rate: 1, window: -1 })],
    ['period', () => math.burnRateAlerts(0)],
    ['budget', () => math.chanceToMissObjective({ outages: 1, meanOutage: 1, window: 1, budget: -1 })],
    ['share', () => math.chanceToMissByCauses({ causes: [{ outages: 1, meanOutage: 1, share: 2 }], window: 1, budget: 1 })],
    ['mean', () => math.chanceWithin({ mean: 0, time: 1 })],
    ['annualRate', () => math.mttfOfAnnualRate({ annualRate: -0.1 })],
    ['tolerated', () => math.meanTimeToDataLoss({ ...MIRROR, tolerated: 2 })],
    ['rebuildTime', () => math.approximateMeanTimeToDataLoss({ ...MIRROR, rebuildTime: 0 })],
    ['failures', () => math.windowModelLoss({ n: 3, tolerated: 1, failures: 2, windows: 1, law: 'binomial' })],
    ['time', () => math.fixed(-1)],
    ['mean', () => math.exponential(0)],
    ['p99', () => math.logNormal({ p50: 2, p99: 1 })],
    ['variation', () => math.gamma({ mean: 1, variation: -1 })],
    ['enough', () => math.concurrent([math.exponential(1)], 2)],
    ['enough', () => math.fanOut(math.exponential(1), { count: 2, enough: 3 })],
    ['the sum of shares', () => math.mixture([{ share: 0.5, plan: math.exponential(1) }])],
    ['after', () => math.hedged(math.exponential(1), -1)],
    ['timeout', () => math.withTimeout(math.exponential(1), { timeout: 0, retries: 1 })],
    ['retries', () => math.withTimeout(math.exponential(1), { timeout: 1, retries: 101 })],
    ['the mean', () => math.meanTime(math.sequential([math.exponential(1), math.exponential(2)]))],
    ['slow', () => math.anySlow({ count: 1, slow: 2 })],
    ['target', () => math.leafPercentile({ count: 1, target: 0 })],
    ['failing', () => math.retriesOf({ failing: 2, retries: 1 })],
    ['servers', () => math.blockedCalls({ servers: -1, erlangs: 1 })],
    ['erlangs', () => math.waitingCalls({ servers: 1, erlangs: NaN })],
    ['servers', () => math.queue({ rate: 1, serviceTime: 1, servers: 1.5 })],
    ['service', () => math.queue({ rate: 1, serviceTime: 1, servers: 1, service: -1 })],
    ['share', () => math.waitPercentile({ rate: 1, serviceTime: 1, servers: 2, share: 1 })],
    ['room', () => math.boundedQueue({ rate: 1, serviceTime: 1, servers: 3, room: 2 })],
    ['jobs', () => math.closedQueue({ stations: [{ serviceTime: 1, visits: 1 }], jobs: -1, think: 0 })],
    ['out', () => math.drainTime({ backlog: 1, in: 0, out: 0 })],
    [
      'the number of points',
      () =>
        math.scalability([
          [1, 1],
          [2, 2],
          [3, 3],
        ]),
    ],
  ];

  it.each(wrong)('%s is an error that names it', (name, call) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(`${name} is `);
  });

  it('is one wherever a formula takes arguments by name', () => {
    const tested = wrong.map(([, call]) => /\.(\w+)\(/.exec(String(call))?.[1] ?? '');
    // These have tests of their own: their arguments are not named, are plans, or are those of `Popularity`.
    const elsewhere =
      /^(solveFaultTree|latencyOf|sequential|normal(Cdf|Quantile)|percentiles|quantileFunction|meanOfSpread|sampleScores|characteristicTime|(hot|lru)(Share|Size|HitRatio))$/;
    expect(Object.keys(math).filter((name) => !tested.includes(name) && !elsewhere.test(name))).toEqual([]);
  });
});
