import { checkTime, type SpreadResult } from '../core/index.js';
import {
  gathered,
  isNarrow,
  mean,
  type Ordered,
  type QuantileSpread,
  quantileFunction,
  quantileIn,
  quantilesAt,
  quantilesWithScores,
  sampleStrata,
  strataScore,
  strataScores,
  varianceShares,
} from '../math/index.js';
import type { Expr, Quantity } from '../quantity/index.js';
import { columnOf, isColumn, Pool, type Samples, sampleExpr, withGaps } from './columns.js';
import type { Graph } from './graph.js';
import { type FactId, uncheckedId } from './ids.js';
import type { FactNode, Search } from './node.js';
import { highOf, lowOf, Root } from './roots.js';
import { searchSamples } from './search-samples.js';

export interface SamplingOptions {
  /** Any safe integer; the same seed gives the same samples everywhere. */
  readonly seed: number;
  /** Number of joint samples. */
  readonly samples: number;
}

export interface Driver {
  /** Id of the uncertain leaf. */
  readonly input: FactId;
  /** Share of the variance of (the logarithm of) the result, 0 to 1. */
  readonly share: number;
}

/** Most numbers cached at once (160 MB); beyond it all are computed again when needed. */
const MOST_NUMBERS = 20_000_000;

/** Quantiles and mean of an array of samples, each computed when it is first asked for. */
interface Reading {
  readonly at: (p: number) => number;
  readonly mean: () => number;
}

/**
 * Joint samples of the uncertain facts of a graph: computed only for facts that are asked for, shared where one is a multiple of another.
 */
export class Sampler {
  readonly #graph: Graph;
  readonly #options: SamplingOptions;
  readonly #columns = new Map<FactNode, Samples>();
  readonly #readings = new WeakMap<Root, Reading | null>();
  readonly #supports = new Map<FactNode, ReadonlySet<FactId>>();
  readonly #scores = new Map<string, Float64Array>();
  readonly #strata = new Map<string, Int32Array>();
  readonly #places: ((id: string) => number) | undefined;
  #pool: Pool;
  #inputs: ReadonlyMap<string, number> | undefined;

  /** @param places dimension of the joint sample that each uncertain leaf takes, where samples of several specs are to belong together */
  constructor(graph: Graph, options: SamplingOptions, places?: (id: string) => number) {
    this.#graph = graph;
    this.#options = options;
    this.#places = places;
    this.#pool = new Pool(options.samples);
  }

  /**
   * p5, p50, p95 and mean in the fact's unit, each computed when it is first read, infinite where it is; null for a certain fact, one that is
   * the same in every sample, or one that is not a number in some. Of one that something keeps unknown in some samples, it is that of the others.
   */
  spread(node: FactNode): SpreadResult | null {
    if (!node.uncertain || node.state === 'unknown') return null;
    const column = this.column(node);
    if (!isColumn(column)) return null;
    const { root, scale, offset } = this.#pool.affineOf(column);
    let reading = this.#readings.get(root);
    if (reading === undefined) {
      reading = this.#reading(root);
      this.#readings.set(root, reading);
    }
    if (!reading) return null;
    const { at, mean: meanOf } = reading;
    const [low, high] = scale < 0 ? [0.95, 0.05] : [0.05, 0.95];
    return {
      get p5() {
        return at(low) * scale + offset;
      },
      get p50() {
        return at(0.5) * scale + offset;
      },
      get p95() {
        return at(high) * scale + offset;
      },
      get mean() {
        return meanOf() * scale + offset;
      },
    };
  }

  /**
   * Share of the joint samples in which `holds` is true of the fact's value.
   * @param isMonotone whether it is true of all values on one side of a limit: then their order decides
   */
  chance(node: FactNode, holds: (value: number) => boolean, isMonotone = false): number {
    const column = this.column(node);
    if (!isColumn(column)) return holds(column) ? 1 : 0;
    const [low, high] = this.bounds(node);
    const { root, scale, offset } = this.#pool.affineOf(column);
    // Beyond a bound that is none there may be what is no number, which holds nowhere; so it does in a gap.
    if (isMonotone && !holds(low) && !holds(high)) return 0;
    if (isMonotone && !root.hasGaps && Number.isFinite(low + high) && holds(low) && holds(high)) return 1;
    const share = isMonotone && !root.hasGaps ? root.share((value) => holds(value * scale + offset)) : undefined;
    if (share !== undefined) return share;
    if (isMonotone && !root.hasGaps && !Number.isNaN(root.order.at(0)))
      return shareOf(root.order, (value) => holds(value * scale + offset));
    const { values } = root;
    let met = 0;
    for (let i = 0; i < values.length; i++) if (holds((values[i] as number) * scale + offset)) met++;
    return met / values.length;
  }

  /** Whether something keeps a fact unknown in some of the joint samples: then `values` are no number, and bounds are of the others. */
  hasGaps(node: FactNode): boolean {
    const column = this.column(node);
    return isColumn(column) && this.#pool.affineOf(column).root.hasGaps;
  }

