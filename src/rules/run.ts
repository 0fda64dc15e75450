import { BugError, checkTime, filled, UserError } from '../core/index.js';
import type { Evaluation } from '../evaluate/evaluation.js';
import { horizonYears } from '../evaluate/yearly.js';
import { idInState, leafId, uncheckedId } from '../facts/index.js';
import type { LiteralField } from '../schema/index.js';
import { type Call, leafOf, type Model } from '../spec/index.js';
import { asks, isOn, type RulesConfig } from './config.js';
import { inYear } from './horizon.js';
import { type HeldComparison, Judge } from './judge.js';
import { type Options, optionsOf } from './options.js';
import type { AnyRule, Because, Key, NodeName, NodeOf, Raised, RuleContext } from './rule.js';

/** Beyond this the years of a plan are no plan. */
const MOST_YEARS = 100;

/** What a rule has raised, with the numbers that it rests on: what settling makes findings of. */
export interface Hit {
  readonly rule: AnyRule;
  readonly raised: Raised;
  /** Null where the spec alone tells. */
  readonly judged: HeldComparison | null;
  readonly options: Options;
}

/** A rule that threw: a bug of ours. The others go on. */
export interface Broken {
  readonly rule: AnyRule;
  readonly error: unknown;
}

/** Runs rules over the nodes that they are about. */
export function runRules(
  evaluation: Evaluation,
  rules: readonly AnyRule[],
  config: RulesConfig,
): { readonly hits: readonly Hit[]; readonly broken: readonly Broken[] } {
  const { graph, sampler } = evaluation;
  const judge = new Judge(graph, sampler);
  const context = new Contexts(evaluation);
  const hits: Hit[] = [];
  const broken: Broken[] = [];
  for (const rule of rules) {
    if (!isOn(rule, config)) continue;
    checkTime('checking', rule.id);
    const options = optionsOf(rule, config, graph);
    const raising = new Raising(rule, evaluation, context);
    try {
      for (const [place, node] of raising.nodes.entries())
        for (const raised of raising.by(node, place)) {
          const { because, when = [], isQuestion = false } = raised;
          if (isQuestion && !asks(rule, config)) continue;
          if (because === 'structure') {
            hits.push({ rule, raised, judged: null, options });
            continue;
          }
          const judged = judge.judge(isOne(because) ? [because] : because, options, when);
          if (judged) hits.push({ rule, raised, judged, options });
        }
    } catch (error) {
      // A deadline that has passed is no fault of the rule.
      if (error instanceof UserError) throw error;
      broken.push({ rule, error });
    }
  }
  return { hits, broken };
}

type Node = NodeOf[NodeName];

/** What rules have raised about nodes of a model, where they looked at no value to do so: other literals raise the same, whatever then holds. */
interface Before {
  readonly requested: Evaluation['requested'];
  readonly nodes: Map<NodeName, readonly Node[]>;
  /** By the place of a node among those that its rule is about: a map for each rule would hold as many entries as there are nodes. */
  readonly raised: Map<AnyRule, (readonly Raised[] | undefined)[]>;
}

const RAISED = new WeakMap<Model, Before>();

function beforeIn({ model, requested }: Evaluation): Before {
  const known = RAISED.get(model);
  if (known?.requested === requested) return known;
  const before: Before = { requested, nodes: known?.nodes ?? new Map(), raised: new Map() };
  RAISED.set(model, before);
  return before;
}

/** Runs the check of one rule, once for each node of a model unless it looks at values. */
class Raising {
  readonly nodes: readonly Node[];
  readonly #check: (node: Node, context: RuleContext<never>) => Iterable<Raised>;
  readonly #contexts: Contexts;
  readonly #known: (readonly Raised[] | undefined)[];

