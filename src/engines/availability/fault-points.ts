import type { FactId } from '../../facts/index.js';
import { type Expr, ref } from '../../quantity/index.js';
import type { Event, Group } from './event.js';
import { type BoundSide, type Levels, levelsOf } from './levels.js';
import { Parts } from './parts.js';
import { type DiagramShape, shapeOf } from './shapes.js';

/** Values of everything that a diagram takes. */
export interface FaultPoint {
  readonly shape: DiagramShape;
  readonly levels: readonly Levels[];
  readonly chances: Float64Array;
  readonly rates: Float64Array;
  /** Of levels, chances and rates of the whole: not of what each adds to the one before. */
  readonly whole: { readonly chances: Float64Array; readonly rates: Float64Array };
}

/** What a fault tree takes, and the values of its variables at each point. */
export class FaultPoints {
  readonly event: Event;
  /** Ids of the facts that hold the chances of its basic events, each once. */
  readonly chances: readonly FactId[];
  /** How many of these, from the first on, the chance is linear in. */
  readonly linear: number;
  readonly groupArgs: readonly Expr[];
  /** How long its buffers bridge an outage, in years. */
  readonly buffers: readonly Expr[];
  protected readonly parts: Parts;
  readonly #shapes = new Map<string, DiagramShape>();

  constructor(event: Event) {
    this.event = event;
    const parts = new Parts(event);
    this.parts = parts;
    this.linear = parts.linear;
    this.chances = parts.basics.map(({ id }) => id);
    this.groupArgs = parts.groups.flatMap(({ args }) => args);
    this.buffers = parts.buffers.map(({ buffer }) => buffer);
  }

