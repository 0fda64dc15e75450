import { Diagram, type Ref, TooLarge } from './diagram.js';
import type { Family, MinimalSets } from './minimal.js';
import type { VariableChances } from './program.js';

/** Past so many nodes it is not computed. */
const MAX_NODES = 500_000;

/** Unions of minimal cut sets of one module, as diagrams of their own. */
class Unions {
  readonly #diagram = new Diagram(MAX_NODES);
  /** The families of the module, each after those that it leads to, and the union of the sets of each. */
  readonly #families: readonly Family[];
  readonly #union = new Map<Family, Ref>([
    [0, 1],
    [1, 0],
  ]);
  readonly #places: readonly number[];
  readonly #yes: number[] = [1];
  readonly #no: number[] = [0];

  constructor(
    readonly sets: MinimalSets,
    top: Family,
    readonly level: Int32Array,
    readonly chances: VariableChances,
  ) {
    const wanted = new Set<Family>([top]);
    // A set gives what is added while it is gone through, too.
    for (const family of wanted) {
      if (family < 2) continue;
      wanted.add(sets.high[family] as Family);
      wanted.add(sets.low[family] as Family);
    }
    this.#families = [...wanted].filter((family) => family > 1).sort((a, b) => a - b);
    const places: number[] = [];
    for (const family of this.#families) places[this.#levelOf(family)] = sets.variable[family] as number;
    this.#places = places;
    for (const family of this.#families) this.#union.set(family, this.#joined(family, this.#union));
  }

  /** The chance that what a set has besides a variable happens, for any of the sets that have it. */
  besides(variable: number): number {
    const level = this.level[variable] as number;
    const having = new Map<Family, Ref>();
    for (const family of this.#families) {
      const own = this.#levelOf(family);
      if (own === level) having.set(family, this.#union.get(this.sets.high[family] as Family) as Ref);
      else if (own < level) having.set(family, this.#joined(family, having));
    }
    return this.#chanceOf(having.get(this.#families.at(-1) as Family) ?? 1);
  }

  #levelOf(family: Family): number {
    return this.level[this.sets.variable[family] as number] as number;
  }

  /** Sets with the variable of a family, or those without. What is not in `of` is false. */
  #joined(family: Family, of: ReadonlyMap<Family, Ref>): Ref {
    const diagram = this.#diagram;
    const low = of.get(this.sets.low[family] as Family) ?? 1;
    const high = of.get(this.sets.high[family] as Family) ?? 1;
    return diagram.ifThenElse(diagram.variable(this.#levelOf(family)), diagram.and(high ^ 1, low ^ 1) ^ 1, low);
  }

  #chanceOf(top: Ref): number {
    const diagram = this.#diagram;
    const of = (ref: Ref): number => ((ref & 1) === 0 ? this.#yes : this.#no)[ref >> 1] as number;
    for (let node = this.#yes.length; node <= top >> 1; node++) {
      const variable = this.#places[diagram.levelOf(2 * node)] as number;
      const a = this.chances.yes[variable] as number;
      const b = this.chances.no[variable] as number;
      const [high, low] = [diagram.highOf(2 * node), diagram.lowOf(2 * node)];
      this.#yes.push(a * of(high) + b * of(low));
      this.#no.push(a * of(high ^ 1) + b * of(low ^ 1));
    }
    return of(top);
  }
}

/** Undefined where a diagram would be too large. */
function unlessTooLarge<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

/**
 * The chance, if the top happens, that a minimal cut set with an event does: of each event when asked for. NaN where the top cannot happen or the
 * diagrams would be too large.
 * A module is in a cut set as one of its own: so the sets of an event are those in its module, times what the module has besides it further up.
 * @param chances filled
 * @source J. Fussell 1975, How to hand-calculate system reliability and safety characteristics, IEEE Trans. Reliability R-24(3)
 */
export function fussellVesely(sets: MinimalSets, level: Int32Array, chances: VariableChances): (event: number) => number {
  const { events, variable, ends, tops } = chances.program;
  const moduleOf = new Map<number, number>();
  for (let node = 1, module = 0; node < variable.length; node++) {
    while (node >= (ends[module] as number)) module++;
    moduleOf.set(variable[node] as number, module);
  }
  /** Of each module; undefined if too large. */
  const unions = new Map<number, Unions | undefined>();
  const known = new Map<number, number>();
  const fresh = (module: number): Unions | undefined => {
    const made = unlessTooLarge(() => new Unions(sets, sets.tops[module] as Family, level, chances));
    unions.set(module, made);
    return made;
  };
  const worked = (v: number, module: number): number => {
    const used = unions.has(module);
    const union = used ? unions.get(module) : fresh(module);
    const chance = union && unlessTooLarge(() => union.besides(v));
    if (chance !== undefined || !union) return chance ?? Number.NaN;
    // What other variables left behind may have filled it: once more from the start, and so for the next one.
    const again = fresh(module);
    const second = used && again ? unlessTooLarge(() => again.besides(v)) : undefined;
    if (second === undefined) fresh(module);
    return second ?? Number.NaN;
  };
  const besides = (v: number, module: number): number => {
    let chance = known.get(v);
    if (chance === undefined) {
      chance = worked(v, module);
      known.set(v, chance);
    }
    return chance;
  };
  return (event) => {
    let chance = chances.yes[event] as number;
    for (let v = event; v !== events + tops.length - 1; ) {
      const module = moduleOf.get(v);
      if (module === undefined) return 0;
      chance *= besides(v, module);
      v = events + module;
    }
    return chance / (chances.yes.at(-1) as number);
  };
}
