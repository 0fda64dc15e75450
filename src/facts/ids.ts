import { filled, type NamesOf, partsOf, unfilled } from '../core/index.js';
import type { LiteralField } from '../schema/index.js';
import type { ROWS } from './fact-rows.js';

/** A pattern as the table of facts has it: `flows.*.rate.k`, `components.*.fleet`. */
export type RowPattern = keyof typeof ROWS;

/** The moment at which a load is looked at. */
export type LoadCase = 'mean' | 'peak' | 'onPeak' | 'offPeak' | `spike.${string}`;

type OneCase<P extends string> = P extends `${infer S}.k` ? `${S}.${'mean' | 'peak' | 'onPeak' | 'offPeak' | 'spike.*'}` : P;

/** Every pattern that can be named: those of the table, and those with a load case in the place of `.k`. */
export type Pattern = RowPattern | OneCase<RowPattern>;

/** What a pattern takes: a name for each `*`; for `.k` the load case. */
export type Names<P extends string> = P extends `${infer S}.k` ? [...NamesOf<S>, load: LoadCase] : NamesOf<P>;

declare const FACT: unique symbol;
/** An id that was made from a pattern, or read from a fact: nothing of it is left to be misspelt. */
export type FactId = string & { readonly [FACT]: true };

/** The fact id of a pattern with its names filled in. The compiler holds the pattern against the table, and counts the names. */
export const factId = <P extends Pattern>(pattern: P, ...names: Names<P>): FactId => filled(pattern, names) as FactId;

/** The names that an id has, if it is one of a pattern; undefined otherwise. Of what may be of another year, ask its `base` (`addressOf`). */
export const namesIn = <P extends Pattern>(pattern: P, id: string): Names<P> | undefined => unfilled(pattern, id) as Names<P> | undefined;

/** What an id begins with: `components` of `components.db.fleet`. */
export const rootOf = (id: string): string => {
  const dot = id.indexOf('.');
  return dot < 0 ? '' : id.slice(0, dot);
};

/** Whether an id is of the latency of a flow: of a percentile, its lower end, a later year. */
export const isOfLatency = (id: string, flow: string): boolean => {
  const { root, name, topic } = partsOf(id);
  return root === 'flows' && name === flow && partsOf(topic).root === 'latency';
};

/** Whether an id is that of an unavailability, of whatever fails. */
export const isUnavailability = (id: string): boolean => id.endsWith('.unavailability');

const STATED = 'stated.';

/** The names in a place of the spec (`flows.read.rate`), if it is one of a field. */
export const namesAt = <F extends LiteralField>(field: F, path: string): NamesOf<F> | undefined =>
  unfilled(field, path) as NamesOf<F> | undefined;

/** The same of the fact that states it: `stated.flows.read.rate`. */
export const namesStated = <F extends LiteralField>(field: F, id: string): NamesOf<F> | undefined =>
  id.startsWith(STATED) ? namesAt(field, id.slice(STATED.length)) : undefined;

/** An id with its names in it, for what keeps ids: `checkedId('flows.read.rate.peak')`. */
export const checkedId = <const I extends string>(id: CheckedId<I>): FactId => id as unknown as FactId;

/** An id as a user typed it, or a spec has it, or a result: what it names may not exist, and is then an unknown fact. */
export const uncheckedId = (words: string): FactId => words as FactId;

type Named = Exclude<Pattern, `${string}.k`>;

/** What a convention fixes where the spec does not. */
type ConventionId = `conventions.${'day' | 'month' | 'year'}`;

/** The patterns that an id of some segments may be of: a placeholder stands for one name, a word for itself or for a name. */
type Starred<I extends string> = I extends `${infer Head}.${infer Rest}` ? `${StarredPart<Head>}.${Starred<Rest>}` : StarredPart<I>;
type StarredPart<S extends string> = IsWord<S> extends true ? S | '*' : '*';
/** Only a word makes a property that there must be; a template makes an index signature. */
type IsWord<S extends string> = Record<never, never> extends Readonly<Record<S, 1>> ? false : true;

type PatternOf<I extends string> = I extends `stated.${infer Field}`
  ? Extract<Starred<Field>, LiteralField>
  : I extends `${infer Base}.year${number}`
    ? PatternOf<Base>
    : I extends `${infer Root}.${infer Rest}`
      ? Extract<`${Root}.${Starred<Rest>}`, Named>
      : never;

/**
 * What a fact is asked for by: an id that the compiler can hold against the table, segment by segment, or one that was made from it. It stands for
 * itself if it is one: `components.${name}.fleet`, `totals.cost.year3`, `stated.components.db.shards`; of what names nothing, for a sentence that says so.
 */
export type CheckedId<I extends string> = I extends FactId | ConventionId
  ? I
  : [PatternOf<I>] extends [never]
    ? `no fact is called ${I}`
    : I;

type TopicsIn<P extends string, Root extends string> = P extends `${Root}.*.${infer Topic}`
  ? Topic extends `${string}*${string}`
    ? never
    : Topic
  : never;

/**
 * What there is of each thing of a root: `fleet` and `rate.peak` of `components`; in a later year too. A topic with a name in it (`rate.spike.launch`) is
 * none: a type cannot keep dots out of a name, so that such an id is asked for whole, by `factId` or as a template.
 */
export type TopicOf<Root extends string> = TopicsIn<Named, Root> | `${TopicsIn<Named, Root>}.year${number}`;
