import { levelNamed } from '../catalog/index.js';
import { type Finding, suggest } from '../core/index.js';
import { GUARANTEES } from '../math/consistency/guarantees.js';
import type { Call, Model } from './model.js';

/** How many copies answer, whatever the product. */
const COPIES = ['one', 'quorum', 'all'];

/** Calls that ask for a consistency that nobody gives: neither a guarantee, nor a number of copies, nor a level of the product. */
export function unknownLevels(model: Model): readonly Finding[] {
  const findings: Finding[] = [];
  for (const flow of model.flows.values()) for (const call of flow.calls) findings.push(...unknownLevel(model, call));
  return findings;
}

function unknownLevel({ products, components }: Model, { consistency, component, writes, path }: Call): readonly Finding[] {
  if (!consistency) return [];
  const { name, at } = consistency;
  const behavior = products.behaviors.get(component);
  const of = writes ? 'write' : 'read';
  if (GUARANTEES.some((word) => word === name)) return [];
  if (behavior ? levelNamed(behavior, name, of) : COPIES.includes(name)) return [];
  const own = behavior ? behavior.levels.filter((level) => level.of === of || level.of === 'both').map((level) => level.name) : COPIES;
  const near = suggest(name, [...own, ...GUARANTEES]);
  const what = behavior ? (components.get(component)?.use?.name ?? component) : `"${component}", of which no product is stated,`;
  return [
    {
      rule: 'spec/unknown-level',
      severity: 'error',
      message: `${what} has no level "${name}" of a ${of}: there is ${own.join(', ')}, or a guarantee such as linearizable`,
      at,
      path: `${path}.consistency`,
      help: near === undefined ? `one of ${own.join(', ')}` : `did you mean "${near}"?`,
      ...(near !== undefined && { suggestion: near }),
    },
  ];
}
