import type { SpecKey } from '../schema/reference.js';

/** What stands for a name of one's own. */
const NAME = 'NAME';

/** How a key stands in a spec, with an example of it: YAML, a line each, as far as the key is above or an option of a call. */
export function snippetOf({ key, examples, types }: SpecKey): readonly string[] {
  const [first = ''] = examples;
  const steps = key.split('.');
  if (steps[0] === 'call') return callLines(steps.slice(1), first);
  const lines = steps.slice(0, -1).map((step, i) => `${'  '.repeat(i)}${step === '*' ? NAME : step}:`);
  const last = steps.at(-1) ?? '';
  const isMapping = types.join() === 'object' && !first.startsWith('{');
  const indent = '  '.repeat(steps.length - 1);
  // A fact with what it should be is an entry of the map itself.
  if (isMapping && first !== '') return [...lines, `${indent}${last}:`, `${indent}  ${first}`];
  return [...lines, first === '' ? `${indent}${last}:` : `${indent}${last}: ${first}`];
}

const callLines = (steps: readonly string[], example: string): readonly string[] => {
  if (steps.length === 0) return ['flows:', `  ${NAME}:`, '    path:', `      - ${example}`];
  const inner = steps.reduceRight((value, step) => (value === '' ? `${step}: ${example}` : `${step}: { ${value} }`), '');
  return ['flows:', `  ${NAME}:`, '    path:', `      - ${NAME}: { ${inner} }`];
};
