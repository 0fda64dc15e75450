import type { Finding } from '../core/index.js';
import { checkDimensions, type Expression, fieldAccepts, ofOtherCalls, type QuantityProblem } from '../quantity/index.js';
import { type Check, type Leaf, placeWithin, valueOutOfBounds } from '../spec/index.js';
import { countedTwice } from './counted-twice.js';
import { CycleError } from './cycle.js';
import { faultIn, rangeFault } from './fault.js';
import type { Graph } from './graph.js';
import { uncheckedId } from './ids.js';
import { checkProblem } from './judge.js';
import { leafId } from './leaves.js';
import type { FactNode } from './node.js';
import { peaksBelowMean } from './peaks.js';
import { scaleOf } from './units.js';
import { unknownFact } from './unknown-fact.js';

/**
 * Mistakes of a spec that only its facts show: expressions that name no fact, mix dimensions, go in a circle or divide by zero, and checks
 * of facts that do not exist. Each mistake once.
 */
export function checkMeaning(graph: Graph): readonly Finding[] {
  const findings = [...checkExpressions([...graph.model.leaves.values()], graph)];
  const unknown = new Set<Check['factAt']>();
  for (const check of graph.model.checks) {
    const finding = checkProblem(check, graph);
    if (!finding) continue;
    // A list of expectations names its fact once.
    if (finding.at === check.factAt && unknown.has(check.factAt)) continue;
    if (finding.at === check.factAt) unknown.add(check.factAt);
    findings.push(finding);
  }
  // A peak that rests on a wrong expression is not judged.
  return findings.length > 0 ? findings : peaksBelowMean(graph);
}

/** The same for some leaves alone: those that a change puts in place of others. */
export function checkExpressions(leaves: readonly Leaf[], graph: Graph): readonly Finding[] {
  const findings: Finding[] = [];
  const expressions = leaves.filter((leaf) => leaf.value.kind === 'expression');
  const broken = new Set<string>();
  for (const leaf of expressions) {
    const finding = unknownReference(leaf, graph) ?? slip(leaf, graph, broken) ?? countedTwice(leaf, graph);
    if (!finding) continue;
    findings.push(finding);
    broken.add(leafId(leaf.path));
  }
  const rests = restsOn(broken);
  const circles = new Set<string>();
  const circular = (ask: () => Finding | undefined): void => {
    try {
      const finding = ask();
      if (finding) findings.push(finding);
    } catch (error) {
      if (!(error instanceof CycleError)) throw error;
      const isReported = error.ids.some((id) => circles.has(id) || broken.has(id));
      for (const id of error.ids) circles.add(id);
      if (!isReported) findings.push(error.finding);
    }
  };
  for (const leaf of leaves) {
    const isWorkedOut = leaf.value.kind === 'expression' || leaf.value.kind === 'multiply';
    if (isWorkedOut && !broken.has(leafId(leaf.path))) circular(() => misbehavior(leaf, graph, rests));
  }
  return findings;
}

/** Whether a fact rests on one of those that are wrong already. */
function restsOn(broken: ReadonlySet<string>): (node: FactNode) => boolean {
  const known = new Map<FactNode, boolean>();
  return (node) => {
    if (broken.size === 0) return false;
    const stack = [node];
    for (let next = stack.at(-1); next; next = stack.at(-1)) {
      const open = next.inputs.filter((input) => !known.has(input));
      if (open.length > 0 && !known.has(next)) stack.push(...open);
      else {
        known.set(next, broken.has(next.id) || next.inputs.some((input) => known.get(input)));
        stack.pop();
      }
    }
    return known.get(node) === true;
  };
}

const expressionOf = (leaf: Leaf): Expression => (leaf.value as Extract<Leaf['value'], { kind: 'expression' }>).expression;

function unknownReference(leaf: Leaf, graph: Graph): Finding | undefined {
  const stack = [expressionOf(leaf).expr];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if ('args' in next) stack.push(...next.args);
    if (next.op !== 'ref' || graph.has(uncheckedId(next.id))) continue;
    return unknownFact(next.id, placeWithin(leaf.node, next.start ?? 0, next.end ?? leaf.text.length), leaf.path, graph);
  }
  return undefined;
}

function slip(leaf: Leaf, graph: Graph, broken: ReadonlySet<string>): Finding | undefined {
  const { expr, refs } = expressionOf(leaf);
  if (refs.some((id) => broken.has(id) || graph.leaves.typeOf(id) === undefined)) return undefined;
  const checked = checkDimensions(expr, (id) => graph.leaves.typeOf(id));
  if (!checked.ok) return asFinding(checked.problem, leaf);
  const { dimension, share } = checked.value;
  const problem =
    fieldAccepts(leaf.field, dimension, share, { text: leaf.text, direct: expr.op === 'ref' }) ??
    ofOtherCalls(leaf.path, dimension, leaf.text, true);
  return problem ? asFinding(problem, leaf) : undefined;
}

function misbehavior(leaf: Leaf, graph: Graph, rests: (node: FactNode) => boolean): Finding | undefined {
  const node = graph.get(leafId(leaf.path));
  if (leaf.value.kind === 'multiply') return outOfBounds(leaf, node, graph);
  if (!node.inputs.every((input) => input.state === 'known') || rests(node)) return undefined;
  const fault =
    node.state === 'known'
      ? rangeFault(node.value, leaf.field)
      : faultIn(expressionOf(leaf).expr, (id) => graph.get(uncheckedId(id)).value);
  return fault
    ? asFinding({ ...fault, start: fault.start ?? 0, end: fault.end ?? leaf.text.length }, leaf)
    : outOfBounds(leaf, node, graph);
}

/** What no literal of its field may state, none may come to. */
function outOfBounds(leaf: Leaf, { state, value, unit }: FactNode, graph: Graph): Finding | undefined {
  const dimension = graph.leaves.typeOf(leafId(leaf.path))?.dimension;
  if (state !== 'known' || !dimension) return undefined;
  return valueOutOfBounds(leaf, value * scaleOf(unit ?? '', graph.model.calendar), dimension);
}

function asFinding(problem: QuantityProblem, leaf: Leaf): Finding {
  const { rule, message, start, end, help, suggestion } = problem;
  return {
    rule,
    severity: 'error',
    message,
    at: placeWithin(leaf.node, start, end),
    path: leaf.path,
    ...(help !== undefined && { help }),
    ...(suggestion !== undefined && { suggestion }),
  };
}
