import { type FactNode, type Graph, type Sampler, scaleOf } from '../facts/index.js';
import type { Options } from './options.js';
import type { Because, Key } from './rule.js';

/** A number that a comparison rests on. */
export interface Amounted {
  readonly value: number;
  readonly unit: string | null;
  /** The fact that it is; undefined for an option. */
  readonly node: FactNode | undefined;
}

/** A comparison that holds in more cases than chance would be blamed for. */
export interface HeldComparison {
  /** How often all comparisons hold, over joint samples; 1 or 0 where nothing is uncertain. */
  readonly chance: number;
  readonly left: Amounted;
  readonly right: Amounted;
  readonly times: Amounted | undefined;
  readonly op: Because[1];
  /** By how much the limit is exceeded: 2 is twice as much, or half of what it takes. */
  readonly factor: number;
  /** For a comparison that holds in few samples and not at the values: the 95th percentile of its left side. */
  readonly reached?: number;
}

/** Less often than this it is not worth a word. */
const LEAST_CHANCE = 0.05;

const OPTION = /^rules\.[^.]*\.(.*)$/;

/** Looks numbers up by their keys and compares them. */
export class Judge {
  readonly #graph: Graph;
  readonly #sampler: Sampler;

  constructor(graph: Graph, sampler: Sampler) {
    this.#graph = graph;
    this.#sampler = sampler;
  }

  /** The value behind a key; undefined for a fact that is unknown. An unbounded value exceeds everything. */
  amount({ key }: Key, options: Options): Amounted | undefined {
    const option = OPTION.exec(key);
    if (option) {
      const own = options.get(option[1] as string);
      return own && { value: own.value, unit: own.unit, node: undefined };
    }
    const node = this.#graph.get(key);
    if (node.state === 'unknown' || node.word !== undefined) return undefined;
    return { value: node.value, unit: node.unit, node };
  }

  /**
   * The first of some comparisons, with the chance that all of them hold, and those that must hold besides. They are made one after the other: where one
   * cannot be made, or all so far hold less often than is worth a word, it is undefined, and the rest costs nothing.
   */
  judge(comparisons: readonly Because[], options: Options, when: readonly Because[] = []): HeldComparison | undefined {
    const held = new Held();
    let first: Comparison | undefined;
    for (const [place, because] of [...when, ...comparisons].entries()) {
      const one = this.#made(because, options);
      if (!one) return undefined;
      if (place === when.length) first = one;
      // What bounds settle costs no sample: most comparisons of a sound design are far from their limit.
      const settled = this.#settled(one) ?? this.#settledByOne(one);
      if (settled === false) return undefined;
      if (settled === undefined) held.and(one, this.#columnsOf(one));
      if (held.chance < LEAST_CHANCE) return undefined;
    }
    if (!first) return undefined;
    const { left, op, right, times, scale } = first;
    const limit = right.value * scale * (times?.value ?? 1);
    const ratio = isAbove(op) ? left.value / limit : limit / left.value;
    const reached = held.chance < 0.5 && !exceeds(left.value, op, limit) ? this.#reachedBy(left, op) : undefined;
    return {
      left,
      op,
      right,
      times,
      chance: held.chance,
      factor: Number.isNaN(ratio) ? 1 : ratio,
      ...(reached !== undefined && { reached }),
    };
  }

  #reachedBy({ node }: Amounted, op: Because[1]): number | undefined {
    if (!node?.uncertain) return undefined;
    const sorted = this.#sampler.values(node).filter(Number.isFinite).sort();
    return sorted[Math.round((isAbove(op) ? 1 - LEAST_CHANCE : LEAST_CHANCE) * (sorted.length - 1))];
  }

  #made([left, op, right, times]: Because, options: Options): Comparison | undefined {
    // A limit is an option, or a literal that may be missing: where there is none, what is held against it costs nothing.
    const b = this.amount(right, options);
    const c = times && b && this.amount(times, options);
    if (b === undefined || (times && c === undefined)) return undefined;
    const a = this.amount(left, options);
    if (a === undefined) return undefined;
    return { left: a, op, right: b, times: c, scale: this.#scaleOf(b, a) };
  }

