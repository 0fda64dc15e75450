import type { Finding } from '../core/index.js';
import { checkDimensions, type Expression, fieldAccepts, type Problem } from '../quantity/index.js';
import { type Check, type Leaf, placeWithin } from '../spec/index.js';
import { CycleError, type Graph } from './graph.js';
import { checkProblem } from './judge.js';
import { leafId } from './leaves.js';

/**
 * What only the facts can tell of a spec: expressions that name no fact, mix dimensions, go in a circle or divide by zero, and checks of
 * facts that do not exist. Each mistake once.
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
  return findings;
}

/** The same for some leaves alone: those that a change puts in place of others. */
export function checkExpressions(leaves: readonly Leaf[], graph: Graph): readonly Finding[] {
  const findings: Finding[] = [];
  const expressions = leaves.filter((leaf) => leaf.value.kind === 'expression');
  const broken = new Set<string>();
  for (const leaf of expressions) {
    const finding = unknownFact(leaf, graph) ?? slip(leaf, graph, broken);
    if (!finding) continue;
    findings.push(finding);
    broken.add(leafId(leaf.path));
  }
  const circles = new Set<string>();
  for (const leaf of expressions) {
    if (broken.has(leafId(leaf.path))) continue;
    const finding = misbehaviour(leaf, graph, circles, expressions);
    if (finding) findings.push(finding);
  }
  return findings;
}

const expressionOf = (leaf: Leaf): Expression => (leaf.value as Extract<Leaf['value'], { kind: 'expression' }>).expression;

function unknownFact(leaf: Leaf, graph: Graph): Finding | undefined {
  const stack = [expressionOf(leaf).expr];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if ('args' in next) stack.push(...next.args);
    if (next.op !== 'ref' || graph.has(next.id)) continue;
    const suggestion = graph.suggestionFor(next.id);
    return {
      rule: 'spec/unknown-fact',
      severity: 'error',
      message: `unknown fact "${next.id}"`,
      at: placeWithin(leaf.node, next.start ?? 0, next.end ?? leaf.text.length),
      path: leaf.path,
      help: suggestion === undefined ? '`sysdesign facts` lists what can be asked' : `did you mean "${suggestion}"?`,
      ...(suggestion !== undefined && { suggestion }),
    };
  }
  return undefined;
}

function slip(leaf: Leaf, graph: Graph, broken: ReadonlySet<string>): Finding | undefined {
  const { expr, refs } = expressionOf(leaf);
  if (refs.some((id) => broken.has(id) || graph.leaves.typeOf(id) === undefined)) return undefined;
  const checked = checkDimensions(expr, (id) => graph.leaves.typeOf(id));
  if (!checked.ok) return asFinding(checked.problem, leaf);
  const problem = fieldAccepts(leaf.field, checked.value.dimension, checked.value.share, { text: leaf.text, direct: expr.op === 'ref' });
  return problem ? asFinding(problem, leaf) : undefined;
}

function misbehaviour(leaf: Leaf, graph: Graph, circles: Set<string>, expressions: readonly Leaf[]): Finding | undefined {
  try {
    const node = graph.get(leafId(leaf.path));
    const ownFault = node.inputs.every((input) => input.state === 'known') && (node.state === 'unbounded' || Number.isNaN(node.value)) && node.state !== 'known';
    if (!ownFault) return undefined;
    return { rule: 'expression/division-by-zero', severity: 'error', message: `"${leaf.text}" divides by zero`, at: leaf.at, path: leaf.path, help: 'a divisor comes to 0 here: check its inputs' };
  } catch (error) {
    if (!(error instanceof CycleError)) throw error;
    if (error.ids.some((id) => circles.has(id))) return undefined;
    for (const id of error.ids) circles.add(id);
    const member = expressions.find((candidate) => error.ids.includes(leafId(candidate.path))) ?? leaf;
    return { rule: 'expression/cycle', severity: 'error', message: `"${member.text}" depends on itself`, at: member.at, path: member.path, help: `the round trip: ${error.ids.join(' -> ')}` };
  }
}

function asFinding(problem: Problem, leaf: Leaf): Finding {
  const { rule, message, start, end, help, suggestion } = problem;
  return { rule, severity: 'error', message, at: placeWithin(leaf.node, start, end), path: leaf.path, ...(help !== undefined && { help }), ...(suggestion !== undefined && { suggestion }) };
}