  constructor(rule: AnyRule, evaluation: Evaluation, contexts: Contexts) {
    this.#check = rule.check as (node: Node, context: RuleContext<never>) => Iterable<Raised>;
    this.#contexts = contexts;
    contexts.rule = rule;
    const before = beforeIn(evaluation);
    this.nodes = before.nodes.get(rule.on) ?? nodesOf(evaluation.model, rule.on);
    before.nodes.set(rule.on, this.nodes);
    this.#known = before.raised.get(rule) ?? [];
    before.raised.set(rule, this.#known);
  }

  /** @param place that of the node among those that the rule is about */
  by(node: Node, place: number): Iterable<Raised> {
    return this.#known[place] ?? this.#anew(node, place);
  }

  *#anew(node: Node, place: number): Iterable<Raised> {
    this.#contexts.looks = false;
    const raised: Raised[] = [];
    for (const one of this.#check(node, this.#contexts.context)) {
      raised.push(one);
      yield one;
    }
    if (!this.#contexts.looks) this.#known[place] = raised.length === 0 ? NOTHING : raised;
  }
}

const NOTHING: readonly Raised[] = [];

const isOne = (because: Because | readonly Because[]): because is Because => typeof because[1] === 'string';

function nodesOf(model: Model, name: NodeName): readonly Node[] {
  switch (name) {
    case 'spec':
      return [model];
    case 'flow':
      return [...model.flows.values()];
    case 'call':
      return [...model.flows.values()].flatMap(({ calls }) => calls);
    case 'component':
      return [...model.components.values()];
    case 'data':
      return [...model.data.values()];
    case 'objective':
      return model.objectives;
  }
}

/** The context of one rule after the other: one of its own for each would cost more to make than most rules cost to run. */
class Contexts {
  readonly context: RuleContext<never>;
  /** Whether the rule has looked at a value. */
  looks = false;
  #rule: AnyRule | undefined;

  constructor(evaluation: Evaluation) {
    this.context = contextOf(
      () => this.rule,
      evaluation,
      () => {
        this.looks = true;
      },
    );
  }

  get rule(): AnyRule {
    if (!this.#rule) throw new BugError('no rule is run');
    return this.#rule;
  }

  set rule(rule: AnyRule) {
    this.#rule = rule;
  }
}

function contextOf(ruleOf: () => AnyRule, { model, graph, sampler, requested }: Evaluation, onValue: () => void): RuleContext<never> {
  const fact = (pattern: string, ...names: readonly string[]): Key => {
    const { id, reads } = ruleOf();
    if (!(reads as readonly string[]).includes(pattern)) throw new BugError(`${id} reads ${pattern}, which it does not declare`);
    return { key: uncheckedId(filled(pattern, names as string[])) };
  };
  const literalAt = (path: string): Key => ({ key: leafId(graph.leaves.writtenAt(path) ?? path) });
  const keyAt = (path: string | undefined): Key | undefined => (path === undefined ? undefined : { key: leafId(path) });
  return {
    model,
    fact,
    literal: (of: string | Call, ...names: readonly string[]) =>
      literalAt(typeof of === 'string' ? filled(of, names as string[]) : `${of.path}.${names[0]}`),
    stated: (of: LiteralField | Call, ...names: readonly string[]) => {
      if (typeof of === 'string') return keyAt(graph.leaves.pathOf(of, names));
      return of.hasOptions ? keyAt(graph.leaves.writtenAt(`${of.path}.${names[0]}`)) : undefined;
    },
    without: ({ key }: Key, component: string): Key => ({ key: idInState(key, { allUp: false, without: [component] }) }),
    allUp: ({ key }: Key): Key => ({ key: requested.down.length === 0 ? key : idInState(key, { allUp: true, without: [] }) }),
    option: (name: string) => {
      const { id, options = {} } = ruleOf();
      if (!Object.hasOwn(options, name)) throw new BugError(`${id} has no option ${name}`);
      return { key: uncheckedId(`rules.${id}.${name}`) };
    },
    now: (key: Key): Key => (requested.after === null ? inYear(key, 0) : key),
    get yearsAhead() {
      onValue();
      return Math.min(MOST_YEARS, horizonYears(graph) ?? 0);
    },
    time: requested.after === null ? 'today' : `after ${requested.after.text}`,
    isKnown: ({ key }: Key) => {
      onValue();
      return graph.get(key).state !== 'unknown';
    },
    isWhole: ({ key }: Key) => {
      onValue();
      const { state, missing } = graph.get(key);
      return state !== 'unknown' && missing === undefined;
    },
    word: ({ key }: Key) => {
      onValue();
      return graph.get(key).word;
    },
    atLeastOnce: ({ path, hasOptions }: Call) => {
      onValue();
      const times = hasOptions ? keyAt(graph.leaves.writtenAt(`${path}.times`)) : undefined;
      if (!times) return true;
      const node = graph.get(times.key);
      return node.state !== 'unknown' && (node.uncertain ? sampler.bounds(node)[0] : node.value) >= 1;
    },
    states: (field: string, ...names: readonly string[]) => leafOf(model, filled(field, names as string[])) !== undefined,
  } as unknown as RuleContext<never>;
}
