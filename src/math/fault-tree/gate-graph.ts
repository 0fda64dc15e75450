import type { Structure } from './structure.js';

/**
 * A literal: twice the number of a node, plus one if it is negated. Node 0 is the constant true, 1 .. events are the events, then come the gates,
 * each after what it is made of.
 */
export type Literal = number;

export const TRUE: Literal = 0;
const FALSE: Literal = 1;

/** True if at least `k` of `of` are. A conjunction has k = of.length; everything else is made of that, of negation and of 1 < k < of.length. */
export interface Gate {
  readonly k: number;
  /** Sorted; a conjunction has each node once. */
  readonly of: readonly Literal[];
}

/** And/at-least gates with negated edges; equal gates are one, constants are gone from their insides. */
export class GateGraph {
  readonly gates: Gate[] = [];
  readonly #known = new Map<string, Literal>();

  constructor(readonly events: number) {}

  gateOf(node: number): Gate | undefined {
    return node > this.events ? this.gates[node - this.events - 1] : undefined;
  }

  and(literals: readonly Literal[]): Literal {
    const of: Literal[] = [];
    for (const literal of literals.toSorted((a, b) => a - b)) {
      if (literal === FALSE) return FALSE;
      const last = of.at(-1);
      if (literal === TRUE || literal === last) continue;
      if (last !== undefined && literal === (last ^ 1)) return FALSE;
      of.push(literal);
    }
    return of.length === 0 ? TRUE : of.length === 1 ? (of[0] as Literal) : this.#gate(of.length, of);
  }

  or(literals: readonly Literal[]): Literal {
    return this.and(literals.map((literal) => literal ^ 1)) ^ 1;
  }

  /** True if an odd number of them are. */
  xor(literals: readonly Literal[]): Literal {
    let odd = FALSE;
    let negated = 0;
    // Not a is a xor true: negations are counted apart, so that equal gates are found to be equal.
    for (const literal of literals.map((one) => one & ~1).toSorted((a, b) => a - b)) {
      odd = this.or([this.and([odd, literal ^ 1]), this.and([odd ^ 1, literal])]);
      negated ^= odd & 1;
      odd &= ~1;
    }
    return literals.reduce((result, literal) => result ^ (literal & 1), odd ^ negated);
  }

  atLeast(k: number, literals: readonly Literal[]): Literal {
    const of: Literal[] = [];
    let needed = k;
    for (const literal of literals.toSorted((a, b) => a - b)) {
      const last = of.at(-1);
      if (literal === TRUE) needed--;
      else if (literal !== FALSE && last !== undefined && literal === (last ^ 1)) {
        // One of the two is true, whatever happens.
        of.pop();
        needed--;
      } else if (literal !== FALSE) of.push(literal);
    }
    if (needed <= 0) return TRUE;
    if (needed > of.length) return FALSE;
    if (needed === of.length) return this.and(of);
    return needed === 1 ? this.or(of) : this.#gate(needed, of);
  }

  #gate(k: number, of: readonly Literal[]): Literal {
    const key = `${k}:${of.join()}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.gates.push({ k, of });
    const literal = 2 * (this.events + this.gates.length);
    this.#known.set(key, literal);
    return literal;
  }
}

const childrenOf = (structure: Structure): readonly Structure[] =>
  structure.op === 'event' ? [] : structure.op === 'not' ? [structure.of] : structure.of;

/**
 * The graph of a structure, some of its events known to have happened or not.
 * @throws RangeError for an event that is not one of 0 .. events-1, a k that is no whole number, or a structure that contains itself
 */
export function gateGraphOf(
  top: Structure,
  events: number,
  given?: ReadonlyMap<number, boolean>,
): { readonly graph: GateGraph; readonly top: Literal } {
  const graph = new GateGraph(events);
  const done = new Map<Structure, Literal | undefined>();
  const literalOf = (structure: Structure): Literal => done.get(structure) as Literal;
  const made = (structure: Structure): Literal => {
    if (structure.op === 'event') {
      const { event } = structure;
      if (!(Number.isInteger(event) && event >= 0 && event < events))
        throw new RangeError(`fault tree: ${event} is none of ${events} events`);
      const state = given?.get(event);
      return state === undefined ? 2 * (event + 1) : state ? TRUE : FALSE;
    }
    if (structure.op === 'not') return literalOf(structure.of) ^ 1;
    const of = structure.of.map(literalOf);
    if (structure.op !== 'atLeast') return graph[structure.op](of);
    if (!Number.isInteger(structure.k)) throw new RangeError(`fault tree: at least ${structure.k} is no whole number`);
    return graph.atLeast(structure.k, of);
  };
  // Depth first without recursion: a path of calls may be thousands long.
  const stack: Structure[] = [top];
  for (let structure = stack.at(-1); structure !== undefined; structure = stack.at(-1)) {
    if (done.get(structure) !== undefined) {
      stack.pop();
      continue;
    }
    const opened = done.has(structure);
    done.set(structure, undefined);
    const open = childrenOf(structure).filter((child) => done.get(child) === undefined);
    if (open.length === 0) {
      done.set(structure, made(structure));
      stack.pop();
    } else if (opened) throw new RangeError('fault tree: a structure contains itself');
    else for (let i = open.length - 1; i >= 0; i--) stack.push(open[i] as Structure);
  }
  return { graph, top: literalOf(top) };
}
