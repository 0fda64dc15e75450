import { type Outcome, suggest, UserError } from '../core/index.js';
import { type Graph, Sampler, type SamplingOptions } from '../facts/index.js';
import { DEFAULT_SAMPLES } from '../math/index.js';
import type { Model, Scenario } from '../spec/index.js';
import { type ChangesRequested, changedGraph, graphOf, setChange } from './change.js';

export interface EvaluateOptions {
  /** Name of a scenario of the spec; by default the base design. */
  readonly scenario?: string;
  /** Spec path -> literal, or `xN` of the literal there. */
  readonly set?: Readonly<Record<string, string>>;
  readonly seed?: number;
  readonly samples?: number;
  /** The day of the run, `2027-06-01`: what is accepted until an earlier one is so no more. Left out, no waiver expires. */
  readonly today?: string;
}

export { DEFAULT_SAMPLES };

export const DEFAULT_SEED = 1;

/** A spec under some changes: the model that they lead to, its facts, and the samples of those that are uncertain. */
export interface Evaluation {
  /** The spec as filed. */
  readonly spec: Model;
  readonly options: EvaluateOptions;
  /** What `--set` and the scenario change. */
  readonly requested: ChangesRequested;
  readonly model: Model;
  readonly graph: Graph;
  readonly sampler: Sampler;
}

/**
 * The facts of a spec, with `--set` and the scenario applied.
 * @throws UserError for a change that cannot be made, or a scenario that the spec does not have
 */
export async function evaluationOf(spec: Model, options: EvaluateOptions = {}): Promise<Evaluation> {
  const requested = changesRequested(spec, options);
  const graph = orThrow(await changedGraph(graphOf(spec), requested.list, requested));
  return { spec, options, requested, model: graph.model, graph, sampler: new Sampler(graph, samplingOf(options)) };
}

export const samplingOf = ({ seed = DEFAULT_SEED, samples = DEFAULT_SAMPLES }: EvaluateOptions): SamplingOptions => ({ seed, samples });

/** What `--set` and the scenario change; together, since a scenario may multiply what `--set` has put there. */
function changesRequested(spec: Model, options: EvaluateOptions): ChangesRequested {
  const changes = Object.entries(options.set ?? {}).map(([path, text]) => setChange(path, text));
  const scenario = options.scenario === undefined ? undefined : scenarioOf(spec, options.scenario);
  return { list: [...changes, ...(scenario?.changes ?? [])], after: scenario?.after ?? null, down: scenario?.down ?? [] };
}

function scenarioOf(model: Model, name: string): Scenario {
  const scenario = model.scenarios.get(name);
  if (scenario) return scenario;
  const names = [...model.scenarios.keys()];
  const near = suggest(name, [...names, 'all', 'stress']);
  const listed = names.length === 0 ? 'it has none: state them under `scenarios:`' : `it has: ${names.join(', ')}`;
  throw new UserError({
    rule: 'usage/unknown-scenario',
    severity: 'error',
    message: `"${model.name}" has no scenario "${name}"`,
    help: near === undefined ? listed : `did you mean "${near}"?`,
    ...(near !== undefined && { suggestion: near }),
  });
}

/** The value of an outcome; what is wrong is thrown, since a changed spec that cannot be evaluated has no result. */
function orThrow<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new UserError(outcome.findings);
  return outcome.value;
}
