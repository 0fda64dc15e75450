import { suggest } from '../core/index.js';
import type { Expr } from './expr.js';
import { functionNames, functionOf } from './functions.js';
import { scanLiteral } from './literal.js';
import { measureAt, measureOf } from './measure.js';
import { type Parsed, parsed, quoted, slip } from './problem.js';
import type { Vocabulary } from './quantity.js';
import { isDigit, isLetter, isSpace, skipSpaces, startsNumber, wordEnd } from './scan.js';
import { startsAmount } from './words.js';

/** The names that an expression may use. */
export interface Scope {
  /** Fact id that a name (`users`) or a dotted id (`flows.read.rate.mean`) stands for, or undefined. */
  resolve(name: string): string | undefined;
  /** Names for "did you mean". */
  names(): Iterable<string>;
}

export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** A text whose literals, names and functions have made way for symbols that mathjs reads: `v0 * v1 + f2(v3)`. */
export interface Masked {
  readonly text: string;
  /** Leaves by symbol. */
  readonly leaves: ReadonlyMap<string, Expr & TextSpan>;
  /** Functions by symbol. */
  readonly functions: ReadonlyMap<string, TextSpan & { readonly name: string }>;
  /** Where each stretch of the masked text came from, in order. */
  readonly pieces: readonly (TextSpan & { readonly at: number })[];
}

