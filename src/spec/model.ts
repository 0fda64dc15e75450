import type { Finding, Range } from '../core/index.js';
import type { Calendar, Currency, StatedTarget, Vocabulary } from '../quantity/index.js';
import type { KindName, WORDS } from '../schema/index.js';
import type { SourceTree } from '../source/index.js';
import type { AlternativesOf } from './alternatives.js';
import type { Location } from './earth.js';
import type { Kind } from './kinds.js';
import type { Leaf } from './leaf.js';
import type { Objective } from './objectives.js';
import type { PathCall, PathCalls } from './path.js';
import type { Name } from './places.js';
import type { Products } from './products.js';
import type { Decision, Requirement, Story } from './requirements.js';
import type { Waiver } from './waivers.js';

export type { Leaf, LeafValue } from './leaf.js';

export type Tier = (typeof WORDS)['tier'][number];

/** A word that the spec may have at a field. */
export type Word<Field extends keyof typeof WORDS> = (typeof WORDS)[Field][number];

/** What is at stake in a data set. */
export type DataClass = Exclude<Word<'data.*.class'>, 'none'>;

/** A data set that a flow adds to or reads: as many items a request as is stated there, else one. */
export interface DataUse {
  readonly data: string;
  readonly flow: string;
  readonly by: 'addedBy' | 'readBy';
  /** How items are looked up, and by which index; null where nothing is stated. */
  readonly found: { readonly by: Word<'data.*.readBy.*.by'> | null; readonly index: Word<'data.*.readBy.*.index'> | null };
}

/** Words of a flow about its requests and responses; null where it has none. */
export interface FlowWords {
  /** Whether it is stated to read or to write. */
  readonly kind: Word<'flows.*.kind'> | null;
  /** Regions and other places where its actors are. */
  readonly from: readonly string[];
  /** The actor that states so for all flows that it brings; null where the flow does itself, or nothing does. */
  readonly fromOf: string | null;
  readonly protocol: Word<'flows.*.protocol'> | null;
  readonly idempotency: Word<'flows.*.idempotency'> | null;
  readonly cacheable: Word<'flows.*.cacheable'> | null;
  readonly chunked: boolean | null;
  readonly transaction: Word<'flows.*.transaction'> | null;
}

export interface Flow extends FlowWords {
  readonly name: string;
  readonly write: boolean;
  readonly offPeak: boolean;
  /** Whether a growth is stated for it alone. */
  readonly hasOwnGrowth: boolean;
  /** The flow of which this one is a subset, not to be counted twice. */
  readonly partOf: string | null;
  readonly spikes: readonly string[];
  readonly adds: readonly DataUse[];
  readonly reads: readonly DataUse[];
  /** The calls of the path in preorder: a caller comes before its callees. */
  readonly calls: readonly Call[];
  readonly at: Range;
}

/** What is done when a call fails. */
export interface Fallback {
  /** Whether a share of the calls is stated that go well then. */
  readonly hasShare: boolean;
  /** Component that answers instead. */
  readonly to: string | null;
  /** Whether a time is stated that an outage is bridged for. */
  readonly hasBuffer: boolean;
}

/** One call on the path of a flow. */
export interface Call {
  readonly index: number;
  /** Its path in the spec: `flows.read.path.0.cdn`. Calls of one chain in words share it. */
  readonly path: string;
  readonly flow: string;
  readonly component: string;
  /** Those of its kind. */
  readonly traits: Kind;
  /** Null for a call of the actor. */
  readonly caller: Call | null;
  /** The calls that it makes, in turn. */
  readonly callees: readonly Call[];
  /** `miss`: made only for what the caller, a cache, does not have. `consume`: a queue delivers a message. */
  readonly via: 'call' | 'miss' | 'consume';
  /** Steps that share a group with the same caller run at once. */
  readonly group: number | null;
  /** The path in words that it is written in (`a -> b -> c`), and itself in it; null if it is not. */
  readonly words: { readonly whole: PathCalls; readonly call: PathCall } | null;
  /** Whether the caller goes on without the response: the call is asynchronous, or behind a queue. */
  readonly async: boolean;
  /**
   * What its failure is to the caller: nothing (asynchronous, or soft), something only where the fallback does not help, or a failure of the
   * caller too.
   */
  readonly failure: 'harmless' | 'covered' | 'fatal';
  readonly fallback: Fallback | null;
  /** Whether the callees on a miss answer in its place while its component is down: as for a cache, unless its call states otherwise. */
  readonly isBypassed: boolean;
  readonly writes: boolean;
  /** Whether the spec states anything of the call beside whom it calls. */
  readonly hasOptions: boolean;
  /** How it is spoken: as stated, of a call of the actor else as its flow states. */
  readonly protocol: Word<'call.protocol'> | null;
  /** What makes a repeat harmless: as stated, else as its flow states. */
  readonly idempotency: Word<'call.idempotency'> | null;
  /** The consistency of this read or write: a level of the product, or a guarantee. */
  readonly consistency: Name | null;
  /** The isolation of its transaction: a setting of the product, or a level of isolation. */
  readonly isolation: Name | null;
  /** Which copy answers it. */
  readonly from: Word<'call.from'> | null;
  /** Whether it is sent again when it fails, and after which failures. */
  readonly isRetried: boolean;
  /** Whether its caller stops calling for a while once calls fail: a circuit breaker. */
  readonly hasBreaker: boolean;
  readonly retriedOn: { readonly timeout: boolean; readonly error: boolean };
  /** Whether the calls that `times` states are made together: all of them, unless a number is stated. */
  readonly isAtOnce: boolean;
  /** Round trips that it sets a connection up with: none where it is kept. */
  readonly setUp: 'none' | 'plain' | 'encrypted';
  readonly at: Range;
}

