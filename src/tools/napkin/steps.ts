import {
  applyOperator,
  type Calendar,
  divided,
  type Expr,
  evaluateExpr,
  multiplied,
  PLAIN,
  raised,
  samePhysical,
} from '../../quantity/index.js';
import {
  numberText,
  periodLength,
  plainAmount,
  rounded,
  roundedInput,
  type SpokenAmount,
  spokenQuantity,
  spokenText,
  TIME_UNITS,
  type TimeUnit,
} from './rounding.js';

/** What a formula rests on. */
export interface FormulaSurroundings {
  readonly calendar: Calendar;
  /** The rounded amount of a fact or a name. */
  readonly amountOf: (id: string) => SpokenAmount;
  /** Its exact value: conditions are decided by it. */
  readonly exactOf: (id: string) => number;
}

/** A term below this part of the largest one changes nothing that is shown. */
const NEGLIGIBLE = 0.01;
/** An alternative below this part of the largest one is not worth a word. */
const FAR = 0.5;
/** Terms of a long sum that are shown one by one. */
const MOST_TERMS = 5;

/** Works a formula out step by step, each operation with the rounded results of those before; `steps` is what one would speak aloud. */
export class Napkin {
  readonly steps: string[] = [];
  readonly #around: FormulaSurroundings;

  constructor(around: FormulaSurroundings) {
    this.#around = around;
  }

