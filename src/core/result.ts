import type { Finding } from './finding.js';
import type { Reason } from './reason.js';
import type { Range } from './text.js';

export type FactState = 'known' | 'unbounded' | 'unknown';

/** A step of how a class came about, where no formula tells: what holds, where the spec states it, what it leaves. */
export interface FactStep {
  readonly text: string;
  readonly at: Range | null;
  /** What is left from here on: `boundedStaleness`. */
  readonly gives: string;
  /** What would make it stronger; null where nothing is known to. */
  readonly instead: string | null;
}

export interface FactResult {
  readonly id: string;
  readonly label: string;
  /** Base unit: `req/s`, `B`, `B/s`, `s`, `months`, `USD/month`, `ratio`, `users`, ...; null for a class. */
  readonly unit: string | null;
  /** Number in `unit`; a class is its name; null if unknown or unbounded. */
  readonly value: number | string | null;
  readonly state: FactState;
  /** Spec paths or reasons that keep it from being known or complete: `flows.read.response`, `not yet computed`. */
  readonly missing: readonly Reason[];
  /** Whether what is missing would make it less, being taken away or divided by: else it is at least so much. Part of no output. */
  readonly isReduced?: boolean;
  /** Present when an uncertain input reaches this fact. */
  readonly spread: SpreadResult | null;
  /** Over fact ids: `flows.read.rate.mean * (1 - stated.flows.read.path.0.cdn.hit)`; null at the leaves. */
  readonly formula: string | null;
  readonly inputs: readonly string[];
  readonly origin: 'spec' | 'override' | 'convention' | 'catalog' | 'formula';
  /** Where the spec states it. */
  readonly at: Range | null;
  /** The literal as written, at leaves stated in the spec: `80M..150M users`. */
  readonly text: string | null;
  /** Source of a convention or catalog entry. */
  readonly source: string | null;
  /** How a class came about, where steps tell. */
  readonly steps?: readonly FactStep[];
}

export interface SpreadResult {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly mean: number;
}

/** `waived`: missed or at risk, and accepted by the spec. */
export type CheckStatus = 'met' | 'at-risk' | 'missed' | 'unknown' | 'waived';

export interface CheckResult {
  /** `requirement`: a promise of the spec; `expectation`: a unit test of it. */
  readonly kind: 'requirement' | 'expectation';
  /** `available`, or the fact id of an expectation. */
  readonly name: string;
  /** Scenario it belongs to; null for the design as it stands. */
  readonly scenario: string | null;
  readonly fact: string;
  readonly op: 'within' | 'at-least' | 'at-most' | 'is';
  /** In the fact's unit, or a class. */
  readonly target: number | string;
  /** As written: `507 req/s within 1%`. */
  readonly targetText: string;
  /** What that text states: nothing that people would read (an expression), a bound, an amount; that without a bound; whether it is within a factor of 2. */
  readonly stated: { readonly as: 'nothing' | 'bound' | 'amount'; readonly amount: string; readonly isRough: boolean };
  /** The target is stated as a share (`90%`), so that a ratio which is held against it is shown as one. */
  readonly targetIsShare: boolean;
  /** The number that the target states and what stands around it (`5`, ` M/day`), where a value reads otherwise by itself; else null. */
  readonly targetIn: { readonly number: number; readonly before: string; readonly after: string } | null;
  readonly unit: string | null;
  readonly value: number | string | null;
  readonly status: CheckStatus;
  /** P(met), where the fact is uncertain and the check is a requirement. */
  readonly chance: number | null;
  /** How far on the good side, relative to the target; negative when missed. For `within`: value / target - 1. */
  readonly margin: number | null;
  /** Why it is unknown: `not yet computed`, or missing fields. */
  readonly missing: readonly Reason[];
  readonly at: Range | null;
  /** Why it is accepted; of one that is waived. */
  readonly waiver?: Acceptance;
}

/** Why something that is found is accepted. */
export interface Acceptance {
  readonly reason: string;
  /** The last day on which it is: `2027-06-01`. */
  readonly until?: string;
  readonly owner?: string;
}

/** A finding that is accepted, and not shown. */
export interface Suppressed {
  readonly finding: Finding;
  /** A comment, `waivers:` of the spec, or those of the configuration. */
  readonly by: 'comment' | 'waiver' | 'config';
  readonly acceptance: Acceptance;
  /** Where it is accepted. */
  readonly at: Range;
}

export interface DriverResult {
  /** Fact id of the uncertain input. */
  readonly input: string;
  readonly label: string;
  /** The result it moves. */
  readonly of: string;
  /** Share of the variance of (the logarithm of) that result, 0 to 1. */
  readonly share: number;
  readonly at: Range | null;
  readonly text: string | null;
}
