import type { Operator } from '../mutant.js';
import * as expressions from './expressions.js';
import * as foreign from './foreign.js';
import * as keys from './keys.js';
import * as layout from './layout.js';
import * as literals from './literals.js';
import {
  misspeltAssumption,
  misspeltAssumptionDefinition,
  misspeltComponent,
  misspeltComponentDefinition,
  misspeltData,
  misspeltDataDefinition,
  misspeltFact,
  misspeltFlow,
  misspeltFlowDefinition,
  misspeltScenarioPath,
} from './names.js';
import { misspeltPlace } from './places.js';
import * as writing from './writing.js';

/** Ways to break the words of a spec: keys, names. */
export const WORD_OPERATORS: readonly Operator[] = [
  ...Object.values(keys),
  misspeltComponent,
  misspeltFlow,
  misspeltData,
  misspeltAssumption,
  misspeltComponentDefinition,
  misspeltFlowDefinition,
  misspeltDataDefinition,
  misspeltAssumptionDefinition,
  misspeltFact,
  misspeltScenarioPath,
  misspeltPlace,
];

/** Ways to break its numbers, its expressions and its layout. */
export const TEXT_OPERATORS: readonly Operator[] = [...Object.values(literals), ...Object.values(expressions), ...Object.values(layout)];

/** What other tools, languages and keyboards leave in it. */
export const FOREIGN_OPERATORS: readonly Operator[] = [...Object.values(foreign), ...Object.values(writing)];
