import type { Confidence, NamesOf, Severity } from '../core/index.js';
import type { FactId, Names, Pattern } from '../facts/index.js';
import type { CallField, LiteralField } from '../schema/index.js';
import type { Call, Component, DataSet, Flow, Model, Objective, Tier } from '../spec/index.js';

/** What rules look at, one at a time. */
export interface NodeOf {
  readonly spec: Model;
  readonly flow: Flow;
  readonly call: Call;
  readonly component: Component;
  readonly data: DataSet;
  readonly objective: Objective;
}
export type NodeName = keyof NodeOf;

/** The quality that a rule protects: a review has a verdict for each, and lenses show those of their own. */
export const ATTRIBUTES = [
  'capacity',
  'latency',
  'availability',
  'durability',
  'consistency',
  'cost',
  'simplicity',
  'operability',
  'security',
  'requirements',
] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

export const PRESETS = ['minimal', 'recommended', 'thorough', 'interview'] as const;
export type Preset = (typeof PRESETS)[number];

export type RuleId = `${string}/${string}`;

/** How sure it is that a reader would agree: facts compared, words that contradict each other, or something that is only absent. */
export type EvidenceKind = 'comparison' | 'contradiction' | 'absence';

declare const KEY: unique symbol;
/** The id of a fact or of an option (`rules.load/spike-needs-queue.times`): what a check yields in place of numbers. */
export type Key = { readonly key: FactId; readonly [KEY]?: true };

/** It is raised where this holds: left > right x times, or left < right x times; `>=` and `<=` where the limit itself is to be raised too. */
export type Because = readonly [left: Key, op: '>' | '<' | '>=' | '<=', right: Key, times?: Key];

/** A literal that may be why a comparison comes out as it does. */
export interface LimitingLiteral {
  /** Its path; ending in a dot, all that is below. */
  readonly path: string;
  /** What to do where it is the one, in place of the help of the rule. */
  readonly help?: string;
  /** The fact that it should state instead (`{suggestion}`); where that is not known, nothing is suggested, and `help` is not given. */
  readonly suggests?: Key;
  /** What it is, where another is the place. */
  readonly beside?: string;
}

/** What a check yields. No text, and no number: those are made from it, once. */
export interface Raised {
  /** Path of what it is about: `components.db`. */
  readonly subject: string;
  /** What tells it from others of the same rule about the same subject: the name of a flow or of a spike. */
  readonly key?: string;
  /** The comparison, or several of which all must hold, the first of them printed; or `structure`, where the spec alone tells. */
  readonly because: Because | readonly Because[] | 'structure';
  /** Comparisons that must hold besides and are made first: what costs little, and spares the others where it does not hold. */
  readonly when?: readonly Because[];
  /** What the texts name, by the words in braces: facts, and names of the spec. */
  readonly slots?: Readonly<Record<string, Key | string>>;
  /** Path of the literal or of the thing that should change; the subject if left out. */
  readonly at?: string;
  readonly related?: readonly { readonly path: string; readonly message: string }[];
  /** Paths of what may have caused it: a finding about one of these whose rule covers this one takes it over. */
  readonly causes?: readonly string[];
  /**
   * Literals that may decide what is compared, the likeliest first. The one that does is where the finding is placed, and the arithmetic is that of the
   * comparison within the fact: a headroom is load against room.
   */
  readonly limits?: readonly LimitingLiteral[];
  /** What is too much waits in a queue before it: where it is so at an assumed peak alone, that is worked off later, and is a step less. */
  readonly waits?: boolean;
  /** The spec leaves something open, and states nothing of the kind elsewhere: only presets that ask questions raise it. */
  readonly isQuestion?: boolean;
}

