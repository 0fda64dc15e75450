import { type Finding, type Outcome, type Reason, UserError, uniqueReasons } from '../core/index.js';
import { graphUnderLiterals } from '../evaluate/change.js';
import { type EvaluateOptions, type Evaluation, evaluationOf } from '../evaluate/evaluation.js';
import { unknownFact } from '../evaluate/explain.js';
import type { SpecResult } from '../evaluate/result.js';
import { graphOver } from '../evaluate/tried.js';
import { checkedId, type FactId, factId, type Graph, leafId, reasonsOf, scaleOf, uncheckedId } from '../facts/index.js';
import { currencyOfUnit, inCurrency, isPlain, parseField, pluralOf, type Quantity, roundedTo, unitOf } from '../quantity/index.js';
import { type Change, type Leaf, type Model, pathToChange } from '../spec/index.js';
import { type Threshold, thresholdsOf } from './thresholds.js';

export interface SweepOptions extends EvaluateOptions {
  /** How many values, both ends included. */
  readonly points?: number;
  /** By default logarithmic where the upper end is ten times the lower one or more. */
  readonly scale?: SweepScale;
  /** Facts to show; by default totals, and the instances that change. */
  readonly show?: readonly string[];
}

export type SweepScale = 'linear' | 'log';

export interface SweepColumn {
  readonly id: string;
  readonly unit: string | null;
  /** What keeps it from being known or complete. */
  readonly missing: readonly Reason[];
}

export interface SweepPoint {
  /** In the unit of the sweep. */
  readonly at: number;
  /** One for each column; null where unknown or unbounded. */
  readonly values: readonly (number | string | null)[];
}

/** Facts as functions of one literal of the spec, all uncertain numbers at their median. */
export interface SweepResult {
  readonly file: string;
  readonly name: string;
  readonly conventions: SpecResult['conventions'];
  readonly path: string;
  readonly unit: string;
  /** The values are shares, shown in percent. */
  readonly share: boolean;
  /** The values multiply what is stated. */
  readonly times: boolean;
  readonly scale: SweepScale;
  readonly columns: readonly SweepColumn[];
  readonly points: readonly SweepPoint[];
  /** Where the answer changes, from the lower end to the upper. */
  readonly thresholds: readonly Threshold[];
}

const DEFAULT_POINTS = 20;
/** `x2`: a multiple of what is stated. */
const FACTOR = /^x/i;
const TEN = 10 * (1 - 1e-9);

/**
 * Evaluates a spec at values of one of its literals.
 * @param asked `assumptions.users=1M..100M`
 * @throws UserError for an unknown path or an invalid range
 */
export async function sweepSpec(spec: Model, asked: string, options: SweepOptions = {}): Promise<SweepResult> {
  const evaluation = await evaluationOf(spec, options);
  const { graph: base } = evaluation;
  const range = await rangeOf(asked, evaluation);
  const show = options.show?.map((id) => uncheckedId(id));
  for (const id of show ?? []) if (!base.has(id)) throw new UserError(unknownFact(id, base));
  const scale = options.scale ?? (range.from > 0 && range.to / range.from >= TEN ? 'log' : 'linear');
  if (scale === 'log' && !(range.from > 0)) {
    throw new UserError({
      rule: 'usage/sweep',
      severity: 'error',
      message: `a logarithmic sweep begins above zero, not at ${range.from}`,
      help: 'use --linear',
    });
  }
  const ats = valuesOf(range, scale, options.points ?? DEFAULT_POINTS);
  const graphs = ats.map((at) => range.graphAt(at));
  const ids = show ?? defaultFacts(spec, graphs);
  const columns = columnsOf(ids, graphs);
  const { day, month, year } = base.model.calendar;
  return {
    file: spec.file,
    name: spec.name,
    conventions: { day, month, year },
    path: range.path,
    unit: range.unit,
    share: range.share,
    times: range.times,
    scale,
    columns,
    points: ats.map((at, i) => ({ at: range.shown(at), values: ids.map((id) => valueAt(graphs[i] as Graph, id)) })),
    thresholds: thresholdsOf({ ats, graphs, graphAt: range.graphAt, scale, whole: range.whole, scenario: options.scenario ?? null }).map(
      (threshold) => ({
        ...threshold,
        at: range.shown(threshold.at),
      }),
    ),
  };
}

/** The values that one literal takes, in canonical units, and the facts at each. */
interface SweptRange {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly unit: string;
  /** A value in that unit; for growth, the increase. */
  readonly shown: (value: number) => number;
  readonly share: boolean;
  readonly times: boolean;
  /** Things that are counted one by one: 2.5 instances are none. */
  readonly whole: boolean;
  readonly graphAt: (value: number) => Graph;
}

