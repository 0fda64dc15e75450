import { amount } from '../../report/amounts.js';
import type { Block, Note, Sentence, Table } from '../../report/blocks.js';
import { time } from './amounts.js';
import type { AlertResult } from './result.js';

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
