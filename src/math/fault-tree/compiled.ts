import type { CutSet } from './cut-sets.js';

export interface CutSetOptions {
  /** At most so many; by default all. */
  readonly most?: number;
  /** Of at most so many events; by default any. */
  readonly order?: number;
  /** An event counts as so many; by default 1. */
  readonly weights?: ArrayLike<number>;
  /** Events known to have happened (true) or not: the sets are those of what is left. */
  readonly given?: ReadonlyMap<number, boolean>;
}

export interface CutSets {
  readonly sets: readonly CutSet[];
  /** False if some were left out. */
  readonly complete: boolean;
}

/** A Boolean function of independent events, ready to be asked for its chance. */
export interface Compiled {
  /** False past the limit of nodes: then `bounds` are apart, and `chance` is the upper one. */
  readonly exact: boolean;
  /** Whether no event that happens makes it false: only then are there minimal cut sets. */
  readonly isCoherent: boolean;
  /** Decision nodes. */
  readonly nodes: number;
  /** P(top) where event i has chance q[i]. Small chances keep all their digits. */
  chance(q: ArrayLike<number>): number;
  /** Equal if exact, else what the chance is certainly between: bounds of cut sets (Bonferroni), or, where events are negated, of truncated diagrams. */
  bounds(q: ArrayLike<number>): readonly [low: number, high: number];
  /** P(top), and dP/dq of every event (Birnbaum importance), in one pass up and one down. */
  gradients(q: ArrayLike<number>): { readonly chance: number; readonly birnbaum: Float64Array };
  /** P(top) of each of n joint samples; an event's chance is one number or n of them. */
  chances(q: readonly (number | Float64Array)[], n: number): Float64Array;
  /**
   * Minimal cut sets, the most probable first.
   * @throws RangeError if events are negated
   */
  cutSets(q: ArrayLike<number>, options?: CutSetOptions): CutSets;
  /**
   * The Fussell-Vesely importance of events, each computed when asked for: the chance, if the top happens, that a minimal cut set with the
   * event does. NaN if that is not known: the top cannot happen, or it is too much work, or not exact.
   * @throws RangeError if events are negated
   */
  fussellVesely(q: ArrayLike<number>): (event: number) => number;
  /**
   * How many minimal cut sets there are; NaN if not exact.
   * @throws RangeError if events are negated
   */
  countCutSets(): number;
}
