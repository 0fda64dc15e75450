import { budgetShare, classicAlerts, detectionTime, exhaustionTime, scaledAlerts } from '../../math/index.js';
import { amount } from '../../report/amounts.js';
import type { Block, Note, Sentence, Table } from '../../report/blocks.js';
import { time } from './amounts.js';
import type { AlertResult } from './result.js';

/** Both forms: the published factors are those of 30 days, and mean another share of the budget of any other window. */
export function alertsOf(allowed: number, window: number): readonly AlertResult[] {
  if (!(allowed > 0)) return [];
  return [
    ...classicAlerts.map((alert) => ({ alert, form: 'classic' as const })),
    ...scaledAlerts(window).map((alert) => ({ alert, form: 'scaled' as const })),
  ].map(({ alert, form }) => {
    const errors = alert.rate * allowed;
    const detection = (share: number): number | null => (errors <= 1 ? detectionTime(alert, allowed, share) : null);
    return {
      form,
      severity: alert.severity,
      window: alert.window,
      shortWindow: alert.shortWindow,
      rate: alert.rate,
      errors,
      budget: budgetShare(alert.rate, window, alert.window),
      canFire: errors <= 1,
      detection: { outage: detection(1), threshold: detection(errors) },
      exhaustion: exhaustionTime(alert.rate, window),
    };
  });
}

/** Burn-rate alerts in both forms; once where these are the same, as for 30 days. */
export function alertBlocks(alerts: readonly AlertResult[]): readonly Block[] {
  if (alerts.length === 0) return [];
  const of = (form: AlertResult['form']): readonly AlertResult[] => alerts.filter((alert) => alert.form === form);
  const [classic, scaled] = [of('classic'), of('scaled')];
  const isSame = scaled.every(({ rate }, i) => Math.abs(rate - (classic[i]?.rate ?? 0)) < 1e-9);
  return [
    note('alerts: errors from which they fire; how soon if all requests fail, and if just so many do; in what time these spend the budget'),
    tableOf('fixed, for 30 d', classic),
    isSame ? note('scaled to this window: the same') : tableOf('scaled to this', scaled),
  ];
}

const note = (text: Sentence): Note => ({ kind: 'note', text });

const HEADS = ['windows', 'errors', 'all fail', 'so many', 'spent in'];

const tableOf = (name: string, alerts: readonly AlertResult[]): Table => ({
  kind: 'table',
  columns: [{ head: name, align: 'left' }, ...HEADS.map((head) => ({ head, align: 'right' }) as const)],
  rows: alerts.map(({ severity, rate, window, shortWindow, errors, canFire, detection, exhaustion }) => [
    [`${severity} `, amount(rate, 'ratio', { digits: 3 }), 'x'],
    [time(window), ', ', time(shortWindow)],
    canFire ? amount(errors, 'share', { digits: 3 }) : 'never',
    canFire ? time(detection.outage) : null,
    canFire ? time(detection.threshold) : null,
    time(exhaustion),
  ]),
});
