import type { FactStep } from '../../core/index.js';
import type { SpecResult } from '../../evaluate/result.js';
import type { AnswerResult } from '../answer/result.js';

/** A spec as the lens of consistency shows it. */
export interface ConsistencySpecResult extends SpecResult {
  /** What it comes to; left out for a spec that is invalid. */
  readonly answer?: AnswerResult;
  /** Left out for a spec that is invalid. */
  readonly consistency?: ConsistencyResult;
}

/** What `sysdesign consistency` adds to the facts of a spec. */
export interface ConsistencyResult {
  readonly data: readonly DataConsistency[];
}

/** What a reader may rely on, and what makes it so. */
export interface Reliance {
  /** `regular`; several that none implies are joined: `readYourWrites + boundedStaleness`. Null if unknown. */
  readonly guarantee: string | null;
  readonly missing: readonly string[];
  readonly steps: readonly FactStep[];
}

export interface DataConsistency extends Reliance {
  readonly data: string;
  readonly readers: readonly (Reliance & { readonly flow: string })[];
  /** What is asked of it and missed, with what would have to change. */
  readonly missed: readonly MissedGuarantee[];
}

export interface MissedGuarantee {
  /** Name of the requirement: `exact`. */
  readonly requirement: string;
  readonly asked: string;
  /** `weaker`, or `incomparable`: neither gives the other. */
  readonly order: 'weaker' | 'incomparable';
  /** The links that give less, with what would make each stronger. */
  readonly links: readonly FactStep[];
}
