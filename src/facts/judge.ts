import type { CheckResult, Finding } from '../core/index.js';
import { describeDimension, isPlain, type Quantity, samePhysical } from '../quantity/index.js';
import type { Check } from '../spec/index.js';
import type { Graph } from './graph.js';
import { leafId } from './leaves.js';
import type { Sampler } from './sampler.js';
import { addressOf } from './registry.js';
import { dimensionOfUnit, scaleOf } from './units.js';

/** Rounding of the last digits is not a miss. */
const SLACK = 1e-12;

/** A check that can be judged at all: its fact exists, and its target is of the fact's kind. */
export function checkProblem(check: Check, graph: Graph): Finding | undefined {
  const { fact, leaf, keyAt } = check;
  const suggestion = graph.has(fact) ? undefined : graph.suggestionFor(fact);
  if (!graph.has(fact) && check.name !== fact && !addressOf(fact)) return undefined; // a promise that no lens tells yet
  if (!graph.has(fact)) {
    const help = suggestion === undefined ? '`sysdesign facts` lists what can be asked' : `did you mean "${suggestion}"?`;
    return { rule: 'spec/unknown-fact', severity: 'error', message: `unknown fact "${fact}"`, at: check.name === fact ? keyAt : leaf.at, path: leaf.path, help, ...(suggestion !== undefined && { suggestion }) };
  }
  const target = targetOf(check);
  const unit = graph.unitOf(fact);
  if (unit === null || unit === undefined || target === undefined) return undefined;
  if (typeof target === 'string') {
    return { rule: 'quantity/dimension', severity: 'error', message: `"${fact}" is a number, not a word`, at: leaf.at, path: leaf.path, help: 'write a quantity, such as 5 req/s' };
  }
  const wanted = graph.leaves.typeOf(fact)?.dimension ?? dimensionOfUnit(unit);
  if (!wanted || samePhysical(wanted, target.dimension) || (unit === 'months' && isPlain(target.dimension))) return undefined;
  return {
    rule: 'quantity/dimension',
    severity: 'error',
    message: `"${fact}" is ${describeDimension(wanted)} (in ${unit}), and "${target.text}" is ${describeDimension(target.dimension)}`,
    at: leaf.at,
    path: leaf.path,
    help: `compare it with ${describeDimension(wanted)}`,
  };
}

function targetOf(check: Check): Quantity | string | undefined {
  const { value } = check.leaf;
  if (value.kind === 'comparison') return value.word ?? value.quantity;
  return value.kind === 'quantity' ? value.quantity : undefined;
}

/** Judges a check: an expectation by the fact's value, a requirement by its chance over the joint samples. */
export function judge(check: Check, graph: Graph, sampler: Sampler): CheckResult {
  const node = graph.get(check.fact);
  const { value: stated } = check.leaf;
  const op: CheckResult['op'] = stated.kind === 'comparison' && stated.op !== 'is' ? stated.op : typeof targetOf(check) === 'string' ? 'is' : check.defaultOp;
  const tolerance = stated.kind === 'comparison' ? stated.tolerance : 0.01;
  const raw = targetOf(check);
  const target = stated.kind === 'expression' ? graph.get(leafId(check.leaf.path)).value : typeof raw === 'string' ? raw : inUnitOf(raw, node.unit, graph);
  const common = {
    kind: check.kind, name: check.name, scenario: check.scenario, fact: check.fact, op, target: target ?? '', targetText: check.leaf.text, unit: node.unit,
    at: check.leaf.at,
  };
  if (node.state === 'unbounded') return { ...common, value: null, status: op === 'at-least' ? 'met' : 'missed', chance: null, margin: null, missing: [] };
  if (node.state === 'unknown' || typeof target !== 'number') return { ...common, value: null, status: 'unknown', chance: null, margin: null, missing: node.missing };
  const holds = (value: number): boolean => meets(value, op, target, tolerance);
  const chance = check.kind === 'requirement' && node.uncertain ? sampler.chance(node, holds) : null;
  const status = chance === null ? (holds(node.value) ? 'met' : 'missed') : chance >= 0.95 ? 'met' : chance < 0.5 ? 'missed' : 'at-risk';
  return { ...common, value: node.value, status, chance, margin: marginOf(node.value, op, target), missing: [] };
}

function meets(value: number, op: CheckResult['op'], target: number, tolerance: number): boolean {
  const slack = SLACK * Math.abs(target);
  if (op === 'at-least') return value >= target - slack;
  if (op === 'at-most') return value <= target + slack;
  return Math.abs(value - target) <= tolerance * Math.abs(target) + slack;
}

/** How far on the good side, relative to the target; of a target to be met from both sides, how far off. */
function marginOf(value: number, op: CheckResult['op'], target: number): number | null {
  if (target === 0) return value === 0 ? 0 : null;
  const off = value / target - 1;
  return op === 'at-most' ? -off : off;
}

function inUnitOf(target: Quantity | undefined, unit: string | null, graph: Graph): number | undefined {
  if (!target || unit === null) return undefined;
  return unit === 'months' && isPlain(target.dimension) ? target.value : target.value / scaleOf(unit, graph.model.calendar);
}