async function rangeOf(range: string, evaluation: Evaluation): Promise<SweptRange> {
  const base = evaluation.graph;
  const change = changeOf(range, base);
  const under = async (text: string): Promise<Outcome<Graph>> => await graphOver(evaluation, [{ ...change, text }]);
  const { graph, leaf, from, to } = endsOfFactor(change, base) ?? (await endsOf(change, under));
  const quantity = quantityOf(leaf) as Quantity;
  const point = (value: number): Quantity => ({ value, dimension: quantity.dimension, share: quantity.share, text: String(value) });
  const graphAt = (value: number): Graph => {
    const at = graphUnderLiterals(
      graph,
      new Map([[leaf.path, { ...leaf, text: change.text, value: withQuantity(leaf.value, point(value)) }]]),
    );
    if (!at.ok) throw new UserError(at.findings);
    return at.value;
  };
  const isGrowth = leaf.value.kind === 'growth';
  const isFactor = leaf.value.kind === 'multiply';
  const { calendar, currency } = graph.model;
  const unit = isFactor || isGrowth ? 'ratio' : inCurrency(unitOf(quantity.dimension), currency.name);
  const scale = currencyOfUnit(unit) === undefined ? 1 : scaleOf(unit, calendar);
  return {
    path: change.path,
    from,
    to,
    unit,
    shown: (value) => (isGrowth ? value - 1 : value / scale),
    share: quantity.share || isGrowth,
    times: isFactor,
    whole: leaf.field === 'count' && Number.isInteger(from) && Number.isInteger(to),
    graphAt,
  };
}

interface Ends {
  readonly graph: Graph;
  readonly leaf: Leaf;
  readonly from: number;
  readonly to: number;
}

/** The range is validated in the place of its values: a finding on a value becomes one on the range. */
async function endsOf(change: Change, under: (text: string) => Promise<Outcome<Graph>>): Promise<Ends> {
  const whole = await under(change.text);
  if (!whole.ok) {
    // A share may be swept up to 0% and 100%, where no interval of doubt may end.
    const apart = await endsApart(change, under);
    if (apart) return apart;
    throw new UserError(whole.findings);
  }
  const leaf = leafAt(whole.value, change.path);
  const spread = leaf && quantityOf(leaf)?.spread;
  if (!leaf || !spread) throw new UserError(noRange(change, leaf));
  return { graph: whole.value, leaf, from: spread.p5, to: spread.p95 };
}

async function endsApart(change: Change, under: (text: string) => Promise<Outcome<Graph>>): Promise<Ends | undefined> {
  const [first = '', last = '', ...others] = change.text.split('..').map((text) => text.trim());
  if (first === '' || last === '' || others.length > 0) return undefined;
  const lower = await under(/^[\d.]+$/.test(first) && last.endsWith('%') ? `${first}%` : first);
  const upper = await under(last);
  if (!lower.ok || !upper.ok) return undefined;
  const leaf = leafAt(upper.value, change.path);
  const [from, to] = [leafAt(lower.value, change.path), leaf].map((end) => end && quantityOf(end)?.value);
  return leaf && from !== undefined && to !== undefined && from < to ? { graph: upper.value, leaf, from, to } : undefined;
}

/** `path=from..to` as a change of the spec. A bare number takes the counted noun of what it replaces: 1M..100M of users. */
function changeOf(asked: string, base: Graph): Change {
  const equals = asked.indexOf('=');
  const path = equals < 0 ? '' : asked.slice(0, equals).trim();
  const text = asked.slice(equals + 1).trim();
  if (path === '' || text === '') {
    throw new UserError({
      rule: 'usage/sweep',
      severity: 'error',
      message: `a sweep is asked for as path=from..to, not "${asked}"`,
      help: 'for example sysdesign sweep assumptions.users=1M..100M',
    });
  }
  const stated = base.leaves.typeOf(leafId(pathToChange(base.model, path)))?.dimension;
  const bare = stated && !isPlain(stated) && !FACTOR.test(text) ? parseField('any', text, base.model.vocabulary) : undefined;
  const [noun, ...others] = Object.keys(stated?.counts ?? {});
  const isCount =
    noun !== undefined && others.length === 0 && stated?.counts[noun] === 1 && stated.time === 0 && stated.data === 0 && stated.money === 0;
  const isBare =
    bare?.ok === true && bare.value.kind === 'quantity' && isPlain(bare.value.quantity.dimension) && !bare.value.quantity.share;
  const whole = isCount && isBare ? `${text} ${pluralOf(noun)}` : text;
  const source = { name: 'sweep', text: `${path}=${whole}` };
  return {
    path,
    text: whole,
    at: { source, start: path.length + 1, end: source.text.length },
    keyAt: { source, start: 0, end: path.length },
  };
}