  /** What makes a number of one unit a number of another of the same dimension: a horizon is stated in seconds, and capacity lasts for months. */
  #scaleOf(from: Amounted, to: Amounted): number {
    if (from.unit === to.unit || from.unit === null || to.unit === null) return 1;
    const { calendar } = this.#graph.model;
    return scaleOf(from.unit, calendar) / scaleOf(to.unit, calendar);
  }

  /** Whether a comparison holds in all samples, or in none; undefined where bounds cannot decide it. */
  #settled({ left, op, right, times, scale }: Comparison): boolean | undefined {
    const [a, b, c] = [left, right, times].map((number) => this.#bounds(number)) as [Ends, Ends, Ends];
    const limits = [b[0] * c[0], b[0] * c[1], b[1] * c[0], b[1] * c[1]].map((limit) => limit * scale);
    const [low, high] = [Math.min(...limits), Math.max(...limits)];
    if (Number.isNaN(low)) return undefined;
    const [least, most] = isAbove(op)
      ? [exceeds(a[0], op, high), exceeds(a[1], op, low)]
      : [exceeds(a[1], op, low), exceeds(a[0], op, high)];
    if (!most) return false;
    // Beyond a bound that is none there may be what is no number, which holds nowhere.
    const uncertain = [left, right, times].flatMap((number) => (number?.node?.uncertain ? number.node : []));
    const isBounded =
      uncertain.length === 0 || (Number.isFinite(a[0] + a[1] + low + high) && !uncertain.some((node) => this.#sampler.hasGaps(node)));
    return least && isBounded ? true : undefined;
  }

  /** Where one number is uncertain and costly to sample: whether it nearly never holds, or always; undefined of what lies between, and of all others. */
  #settledByOne({ left, op, right, times, scale }: Comparison): boolean | undefined {
    const [only, ...more] = [left, right, times].filter((number) => number?.node?.uncertain);
    if (!only?.node || more.length > 0 || only === times || !this.#sampler.isCostly(only.node)) return undefined;
    const factor = scale * (times?.value ?? 1);
    const holds = (value: number): boolean =>
      only === left ? exceeds(value, op, right.value * factor) : exceeds(left.value, op, value * factor);
    const chance = this.#sampler.chance(only.node, holds, true);
    return chance < LEAST_CHANCE ? false : chance === 1 ? true : undefined;
  }

  #bounds(number: Amounted | undefined): Ends {
    if (!number) return [1, 1];
    return number.node?.uncertain ? this.#sampler.bounds(number.node) : [number.value, number.value];
  }

  #columnsOf({ left, right, times }: Comparison): readonly Column[] {
    return [left, right, times].map((number) => (number?.node?.uncertain ? this.#sampler.values(number.node) : number?.value));
  }
}

/** The joint samples in which all of some comparisons hold. */
class Held {
  /** Undefined as long as they hold in all. */
  #samples: Uint8Array | undefined;
  #count = 0;

  get chance(): number {
    return this.#samples ? this.#count / Math.max(1, this.#samples.length) : 1;
  }

  /** @param columns the sides of a comparison; one that nobody can settle, and that is certain, holds in no sample */
  and(one: Comparison, columns: readonly Column[]): void {
    const n = columns.find((column) => typeof column === 'object')?.length ?? 0;
    const samples = this.#samples ?? new Uint8Array(n).fill(1);
    this.#count = 0;
    for (let i = 0; i < n; i++) {
      if (samples[i] === 1 && isHeld(one, columns, i)) this.#count++;
      else samples[i] = 0;
    }
    this.#samples = samples;
  }
}

type Ends = readonly [low: number, high: number];
type Column = number | Float64Array | undefined;

interface Comparison extends Pick<HeldComparison, 'left' | 'op' | 'right' | 'times'> {
  readonly scale: number;
}

/** Rounding of the last digits is no excess. */
const SLACK = 1e-9;

const isHeld = ({ op, scale }: Comparison, [left, right, times]: readonly Column[], i: number): boolean =>
  exceeds(at(left, i), op, at(right, i) * scale * at(times, i));

const at = (column: Column, i: number): number => (typeof column === 'object' ? (column[i] as number) : (column ?? 1));

function exceeds(left: number, op: Because[1], limit: number): boolean {
  const slack = Number.isFinite(limit) ? Math.abs(limit) * SLACK : 0;
  switch (op) {
    case '>':
      return left > limit + slack;
    case '>=':
      return left >= limit - slack;
    case '<':
      return left < limit - slack;
    case '<=':
      return left <= limit + slack;
  }
}

const isAbove = (op: Because[1]): boolean => op === '>' || op === '>=';