  /** Whether `chance` takes far less work than `values` do, of what is monotone. */
  isCostly(node: FactNode): boolean {
    const column = this.column(node);
    return isColumn(column) && this.#pool.affineOf(column).root.isCostly;
  }

  /** Ends that no sample of a fact lies beyond, known before any is made; infinite where nothing is known. */
  bounds(node: FactNode): readonly [low: number, high: number] {
    const column = this.column(node);
    if (!isColumn(column)) return [column, column];
    const affine = this.#pool.affineOf(column);
    return [lowOf(affine), highOf(affine)];
  }

  /** The fact's value in each joint sample. */
  values(node: FactNode): Float64Array {
    const column = this.column(node);
    const { samples } = this.#options;
    if (!isColumn(column)) return new Float64Array(samples).fill(column);
    const { base, scale, offset } = column;
    return scale === 1 && offset === 0 ? base : base.map((value) => value * scale + offset);
  }

  /** The uncertain leaves that reach a fact, the one that moves it most first. */
  drivers(node: FactNode): readonly Driver[] {
    const column = this.column(node);
    if (!isColumn(column)) return [];
    const inputs = [...this.support(node)].sort();
    if (inputs.length === 1) return inputs.map((input) => ({ input, share: 1 }));
    const strata = inputs.map((id) => this.#strataOf(id));
    const shares = varianceShares(column.base, strata);
    return inputs.map((input, i) => ({ input, share: shares[i] ?? 0 })).sort((a, b) => b.share - a.share || (a.input < b.input ? -1 : 1));
  }

  /** Ids of the uncertain leaves that reach a fact. */
  support(node: FactNode): ReadonlySet<FactId> {
    const known = this.#supports.get(node);
    if (known) return known;
    const found = new Set<FactId>();
    const seen = new Set<FactNode>([node]);
    for (const next of seen) {
      if (!next.uncertain) continue;
      if (next.quantity?.spread) found.add(next.id);
      for (const input of sampledFor(next)) seen.add(input);
      if (next.search) seen.add(next.search.growing);
    }
    // What a change multiplies, and the same as it was before, are one.
    for (const id of found) if (found.has(beforeChange(id))) found.delete(id);
    this.#supports.set(node, found);
    return found;
  }

  column(node: FactNode): Samples {
    if (!node.uncertain || node.state === 'unknown') return node.value;
    const stack: FactNode[] = [node];
    while (stack.length > 0) {
      const next = stack[stack.length - 1] as FactNode;
      const waiting = this.#columns.has(next) ? [] : sampledFor(next).filter((input) => input.uncertain && !this.#columns.has(input));
      if (waiting.length > 0) {
        stack.push(...waiting);
        continue;
      }
      stack.pop();
      checkTime('sampling', next.id);
      if (!this.#columns.has(next)) this.#columns.set(next, this.#work(next));
    }
    const column = this.#columns.get(node) as Samples;
    if (this.#pool.size * this.#options.samples > MOST_NUMBERS) {
      this.#columns.clear();
      this.#pool = new Pool(this.#options.samples);
    }
    return column;
  }

  #work(node: FactNode): Samples {
    if (node.filed) return this.#columns.get(node.filed) as Samples;
    if (node.quantity?.spread) return this.#leaf(node);
    if (node.search) return this.#searched(node, node.search);
    const samples = node.formula ? this.#sampled(node.formula, node) : node.value;
    if (!node.unless) return samples;
    const conditions = node.unless.map(({ when }) => this.#sampled(when, node));
    return withGaps(samples, conditions, this.#pool);
  }

  /** An expression over the inputs of a fact, and what else it rests on, which are sampled. */
  #sampled(expr: Expr, node: FactNode): Samples {
    const byId = new Map<string, FactNode>([...node.conditions, ...node.inputs].map((input) => [input.id, input]));
    const samplesOf = (id: string): Samples => {
      const input = byId.get(id) as FactNode;
      return input.uncertain ? (this.#columns.get(input) as Samples) : input.value;
    };
    return sampleExpr(expr, samplesOf, this.#options.samples, this.#pool);
  }

  #searched(node: FactNode, search: Search): Samples {
    const { samples } = this.#options;
    const start = search.from ? this.#sampled(search.from, node) : 0;
    const fill = (): Float64Array => searchSamples(search, { samples, column: (of) => this.column(of), start });
    const inputs = [...this.support(node)].sort();
    return columnOf(new Root(this.#pool.another(), { low: 0, high: Number.POSITIVE_INFINITY, needs: [], fill, inputs }));
  }

  /** A leaf takes each of the n strata of its distribution once: its order is that of the strata. */
  #leaf(node: FactNode): Samples {
    const doubt = node.quantity?.spread as QuantileSpread;
    const { samples } = this.#options;
    const within = valuesOf(node.quantity);
    const quantile = quantileFunction(doubt);
    const at = within ? (score: number) => within(quantile(score)) : quantile;
    const order = { count: samples, at: (k: number) => at(strataScore(k, samples)) };
    const fill = (): Float64Array => {
      const values = quantilesAt(doubt, strataScores(samples));
      return gathered(within ? values.map(within) : values, this.#strataOf(node.id));
    };
    const [low, high] = [order.at(0), order.at(samples - 1)];
    return columnOf(
      this.#pool.once(this.#nameOf(node), (name) => new Root(name, { low, high, needs: [], fill, inputs: [node.id], order })),
    );
  }

  /** A leaf as it was before a change is the one that the change multiplies; one that was replaced has samples of its own. */
  #nameOf(node: FactNode): string {
    const { id, quantity } = node;
    const own = this.#graph.get(id);
    if (own === node) return id;
    const same = [id, beforeChange(id)].find((other) => isSameDoubt(this.#graph.get(other).quantity, quantity));
    return same ?? (own.quantity?.spread ? `${id} as filed` : id);
  }

  #reading(root: Root): Reading | null {
    if (root.hasGaps) return readingBetweenGaps(root);
    const { order } = root;
    const [least, most] = [order.at(0), order.at(order.count - 1)];
    if (Number.isNaN(least) || Number.isNaN(most) || least === most) return null;
    // What the scores would add is left out where it adds nothing; then the order alone is enough, and no sample is made for it.
    const plain = root.inputs.length <= 1 || isNarrow(least, most);
    const at = plain
      ? (p: number): number => quantileIn(order, p)
      : quantilesWithScores(
          root.values,
          order,
          root.inputs.map((id) => this.#scoresOf(id)),
        );
    return { at: remembered(at), mean: () => mean(root.values) };
  }

  #scoresOf(id: string): Float64Array {
    const known = this.#scores.get(id);
    if (known) return known;
    const scores = gathered(strataScores(this.#options.samples), this.#strataOf(id));
    this.#scores.set(id, scores);
    return scores;
  }

  #strataOf(id: string): Int32Array {
    const known = this.#strata.get(id);
    if (known) return known;
    const strata = sampleStrata(this.#inputOf(id), this.#options.seed, this.#options.samples);
    this.#strata.set(id, strata);
    return strata;
  }

  /** Dimension of the joint sample that a leaf takes: its place among all uncertain leaves by name. */
  #inputOf(id: string): number {
    if (this.#places) return this.#places(withoutBefore(id));
    this.#inputs ??= new Map(this.#graph.leaves.uncertainIds().map((leaf, i) => [leaf, i]));
    return this.#inputs.get(id) ?? this.#inputs.get(withoutBefore(id)) ?? this.#inputs.size;
  }
}

/** Quantiles and mean of the samples that are a number; null where those are all the same, or none is. */
function readingBetweenGaps({ values }: Root): Reading | null {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  if (known.length === 0 || known[0] === known[known.length - 1]) return null;
  const order = { count: known.length, at: (k: number) => known[k] as number };
  return { at: (p) => quantileIn(order, p), mean: () => mean(known) };
}

/** The same literal as it was before a change multiplied it. */
const BEFORE = '.before';
const beforeChange = (id: FactId): FactId => uncheckedId(id + BEFORE);
const withoutBefore = (id: string): string => (id.endsWith(BEFORE) ? id.slice(0, -BEFORE.length) : id);

/** What a sample of a literal becomes, where there are only whole ones of it. */
function valuesOf(quantity: Quantity | undefined): ((sample: number) => number) | undefined {
  const least = quantity?.wholeFrom;
  return least === undefined ? undefined : (sample) => Math.max(least, Math.round(sample));
}

const isSameDoubt = (a: Quantity | undefined, b: Quantity | undefined): boolean =>
  a?.spread !== undefined &&
  b?.spread !== undefined &&
  a.wholeFrom === b.wholeFrom &&
  a.spread.p5 === b.spread.p5 &&
  a.spread.p50 === b.spread.p50 &&
  a.spread.p95 === b.spread.p95;

/** Facts whose samples those of a fact are made of. */
const sampledFor = ({ filed, inputs, conditions, unless }: FactNode): readonly FactNode[] =>
  filed ? [filed] : unless ? [...inputs, ...conditions] : inputs;

/** Share of ordered values of which something holds that holds on one side of a limit: found by halving. */
function shareOf(order: Ordered, holds: (value: number) => boolean): number {
  const n = order.count;
  const first = holds(order.at(0));
  if (holds(order.at(n - 1)) === first) return first ? 1 : 0;
  let same = 0;
  let other = n - 1;
  while (other - same > 1) {
    const middle = (same + other) >> 1;
    if (holds(order.at(middle)) === first) same = middle;
    else other = middle;
  }
  return (first ? other : n - other) / n;
}

function remembered(work: (p: number) => number): (p: number) => number {
  const known = new Map<number, number>();
  return (p) => {
    const value = known.get(p) ?? work(p);
    known.set(p, value);
    return value;
  };
}
