import { type Calendar, formatQuantity } from '../../quantity/index.js';
import { type Answer, LAST } from '../calc/calculator.js';
import type { NapkinResult } from './result.js';
import { PLAIN, periodIn, rounded, type Said, saidText, secondsIn } from './rounding.js';
import { Napkin } from './steps.js';

/** Works answers out on a napkin, and remembers what was said of each name: the next expression goes on from the rounded numbers. */
export class NapkinMemory {
  readonly #calendar: Calendar;
  readonly #said = new Map<string, { readonly said: Said; readonly exact: number }>();

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
  }

  tell(answer: Answer): NapkinResult {
    const { expr, target, asked, base, name } = answer;
    const calendar = this.#calendar;
    const napkin = new Napkin({
      calendar,
      saidOf: (id) => this.#said.get(id)?.said ?? one(id),
      exactOf: (id) => this.#said.get(id)?.exact ?? 1,
    });
    const worked = napkin.say(expr);
    const period = target ? periodIn(target.text) : worked.dimension.time < 0 ? undefined : worked.period;
    const final = napkin.inPeriod(worked, period ?? 'second');
    const canonical = final.amount * secondsIn(final.period, calendar) ** final.dimension.time;
    const scale = base.unit === 'USD/month' ? calendar.month : 1;
    const value = target ? target.of(canonical) : canonical * scale;
    const shown = asked ?? base;
    const kept = { said: final, exact: base.value / scale };
    this.#said.set(LAST, kept);
    if (name !== null) this.#said.set(name, kept);
    return {
      fact: name ?? LAST,
      about: asked ? inUnit(value, asked) : saidText({ ...final, amount: rounded(final.amount) }),
      value,
      exact: shown.value,
      unit: shown.unit,
      error: shown.value === 0 ? 0 : value / shown.value - 1,
      steps: napkin.steps.map((text) => ({ of: null, text })),
    };
  }
}

/** A counted noun that stands alone: one of it. */
const one = (id: string): Said => ({
  amount: 1,
  dimension: { ...PLAIN, counts: { [id.replace(/^noun /, '')]: 1 } },
  period: 'second',
  monthly: false,
});

function inUnit(value: number, { unit, measure }: NonNullable<Answer['asked']>): string {
  if (measure === 'share') return formatQuantity(rounded(value), 'share');
  return `${formatQuantity(rounded(value), 'count', { digits: 2 })} ${unit}`;
}