/** What a check may look at: the model, and the facts that its rule declares. */
export interface RuleContext<P extends Pattern = Pattern> {
  readonly model: Model;
  /** The key of a fact. @throws for one that the rule does not declare in `reads` */
  fact<Q extends P>(pattern: Q, ...names: Names<Q>): Key;
  /** The key of the literal that states a field of something itself, or an option of a call, as a fact; one that nothing states raises nothing. */
  literal<F extends LiteralField>(field: F, ...names: NamesOf<F>): Key;
  literal(call: Call, option: CallField): Key;
  /** The key of the literal that states a field: of what is named, else of the root where that is inherited; or an option of a call. Undefined if none does. */
  stated<F extends LiteralField>(field: F, ...names: NamesOf<F>): Key | undefined;
  stated(call: Call, option: CallField): Key | undefined;
  /** The key of an option of the rule. */
  option(name: string): Key;
  /** A fact as it is while one component is down. */
  without(fact: Key, component: string): Key;
  /** A fact as it is with everything up, whatever is down in what is looked at. */
  allUp(fact: Key): Key;
  /** A fact of what grows with the years (what is stored) at the time that is looked at: that is today, unless a scenario looks ahead. */
  now(fact: Key): Key;
  /** Whole years that the spec looks ahead, for each of which there are facts (`inYear`): 0 where no horizon is stated, or one that is nearer. */
  readonly yearsAhead: number;
  /** That time, in words: `today`, `after 2 years`. */
  readonly time: string;
  /** Whether a fact is known: an unknown one raises nothing, but its absence may be what a rule is about. */
  isKnown(key: Key): boolean;
  /** Whether it is known, and nothing is left out of it for want of a number. */
  isWhole(key: Key): boolean;
  /** The class that a fact is (`disk`), of one that is a class and known. */
  word(key: Key): string | undefined;
  /** Whether a call is made at least once, whenever its caller is asked: `times` is left out, or below 1 in no case. */
  atLeastOnce(call: Call): boolean;
  /** Whether the spec states a field, in whatever form. */
  states(field: LiteralField, ...names: readonly string[]): boolean;
}

export interface RuleOption {
  /** Its default, as a literal: `70%`, `10`, `5 MB`. */
  readonly value: string;
  /** What sort of literal it is. */
  readonly field: 'ratio' | 'count' | 'share' | 'rate' | 'bytes' | 'duration' | 'months' | 'cost' | 'bytePrice';
  readonly meaning: string;
}

/** What a reader needs to agree or to disagree. */
export interface RuleDocs {
  /** When it is raised. */
  readonly what: string;
  /** What goes wrong otherwise. */
  readonly why: string;
  /** What following it costs. */
  readonly cost: string;
  readonly source: string;
  /** Where it is raised and does not matter. */
  readonly falsePositives: string;
  /** A spec that it is content with, and one in which it is raised. */
  readonly good: string;
  readonly bad: string;
}

export interface Rule<N extends NodeName = NodeName, P extends Pattern = Pattern> {
  readonly id: RuleId;
  readonly on: N;
  readonly severity: Severity | Readonly<Record<Tier, Severity>>;
  readonly confidence: Confidence;
  readonly evidence: EvidenceKind;
  readonly attribute: Attribute;
  /** Version that first has it. */
  readonly since: string;
  /** Presets beside `thorough`, which has all; `recommended` and `interview` unless stated. */
  readonly presets?: readonly Preset[];
  /** Ids of what it makes superfluous about the same subject: they become places beside it. */
  readonly covers?: readonly string[];
  readonly docs: RuleDocs;
  readonly options?: Readonly<Record<string, RuleOption>>;
  readonly reads: readonly P[];
  /** One sentence, lower case start, words in braces: `{store} gets {load} in {spike}, and carries {room}`. */
  readonly message: string;
  /** One action. */
  readonly help: string;
  check(node: NodeOf[N], context: RuleContext<P>): Iterable<Raised>;
}

/** A rule of any sort of node, for what runs them all. */
export type AnyRule = { readonly [N in NodeName]: Rule<N, never> }[NodeName];

/** A rule, its patterns and its node checked by the compiler. */
export const defineRule = <N extends NodeName, const P extends Pattern>(rule: Rule<N, P>): AnyRule => rule as unknown as AnyRule;
