import {
  approximateMeanTimeToDataLoss,
  chanceWithin,
  meanTimeToDataLoss,
  mttfOfAnnualRate,
  nines,
  windowModelLoss,
} from '../../../src/math/public/index.js';
import { type Known, known } from './known.js';

interface Calculator {
  readonly shards: number;
  readonly lost_if_failures_ge: number;
  readonly afr: number;
  readonly replace_days: number;
}

function daily({ shards, lost_if_failures_ge, afr, replace_days }: Calculator) {
  const failures = chanceWithin({ mean: mttfOfAnnualRate({ annualRate: afr, year: 365 }), time: replace_days });
  const tolerated = lost_if_failures_ge - 1;
  const { window, all } = windowModelLoss({ n: shards, tolerated, failures, windows: 365 / replace_days, law: 'binomial' });
  return { period_loss: window, annual_loss: all };
}

interface Group {
  readonly n: number;
  readonly tolerated: number;
  readonly mttf_h: number;
  readonly mttr_h: number;
}

function lost({ n, tolerated, mttf_h, mttr_h }: Group) {
  const shards = { n, tolerated, mttf: mttf_h, rebuildTime: mttr_h, rebuild: 'serial' } as const;
  const exact = meanTimeToDataLoss(shards);
  return {
    mttdl_h_exact: exact,
    mttdl_h_approx: approximateMeanTimeToDataLoss(shards),
    annual_loss: chanceWithin({ mean: exact, time: 8760 }),
  };
}

export const DURABILITY: readonly Known[] = [
  known(
    'backblaze-4p2-threshold6',
    'durability.erasure',
    'Backblaze/erasure-coding-durability README example: 4+2, AFR 0.10, 1-day replacement',
    { shards: 6, lost_if_failures_ge: 6, afr: 0.1, replace_days: 1 },
    { period_loss: 4.225575511899523e-22, annual_loss: 1.5423350618433259e-19 },
    1e-9,
    daily,
  ),
  known(
    'backblaze-4p2-threshold5',
    'durability.erasure',
    'Backblaze/erasure-coding-durability README example: 4+2, AFR 0.10, 1-day replacement',
    { shards: 6, lost_if_failures_ge: 5, afr: 0.1, replace_days: 1 },
    { period_loss: 9.253165313842172e-18, annual_loss: 3.377405339552387e-15 },
    1e-9,
    daily,
  ),
  known(
    'backblaze-4p2-threshold3',
    'durability.erasure',
    'Backblaze/erasure-coding-durability README example: 4+2, AFR 0.10, 1-day replacement',
    { shards: 6, lost_if_failures_ge: 3, afr: 0.1, replace_days: 1 },
    { period_loss: 4.1087075134783077e-10, annual_loss: 1.499678130275933e-7 },
    1e-9,
    daily,
  ),
  known(
    'backblaze-4p2-threshold2',
    'durability.erasure',
    'Backblaze/erasure-coding-durability README example: 4+2, AFR 0.10, 1-day replacement',
    { shards: 6, lost_if_failures_ge: 2, afr: 0.1, replace_days: 1 },
    { period_loss: 1.1247843904363267e-6, annual_loss: 4.104622707010735e-4 },
    1e-9,
    daily,
  ),
  known(
    'backblaze-17p3-blog',
    'durability.erasure',
    'Backblaze blog 2018 "11 nines": 17+3, AFR ~0.41%, 156 h rebuild, Poisson P(4 failures)',
    { data: 17, parity: 3, afr: 0.0041, rebuild_h: 156 },
    {
      lambda: 1.4602739726027399e-3,
      p4_per_window: 1.8918728625855475e-13,
      annual_durability: 0.9999999999894055,
      annual_loss: 1.0594488030479066e-11,
      nines: 10,
    },
    0.0001,
    ({ data, parity, afr, rebuild_h }) => {
      const failures = (afr * rebuild_h) / 8760;
      const n = data + parity;
      // As published: whole windows, and whole nines.
      const { window, all } = windowModelLoss({ n, tolerated: parity, failures, windows: Math.floor(8760 / rebuild_h), law: 'poisson' });
      return {
        lambda: n * failures,
        p4_per_window: window,
        annual_durability: 1 - all,
        annual_loss: all,
        nines: Math.floor(nines(all)),
      };
    },
  ),
  known(
    'mttdl-n2-tol1-1e+06',
    'durability.mttdl',
    'absorbing CTMC (serial rebuild) vs Patterson/Chen approximation MTTF^(m+1)/(n..(n-m) MTTR^m)',
    { n: 2, tolerated: 1, mttf_h: 1000000, mttr_h: 24 },
    { mttdl_h_exact: 20834833333.333332, mttdl_h_approx: 20833333333.333332, annual_loss: 4.2044963923063706e-7 },
    1e-9,
    lost,
  ),
  known(
    'mttdl-n3-tol2-1e+06',
    'durability.mttdl',
    'absorbing CTMC (serial rebuild) vs Patterson/Chen approximation MTTF^(m+1)/(n..(n-m) MTTR^m)',
    { n: 3, tolerated: 2, mttf_h: 1000000, mttr_h: 24 },
    { mttdl_h_exact: 289379631462962.94, mttdl_h_approx: 289351851851851.9, annual_loss: 3.027165372898259e-11 },
    1e-9,
    lost,
  ),
  known(
    'mttdl-n8-tol2-1e+06',
    'durability.mttdl',
    'absorbing CTMC (serial rebuild) vs Patterson/Chen approximation MTTF^(m+1)/(n..(n-m) MTTR^m)',
    { n: 8, tolerated: 2, mttf_h: 1000000, mttr_h: 24 },
    { mttdl_h_exact: 5168733900132.275, mttdl_h_approx: 5166997354497.3545, annual_loss: 1.6948057613011516e-9 },
    1e-9,
    lost,
  ),
  known(
    'mttdl-n14-tol4-1e+06',
    'durability.mttdl',
    'absorbing CTMC (serial rebuild) vs Patterson/Chen approximation MTTF^(m+1)/(n..(n-m) MTTR^m)',
    { n: 14, tolerated: 4, mttf_h: 1000000, mttr_h: 24 },
    { mttdl_h_exact: 12553357690312477000, mttdl_h_approx: 12546127997516886000, annual_loss: 6.978212695046646e-16 },
    1e-9,
    lost,
  ),
  known(
    'afr-0.0131',
    'durability.afr',
    'Backblaze Drive Stats (2024 AFR 1.57%, lifetime 1.31% at Q3 2025)',
    { afr: 0.0131 },
    { failure_prob_1y: 0.013014568457958281, mtbf_h: 668702.2900763359 },
    1e-9,
    ({ afr }) => ({ failure_prob_1y: chanceWithin({ mean: 1 / afr, time: 1 }), mtbf_h: mttfOfAnnualRate({ annualRate: afr }) }),
  ),
  known(
    'afr-0.0157',
    'durability.afr',
    'Backblaze Drive Stats (2024 AFR 1.57%, lifetime 1.31% at Q3 2025)',
    { afr: 0.0157 },
    { failure_prob_1y: 0.01557739745853999, mtbf_h: 557961.7834394905 },
    1e-9,
    ({ afr }) => ({ failure_prob_1y: chanceWithin({ mean: 1 / afr, time: 1 }), mtbf_h: mttfOfAnnualRate({ annualRate: afr }) }),
  ),
];
