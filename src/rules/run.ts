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
  const { model, graph, sampler } = evaluation;
  const judge = new Judge(graph, sampler);
  const hits: Hit[] = [];
  const broken: Broken[] = [];
  for (const rule of rules) {
    if (!isOn(rule, config)) continue;
    checkTime('checking', rule.id);
    const options = optionsOf(rule, config, graph);
    const raising = new Raising(rule, evaluation);
    try {
      for (const node of nodesOf(model, rule.on))
        for (const raised of raising.by(node)) {
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

/** What rules have raised about nodes of a model, where they looked at no value to do so: other literals raise the same, whatever then holds. */
const RAISED = new WeakMap<
  Model,
  { readonly requested: Evaluation['requested']; readonly rules: Map<AnyRule, WeakMap<object, readonly Raised[]>> }
>();

/** Runs the check of one rule, once for each node of a model unless it looks at values. */
class Raising {
  readonly #rule: AnyRule;
  readonly #context: RuleContext<never>;
  readonly #known: WeakMap<object, readonly Raised[]>;
  #looks = false;

  constructor(rule: AnyRule, evaluation: Evaluation) {
    this.#rule = rule;
    this.#context = contextOf(rule, evaluation, () => {
      this.#looks = true;
    });
    const { model, requested } = evaluation;
    const before = RAISED.get(model);
    const all = before?.requested === requested ? before : { requested, rules: new Map() };
    RAISED.set(model, all);
    this.#known = all.rules.get(rule) ?? new WeakMap();
    all.rules.set(rule, this.#known);
  }

  *by(node: NodeOf[NodeName]): Iterable<Raised> {
    const known = this.#known.get(node);
    if (known) {
      yield* known;
      return;
    }
    this.#looks = false;
    const check = this.#rule.check as (node: NodeOf[NodeName], context: RuleContext<never>) => Iterable<Raised>;
    const raised: Raised[] = [];
    for (const one of check.call(this.#rule, node, this.#context)) {
      raised.push(one);
      yield one;
    }
    if (!this.#looks) this.#known.set(node, raised.length === 0 ? NOTHING : raised);
  }
}

const NOTHING: readonly Raised[] = [];

const isOne = (because: Because | readonly Because[]): because is Because => typeof because[1] === 'string';

function nodesOf(model: Model, name: NodeName): readonly NodeOf[NodeName][] {
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

function contextOf(
  { id: rule, reads, options = {} }: AnyRule,
  { model, graph, sampler, requested }: Evaluation,
  onValue: () => void,
): RuleContext<never> {
  const declared = new Set<string>(reads);
  const fact = (pattern: string, ...names: readonly string[]): Key => {
    if (!declared.has(pattern)) throw new BugError(`${rule} reads ${pattern}, which it does not declare`);
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
      if (!Object.hasOwn(options, name)) throw new BugError(`${rule} has no option ${name}`);
      return { key: uncheckedId(`rules.${rule}.${name}`) };
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
