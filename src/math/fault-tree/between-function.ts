import { between } from './between.js';
import type { Built } from './build.js';
import type { Compiled, CutSetOptions, CutSets } from './compiled.js';
import type { GateGraph, Literal } from './gate-graph.js';
import { eachBlock, type Program, VariableChances } from './program.js';
import { Writer } from './writer.js';

export const noCutSets = (): RangeError => new RangeError('fault tree: there are minimal cut sets only where nothing is negated');

/** So many nodes are worked with, whatever the limit was: some 10 MB, and a second. */
const MAX_NODES = 1 << 18;

/** A function past the limit of nodes that negates events: the diagrams of one that is never true where it is not, and of one that always is where it is. */
export class BetweenFunction implements Compiled {
  readonly exact = false;
  readonly isCoherent = false;
  readonly nodes: number;
  readonly #built: Built;
  readonly #graph: GateGraph;
  readonly #top: Literal;
  readonly #when: (given: ReadonlyMap<number, boolean>) => Compiled;
  #last: { readonly q: Float64Array; readonly program: Program } | undefined;

  /** @param when the same function, some of its events known */
  constructor(built: Built, graph: GateGraph, top: Literal, when: (given: ReadonlyMap<number, boolean>) => Compiled) {
    this.#built = built;
    this.#graph = graph;
    this.#top = top;
    this.#when = when;
    this.nodes = built.program.variable.length - 1;
  }

  chance(q: ArrayLike<number>): number {
    return this.bounds(q)[1];
  }

  bounds(q: ArrayLike<number>): readonly [low: number, high: number] {
    const { yes } = new VariableChances(this.#program(q)).fill(q);
    return [yes.at(-2) as number, yes.at(-1) as number];
  }

  gradients(q: ArrayLike<number>): { readonly chance: number; readonly birnbaum: Float64Array } {
    const chances = new VariableChances(this.#program(q)).fill(q);
    const slope = new Float64Array(chances.yes.length);
    slope[slope.length - 1] = 1;
    return { chance: chances.yes.at(-1) as number, birnbaum: chances.pullBack(slope) };
  }

  chances(q: readonly (number | Float64Array)[], n: number): Float64Array {
    const result = new Float64Array(n);
    const program = this.#program(q.map((chance) => (typeof chance === 'number' ? chance : chance.reduce((sum, one) => sum + one, 0) / n)));
    const high = program.events + program.tops.length - 1;
    eachBlock(program, q, n, (from, size, yes, width) => result.set(yes.subarray(high * width, high * width + size), from));
    return result;
  }

  cutSets(q: ArrayLike<number>, { given, ...options }: CutSetOptions = {}): CutSets {
    if (given && given.size > 0) return this.#when(given).cutSets(q, options);
    throw noCutSets();
  }

  fussellVesely(): (event: number) => number {
    throw noCutSets();
  }

  countCutSets(): number {
    throw noCutSets();
  }

  /**
   * The modules that have diagrams, and on top of them the two bounds that are best for these chances, the lower one first. They are bounds whatever the
   * chances are: they stay where but one event differs.
   */
  #program(q: ArrayLike<number>): Program {
    const own = Float64Array.from(q);
    if (this.#last && this.#last.q.filter((chance, event) => chance !== own[event]).length < 2) return this.#last.program;
    const { program: modules, refOf } = this.#built;
    const { yes, no } = new VariableChances(modules).fill(own);
    const { diagram, variables, low, high } = between(this.#graph, this.#top, refOf, yes, no, Math.max(MAX_NODES, 8 * yes.length));
    const writer = Writer.after(modules);
    writer.add(diagram, low, variables);
    writer.add(diagram, high, variables);
    const program = writer.program(modules.events);
    this.#last = { q: own, program };
    return program;
  }
}
