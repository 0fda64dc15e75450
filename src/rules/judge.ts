import { type FactNode, type Graph, type Sampler, scaleOf } from '../facts/index.js';
import type { OptionValue } from './options.js';
import type { Because, Key } from './rule.js';

/** A number that a comparison rests on. */
export interface Amounted {
  readonly value: number;
  readonly unit: string | null;
  /** The fact that it is; undefined for an option. */
  readonly node: FactNode | undefined;
}

/** A comparison that holds in more cases than chance would be blamed for. */
export interface Judged {
  /** How often all comparisons hold, over joint samples; 1 or 0 where nothing is uncertain. */
  readonly chance: number;
  readonly left: Amounted;
  readonly right: Amounted;
  readonly times: Amounted | undefined;
  readonly op: Because[1];
  /** By how much the limit is exceeded: 2 is twice as much, or half of what it takes. */
  readonly factor: number;
}

const OPTION = /^rules\.[^.]*\.(.*)$/;

/** Looks numbers up by their keys and compares them. */
export class Judge {
  readonly #graph: Graph;
  readonly #sampler: Sampler;

  constructor(graph: Graph, sampler: Sampler) {
    this.#graph = graph;
    this.#sampler = sampler;
  }

  /** What a key stands for; undefined for a fact that is not known. One without an end is more than anything. */
  amount({ key }: Key, options: ReadonlyMap<string, OptionValue>): Amounted | undefined {
    const option = OPTION.exec(key);
    if (option) {
      const own = options.get(option[1] as string);
      return own && { value: own.value, unit: own.unit, node: undefined };
    }
    const node = this.#graph.get(key);
    if (node.state === 'unknown' || node.word !== undefined) return undefined;
    return { value: node.value, unit: node.unit, node };
  }

  /** The first of some comparisons, with the chance that all of them hold; undefined where one of them cannot be made. */
  judge(comparisons: readonly Because[], options: ReadonlyMap<string, OptionValue>): Judged | undefined {
    const made = comparisons.map(([left, op, right, times]) => {
      const [a, b] = [this.amount(left, options), this.amount(right, options)];
      const c = times && this.amount(times, options);
      return a === undefined || b === undefined || (times && c === undefined)
        ? undefined
        : { left: a, op, right: b, times: c, scale: this.#scaleOf(b, a) };
    });
    const whole = made.filter((one) => one !== undefined);
    const [first] = whole;
    if (!first || whole.length < made.length) return undefined;
    const limit = first.right.value * first.scale * (first.times?.value ?? 1);
    const ratio = isAbove(first.op) ? first.left.value / limit : limit / first.left.value;
    return { ...first, chance: this.#chanceOf(whole), factor: Number.isNaN(ratio) ? 1 : ratio };
  }

  /** What makes a number of one unit a number of another of the same dimension: a horizon is stated in seconds, and capacity lasts for months. */
  #scaleOf(from: Amounted, to: Amounted): number {
    if (from.unit === to.unit || from.unit === null || to.unit === null) return 1;
    const { calendar } = this.#graph.model;
    return scaleOf(from.unit, calendar) / scaleOf(to.unit, calendar);
  }

  #chanceOf(comparisons: readonly Comparison[]): number {
    const numbers = comparisons.flatMap(({ left, right, times }) => (times ? [left, right, times] : [left, right]));
    if (!numbers.some(({ node }) => node?.uncertain)) return comparisons.every((one) => holds(one, ({ value }) => value)) ? 1 : 0;
    const columns = new Map(numbers.map((number) => [number, number.node?.uncertain ? this.#sampler.values(number.node) : undefined]));
    const n = [...columns.values()].find((column) => column !== undefined)?.length ?? 0;
    let count = 0;
    for (let i = 0; i < n; i++) if (comparisons.every((one) => holds(one, (number) => columns.get(number)?.[i] ?? number.value))) count++;
    return n === 0 ? 0 : count / n;
  }
}

interface Comparison extends Pick<Judged, 'left' | 'op' | 'right' | 'times'> {
  readonly scale: number;
}

/** Rounding of the last digits is no excess. */
const SLACK = 1e-9;

function holds({ left, op, right, times, scale }: Comparison, at: (number: Amounted) => number): boolean {
  const limit = at(right) * scale * (times ? at(times) : 1);
  const [low, high] = [limit - Math.abs(limit) * SLACK, limit + Math.abs(limit) * SLACK];
  switch (op) {
    case '>':
      return at(left) > high;
    case '>=':
      return at(left) >= low;
    case '<':
      return at(left) < low;
    case '<=':
      return at(left) <= high;
  }
}

const isAbove = (op: Because[1]): boolean => op === '>' || op === '>=';