/** `x1..x4` of what is stated. */
function endsOfFactor(change: Change, base: Graph): Ends | undefined {
  if (!FACTOR.test(change.text)) return undefined;
  const stated = leafAt(base, change.path);
  const parsed = parseField('change', change.text, base.model.vocabulary);
  if (
    !stated ||
    !parsed.ok ||
    parsed.value.kind !== 'multiply' ||
    !['quantity', 'expression', 'multiply', 'factor', 'rate'].includes(stated.value.kind)
  )
    return undefined;
  const { factor } = parsed.value;
  if (!factor.spread) return undefined;
  return {
    graph: base,
    leaf: { ...stated, text: change.text, at: change.at, value: { kind: 'multiply', factor } },
    from: factor.spread.p5,
    to: factor.spread.p95,
  };
}

/** The literal at a path, changed or not. */
function leafAt({ leaves, model }: Graph, path: string): Leaf | undefined {
  const id = leafId(pathToChange(model, path));
  const fact = leaves.get(id) ?? leaves.get(`${id}.factor`);
  return fact && 'leaf' in fact.origin ? fact.origin.leaf : undefined;
}

function quantityOf({ value }: Leaf): Quantity | undefined {
  if (value.kind === 'growth' || value.kind === 'multiply') return value.factor;
  return 'quantity' in value ? value.quantity : undefined;
}

function withQuantity(value: Leaf['value'], quantity: Quantity): Leaf['value'] {
  if (value.kind === 'growth' || value.kind === 'multiply') return { ...value, factor: quantity };
  return value.kind === 'comparison' || !('quantity' in value) ? { kind: 'quantity', quantity } : { ...value, quantity };
}

function noRange({ path, text, at }: Change, leaf: Leaf | undefined): Finding {
  const message = !leaf
    ? `"${path}" is no quantity: only quantities can be swept`
    : leaf.value.kind === 'expression'
      ? `a sweep goes from one number to another, "${text}" is an expression`
      : `a sweep goes from one value to another, "${text}" is only one`;
  return { rule: 'usage/sweep', severity: 'error', message, at, path, help: `write both ends, such as ${path}=1M..100M` };
}

function valuesOf({ from, to, whole }: SweptRange, scale: SweepScale, points: number): readonly number[] {
  const last = points - 1;
  const values = Array.from({ length: points }, (_, i) => {
    if (i === 0 || i === last) return i === 0 ? from : to;
    const value = scale === 'log' ? from * (to / from) ** (i / last) : from + ((to - from) * i) / last;
    return roundedTo(value, 12);
  });
  return whole ? [...new Set(values.map(Math.round))] : values;
}

const TOTALS = [checkedId('totals.cost'), checkedId('totals.instances'), checkedId('totals.storage')];
const LOADS = [checkedId('totals.rate.peak'), checkedId('totals.egress.peak'), checkedId('totals.ingress.peak')];

/** Totals that are known, load where none of them moves, and the instances of components that change. */
function defaultFacts({ components }: Model, graphs: readonly Graph[]): readonly FactId[] {
  const moves = (id: FactId): boolean => new Set(graphs.map((graph) => valueAt(graph, id))).size > 1;
  const isKnown = (id: FactId): boolean => graphs.some((graph) => graph.get(id).state === 'known');
  const totals = TOTALS.filter(isKnown);
  const loads = totals.some(moves) ? [] : LOADS.filter((id) => isKnown(id) && moves(id));
  return [...totals, ...loads, ...[...components.keys()].map((name) => factId('components.*.instances', name)).filter(moves)];
}

function columnsOf(ids: readonly FactId[], graphs: readonly Graph[]): readonly SweepColumn[] {
  return ids.map((id) => {
    const nodes = graphs.map((graph) => graph.get(id));
    return {
      id,
      unit: nodes.find(({ unit }) => unit !== null)?.unit ?? null,
      missing: uniqueReasons(nodes.flatMap(reasonsOf)),
    };
  });
}

function valueAt(graph: Graph, id: FactId): number | string | null {
  const { word, state, value } = graph.get(id);
  return word ?? (state === 'known' ? value : null);
}

export type { Threshold } from './thresholds.js';
