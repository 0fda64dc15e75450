import type { Default } from '../catalog/index.js';
import type { FactState, FactStep, Reason } from '../core/index.js';
import { type Expr, max, type Quantity, refsOf } from '../quantity/index.js';
import type { Leaf } from '../spec/index.js';
import type { Definition, Hindrance, ReachedLimit } from './definition.js';
import type { FactId } from './ids.js';
import { Missing } from './missing.js';
import { withoutZeros } from './zero-products.js';

export type Origin =
  /** `source`: who states it, of a figure in place of the catalog's; of a literal that is changed, as it was. */
  | { readonly kind: 'spec' | 'override'; readonly leaf: Leaf; readonly source?: string }
  | { readonly kind: 'convention'; readonly source: string }
  | { readonly kind: 'catalog'; readonly entry: Default }
  | { readonly kind: 'formula' };

/** A fact, computed. */
export interface FactNode {
  readonly id: FactId;
  readonly unit: string | null;
  readonly state: FactState;
  /** In `unit`; infinite if unbounded, NaN if unknown or a class. */
  readonly value: number;
  /** The class, of a fact that is one. */
  readonly word: string | undefined;
  /** Undefined at the leaves, for classes, and for times that are searched for. */
  readonly formula: Expr | undefined;
  readonly inputs: readonly FactNode[];
  /** What else decides whether it is known. */
  readonly conditions: readonly FactNode[];
  /** What keeps it unknown, or, for a total, incomplete; undefined where nothing does. */
  readonly missing: Missing | undefined;
  /** Unknown because of something optional: lists leave it out. */
  readonly optional: boolean;
  readonly origin: Origin;
  /** The uncertain literal that it is, at an uncertain leaf. */
  readonly quantity: Quantity | undefined;
  /** The fact of another graph that it repeats: one as it was before a change. */
  readonly filed: FactNode | undefined;
  /** True if an uncertain leaf reaches it. */
  readonly uncertain: boolean;
  /** How it was found, where it is a time that was searched for. */
  readonly search: Search | undefined;
  /** How a class came about, where steps tell. */
  readonly steps: readonly FactStep[] | undefined;
  /** What keeps it unknown in some samples, though not at the values: its spread is that of the others. */
  readonly unless: readonly Hindrance[] | undefined;
}

/** What grows until it meets a limit. */
export interface Search {
  /** What grows, as formulas over the time (`LATER`): of one time that was looked at, it holds the formulas of all. */
  readonly growing: FactNode;
  readonly limit: FactNode;
  /** Years from today from which time goes on, over the inputs of the fact. */
  readonly from: Expr | undefined;
}

/** A fact whose inputs are being computed. */
export interface Frame {
  readonly id: string;
  readonly unit: string | null;
  readonly definition: Definition;
  readonly origin: Origin;
  readonly quantity: Quantity | undefined;
  /** The fact of another graph that it repeats. */
  readonly filed?: FactNode;
  /** Ids of its inputs, so many, and of what else decides whether it is known; `next` is the place of the one that comes next. */
  readonly refs: readonly string[];
  readonly inputs: number;
  next: number;
  /** The facts that they are, as far as they are known: made as long as that, for what is pushed to has room for 16 more. */
  readonly nodes: FactNode[];
}

/** A time that was searched for. */
export interface FoundTime {
  readonly value: number;
  readonly search: Search;
}

/** What values a fact is computed from. */
export interface NodeValues {
  /** Value of an expression over inputs that are computed. */
  readonly valueOf: (expr: Expr) => number;
  /** Months until a fact, as it grows, meets another as it is, and how they were found. */
  readonly searchFor: (reach: ReachedLimit) => FoundTime;
}

const NOTHING: readonly Reason[] = [];
const NO_NODES: readonly FactNode[] = [];