  evaluate(expr: Expr): SpokenAmount {
    switch (expr.op) {
      case 'number':
        return plainAmount(expr.value);
      case 'quantity':
        return spokenQuantity(expr.quantity, this.#around.calendar);
      case 'ref':
        return this.#around.amountOf(expr.id);
      case 'multiply':
      case 'divide':
        return this.#product(expr);
      case 'add':
      case 'subtract':
        return this.#sum(expr);
      case 'min':
      case 'max':
        return this.#extreme(expr);
      case 'ceil':
      case 'floor':
      case 'round':
        return this.#whole(expr);
      case 'power':
        return this.#power(expr);
      case 'compounded':
        return this.#compounded(expr);
      case 'if': {
        const [test, then, otherwise] = expr.args;
        if (!test || !then || !otherwise) return plainAmount(Number.NaN);
        return this.evaluate(this.#exact(test) !== 0 ? then : otherwise);
      }
      case 'negate': {
        const [a] = this.#pair(expr);
        return { ...withoutText(a), amount: -a.amount };
      }
      case 'abs': {
        const [a] = this.#pair(expr);
        return a.amount < 0 ? { ...withoutText(a), amount: -a.amount } : a;
      }
      case 'sqrt':
      case 'log':
      case 'exp': {
        const [a] = this.#pair(expr);
        const result = {
          ...withoutText(a),
          amount: rounded(applyOperator(expr.op, [a.amount])),
          dimension: expr.op === 'sqrt' ? raised(a.dimension, 0.5) : PLAIN,
        };
        this.steps.push(`${expr.op}(${spokenText(a)}) = ${spokenText(result)}`);
        return result;
      }
      case 'applied': {
        const args = expr.args.map((arg) => this.evaluate(arg));
        const result = plainAmount(rounded(expr.compute(...args.map(({ amount }) => amount))));
        this.steps.push(`${expr.name} of ${listed(args.map(spokenText), 'and')} is ${spokenText(result)}`);
        return result;
      }
      default:
        return plainAmount(this.#exact(expr));
    }
  }

  /** The same per second (per day, ...), with a step that states how long the old unit is. */
  inPeriod(spoken: SpokenAmount, period: TimeUnit, isBrief = false): SpokenAmount {
    const { time } = spoken.dimension;
    if (time === 0 || spoken.period === period) return spoken;
    const finer = TIME_UNITS.indexOf(period) < TIME_UNITS.indexOf(spoken.period) ? period : spoken.period;
    const coarser = finer === period ? spoken.period : period;
    const length = periodLength(coarser, finer, this.#around.calendar);
    const factor = (finer === period ? length.amount : 1 / length.amount) ** time;
    const converted: SpokenAmount = {
      ...withoutText(spoken),
      amount: spoken.amount === 1 ? factor : rounded(spoken.amount * factor),
      period,
    };
    const error = Math.abs(length.error) > 0.1 ? ` (${percent(length.error)})` : '';
    const is = `${coarser === 'hour' ? 'an' : 'a'} ${coarser} is ${length.error === 0 ? '' : 'about '}${numberText(length.amount)} ${finer}s${error}`;
    // A period that only stands for its length needs no more words.
    const step = isBrief ? is : `${is}, so ${spokenText(converted)}`;
    if (!this.steps.includes(step)) this.steps.push(step);
    return converted;
  }

  #exact(expr: Expr): number {
    return evaluateExpr(expr, this.#around.exactOf);
  }

  #pair(expr: { readonly args: readonly Expr[] }): readonly [SpokenAmount, SpokenAmount] {
    const [a, b] = expr.args;
    return [a ? this.evaluate(a) : plainAmount(Number.NaN), b ? this.evaluate(b) : plainAmount(Number.NaN)];
  }

  #product(expr: Expr): SpokenAmount {
    const factors: { readonly spoken: SpokenAmount; readonly below: boolean; readonly literal: boolean }[] = [];
    const gather = (e: Expr, below: boolean): void => {
      if (e.op === 'multiply') for (const arg of e.args) gather(arg, below);
      else if (e.op === 'divide') for (const [i, arg] of e.args.entries()) gather(arg, (i === 0) === below);
      else factors.push({ spoken: this.evaluate(e), below, literal: isNumber(e) });
    };
    gather(expr, false);
    const divides = factors.some(({ below }) => below);
    const operands = factors.filter(
      ({ spoken, below, literal }) => !(spoken.amount === 1 && isPlain(spoken)) || (divides && !below && !literal && factors.length === 2),
    );
    const [only] = operands;
    if (!only) return plainAmount(1);
    if (operands.length === 1 && !only.below) return only.spoken;
    const same = this.#inOnePeriod(operands.map(({ spoken }) => spoken));
    let amount = 1;
    let dimension = PLAIN;
    operands.forEach(({ below }, i) => {
      const spoken = same[i] ?? plainAmount(1);
      amount = below ? amount / spoken.amount : amount * spoken.amount;
      dimension = below ? divided(dimension, spoken.dimension) : multiplied(dimension, spoken.dimension);
    });
    const period = same.find((spoken) => spoken.dimension.time !== 0)?.period ?? 'second';
    const monthly = operands.some(({ spoken, below }) => spoken.monthly && !below);
    const above = operands.filter(({ below }) => !below).length;
    const result: SpokenAmount = {
      amount: rounded(amount),
      dimension,
      period,
      monthly,
      ...(above < operands.length && { quotient: true as const }),
    };
    // 5 years / a year, 3 x 0 B, 60 / 60: no step that anyone would show.
    const named = same.filter((spoken) => spoken.amount === 1 && !isPlain(spoken)).length;
    if (amount === 0 || (amount === 1 && isPlain(result)) || same.length - named <= 1) return { ...result, amount };
    // Half of three copies is no step either.
    if (operands.every(({ spoken }) => isPlain(spoken)) && operands.some(({ spoken, literal }) => literal && Math.abs(spoken.amount) < 1))
      return result;
    const texts = (below: boolean): string[] => same.flatMap((spoken, i) => (operands[i]?.below === below ? [spokenText(spoken)] : []));
    const left = [above === 0 ? '1' : texts(false).join(' x '), ...texts(true)].join(' / ');
    this.steps.push(`${left} = ${spokenText(result)}`);
    return result;
  }

  /** Time is given in one unit within an operation: the finest that takes part. */
  #inOnePeriod(parts: readonly SpokenAmount[]): readonly SpokenAmount[] {
    const timed = parts.filter(({ dimension }) => dimension.time !== 0);
    const finest = TIME_UNITS.find((period) => timed.some((spoken) => spoken.period === period));
    return finest === undefined ? parts : parts.map((spoken) => this.inPeriod(spoken, finest, spoken.amount === 1));
  }

  #sum(expr: Expr): SpokenAmount {
    if (!('args' in expr)) return plainAmount(Number.NaN);
    const exact = expr.args.map((arg) => Math.abs(this.#exact(arg)));
    const largest = Math.max(...exact);
    const inline = expr.args.some(isNumber);
    const terms: SpokenAmount[] = [];
    for (const [i, arg] of expr.args.entries()) {
      // What is too little to change the sum is not shown.
      if (!inline && !((exact[i] ?? 0) >= NEGLIGIBLE * largest)) continue;
      const spoken = this.evaluate(arg);
      if (spoken.amount !== 0) terms.push(expr.op === 'subtract' && i === 1 ? { ...withoutText(spoken), amount: -spoken.amount } : spoken);
    }
    const [first] = terms;
    if (!first) return plainAmount(0);
    if (terms.length === 1) return first;
    const parts = this.#inOnePeriod(terms);
    const total = parts.reduce((sum, { amount }) => sum + amount, 0);
    const lead = parts.find(({ dimension }) => !isPlainDimension(dimension)) ?? parts[0] ?? first;
    if (inline && parts.every(isPlain)) return plainAmount(Number(total.toPrecision(12)));
    const result: SpokenAmount = { ...withoutText(lead), amount: rounded(total) };
    const shown =
      parts.length <= MOST_TERMS ? parts : [...parts].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)).slice(0, MOST_TERMS - 1);
    const signed = shown.map(
      (spoken, i) =>
        `${spoken.amount < 0 ? (i === 0 ? '-' : ' - ') : i === 0 ? '' : ' + '}${spokenText(spoken.amount < 0 ? { ...withoutText(spoken), amount: -spoken.amount } : spoken)}`,
    );
    const rest = parts.length - shown.length;
    this.steps.push(`${signed.join('')}${rest > 0 ? ` + ${rest} smaller ones` : ''} = ${spokenText(result)}`);
    return result;
  }

