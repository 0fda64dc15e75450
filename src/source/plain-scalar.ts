import { rangeIn, type Slice } from './slice.js';
import type { ScalarNode } from './tree.js';

export const NEWLINE = 10;
export const SPACE = 32;
export const QUOTE = 34;
export const HASH = 35;
export const APOSTROPHE = 39;
const PLUS = 43;
export const COMMA = 44;
export const DASH = 45;
const DOT = 46;
const COLON = 58;
const EQUALS = 61;
export const OPEN_LIST = 91;
const BACKSLASH = 92;
export const CLOSE_LIST = 93;
export const OPEN_MAP = 123;
export const CLOSE_MAP = 125;

/** Characters that a plain value does not begin with; a dash may, in front of a number. */
const INDICATORS: ReadonlySet<number> = new Set([...'-?:,[]{}#&*!|>\'"%@`'].map((character) => character.charCodeAt(0)));

const NULLS: ReadonlySet<string> = new Set(['null', 'Null', 'NULL', '~']);
const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);
const NUMBER = /^[-+]?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;
/** Everything that the core schema reads as a number. */
const NUMERIC = /^(?:0o[0-7]+|0x[\da-fA-F]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** Whether a word stands for no value. */
export const isNull = (word: string): boolean => NULLS.has(word);

/** Text in quotes, on one line and without escapes, from its first quote on; undefined for any other. */
export function quotedAt(slice: Slice, start: number): ScalarNode | undefined {
  const { text } = slice;
  const mark = text.charCodeAt(start);
  let at = start + 1;
  for (let code = text.charCodeAt(at); code !== mark; code = text.charCodeAt(++at))
    if (code === BACKSLASH || code === NEWLINE || at >= text.length) return undefined;
  const end = at + 1;
  // Two marks are one in the text.
  if (text.charCodeAt(end) === mark) return undefined;
  return { type: 'scalar', at: rangeIn(slice, start, end), value: text.slice(start + 1, at), raw: text.slice(start, end), quoted: true };
}

/**
 * A value of one line without quotes, up to what ends it: a comment, or, in brackets, a comma or a bracket. Undefined where none begins, or one
 * that a reader may take for something else.
 */
export function plainAt(slice: Slice, start: number, inFlow: boolean): ScalarNode | undefined {
  const { text } = slice;
  const first = text.charCodeAt(start);
  if (INDICATORS.has(first) && !(first === DASH && isDigit(text.charCodeAt(start + 1)))) return undefined;
  let end = start;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === SPACE) continue;
    if (code === NEWLINE || (code === HASH && at > end) || (inFlow && isFlowMark(code))) break;
    // What ends a key here is nobody's to read on, and so comes to what is not plain.
    if (code === COLON && endsKey(text.charCodeAt(at + 1), inFlow)) break;
    end = at + 1;
  }
  if (end === start) return undefined;
  const raw = text.slice(start, end);
  // An expression that a comma may have cut.
  if (inFlow && first === EQUALS && raw.split('(').length > raw.split(')').length) return undefined;
  const value = readWord(raw, first);
  return value === undefined ? undefined : { type: 'scalar', at: rangeIn(slice, start, end), value, raw, quoted: false };
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const isFlowMark = (code: number): boolean =>
  code === COMMA || code === OPEN_LIST || code === CLOSE_LIST || code === OPEN_MAP || code === CLOSE_MAP;

const endsKey = (next: number, inFlow: boolean): boolean =>
  Number.isNaN(next) || next === SPACE || next === NEWLINE || (inFlow && isFlowMark(next));

/** By the core schema; undefined for numbers that are written in a way that is worth a word. */
function readWord(raw: string, first: number): ScalarNode['value'] | undefined {
  if (isDigit(first) || first === DASH || first === PLUS || first === DOT) {
    if (NUMBER.test(raw)) return Number(raw);
    return NUMERIC.test(raw) ? undefined : raw;
  }
  if (raw.length > 'false'.length) return raw;
  return isNull(raw) ? null : (TRUTHS.get(raw) ?? raw);
}
