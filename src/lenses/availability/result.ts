import type { Range, Reason, SpreadResult } from '../../core/index.js';
import type { SpecResult } from '../../evaluate/result.js';
import type { ReckonedAlert } from '../../math/index.js';
import type { CutSet } from '../../studies/cut-sets.js';
import type { GoalSeekResult } from '../../studies/goal-seek.js';
import type { Importance } from '../../studies/importance.js';
import type { ImprovementResult } from '../../studies/improvements/improvements.js';
import type { AnswerResult } from '../shared/answer-result.js';

/** A spec as the lens of availability shows it. */
export interface AvailabilitySpecResult extends SpecResult {
  /** The result; absent for an invalid spec. */
  readonly answer?: AnswerResult;
  /** Left out for a spec that is invalid. */
  readonly availability?: AvailabilityResult;
}

/** What `sysdesign availability` adds to the facts of a spec. Its numbers follow from facts, whose ids are those of the subjects. */
export interface AvailabilityResult {
  readonly flows: readonly FlowAvailability[];
  /** Promises, in the order of the spec. */
  readonly objectives: readonly ObjectiveResult[];
  readonly data: readonly DurabilityResult[];
}

export interface FlowAvailability {
  readonly flow: string;
  /** Share of requests not served; null if unknown. */
  readonly unavailability: number | null;
  /** Whether what is served is accepted alone: some of its work is done later, behind a queue. */
  readonly accepted: boolean;
  readonly spread: SpreadResult | null;
  /** What keeps it from being known: paths of the spec. */
  readonly missing: readonly Reason[];
  /** What is known of it where it is unknown: as if what is not stated never failed, its share of requests not served is at least that. */
  readonly atLeast: { readonly unavailability: number; readonly without: readonly string[] } | null;
  /**
   * Components of several instances without a stated number that must be up: one is assumed to be enough, so that the availability is an
   * upper bound.
   */
  readonly needsUnknown: readonly string[];
  /** Components whose failovers from lost places are not exact, and by how much of them at most. */
  readonly approximate: readonly { readonly component: string; readonly error: number }[];
  /** Between which it lies, where its diagram is too large to be exact; null if it is exact. */
  readonly bounds: readonly [low: number, high: number] | null;
  /** Seconds a year, and how often and how long; null if unknown. */
  readonly downtime: number | null;
  readonly outages: number | null;
  /** What keeps that from being known. */
  readonly outagesMissing: readonly Reason[];
  /** Whether outages, and the time in which some fail, are upper bounds: copies of items are on some of the instances of several places. */
  readonly outagesAtMost: boolean;
  readonly outage: number | null;
  /** Share of requests that fail, on average, while some do; null if unknown. */
  readonly hit: number | null;
  /** Share of its peak load that what is up can carry; null if unknown. */
  readonly carried: number | null;
  /** Whether anything that it waits for fails, however rarely it does. */
  readonly mayFail: boolean;
  /** Share of the cases, of what is uncertain, in which it cannot carry its load with everything up: all above is of the others. */
  readonly overloaded: number;
  /** Which load that is: `its peak`. */
  readonly load: string;
  /**
   * Components on its path whose failures, and whose need of one instance only, are assumed; zones and regions are assumed never to be
   * lost.
   */
  readonly assumed: { readonly failures: readonly string[]; readonly needed: readonly string[]; readonly places: readonly string[] };
  /**
   * Components on its path that run in instances and state an availability: assumed to be that of one instance, or of all of them as a
   * whole.
   */
  readonly availabilityOf: { readonly instance: readonly string[]; readonly whole: readonly string[] };
  /** What must work. */
  readonly tree: SuccessTreeResult;
  /** The likeliest ways to fail. */
  readonly cutSets: readonly CutSetResult[];
  /** Whether there are more of them. */
  readonly moreCutSets: boolean;
  /** All that fail it by themselves, those that hit most requests first. */
  readonly singlePoints: readonly SinglePointResult[];
  /** Importance of each basic event, the largest first. */
  readonly importance: readonly ImportanceResult[];
  /** What would help, most first. */
  readonly changes: readonly ImprovementResult[];
}

/** A part of what a flow needs. */
export interface SuccessTreeResult {
  /** `all` must work; of `any` one is enough; `share`: needed by that share of requests; `part`: a thing that may fail. */
  readonly kind: 'all' | 'any' | 'share' | 'part';
  /** `db`, `zone eu.a`, `api (6 of 9)`; for a share, of what: `miss cdn`. */
  readonly label: string;
  /** Unavailability of a part, or the share of requests; null otherwise. */
  readonly chance: number | null;
  /** Of a zone or region below the instances that are lost with it: `leaves 6`, `leaves 1 copy, too few`. */
  readonly leaves?: string;
  /** Appears under several branches, all of which it fails at once. */
  readonly shared?: boolean;
  /** Of instances, the zones and regions that they are spread over; else what it is made of. */
  readonly children: readonly SuccessTreeResult[];
}

/** Things that fail the flow when they fail together, and none of which may be left out of that. */
export interface CutSetResult extends Omit<CutSet, 'failures'> {
  /** `zone eu.a`, `2 of 3 db`. */
  readonly events: readonly string[];
  /** What lost places leave short, by themselves: `12 of api, 15 needed`. */
  readonly insufficient: readonly string[];
  /** Single failures it takes. */
  readonly order: number;
}

/**
 * A single point of failure: it fails the flow by itself, for some requests at least. Planned downtime, and an outage that ends with a
 * failover, are none.
 */
export interface SinglePointResult {
  readonly event: string;
  /** Share of requests that fail meanwhile. */
  readonly hit: number;
}

export interface ImportanceResult extends Importance {
  readonly label: string;
}

export interface ObjectiveResult {
  readonly name: string;
  readonly kind: 'objective' | 'agreement';
  /** `flows.redirect`. */
  readonly subject: string;
  /** Availability promised, and its complement to the last digit. */
  readonly target: number;
  readonly allowed: number;
  /** Seconds; budget is for the window. */
  readonly window: number;
  /** Months in the window, as the calendar counts them. */
  readonly months: number;
  readonly budget: number;
  /** Requests that may fail in the window, if requests are counted and known. */
  readonly requests: number | null;
  /** Share of the budget that the design is expected to spend; null if unknown. */
  readonly spent: number | null;
  /** Chances to fall below it; null if unknown. */
  readonly missed: { readonly window: number | null; readonly month: number | null; readonly quarter: number | null };
  readonly status: 'met' | 'at-risk' | 'missed' | 'unknown';
  /** Alerts on how fast the budget is spent; none for a promise of 100%. */
  readonly alerts: readonly AlertResult[];
  /** What one change would have to be for it to be met, where it is not. */
  readonly goals: readonly GoalSeekResult[];
  readonly at: Range;
}

/** An alert that fires when a long and a short window both burn the budget so fast. Times in seconds. */
export type AlertResult = ReckonedAlert;

export interface DurabilityResult {
  readonly data: string;
  /** Chance a year to lose an item, by a Markov chain; null if unknown. */
  readonly lossProbability: number | null;
  /** The same by disks alone in the window model of published durabilities, to compare with: it is not used. */
  readonly windowLossProbability: number | null;
  /** Mean time to data loss, in hours; null if unknown, or if none is ever lost. */
  readonly mttdlHours: number | null;
  /** Items lost a year. */
  readonly lost: number | null;
  /** Seconds. */
  readonly rpo: number | null;
  readonly rto: number | null;
  readonly missing: readonly Reason[];
  /** True if nothing is stated of what takes all copies at once: then the chance is that of disks alone. */
  readonly disksAlone: boolean;
}
