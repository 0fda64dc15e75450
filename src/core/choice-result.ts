import type { Reason } from './reason.js';
import type { FactState, SpreadResult } from './result.js';
import type { Range } from './text.js';

/** The alternatives of one component, the others as they are stated. */
export interface ChoiceResult {
  readonly component: string;
  /** The alternative with the least expected regret; null where costs cannot be compared. */
  readonly best: string | null;
  /** The alternative that a decision of the spec names. */
  readonly decided: string | null;
  /** In the order of the spec. */
  readonly alternatives: readonly AlternativeResult[];
  /** What no bill has in it, since it is unknown under every alternative. */
  readonly missing: readonly Reason[];
  readonly at: Range;
}

/** One alternative. */
export interface AlternativeResult {
  readonly name: string;
  /** Cost of the whole design with it. */
  readonly cost: number | null;
  readonly unit: string;
  readonly state: FactState;
  /** What keeps the cost from being known. */
  readonly missing: readonly Reason[];
  readonly spread: SpreadResult | null;
  /** Share of the joint samples in which nothing is used above 100% and every requirement whose outcome is known is met. */
  readonly holds: number;
  /** What most often does not hold: `db: disk`, a requirement; most often first. */
  readonly breaks: readonly string[];
  readonly regret: RegretResult | null;
  readonly at: Range;
}

/** What an alternative costs more than the best one of each joint sample; all of its cost where it does not hold and another does. */
export interface RegretResult {
  readonly mean: number;
  readonly p95: number;
  /** Mean over the samples in which another one is better. */
  readonly whenWrong: number;
  /** Share of the samples in which none is better. */
  readonly best: number;
}
