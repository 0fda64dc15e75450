import type { Finding, Range } from '../core/index.js';
import { MAX_DEPTH, tooDeep } from './bounds.js';
import { rangeIn, type Slice } from './slice.js';

/**
 * What keeps hostile input from the parser, which needs kilobytes for each level of nesting and for each value: brackets or list
 * dashes open far too deep (counted roughly: text in quotes counts too), or far too many characters that begin a value. What passes
 * is measured exactly later.
 */
export function beyondBounds(slice: Slice): Finding | undefined {
  const { text } = slice;
  if (text.length < ROUGH_DEPTH) return undefined;
  let depth = 0;
  let dashes = 0;
  let values = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case SPACE:
        continue;
      case OPEN_LIST:
      case OPEN_MAP:
        depth++;
        values++;
        break;
      case CLOSE_LIST:
      case CLOSE_MAP:
        if (depth > 0) depth--;
        break;
      case DASH:
      case QUESTION:
        values++;
        if (text.charCodeAt(i + 1) !== SPACE) break;
        if (++dashes > ROUGH_DEPTH) return tooDeep(rangeIn(slice, i, i + 1));
        continue;
      case NEWLINE:
      case RETURN:
      case COLON:
      case COMMA:
      case AMPERSAND:
      case STAR:
      case QUOTE:
      case APOSTROPHE:
        values++;
    }
    dashes = 0;
    if (depth > ROUGH_DEPTH) return tooDeep(rangeIn(slice, i, i + 1));
    if (values > MAX_VALUES) return tooMany(rangeIn(slice, i, i + 1));
  }
  return undefined;
}

const ROUGH_DEPTH = MAX_DEPTH * 10;
const MAX_VALUES = 1_500_000;

const tooMany = (at: Range): Finding => ({
  rule: 'yaml/too-large',
  severity: 'error',
  message: 'this file holds far more values than a spec has use for',
  at,
  help: 'is it a data file? A spec states sizes and rates, not records',
});

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const AMPERSAND = 38;
const APOSTROPHE = 39;
const STAR = 42;
const COMMA = 44;
const DASH = 45;
const COLON = 58;
const QUESTION = 63;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_MAP = 123;
const CLOSE_MAP = 125;
