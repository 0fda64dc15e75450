import type { Compiled, OutageCause } from '../../math/index.js';

/** Variables of a diagram at a point; rates are per year. */
export interface Failures {
  readonly diagram: Compiled;
  readonly chances: Float64Array;
  readonly rates: Float64Array;
  /** Of each variable, of a level the chance and rate of the whole, not of what it adds to the level before. */
  readonly whole: { readonly chances: Float64Array; readonly rates: Float64Array };
  /** What each variable means: a failure, a share of the requests, or that a failure outlasts a buffer. */
  readonly kinds: readonly VariableKind[];
  /** Of each, the first of those that are of one group. */
  readonly families: readonly number[];
}

export type VariableKind = 'failure' | 'share' | 'outlasts';

/** A minimal cut set as a cause of outages. */
export interface Cause extends Required<OutageCause> {
  /** Variables of the set, and what they outlast. */
  readonly of: readonly number[];
  readonly outlasts: boolean;
}

/** Share of the requests that fail while some failures, and of the others those that always are, are there. */
export function chanceWith({ diagram, chances, kinds }: Failures, there: ReadonlySet<number>): number {
  const given = chances.map((chance, i) => (there.has(i) ? 1 : kinds[i] === 'share' || chance === 1 ? chance : 0));
  return diagram.chance(given);
}
