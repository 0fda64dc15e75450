import type { CutSet } from '../../math/index.js';
import { type Basic, type Event, type Group, type Left, type Outlasting, share } from './event.js';
import type { VariableKind } from './failures.js';
import { type FaultPoint, FaultPoints, isEqual } from './fault-points.js';
import { type Happened, isLeast } from './least-cuts.js';
import { leftAfter } from './left.js';
import { type Levels, type LossLevel, stateOf } from './levels.js';
import { type Outages, outagesBy } from './outage-causes.js';
import type { DiagramShape } from './shapes.js';

/** One variable of the diagram, and the event behind it. */
export type Variable =
  | { readonly kind: 'basic'; readonly event: Basic }
  | { readonly kind: 'insufficient'; readonly group: Group; readonly level: LossLevel };

export interface VariableCutSet extends CutSet {
  readonly variables: readonly Variable[];
}

/** Least sets of failures, where of all variables the same ones are certain or impossible. */
interface CauseSets {
  readonly certainty: Int8Array;
  readonly sets: readonly (readonly number[])[];
  readonly complete: boolean;
}

/**
 * The exact chance and frequency of an event whose parts share causes. The chance that a group is insufficient depends on what lost places
 * leave of it: level j (less and less is left) has a variable of its own, such that the first j together are as likely as the group is
 * insufficient at that level: 1 - p_j = (1 - r_1) ... (1 - r_j). Given the lost places, groups are independent, so that this changes no
 * probability.
 */
export class FaultModel extends FaultPoints {
  /** @param values of `chances`, `groupArgs` and `buffers`, then of the timing of what is behind buffers */
  chance(values: readonly number[]): number {
    const { shape, chances } = this.at(values);
    return shape.diagram.chance(chances);
  }

  /**
   * Frequency of a coherent system of independent parts: the sum over failures of how often each begins times the chance that it decides.
   * @param values of `chances`, `groupArgs` and `buffers`, then of all timing
   * @source M. Rausand, A. Hoyland, System Reliability Theory (2004), ch. 9
   */
  outages(values: readonly number[]): number {
    const { shape, chances, rates } = this.at(values, true);
    const { birnbaum } = shape.diagram.gradients(chances);
    let sum = 0;
    for (let i = 0; i < rates.length; i++) sum += (birnbaum[i] as number) * (rates[i] as number);
    return sum;
  }

  #caused: { readonly values: readonly number[]; readonly outages: Outages } | undefined;

  /** Frequency and duration of outages by cause. @param values as `outages` takes them; several queries at one point share the result */
  causes(values: readonly number[]): Outages {
    if (this.#caused && isEqual(this.#caused.values, values)) return this.#caused.outages;
    const point = this.at(values, true);
    const { shape } = point;
    const last = shape.variables - shape.outlasting.length;
    const variables = this.#variables(point);
    const kinds = variables.map(
      (variable, i): VariableKind =>
        i >= last ? 'outlasts' : variable.kind === 'basic' && variable.event.outages === undefined ? 'share' : 'failure',
    );
    const { sets, complete } = this.#causeSets(values, point);
    const families = variables.map((one, i) =>
      one.kind === 'basic' ? i : variables.findIndex((other) => other.kind === 'insufficient' && other.group === one.group),
    );
    const outages = outagesBy(sets, complete, { ...point, diagram: shape.diagram, kinds, families });
    this.#caused = { values, outages };
    return outages;
  }

  readonly #setsOf = new Map<DiagramShape, CauseSets>();

  /**
   * Minimal cut sets, the likeliest if there are many: searched at the first point, and reused at others where the same variables are
   * certain.
   */
  #causeSets(values: readonly number[], { shape, chances }: FaultPoint): CauseSets {
    const certainty = Int8Array.from(chances, (chance) => (chance === 0 ? 0 : chance === 1 ? 1 : 2));
    let known = this.#setsOf.get(shape);
    if (!known?.certainty.every((value, i) => value === certainty[i])) {
      const { sets, complete } = this.cuts(values, MOST_CAUSES);
      known = { certainty, sets: sets.map(({ events }) => events), complete };
      this.#setsOf.set(shape, known);
    }
    return known;
  }

  /** Between which the chance lies: apart where the diagram, or the sums of what is lost with places, are too large to be exact. */
  bounds(values: readonly number[]): readonly [low: number, high: number] {
    const { shape, levels, chances } = this.pointOf(values);
    const [low, high] = shape.diagram.bounds(chances);
    if (levels.every(({ states }) => states.kind !== 'counts')) return [low, high];
    const least = this.at(values, false, 'lower');
    return [least.shape.diagram.bounds(least.chances)[0], high];
  }

  /**
   * Whether the chance is an upper bound: for some item whose copies lie on some instances of several places. Any of the instances that are
   * down are assumed to hold copies of one item, though those of one place may never do so.
   */
  isOfAnyItem(values: readonly number[]): boolean {
    return this.parts.groups.some((group) => {
      if (!group.isOfAny || !group.isSpread) return false;
      const args = this.argsOf(group, values);
      const all = leftAfter(
        group,
        args,
        group.places.map(() => false),
      );
      const uses = this.parts.usesOf(group).map((use) => group.needs(all, args, use));
      // One that is down has copies of some item anyway.
      return uses.some(({ of, needed }) => of === 'copies' && all.copies - needed >= 1);
    });
  }

