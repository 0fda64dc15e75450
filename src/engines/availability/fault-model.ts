import type { FactId } from '../../facts/index.js';
import type { Compiled, CutSet, Structure } from '../../math/index.js';
import type { Expr } from '../../quantity/index.js';
import { diagramOf } from './diagrams.js';
import { type Basic, type Event, type Group, keyOf, type Left } from './event.js';
import { type Happened, isLeast } from './least-cuts.js';
import { leftAfter } from './left.js';
import { type Level, type Levels, levelsOf, stateOf } from './levels.js';
import { Losses } from './loss-structure.js';

/** One variable of the diagram, and what it stands for. */
export type Variable =
  | { readonly kind: 'basic'; readonly event: Basic }
  | { readonly kind: 'insufficient'; readonly group: Group; readonly level: Level };

export interface Cut extends CutSet {
  readonly variables: readonly Variable[];
}

/** The diagram of an event for one way in which lost places matter to its groups. */
interface Shape {
  readonly diagram: Compiled;
  readonly variables: number;
}

/** Values of everything that a diagram takes. */
interface Point {
  readonly shape: Shape;
  readonly levels: readonly Levels[];
  readonly chances: Float64Array;
  readonly rates: Float64Array;
}

/**
 * The exact chance, and frequency, of an event, over what its parts share. A group is as likely to be insufficient as what is left of it
 * implies: level j of it (less and less is left) gets a variable of its own, so that the first j together are as likely as the group is to
 * be insufficient there: 1 - p_j = (1 - r_1) ... (1 - r_j). Given which places are lost groups are independent, so that no probability is
 * changed by that.
 */
export class FaultModel {
  readonly event: Event;
  /** Ids of the facts that hold the chances of its basic events, each once. */
  readonly chances: readonly FactId[];
  /** How many of these, from the first on, the chance is linear in. */
  readonly linear: number;
  readonly groupArgs: readonly Expr[];
  /** Ids of the facts that hold how often a year each failure among them begins. */
  readonly rates: readonly FactId[];
  readonly #basics: readonly Basic[];
  readonly #groups: readonly Group[];
  readonly #shapes = new Map<string, Shape>();

  constructor(event: Event) {
    this.event = event;
    const basics = new Map<string, Basic>();
    const groups = new Set<Group>();
    collect(event, basics, groups);
    // Chances first: in what is only asked whether it is more than nothing, nothing is linear.
    this.#basics = [...basics.values()].sort((a, b) => Number(a.some ?? false) - Number(b.some ?? false));
    this.linear = this.#basics.filter(({ some }) => !some).length;
    this.#groups = [...groups];
    this.chances = this.#basics.map(({ id }) => id);
    this.rates = this.#basics.flatMap(({ outages }) => outages ?? []);
    this.groupArgs = this.#groups.flatMap(({ args }) => args);
  }

  /** What the groups take for how often they fail: asked for only where that is. */
  get groupTiming(): readonly Expr[] {
    return this.#groups.flatMap(({ timing }) => timing);
  }

  /** Components whose groups state nothing of how often they fail. */
  get rateless(): readonly string[] {
    return this.#groups.filter(({ outages }) => !outages).map(({ component }) => component);
  }

  /** @param values of `chances`, then of `groupArgs` */
  chance(values: readonly number[]): number {
    const { shape, chances } = this.#at(values);
    return shape.diagram.chance(chances);
  }

  /**
   * Frequency of a coherent system of independent parts: the sum over failures of how often each begins times the chance that it decides.
   * @param values of `chances`, `groupArgs`, `rates`, then `groupTiming`
   * @source M. Rausand, A. Hoyland, System Reliability Theory (2004), ch. 9
   */
  outages(values: readonly number[]): number {
    const { shape, chances, rates } = this.#at(values, true);
    const { birnbaum } = shape.diagram.gradients(chances);
    let sum = 0;
    for (let i = 0; i < rates.length; i++) sum += (birnbaum[i] as number) * (rates[i] as number);
    return sum;
  }

  readonly #points = new WeakMap<readonly number[], Point>();