/** Deeper nesting is a mistake or an attack; mathjs descends some twenty calls a level. */
const DEEPEST = 60;
const OPERATORS = ['<=', '>=', '==', '!=', '+', '-', '*', '/', '^', '(', ')', ',', '<', '>', '?', ':'];
const WORD_OPERATORS = new Set(['and', 'or', 'not']);
/** Signs of arithmetic as people write them. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['×', '*'],
  ['·', '*'],
  ['÷', '/'],
  ['−', '-'],
]);

/** Replaces what is ours (literals, dotted ids) and refuses characters that no expression has; `from` is where the expression begins. */
export function maskExpression(text: string, from: number, vocabulary: Vocabulary, scope: Scope): Parsed<Masked> {
  const leaves = new Map<string, Expr & TextSpan>();
  const functions = new Map<string, TextSpan & { readonly name: string }>();
  const pieces: (TextSpan & { readonly at: number })[] = [];
  const open: { readonly at: number; readonly call: boolean }[] = [];
  let masked = '';
  let at = from;
  // What stands before: values side by side would be multiplied by mathjs, and a value before a parenthesis would be called.
  let before: 'value' | 'function' | 'operator' = 'operator';
  let questions = 0;
  const put = (symbol: string, start: number, end: number): void => {
    masked += ' ';
    pieces.push({ at: masked.length, start, end });
    masked += symbol;
  };
  const leaf = (expr: Expr, start: number, end: number): void => {
    const symbol = `v${pieces.length}`;
    leaves.set(symbol, { ...expr, start, end });
    put(symbol, start, end);
    at = end;
    before = 'value';
  };
  const isName = (word: string): boolean => scope.resolve(word) !== undefined;
  for (;;) {
    at = skipSpaces(text, at);
    if (at >= text.length) break;
    const code = text.charCodeAt(at);
    const product = before === 'value' ? productEnd(text, at, pieces[pieces.length - 1], isName) : undefined;
    if (product !== undefined) {
      // `3x` that nothing follows is a factor, as `x3` is.
      if (isOver(text, product)) at = product;
      else {
        put('*', at, product);
        at = product;
        before = 'operator';
      }
      continue;
    }
    const time = before === 'value' && code === 112 ? PER_TIMES.exec(text.slice(at, at + 40)) : null;
    if (time !== null) {
      // `visits * pages per day`: a value, and not a number with its unit, that is per day.
      const [whole, unit = ''] = time;
      put('/', at, at + 3);
      const measure = measureAt(unit, at + whole.length - unit.length, vocabulary);
      if (!measure.ok) return measure;
      const value = measure.value.factor * 10 ** measure.value.exponent;
      const quantity = { value, dimension: measure.value.dimension, share: false, text: `1 ${unit}` };
      leaf({ op: 'quantity', quantity }, at + whole.length - unit.length, at + whole.length);
      continue;
    }
    if (before === 'value' && (isLetter(code) || isDigit(code) || code === 40)) {
      const word = text.slice(at, dottedEnd(text, at));
      if (!WORD_OPERATORS.has(word)) return sideBySide(text, at, word, pieces[pieces.length - 1]);
    }
    if (startsAmount(text, at) || (code === 126 && startsNumber(text, skipSpaces(text, at + 1)))) {
      const areArguments = open[open.length - 1]?.call === true;
      const literal = scanLiteral(text, at, { vocabulary, reading: 'open', share: false, isName, areArguments });
      if (!literal.ok && areArguments) {
        const groups = groupsInArguments(text, at, pieces[pieces.length - 1]);
        if (groups !== undefined) return groups;
      }
      if (!literal.ok) return { ok: false, problem: nameAfterNumber(literal.problem, text, scope) };
      const { quantity, bare, end } = literal.value;
      leaf(bare && quantity.spread === undefined ? { op: 'number', value: quantity.value } : { op: 'quantity', quantity }, at, end);
      continue;
    }
    if (isLetter(code)) {
      const end = dottedEnd(text, at);
      const word = text.slice(at, end);
      if (WORD_OPERATORS.has(word)) {
        put(word, at, end);
        at = end;
        before = 'operator';
        continue;
      }
      if (text[skipSpaces(text, end)] === '(') {
        const known = functionOf(word);
        // A dotted id may always be one, but nobody multiplies `users.map (...)`.
        if (known === undefined) return unknownFunction(word, at, isName(word) && !word.includes('.'));
        const symbol = `f${pieces.length}`;
        functions.set(symbol, { name: word, start: at, end });
        put(symbol, at, end);
        at = end;
        before = 'function';
        continue;
      }
      const meant = nameOrUnit(word, at, vocabulary, scope);
      if (!meant.ok) return meant;
      leaf(meant.value, at, end);
      continue;
    }
    const range = leaves.size > 0 && code === 45 ? intervalOrDifference(text, at, [...leaves.values()].pop(), vocabulary) : undefined;
    if (range !== undefined) return range;
    const operator = SIGNS.get(text[at] ?? '') ?? OPERATORS.find((sign) => text.startsWith(sign, at));
    if (operator === undefined) return notAllowed(text, at);
    if (operator === '(') {
      if (open.push({ at, call: before === 'function' }) > DEEPEST)
        return slip('expression/too-long', at, at + 1, `parentheses go at most ${DEEPEST} deep`, {
          help: 'name parts of it under assumptions or derived',
        });
    } else if (operator === ')' && open.pop() === undefined) {
      return slip('expression/syntax', at, at + 1, 'this parenthesis closes nothing', { help: 'leave it out, or open it before' });
    }
    if (operator === '?') questions++;
    if (operator === ':' && --questions < 0)
      return slip('expression/not-allowed', at, at + 1, 'an expression has no ranges', {
        help: 'an interval is written with two dots: 1..5',
      });
    if (operator === ',' && open[open.length - 1]?.call !== true)
      return slip('expression/syntax', at, at + 1, 'a comma separates the arguments of a function', { help: 'leave it out' });
    put(operator, at, at + operator.length);
    at += operator.length;
    before = operator === ')' ? 'value' : 'operator';
  }
  const unclosed = open.pop();
  if (unclosed !== undefined)
    return slip('expression/syntax', unclosed.at, unclosed.at + 1, 'this parenthesis is not closed', { help: 'add ")" where it ends' });
  return parsed({ text: masked, leaves, functions, pieces });
}

