import { BASELINE } from './baseline.js';
import { CALC } from './calc.js';
import { CATALOG } from './catalog.js';
import { CONFIG } from './config.js';
import { EXPECTATION } from './expectation.js';
import { EXPRESSION } from './expression.js';
import { FIX } from './fix.js';
import type { FindingId, FindingRow } from './index.js';
import { INIT } from './init.js';
import { IO } from './io.js';
import { MARKDOWN } from './markdown.js';
import { NINES } from './nines.js';
import { QUANTITY } from './quantity.js';
import { REQUIREMENT } from './requirement.js';
import { SCHEMA } from './schema.js';
import { SOURCE } from './source.js';
import { SPEC } from './spec.js';
import { SUPPRESSION } from './suppression.js';
import { USAGE } from './usage.js';
import { YAML } from './yaml.js';

/** Every finding that the tool gives, by id, in the order of ids. */
export const FINDINGS: Readonly<Record<FindingId, FindingRow>> = {
  ...BASELINE,
  ...CALC,
  ...CATALOG,
  ...CONFIG,
  ...EXPECTATION,
  ...EXPRESSION,
  ...FIX,
  ...INIT,
  ...IO,
  ...MARKDOWN,
  ...NINES,
  ...QUANTITY,
  ...REQUIREMENT,
  ...SCHEMA,
  ...SOURCE,
  ...SPEC,
  ...SUPPRESSION,
  ...USAGE,
  ...YAML,
};
