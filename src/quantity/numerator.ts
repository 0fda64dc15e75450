import { currencyNamed, isCurrencySign } from './currency.js';
import { samePhysical, TIME } from './dimension.js';
import { readLetter } from './letters.js';
import { AMOUNT, measureAt, measureOf, ONE, PERCENT, type UnitSize, unknownUnit } from './measure.js';
import { nounWritten } from './noun.js';
import { type ScannedNumber, scanNumber } from './number.js';
import { type Parsed, parsed, slip } from './problem.js';
import { type ReadOptions, surroundingOf } from './read-options.js';
import { isDigit, lettersEnd, skipSpaces, startsNumber, wordEnd } from './scan.js';
import { suffixExponent } from './units.js';
import { activeOrDone, frequencyOf, isActor, isAttribute, isOperatorWord, unitEnd } from './words.js';

const PER_CENT = /^(?:per\s?cent|pct|pc)(?![A-Za-z])/i;

/** What follows `5 times` where it says how often. */
const HOW_OFTEN = /^\s+(?:an?|per|each|every)\s/;

/** What a number with its unit is. */
export type Form = 'plain' | 'percent' | 'times' | 'nines' | 'unit';

/** What stands between a number and what it is per. */
export interface Numerator {
  readonly form: Form;
  readonly unit: UnitSize;
  readonly suffix: number;
  readonly more: number;
  readonly numberEnd: number;
  readonly end: number;
  /** Of `500M daily tweets`: a day. */
  readonly per?: UnitSize;
}

/** What stands before the number. */
interface Lead {
  readonly times: boolean;
  readonly currency: boolean;
}

/** Reads what follows the number of a part, up to what it is per. */
export class NumeratorReader {
  readonly #text: string;
  readonly #start: number;
  readonly #number: ScannedNumber;
  readonly #lead: Lead;
  readonly #options: ReadOptions;
  #suffix = 0;
  /** End of the number with its suffix. */
  #end: number;
  /** The word at hand. */
  #at = 0;
  #stop = 0;

  constructor(text: string, start: number, number: ScannedNumber, lead: Lead, options: ReadOptions) {
    this.#text = text;
    this.#start = start;
    this.#number = number;
    this.#lead = lead;
    this.#options = options;
    this.#end = number.end;
  }

