import { type Finding, failure, type Outcome, type Range, type SourceFile, type SpreadResult, success } from '../../core/index.js';
import { DEFAULT_SAMPLES, DEFAULT_SEED } from '../../evaluate/evaluation.js';
import { isColumn, type Samples, sampleExpr, scaleOf } from '../../facts/index.js';
import { mean, percentilesWithScores, quantileFunction, sampleScores } from '../../math/index.js';
import {
  type Calendar,
  CURRENCIES,
  type Currency,
  CurrencyFinder,
  type CurrencyMark,
  checkDimensions,
  currencyMarks,
  type Dimension,
  type Expr,
  type Expression,
  evaluateExpr,
  inCurrency,
  isActor,
  isLeaf,
  isReservedName,
  LONGEST_EXPRESSION,
  mapRefs,
  marksOfExpr,
  nounOf,
  type Parsed,
  parseExpression,
  printExpr,
  problemIn,
  type Quantity,
  type QuantityProblem,
  STANDARD_CALENDAR,
  type TypedValue,
  unitOf,
} from '../../quantity/index.js';
import { boundAlone } from './bound-alone.js';
import { meantBy } from './meant.js';
import { readTarget, type UnitTarget, unfitFor, unitFor } from './target.js';

export interface CalcOptions {
  readonly calendar?: Calendar;
  readonly seed?: number;
  readonly samples?: number;
}

/** A number in a unit; p5, p50, p95 and mean where it is uncertain. */
export interface CalcNumber {
  readonly value: number;
  readonly unit: string;
  readonly spread: SpreadResult | null;
}

/** What an expression comes to. */
export interface CalcResult {
  /** As written, without the unit it is asked in and without its name. */
  readonly text: string;
  /** The name that it was given: `users = 100M users`. */
  readonly name: string | null;
  /** In the base unit of what it measures: `req/s`, `B`, `USD/month`. */
  readonly base: CalcNumber;
  /** A share: shown in percent. */
  readonly share: boolean;
  /** What is missing of one, where the answer is nearer to it than a number can be; else null. */
  readonly missing: number | null;
  /** In the unit after `to`. */
  readonly asked: (CalcNumber & { readonly measure: UnitTarget['measure'] }) | null;
  readonly formula: string;
  /** Names of the calendar that took part: a month is 30 days by convention. */
  readonly conventions: readonly (CalendarUnit | 'year of bills')[];
  readonly expr: Expr;
  readonly target: UnitTarget | null;
  /** What its amounts of money are in. */
  readonly currency: string;
}

/** A name and what it stands for. The samples are kept, so that two results that share a doubt share its samples. */
interface Bound {
  readonly typed: TypedValue;
  readonly value: number;
  readonly samples: Samples;
  readonly inputs: ReadonlySet<number>;
  /** What its literals of money are in, and those of the names in it. */
  readonly currency: Currency;
}

/** The name of the last result. */
export const LAST = 'ans';

const ASSIGNMENT = /^\s*([A-Za-z][\w-]*)\s*=(?!=)/;
const TARGET = /\s(?:to|in)\s+(?=\S)/g;
export type CalendarUnit = 'day' | 'week' | 'month' | 'year';

const CALENDAR_WORDS = { day: /^(?:d|days?)$/, week: /^(?:w|wk|weeks?)$/, month: /^(?:mo|months?)$/, year: /^(?:y|yrs?|years?)$/ } as const;
/** Words that one text may bring in: a bound on hostile ones. */
const MOST_NEW_WORDS = 20;
/** Samples of literals kept at once: a long session works older ones out again. */
const MOST_SCORES = 100;

/** Works out expressions one after the other: units, dimensions, intervals and calendars as in a spec, names as they are given. */
export class Calculator {
  readonly calendar: Calendar;
  readonly #seed: number;
  readonly #samples: number;
  readonly #bound = new Map<string, Bound>();
  readonly #counts = new Set<string>();
  readonly #scores = new Map<number, Float64Array>();
  #inputs = 0;

  constructor(options: CalcOptions = {}) {
    this.calendar = options.calendar ?? STANDARD_CALENDAR;
    this.#seed = options.seed ?? DEFAULT_SEED;
    this.#samples = options.samples ?? DEFAULT_SAMPLES;
  }

  /** Names that have a value, the latest last. */
  names(): Iterable<string> {
    return this.#bound.keys();
  }

