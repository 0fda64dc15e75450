import type { Context, FactId, Names, RowPattern } from '../../facts/index.js';
import type { Expr } from '../../quantity/index.js';

/** What may go wrong: an event of its own, a combination, or a component that has too few instances left. */
export type Event = Basic | EventGate | Insufficient | Outlasting;

export interface Basic {
  readonly kind: 'basic';
  /** The fact that has its chance: share of time, or, for what happens to a request, share of requests. */
  readonly id: FactId;
  /** The fact that has how often a year it begins; undefined for what happens to a request (a miss), which is no failure. */
  readonly outages: FactId | undefined;
  /** Holds if it does for any share of requests, however small. */
  readonly some?: true;
}

export interface EventGate {
  readonly kind: 'all' | 'any';
  readonly of: readonly Event[];
}

/** Fewer instances of a group are up than one of its uses needs. */
export interface Insufficient {
  readonly kind: 'insufficient';
  readonly group: Group;
  /** Index in `group.uses`, from 0. */
  readonly use: number;
}

/** An event that has gone on for longer than a buffer bridges: each cause of it for as long as that one lasts. */
export interface Outlasting {
  readonly kind: 'outlasting';
  readonly of: Event;
  /** What is bridged, s. */
  readonly buffer: Expr;
  /** The fact that has which share of the event that leaves. */
  readonly id: FactId;
}

/** The instances of a component: like each other, spread evenly over places that may be lost whole. */
export interface Group {
  readonly component: string;
  /** Stated as one thing, whatever it is made of: one instance. */
  readonly isWhole: boolean;
  /** Over several places, whether or not any of them may be lost. */
  readonly isSpread: boolean;
  /** The loss of each place, region after region, fullest first: where instances do not divide evenly, the first have one more. */
  readonly places: readonly Event[];
  /** How many of the places are in each region: instances are spread over these first. */
  readonly regions: readonly number[];
  /** Instances, then copies of the data among them (0 where none are distinguished), then what `chance` takes. */
  readonly args: readonly Expr[];
  /** What `outages` takes beside these. */
  readonly timing: readonly Expr[];
  /** How many uses it has: reads and writes, each in every state that needs another number of instances. */
  readonly uses: number;
  /** Which of its uses that is. */
  readonly useOf: (use: 'read' | 'write', state?: number) => number;
  /** Whether it is insufficient as soon as it is for some request, whichever item that needs. */
  readonly isOfAny: boolean;
  /** The same for all requests together; itself where they all need the same. */
  readonly forSome: Group;
  /** Groups of one form differ in the values of their arguments alone. */
  readonly form: string;
  /** Chance that too few are up for a use, of so many left. */
  readonly chance: (left: Left, args: readonly number[], use: number) => number;
  /** What is needed of it, and whether instances or copies of the data are what it lacks first. */
  readonly needs: (left: Left, args: readonly number[], use: number) => { readonly needed: number; readonly of: 'instances' | 'copies' };
  /** Fewest of what is left that must fail for it; 0 if too little is left anyway. */
  readonly least: (left: Left, args: readonly number[], use: number) => number;
  /** How often a year that begins, by the values of `args` and `timing`; undefined where no rate of failures is known. */
  readonly outages: ((left: Left, args: readonly number[], use: number) => number) | undefined;
  /** One use of it as formulas print it, with what else decides how often it is short or without. */
  readonly written: (use: number, isTimed: boolean) => readonly Expr[];
}

/** What is outside the lost places, for one item. */
export interface Left {
  readonly instances: number;
  readonly copies: number;
  /** Of a fleet in shards: how many of the shards are left with how much. */
  readonly shards?: readonly ShardsLeft[];
}

export interface ShardsLeft extends Omit<Left, 'shards'> {
  readonly count: number;
}

type StemOf<P> = P extends `${infer S}.unavailability` ? (`${S}.outages` extends RowPattern ? S : never) : never;
/** The common prefix of the facts of a chance and a frequency of failures: `components.*.instance`. */
export type Stem = StemOf<RowPattern>;

/** The failure whose chance and frequency are the facts under a stem. */
export function failureEvent<S extends Stem>(context: Context, stem: S, ...names: Names<S>): Basic {
  const id = context.id as (pattern: string, ...names: readonly string[]) => FactId;
  return { kind: 'basic', id: id(`${stem}.unavailability`, ...names), outages: id(`${stem}.outages`, ...names) };
}

/** Something that holds for a share of requests, whatever fails. */
export const share = (id: FactId): Basic => ({ kind: 'basic', id, outages: undefined });

/** Gates of more parts than these stay nested: flattening them at each call of a long chain would cost the square of its length. */
const MOST_MERGED = 64;

const combined = (kind: EventGate['kind'], of: readonly Event[]): Event => {
  const isMerged = (event: Event): event is EventGate => event.kind === kind && (event.of.length <= MOST_MERGED || of.length === 1);
  const parts = eachOnce(of.some(isMerged) ? of.flatMap((event) => (isMerged(event) ? event.of : [event])) : of);
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind, of: parts };
};

/** Identifies a basic event. */
export const keyOf = ({ id, some }: Basic): string => (some ? `${id} > 0` : id);

/** Both `a and a` and `a or a` are a. */
function eachOnce(events: readonly Event[]): readonly Event[] {
  const seen = new Set<unknown>();
  const groups = new Map<Group, number>();
  const numberOf = (group: Group): number => {
    const number = groups.get(group) ?? groups.size;
    groups.set(group, number);
    return number;
  };
  return events.filter((event) => {
    const key =
      event.kind === 'basic'
        ? keyOf(event)
        : event.kind === 'insufficient'
          ? `${numberOf(event.group)} use ${event.use}`
          : event.kind === 'outlasting'
            ? event.id
            : event;
    return !seen.has(key) && seen.add(key);
  });
}

/** Never, where one of the parts never is: it then rests on none of the others. */
export const all = (...of: readonly Event[]): Event => (of.some(isNever) ? NEVER : combined('all', of));
export const any = (...of: readonly Event[]): Event => combined('any', of);
/** Never: nothing there fails. */
export const NEVER: Event = { kind: 'any', of: [] };
export const isNever = (event: Event): boolean => event.kind === 'any' && event.of.length === 0;

/** What of an event some requests meet: whatever holds for a share of them, and not for none, or for one shard or item of many, holds. */
export const forSomeRequests = (event: Event): Event =>
  replaced(event, (part) => {
    if (part.kind === 'insufficient') return { ...part, group: part.group.forSome };
    return part.outages === undefined ? { ...part, some: true } : part;
  });

/** The same event with others in place of those that are not made of any. */
export function replaced(event: Event, by: (part: Basic | Insufficient) => Event): Event {
  if (event.kind === 'basic' || event.kind === 'insufficient') return by(event);
  if (event.kind !== 'outlasting') return (event.kind === 'all' ? all : any)(...event.of.map((part) => replaced(part, by)));
  const of = replaced(event.of, by);
  return isNever(of) ? NEVER : { ...event, of };
}
