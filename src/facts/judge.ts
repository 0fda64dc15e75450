import { type CheckResult, type CheckStatus, type Finding, partsOf, type Reason, suggest } from '../core/index.js';
import { type Guarantee, implies } from '../math/consistency/guarantees.js';
import { describeDimension, isPlain, ownUnitOf, type Quantity, samePhysical } from '../quantity/index.js';
import type { Check } from '../spec/index.js';
import type { Graph } from './graph.js';
import { rootOf, uncheckedId } from './ids.js';
import { isLeafId, leafId } from './leaves.js';
import { type FactNode, reasonsOf } from './node.js';
import { addressOf, kindOf, lowerEndOf } from './registry.js';
import type { Sampler } from './sampler.js';
import { dimensionOfUnit, scaleOf } from './units.js';
import { unknownFact } from './unknown-fact.js';

/** What numbers come to: whether the spec accepts it is another question. */
type JudgedStatus = Exclude<CheckStatus, 'waived'>;
type JudgedCheck = CheckResult & { readonly status: JudgedStatus };

/** Rounding of the last digits is not a miss. */
const SLACK = 1e-12;

/** A share of so many times all is a percentage whose sign is missing. */
const LEAST_PERCENT = 5;

/** What keeps a check from being judged: its fact does not exist, or its target is of another kind than the fact. */
export function checkProblem(check: Check, graph: Graph): Finding | undefined {
  const { fact, leaf, factAt } = check;
  const id = uncheckedId(fact);
  if (!graph.has(id)) {
    // A promise such as `p99: 100 ms` is of a fact that we name: no lens computes it yet.
    if (factAt === null) return undefined;
    return unknownFact(fact, factAt, leaf.path, graph);
  }
  const target = targetOf(check);
  const unit = graph.unitOf(id);
  if (unit === undefined || target === undefined) return undefined;
  const common = { rule: 'quantity/dimension', severity: 'error', at: leaf.at, path: leaf.path } as const;
  if (unit === null) {
    if (typeof target === 'string') return unknownWord(fact, target, common);
    return {
      ...common,
      message: `"${fact}" is a word, not ${describeDimension(target.dimension)} ("${target.text}")`,
      help: 'write the word that it should be',
    };
  }
  if (typeof target === 'string')
    return { ...common, message: `"${fact}" is a number, not a word`, help: 'write a quantity, such as 5 req/s' };
  if (unit === 'share' && !target.share && isPlain(target.dimension) && target.value >= LEAST_PERCENT)
    return {
      ...common,
      message: `"${fact}" is a share, and ${target.text} is ${target.value * 100}% of it`,
      help: `write ${target.text}%`,
      suggestion: check.leaf.text.replace(target.text, `${target.text}%`),
    };
  // What an expression measures cannot be determined if the expression itself is wrong, which is reported there.
  const wanted = isLeafId(fact) ? graph.leaves.typeOf(fact)?.dimension : dimensionOfUnit(unit);
  if (!wanted || samePhysical(wanted, target.dimension) || (unit === 'months' && isPlain(target.dimension))) return undefined;
  return {
    ...common,
    message: `"${fact}" is ${describeDimension(wanted)} (in ${unit}), and "${target.text}" is ${describeDimension(target.dimension)}`,
    help: `compare it with ${describeDimension(wanted)}`,
  };
}

/** A word that the fact never is. */
function unknownWord(fact: string, word: string, common: Pick<Finding, 'severity' | 'at' | 'path'>): Finding | undefined {
  const words = wordsOf(fact);
  if (words === undefined || words.includes(word)) return undefined;
  const near = suggest(word, words);
  const message = `"${fact}" is never "${word}"`;
  if (near === undefined) return { ...common, rule: 'schema/unknown-value', message, help: `one of ${words.join(', ')}` };
  return { ...common, rule: 'schema/unknown-value', message, help: `did you mean "${near}"?`, suggestion: near };
}

/** The words that a fact may be; undefined where any may be. */
const wordsOf = (fact: string): readonly string[] | undefined => addressOf(fact)?.kind.words;

function targetOf(check: Check): Quantity | string | undefined {
  const { value } = check.leaf;
  if (value.kind === 'comparison') return value.word ?? value.quantity;
  return value.kind === 'quantity' ? value.quantity : undefined;
}

function isShare(check: Check, graph: Graph): boolean {
  if (check.leaf.value.kind === 'expression') return graph.leaves.typeOf(leafId(check.leaf.path))?.share === true;
  const target = targetOf(check);
  return typeof target === 'object' && target.share;
}