  /** The largest (or least) of several; those that are far from it, or the same, are not computed. */
  #extreme(expr: Expr): SpokenAmount {
    const { op } = expr;
    const gather = (e: Expr): readonly Expr[] => (e.op === op && 'args' in e ? e.args.flatMap(gather) : [e]);
    const all = gather(expr).map((e) => ({ e, exact: this.#exact(e) }));
    const best = (op === 'max' ? Math.max : Math.min)(...all.map(({ exact }) => exact));
    const near = all.filter(({ exact }) => (op === 'max' ? exact >= FAR * best : exact <= best / FAR));
    const [first] = [...near.filter(({ exact }) => exact === best)].sort((a, b) => Number(isNumber(a.e)) - Number(isNumber(b.e)));
    if (!first) return plainAmount(best);
    const others = near.filter(({ e, exact }) => exact !== best && !isNumber(e));
    if (others.length === 0) return this.evaluate(first.e);
    const parts = this.#inOnePeriod([first, ...others].map(({ e }) => this.evaluate(e)));
    const amount = (op === 'max' ? Math.max : Math.min)(...parts.map((spoken) => spoken.amount));
    const chosen = parts.find((spoken) => spoken.amount === amount) ?? plainAmount(amount);
    const different = [...new Map(parts.map((spoken) => [spoken.amount, spoken])).values()];
    if (different.length < 2) return chosen;
    const word = op === 'max' ? ['larger', 'largest'] : ['smaller', 'smallest'];
    this.steps.push(
      `the ${word[different.length > 2 ? 1 : 0] ?? ''} of ${listed(different.map(spokenText), 'and')} is ${spokenText(chosen)}`,
    );
    return chosen;
  }

  #whole(expr: Expr): SpokenAmount {
    if (!('args' in expr) || expr.op === 'applied') return plainAmount(Number.NaN);
    const [inner] = expr.args;
    if (!inner) return plainAmount(Number.NaN);
    const before = this.steps.length;
    const spoken = this.evaluate(inner);
    const step = expr.args[1] ? this.inPeriod(this.evaluate(expr.args[1]), spoken.period).amount : 1;
    const amount = applyOperator(expr.op, [spoken.amount, step]);
    if (amount === spoken.amount) return spoken;
    const result = { ...withoutText(spoken), amount };
    const last = this.steps.length - 1;
    const so = `, so ${spokenText(result)}`;
    if (last >= before) this.steps[last] = `${this.steps[last]?.replace(/, so [^,]*$/, '') ?? ''}${so}`;
    else if (isNumber(inner) || spoken.amount < 1) this.steps.push(`${spokenText(spoken)} takes ${spokenText(result)}`);
    return result;
  }

  #power(expr: Expr): SpokenAmount {
    if (!('args' in expr)) return plainAmount(Number.NaN);
    const [base, by] = this.#pair(expr);
    if (by.amount === 1 || (base.amount === 1 && isPlain(base))) return base;
    const result: SpokenAmount = {
      ...withoutText(base),
      amount: rounded(base.amount ** by.amount),
      dimension: raised(base.dimension, by.amount),
    };
    this.steps.push(`${spokenText(base)}^${spokenText(by)} = ${spokenText(result)}`);
    return result;
  }

  #compounded(expr: Expr): SpokenAmount {
    const [by, from, to] = 'args' in expr ? expr.args : [];
    if (!by || !from || !to) return plainAmount(Number.NaN);
    const growth = this.evaluate(by);
    // From year a to year b: how these follow from horizon and retention is no arithmetic of a napkin.
    const [a, b] = [this.#exact(from), this.#exact(to)];
    const amount = roundedInput(Number(applyOperator('compounded', [growth.amount, a, b]).toPrecision(3)));
    if (growth.amount !== 1) {
      const span = b - a < 0.5 ? `${numberText(Math.round((b - a) * 365))} days` : `${numberText(Number((b - a).toPrecision(3)))} years`;
      const late = a > 0 ? `, up to year ${numberText(b)},` : '';
      const years = amount < 0.5 ? `${numberText(rounded(amount * 365))} days` : `${numberText(amount)} years`;
      this.steps.push(`${growthText(growth.amount)} a year, ${span}${late} bring as much as ${years} of today`);
    }
    return { ...plainAmount(amount), quotient: true };
  }
}

/** `growing 5%`; from twice as much on, `growing x2`. */
function growthText(factor: number): string {
  if (factor < 1) return `shrinking ${numberText((1 - factor) * 100)}%`;
  return factor < 2 ? `growing ${numberText((factor - 1) * 100)}%` : `growing x${numberText(factor)}`;
}

const isNumber = (e: Expr): boolean => e.op === 'number';
const isPlainDimension = (dimension: SpokenAmount['dimension']): boolean =>
  samePhysical(dimension, PLAIN) && Object.keys(dimension.counts).length === 0;
const isPlain = ({ dimension, monthly }: SpokenAmount): boolean => isPlainDimension(dimension) && !monthly;

const withoutText = ({ text: _, ...spoken }: SpokenAmount): SpokenAmount => spoken;

const percent = (share: number): string => `${share > 0 ? '+' : ''}${Math.round(share * 100)}%`;

const listed = (texts: readonly string[], word: string): string =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} ${word} ${texts[texts.length - 1] ?? ''}`;
