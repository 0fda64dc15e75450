import type { Expr } from '../quantity/index.js';
import type { Model } from '../spec/index.js';

/** What an engine says of a fact: the formula that gives it, or what must be stated for it to be known. */
export type Definition =
  | {
      readonly formula: Expr;
      /** Where it is another than the pattern's: demand told in instances. */
      readonly unit?: string;
      /** For totals: what is left out because it is unknown. */
      readonly missing?: readonly string[];
    }
  | {
      /** A class, chosen by the values of other facts. */
      readonly inputs: readonly Expr[];
      readonly choose: (values: readonly number[]) => string;
    }
  | {
      /** Months until a fact, as it grows, meets another as it is; unbounded if it never does. */
      readonly reach: { readonly demand: string; readonly limit: string };
    }
  | {
      readonly unknown: readonly string[];
      /** Nobody misses it: what would make it known is optional, and lists of facts leave it out. */
      readonly quiet?: true;
    };

/** What a definition may look at. It sees names and structure, never values: edges come before values. */
export interface Context {
  readonly model: Model;
  /** Another fact, in the same year as the one being defined. */
  ref(id: string): Expr;
  /** A fact as it is today, whatever the year. */
  today(id: string): Expr;
  /** The literal at a spec path (a part of it, for phrases such as `20% of the day in 2 h`), if the spec states it. */
  stated(path: string, part?: string): Expr | undefined;
  /** Whether the amount of data stated at a path is told by that of other data: it is then of the year that is looked at. */
  follows(path: string): boolean;
  /** A word or number that the spec has at a path, where it holds no literal: `quorum`, `zone`. */
  word(path: string): string | undefined;
  /** Names of the assumptions that count a noun and nothing else: users, not users per day. */
  counting(noun: string): readonly string[];
  /** Which form the literal has: `quantity`, `rate`, `factor`, `window`, ...; undefined if nothing is stated. */
  formOf(path: string): string | undefined;
  /** A default of the catalogue or of the conventions: `peak`, `target.disk`. */
  assumed(name: string): Expr;
  /** Seconds in the calendar unit of this spec. */
  convention(name: 'day' | 'month' | 'year'): Expr;
  /** True if the fact can be told, if only as unbounded. */
  known(id: string): boolean;
  /** The reasons for which it cannot. */
  missingOf(id: string): readonly string[];
  /** Whether a component, a region, a zone (`eu.a`) or a cause is down in what is looked at. A zone of a region that is down is down too. */
  isDown(name: string): boolean;
  /** Years from today at which flows are looked at; undefined for today. */
  readonly flowYears: Expr | undefined;
  /** Years from today at which stocks are looked at; undefined if the default (horizon, else `keep`) holds. */
  readonly stockYears: Expr | undefined;
}

export type Definer = (context: Context, ...names: string[]) => Definition;

/** An engine defines facts, pattern by pattern, and nothing else. */
export interface Engine {
  readonly name: string;
  readonly define: Readonly<Record<string, Definer>>;
}

export const formula = (expr: Expr): Definition => ({ formula: expr });
export const unknown = (...missing: readonly string[]): Definition => ({ unknown: missing });

/** Unknown, and rightly so unless somebody asks: what it rests on is optional. */
export const unstated = (...missing: readonly string[]): Definition => ({ unknown: missing, quiet: true });

/** The reason given for facts whose engine does not exist yet. */
export const NOT_COMPUTED = 'not yet computed';