/** What a check asks of its fact, whose value may be any: null where that cannot be determined. */
export function conditionOf(check: Check, graph: Graph): { readonly node: FactNode; readonly holds: (value: number) => boolean } | null {
  const node = graph.get(uncheckedId(check.fact));
  const { target, ...terms } = termsOf(check, node, graph);
  if (node.state === 'unknown' || node.word !== undefined || typeof target !== 'number') return null;
  return { node, holds: (value) => meets(value, target, terms) };
}

interface Terms {
  readonly op: CheckResult['op'];
  readonly tolerance: number;
  /** Ends of an interval that the fact is to be within. */
  readonly ends: readonly [number, number] | undefined;
}

function termsOf(check: Check, node: FactNode, graph: Graph): Terms & { readonly target: number | string | undefined } {
  const { value: stated } = check.leaf;
  const raw = targetOf(check);
  const op = stated.kind === 'comparison' && stated.op !== 'is' ? stated.op : typeof raw === 'string' ? 'is' : check.defaultOp;
  const target =
    stated.kind === 'expression'
      ? graph.get(leafId(check.leaf.path)).value
      : typeof raw === 'string'
        ? raw
        : inUnitOf(raw, node.unit, graph);
  const isStatedWithin = stated.kind === 'comparison' && stated.op === 'within';
  const ends = op === 'at-least' || op === 'at-most' ? undefined : endsOf(raw, node.unit, graph);
  // An interval needs no more room than it has, unless some is stated.
  const usual = stated.kind === 'comparison' ? stated.tolerance : 0.01;
  return { op, tolerance: ends && !isStatedWithin ? 0 : usual, target, ends };
}

/** `a..b` as the ends that it states, in the unit of the fact. */
function endsOf(target: Quantity | string | undefined, unit: string | null, graph: Graph): readonly [number, number] | undefined {
  if (typeof target !== 'object' || !target.spread) return undefined;
  const { p5, p95 } = target.spread;
  const [low, high] = [p5, p95].map((value) => inUnitOf({ ...target, value }, unit, graph));
  return low === undefined || high === undefined ? undefined : [low, high];
}

/** Judges a check: an expectation by the fact's value, a requirement by its chance over the joint samples. */
export function judge(check: Check, graph: Graph, sampler: Sampler): JudgedCheck {
  const node = graph.get(uncheckedId(check.fact));
  const { target, ...terms } = termsOf(check, node, graph);
  const { op } = terms;
  const common = {
    kind: check.kind,
    name: check.name,
    scenario: check.scenario,
    fact: check.fact,
    op,
    target: target ?? '',
    targetText: check.leaf.text,
    stated: check.stated,
    targetIsShare: isShare(check, graph),
    targetIn: ownUnitOf(check.leaf.text) ?? null,
    unit: node.unit,
    at: check.leaf.at,
  };
  if (node.word !== undefined) {
    const status = typeof target !== 'string' ? 'unknown' : meetsWord(node, target) ? 'met' : 'missed';
    return { ...common, value: node.word, status, chance: null, margin: null, missing: [] };
  }
  if (node.state === 'unknown' || typeof target !== 'number')
    return { ...common, value: null, status: 'unknown', chance: null, margin: null, missing: missingOf(check, node, graph) };
  const holds = (value: number): boolean => meets(value, target, terms);
  const chance = check.kind === 'requirement' && node.uncertain ? sampler.chance(node, holds, op !== 'within') : null;
  const bySamples = chance === null ? (holds(node.value) ? 'met' : 'missed') : chance >= 0.95 ? 'met' : chance < 0.5 ? 'missed' : 'at-risk';
  const status = bySamples === 'missed' && check.kind === 'requirement' && isWithin(node, graph, holds) ? 'at-risk' : bySamples;
  return {
    ...common,
    value: node.state === 'unbounded' ? null : node.value,
    status: check.kind === 'requirement' && node.missing ? ofPart(status, op, isAtMost(node.id)) : status,
    chance,
    margin: node.state === 'unbounded' ? null : marginOf(node.value, target, terms),
    missing: reasonsOf(node),
  };
}

/** Ends of a bracket that are closer are one number. */
const WIDE = 1.0101;

