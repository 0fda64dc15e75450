import type { FactStep, Reason } from '../../core/index.js';
import type { SpecResult } from '../../evaluate/result.js';
import type { StrengthResult } from '../../studies/strength.js';
import type { AnswerResult } from '../shared/answer-result.js';

/** A spec as the lens of consistency shows it. */
export interface ConsistencySpecResult extends SpecResult {
  /** The result; absent for an invalid spec. */
  readonly answer?: AnswerResult;
  /** Left out for a spec that is invalid. */
  readonly consistency?: ConsistencyResult;
}

/** What `sysdesign consistency` adds to the facts of a spec. */
export interface ConsistencyResult {
  readonly data: readonly DataConsistency[];
  /** Guarantees that flows require and miss. */
  readonly missed: readonly MissedGuarantee[];
}

/** What a reader may rely on, and what makes it so. */
export interface Reliance {
  /** `regular`; several that none implies are joined: `readYourWrites + boundedStaleness`. Null if unknown. */
  readonly guarantee: string | null;
  readonly missing: readonly Reason[];
  readonly steps: readonly FactStep[];
}

export interface DataConsistency extends Reliance {
  readonly data: string;
  readonly readers: readonly (Reliance & { readonly flow: string })[];
  /** Every split of its places in two, and what becomes of reads and writes on each side; none where all is in one place. */
  readonly partitions: readonly PartitionResult[];
  /** What transactions that use it are kept apart by: the weakest of them. */
  readonly isolation: Reliance;
  /** What failovers of its store lose of the writes that were acknowledged; null where no leader is replaced, or it is not known. */
  readonly failover: FailoverLoss | null;
  /** What each level of its store would give and cost; none where there is nothing to choose. */
  readonly levels: readonly StrengthResult[];
  /** Guarantees that it requires and misses, with the changes that would meet them. */
  readonly missed: readonly MissedGuarantee[];
}

export interface FailoverLoss {
  /** Time before a failover whose writes are lost, s. */
  readonly rpo: number;
  /** So many each time, and a year; null if unknown. */
  readonly writes: number | null;
  readonly yearly: number | null;
}

export interface PartitionResult {
  /** Named by the places of its first side: `eu-a`. */
  readonly cut: string;
  readonly sides: readonly {
    readonly places: readonly string[];
    /** `serve`, `stale` (old values are given) or `fail`; null if unknown. */
    readonly reads: string | null;
    /** `serve`, `conflict` (the other side writes too) or `fail`; null if unknown. */
    readonly writes: string | null;
  }[];
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
