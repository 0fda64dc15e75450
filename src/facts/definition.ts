import type { FactStep, NamesOf, Reason } from '../core/index.js';
import type { Expr } from '../quantity/index.js';
import type { CallField, LiteralField } from '../schema/index.js';
import type { Call, Model } from '../spec/index.js';
import type { FactId, Names, Pattern, RowPattern } from './ids.js';
import { Missing, type MissingPart } from './missing.js';
import { casesOf } from './registry.js';

/** What an engine defines of a fact: the formula that gives it, or what must be stated for it to be known. */
export type Definition =
  | {
      readonly formula: Expr;
      /** Where it is another than the pattern's: demand stated in instances. */
      readonly unit?: string;
      /** For totals: what is left out because it is unknown. */
      readonly missing?: Missing | undefined;
      /** Whether it is taken for whole though its inputs leave something out: what is planned by is what is known. */
      readonly isWhole?: boolean;
      /**
       * Parts of the formula that it is not below, whatever the rest comes to: where the formula is unknown, it is at least the largest of those that are
       * known, as a total is that leaves something out.
       */
      readonly least?: readonly Expr[];
      /** What keeps it unknown where it holds, whatever the formula gives. */
      readonly unless?: readonly Hindrance[];
    }
  | {
      /** A class, chosen by the values of other facts. */
      readonly inputs: readonly Expr[];
      readonly choose: (values: readonly number[]) => string;
      /** The steps of the derivation, where there is no formula. */
      readonly steps?: (values: readonly number[]) => readonly FactStep[];
    }
  | {
      /** Months until a fact, as it grows, meets another as it is; unbounded if it never does. */
      readonly reach: ReachedLimit;
    }
  | {
      /** A fact as it was when the literal at a path was stated, before what is changed since. */
      readonly filed: FactId;
      readonly since: string;
    }
  | {
      readonly unknown: Missing | undefined;
      /** Nobody misses it: what would make it known is optional, and lists of facts leave it out. */
      readonly optional?: true;
    };

/** A reason for which a fact is unknown that depends on values: checked once its inputs have values. */
export interface Hindrance {
  /** Not zero where it holds. */
  readonly when: Expr;
  /** The number in the reason. */
  readonly amount: Expr;
  readonly reason: (amount: number) => Reason;
}

export interface ReachedLimit {
  readonly demand: FactId;
  readonly limit: FactId;
  /** The demand of no year in particular: what is looked at as time goes on. */
  readonly growing: FactId;
  /** Years from today from which time goes on; undefined for today. */
  readonly from: Expr | undefined;
}

/** Asks for a fact: by its pattern and the names in it, which the compiler checks, or by an id that was made so. */
export interface Asking<T> {
  <P extends Pattern>(pattern: P, ...names: Names<P>): T;
  (id: FactId): T;
}

