import { type CoherentPart, type Cover, coverOf, lowerBound, upperBound, upperSlopes } from './bounded.js';
import type { Built } from './build.js';
import type { Compiled, CutSetOptions, CutSets } from './compiled.js';
import { countSets, likeliest } from './cut-sets.js';
import { minimalSets, withTop } from './minimal.js';
import { eachBlock, VariableChances } from './program.js';

/** A coherent function past the limit of nodes: cut sets that cover it, over its events and over the modules that have diagrams. */
export class BoundedFunction implements Compiled {
  readonly exact = false;
  readonly isCoherent = true;
  readonly nodes: number;
  readonly #built: Built;
  readonly #when: (given: ReadonlyMap<number, boolean>) => Compiled;
  readonly #top: CoherentPart;
  readonly #chances: VariableChances;
  #last: { readonly q: Float64Array; readonly cover: Cover } | undefined;

  /** @param when the same function, some of its events known */
  constructor(built: Built, top: CoherentPart, when: (given: ReadonlyMap<number, boolean>) => Compiled) {
    this.#built = built;
    this.#when = when;
    this.#top = top;
    this.nodes = built.program.variable.length - 1;
    this.#chances = new VariableChances(built.program);
  }

  chance(q: ArrayLike<number>): number {
    return this.bounds(q)[1];
  }

  bounds(q: ArrayLike<number>): readonly [low: number, high: number] {
    const cover = this.#cover(q);
    const chance = this.#chanceOf;
    return [lowerBound(cover, chance), upperBound(cover, chance)];
  }

  gradients(q: ArrayLike<number>): { readonly chance: number; readonly birnbaum: Float64Array } {
    const cover = this.#cover(q);
    const slope = new Float64Array(this.#chances.yes.length);
    upperSlopes(cover, this.#chanceOf, slope);
    return { chance: upperBound(cover, this.#chanceOf), birnbaum: this.#chances.pullBack(slope) };
  }

  chances(q: readonly (number | Float64Array)[], n: number): Float64Array {
    const result = new Float64Array(n);
    const cover = this.#cover(q.map((chance) => (typeof chance === 'number' ? chance : chance.reduce((sum, one) => sum + one, 0) / n)));
    eachBlock(this.#built.program, q, n, (from, size, yes, width) => {
      for (let s = 0; s < size; s++) result[from + s] = upperBound(cover, (variable) => yes[variable * width + s] as number);
    });
    return result;
  }

  cutSets(q: ArrayLike<number>, options: CutSetOptions = {}): CutSets {
    const { given, most = Number.POSITIVE_INFINITY, order = Number.POSITIVE_INFINITY, weights } = options;
    if (given && given.size > 0) return this.#when(given).cutSets(q, { most, order, ...(weights && { weights }) });
    const { program, level } = this.#built;
    const { sets, rest } = this.#cover(q);
    const families = withTop(minimalSets(program, level), sets);
    const found = likeliest(families, q, { most, order, weights });
    return { sets: found, complete: rest.length === 0 && found.length === countSets(families, program.events) };
  }

  fussellVesely(): (event: number) => number {
    return () => Number.NaN;
  }

  countCutSets(): number {
    return Number.NaN;
  }

  readonly #chanceOf = (variable: number): number => this.#chances.yes[variable] as number;

  /** The cover that is best for these chances; those of the variables are filled in. */
  #cover(q: ArrayLike<number>): Cover {
    const { yes } = this.#chances.fill(q);
    const own = Float64Array.from(q);
    if (this.#last?.q.every((chance, event) => chance === own[event])) return this.#last.cover;
    const cover = coverOf(this.#top, yes);
    this.#last = { q: own, cover };
    return cover;
  }
}
