import { describe, expect, it } from 'vitest';
import { exponentialTime, fixedTime, inTurn, logNormalTime, own, type Plan, solve } from '../../../../src/math/index.js';
import { tenthOf } from '../../../support/full.js';
import { Paths } from '../support/paths.js';

const HELD = { p50: 0.5, p95: 0.95, p99: 0.99, p999: 0.999 } as const;
/** The tolerance, and the digits of the last point. */
const WIDEST = 1.0101;

/** How far apart the ends of its brackets are at most, apart from gaps: between the ends of a gap there is nothing. */
function widest(plan: Plan): number {
  const solved = solve(plan);
  return Math.max(
    ...Object.values(HELD).map((share) => {
      const { low, high } = solved.percentile(share);
      const between = solved.within(high * 0.9999).low - solved.within(low * 1.0001).high;
      return high > low * WIDEST && Math.abs(between) < 1e-6 ? 1 : high / low;
    }),
  );
}

const either = (share: number, plan: Plan, other: Plan): Plan => ({
  kind: 'either',
  of: [
    { share, plan },
    { share: 1 - share, plan: other },
  ],
});
const exponential = (mean: number): Plan => own(exponentialTime(mean));
const cache = (time: Plan, hit: number, miss: Plan): Plan => inTurn(time, either(hit, inTurn(), miss));
const givenUp = (plan: Plan, timeout: number, retries = 0): Plan => ({
  kind: 'attempts',
  plan,
  timeout,
  waits: Array.from({ length: retries }, () => fixedTime(timeout / 10)),
  on: { timeout: true, error: true },
});

describe('brackets are at most 1% wide from p50 to p99.9', () => {
  const slow = own(logNormalTime(0.2, 0.9));
  const quick = own(logNormalTime(0.0005, 0.002));
  it.each<[string, Plan]>([
    ['90% at 0.5 ms and 10% at 200 ms', inTurn(quick, either(0.9, quick, slow))],
    ['three scales', inTurn(quick, either(0.9, quick, either(0.9, slow, own(logNormalTime(30, 90)))))],
    ['a microsecond with ten seconds', inTurn(own(logNormalTime(1e-6, 3e-6)), either(0.6, exponential(1e-6), own(logNormalTime(10, 40))))],
    ['a cache in a cache in a retry with a timeout', givenUp(cache(quick, 0.9, cache(quick, 0.8, inTurn(slow, quick))), 1.2, 1)],
    ['calls that are given up long before the whole is done', inTurn(own(logNormalTime(8, 30)), givenUp(inTurn(quick, quick), 0.002, 2))],
    ['300 calls in turn', { kind: 'repeated', plan: inTurn(quick, quick), times: 300 }],
    [
      'the first of four scales',
      { kind: 'repeated', plan: { kind: 'together', of: [1.4e-5, 2, 0.1, 0.01].map(exponential), enough: 1 }, times: 12 },
    ],
  ])('%s', (_, plan) => {
    expect(widest(plan)).toBeLessThanOrEqual(WIDEST);
  });

  it('of deep paths of any scales, timeouts in their tails', { timeout: 600_000 }, () => {
    for (let seed = 1; seed <= tenthOf(300); seed++) {
      const { plan, text } = new Paths(seed).path();
      expect(widest(plan), `${seed}: ${text}`).toBeLessThanOrEqual(WIDEST);
    }
  });
});

