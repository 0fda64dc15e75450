import type { AvailabilityResult } from '../lenses/availability/result.js';
import type { ScenarioResult, StressResult } from '../studies/scenario-result.js';
import type { Finding } from './finding.js';
import type { Range } from './text.js';

/** What commands that judge specs produce and reporters take: plain data, JSON form in `schemas/result.schema.json`. */
export interface Result {
  readonly options: ResultOptions;
  readonly specs: readonly SpecResult[];
}

export interface ResultOptions {
  readonly scenario: string | null;
  /** `--set` as given: path -> literal. */
  readonly set: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly samples: number;
}

export interface SpecResult {
  readonly file: string;
  readonly name: string | null;
  readonly summary: string | null;
  /** Lines for a heading: `standard tier`, `horizon 5 years`, `growth 40% per year`, `day = 100,000 s`. */
  readonly context: readonly string[];
  /** How far ahead of today the facts are, as written: `1 year`. Left out for today. */
  readonly after?: string;
  /** Calendar in seconds, as this spec counts. */
  readonly conventions: { readonly day: number; readonly month: number; readonly year: number };
  readonly facts: readonly FactResult[];
  readonly checks: readonly CheckResult[];
  /** Which assumption moves the results most; at most a few, most first. Empty if nothing is uncertain. */
  readonly drivers: readonly DriverResult[];
  /** Components with `options:`, in the order of the spec. */
  readonly choices: readonly ChoiceResult[];
  readonly findings: readonly Finding[];
  /** The design as it stands and every scenario, side by side; with `--scenario all`. */
  readonly scenarios?: readonly ScenarioResult[];
  /** What breaks when something is lost or grows; with `--scenario stress`. */
  readonly stress?: StressResult;
  /** What fails, how often and what would help; with `availability`. */
  readonly availability?: AvailabilityResult;
  /** The headlines as one would work them out on a napkin; with `--napkin`. */
  readonly napkin?: readonly NapkinResult[];
}

export type FactState = 'known' | 'unbounded' | 'unknown';

export interface FactResult {
  readonly id: string;
  readonly label: string;
  /** Base unit: `req/s`, `B`, `B/s`, `s`, `months`, `USD/month`, `ratio`, `users`, ...; null for a class. */
  readonly unit: string | null;
  /** Number in `unit`; a class is its name; null if unknown or unbounded. */
  readonly value: number | string | null;
  readonly state: FactState;
  /** Spec paths or reasons that keep it from being known or complete: `flows.read.response`, `not yet computed`. */
  readonly missing: readonly string[];
  /** Present when an uncertain input reaches this fact. */
  readonly spread: SpreadResult | null;
  /** Over fact ids: `flows.read.rate.mean * (1 - stated.flows.read.path.0.cdn.hit)`; null at the leaves. */
  readonly formula: string | null;
  readonly inputs: readonly string[];
  readonly origin: 'spec' | 'override' | 'convention' | 'catalogue' | 'formula';
  /** Where the spec states it. */
  readonly at: Range | null;
  /** The literal as written, at leaves stated in the spec: `80M..150M users`. */
  readonly text: string | null;
  /** Source of a convention or catalogue entry. */
  readonly source: string | null;
}

export interface SpreadResult {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly mean: number;
}

export type CheckStatus = 'met' | 'at-risk' | 'missed' | 'unknown';

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
  readonly unit: string | null;
  readonly value: number | string | null;
  readonly status: CheckStatus;
  /** P(met), where the fact is uncertain and the check is a requirement. */
  readonly chance: number | null;
  /** How far on the good side, relative to the target; negative when missed. For `within`: value / target - 1. */
  readonly margin: number | null;
  /** Why it is unknown: `not yet computed`, or missing fields. */
  readonly missing: readonly string[];
  readonly at: Range | null;
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

/** The alternatives of one component, the others as they are stated. */
export interface ChoiceResult {
  readonly component: string;
  /** The option with the least expected regret; null where costs cannot be compared. */
  readonly best: string | null;
  /** The option that a decision of the spec names. */
  readonly decided: string | null;
  /** In the order of the spec. */
  readonly options: readonly OptionResult[];
  /** What no bill has in it, since it is unknown under every option. */
  readonly missing: readonly string[];
  readonly at: Range;
}

/** One alternative. Money is USD/month. */
export interface OptionResult {
  readonly name: string;
  /** Cost of the whole design with it. */
  readonly cost: number | null;
  readonly state: FactState;
  /** What keeps the cost from being known. */
  readonly missing: readonly string[];
  readonly spread: SpreadResult | null;
  /** Share of the joint samples in which nothing is used above 100% and every requirement that can be told is met. */
  readonly holds: number;
  /** What most often does not hold: `db: disk`, a requirement; most often first. */
  readonly breaks: readonly string[];
  readonly regret: RegretResult | null;
  readonly at: Range;
}

/** What an option costs more than the best one of each joint sample; all of its cost where it does not hold and another does. */
export interface RegretResult {
  readonly mean: number;
  readonly p95: number;
  /** Mean over the samples in which another option is better. */
  readonly whenWrong: number;
  /** Share of the samples in which none is better. */
  readonly best: number;
}

/** A result worked out with rounded numbers, as one would say it. */
export interface NapkinResult {
  /** Fact id; the name of an answer outside a spec. */
  readonly fact: string;
  /** `500 a second`. */
  readonly about: string;
  /** The rounded result, in `unit`. */
  readonly value: number;
  readonly exact: number;
  readonly unit: string;
  /** value / exact - 1. */
  readonly error: number;
  /** What one says on the way; `of` is the fact that it gives, null for the result itself. What was told for an earlier result is left out. */
  readonly steps: readonly { readonly of: string | null; readonly text: string }[];
}