  /** What several questions at one point share. */
  #pointOf(values: readonly number[]): Point {
    let point = this.#points.get(values);
    if (!point) {
      point = this.#at(values);
      this.#points.set(values, point);
    }
    return point;
  }

  #at(values: readonly number[], withRates = false): Point {
    const { levels, args } = this.#levels(values);
    const shape = this.#shape(levels);
    const n = shape.variables;
    const chances = new Float64Array(n);
    const rates = new Float64Array(withRates ? n : 0);
    let rate = this.chances.length + this.groupArgs.length;
    let time = rate + this.rates.length;
    let at = 0;
    for (const [i, { outages, some }] of this.#basics.entries()) {
      const chance = clamped(values[i] as number);
      chances[at] = some ? Number(chance > 0) : chance;
      if (withRates && outages !== undefined) rates[at] = values[rate++] as number;
      at++;
    }
    for (const [i, group] of this.#groups.entries()) {
      let [before, frequencyBefore] = [0, 0];
      const own = args[i] as readonly number[];
      const timed = withRates ? [...own, ...values.slice(time, time + group.timing.length)] : own;
      if (withRates) time += group.timing.length;
      for (const { chance: p, left, use } of (levels[i] as Levels).levels) {
        const chance = before < 1 ? clamped((p - before) / (1 - before)) : 0;
        chances[at] = chance;
        if (withRates && group.outages) {
          const frequency = group.outages(left, timed, use);
          rates[at] = before < 1 ? (frequency - frequencyBefore * (1 - chance)) / (1 - before) : 0;
          frequencyBefore = frequency;
        }
        before = Math.max(before, p);
        at++;
      }
    }
    return { shape, levels, chances, rates };
  }

  #levels(values: readonly number[]): { levels: readonly Levels[]; args: readonly (readonly number[])[] } {
    let at = this.chances.length;
    const args = this.#groups.map((group) => {
      const own = values.slice(at, at + group.args.length);
      at += group.args.length;
      return own;
    });
    const levels: Levels[] = [];
    for (const [i, group] of this.#groups.entries())
      levels.push(this.#sameLevels(args, levels) ?? levelsOf(group, args[i] as readonly number[]));
    return { levels, args };
  }

  /** Levels of a group of the same form and arguments among the last few: many components are alike. */
  #sameLevels(args: readonly (readonly number[])[], levels: readonly Levels[]): Levels | undefined {
    const at = levels.length;
    const { form } = this.#groups[at] as Group;
    for (let i = at - 1; i >= 0 && i >= at - ALIKE; i--) {
      const other = this.#groups[i] as Group;
      if (other.form === form && isEqual(args[i] as readonly number[], args[at] as readonly number[])) return levels[i];
    }
    return undefined;
  }

  /** Diagrams are kept: samples differ in chances, seldom in shape. */
  #shape(levels: readonly Levels[]): Shape {
    const key = levels.map(({ signature }) => signature).join(' ');
    const known = this.#shapes.get(key);
    if (known) return known;
    const index = new Map(this.#basics.map((basic, i) => [keyOf(basic), i]));
    const starts = new Map<Group, { readonly start: number; readonly levels: Levels }>();
    let variables = this.#basics.length;
    for (const [i, group] of this.#groups.entries()) {
      const own = levels[i] as Levels;
      starts.set(group, { start: variables, levels: own });
      variables += own.levels.length;
    }
    const losses = new Losses();
    const ids = new Map<Event, number>();
    const idOf = (event: Event): number | string => {
      if (event.kind === 'basic') return keyOf(event);
      const known = ids.get(event) ?? ids.size;
      ids.set(event, known);
      return known;
    };
    const inPlaces = new Map<readonly Event[], { readonly key: string; readonly of: readonly Structure[] }>();
    const made = new Map<Event, Structure>();
    const structureOf = (event: Event): Structure => {
      let structure = made.get(event);
      if (structure) return structure;
      if (event.kind === 'basic') structure = { op: 'event', event: index.get(keyOf(event)) as number };
      else if (event.kind === 'insufficient') {
        const { start, levels: own } = starts.get(event.group) as { start: number; levels: Levels };
        const { places } = event.group;
        const lost = inPlaces.get(places) ?? { key: places.map(idOf).join(), of: places.map(structureOf) };
        inPlaces.set(places, lost);
        structure = losses.insufficient(lost.key, lost.of, start, own, own.levelOf[event.use] as readonly number[]);
      } else structure = { op: event.kind === 'all' ? 'and' : 'or', of: event.of.map(structureOf) };
      made.set(event, structure);
      return structure;
    };
    const shape = { diagram: diagramOf(structureOf(this.event), variables), variables };
    this.#shapes.set(key, shape);
    return shape;
  }

  /** Values of the arguments of a group, of those of all. */
  argsOf(group: Group, values: readonly number[]): readonly number[] {
    let at = this.chances.length;
    for (const other of this.#groups) {
      if (other === group) return values.slice(at, at + other.args.length);
      at += other.args.length;
    }
    return [];
  }

  /** Between which the chance lies: apart where the diagram is too large to be exact. */
  bounds(values: readonly number[]): readonly [low: number, high: number] {
    const { shape, chances } = this.#pointOf(values);
    return shape.diagram.bounds(chances);
  }

  /** Groups that lost places alone leave short, with what they leave of them. */
  insufficientAfter(
    values: readonly number[],
    lost: ReadonlySet<string>,
  ): readonly { readonly group: Group; readonly left: Left; readonly use: number }[] {
    const { levels } = this.#pointOf(values);
    return this.#groups.flatMap((group, i) => {
      const own = levels[i] as Levels;
      const { levelOf, certain } = own;
      const set = group.places.reduce((mask, place, at) => mask | (holds(place, lost) ? 1 << at : 0), 0);
      const use = levelOf.findIndex((of) => (of[stateOf(own, set)] as number) >= certain && (of[0] as number) < certain);
      return use < 0 ? [] : [{ group, left: leftAfter(group, this.argsOf(group, values), set), use }];
    });
  }

  /** Minimal cut sets at a point, most likely first. What is certain, or holds for a share of requests, is left out of them. */
  cuts(values: readonly number[], most: number): { readonly sets: readonly Cut[]; readonly complete: boolean } {
    const { shape, chances: apart, levels } = this.#pointOf(values);
    const variables = this.#variables(levels);
    // A level as likely as its group is short there, not only more than at the one before.
    const chances = apart.map((chance, i) => (variables[i]?.kind === 'insufficient' ? variables[i].level.chance : chance));
    const given = new Map<number, boolean>();
    const certain: string[] = [];
    variables.forEach((variable, i) => {
      if (chances[i] === 0) given.set(i, false);
      else if (chances[i] === 1) given.set(i, true);
      if (chances[i] === 1 && variable.kind === 'basic') certain.push(variable.event.id);
    });
    const levelsOfGroups = new Map(this.#groups.map((group, i) => [group, levels[i] as Levels]));
    for (let limit = most; ; limit *= 2) {
      const { sets, complete } = shape.diagram.cutSets(chances, { most: limit, given });
      const least = sets
        .map((set): Cut => ({ ...set, variables: set.events.map((i) => variables[i] as Variable) }))
        .filter((set) => isLeast(this.event, happenedIn(set, certain, levelsOfGroups), levelsOfGroups));
      const isAll = complete || sets.length < limit;
      if (isAll || least.length >= most) return { sets: least.slice(0, most), complete: complete && least.length <= most };
    }
  }

  /** What the variables of a diagram stand for. */
  #variables(levels: readonly Levels[]): readonly Variable[] {
    return [
      ...this.#basics.map((event): Variable => ({ kind: 'basic', event })),
      ...this.#groups.flatMap((group, i) =>
        (levels[i] as Levels).levels.map((level): Variable => ({ kind: 'insufficient', group, level })),
      ),
    ];
  }

  /** The chance of the event if some of its variables were as given, and else as they are. */
  chanceIf(values: readonly number[], given: (variable: Variable) => number | undefined): number {
    const { shape, chances, levels } = this.#pointOf(values);
    const changed = chances.slice();
    this.#variables(levels).forEach((variable, i) => {
      const chance = given(variable);
      if (chance !== undefined) changed[i] = chance;
    });
    return shape.diagram.chance(changed);
  }

  /** How much the chance of each variable moves that of the event. */
  gradients(values: readonly number[]): readonly { readonly variable: Variable; readonly chance: number; readonly birnbaum: number }[] {
    const { shape, chances, levels } = this.#pointOf(values);
    const { birnbaum } = shape.diagram.gradients(chances);
    return this.#variables(levels).map((variable, i) => ({ variable, chance: chances[i] as number, birnbaum: birnbaum[i] as number }));
  }
}