/** A component that takes messages from a queue. */
export interface Consumer {
  readonly component: string;
  /** Whether it takes them at a rate of its own. */
  readonly hasRate: boolean;
}

/** The largest loss to stay up through; a number is one of instances. */
export type Loss = (typeof WORDS)['survives'][number] | number;

/** How many copies of an item answer. */
export type ConsistencyLevel = (typeof WORDS)['components.*.replication.read'][number] | number;

/** The load that a component is sized for. */
export type SizeFor = (typeof WORDS)['sizeFor'][number] | `spike.${string}`;

export interface Component {
  readonly name: string;
  readonly kind: KindName;
  readonly traits: Kind;
  /** The product that it is, as written. */
  readonly use: Name | null;
  /** As stated, here or at the root. */
  readonly survives: Loss | null;
  /** As stated, here or at the root, else the peak. */
  readonly sizeFor: SizeFor;
  readonly spread: (typeof WORDS)['components.*.spread'][number] | null;
  /** Whether its instances are called replicas: each has all of the data. */
  readonly areReplicas: boolean;
  /** Words about copies, about how others take over, about new versions and about maintenance; null where the spec states nothing about them. */
  readonly replication: {
    readonly read: ConsistencyLevel | null;
    readonly write: ConsistencyLevel | null;
    readonly sync: (typeof WORDS)['components.*.replication.sync'][number] | null;
    readonly mode: Word<'components.*.replication.mode'> | null;
    /** Where the copy is that takes writes. */
    readonly leaderIn: string | null;
    /** Regions, and zones by their own names, of which it is stated how many of the copies are there. */
    readonly in: readonly string[];
    /** How long its messages take: a published model, or stated of each of the four. */
    readonly delays: Word<'components.*.replication.delays'> | 'stated' | null;
    /** Whether other nodes accept writes for copies that do not answer (a sloppy quorum). */
    readonly isSloppy: boolean;
  } | null;
  readonly failover: {
    readonly mode: (typeof WORDS)['components.*.failover.mode'][number] | null;
    /** Whether a copy may take over that lacks what others have. */
    readonly promotes: Word<'components.*.failover.promotes'> | null;
  } | null;
  readonly deploy: { readonly strategy: (typeof WORDS)['components.*.deploy.strategy'][number] | null } | null;
  readonly maintenance: { readonly isRolling: boolean } | null;
  /** Delivery guarantee of a queue; null where the spec does not state it. */
  readonly delivery: (typeof WORDS)['components.*.delivery'][number] | null;
  /** Of a queue: where messages go that its consumers cannot do. */
  readonly deadLetters: Name | null;
  /** How it authenticates callers, whether it limits their rate, how it isolates user code, and whether its operations are idempotent. */
  readonly auth: Word<'components.*.auth'> | null;
  /** Whether its instances work off one queue, or each its own; null where the spec does not state it. */
  readonly balancing: Word<'components.*.balancing'> | null;
  readonly throttle: 'some' | 'none' | null;
  readonly usersCode: Word<'components.*.usersCode'> | null;
  /** What its own time varies by, where a word states it; how many samples of it are listed, and points of throughput. */
  readonly ownTime: { readonly variation: 'exponential' | 'fixed' | null; readonly samples: number; readonly scaling: number };
  readonly isIdempotent: boolean | null;
  /** The isolation of transactions whose calls state none. */
  readonly isolation: Name | null;
  /** What its data is split by. */
  readonly partitionKey: string | null;
  /** What its owner claims that it keeps in a partition. */
  readonly cap: Word<'components.*.cap'> | null;
  /** Of a cache: what ends an entry before its time. */
  readonly invalidation: Word<'components.*.invalidation'> | null;
  readonly consumers: readonly Consumer[];
  /** Every call of it, in all flows. */
  readonly calls: readonly Call[];
  /** Data sets that live in it. */
  readonly data: readonly string[];
  /** Data sets of which it holds some. */
  readonly holds: readonly string[];
  /** Whether it is a cache by its kind, or by what it holds. */
  readonly isCache: boolean;
  /** How many zones and regions it is spread over, 0 zones if the spec states none; and the zones themselves (`eu.a`), none if it is in any one. */
  readonly places: {
    readonly zones: number;
    readonly regions: number;
    readonly names: readonly string[];
    /**
     * Per region its zones, or the region itself where none are stated; none at all if it is run elsewhere. Of a component in one zone: any of
     * these may be it.
     */
    readonly within: readonly (readonly string[])[];
  };
  /** Causes that it fails with. */
  readonly causes: readonly string[];
  readonly at: Range;
}