/** The fact that a frame comes to, what it refers to given in the order of `refs`. */
export function nodeOfFrame(frame: Frame, all: readonly FactNode[], values: NodeValues): FactNode {
  const { id, definition, origin, quantity } = frame;
  if ('formula' in definition && definition.unless) {
    const { unless, ...own } = definition;
    const hindered = hinderedBy(frame, unless, all, values);
    return hindered ?? unlessIn(unless, all, nodeOfFrame({ ...frame, definition: own }, all, values));
  }
  const isAll = all.length === frame.inputs;
  const inputs = isAll ? all : all.slice(0, frame.inputs);
  const conditions = isAll ? NO_NODES : all.slice(frame.inputs);
  let uncertain = quantity?.spread !== undefined;
  let isAbsent = false;
  let isPartial = false;
  for (const input of inputs) {
    uncertain ||= input.uncertain;
    isAbsent ||= input.state === 'unknown';
    isPartial ||= input.missing !== undefined;
  }
  if ('unknown' in definition)
    return nodeOf(frame, inputs, { state: 'unknown', missing: definition.unknown, optional: definition.optional === true });
  if ('filed' in definition) return nodeAsFiled(frame);
  const atLeaf = origin.kind !== 'formula' && inputs.length === 0;
  const formula = atLeaf || !('formula' in definition) ? undefined : definition.formula;
  const left = isAbsent && formula ? leftOf(frame, formula, inputs) : undefined;
  if (left?.inputs.every(({ state }) => state !== 'unknown')) {
    const own = definition as Extract<Definition, { readonly formula: Expr }>;
    const node = nodeOfFrame({ ...frame, definition: { ...own, formula: left.formula }, inputs: left.inputs.length }, left.inputs, values);
    return { ...node, conditions: [...inputs.filter((input) => !left.inputs.includes(input)), ...conditions] };
  }
  const bound = isAbsent && 'formula' in definition && definition.least ? boundOf(frame, definition.least, inputs, values) : undefined;
  if (bound) return nodeOfFrame(bound.frame, bound.inputs, values);
  if (isAbsent) {
    const absent = inputs.filter((input) => input.state === 'unknown');
    return nodeOf(frame, inputs, {
      state: 'unknown',
      missing: Missing.of(absent.map((input) => input.missing)),
      formula,
      optional: absent.some((input) => input.optional),
    });
  }
  if ('choose' in definition) {
    const at = definition.inputs.map((input) => values.valueOf(input));
    return nodeOf(frame, inputs, { state: 'known', word: definition.choose(at), steps: definition.steps?.(at) });
  }
  const found = 'reach' in definition ? values.searchFor(definition.reach) : undefined;
  const { value, search } = found ?? {
    value: 'formula' in definition ? values.valueOf(definition.formula) : Number.NaN,
    search: undefined,
  };
  uncertain ||= search?.growing.uncertain === true;
  if (Number.isFinite(value)) {
    // What a total leaves out is missing from all that rests on it.
    const own = 'formula' in definition ? definition.missing : undefined;
    const isWhole = 'formula' in definition && definition.isWhole === true;
    const missing =
      'formula' in definition && !isWhole && (isPartial || own) ? Missing.of([own, ...inputs.map((input) => input.missing)]) : undefined;
    return nodeOf(frame, inputs, { state: 'known', value: value === 0 ? 0 : value, missing, formula, uncertain, search, conditions });
  }
  const unbounded = !Number.isNaN(value) || inputs.some((input) => input.state === 'unbounded');
  if (unbounded) return nodeOf(frame, inputs, { state: 'unbounded', value: Number.POSITIVE_INFINITY, formula, uncertain, search });
  return nodeOf(frame, inputs, { state: 'unknown', missing: Missing.of([{ text: `${id} is not a number (0 / 0)` }]), formula });
}

/** Value of a known fact without spread. */
const certain = (node: FactNode | undefined): number | undefined => (node?.state === 'known' && !node.uncertain ? node.value : undefined);

/** A formula without its products that are zero for certain; undefined if there are none. */
function leftOf(
  { refs }: Frame,
  formula: Expr,
  inputs: readonly FactNode[],
): { readonly formula: Expr; readonly inputs: readonly FactNode[] } | undefined {
  const byId = new Map(refs.map((id, i) => [id, inputs[i] as FactNode]));
  const left = withoutZeros(formula, (id) => certain(byId.get(id)));
  const needed = refsOf(left);
  return needed.length < inputs.length ? { formula: left, inputs: needed.map((id) => byId.get(id) as FactNode) } : undefined;
}