/** `5M-10M`, of which the first is less: an interval, or a difference below zero. Where spaces are around the minus, it is one. */
function intervalOrDifference(
  text: string,
  at: number,
  before: (Expr & TextSpan) | undefined,
  vocabulary: Vocabulary,
): Parsed<never> | undefined {
  const value = before?.end === at && /^\s*=?\s*$|[(,]\s*$/.test(text.slice(0, before.start)) ? numberOf(before) : undefined;
  if (before === undefined || value === undefined || !(value > 0) || !startsAmount(text, at + 1)) return undefined;
  const next = scanLiteral(text, at + 1, { vocabulary, reading: 'open', share: false, isName: () => false });
  if (!next.ok || !(next.value.quantity.value > value) || next.value.quantity.spread !== undefined) return undefined;
  const [first, second] = [text.slice(before.start, before.end), text.slice(at + 1, next.value.end)];
  const readings = `${first}..${second} (an interval) or ${first} - ${second} (a difference)`;
  return slip('quantity/ambiguous', before.start, next.value.end, `${quoted(`${first}-${second}`)} has two readings: ${readings}`, {
    help: `write ${first}..${second} or ${first} - ${second}`,
  });
}

/** Of a leaf that is one number without doubt. */
const numberOf = (leaf: Expr): number | undefined =>
  leaf.op === 'number' ? leaf.value : leaf.op === 'quantity' && leaf.quantity.spread === undefined ? leaf.quantity.value : undefined;

/** Whether no value follows: the text ends, or an operator or a parenthesis comes next. */
const isOver = (text: string, at: number): boolean => /^\s*(?:$|[-+*/)^,])/.test(text.slice(at, at + 100));

/** End of an `x` or `times` between two values, and of `of` after a percentage: they multiply, unless the spec has such a name. */
function productEnd(text: string, at: number, previous: TextSpan | undefined, isName: (word: string) => boolean): number | undefined {
  const word = text.slice(at, wordEnd(text, at));
  if (/^[xX]\d/.test(word) && previous?.end === at) return at + 1;
  const isOf = word === 'of' && previous !== undefined && text[previous.end - 1] === '%';
  return (/^(?:[xX]|times)$/.test(word) || isOf) && !isName(word) ? at + word.length : undefined;
}

/** End of a dotted id: `flows.read.path.0.rate`. */
function dottedEnd(text: string, start: number): number {
  let end = wordEnd(text, start);
  for (;;) {
    const next = end + 1;
    if (text[end] !== '.') return end;
    if (isLetter(text.charCodeAt(next))) end = wordEnd(text, next);
    else if (isDigit(text.charCodeAt(next))) {
      end = next;
      while (isDigit(text.charCodeAt(end))) end++;
    } else return end;
  }
}

/** A word on its own is an assumption, a fact, then a unit. Counted nouns are no units here: `users` without such an assumption is a slip, not 1. */
function nameOrUnit(word: string, at: number, vocabulary: Vocabulary, scope: Scope): Parsed<Expr> {
  const id = scope.resolve(word);
  if (id !== undefined) return parsed({ op: 'ref', id });
  if (!word.includes('.')) {
    const unit = measureOf(word, vocabulary);
    if (unit !== undefined && !unit.noun) {
      const read = measureAt(word, at, vocabulary);
      if (!read.ok) return read;
      const value = unit.factor * 10 ** unit.exponent;
      return parsed({ op: 'quantity', quantity: { value, dimension: unit.dimension, share: false, text: `1 ${word}` } });
    }
  }
  const end = at + word.length;
  if (word === 'per')
    return slip('expression/syntax', at, end, '"per" goes with a number: 12 per user per month', { help: 'divide instead: users / 1 day' });
  const minus = spacedMinus(word, scope);
  if (minus !== undefined) {
    return slip('expression/unknown-name', at, end, `unknown name "${word}"`, {
      help: `a minus wants spaces around it: ${minus}`,
      suggestion: minus,
    });
  }
  const near = word.length > 100 ? undefined : suggest(word, scope.names());
  return slip('expression/unknown-name', at, end, `unknown name ${quoted(word)}`, near === undefined ? {} : { suggestion: near });
}