  /** Groups that lost places alone leave short, with what they leave of them. */
  insufficientAfter(
    values: readonly number[],
    lost: ReadonlySet<string>,
  ): readonly { readonly group: Group; readonly left: Left; readonly use: number }[] {
    const { levels } = this.pointOf(values);
    return this.parts.groups.flatMap((group, i) => {
      const own = levels[i] as Levels;
      const { levelOf, certain } = own;
      const gone = group.places.map((place) => holds(place, lost));
      const state = stateOf(own, gone);
      const use = levelOf.findIndex((of) => (of[state] as number) >= certain && (of[0] as number) < certain);
      return use < 0 ? [] : [{ group, left: leftAfter(group, this.argsOf(group, values), gone), use }];
    });
  }

  /** Minimal cut sets at a point, most likely first. What is certain, or holds for a share of requests, is left out of them. */
  cuts(values: readonly number[], most: number): { readonly sets: readonly VariableCutSet[]; readonly complete: boolean } {
    const { shape, chances: apart, levels } = this.pointOf(values);
    const variables = this.#variables({ shape, levels });
    // A level as likely as its group is short there, not only more than at the one before.
    const chances = apart.map((chance, i) => (variables[i]?.kind === 'insufficient' ? variables[i].level.chance : chance));
    const given = new Map<number, boolean>();
    const certain: string[] = [];
    variables.forEach((variable, i) => {
      if (chances[i] === 0) given.set(i, false);
      else if (chances[i] === 1) given.set(i, true);
      if (chances[i] === 1 && variable.kind === 'basic') certain.push(variable.event.id);
    });
    const levelsOfGroups = new Map(this.parts.groups.map((group, i) => [group, levels[i] as Levels]));
    for (let limit = most; ; limit *= 2) {
      const { sets, complete } = shape.diagram.cutSets(chances, { most: limit, given });
      const least = sets
        .map((set): VariableCutSet => ({ ...set, variables: set.events.map((i) => variables[i] as Variable) }))
        .filter((set) => isLeast(this.event, happenedIn(set, certain, levelsOfGroups), levelsOfGroups));
      const isAll = complete || sets.length < limit;
      if (isAll || least.length >= most) return { sets: least.slice(0, most), complete: complete && least.length <= most };
    }
  }

  readonly #variablesOf = new WeakMap<readonly Levels[], readonly Variable[]>();

  /** The events behind the variables of a diagram: the same objects for every query. */
  #variables({ shape, levels }: Pick<FaultPoint, 'shape' | 'levels'>): readonly Variable[] {
    let variables = this.#variablesOf.get(levels);
    if (!variables) {
      variables = [
        ...this.parts.basics.map((event): Variable => ({ kind: 'basic', event })),
        ...this.parts.groups.flatMap((group, i) =>
          (levels[i] as Levels).levels.map((level): Variable => ({ kind: 'insufficient', group, level })),
        ),
        ...shape.outlasting.map((): Variable => ({ kind: 'basic', event: share((this.parts.buffers[0] as Outlasting).id) })),
      ];
      this.#variablesOf.set(levels, variables);
    }
    return variables;
  }

  /** The chance of the event with some of its variables set to given chances. */
  chanceIf(values: readonly number[], given: Given): number {
    const { shape, chances, levels } = this.pointOf(values);
    return shape.diagram.chance(changed(chances, this.#variables({ shape, levels }), given));
  }

  /** Birnbaum importance of each variable, with some of them set to given chances, if any are. */
  gradients(
    values: readonly number[],
    given: Given = () => undefined,
  ): readonly { readonly variable: Variable; readonly chance: number; readonly birnbaum: number }[] {
    const { shape, chances, levels } = this.pointOf(values);
    const variables = this.#variables({ shape, levels });
    const { birnbaum } = shape.diagram.gradients(changed(chances, variables, given));
    return variables.map((variable, i) => ({ variable, chance: chances[i] as number, birnbaum: birnbaum[i] as number }));
  }
}

/** What the chance of a variable is to be instead; undefined where it stays. */
type Given = (variable: Variable, chance: number) => number | undefined;

const changed = (chances: Float64Array, variables: readonly Variable[], given: Given): Float64Array =>
  chances.map((chance, i) => given(variables[i] as Variable, chance) ?? chance);

function happenedIn({ variables }: VariableCutSet, certain: readonly string[], levels: ReadonlyMap<Group, Levels>): Happened {
  const basics = new Set(certain);
  const reached = new Map<Group, number>();
  for (const variable of variables) {
    if (variable.kind === 'basic') basics.add(variable.event.id);
    else reached.set(variable.group, levels.get(variable.group)?.levels.indexOf(variable.level) as number);
  }
  return { basics, reached };
}

const holds = (event: Event, happened: ReadonlySet<string>): boolean =>
  event.kind === 'basic'
    ? happened.has(event.id)
    : event.kind !== 'insufficient' &&
      event.kind !== 'outlasting' &&
      (event.kind === 'any' ? event.of.some((part) => holds(part, happened)) : event.of.every((part) => holds(part, happened)));

/** At most so many causes are listed apart: the rest are summed as one. */
const MOST_CAUSES = 32;
