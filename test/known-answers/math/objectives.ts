import {
  alertThreshold,
  budgetShare,
  burnRate,
  burnRateAlerts,
  detectionTime,
  errorBudget,
  observedBurnRate,
} from '../../../src/math/public/index.js';
import { type Known, known } from './known.js';

interface Step {
  readonly slo_period_h: number;
  readonly budget_consumed: number;
  readonly long_window_h: number;
}

function burnOf30Days({ slo_period_h, budget_consumed, long_window_h }: Step) {
  const rate = burnRate({ share: budget_consumed, period: slo_period_h, window: long_window_h });
  return {
    burn_rate: rate,
    'threshold_error_ratio_at_99.9': alertThreshold({ rate, slo: 0.999 }),
    'detection_min_at_100pct_errors_99.9': detectionTime({ errors: 1, slo: 0.999, rate, window: long_window_h * 60 }),
  };
}

export const OBJECTIVES: readonly Known[] = [
  known(
    'burn-30d-1h',
    'slo.burnrate',
    'Google SRE workbook ch.5 / slok/sloth internal/alert/windows/google-30d.yaml',
    { slo_period_h: 720, budget_consumed: 0.02, long_window_h: 1, short_window_min: 5, severity: 'page' },
    { burn_rate: 14.4, 'threshold_error_ratio_at_99.9': 0.014400000000000001, 'detection_min_at_100pct_errors_99.9': 0.8640000000000001 },
    1e-12,
    burnOf30Days,
  ),
  known(
    'burn-30d-6h',
    'slo.burnrate',
    'Google SRE workbook ch.5 / slok/sloth internal/alert/windows/google-30d.yaml',
    { slo_period_h: 720, budget_consumed: 0.05, long_window_h: 6, short_window_min: 30, severity: 'page' },
    { burn_rate: 6, 'threshold_error_ratio_at_99.9': 0.006, 'detection_min_at_100pct_errors_99.9': 2.16 },
    1e-12,
    burnOf30Days,
  ),
  known(
    'burn-30d-72h',
    'slo.burnrate',
    'Google SRE workbook ch.5 / slok/sloth internal/alert/windows/google-30d.yaml',
    { slo_period_h: 720, budget_consumed: 0.1, long_window_h: 72, short_window_min: 360, severity: 'ticket' },
    { burn_rate: 1, 'threshold_error_ratio_at_99.9': 0.001, 'detection_min_at_100pct_errors_99.9': 4.32 },
    1e-12,
    burnOf30Days,
  ),
  known(
    'burn-28d-1h',
    'slo.burnrate',
    'slok/sloth google-28d.yaml (same percentages, 28 d period)',
    { slo_period_h: 672, budget_consumed: 0.02, long_window_h: 1 },
    { burn_rate: 13.44 },
    1e-9,
    ({ slo_period_h, budget_consumed, long_window_h }) => ({
      burn_rate: burnRate({ share: budget_consumed, period: slo_period_h, window: long_window_h }),
    }),
  ),
  known(
    'burn-28d-24h',
    'slo.burnrate',
    'slok/sloth google-28d.yaml (same percentages, 28 d period)',
    { slo_period_h: 672, budget_consumed: 0.1, long_window_h: 24 },
    { burn_rate: 2.8 },
    1e-9,
    ({ slo_period_h, budget_consumed, long_window_h }) => ({
      burn_rate: burnRate({ share: budget_consumed, period: slo_period_h, window: long_window_h }),
    }),
  ),
  known(
    'burn-28d-72h',
    'slo.burnrate',
    'slok/sloth google-28d.yaml (same percentages, 28 d period)',
    { slo_period_h: 672, budget_consumed: 0.1, long_window_h: 72 },
    { burn_rate: 0.9333333333333333 },
    1e-9,
    ({ slo_period_h, budget_consumed, long_window_h }) => ({
      burn_rate: burnRate({ share: budget_consumed, period: slo_period_h, window: long_window_h }),
    }),
  ),
  known(
    'burn-observed',
    'slo.burnrate',
    'observed 0.5% errors against 99.9%',
    { error_ratio: 0.005, slo: 0.999 },
    { burn_rate: 5 },
    1e-9,
    ({ error_ratio, slo }) => ({ burn_rate: observedBurnRate({ errors: error_ratio, slo }) }),
  ),
  known(
    'pyrra-28d-1h',
    'slo.burnrate',
    'pyrra-dev/pyrra slo/rules.go Windows() (28 d; windows scale with SLO period, factors fixed)',
    { slo_period_h: 672, long_window_h: 1, short_window_min: 5, burn_rate: 14 },
    { budget_consumed: 0.020833333333333332 },
    1e-9,
    ({ slo_period_h, long_window_h, burn_rate }) => ({
      budget_consumed: budgetShare({ rate: burn_rate, period: slo_period_h, window: long_window_h }),
    }),
  ),
  known(
    'pyrra-28d-24h',
    'slo.burnrate',
    'pyrra-dev/pyrra slo/rules.go Windows() (28 d; windows scale with SLO period, factors fixed)',
    { slo_period_h: 672, long_window_h: 24, short_window_min: 120, burn_rate: 2 },
    { budget_consumed: 0.07142857142857142 },
    1e-9,
    ({ slo_period_h, long_window_h, burn_rate }) => ({
      budget_consumed: budgetShare({ rate: burn_rate, period: slo_period_h, window: long_window_h }),
    }),
  ),
  known(
    'pyrra-28d-96h',
    'slo.burnrate',
    'pyrra-dev/pyrra slo/rules.go Windows() (28 d; windows scale with SLO period, factors fixed)',
    { slo_period_h: 672, long_window_h: 96, short_window_min: 360, burn_rate: 1 },
    { budget_consumed: 0.14285714285714285 },
    1e-9,
    ({ slo_period_h, long_window_h, burn_rate }) => ({
      budget_consumed: budgetShare({ rate: burn_rate, period: slo_period_h, window: long_window_h }),
    }),
  ),
  known(
    'budget-0.999-30d',
    'slo.budget',
    'arithmetic / SRE workbook',
    { slo: 0.999, period_days: 30 },
    { budget_minutes: 43.2 },
    1e-9,
    ({ slo, period_days }) => ({ budget_minutes: errorBudget({ slo, window: period_days * 1440 }) }),
  ),
  known(
    'budget-0.9995-30d',
    'slo.budget',
    'arithmetic / SRE workbook',
    { slo: 0.9995, period_days: 30 },
    { budget_minutes: 21.6 },
    1e-9,
    ({ slo, period_days }) => ({ budget_minutes: errorBudget({ slo, window: period_days * 1440 }) }),
  ),
  known(
    'budget-0.99-30d',
    'slo.budget',
    'arithmetic / SRE workbook',
    { slo: 0.99, period_days: 30 },
    { budget_minutes: 432 },
    1e-9,
    ({ slo, period_days }) => ({ budget_minutes: errorBudget({ slo, window: period_days * 1440 }) }),
  ),
  known(
    'budget-0.999-28d',
    'slo.budget',
    'arithmetic / SRE workbook',
    { slo: 0.999, period_days: 28 },
    { budget_minutes: 40.32 },
    1e-9,
    ({ slo, period_days }) => ({ budget_minutes: errorBudget({ slo, window: period_days * 1440 }) }),
  ),
  known(
    'budget-requests',
    'slo.budget',
    'SRE workbook style: 1M requests at 99.9%',
    { slo: 0.999, requests: 1000000 },
    { allowed_errors: 1000 },
    1e-12,
    ({ slo, requests }) => ({ allowed_errors: errorBudget({ slo, window: requests }) }),
  ),
  known(
    'burn-max-window',
    'slo.trap',
    'burn rate cap: max burn = 1/(1-SLO)',
    { slo: 0.9 },
    { max_burn_rate: 10, 'alert_14.4_can_fire': false },
    1e-9,
    ({ slo }) => ({
      max_burn_rate: observedBurnRate({ errors: 1, slo }),
      'alert_14.4_can_fire': burnRateAlerts().some(({ rate }) => rate === 14.4 && alertThreshold({ rate, slo }) <= 1),
    }),
  ),
];