  /**
   * Rates and durations of failures: of those behind buffers, on which the chance depends as well; then, if frequencies are wanted
   * (`isTimed`), of the others. Facts of basic events come before the arguments of groups.
   */
  timing(isTimed: boolean): readonly Expr[] {
    return this.#byTurns(isTimed, (isBuffered) => [
      ...this.parts.basics.flatMap((basic) =>
        basic.outages !== undefined && this.parts.isBuffered(basic) === isBuffered ? ref(basic.outages) : [],
      ),
      ...this.parts.groups.flatMap((group) => (this.parts.isBuffered(group) === isBuffered ? group.timing : [])),
    ]);
  }

  /** Facts of the yearly frequency of basic events: of those behind buffers, or of all if `isTimed`. */
  rates(isTimed: boolean): readonly FactId[] {
    return this.#byTurns(isTimed, (isBuffered) =>
      this.parts.basics.flatMap((basic) => (this.parts.isBuffered(basic) === isBuffered ? (basic.outages ?? []) : [])),
    );
  }

  /** Components whose groups have no known failure rate: of those behind buffers, or of all if `isTimed`. */
  rateless(isTimed: boolean): readonly string[] {
    return this.#byTurns(isTimed, (isBuffered) =>
      this.parts.groups.flatMap((group) => (this.parts.isBuffered(group) === isBuffered && !group.outages ? group.component : [])),
    );
  }

  /** Of what is behind buffers, then of the rest if that is timed as well. */
  #byTurns<T>(isTimed: boolean, of: (isBuffered: boolean) => readonly T[]): readonly T[] {
    return isTimed ? [...of(true), ...of(false)] : of(true);
  }

  readonly #points = new WeakMap<readonly number[], FaultPoint>();

  /** What several questions at one point share. */
  protected pointOf(values: readonly number[]): FaultPoint {
    let point = this.#points.get(values);
    if (!point) {
      point = this.at(values);
      this.#points.set(values, point);
    }
    return point;
  }

  /** Index in the values of the rate of each basic event, and of the timing of each group; -1 where the values have none. */
  readonly #layouts = new Map<boolean, { readonly basics: readonly number[]; readonly groups: readonly number[] }>();

  #layout(isTimed: boolean): { readonly basics: readonly number[]; readonly groups: readonly number[] } {
    const known = this.#layouts.get(isTimed);
    if (known) return known;
    const { basics, groups } = this.parts;
    const layout = { basics: basics.map(() => -1), groups: groups.map(() => -1) };
    let at = this.chances.length + this.groupArgs.length + this.buffers.length;
    for (const isBuffered of isTimed ? [true, false] : [true]) {
      basics.forEach((basic, i) => {
        if (basic.outages !== undefined && this.parts.isBuffered(basic) === isBuffered) layout.basics[i] = at++;
      });
      groups.forEach((group, i) => {
        if (this.parts.isBuffered(group) !== isBuffered) return;
        layout.groups[i] = at;
        at += group.timing.length;
      });
    }
    this.#layouts.set(isTimed, layout);
    return layout;
  }

  protected at(values: readonly number[], isTimed = false, bound: BoundSide = 'upper'): FaultPoint {
    const { basics, groups } = this.parts;
    const layout = this.#layout(isTimed);
    const args = this.#groupValues(values);
    const levels = this.#levels(args, bound);
    const thresholds = this.#thresholds(values);
    const shape = this.#shape(levels, thresholds.ranks);
    const chances = new Float64Array(shape.variables);
    const rates = new Float64Array(shape.variables);
    let at = 0;
    for (const [i, { some }] of basics.entries()) {
      const chance = clamped(values[i] as number);
      const rate = layout.basics[i] as number;
      chances[at] = some ? Number(chance > 0) : chance;
      // What is always down does not go down.
      if (rate >= 0) rates[at] = chance < 1 ? (values[rate] as number) : 0;
      at++;
    }
    const whole = { chances: chances.slice(), rates: rates.slice() };
    for (const [i, group] of groups.entries()) {
      let [before, frequencyBefore] = [0, 0];
      const own = args[i] as readonly number[];
      const first = layout.groups[i] as number;
      const timed = first < 0 ? own : [...own, ...values.slice(first, first + group.timing.length)];
      for (const { chance: p, left, use } of (levels[i] as Levels).levels) {
        const chance = before < 1 ? clamped((p - before) / (1 - before)) : 0;
        chances[at] = chance;
        whole.chances[at] = p;
        if (first >= 0 && group.outages) {
          const frequency = group.outages(left, timed, use);
          rates[at] = before < 1 ? (frequency - frequencyBefore * (1 - chance)) / (1 - before) : 0;
          whole.rates[at] = frequency;
          frequencyBefore = frequency;
        }
        before = Math.max(before, p);
        at++;
      }
    }
    for (const { of, threshold } of shape.outlasting) {
      const chance = chances[of] as number;
      const recovery = chance > 0 ? (rates[of] as number) / chance : 0;
      chances[at++] = Math.exp(-recovery * ((thresholds.times[threshold] as number) - (thresholds.times[threshold - 1] ?? 0)));
    }
    return { shape, levels, chances, rates, whole };
  }

  #groupValues(values: readonly number[]): readonly (readonly number[])[] {
    let at = this.chances.length;
    return this.parts.groups.map(({ args }) => {
      at += args.length;
      return values.slice(at - args.length, at);
    });
  }

  /** Total times that paths of buffers bridge: each time once, ascending, and the rank of each path among them. */
  #thresholds(values: readonly number[]): { readonly times: readonly number[]; readonly ranks: readonly number[] } {
    const first = this.chances.length + this.groupArgs.length;
    const totals = this.parts.paths.map((path) => path.reduce((sum, buffer) => sum + Math.max(0, values[first + buffer] as number), 0));
    const times = [...new Set(totals)].sort((a, b) => a - b);
    return { times, ranks: totals.map((total) => times.indexOf(total)) };
  }

  #levels(args: readonly (readonly number[])[], bound: BoundSide): readonly Levels[] {
    const levels: Levels[] = [];
    for (const [i, group] of this.parts.groups.entries())
      levels.push(this.#sameLevels(args, levels) ?? levelsOf(group, args[i] as readonly number[], bound));
    return levels;
  }

  /** Levels of a group of the same form and arguments among the last few: many components are alike. */
  #sameLevels(args: readonly (readonly number[])[], levels: readonly Levels[]): Levels | undefined {
    const at = levels.length;
    const { form } = this.parts.groups[at] as Group;
    for (let i = at - 1; i >= 0 && i >= at - ALIKE; i--) {
      const other = this.parts.groups[i] as Group;
      if (other.form === form && isEqual(args[i] as readonly number[], args[at] as readonly number[])) return levels[i];
    }
    return undefined;
  }

  /** Diagrams are kept: samples differ in chances, seldom in shape. */
  #shape(levels: readonly Levels[], ranks: readonly number[]): DiagramShape {
    const key = `${levels.map(({ signature }) => signature).join(' ')};${ranks.join()}`;
    let shape = this.#shapes.get(key);
    if (!shape) {
      shape = shapeOf(this.event, this.parts, levels, ranks);
      this.#shapes.set(key, shape);
    }
    return shape;
  }

  /** Values of the arguments of a group, of those of all. */
  argsOf(group: Group, values: readonly number[]): readonly number[] {
    let at = this.chances.length;
    for (const other of this.parts.groups) {
      if (other === group) return values.slice(at, at + other.args.length);
      at += other.args.length;
    }
    return [];
  }
}

/** How many groups before it one is held against. */
const ALIKE = 4;

export const isEqual = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

const clamped = (chance: number): number => (chance < 0 ? 0 : chance > 1 ? 1 : chance);
