import {
  type AlternativeResult,
  type ChoiceResult,
  type FactState,
  isSameReason,
  type Outcome,
  type Reason,
  UserError,
} from '../core/index.js';
import { type Evaluation, samplingOf } from '../evaluate/evaluation.js';
import { graphUnder } from '../evaluate/tried.js';
import { conditionOf, type FactNode, type Graph, RESOURCES, reasonsOf, Sampler } from '../facts/index.js';
import { type Alternative, regretsOf } from '../math/index.js';
import { type AlternativesOf, choose } from '../spec/index.js';

/** The bill of the whole design: an alternative of one component may move what others cost. */
const BILL = 'totals.cost';
/** Rounding of the last digits is no overload. */
const FULL = 1 + 1e-9;

/** The design under one alternative. */
interface Trial {
  readonly name: string;
  readonly bill: FactNode;
  readonly own: FactNode;
  readonly sampler: Sampler;
  /** What may break, and in which samples it does. */
  readonly limits: readonly { readonly name: string; readonly broken: Uint8Array }[];
}

/**
 * Chooses among the alternatives of each component, the other components as they are stated: the least expected regret over joint samples that all
 * alternatives share. Empty for a spec without any.
 */
export async function choicesOf(evaluation: Evaluation): Promise<readonly ChoiceResult[]> {
  const choices: ChoiceResult[] = [];
  for (const component of evaluation.spec.alternatives) choices.push(await choiceOf(component, evaluation));
  return choices;
}

async function choiceOf({ component, at, alternatives, decided }: AlternativesOf, evaluation: Evaluation): Promise<ChoiceResult> {
  const trials: Trial[] = [];
  for (const { name } of alternatives) trials.push(await tried(component, name, evaluation));
  const known = trials.filter(({ bill, own }) => bill.state === 'known' && own.state === 'known');
  const missing =
    known.length === 0
      ? []
      : reasonsOf((known[0] as Trial).bill).filter((reason) => known.every(({ bill }) => has(reasonsOf(bill), reason)));
  const states = trials.map((trial) => stateOf(trial, missing));
  const compared = trials.filter((_, i) => states[i]?.state === 'known');
  const regrets = regretsOf(compared.map(alternativeOf));
  const results = trials.map((trial, i): AlternativeResult => {
    const state = states[i] as State;
    const regret = regrets.each[compared.indexOf(trial)];
    return {
      name: trial.name,
      cost: state.state === 'known' ? trial.bill.value : null,
      unit: trial.bill.unit as string,
      ...state,
      spread: state.state === 'known' ? trial.sampler.spread(trial.bill) : null,
      holds: shareThatHolds(trial),
      breaks: breaksOf(trial),
      regret: regret && compared.length > 1 ? { mean: regret.mean, p95: regret.p95, whenWrong: regret.whenWrong, best: regret.best } : null,
      at: (alternatives[i] as AlternativesOf['alternatives'][number]).at,
    };
  });
  const choice = compared.length > 1 && regrets.choice !== undefined ? (compared[regrets.choice] as Trial).name : null;
  return { component, best: choice, decided, alternatives: results, missing, at };
}

async function tried(component: string, name: string, evaluation: Evaluation): Promise<Trial> {
  const graph = proven(await graphUnder(evaluation, [choose(component, name)]));
  const sampler = new Sampler(graph, samplingOf(evaluation.options), placesFor(graph, evaluation.graph, component, name));
  return { name, bill: graph.get(BILL), own: graph.get(`components.${component}.cost`), sampler, limits: limitsOf(graph, sampler) };
}

/** Alternatives are resolved when their spec is loaded; a change may still be one that an alternative does not take. */
function proven<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new UserError(outcome.findings);
  return outcome.value;
}

/**
 * The dimension of the joint sample that an uncertain literal uses: that of the same literal in the base design, so that alternatives meet
 * the same future. Literals of an alternative keep the dimension of their own place: doubt about one of them is independent of doubt about
 * another.
 */
function placesFor(graph: Graph, stated: Graph, component: string, option: string): (id: string) => number {
  const common = new Map(stated.leaves.uncertainIds().map((id, i) => [id, i]));
  const own = new Map(graph.leaves.uncertainIds().map((id, i) => [id, common.size + i]));
  const at = `stated.components.${component}.`;
  return (id) => {
    const written = id.startsWith(at) ? common.get(`${at}options.${option}.${id.slice(at.length)}`) : undefined;
    return written ?? common.get(id) ?? own.get(id) ?? common.size + own.size;
  };
}

/** Every resource that may be used up, and every requirement that may be missed. */
function limitsOf(graph: Graph, sampler: Sampler): Trial['limits'] {
  const limits: Trial['limits'][number][] = [];
  for (const component of graph.model.components.keys()) {
    for (const resource of RESOURCES) {
      const node = graph.get(`components.${component}.utilization.${resource}`);
      if (node.state === 'unknown') continue;
      limits.push({ name: `${component}: ${resource}`, broken: flags(sampler.values(node), (used) => used > FULL) });
    }
  }
  for (const check of graph.model.checks) {
    const condition = check.kind === 'requirement' ? conditionOf(check, graph) : null;
    if (condition) limits.push({ name: check.name, broken: flags(sampler.values(condition.node), (value) => !condition.holds(value)) });
  }
  return limits;
}

function flags(values: Float64Array, test: (value: number) => boolean): Uint8Array {
  const out = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) if (test(values[i] as number)) out[i] = 1;
  return out;
}

type State = Pick<AlternativeResult, 'state' | 'missing'>;

const has = (reasons: readonly Reason[], reason: Reason): boolean => reasons.some((one) => isSameReason(one, reason));

/** Bills are compared only where they have the same in them. */
function stateOf({ bill, own, sampler }: Trial, left: readonly Reason[]): State {
  const unknown = (missing: readonly Reason[], state: FactState = 'unknown'): State => ({ state, missing });
  if (own.state === 'unknown') return unknown(reasonsOf(own));
  if (bill.state === 'unknown') return unknown(reasonsOf(bill));
  if (own.state === 'unbounded' || bill.state === 'unbounded' || !sampler.values(bill).every(Number.isFinite))
    return unknown([], 'unbounded');
  const more = reasonsOf(bill).filter((reason) => !has(left, reason));
  return more.length > 0 ? unknown(more) : { state: 'known', missing: [] };
}

function alternativeOf({ bill, sampler, limits }: Trial): Alternative {
  const cost = sampler.values(bill);
  const holds = new Uint8Array(cost.length).fill(1);
  for (const { broken } of limits) for (let i = 0; i < holds.length; i++) if (broken[i] === 1) holds[i] = 0;
  return { cost, holds };
}

function total(of: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < of.length; i++) sum += of[i] as number;
  return sum;
}

function shareThatHolds(trial: Trial): number {
  const { holds } = alternativeOf(trial);
  return total(holds) / holds.length;
}

/** A break in one of a hundred futures is not worth a word. */
const RARE = 0.01;

function breaksOf({ limits }: Trial): readonly string[] {
  return limits
    .map(({ name, broken }) => ({ name, share: total(broken) / broken.length }))
    .filter(({ share }) => share >= RARE)
    .sort((a, b) => b.share - a.share)
    .map(({ name }) => name);
}