export interface DataSet {
  readonly name: string;
  readonly stores: readonly string[];
  readonly addedBy: readonly DataUse[];
  readonly readBy: readonly DataUse[];
  /** Whether a growth is stated for it alone: else it grows as the flows do that add to it. */
  readonly hasOwnGrowth: boolean;
  /** Names of the parts whose sizes make up an item; none where an item is stated as a whole, or not. */
  readonly itemParts: readonly string[];
  /** What is at stake; null where nothing is stated, empty where it is stated to be nothing. */
  readonly classes: readonly DataClass[] | null;
  readonly locking: Word<'data.*.locking'> | null;
  readonly at: Range;
}

export interface Check {
  readonly kind: 'requirement' | 'expectation';
  readonly name: string;
  /** The requirement that states it, by name; null of an expectation. */
  readonly promise: string | null;
  readonly scenario: string | null;
  readonly fact: string;
  readonly leaf: Leaf;
  readonly stated: StatedTarget;
  /** What a bare target means: an expectation is met within 1%, a promise of availability is a least value. */
  readonly defaultOp: 'within' | 'at-least' | 'at-most';
  /** Where the fact id or the key of the requirement is written. */
  readonly keyAt: Range;
  /** Where the spec names the fact; null for a promise (`p99: 100 ms`), whose fact we name. */
  readonly factAt: Range | null;
}

export interface Scenario {
  readonly name: string;
  /** Spec path -> what it is to be. */
  readonly changes: readonly { readonly path: string; readonly text: string; readonly at: Range; readonly keyAt: Range }[];
  readonly after: Leaf | null;
  /** Components, regions, zones and causes that are down, as written. */
  readonly down: readonly Name[];
  readonly at: Range;
}

/** A spec whose names are resolved: what facts are computed from. */
export interface Model {
  readonly file: string;
  readonly tree: SourceTree;
  readonly name: string;
  readonly summary: string | null;
  readonly tier: Tier;
  readonly asOf: string | null;
  readonly calendar: Calendar;
  readonly vocabulary: Vocabulary;
  /** What money is counted in. */
  readonly currency: Currency;
  /** Conventions as stated, for headings: `day: 100k s`. */
  readonly conventions: readonly string[];
  /** Literals, by path as written. */
  readonly leaves: ReadonlyMap<string, Leaf>;
  /** Path of a field -> path as written, where the spec states it in short or by another word. */
  readonly writtenAs: ReadonlyMap<string, string>;
  /** Patterns of the fields that some literal states: the others need not be looked for. */
  readonly fields: ReadonlySet<string>;
  readonly flows: ReadonlyMap<string, Flow>;
  readonly components: ReadonlyMap<string, Component>;
  readonly data: ReadonlyMap<string, DataSet>;
  /** Regions, and the names of their zones: `eu` -> `a`, `b`. */
  readonly regions: ReadonlyMap<string, readonly string[]>;
  /** Where on earth regions are, of those of which it is stated. */
  readonly places: ReadonlyMap<string, Location>;
  /** Common causes that the topology names. */
  readonly causes: ReadonlySet<string>;
  readonly checks: readonly Check[];
  readonly requirements: readonly Requirement[];
  readonly stories: readonly Story[];
  readonly decisions: readonly Decision[];
  /** Promises of availability. */
  readonly objectives: readonly Objective[];
  readonly scenarios: ReadonlyMap<string, Scenario>;
  /** Findings and missed targets that the spec accepts. */
  readonly waivers: readonly Waiver[];
  /** Components with alternatives to choose from. */
  readonly alternatives: readonly AlternativesOf[];
  /** What the catalog states of the products that `use:` names, where the spec does not state it. */
  readonly products: Products;
  /** Warnings found on the way. */
  readonly findings: readonly Finding[];
}
