import { applyOperator, type Calendar, divided, type Expr, evaluateExpr, multiplied, raised, samePhysical } from '../../quantity/index.js';
import {
  lengthSaid,
  numberSaid,
  PERIODS,
  type Period,
  PLAIN,
  plainSaid,
  quantitySaid,
  rounded,
  roundedInput,
  type Said,
  saidText,
} from './rounding.js';

/** What a formula rests on. */
export interface Surroundings {
  readonly calendar: Calendar;
  /** What was said of a fact or a name. */
  readonly saidOf: (id: string) => Said;
  /** Its exact value: conditions are decided by it. */
  readonly exactOf: (id: string) => number;
}

/** A term below this part of the largest one changes nothing that is told. */
const NEGLIGIBLE = 0.01;
/** An alternative below this part of the largest one is not worth a word. */
const FAR = 0.5;
/** Terms of a long sum that are told one by one. */
const MOST_TERMS = 5;

/** Works a formula out step by step, each operation with the rounded results of those before; `steps` is what one would say. */
export class Napkin {
  readonly steps: string[] = [];
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  say(expr: Expr): Said {
    switch (expr.op) {
      case 'number':
        return plainSaid(expr.value);
      case 'quantity':
        return quantitySaid(expr.quantity, this.#around.calendar);
      case 'ref':
        return this.#around.saidOf(expr.id);
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
        if (!test || !then || !otherwise) return plainSaid(Number.NaN);
        return this.say(this.#exact(test) !== 0 ? then : otherwise);
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
        this.steps.push(`${expr.op}(${saidText(a)}) = ${saidText(result)}`);
        return result;
      }
      case 'applied': {
        const args = expr.args.map((arg) => this.say(arg));
        const result = plainSaid(rounded(expr.compute(...args.map(({ amount }) => amount))));
        this.steps.push(`${expr.name} of ${listed(args.map(saidText), 'and')} is ${saidText(result)}`);
        return result;
      }
      default:
        return plainSaid(this.#exact(expr));
    }
  }

  /** The same per second (per day, ...), with a step that says how long the old unit is. */
  inPeriod(said: Said, period: Period, quiet = false): Said {
    const { time } = said.dimension;
    if (time === 0 || said.period === period) return said;
    const finer = PERIODS.indexOf(period) < PERIODS.indexOf(said.period) ? period : said.period;
    const coarser = finer === period ? said.period : period;
    const length = lengthSaid(coarser, finer, this.#around.calendar);
    const factor = (finer === period ? length.amount : 1 / length.amount) ** time;
    const told: Said = { ...withoutText(said), amount: said.amount === 1 ? factor : rounded(said.amount * factor), period };
    const error = Math.abs(length.error) > 0.1 ? ` (${percent(length.error)})` : '';
    const is = `${coarser === 'hour' ? 'an' : 'a'} ${coarser} is ${length.error === 0 ? '' : 'about '}${numberSaid(length.amount)} ${finer}s${error}`;
    // A period that only stands for its length needs no more words.
    const step = quiet ? is : `${is}, so ${saidText(told)}`;
    if (!this.steps.includes(step)) this.steps.push(step);
    return told;
  }

  #exact(expr: Expr): number {
    return evaluateExpr(expr, this.#around.exactOf);
  }

  #pair(expr: { readonly args: readonly Expr[] }): readonly [Said, Said] {
    const [a, b] = expr.args;
    return [a ? this.say(a) : plainSaid(Number.NaN), b ? this.say(b) : plainSaid(Number.NaN)];
  }

  #product(expr: Expr): Said {
    const factors: { readonly said: Said; readonly below: boolean; readonly literal: boolean }[] = [];
    const gather = (e: Expr, below: boolean): void => {
      if (e.op === 'multiply') for (const arg of e.args) gather(arg, below);
      else if (e.op === 'divide') for (const [i, arg] of e.args.entries()) gather(arg, (i === 0) === below);
      else factors.push({ said: this.say(e), below, literal: isNumber(e) });
    };
    gather(expr, false);
    const divides = factors.some(({ below }) => below);
    const told = factors.filter(
      ({ said, below, literal }) => !(said.amount === 1 && isPlain(said)) || (divides && !below && !literal && factors.length === 2),
    );
    const [only] = told;
    if (!only) return plainSaid(1);
    if (told.length === 1 && !only.below) return only.said;
    const same = this.#inOnePeriod(told.map(({ said }) => said));
    let amount = 1;
    let dimension = PLAIN;
    told.forEach(({ below }, i) => {
      const said = same[i] ?? plainSaid(1);
      amount = below ? amount / said.amount : amount * said.amount;
      dimension = below ? divided(dimension, said.dimension) : multiplied(dimension, said.dimension);
    });
    const period = same.find((said) => said.dimension.time !== 0)?.period ?? 'second';
    const monthly = told.some(({ said, below }) => said.monthly && !below);
    const above = told.filter(({ below }) => !below).length;
    const result: Said = { amount: rounded(amount), dimension, period, monthly, ...(above < told.length && { quotient: true as const }) };
    // 5 years / a year, 3 x 0 B, 60 / 60: nobody says that.
    const named = same.filter((said) => said.amount === 1 && !isPlain(said)).length;
    if (amount === 0 || (amount === 1 && isPlain(result)) || same.length - named <= 1) return { ...result, amount };
    // Half of three copies is no step that anyone would say.
    if (told.every(({ said }) => isPlain(said)) && told.some(({ said, literal }) => literal && Math.abs(said.amount) < 1)) return result;
    const texts = (below: boolean): string[] => same.flatMap((said, i) => (told[i]?.below === below ? [saidText(said)] : []));
    const left = [above === 0 ? '1' : texts(false).join(' x '), ...texts(true)].join(' / ');
    this.steps.push(`${left} = ${saidText(result)}`);
    return result;
  }

  /** Time is told in one unit within an operation: the finest that takes part. */
  #inOnePeriod(parts: readonly Said[]): readonly Said[] {
    const timed = parts.filter(({ dimension }) => dimension.time !== 0);
    const finest = PERIODS.find((period) => timed.some((said) => said.period === period));
    return finest === undefined ? parts : parts.map((said) => this.inPeriod(said, finest, said.amount === 1));
  }

