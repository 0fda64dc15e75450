import { Diagram, type Ref } from './diagram.js';

/** Diagrams that a function lies between: wherever `low` is true it is, and wherever it is true `high` is. The same where nothing was left out. */
export interface DiagramBounds {
  readonly low: Ref;
  readonly high: Ref;
}

/** Chance of the variable of each level, and of its negation. */
export interface LevelChances {
  readonly yes: readonly number[];
  readonly no: readonly number[];
}

/** Of each ref its chance. */
function chancesIn(diagram: Diagram, { yes, no }: LevelChances): Float64Array {
  const of = new Float64Array(2 * diagram.size);
  of[0] = 1;
  for (let ref = 2; ref < of.length; ref++) {
    const level = diagram.levelOf(ref);
    of[ref] = (yes[level] as number) * (of[diagram.highOf(ref)] as number) + (no[level] as number) * (of[diagram.lowOf(ref)] as number);
  }
  return of;
}

/**
 * How much each ref weighs as something that is to be bounded from below (what bounds from above is the negation of what bounds the negation from below): the
 * chance to come by it from the roots, in units of how often a root is true, or false if that is rarer. Negative: nothing leads to it.
 */
function weightsIn(diagram: Diagram, roots: readonly DiagramBounds[], chance: Float64Array, { yes, no }: LevelChances): Float64Array {
  const weight = new Float64Array(chance.length).fill(-1);
  const add = (ref: Ref, more: number): void => {
    weight[ref] = Math.max(0, weight[ref] as number) + more;
  };
  for (const { low, high } of roots) {
    const rarer = Math.max(Number.MIN_VALUE, Math.min(chance[high] as number, chance[low ^ 1] as number));
    add(low, 1 / rarer);
    add(high ^ 1, 1 / rarer);
  }
  for (let ref = weight.length - 1; ref > 1; ref--) {
    const own = weight[ref] as number;
    if (own < 0) continue;
    const level = diagram.levelOf(ref);
    add(diagram.highOf(ref), own * (yes[level] as number));
    add(diagram.lowOf(ref), own * (no[level] as number));
  }
  return weight;
}

/**
 * Copies what is wanted of a diagram into a new one, and of it only what matters most.
 * @param roots what is wanted
 * @param most refs that are kept, at most
 * @param maxNodes of the new diagram
 */
export function pruned(
  diagram: Diagram,
  roots: readonly DiagramBounds[],
  chances: LevelChances,
  most: number,
  maxNodes: number,
): { readonly diagram: Diagram; readonly refs: readonly DiagramBounds[] } {
  const chance = chancesIn(diagram, chances);
  const weight = weightsIn(diagram, roots, chance, chances);
  // What is lost where a ref is taken for false.
  const loss = weight.map((own, ref) => (own < 0 ? -1 : own * (chance[ref] as number)));
  const reached = loss.filter((one, ref) => ref > 1 && one >= 0).sort();
  const least = reached.length > most ? (reached[reached.length - most] as number) : 0;
  const copy = new Diagram(maxNodes);
  const below = new Int32Array(chance.length);
  below[1] = 1;
  for (let ref = 2; ref < below.length; ref++) {
    if ((loss[ref] as number) < least) below[ref] = 1;
    else below[ref] = copy.node(diagram.levelOf(ref), below[diagram.highOf(ref)] as Ref, below[diagram.lowOf(ref)] as Ref);
  }
  const refs = roots.map(({ low, high }) => ({ low: below[low] as Ref, high: (below[high ^ 1] as Ref) ^ 1 }));
  return { diagram: copy, refs };
}