describe('brackets hold what they are of', () => {
  /** Chance that n exponential times of mean 1 are over by t: one minus that fewer have ended, as Poisson counts them. */
  function erlangWithin(n: number, t: number): number {
    let [term, sum] = [Math.exp(-t), 0];
    for (let k = 0; k < n; k++) {
      sum += term;
      term *= t / (k + 1);
    }
    return 1 - sum;
  }

  it.each([2, 3, 7, 64, 100, 300])('of %i exponential times in turn, the Erlang distribution', (times) => {
    const solved = solve({ kind: 'repeated', plan: exponential(1), times });
    for (const share of Object.values(HELD)) {
      const { low, high } = solved.percentile(share);
      expect(erlangWithin(times, low)).toBeLessThanOrEqual(share + 1e-9);
      expect(erlangWithin(times, high)).toBeGreaterThanOrEqual(share - 1e-9);
    }
  });

  it('of a call that is given up in the middle of its times, beside what takes ten thousand times as long', () => {
    // X exponential of mean 1 ms given up after 1 ms, once: a share e^-1 fails. Y of mean 10 s after it, so that the whole is Y but for 0.01%.
    const solved = solve(inTurn(givenUp(exponential(0.001), 0.001), exponential(10)));
    expect(solved.failed.low).toBeLessThanOrEqual(Math.exp(-1));
    expect(solved.failed.high).toBeGreaterThanOrEqual(Math.exp(-1));
    expect(solved.failed.high - solved.failed.low).toBeLessThan(1e-6);
    for (const share of Object.values(HELD)) {
      const { low, high } = solved.percentile(share);
      expect(low).toBeLessThan(-10 * Math.log(1 - share) + 0.001);
      expect(high).toBeGreaterThan(-10 * Math.log(1 - share));
    }
  });

  it('of sums that are given up in their midst: none that is answered took longer than all attempts and waits', () => {
    // Eleven exponential times of 1 s, given up at their median and tried twice more: (F(t) - rest) of Erlang(11), by hand over the attempts.
    const [timeout, wait] = [10.668, 2];
    const eleven: Plan = { kind: 'repeated', plan: exponential(1), times: 11 };
    const solved = solve({
      kind: 'attempts',
      plan: eleven,
      timeout,
      waits: [fixedTime(wait), fixedTime(wait)],
      on: { timeout: true, error: true },
    });
    const inTime = erlangWithin(11, timeout);
    const answered = 1 - (1 - inTime) ** 3;
    const within = (t: number): number => {
      let [sum, share] = [0, 1];
      for (let i = 0; i < 3; i++) {
        const own = t - i * (timeout + wait);
        sum += share * (own >= timeout ? inTime : own > 0 ? erlangWithin(11, own) : 0);
        share *= 1 - inTime;
      }
      return sum / answered;
    };
    for (const share of [...Object.values(HELD), 0.9999]) {
      const { low, high } = solved.percentile(share);
      expect(within(low * (1 - 1e-9)), `${share}`).toBeLessThanOrEqual(share + 1e-9);
      expect(within(high), `${share}`).toBeGreaterThanOrEqual(share - 1e-9);
      expect(high / low, `${share}`).toBeLessThan(WIDEST);
      expect(high).toBeLessThanOrEqual(3 * timeout + 2 * wait);
    }
    expect(solved.within(3 * timeout + 2 * wait)).toEqual({ value: 1, low: 1, high: 1 });
  });

  it('of paths with timeouts anywhere from p30 on: bounded but for few, within 1% for most', { timeout: 600_000 }, () => {
    const all = Array.from({ length: tenthOf(300) }, (_, i) => new Paths(1000 + i, 0.3).path()).filter(({ text }) => /attempts/.test(text));
    const widths = all.map(({ plan }) => widest(plan));
    expect(all.length).toBeGreaterThan(5);
    // Sums that are given up in their midst within others that are: what is lost in one is doubled in the next.
    expect(widths.filter((width) => width > WIDEST).length / all.length).toBeLessThan(0.12);
    expect(widths.filter((width) => !Number.isFinite(width)).length / all.length).toBeLessThan(0.01);
  });

  it('of what goes on after an error that may be quicker than its answer: the longest is known', () => {
    // Given up at 0.9 s, with an error from within at 0.5 s for those that are not answered then; what is done instead takes 1 s.
    const within = inTurn(givenUp(exponential(0.3), 0.5), exponential(0.2));
    const solved = solve({ kind: 'recovered', plan: givenUp(within, 0.9), share: 1, instead: own(fixedTime(1)) });
    const late = Math.exp(-0.5 / 0.3);
    // The first part takes x and the second more than 0.9 - x, x < 0.5: both exponential.
    const [a, b] = [1 / 0.3, 1 / 0.2];
    const second = (a / (b - a)) * (Math.exp((b - a) * 0.5) - 1) * Math.exp(-b * 0.9);
    for (const [time, want] of [
      [0.9, 1 - late - second],
      [1.51, 1 - second],
      [1.91, 1],
    ] as const) {
      const { low, high } = solved.within(time);
      expect(low).toBeLessThanOrEqual(want + 1e-9);
      expect(high).toBeGreaterThanOrEqual(want - 1e-9);
      expect(high - low, `by ${time}`).toBeLessThan(0.005);
    }
    expect(solved.percentile(0.999).high).toBeLessThan(1.92);
    expect(solved.percentile(0.999).high / solved.percentile(0.999).low).toBeLessThan(1.01);
  });

  it('of what takes just as long as its timeout: it is answered', () => {
    const solved = solve(inTurn(exponential(1), givenUp(own(fixedTime(0.1)), 0.1)));
    expect(solved.failed.value).toBe(0);
    // With another beside it, of which half is too late: ln 2 is the median.
    const half = solve(
      inTurn(exponential(3), givenUp({ kind: 'together', of: [own(fixedTime(Math.LN2)), exponential(1)], enough: 2 }, Math.LN2)),
    );
    expect(half.failed.value).toBeCloseTo(0.5, 9);
  });
});
