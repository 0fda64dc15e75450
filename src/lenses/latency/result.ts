import type { CheckStatus, Reason, SpreadResult } from '../../core/index.js';
import type { SpecResult } from '../../evaluate/result.js';
import type { PercentileName } from '../../spec/index.js';
import type { AnswerResult } from '../shared/answer-result.js';

/** A spec as the lens of latency shows it. */
export interface LatencySpecResult extends SpecResult {
  /** The result; absent for an invalid spec. */
  readonly answer?: AnswerResult;
  /** Left out for a spec that is invalid. */
  readonly latency?: LatencyResult;
}

/** What `sysdesign latency` adds to the facts of a spec. Its numbers follow from facts. Times in seconds. */
export interface LatencyResult {
  readonly flows: readonly FlowLatency[];
  /** What spikes leave at queues whose consumers take fewer. */
  readonly backlogs: readonly BacklogResult[];
  /** Whether the spec states round trips, or where its regions are: without, distances are not in any of the times. */
  readonly distances: boolean;
}

/** A spike at a queue, for a consumer with a stated rate. Null where it is unknown, or without bound. */
export interface BacklogResult {
  readonly queue: string;
  readonly consumer: string;
  readonly spike: string;
  /** Seconds. */
  readonly lasts: number;
  /** Messages that wait when it ends. */
  readonly depth: number;
  /** Seconds that the last of it waits. */
  readonly delay: number | null;
  /** Seconds after it until none wait. */
  readonly drain: number | null;
  /** Messages past their deadline, and past the time that they are kept. */
  readonly late: number | null;
  readonly lost: number | null;
}

export interface FlowLatency {
  readonly flow: string;
  /** p50, p95, p99, p999; none where they are unknown. */
  readonly percentiles: readonly PercentileResult[];
  /** Share of requests that are not answered; null if unknown. */
  readonly failed: number | null;
  /** What keeps them from being known: paths of the spec. */
  readonly missing: readonly Reason[];
  /** Components whose queue grows without bound at its peak: arrivals reach or exceed their capacity. */
  readonly overloaded: readonly OverloadedResult[];
  /** p99 while no shared slow-down is there; null where none is stated. */
  readonly steady: number | null;
  /** p99 until all the work is done; null where that is when it is answered, or unknown. */
  readonly completion: number | null;
  /** How far its load may rise, all flows rising together: times its peak of today. */
  readonly degrades: DegradationResult;
  /** p50 and p99 at loads from none to nearly its capacity; null without `--curve`. */
  readonly curve:
    | readonly { readonly times: number; readonly rate: number; readonly p50: number | null; readonly p99: number | null }[]
    | null;
  /** The steps of its path, callers before what they call. */
  readonly steps: readonly StepResult[];
  /** What would help most. */
  readonly halvings: readonly HalvingResult[];
  /** Own times that come from assumptions, not from the spec. */
  readonly assumed: {
    /** Of the catalog. */
    readonly catalog: readonly string[];
    /** A mean alone: exponential. */
    readonly exponential: readonly string[];
    /** p99.9 goes on beyond the last percentile that is stated as a log-normal does. */
    readonly extrapolated: readonly string[];
    /** Slow-downs that are not looked at, since there are too many. */
    readonly withoutSlowdowns: readonly string[];
    /** Components of unknown capacity, at which no call waits. */
    readonly withoutWaiting: readonly string[];
    /** Calls go to the instance with the fewest: waits lie between those of one queue and those of queues at random. */
    readonly bracketed: readonly string[];
    /** The share of calls that find no instance started is that of the catalog. */
    readonly cold: readonly string[];
    /** Users think before their next request; of the fleets on the way, those that are sized for them have no waiting in how often they come. */
    readonly closed: readonly string[];
    /** Stores with copies in several regions whose leader is assumed to be in the first. */
    readonly leaders: readonly { readonly component: string; readonly region: string }[];
    /** How many times its mean its peak is, or its users at peak those on the mean, where that is assumed; else null. */
    readonly peak: number | null;
  };
}

