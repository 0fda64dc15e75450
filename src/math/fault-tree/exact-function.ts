import { noCutSets } from './between-function.js';
import type { Built } from './build.js';
import type { Compiled, CutSetOptions, CutSets } from './compiled.js';
import { countSets, likeliest } from './cut-sets.js';
import { fussellVesely } from './fussell-vesely.js';
import { type MinimalSets, minimalSets } from './minimal.js';
import { eachBlock, VariableChances } from './program.js';

/** A function whose diagrams are all there. */
export class ExactFunction implements Compiled {
  readonly exact = true;
  readonly isCoherent: boolean;
  readonly nodes: number;
  readonly #built: Built;
  readonly #when: (given: ReadonlyMap<number, boolean>) => Compiled;
  readonly #chances: VariableChances;
  #minimal: MinimalSets | undefined;

  /** @param when the same function, some of its events known */
  constructor(built: Built, coherent: boolean, when: (given: ReadonlyMap<number, boolean>) => Compiled) {
    this.#built = built;
    this.#when = when;
    this.isCoherent = coherent;
    this.nodes = built.program.variable.length - 1;
    this.#chances = new VariableChances(built.program);
  }

  chance(q: ArrayLike<number>): number {
    return this.#chances.fill(q).yes.at(-1) as number;
  }

  bounds(q: ArrayLike<number>): readonly [low: number, high: number] {
    const chance = this.chance(q);
    return [chance, chance];
  }

  gradients(q: ArrayLike<number>): { readonly chance: number; readonly birnbaum: Float64Array } {
    const { yes } = this.#chances.fill(q);
    const slope = new Float64Array(yes.length);
    slope[slope.length - 1] = 1;
    return { chance: yes.at(-1) as number, birnbaum: this.#chances.pullBack(slope) };
  }

  chances(q: readonly (number | Float64Array)[], n: number): Float64Array {
    const result = new Float64Array(n);
    const { program } = this.#built;
    const top = program.events + program.tops.length - 1;
    eachBlock(program, q, n, (from, size, yes, width) => result.set(yes.subarray(top * width, top * width + size), from));
    return result;
  }

  cutSets(q: ArrayLike<number>, options: CutSetOptions = {}): CutSets {
    const { given, most = Number.POSITIVE_INFINITY, order = Number.POSITIVE_INFINITY, weights } = options;
    if (given && given.size > 0) return this.#when(given).cutSets(q, { most, order, ...(weights && { weights }) });
    const sets = likeliest(this.#sets(), q, { most, order, weights });
    return { sets, complete: sets.length === this.countCutSets() };
  }

  fussellVesely(q: ArrayLike<number>): (event: number) => number {
    const { program, level } = this.#built;
    return fussellVesely(this.#sets(), level, new VariableChances(program).fill(q));
  }

  countCutSets(): number {
    return countSets(this.#sets(), this.#built.program.events);
  }

  #sets(): MinimalSets {
    if (!this.isCoherent) throw noCutSets();
    this.#minimal ??= minimalSets(this.#built.program, this.#built.level);
    return this.#minimal;
  }
}