  #sum(expr: Expr): Said {
    if (!('args' in expr)) return plainSaid(Number.NaN);
    const exact = expr.args.map((arg) => Math.abs(this.#exact(arg)));
    const largest = Math.max(...exact);
    const inline = expr.args.some(isNumber);
    const told: Said[] = [];
    for (const [i, arg] of expr.args.entries()) {
      // What is too little to change the sum is not told.
      if (!inline && !((exact[i] ?? 0) >= NEGLIGIBLE * largest)) continue;
      const said = this.say(arg);
      if (said.amount !== 0) told.push(expr.op === 'subtract' && i === 1 ? { ...withoutText(said), amount: -said.amount } : said);
    }
    const [first] = told;
    if (!first) return plainSaid(0);
    if (told.length === 1) return first;
    const parts = this.#inOnePeriod(told);
    const total = parts.reduce((sum, { amount }) => sum + amount, 0);
    const lead = parts.find(({ dimension }) => !isPlainDimension(dimension)) ?? parts[0] ?? first;
    if (inline && parts.every(isPlain)) return plainSaid(Number(total.toPrecision(12)));
    const result: Said = { ...withoutText(lead), amount: rounded(total) };
    const shown =
      parts.length <= MOST_TERMS ? parts : [...parts].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)).slice(0, MOST_TERMS - 1);
    const signed = shown.map(
      (said, i) =>
        `${said.amount < 0 ? (i === 0 ? '-' : ' - ') : i === 0 ? '' : ' + '}${saidText(said.amount < 0 ? { ...withoutText(said), amount: -said.amount } : said)}`,
    );
    const rest = parts.length - shown.length;
    this.steps.push(`${signed.join('')}${rest > 0 ? ` + ${rest} smaller ones` : ''} = ${saidText(result)}`);
    return result;
  }

  /** The largest (or least) of several; those that are far from it, or the same, are not worked out. */
  #extreme(expr: Expr): Said {
    const { op } = expr;
    const gather = (e: Expr): readonly Expr[] => (e.op === op && 'args' in e ? e.args.flatMap(gather) : [e]);
    const all = gather(expr).map((e) => ({ e, exact: this.#exact(e) }));
    const best = (op === 'max' ? Math.max : Math.min)(...all.map(({ exact }) => exact));
    const near = all.filter(({ exact }) => (op === 'max' ? exact >= FAR * best : exact <= best / FAR));
    const [first] = [...near.filter(({ exact }) => exact === best)].sort((a, b) => Number(isNumber(a.e)) - Number(isNumber(b.e)));
    if (!first) return plainSaid(best);
    const others = near.filter(({ e, exact }) => exact !== best && !isNumber(e));
    if (others.length === 0) return this.say(first.e);
    const parts = this.#inOnePeriod([first, ...others].map(({ e }) => this.say(e)));
    const amount = (op === 'max' ? Math.max : Math.min)(...parts.map((said) => said.amount));
    const chosen = parts.find((said) => said.amount === amount) ?? plainSaid(amount);
    const different = [...new Map(parts.map((said) => [said.amount, said])).values()];
    if (different.length < 2) return chosen;
    const word = op === 'max' ? ['larger', 'largest'] : ['smaller', 'smallest'];
    this.steps.push(`the ${word[different.length > 2 ? 1 : 0] ?? ''} of ${listed(different.map(saidText), 'and')} is ${saidText(chosen)}`);
    return chosen;
  }

  #whole(expr: Expr): Said {
    if (!('args' in expr) || expr.op === 'applied') return plainSaid(Number.NaN);
    const [inner] = expr.args;
    if (!inner) return plainSaid(Number.NaN);
    const before = this.steps.length;
    const said = this.say(inner);
    const step = expr.args[1] ? this.inPeriod(this.say(expr.args[1]), said.period).amount : 1;
    const amount = applyOperator(expr.op, [said.amount, step]);
    if (amount === said.amount) return said;
    const result = { ...withoutText(said), amount };
    const last = this.steps.length - 1;
    const so = `, so ${saidText(result)}`;
    if (last >= before) this.steps[last] = `${this.steps[last]?.replace(/, so [^,]*$/, '') ?? ''}${so}`;
    else if (isNumber(inner) || said.amount < 1) this.steps.push(`${saidText(said)} takes ${saidText(result)}`);
    return result;
  }

  #power(expr: Expr): Said {
    if (!('args' in expr)) return plainSaid(Number.NaN);
    const [base, by] = this.#pair(expr);
    if (by.amount === 1 || (base.amount === 1 && isPlain(base))) return base;
    const result: Said = { ...withoutText(base), amount: rounded(base.amount ** by.amount), dimension: raised(base.dimension, by.amount) };
    this.steps.push(`${saidText(base)}^${saidText(by)} = ${saidText(result)}`);
    return result;
  }

  #compounded(expr: Expr): Said {
    const [by, from, to] = 'args' in expr ? expr.args : [];
    if (!by || !from || !to) return plainSaid(Number.NaN);
    const growth = this.say(by);
    // From year a to year b: how these follow from horizon and retention is no arithmetic of a napkin.
    const [a, b] = [this.#exact(from), this.#exact(to)];
    const amount = roundedInput(Number(applyOperator('compounded', [growth.amount, a, b]).toPrecision(3)));
    if (growth.amount !== 1) {
      const span = b - a < 0.5 ? `${numberSaid(Math.round((b - a) * 365))} days` : `${numberSaid(Number((b - a).toPrecision(3)))} years`;
      const late = a > 0 ? `, up to year ${numberSaid(b)},` : '';
      const years = amount < 0.5 ? `${numberSaid(rounded(amount * 365))} days` : `${numberSaid(amount)} years`;
      this.steps.push(`growing x${numberSaid(growth.amount)} a year, ${span}${late} bring as much as ${years} of today`);
    }
    return { ...plainSaid(amount), quotient: true };
  }
}

const isNumber = (e: Expr): boolean => e.op === 'number';
const isPlainDimension = (dimension: Said['dimension']): boolean =>
  samePhysical(dimension, PLAIN) && Object.keys(dimension.counts).length === 0;
const isPlain = ({ dimension, monthly }: Said): boolean => isPlainDimension(dimension) && !monthly;

const withoutText = ({ text: _, ...said }: Said): Said => said;

export const percent = (share: number): string => `${share > 0 ? '+' : ''}${Math.round(share * 100)}%`;

const listed = (texts: readonly string[], word: string): string =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} ${word} ${texts[texts.length - 1] ?? ''}`;