/** What a definition may look at. It sees names and structure, never values: edges come before values. */
export interface Context {
  readonly model: Model;
  /** The id of another fact, in the same year as the one being defined: for what keeps ids before it makes a formula of them. */
  id<P extends Pattern>(pattern: P, ...names: Names<P>): FactId;
  /** Another fact, in the same year as the one being defined. */
  readonly ref: Asking<Expr>;
  /** A fact as it is today, whatever the year. */
  today<P extends Pattern>(pattern: P, ...names: Names<P>): Expr;
  /** Months until a demand, as it grows, meets a limit as it is. */
  reach(demand: { readonly [P in Pattern]: readonly [pattern: P, ...names: Names<P>] }[Pattern], limit: FactId): Definition;
  /** The literal that states a field, however it is written: of what is named, else, for what it inherits, of the root, else of the catalog. */
  stated<F extends LiteralField>(field: F, ...names: NamesOf<F>): Expr | undefined;
  /** A part of it, where it is a phrase: `20% of the day in 2 h`, `x2 per 18 months`. */
  partOf<F extends LiteralField>(part: 'share' | 'window' | 'factor' | 'per', field: F, ...names: NamesOf<F>): Expr | undefined;
  /** A fact of today as it was when a field was stated; unknown, and rightly so, where no change has reached it since then. */
  filed<P extends Pattern, F extends LiteralField>(
    fact: readonly [pattern: P, ...names: Names<P>],
    field: F,
    ...names: NamesOf<F>
  ): Definition;
  /** The literal of a field as it was when it was stated; unknown, and rightly so, where what it is derived from has not changed since then. */
  filedLiteral<F extends LiteralField>(field: F, ...names: NamesOf<F>): Definition;
  /** Which form it has: `quantity`, `rate`, `factor`, `window`, ...; undefined if nothing is stated. */
  formOf<F extends LiteralField>(field: F, ...names: NamesOf<F>): string | undefined;
  /** Whether it is a share (100% of all) and not a number (1 of them). */
  isShare<F extends LiteralField>(field: F, ...names: NamesOf<F>): boolean;
  /** The literal that is an option of a call. */
  option(call: Call, field: CallField): Expr | undefined;
  /** The literals of a list that states something; of pairs one after the other. */
  listed(field: 'components.*.each.samples' | 'components.*.each.scaling', component: string): readonly Expr[];
  /** A figure of the catalog for the product that a component is, where the spec states nothing in its place. */
  figure(component: string, field: 'latency.p50' | 'latency.p99' | 'agreed'): Expr | undefined;
  /** An entry of the catalog that the model holds. */
  catalog(entry: string): Expr;
  /** A price of the catalog for the product that a component is, which no spec states. */
  price(component: string, field: 'transfer.zones' | 'transfer.regions'): Expr | undefined;
  /** A literal that the spec lacks: what rests on it is unknown, and names it. */
  unstated(path: string): Expr;
  /** Whether the stated amount of a data set is stated by that of other data: it is then of the year that is looked at. */
  follows(field: 'data.*.items' | 'data.*.size', data: string): boolean;
  /** Names of the assumptions that count a noun and nothing else: users, not users per day. */
  counting(noun: string): readonly string[];
  /** A default of the catalog or of the conventions: `peak`, `target.disk`. */
  assumed(name: string): Expr;
  /** Seconds in the calendar unit of this spec. */
  convention(name: 'day' | 'month' | 'year'): Expr;
  /** True if the fact is known, if only as unbounded. */
  readonly known: Asking<boolean>;
  /** The reasons for which it is not. */
  readonly missingOf: Asking<Missing | undefined>;
  /** Whether a component, a region, a zone (`eu.a`) or a cause is down in what is looked at. A zone of a region that is down is down too. */
  isDown(name: string): boolean;
  /** The same with one more component down: facts as they are then (`components.db.rate.peak.without.cache`). */
  without(component: string): Context;
  /** The same with everything up. */
  whenAllUp(): Context;
  /** Years from today at which flows are looked at; undefined for today. */
  readonly flowYears: Expr | undefined;
  /** Years from today at which stocks are looked at; undefined if the default (horizon, else `keep`) holds. */
  readonly stockYears: Expr | undefined;
}

export type Definer = (context: Context, ...names: readonly string[]) => Definition;

/** Defines the facts of one pattern; of one that ends with `.k`, for each load case. */
export type DefinerOf<P extends RowPattern> = (context: Context, ...names: Names<P>) => Definition;

/** What an engine defines: a misspelt pattern does not compile. */
export type Definers = { readonly [P in RowPattern]?: DefinerOf<P> };

/** An engine defines facts, pattern by pattern, and nothing else. */
export interface Engine {
  readonly name: string;
  readonly define: Definers;
}

/** The definers of engines by the kinds of facts: those of a pattern with `.k` once for each load case. */
export function definersOf(engines: readonly Engine[]): ReadonlyMap<string, Definer> {
  const definers = new Map<string, Definer>();
  for (const { define } of engines) {
    for (const [pattern, definer] of Object.entries(define) as [string, Definer][]) {
      if (!pattern.endsWith('.k')) definers.set(pattern, definer);
      else
        for (const load of casesOf(pattern)) {
          const stem = pattern.slice(0, -1);
          if (load !== 'spike.*') definers.set(stem + load, (context, ...names) => definer(context, ...names, load));
          else definers.set(stem + load, (context, ...names) => definer(context, ...names.slice(0, -1), `spike.${names.at(-1)}`));
        }
    }
  }
  return definers;
}

export const formula = (expr: Expr): Definition => ({ formula: expr });
export const unknown = (...missing: readonly MissingPart[]): Definition => ({ unknown: Missing.of(missing) });

/** Unknown, and rightly so unless somebody asks: what it rests on is optional. */
export const unstated = (...missing: readonly MissingPart[]): Definition => ({ unknown: Missing.of(missing), optional: true });
