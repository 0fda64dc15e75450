import type { BASELINE } from './baseline.js';
import type { CALC } from './calc.js';
import type { CATALOG } from './catalog.js';
import type { CONFIG } from './config.js';
import type { EXPECTATION } from './expectation.js';
import type { EXPRESSION } from './expression.js';
import type { FIX } from './fix.js';
import type { INIT } from './init.js';
import type { IO } from './io.js';
import type { MARKDOWN } from './markdown.js';
import type { NINES } from './nines.js';
import type { QUANTITY } from './quantity.js';
import type { REQUIREMENT } from './requirement.js';
import type { SCHEMA } from './schema.js';
import type { SOURCE } from './source.js';
import type { SPEC } from './spec.js';
import type { SUPPRESSION } from './suppression.js';
import type { USAGE } from './usage.js';
import type { YAML } from './yaml.js';

// Types only: the ids are checked by the compiler, and the table itself is loaded when it is printed.

type Table = typeof BASELINE &
  typeof CALC &
  typeof CATALOG &
  typeof CONFIG &
  typeof EXPECTATION &
  typeof EXPRESSION &
  typeof FIX &
  typeof INIT &
  typeof IO &
  typeof MARKDOWN &
  typeof NINES &
  typeof QUANTITY &
  typeof REQUIREMENT &
  typeof SCHEMA &
  typeof SOURCE &
  typeof SPEC &
  typeof SUPPRESSION &
  typeof USAGE &
  typeof YAML;

/** Id of a finding, `area/name`: each has a row in the table. */
export type FindingId = keyof Table;
/** Of those that judge a valid design. */
export type JudgmentId = { [Id in FindingId]: Table[Id] extends { readonly about: 'judgment' } ? Id : never }[FindingId];
/** Of those about the text of an input. */
export type TextFindingId = Exclude<FindingId, JudgmentId>;

export type { FindingExample, FindingRow, Severity } from './row.js';