/** A component that cannot carry its load. */
export interface OverloadedResult {
  readonly component: string;
  /** By how many calls a second its backlog grows; 0 where it is exactly full. */
  readonly grows: number;
}

/** Repeats of calls that fail, at a component. Each null where it does not come to that. */
export interface RepeatsResult {
  readonly component: string;
  /** Calls at peak for each that is meant: what they bring is not in the times of its flow. */
  readonly amplification: number | null;
  /** Times its peak above which they overload it by themselves. */
  readonly tips: number | null;
  /** Times its peak below which it recovers from an overload that something else began. */
  readonly recovers: number | null;
}

/** Null where it is unknown. */
export interface DegradationResult {
  /** Where its latency just meets its targets. */
  readonly target: number | null;
  /** Where the first component on its path is full, and which. */
  readonly saturation: number | null;
  readonly first: string | null;
  /** The same with one zone lost. */
  readonly zone: number | null;
  /** Where the measured throughput of a component is largest; null where none is stated. */
  readonly scaling: ScalingResult | null;
  /** Components whose calls are repeated, and what that does to them: none where it does nothing. */
  readonly repeats: readonly RepeatsResult[];
  /** A closed flow with targets or `--curve`: neither the users that its targets allow nor a curve is computed. */
  readonly closed: boolean;
  /** Requests a second that it carries at most, with its targets met. */
  readonly sustained: number | null;
}

/** The peak of the Universal Scalability Law through what was measured. */
export interface ScalingResult {
  readonly component: string;
  /** Times its peak of today. */
  readonly times: number;
  /** Calls at once in an instance; null where its throughput never falls. */
  readonly load: number | null;
  /** Calls a second of an instance, and the 90% interval of the fit. */
  readonly throughput: number;
  readonly low: number;
  readonly high: number;
}

export interface PercentileResult {
  readonly name: PercentileName;
  /** Null where it is unbounded: arrivals exceed the capacity. */
  readonly value: number | null;
  /** Between which it surely is, the own times being as stated; null where it is unbounded. */
  readonly low: number | null;
  readonly high: number | null;
  /** From doubt about the numbers, by joint samples of which few are worked out, and roughly. */
  readonly spread: SpreadResult | null;
  /** Whether it falls into a gap of the distribution: `low` and `high` are the ends of the gap. */
  readonly gap: boolean;
  /** Whether `low` and `high` are more than 1% apart, and no gap is between them: as where sums are given up in their midst, again and again. */
  readonly loose: boolean;
  /** The strictest promise about it; null where there is none. */
  readonly target: { readonly value: number; readonly status: CheckStatus; readonly name: string } | null;
  /** What distances alone take of it; null where none are stated. */
  readonly floor: number | null;
}

export interface StepResult {
  readonly call: number;
  readonly component: string;
  /** The call that makes it; null for one of the actor. */
  readonly caller: number | null;
  /** Calls with the same number, of the same caller, run at once. */
  readonly group: number | null;
  /** The call is asynchronous. */
  readonly later: boolean;
  /** Only what the caller does not have. */
  readonly miss: boolean;
  /** How many of its calls it answers itself; null where all of them. */
  readonly hit: number | null;
  /** `x3 at once`, `given up after 80 ms, 1 retry`: the options of its call. */
  readonly notes: readonly string[];
  /** Its own part of the percentiles, way there included: on average of the requests that take just so long. */
  readonly p50: number;
  readonly p99: number;
  /** p99 of the flow if it had nothing of what it is asked for; null for what is no cache. */
  readonly withoutIt: number | null;
}

/** A component made twice as quick. */
export interface HalvingResult {
  readonly component: string;
  readonly set: Readonly<Record<string, string>>;
  readonly p99: number;
  readonly saved: number;
}
