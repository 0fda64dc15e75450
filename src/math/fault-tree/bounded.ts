import type { GateGraph, Literal } from './gate-graph.js';
import { Heap } from './heap.js';

/** Something that is true if a literal is: one of `any`, or all of `all`. Variables do harm, so nothing is negated. */
export type CoherentPart =
  | { readonly variable: number }
  | { readonly any: readonly CoherentPart[] }
  | { readonly all: readonly CoherentPart[] };

/** Sets of variables that are enough, and sets of which one is left in every other case. */
export interface Cover {
  readonly sets: readonly (readonly number[])[];
  readonly rest: readonly (readonly number[])[];
}

/** So many choices are made at most, so many are kept open, and so many sets found. */
const MAX_CHOICES = 100_000;
const MAX_OPEN = 10_000;
const MAX_SETS = 2_000;
/** So many of the likeliest sets are looked at in pairs. */
const MAX_PAIRED = 400;

/**
 * A coherent graph as parts, at-least gates written out: k of n are the first and k - 1 of the others, or k of the others.
 * @param refOf twice the variable of a literal; nothing is negated
 */
export function coherentParts(graph: GateGraph, top: Literal, refOf: (literal: Literal) => number | undefined): CoherentPart {
  const known = new Map<string, CoherentPart>();
  const partOf = (literal: Literal): CoherentPart => {
    const ref = refOf(literal);
    if (ref !== undefined) return { variable: ref >> 1 };
    const gate = graph.gateOf(literal >> 1);
    if (!gate) return literal === 0 ? { all: [] } : { any: [] };
    // Not at least k of n: at least n - k + 1 of the negated ones.
    return (literal & 1) === 0
      ? atLeast(gate.k, gate.of)
      : atLeast(
          gate.of.length - gate.k + 1,
          gate.of.map((input) => input ^ 1),
        );
  };
  const atLeast = (k: number, of: readonly Literal[]): CoherentPart => {
    if (k === 0) return { all: [] };
    const key = `${k}:${of.join()}`;
    let part = known.get(key);
    if (!part) {
      if (k === of.length) part = { all: of.map(partOf) };
      else if (k === 1) part = { any: of.map(partOf) };
      else {
        const others = of.slice(1);
        part = { any: [{ all: [partOf(of[0] as Literal), atLeast(k - 1, others)] }, atLeast(k, others)] };
      }
      known.set(key, part);
    }
    return part;
  };
  return partOf(top);
}

/** Something chosen so far, ascending, and what is still to be chosen from. */
interface Choice {
  readonly chance: number;
  readonly chosen: readonly number[];
  readonly open: readonly (readonly CoherentPart[])[];
}

/** The choice with one more part made true. */
function extended({ chosen, open }: Choice, part: CoherentPart, chance: ArrayLike<number>): Choice {
  const all = new Set(chosen);
  const more = [...open];
  const add = (one: CoherentPart): void => {
    if ('variable' in one) all.add(one.variable);
    else if ('all' in one) one.all.forEach(add);
    else more.push(one.any);
  };
  add(part);
  const sorted = [...all].sort((a, b) => a - b);
  return {
    chance: sorted.reduce((product, variable) => product * (chance[variable] as number), 1),
    chosen: sorted,
    // What is chosen already settles what it is one of.
    open: more.filter((any) => !any.some((one) => 'variable' in one && all.has(one.variable))),
  };
}

/**
 * The likeliest sets that are enough, found best first; what was not followed to the end is in `rest`.
 * @param chance of each variable
 */
export function coverOf(top: CoherentPart, chance: ArrayLike<number>): Cover {
  const heap = new Heap<Choice>((a, b) => a.chance > b.chance);
  const sets: (readonly number[])[] = [];
  heap.push(extended({ chance: 1, chosen: [], open: [] }, top, chance));
  for (let choices = 0; choices < MAX_CHOICES && sets.length < MAX_SETS && heap.size < MAX_OPEN; choices++) {
    const choice = heap.pop();
    if (!choice) break;
    const next = choice.open.reduce<readonly CoherentPart[] | undefined>(
      (least, any) => (least && least.length <= any.length ? least : any),
      undefined,
    );
    if (!next) sets.push(choice.chosen);
    else {
      const open = choice.open.filter((any) => any !== next);
      for (const part of next) heap.push(extended({ ...choice, open }, part, chance));
    }
  }
  const rest: (readonly number[])[] = [];
  for (let choice = heap.pop(); choice; choice = heap.pop()) rest.push(choice.chosen);
  const minimal = minimalOf(sets);
  return { sets: minimal, rest: rest.filter((one) => !minimal.some((set) => contains(one, set))) };
}

/** Both ascending. */
function contains(all: readonly number[], some: readonly number[]): boolean {
  let at = 0;
  for (const one of some) {
    while (at < all.length && (all[at] as number) < one) at++;
    if (all[at] !== one) return false;
  }
  return true;
}

function minimalOf(sets: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const minimal: (readonly number[])[] = [];
  for (const set of sets.toSorted((a, b) => a.length - b.length)) if (!minimal.some((one) => contains(set, one))) minimal.push(set);
  return minimal;
}

const productOf = (set: Iterable<number>, chance: (variable: number) => number): number => {
  let product = 1;
  for (const variable of set) product *= chance(variable);
  return product;
};

/** At most: as if the sets shared nothing, and one of the rest could always be added. */
export function upperBound({ sets, rest }: Cover, chance: (variable: number) => number): number {
  let none = 0;
  for (const set of sets) none += Math.log1p(-productOf(set, chance));
  let high = -Math.expm1(none);
  for (const set of rest) high += productOf(set, chance);
  return Math.min(1, high);
}

/** At least: the likeliest set, and each further one less what it shares with those before it, where that adds something (Bonferroni). */
export function lowerBound({ sets }: Cover, chance: (variable: number) => number): number {
  const likeliest = sets
    .map((set) => ({ set, p: productOf(set, chance) }))
    .sort((a, b) => b.p - a.p)
    .slice(0, MAX_PAIRED);
  const counted: (readonly number[])[] = [];
  let low = 0;
  for (const { set, p } of likeliest) {
    let added = p;
    for (const other of counted) added -= productOf(new Set([...set, ...other]), chance);
    if (added <= 0) continue;
    counted.push(set);
    low += added;
  }
  return low;
}

/** How the upper bound changes with the chance of each variable. */
export function upperSlopes({ sets, rest }: Cover, chance: (variable: number) => number, slope: Float64Array): void {
  let none = 0;
  for (const set of sets) none += Math.log1p(-productOf(set, chance));
  const add = (set: readonly number[], factor: number): void => {
    for (const variable of set)
      slope[variable] =
        (slope[variable] as number) +
        factor *
          productOf(
            set.filter((one) => one !== variable),
            chance,
          );
  };
  for (const set of sets) {
    const p = productOf(set, chance);
    if (p < 1) add(set, Math.exp(none - Math.log1p(-p)));
  }
  for (const set of rest) add(set, 1);
}