/** A fact by those of its parts that are known, with what the others lack; undefined if none is. */
function boundOf(
  frame: Frame,
  least: readonly Expr[],
  inputs: readonly FactNode[],
  values: NodeValues,
): { readonly frame: Frame; readonly inputs: readonly FactNode[] } | undefined {
  const known = new Map(inputs.flatMap((input, i) => (input.state === 'unknown' ? [] : [[frame.refs[i] as string, input] as const])));
  // A bound of 0 carries no information.
  const [first, ...rest] = least.filter((part) => refsOf(part).every((id) => known.has(id)) && values.valueOf(part) > 0);
  if (!first) return undefined;
  const formula = rest.length > 0 ? max(first, ...rest) : first;
  const refs = refsOf(formula);
  const missing = Missing.of(inputs.map((input) => (input.state === 'unknown' ? input.missing : undefined)));
  return {
    frame: { ...frame, definition: { formula, missing }, refs, inputs: refs.length },
    inputs: refs.map((id) => known.get(id) as FactNode),
  };
}

/** A fact that a hindrance keeps unknown: its inputs are those of the hindrance. One that is itself unknown hinders nothing. */
function hinderedBy(frame: Frame, unless: readonly Hindrance[], all: readonly FactNode[], values: NodeValues): FactNode | undefined {
  const holding = unless.filter(({ when }) => values.valueOf(when) > 0);
  if (holding.length === 0) return undefined;
  const telling = new Set(holding.flatMap(({ when, amount }) => [...refsOf(when), ...refsOf(amount)]));
  const missing = Missing.of(holding.map(({ amount, reason }) => reason(values.valueOf(amount))));
  return nodeOf(
    frame,
    // The formula may have the same inputs: each once.
    [...new Set(all)].filter(({ id }) => telling.has(id)),
    { state: 'unknown', missing },
  );
}

/** A known fact with what may keep it unknown where the literals are not at their medians. */
function unlessIn(unless: readonly Hindrance[], all: readonly FactNode[], node: FactNode): FactNode {
  if (node.state === 'unknown') return node;
  const doubted = new Set(all.flatMap(({ id, uncertain }) => (uncertain ? [id as string] : [])));
  const open = unless.filter(({ when }) => refsOf(when).some((id) => doubted.has(id)));
  if (open.length === 0) return node;
  return { ...node, conditions: all.filter((one) => !node.inputs.includes(one)), uncertain: true, unless: open };
}

/** What a fact was before a change, as a leaf: it is stated where the literal is that gave it then. There is nothing to scale by zero. */
function nodeAsFiled(frame: Frame): FactNode {
  const { filed } = frame;
  if (filed?.state !== 'known' || filed.value === 0)
    return nodeOf(frame, [], { state: 'unknown', missing: Missing.of([{ path: frame.id }]), optional: true });
  const origin = filed.inputs[0]?.origin ?? frame.origin;
  return nodeOf({ ...frame, origin }, [], { state: 'known', value: filed.value, uncertain: filed.uncertain });
}

type Known = Pick<FactNode, 'state'> &
  Partial<Pick<FactNode, 'value' | 'missing' | 'formula' | 'uncertain' | 'word' | 'optional' | 'search' | 'conditions' | 'steps'>>;

/** Always the same properties in the same order: engines are quicker on objects that look alike. */
function nodeOf({ id, unit, origin, quantity, filed }: Frame, inputs: readonly FactNode[], known: Known): FactNode {
  const {
    state,
    value = Number.NaN,
    missing,
    formula,
    uncertain = false,
    word,
    optional = false,
    search,
    conditions = NO_NODES,
    steps,
  } = known;
  return {
    id: id as FactId,
    unit,
    state,
    value,
    word,
    formula,
    inputs,
    conditions,
    missing,
    optional,
    origin,
    quantity,
    filed,
    uncertain,
    search,
    steps,
    unless: undefined,
  };
}

/** What keeps a fact unknown or incomplete, each reason once. */
export const reasonsOf = ({ missing }: FactNode): readonly Reason[] => missing?.list ?? NOTHING;
