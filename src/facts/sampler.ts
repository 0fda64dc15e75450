import type { SpreadResult } from '../core/index.js';
import { mean, percentilesWithScores, quantileFunction, sampleScores, sampleStrata, strataScores, varianceShares } from '../math/index.js';
import { type Column, isColumn, type Samples, sampleExpr } from './columns.js';
import type { FactNode, Graph } from './graph.js';

export interface SamplingOptions {
  /** Any safe integer; the same seed gives the same samples everywhere. */
  readonly seed: number;
  /** Number of joint samples. */
  readonly samples: number;
}

export interface Driver {
  /** Id of the uncertain leaf. */
  readonly input: string;
  /** Share of the variance of (the logarithm of) the result, 0 to 1. */
  readonly share: number;
}

/** Most columns kept at once; beyond it the oldest ones are worked out again when needed. */
const MOST_COLUMNS = 2_000;

/** Joint samples of the uncertain facts of a graph: worked out only for facts that are asked for, shared where one is a multiple of another. */
export class Sampler {
  readonly #graph: Graph;
  readonly #options: SamplingOptions;
  readonly #columns = new Map<FactNode, Samples>();
  readonly #spreads = new WeakMap<Float64Array, SpreadResult | null>();
  readonly #supports = new Map<FactNode, ReadonlySet<string>>();
  readonly #scores = new Map<string, Float64Array>();
  readonly #places: ((id: string) => number) | undefined;
  #inputs: ReadonlyMap<string, number> | undefined;

  /** @param places dimension of the joint sample that each uncertain leaf takes, where samples of several specs are to belong together */
  constructor(graph: Graph, options: SamplingOptions, places?: (id: string) => number) {
    this.#graph = graph;
    this.#options = options;
    this.#places = places;
  }

  /** p5, p50, p95 and mean in the fact's unit; null for a certain fact, or one whose samples run out of bounds. */
  spread(node: FactNode): SpreadResult | null {
    if (!node.uncertain || node.state !== 'known') return null;
    const column = this.column(node);
    if (!isColumn(column)) return null;
    let base = this.#spreads.get(column.base);
    if (base === undefined) {
      base = this.#spreadOf(node, column.base);
      this.#spreads.set(column.base, base);
    }
    if (!base) return null;
    const { scale, offset } = column;
    const [low, high] = scale < 0 ? [base.p95, base.p5] : [base.p5, base.p95];
    return { p5: low * scale + offset, p50: base.p50 * scale + offset, p95: high * scale + offset, mean: base.mean * scale + offset };
  }

  /** Share of the joint samples in which `holds` is true of the fact's value. */
  chance(node: FactNode, holds: (value: number) => boolean): number {
    const column = this.column(node);
    if (!isColumn(column)) return holds(column) ? 1 : 0;
    let met = 0;
    for (let i = 0; i < column.base.length; i++) if (holds((column.base[i] as number) * column.scale + column.offset)) met++;
    return met / column.base.length;
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
    const strata = inputs.map((id) => sampleStrata(this.#inputOf(id), this.#options.seed, this.#options.samples));
    const shares = varianceShares(column.base, strata);
    return inputs.map((input, i) => ({ input, share: shares[i] ?? 0 })).sort((a, b) => b.share - a.share || (a.input < b.input ? -1 : 1));
  }

  /** Ids of the uncertain leaves that reach a fact. */
  support(node: FactNode): ReadonlySet<string> {
    const known = this.#supports.get(node);
    if (known) return known;
    const found = new Set<string>();
    const seen = new Set<FactNode>([node]);
    for (const next of seen) {
      if (!next.uncertain) continue;
      if (next.quantity?.spread) found.add(next.id);
      for (const input of next.inputs) seen.add(input);
    }
    this.#supports.set(node, found);
    return found;
  }

  column(node: FactNode): Samples {
    if (!node.uncertain || node.state !== 'known') return node.value;
    const stack: FactNode[] = [node];
    while (stack.length > 0) {
      const next = stack[stack.length - 1] as FactNode;
      const waiting = this.#columns.has(next) ? [] : next.inputs.filter((input) => input.uncertain && !this.#columns.has(input));
      if (waiting.length > 0) {
        stack.push(...waiting);
        continue;
      }
      stack.pop();
      if (!this.#columns.has(next)) this.#columns.set(next, this.#work(next));
    }
    const column = this.#columns.get(node) as Samples;
    if (this.#columns.size > MOST_COLUMNS) this.#columns.clear();
    return column;
  }

  #work(node: FactNode): Samples {
    if (node.quantity?.spread) return this.#leaf(node);
    if (!node.formula) return node.value;
    const byId = new Map(node.inputs.map((input) => [input.id, input]));
    const samplesOf = (id: string): Samples => {
      const input = byId.get(id) as FactNode;
      return input.uncertain ? (this.#columns.get(input) as Samples) : input.value;
    };
    return sampleExpr(node.formula, samplesOf, this.#options.samples);
  }

  /** A leaf takes each of the n strata of its distribution once; the quantiles are worked out once, in order. */
  #leaf(node: FactNode): Column {
    const { spread } = node.quantity as NonNullable<FactNode['quantity']>;
    const { seed, samples } = this.#options;
    const at = quantileFunction(spread as NonNullable<typeof spread>);
    const quantiles = strataScores(samples).map(at);
    const strata = sampleStrata(this.#inputOf(node.id), seed, samples);
    const base = new Float64Array(samples);
    for (let i = 0; i < samples; i++) base[i] = quantiles[strata[i] as number] as number;
    return { base, scale: 1, offset: 0 };
  }

  #spreadOf(node: FactNode, base: Float64Array): SpreadResult | null {
    for (let i = 0; i < base.length; i++) if (!Number.isFinite(base[i])) return null;
    const scores = [...this.support(node)].sort().map((id) => this.#scoresOf(id));
    const [p5 = 0, p50 = 0, p95 = 0] = percentilesWithScores(base, [0.05, 0.5, 0.95], scores);
    return { p5, p50, p95, mean: mean(base) };
  }

  #scoresOf(id: string): Float64Array {
    const known = this.#scores.get(id);
    if (known) return known;
    const scores = sampleScores(this.#inputOf(id), this.#options.seed, this.#options.samples);
    this.#scores.set(id, scores);
    return scores;
  }

  /** Dimension of the joint sample that a leaf takes: its place among all uncertain leaves by name. */
  #inputOf(id: string): number {
    if (this.#places) return this.#places(id.replace(/\.before$/, ''));
    this.#inputs ??= new Map(this.#graph.leaves.uncertainIds().map((leaf, i) => [leaf, i]));
    return this.#inputs.get(id) ?? this.#inputs.get(id.replace(/\.before$/, '')) ?? this.#inputs.size;
  }
}
