import { functionOf } from './functions.js';
import { unitTable } from './units.js';

/** Where fact ids begin. */
export const FACT_ROOTS: readonly string[] = [
  'assumptions',
  'derived',
  'flows',
  'components',
  'data',
  'cache',
  'totals',
  'stated',
  'conventions',
  'catalog',
  'defaults',
  'scenarios',
];

/** Functions that came after names: specs may have an assumption of such a name, which no parenthesis follows. */
const ADDED_FUNCTIONS: ReadonlySet<string> = new Set(['log2', 'log10']);

const WORDS = ['and', 'or', 'not', 'per', 'nine', 'nines', 'forever'];

/** Why a name cannot be that of an assumption, or undefined if it can. Counted nouns can: `users: 80M users`. */
export function isReservedName(name: string, roots: readonly string[] = FACT_ROOTS): string | undefined {
  if (functionOf(name) !== undefined && !ADDED_FUNCTIONS.has(name)) return `"${name}" is a function`;
  if (unitTable().has(name)) return `"${name}" is a unit`;
  if (WORDS.includes(name)) return `"${name}" is a word of the language`;
  if (roots.includes(name)) return `"${name}" is where ids of facts begin`;
  return undefined;
}
