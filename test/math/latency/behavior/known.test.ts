import { describe, expect, it } from 'vitest';
import { inTurn, own, type Plan } from '../../../../src/math/latency/plan.js';
import { solve } from '../../../../src/math/latency/solve.js';
import { exponentialTime, fixedTime, logNormalTime } from '../../../../src/math/latency/times.js';

const SHARES = [0.5, 0.95, 0.99, 0.999];
const unit = own(exponentialTime(1));

/** P(Erlang-k with mean k > t) = e^-t (1 + t + ... + t^(k-1) / (k-1)!). */
function erlangWithin(k: number, t: number): number {
  let [term, sum] = [1, 1];
  for (let i = 1; i < k; i++) {
    term *= t / i;
    sum += term;
  }
  return 1 - Math.exp(-t) * sum;
}

function rootOf(within: (t: number) => number, share: number): number {
  let [low, high] = [0, 1e6];
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (within(middle) < share) low = middle;
    else high = middle;
  }
  return high;
}

/** Each percentile lies in its bracket, which is at most 1% wide. */
function holds(plan: Plan, within: (t: number) => number): void {
  const solved = solve(plan);
  for (const share of SHARES) {
    const exact = rootOf(within, share);
    const { low, high, value } = solved.percentile(share);
    expect(low, `p${share}`).toBeLessThanOrEqual(exact * (1 + 1e-9));
    expect(high, `p${share}`).toBeGreaterThanOrEqual(exact * (1 - 1e-9));
    expect(high / low, `p${share}`).toBeLessThanOrEqual(1.01);
    expect(value).toBeGreaterThanOrEqual(low);
    expect(value).toBeLessThanOrEqual(high);
  }
}

describe('brackets hold the percentiles that formulas give', () => {
  it.each([1, 2, 5, 10, 30])('of %i exponential stages in turn (Erlang)', (k) => {
    holds(inTurn(...Array.from({ length: k }, () => unit)), (t) => erlangWithin(k, t));
    holds({ kind: 'repeated', plan: unit, times: k }, (t) => erlangWithin(k, t));
  });

  it('of two stages of unlike means (hypoexponential)', () => {
    const [a, b] = [1, 0.01];
    const within = (t: number): number => 1 - (a * Math.exp(-t / a) - b * Math.exp(-t / b)) / (a - b);
    holds(inTurn(own(exponentialTime(a)), own(exponentialTime(b))), within);
  });

  it('of a stage and the slowest of 100', () => {
    // The maximum of n exponentials is the sum of exponentials of means 1/n, 1/(n-1), ... (Renyi), and one more stage makes its first coefficient 2.
    const n = 100;
    const slowest = (t: number): number => (1 - Math.exp(-t)) ** n;
    const within = (t: number): number => {
      // By Simpson's rule over the time of the first stage.
      const steps = 20_000;
      let sum = 0;
      for (let i = 0; i <= steps; i++) {
        const x = (t * i) / steps;
        sum += (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * Math.exp(-x) * slowest(t - x);
      }
      return (sum * t) / steps / 3;
    };
    const solved = solve(inTurn(unit, { kind: 'copies', plan: unit, count: n, enough: n }));
    for (const share of SHARES) {
      const { low, high } = solved.percentile(share);
      expect(within(low)).toBeLessThanOrEqual(share + 1e-7);
      expect(within(high)).toBeGreaterThanOrEqual(share - 1e-7);
      expect(high / low).toBeLessThanOrEqual(1.01);
    }
  });

  it('where scales differ: nine in ten take half a millisecond, the others 200 ms more', () => {
    const fast = own(exponentialTime(0.0005));
    const plan: Plan = {
      kind: 'either',
      of: [
        { share: 0.9, plan: fast },
        { share: 0.1, plan: inTurn(fast, own(fixedTime(0.2))) },
      ],
    };
    const within = (t: number): number => 0.9 * (1 - Math.exp(-t / 0.0005)) + 0.1 * (t < 0.2 ? 0 : 1 - Math.exp(-(t - 0.2) / 0.0005));
    holds(plan, within);
    holds(inTurn(plan), within);
  });
});

describe('a call that is given up', () => {
  // Exponential, given up after its mean, tried once more after a tenth: P(answered by t) in closed form.
  const [timeout, wait] = [1, 0.1];
  const plan: Plan = { kind: 'attempts', plan: unit, timeout, waits: [fixedTime(wait)], on: { timeout: true, error: true } };
  const given = Math.exp(-timeout);
  const answered = (t: number): number =>
    1 - Math.exp(-Math.min(t, timeout)) + given * (t < timeout + wait ? 0 : 1 - Math.exp(-Math.min(t - timeout - wait, timeout)));

  it('fails with the chance that all attempts are given up', () => {
    const { failed } = solve(plan);
    expect(failed.low).toBeLessThanOrEqual(given ** 2);
    expect(failed.high).toBeGreaterThanOrEqual(given ** 2);
    expect(failed.high / failed.low).toBeLessThan(1.01);
  });

  it('has the percentiles of those that are answered', () => {
    const all = answered(10);
    holds(plan, (t) => answered(t) / all);
  });
});

describe('a gap', () => {
  it('is told by both of its ends', () => {
    const plan: Plan = {
      kind: 'either',
      of: [
        { share: 0.99, plan: own(fixedTime(0.001)) },
        { share: 0.01, plan: inTurn(own(fixedTime(1)), own(logNormalTime(0.01, 0.02))) },
      ],
    };
    const { low, high } = solve(plan).percentile(0.99);
    expect(low).toBeLessThanOrEqual(0.001);
    expect(low).toBeGreaterThan(0.00099);
    expect(high).toBeGreaterThan(1);
  });
});