  /**
   * The answer to `EXPR`, `EXPR to UNIT` or `name = EXPR`, or what is wrong with it, placed in `source`.
   * @param at where the text begins in its source; by default the text is the source
   */
  async calculate(text: string, at: Pick<Range, 'source' | 'start'> = { source: sourceOf(text), start: 0 }): Promise<Outcome<CalcResult>> {
    const asWritten = await this.#calculate(text, at);
    if (asWritten.ok || text.length > LONGEST_EXPRESSION) return asWritten;
    const meant = meantBy(text);
    const asMeant = meant === text ? asWritten : await this.#calculate(meant, { source: sourceOf(meant), start: 0 });
    return asMeant.ok ? asMeant : (boundAlone(text, at) ?? asWritten);
  }

  async #calculate(text: string, at: Pick<Range, 'source' | 'start'>): Promise<Outcome<CalcResult>> {
    const finder = new CurrencyFinder(undefined);
    const problemAt = (problem: QuantityProblem): Outcome<never> => {
      const { start, end, rule, message, help, suggestion } = problemIn(finder.currency.name, problem, text);
      const place = { source: at.source, start: at.start + start, end: at.start + Math.max(end, start + 1) };
      const finding: Finding = {
        rule,
        severity: 'error',
        message,
        at: place,
        ...(help !== undefined && { help }),
        ...(suggestion !== undefined && { suggestion }),
      };
      return failure(finding);
    };
    const named = ASSIGNMENT.exec(text);
    const name = named?.[1] ?? null;
    const from = named ? named[0].length : 0;
    const reserved = name === null ? undefined : name === LAST ? `"${LAST}" is the last result` : isReservedName(name);
    if (name !== null && reserved !== undefined) {
      const start = text.indexOf(name);
      return problemAt({
        rule: 'calc/name',
        start,
        end: start + name.length,
        message: `${reserved}: it cannot be given a value`,
        help: 'take another name',
      });
    }
    const cut = targetAt(text, from);
    const written = text.slice(0, cut?.start ?? text.length);
    const target = cut ? readTarget(text.slice(cut.from), { calendar: this.calendar, counts: this.#counts }) : null;
    const parsed = await this.#parse(written, from);
    if (!parsed.ok) return problemAt(parsed.problem);
    if (target && !target.ok) return problemAt(moved(target.problem, cut?.from ?? 0));
    const second = this.#secondCurrency(parsed.value, cut && text.slice(cut.from), text, finder);
    if (second) return problemAt(second);
    const typed = checkDimensions(parsed.value.expr, (id) => this.#typeOf(id));
    if (!typed.ok) return problemAt(typed.problem);
    const unfit = target && cut ? unfitFor(parsed.value.expr, typed.value, target.value) : null;
    if (unfit) return problemAt(moved(unfit, cut?.from ?? 0));
    const bound = this.#evaluate(parsed.value.expr, typed.value, finder.currency);
    if (!Number.isFinite(bound.value)) {
      const end = written.trimEnd().length;
      return problemAt({
        rule: 'calc/no-number',
        start: from,
        end,
        message: `this is no number: it divides by zero, or grows beyond all bounds`,
      });
    }
    this.#bound.set(LAST, bound);
    if (name !== null) this.#bound.set(name, bound);
    return success(this.#answer(name, parsed.value, text.slice(from), bound, target?.ok ? target.value : null));
  }

  /** Reads an expression. A word that counts something nobody has heard of counts as a unit of its own: `5 widgets`. */
  async #parse(text: string, from: number): Promise<Parsed<Expression>> {
    const nouns = new Map<string, string>();
    // The name stands before the expression: blanked out, so that places stay those of the text.
    const blanked = ' '.repeat(from) + text.slice(from);
    for (let tries = 0; ; tries++) {
      const read = await parseExpression(
        blanked,
        { calendar: this.calendar, counts: this.#counts },
        {
          resolve: (word) => (this.#bound.has(word) ? word : nouns.has(word) ? `noun ${nouns.get(word)}` : undefined),
          names: () => this.#bound.keys(),
        },
      );
      if (read.ok || tries >= MOST_NEW_WORDS) return read;
      const { rule, start, end, suggestion, help } = read.problem;
      const word = text.slice(start, end);
      if (
        rule === 'quantity/unknown-unit' &&
        suggestion === undefined &&
        help !== undefined &&
        /^[a-z]{3,30}$/i.test(word) &&
        !this.#counts.has(word)
      ) {
        this.#counts.add(word);
        continue;
      }
      const noun = rule === 'expression/unknown-name' ? nounOf(word, this.#counts) : undefined;
      if (noun === undefined || nouns.has(word)) return read;
      if (!/\/\s*$/.test(text.slice(0, start))) {
        return {
          ok: false,
          problem: {
            ...read.problem,
            message: `"${word}" has no value`,
            help: `put a number before it (100 ${word}), or give it one: ${word} = 100M ${word}`,
          },
        };
      }
      nouns.set(word, noun);
    }
  }

  #typeOf(id: string): TypedValue | undefined {
    if (id.startsWith('noun ')) return { dimension: { time: 0, data: 0, money: 0, counts: { [id.slice(5)]: 1 } }, share: false };
    return this.#bound.get(id)?.typed;
  }

  /** An amount in another currency than the rest, be it by a name that stands for one. */
  #secondCurrency(
    { expr, refs }: Expression,
    target: string | undefined,
    text: string,
    finder: CurrencyFinder,
  ): QuantityProblem | undefined {
    const named = refs.flatMap((name): readonly CurrencyMark[] => {
      const currency = this.#bound.get(name)?.currency;
      return currency?.isStated ? [{ text: name, start: 0, codes: [currency.name] }] : [];
    });
    return finder.secondOf([...named, ...marksOfExpr(expr), ...currencyMarks(target ?? '')], text);
  }

  #evaluate(expr: Expr, typed: TypedValue, currency: Currency): Bound {
    const numberOf = (id: string): number => (id.startsWith('noun ') ? 1 : (this.#bound.get(id)?.value ?? Number.NaN));
    const value = evaluateExpr(expr, numberOf);
    const drawn = new Map<string, Samples>();
    const inputs = new Set<number>();
    const sampled = withDrawn(expr, (quantity) => {
      const input = this.#inputs++;
      const id = `literal ${input}`;
      drawn.set(id, this.#draw(quantity, input));
      inputs.add(input);
      return { op: 'ref', id };
    });
    mapRefs(expr, (id) => {
      for (const input of this.#bound.get(id)?.inputs ?? []) inputs.add(input);
      return { op: 'ref', id };
    });
    const samples =
      inputs.size === 0 ? value : sampleExpr(sampled, (id) => drawn.get(id) ?? this.#bound.get(id)?.samples ?? numberOf(id), this.#samples);
    return { typed, value, samples, inputs, currency };
  }

  #draw({ spread }: Quantity, input: number): Samples {
    if (!spread) throw new RangeError('only what is uncertain is sampled');
    const at = quantileFunction(spread);
    const scores = this.#scoresOf(input);
    return { base: scores.map((score) => at(score)), scale: 1, offset: 0 };
  }

  #scoresOf(input: number): Float64Array {
    const known = this.#scores.get(input) ?? sampleScores(input, this.#seed, this.#samples);
    if (this.#scores.size > MOST_SCORES) this.#scores.clear();
    this.#scores.set(input, known);
    return known;
  }

  #spreadOf({ samples, inputs }: Bound): SpreadResult | null {
    if (!isColumn(samples) || samples.base.some((value) => !Number.isFinite(value))) return null;
    const { base, scale, offset } = samples;
    const [p5 = 0, p50 = 0, p95 = 0] = percentilesWithScores(
      base,
      [0.05, 0.5, 0.95],
      [...inputs].map((input) => this.#scoresOf(input)),
    );
    const [low, high] = scale < 0 ? [p95, p5] : [p5, p95];
    return { p5: low * scale + offset, p50: p50 * scale + offset, p95: high * scale + offset, mean: mean(base) * scale + offset };
  }

  /** x of an expression that is 1 - x: it is told where 1 - x is 1 to the last digit. */
  #missingOf(expr: Expr): number | null {
    if (expr.op !== 'subtract') return null;
    const [one, rest] = expr.args.map((part) => evaluateExpr(part, (id) => this.#bound.get(id)?.value ?? Number.NaN));
    return one === 1 && rest !== undefined && rest > 0 ? rest : null;
  }

  #answer(name: string | null, { expr, text }: Expression, whole: string, bound: Bound, target: UnitTarget | null): CalcResult {
    const unit = inCurrency(unitOf(toldIn(bound.typed.dimension)), bound.currency.name);
    const spread = this.#spreadOf(bound);
    const readingOf = (to: (value: number) => number, of: string): CalcNumber => ({
      value: to(bound.value),
      unit: of,
      spread: spread && spreadIn(spread, to),
    });
    const scale = scaleOf(unit, this.calendar);
    return {
      text: text.trim(),
      name,
      base: readingOf((value) => value / scale, unit),
      share: bound.typed.share,
      missing: spread === null && bound.value === 1 ? this.#missingOf(expr) : null,
      asked: target && { ...readingOf(target.of, unitFor(bound.typed.dimension, target)), measure: target.measure },
      formula: printExpr(expr, (id) => id.replace(/^noun /, '')),
      conventions: conventionsIn(whole),
      expr,
      target,
      currency: bound.currency.name,
    };
  }
}

/**
 * What an answer is told in. Bytes of users are bytes, and so is money: what is counted on top is dropped where it only lengthens the unit. Of
 * users times requests, requests remain; a product of other things is a plain number, since nobody counts in "tweets servers".
 */
function toldIn(dimension: Dimension): Dimension {
  const counts = Object.entries(dimension.counts);
  const below = counts.filter(([, exponent]) => exponent < 0);
  if (dimension.data !== 0 || dimension.money !== 0) return { ...dimension, counts: Object.fromEntries(below) };
  const above = counts.filter(([, exponent]) => exponent > 0);
  const things = above.length > 1 ? above.filter(([noun]) => !isActor(noun)) : above;
  const isUnit = above.length === 0 || (things.length === 1 && things[0]?.[1] === 1);
  return { ...dimension, counts: isUnit ? Object.fromEntries([...things, ...below]) : {} };
}

const sourceOf = (text: string): SourceFile => ({ name: 'expression', text });

const moved = (problem: QuantityProblem, by: number): QuantityProblem => ({ ...problem, start: problem.start + by, end: problem.end + by });

/** The last `to` or `in` and what follows it. */
function targetAt(text: string, from: number): { readonly start: number; readonly from: number } | undefined {
  const found = [...text.slice(from).matchAll(TARGET)].at(-1);
  return found && { start: from + found.index, from: from + found.index + found[0].length };
}

/** The same tree with something else in place of each uncertain literal. */
function withDrawn(expr: Expr, draw: (quantity: Quantity) => Expr): Expr {
  if (expr.op === 'quantity') return expr.quantity.spread ? draw(expr.quantity) : expr;
  return isLeaf(expr) ? expr : { ...expr, args: expr.args.map((arg) => withDrawn(arg, draw)) };
}

function spreadIn(spread: SpreadResult, to: (value: number) => number): SpreadResult {
  const [a, b] = [to(spread.p5), to(spread.p95)];
  return { p5: Math.min(a, b), p50: to(spread.p50), p95: Math.max(a, b), mean: to(spread.mean) };
}

/** Money and all that it is per: in it a year is twelve months of bills. */
const BILLS = new RegExp(
  String.raw`(?:\b(?:${CURRENCIES.join('|')})|[$€£¥₹₩]\s*[\d.,]+\s*[kKMGT]?)(?:\s*(?:\/|\bper\b)\s*[\w.]+(?:\s+(?!per\b|in\b|to\b)[A-Za-z]+)?)*`,
  'gi',
);

function conventionsIn(text: string): CalcResult['conventions'] {
  const wordsOf = (part: string): readonly string[] => part.match(/[A-Za-z]+/g) ?? [];
  const has = (words: readonly string[], unit: CalendarUnit): boolean => words.some((word) => CALENDAR_WORDS[unit].test(word));
  const bills = wordsOf((text.match(BILLS) ?? []).join(' '));
  const others = wordsOf(text.replace(BILLS, ' '));
  const all = ['day', 'week', 'month', 'year'] as const;
  const named = all.filter((unit) => has(others, unit) || (unit !== 'year' && has(bills, unit)));
  return has(bills, 'year') ? [...named, 'year of bills'] : named;
}

/** The statements of a text: a line each, or parted by `;`. Empty ones and comments are left out. */
export function* statementsOf(text: string): Generator<{ readonly text: string; readonly start: number }> {
  let start = 0;
  for (const line of text.replace(/^\ufeff/, ' ').split('\n')) {
    let at = start;
    for (const part of line
      .replace(/#.*$/, (comment) => ' '.repeat(comment.length))
      .replace(/\r$/, ' ')
      .split(';')) {
      if (part.trim() !== '') yield { text: part, start: at };
      at += part.length + 1;
    }
    start += line.length + 1;
  }
}