/** Whether the target lies within the bracket of a fact, whose upper end is its value: it may be met. */
function isWithin({ id, value }: FactNode, graph: Graph, holds: (value: number) => boolean): boolean {
  const lowId = lowerEndOf(id);
  if (lowId === undefined || !graph.has(lowId)) return false;
  const low = graph.get(lowId);
  return low.state === 'known' && value > low.value * WIDE && holds(low.value);
}

/** A guarantee is met by all that imply it; of any other class only that word will do. A fact may be several guarantees at once. */
function meetsWord({ id, word = '' }: FactNode, target: string): boolean {
  if (addressOf(id)?.kind.ordered !== 'guarantees') return word === target;
  return word.split(' + ').some((given) => implies(given as Guarantee, target as Guarantee));
}

/** A promise about a fact that totals do not have lacks the flow, the data or the component that it is of. */
function missingOf({ factAt, fact }: Check, node: FactNode, graph: Graph): readonly Reason[] {
  const isOfNothing = factAt === null && rootOf(fact) === 'totals' && !graph.has(uncheckedId(fact));
  if (isOfNothing) return [{ text: 'state whose it is (flow, data or component)' }];
  return factAt === null && !graph.has(uncheckedId(fact)) ? [{ text: ofAnother(fact, graph) }] : reasonsOf(node);
}

const SUBJECTS = { flows: 'flow', data: 'data', components: 'component' } as const;

/** `staleness` of a flow: what is promised of it is a property of the data that it reads. */
function ofAnother(fact: string, { model }: Graph): string {
  const { root, name, topic } = partsOf(fact);
  const homes = (['data', 'components', 'flows'] as const).filter((home) => home !== root && kindOf(`${home}.*.${topic}`) !== undefined);
  const [home] = homes;
  if (home === undefined) return `no fact ${fact}`;
  const read = [...model.data.values()].find(({ readBy, addedBy }) => [...readBy, ...addedBy].some(({ flow }) => flow === name));
  const whose = home === 'data' && root === 'flows' ? (read?.name ?? 'NAME') : 'NAME';
  return `state ${SUBJECTS[home]}: ${whose} in place of its ${SUBJECTS[root as keyof typeof SUBJECTS] ?? root}, since ${rootOf(topic) || topic} is promised of ${home}`;
}

/** Whether what a fact leaves out can only make it smaller: room is that of the fullest resource. A total can only become larger. */
export const isAtMost = (id: string): boolean => addressOf(id)?.kind.isLeast === true;

/**
 * A total that leaves something out is a lower bound, and room an upper one: of a promise about it, only what is left out cannot change is settled. An
 * expectation compares the value as it is.
 */
function ofPart(status: JudgedStatus, op: CheckResult['op'], isUpper: boolean): JudgedStatus {
  const [settled, open] = isUpper ? (['missed', 'met'] as const) : (['met', 'missed'] as const);
  if (op === 'at-least') return status === settled ? settled : 'unknown';
  return op === 'at-most' && status === open ? open : 'unknown';
}

function meets(value: number, target: number, { op, tolerance, ends }: Terms): boolean {
  const slack = SLACK * Math.abs(target);
  if (ends) {
    const [low, high] = ends;
    return value >= low - tolerance * Math.abs(low) - slack && value <= high + tolerance * Math.abs(high) + slack;
  }
  if (op === 'at-least') return value >= target - slack;
  if (op === 'at-most') return value <= target + slack;
  return Math.abs(value - target) <= tolerance * Math.abs(target) + slack;
}

/** How far on the good side, relative to the target; of a target to be met from both sides, how far off. */
function marginOf(value: number, target: number, { op, ends }: Terms): number | null {
  if (ends) {
    const [low, high] = ends;
    const end = value < low ? low : high;
    return value >= low && value <= high ? 0 : end === 0 ? null : value / end - 1;
  }
  if (target === 0) return value === 0 ? 0 : null;
  const off = value / target - 1;
  return op === 'at-most' ? -off : off;
}

/** `40 months`, `36..48 mo`: a literal that counts months and nothing else. */
const MONTHS = /^[\s\d.,_~xe+-]+(?:mo|mos|month|months)$/i;

function inUnitOf(target: Quantity | undefined, unit: string | null, graph: Graph): number | undefined {
  if (!target || unit === null) return undefined;
  // So many months are as many as are shown: these are twelfths of a year, however many days the calendar counts to a month.
  if (unit === 'months' && MONTHS.test(target.text)) return target.value / graph.model.calendar.month;
  return unit === 'months' && isPlain(target.dimension) ? target.value : target.value / scaleOf(unit, graph.model.calendar);
}
