import type { LiteralReading } from './field-type.js';
import type { Surrounding } from './number.js';
import type { Vocabulary } from './quantity.js';

/** What reading a literal depends on: its field, and whether it stands in an expression. */
export interface ReadOptions {
  readonly vocabulary: Vocabulary;
  /** How a literal with two readings is read. */
  readonly reading: LiteralReading;
  /** May a bound (`at least 5`) stand there? */
  readonly bounds?: boolean;
  /** Is a plain number a share there? */
  readonly share: boolean;
  /** Is an interval there one of growth, or of what comes on top? */
  readonly grows?: boolean;
  /** Is a suffix alone a size there: `8G`, `512Mi`? */
  readonly suffixIsSize?: boolean;
  /** May `m` be a thousandth there, as of processor cores? */
  readonly milli?: boolean;
  /**
   * Set inside an expression, where `/` divides unless it is glued to a unit and a word that is a name of the spec is not a unit of the divisor.
   */
  readonly isName?: (word: string) => boolean;
  /** Set inside the arguments of a function, which commas separate. */
  readonly areArguments?: boolean;
}

export const surroundingOf = ({ isName, areArguments }: ReadOptions): Surrounding =>
  isName === undefined ? 'literal' : areArguments === true ? 'arguments' : 'expression';
