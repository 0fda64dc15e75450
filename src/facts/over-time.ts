import { evaluateExpr } from '../quantity/index.js';
import type { FactNode } from './node.js';
import { LATER } from './years.js';

/**
 * The value of a fact as a function of the time, in years from today. Of one time it holds the formulas of all: only what time moves is worked out
 * again, without a fact being made of it.
 */
export function valueOverTime(fact: FactNode): (years: number) => number {
  const moving = movedNodes(fact);
  const values = new Map<string, number>();
  for (const { inputs } of moving) for (const { id, value } of inputs) values.set(id, value);
  values.set(fact.id, fact.value);
  const valueAt = (id: string): number => values.get(id) as number;
  return (years) => {
    for (const { id, formula, value } of moving) values.set(id, id === LATER ? years : formula ? evaluateExpr(formula, valueAt) : value);
    return valueAt(fact.id);
  };
}

/** The facts that time moves, of those that a fact rests on: each after its inputs. Without recursion: a spec may be a long chain. */
export function movedNodes(growing: FactNode): readonly FactNode[] {
  const moved = new Map<FactNode, boolean>();
  const stack = [growing];
  for (let node = stack.at(-1); node; node = stack.at(-1)) {
    const waiting = moved.has(node) ? [] : node.inputs.filter((input) => !moved.has(input));
    if (waiting.length > 0) {
      stack.push(...waiting);
      continue;
    }
    stack.pop();
    if (!moved.has(node)) moved.set(node, node.id === LATER || node.inputs.some((input) => moved.get(input)));
  }
  return [...moved].flatMap(([node, isMoved]) => (isMoved ? [node] : []));
}