/** `a-b` where a and b are known: `a - b`. */
function spacedMinus(word: string, scope: Scope): string | undefined {
  for (let i = word.indexOf('-'); i > 0; i = word.indexOf('-', i + 1)) {
    const left = word.slice(0, i);
    const right = word.slice(i + 1);
    if (scope.resolve(left) === undefined || left.length === 0) continue;
    if (/^\d+$/.test(right) || scope.resolve(right) !== undefined) return `${left} - ${right}`;
    const rest = spacedMinus(right, scope);
    if (rest !== undefined) return `${left} - ${rest}`;
  }
  return undefined;
}

/** `20 fanOut`: what follows a number is a unit, and this is a name. */
function nameAfterNumber(problem: ReturnType<typeof slip>['problem'], text: string, scope: Scope): ReturnType<typeof slip>['problem'] {
  const end = dottedEnd(text, problem.start);
  const word = text.slice(problem.start, end);
  if (problem.rule !== 'quantity/unknown-unit' || scope.resolve(word) === undefined) return problem;
  return slip(problem.rule, problem.start, end, `unknown unit ${quoted(word)}: a word after a number is a unit`, {
    help: `to multiply, write * ${word}`,
    suggestion: `* ${word}`,
  }).problem;
}

const PER_TIMES = /^per\s+(second|sec|minute|min|hour|day|week|month|year)\b/i;

function sideBySide(text: string, at: number, word: string, previous: TextSpan | undefined): ReturnType<typeof slip> {
  if (word === 'per')
    return slip('expression/syntax', at, at + word.length, '"per" goes with a number: 12 per user per month', {
      help: 'divide instead: users / 1 day',
    });
  const found = word === '' ? (text[at] ?? '') : word;
  const percent = previous !== undefined && text[previous.end - 1] === '%';
  const help = percent ? '% is per cent; there is no remainder' : 'to multiply, write *';
  return slip('expression/syntax', at, at + found.length, `expected an operator before ${quoted(found)}`, { help });
}

/** `max(1,000, 5)`: what follows the comma is no argument of its own. */
function groupsInArguments(text: string, at: number, previous: TextSpan | undefined): ReturnType<typeof slip> | undefined {
  const group = /^0\d\d(?!\d)/.exec(text.slice(at))?.[0];
  const before = /\d{1,3},$/.exec(text.slice(0, at))?.[0];
  if (group === undefined || before === undefined || previous === undefined) return undefined;
  const start = at - before.length;
  const written = text.slice(start, at + group.length);
  return slip('quantity/number', start, at + group.length, `a comma separates the arguments of a function: ${quoted(written)}`, {
    suggestion: written.replaceAll(',', ''),
  });
}

function unknownFunction(word: string, at: number, isName: boolean): ReturnType<typeof slip> {
  const end = at + word.length;
  if (isName) return slip('expression/syntax', at, end, `"${word}" is not a function`, { help: `to multiply, write ${word} * (...)` });
  const near = word.length > 100 ? undefined : suggest(word, functionNames());
  return slip(
    'expression/unknown-function',
    at,
    end,
    `unknown function ${quoted(word)}`,
    near === undefined ? { help: `there are ${functionNames().join(', ')}` } : { suggestion: near },
  );
}

function notAllowed(text: string, at: number): ReturnType<typeof slip> {
  const char = text[at] ?? '';
  const one = (message: string, help?: string, suggestion?: string): ReturnType<typeof slip> =>
    slip('expression/not-allowed', at, at + 1, message, { help, suggestion });
  switch (char) {
    case '=':
      return one('"=" assigns, which an expression cannot', 'to compare, write ==');
    case '%':
      return one('"%" goes with a number: 20%');
    case '"':
    case "'":
    case '`':
      return one('an expression has no texts');
    case '[':
    case ']':
    case '{':
    case '}':
      return one('an expression has no lists', char === '[' || char === '{' ? 'write ( instead' : 'write ) instead');
    case '&':
      return one('"&" is not an operator', 'write and');
    case '|':
      return one('"|" is not an operator', 'write or');
    case '!':
      return one('"!" is not an operator', 'write not');
    case '–':
      return one('"–" is not an operator', undefined, '-');
    default:
      return one(`${isSpace(text.charCodeAt(at)) || char < ' ' ? 'a control character' : quoted(char)} has no meaning in an expression`);
  }
}
