import { num, refsOf } from '../quantity/index.js';
import { type Definition, unknown } from './definition.js';
import type { Fixed } from './fixed.js';
import type { LeafFact } from './leaves.js';
import type { Frame, Origin } from './node.js';

const FORMULA: Origin = { kind: 'formula' };
const NOTHING: readonly string[] = [];
const NO_DEFINITION: Definition = unknown();

/** Of a fact that another graph has computed already. */
export const frameOfShared = (id: string): Frame => frameOf(id, null, NO_DEFINITION, NOTHING);

/** Of a literal of the spec. */
export function frameOfLeaf(id: string, leaf: LeafFact): Frame {
  const { definition, origin, unit, quantity } = leaf;
  const refs = 'formula' in definition ? refsOf(definition.formula) : NOTHING;
  return { id, unit, definition, origin, quantity, refs, inputs: refs.length, next: 0, nodes: new Array(refs.length) };
}

/** Of a convention or a default. */
export function frameOfFixed(id: string, { unit, value, origin }: Fixed): Frame {
  return { id, unit, definition: { formula: num(value) }, origin, quantity: undefined, refs: NOTHING, inputs: 0, next: 0, nodes: [] };
}

/** @param unit that of the pattern, where the definition gives no other */
export const frameOfDefinition = (id: string, definition: Definition, unit: string | null): Frame =>
  frameOf(
    id,
    ('formula' in definition ? definition.unit : undefined) ?? unit,
    definition,
    refsOfDefinition(definition),
    'formula' in definition && definition.unless
      ? definition.unless.flatMap(({ when, amount }) => [...refsOf(when), ...refsOf(amount)])
      : NOTHING,
  );

const frameOf = (
  id: string,
  unit: string | null,
  definition: Definition,
  inputs: readonly string[],
  conditions: readonly string[] = NOTHING,
): Frame => ({
  id,
  unit,
  definition,
  origin: FORMULA,
  quantity: undefined,
  refs: conditions.length === 0 ? inputs : [...inputs, ...conditions],
  inputs: inputs.length,
  next: 0,
  nodes: new Array(inputs.length + conditions.length),
});

function refsOfDefinition(definition: Definition): readonly string[] {
  if ('formula' in definition) return refsOf(definition.formula);
  if ('inputs' in definition) return [...new Set(definition.inputs.flatMap((input) => refsOf(input)))];
  if (!('reach' in definition)) return NOTHING;
  const { demand, limit, from } = definition.reach;
  return [demand, limit, ...(from ? refsOf(from) : NOTHING)];
}