  read(): Parsed<Numerator> {
    const { vocabulary } = this.#options;
    const isLiteral = this.#options.isName === undefined;
    this.#next(this.#end);
    const sign = this.#text[this.#at];
    if (sign === '%' && !this.#lead.currency) return this.#done('percent', PERCENT, this.#at + 1);
    const percent = isLiteral && !this.#lead.currency ? PER_CENT.exec(this.#text.slice(this.#at, this.#at + 10)) : null;
    if (percent !== null) return this.#done('percent', PERCENT, this.#at + percent[0].length);
    if (isCurrencySign(sign) && !this.#lead.times) return this.#done('unit', AMOUNT, this.#at + 1);
    if (sign === '×' && isLiteral) return this.#done('times', ONE, this.#at + 1);
    if (this.#isOver()) return this.#plain();
    const suffix = suffixExponent(this.#word());
    if (suffix !== undefined) {
      const letter = this.#word();
      const size =
        this.#options.suffixIsSize === true && letter.length === 1 && !this.#lead.times ? measureOf(`${letter}B`, vocabulary) : undefined;
      const [before, stop] = [this.#end, this.#stop];
      this.#take(suffix);
      // Five hundred thousand.
      const more = /^hundred$/i.test(letter) ? suffixExponent(this.#word()) : undefined;
      if (more !== undefined) this.#take(suffix + more);
      if (isCurrencySign(this.#text[this.#at])) return this.#done('unit', AMOUNT, this.#at + 1);
      if (this.#text[this.#at] === '×' && isLiteral) return this.#done('times', ONE, this.#at + 1);
      if (this.#isOver())
        return size === undefined ? this.#plain() : parsed({ form: 'unit', unit: size, suffix: 0, more: 0, numberEnd: before, end: stop });
    }
    const word = this.#word();
    if (/^(?:x|times)$/i.test(word) && !this.#lead.currency) {
      if (isLiteral || HOW_OFTEN.test(this.#text.slice(this.#stop, this.#stop + 20))) return this.#done('times', ONE, this.#stop);
      // In an expression, it is the sign of a product, or of a factor where nothing follows.
      return this.#plain();
    }
    // 3x5 is a product, and 0x10 a number of another notation.
    if (!isLiteral && /^x\d/i.test(word) && this.#number.digits !== '0' && this.#options.isName?.(word) === false) return this.#plain();
    const letter = this.#suffix === 0 ? this.#letter(word) : undefined;
    if (letter !== undefined && !letter.ok) return letter;
    if (letter?.value === 'suffix' && this.#isOver()) return this.#plain();
    return this.#lead.currency ? this.#money() : this.#unit();
  }

  /** `B`, `b`, `m`, `mn`: what the field wants and what follows decide; `suffix` where it was one. */
  #letter(word: string): Parsed<'unit' | 'suffix'> | undefined {
    if (!/^(?:[Bbm]|mn)$/.test(word)) return undefined;
    const number = this.#text.slice(this.#start, this.#number.end);
    const of = { start: this.#start, number, numberEnd: this.#number.end, at: this.#at, word };
    // Money is counted in millions and billions, never in bytes or minutes.
    const read = readLetter(this.#text, of, this.#lead.currency ? { ...this.#options, reading: 'number' } : this.#options);
    if (!read.ok || read.value === 'unit') return read.ok ? parsed('unit') : read;
    this.#take(read.value === 'billion' ? 9 : 6);
    return parsed('suffix');
  }

  /** `$5`: what follows is what it is per. */
  #money(): Parsed<Numerator> {
    return this.#done('unit', AMOUNT, currencyNamed(this.#word()) !== undefined ? this.#stop : this.#end);
  }

  #unit(): Parsed<Numerator> {
    const { vocabulary } = this.#options;
    const often = this.#often();
    if (often !== undefined) return often;
    const next = this.#wordAfter();
    if (isAttribute(this.#word(), next.word, this.#options)) [this.#at, this.#stop] = [next.at, next.stop];
    const word = this.#word();
    if (word === 'nines' || word === 'nine') return this.#done('nines', ONE, this.#stop);
    if (measureOf(word, vocabulary) === undefined) {
      // 1h30m: the letters are a unit of time, digits go on.
      const letters = lettersEnd(this.#text, this.#at);
      const head = this.#text.slice(this.#at, letters);
      const unit = letters < this.#stop && isDigit(this.#text.charCodeAt(letters)) ? measureOf(head, vocabulary) : undefined;
      if (unit === undefined || !samePhysical(unit.dimension, TIME)) return unknownUnit(word, this.#at, vocabulary);
      return this.#compound(letters, unit);
    }
    const measure = measureAt(word, this.#at, vocabulary);
    if (!measure.ok) return measure;
    return samePhysical(measure.value.dimension, TIME) && !measure.value.noun
      ? this.#compound(this.#stop, measure.value)
      : this.#done('unit', measure.value, this.#stop);
  }

  /** `500M daily tweets` are a rate, `5M daily active users` so many users, and `5M daily users` either. A frequency alone is what it is per. */
  #often(): Parsed<Numerator> | undefined {
    const { vocabulary } = this.#options;
    const word = this.#word();
    const often = frequencyOf(word, this.#options);
    if (often === undefined) return undefined;
    const next = this.#wordAfter();
    const after = this.#wordAfter(next.stop);
    const isActive = next.word.toLowerCase() === 'active';
    const thing = isActive ? after : next;
    const noun = nounWritten(thing.word, vocabulary.counts);
    const unit = noun === undefined ? undefined : measureOf(thing.word, vocabulary);
    if (unit === undefined) return this.#plain();
    if (isActive) return this.#done('unit', unit, thing.stop);
    const number = this.#text.slice(this.#start, this.#end);
    if (isActor(thing.word)) return activeOrDone(this.#text, this.#start, thing.stop, number, thing.word, often);
    const [amount, of] = often;
    const per = measureOf(of, vocabulary);
    const done = this.#done('unit', unit, thing.stop);
    return done.ok && per !== undefined ? parsed({ ...done.value, per: { ...per, factor: per.factor * amount } }) : done;
  }

  /** What is over is plain: a number, a factor or an amount of money. */
  #plain(): Parsed<Numerator> {
    return this.#lead.currency ? this.#done('unit', AMOUNT, this.#end) : this.#done(this.#lead.times ? 'times' : 'plain', ONE, this.#end);
  }

  #done(form: Form, unit: UnitSize, end: number, more = 0): Parsed<Numerator> {
    return parsed({ form, unit, suffix: this.#suffix, more, numberEnd: this.#end, end });
  }

  /** Takes the word at hand for a power of ten. */
  #take(suffix: number): void {
    this.#suffix = suffix;
    this.#end = this.#stop;
    this.#next(this.#end);
  }

  #next(from: number): void {
    this.#at = skipSpaces(this.#text, from);
    this.#stop = unitEnd(this.#text, this.#at, this.#options);
  }

  #word(): string {
    return this.#text.slice(this.#at, this.#stop);
  }

  #wordAfter(from = this.#stop): { readonly at: number; readonly stop: number; readonly word: string } {
    const at = skipSpaces(this.#text, from);
    const stop = wordEnd(this.#text, at);
    return { at, stop, word: this.#text.slice(at, stop) };
  }

  #isOver(): boolean {
    return this.#stop === this.#at || isOperatorWord(this.#word(), this.#options);
  }

  /** `30m` after `1h`, each unit shorter than the one before. */
  #compound(from: number, unit: UnitSize): Parsed<Numerator> {
    const text = this.#text;
    const { vocabulary } = this.#options;
    let end = from;
    let more = 0;
    let longest = unit.factor * 10 ** unit.exponent;
    for (;;) {
      const at = skipSpaces(text, end);
      if (!startsNumber(text, at)) break;
      const number = scanNumber(text, at, surroundingOf(this.#options));
      if (!number.ok) return number;
      const wordAt = skipSpaces(text, number.value.end);
      const wordStop = lettersEnd(text, wordAt);
      const next = measureOf(text.slice(wordAt, wordStop), vocabulary);
      if (next === undefined || next.noun || !samePhysical(next.dimension, TIME)) break;
      const length = next.factor * 10 ** next.exponent;
      if (length >= longest) {
        return slip('quantity/syntax', at, wordStop, 'in a duration of several parts each unit is shorter than the one before', {
          help: 'write 1h30m',
        });
      }
      more += Number(`${number.value.digits}e${number.value.exponent + next.exponent}`) * next.factor;
      longest = length;
      end = wordStop;
    }
    return this.#done('unit', unit, end, more);
  }
}
