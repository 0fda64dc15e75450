import type { Finding, Range } from '../core/index.js';
import { MAX_DEPTH, tooDeep } from './bounds.js';
import { rangeIn, type Slice } from './slice.js';

/** Characters that begin a value, of all that a spec is read from: its blocks and what it includes. Counted up as they are read. */
export interface Tally {
  values: number;
}

/**
 * What keeps hostile input from the parser, which needs kilobytes for each level of nesting and one for each value: brackets or list
 * dashes open far too deep (counted roughly: text in quotes counts too), or far too many characters that begin a value. What passes
 * is measured exactly later.
 * @param tally of what belongs to the same spec and was read before
 */
export function beyondBounds(slice: Slice, tally: Tally = { values: 0 }): Finding | undefined {
  const { text } = slice;
  let depth = 0;
  let dashes = 0;
  /** Keys of one line, each in the value of the one before: `a: b: c:`. */
  let colons = 0;
  let { values } = tally;
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
      case COLON:
        values++;
        if (text.charCodeAt(i + 1) === SPACE && ++colons > ROUGH_DEPTH) return tooDeep(rangeIn(slice, i, i + 1));
        break;
      case NEWLINE:
      case RETURN:
        values++;
        colons = 0;
        break;
      case COMMA:
        values++;
        colons = 0;
        break;
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
  tally.values = values;
  return undefined;
}

const ROUGH_DEPTH = MAX_DEPTH * 10;
/** Of one spec: 10,000 components have 300,000, and parsing takes a kilobyte for each. */
const MAX_VALUES = 500_000;

const tooMany = (at: Range): Finding => ({
  rule: 'yaml/too-large',
  severity: 'error',
  message: 'with this, the spec holds far more values than one has use for',
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
