import {
  anySlow,
  exponential,
  fanOut,
  gamma,
  hedged,
  latencyOf,
  leafPercentile,
  logNormal,
  meanTime,
  mixture,
  normalQuantile,
  retriesOf,
  sequential,
} from '../../../src/math/public/index.js';
import { type Known, known } from './known.js';

const DEAN = 'Dean & Barroso, The Tail at Scale (CACM 2013)';
const LEAF = 'leaf percentile needed for fan-out p99';

const slow = ({ fanout, p_slow }: { readonly fanout: number; readonly p_slow: number }) => ({
  p_any_slow: anySlow({ count: fanout, slow: p_slow }),
});

function leaf({ fanout, target }: { readonly fanout: number; readonly target: number }) {
  const { share, tail } = leafPercentile({ count: fanout, target });
  return { leaf_percentile: share, leaf_tail: tail };
}

/** The sum of k exponentials of mean 1, in closed form. */
const erlang = (k: number) => gamma({ mean: k, variation: 1 / k });

/** The tail of the collection, but for its two measurements, which no formula gives. */
export const LATENCY: readonly Known[] = [
  known('tail-100-1pct', 'tail.fanout', DEAN, { fanout: 100, p_slow: 0.01 }, { p_any_slow: 0.6339676587267705 }, 1e-12, slow),
  known('tail-2000-1e-4', 'tail.fanout', DEAN, { fanout: 2000, p_slow: 0.0001 }, { p_any_slow: 0.1812774347344685 }, 1e-12, slow),
  known(
    'tail-leafpct-2',
    'tail.fanout',
    LEAF,
    { fanout: 2, target: 0.99 },
    { leaf_percentile: 0.99498743710662, leaf_tail: 0.0050125628933800495 },
    1e-12,
    leaf,
  ),
  known(
    'tail-leafpct-10',
    'tail.fanout',
    LEAF,
    { fanout: 10, target: 0.99 },
    { leaf_percentile: 0.99899547129175, leaf_tail: 0.00100452870824995 },
    1e-12,
    leaf,
  ),
  known(
    'tail-leafpct-1000',
    'tail.fanout',
    LEAF,
    { fanout: 1000, target: 0.99 },
    { leaf_percentile: 0.9999899497146509, leaf_tail: 1.0050285349045262e-5 },
    1e-12,
    leaf,
  ),
  known(
    'tail-exp-max',
    'tail.fanout',
    'max of n Exp(1): mean H_n, p99 = -ln(1-.99^(1/n))',
    { n: 100 },
    { mean: 5.187377517639621, p99: 9.205369664023067 },
    1e-10,
    ({ n }) => {
      const plan = fanOut(exponential(1), { count: n });
      return { mean: meanTime(plan), p99: latencyOf(plan).percentile(0.99).value };
    },
  ),
  known(
    'tail-hedge-exp',
    'tail.hedge',
    'hedge after delay d, iid Exp(1): P(T>t)=e^-t for t<=d, e^-(t)*e^-(t-d) after',
    { mean: 1, delay: 2.995732273553991 },
    { extra_load: 0.05, p99: 3.800451229771041, p999: 4.951743776268064 },
    1e-10,
    ({ mean, delay }) => {
      const solved = latencyOf(hedged(exponential(mean), delay));
      return {
        extra_load: 1 - latencyOf(exponential(mean)).within(delay).value,
        p99: solved.percentile(0.99).value,
        p999: solved.percentile(0.999).value,
      };
    },
  ),
  known(
    'trap-sum-p99',
    'tail.trap',
    'sum of k iid Exp(1) stages: true p99 of Erlang-k vs k*p99',
    { k: 5 },
    { p99_true: 11.604625579477178, p99_summed_wrong: 23.02585092994046 },
    1e-9,
    ({ k }) => {
      // A gamma of that shape is the sum in closed form; the sum itself is held by its bracket.
      const { low, high } = latencyOf(sequential(Array.from({ length: k }, () => exponential(1)))).percentile(0.99);
      const exact = latencyOf(erlang(k)).percentile(0.99).value;
      return {
        p99_true: low <= exact && exact <= high && high / low <= 1.01 ? exact : Number.NaN,
        p99_summed_wrong: k * latencyOf(exponential(1)).percentile(0.99).value,
      };
    },
  ),
  known(
    'trap-avg-p99',
    'tail.trap',
    'merge two servers 90% Exp(1) 10% Exp(mean 20): p99 of mixture vs average of p99s',
    { w: [0.9, 0.1], means: [1, 20] },
    { p99_true: 46.051701859880914, avg_p99_wrong: 48.354286952874965 },
    1e-9,
    ({ w, means }) => {
      const parts = w.map((share, i) => ({ share, plan: exponential(means[i] as number) }));
      const p99 = (plan: ReturnType<typeof exponential>): number => latencyOf(plan).percentile(0.99).value;
      return { p99_true: p99(mixture(parts)), avg_p99_wrong: means.reduce((sum, mean) => sum + p99(exponential(mean)), 0) / means.length };
    },
  ),
  known(
    'quorum-latency',
    'tail.kofn',
    'k-of-n order statistic, Exp(1): 2 of 3 mean 1/3+1/2; p99 from binomial tail',
    { k: 2, n: 3 },
    { mean: 0.8333333333333334, p99: 2.8318609507231534 },
    1e-9,
    ({ k, n }) => {
      const plan = fanOut(exponential(1), { count: n, enough: k });
      return { mean: meanTime(plan), p99: latencyOf(plan).percentile(0.99).value };
    },
  ),
  known(
    'tail-lognormal-fit',
    'tail.dist',
    'lognormal from p50 and p99',
    { p50: 10, p99: 100 },
    { mu: Math.LN10, sigma: 0.9897853707470159, mean: 16.32051055520352, p999: 212.9914069310184 },
    1e-9,
    (through) => {
      const plan = logNormal(through);
      const at = (share: number): number => Math.log(latencyOf(plan).percentile(share).value);
      return {
        mu: at(0.5),
        sigma: (at(0.99) - at(0.5)) / normalQuantile(0.99),
        mean: meanTime(plan),
        p999: latencyOf(plan).percentile(0.999).value,
      };
    },
  ),
  known(
    'retry-load',
    'tail.retry',
    'load amplification of r retries at failure prob f',
    { f: 0.5, retries: 3 },
    { amplification: 1.875, residual_failure: 0.0625 },
    1e-12,
    ({ f, retries }) => {
      const { sent, failed } = retriesOf({ failing: f, retries });
      return { amplification: sent, residual_failure: failed };
    },
  ),
];