function happenedIn({ variables }: Cut, certain: readonly string[], levels: ReadonlyMap<Group, Levels>): Happened {
  const basics = new Set(certain);
  const reached = new Map<Group, number>();
  for (const variable of variables) {
    if (variable.kind === 'basic') basics.add(variable.event.id);
    else reached.set(variable.group, levels.get(variable.group)?.levels.indexOf(variable.level) as number);
  }
  return { basics, reached: reached };
}

const holds = (event: Event, happened: ReadonlySet<string>): boolean =>
  event.kind === 'basic'
    ? happened.has(event.id)
    : event.kind !== 'insufficient' &&
      (event.kind === 'any' ? event.of.some((part) => holds(part, happened)) : event.of.every((part) => holds(part, happened)));

/** How many groups before it one is held against. */
const ALIKE = 4;

const isEqual = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((value, i) => value === b[i]);

const clamped = (chance: number): number => (chance < 0 ? 0 : chance > 1 ? 1 : chance);

function collect(event: Event, basics: Map<string, Basic>, groups: Set<Group>): void {
  if (event.kind === 'basic') {
    basics.set(keyOf(event), event);
    return;
  }
  if (event.kind === 'insufficient') groups.add(event.group);
  for (const part of event.kind === 'insufficient' ? event.group.places : event.of) collect(part, basics, groups);
}
