import { type Calendar, formatQuantity, inBaseCurrency, PLAIN } from '../../quantity/index.js';
import { type CalcResult, LAST } from '../calc/calculator.js';
import { type NapkinResult, napkinIn } from './result.js';
import { periodIn, rounded, type SpokenAmount, secondsIn, spokenText } from './rounding.js';
import { Napkin } from './steps.js';

/** Computes answers on a napkin, and remembers the rounded amount of each name: the next expression goes on from the rounded numbers. */
export class NapkinMemory {
  readonly #calendar: Calendar;
  readonly #spoken = new Map<string, { readonly spoken: SpokenAmount; readonly exact: number }>();

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
  }

  work(answer: CalcResult): NapkinResult {
    const { expr, target, asked, base, name } = answer;
    const calendar = this.#calendar;
    const napkin = new Napkin({
      calendar,
      amountOf: (id) => this.#spoken.get(id)?.spoken ?? one(id),
      exactOf: (id) => this.#spoken.get(id)?.exact ?? 1,
    });
    const worked = napkin.evaluate(expr);
    const period = target ? periodIn(target.text) : worked.dimension.time < 0 ? undefined : worked.period;
    const final = napkin.inPeriod(worked, period ?? 'second');
    const canonical = final.amount * secondsIn(final.period, calendar) ** final.dimension.time;
    const scale = inBaseCurrency(base.unit) === 'USD/month' ? calendar.month : 1;
    const value = target ? target.of(canonical) : canonical * scale;
    const shown = asked ?? base;
    const result = { spoken: final, exact: base.value / scale };
    this.#spoken.set(LAST, result);
    if (name !== null) this.#spoken.set(name, result);
    return napkinIn(answer.currency, {
      fact: name ?? LAST,
      about: asked ? inUnit(value, asked) : spokenText({ ...final, amount: rounded(final.amount) }),
      value,
      exact: shown.value,
      unit: shown.unit,
      error: shown.value === 0 ? 0 : value / shown.value - 1,
      steps: napkin.steps.map((text) => ({ of: null, text })),
    });
  }
}

/** A counted noun that stands alone: one of it. */
const one = (id: string): SpokenAmount => ({
  amount: 1,
  dimension: { ...PLAIN, counts: { [id.replace(/^noun /, '')]: 1 } },
  period: 'second',
  monthly: false,
});

function inUnit(value: number, { unit, measure }: NonNullable<CalcResult['asked']>): string {
  if (measure === 'share') return formatQuantity(rounded(value), 'share');
  return `${formatQuantity(rounded(value), 'count', { digits: 2 })} ${unit}`;
}
