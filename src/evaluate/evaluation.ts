import {
  type CheckResult,
  type ChoiceResult,
  type DriverResult,
  type FactResult,
  type Finding,
  type Outcome,
  type Result,
  type SpecResult,
  suggest,
  UserError,
} from '../core/index.js';
import { type FactNode, type Graph, judge, leafId, Sampler, type SamplingOptions } from '../facts/index.js';
import { type Model, optionsIn, type Scenario } from '../spec/index.js';
import type { LoadedSpec } from '../workspace/load.js';
import { type ChangesAsked, changedGraph, graphOf, setChange, type ViewAsked } from './change.js';
import { factResult } from './fact-result.js';

export interface EvaluateOptions {
  /** Name of a scenario of the spec; by default the design as it stands. */
  readonly scenario?: string;
  /** Spec path -> literal, or `xN` of what stands there. */
  readonly set?: Readonly<Record<string, string>>;
  readonly seed?: number;
  readonly samples?: number;
  /** Patterns of the facts to tell; by default all, with everything that they rest on. */
  readonly only?: (pattern: string) => boolean;
  /** With `only`: also what those facts rest on. */
  readonly withInputs?: boolean;
  /** Also work the headlines out with rounded numbers. */
  readonly napkin?: boolean;
}

export const DEFAULT_SEED = 1;
export const DEFAULT_SAMPLES = 10_000;

/** Facts of one spec under some options. */
export interface Evaluation {
  readonly model: Model;
  readonly graph: Graph;
  readonly sampler: Sampler;
}

/** Results whose drivers are told, the most asked for first. */
const HEADLINES = ['totals.storage', 'totals.rate.peak', 'totals.egress.peak', 'totals.ingress.peak'];
const MOST_DRIVERS = 6;

/** Facts, checks and drivers of each spec. Spread is sampled when a fact's is read. A spec that is invalid keeps its findings. */
export async function evaluateSpecs(specs: readonly LoadedSpec[], options: EvaluateOptions = {}): Promise<Result> {
  const results: SpecResult[] = [];
  for (const loaded of specs) results.push(await evaluateSpec(loaded, options));
  const { scenario = null, set = {}, seed = DEFAULT_SEED, samples = DEFAULT_SAMPLES } = options;
  return { options: { scenario, set, seed, samples }, specs: results };
}

async function evaluateSpec(loaded: LoadedSpec, options: EvaluateOptions): Promise<SpecResult> {
  const { file, spec, findings } = loaded;
  if (!spec) return emptyResult(file, findings);
  let evaluation: Evaluation;
  let checks: readonly CheckResult[];
  let choices: readonly ChoiceResult[];
  try {
    evaluation = await evaluationOf(spec, options);
    checks = await checksOf(spec, evaluation, options);
    choices = await choicesIn(spec, options, evaluation);
  } catch (error) {
    if (error instanceof UserError) return emptyResult(file, [...findings, ...error.findings]);
    throw error;
  }
  const { model, graph, sampler } = evaluation;
  const { day, month, year } = model.calendar;
  const asked = changesAsked(spec, options);
  const after = asked.after?.text;
  const facts = once(() => allFacts(graph, sampler, options));
  const drivers = once(() => driversOf(graph, sampler));
  return {
    file,
    name: model.name,
    summary: model.summary,
    context: contextOf(model, options.scenario, asked),
    ...(after !== undefined && { after }),
    conventions: { day, month, year },
    get facts() {
      return facts();
    },
    checks,
    get drivers() {
      return drivers();
    },
    choices,
    findings,
    ...(options.napkin === true && { napkin: (await import('../tools/napkin/design.js')).napkinOf(graph) }),
  };
}

/** Nothing is loaded for a spec without options. */
async function choicesIn(spec: Model, options: EvaluateOptions, evaluation: Evaluation): Promise<readonly ChoiceResult[]> {
  const components = optionsIn(spec.tree.root);
  if (components.length === 0) return [];
  const { choicesOf } = await import('../studies/alternatives.js');
  return await choicesOf(spec, components, evaluation, { changes: changesAsked(spec, options), ...samplingOf(options) });
}

/**
 * The facts of a spec, with `--set` and the scenario applied.
 * @throws UserError for a change that cannot be made, or a scenario that the spec does not have
 */
export async function evaluationOf(spec: Model, options: EvaluateOptions): Promise<Evaluation> {
  const asked = changesAsked(spec, options);
  const graph = orThrow(await changedGraph(graphOf(spec), asked.list, asked));
  return { model: graph.model, graph, sampler: new Sampler(graph, samplingOf(options)) };
}

const samplingOf = ({ seed = DEFAULT_SEED, samples = DEFAULT_SAMPLES }: EvaluateOptions): SamplingOptions => ({ seed, samples });

/** What `--set` and the scenario change; together, since a scenario may multiply what `--set` has put there. */
export function changesAsked(spec: Model, options: EvaluateOptions): ChangesAsked {
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

/** Requirements and expectations of the design as it stands or of the scenario asked for; else those of every scenario too. */
async function checksOf(spec: Model, { model, graph, sampler }: Evaluation, options: EvaluateOptions): Promise<readonly CheckResult[]> {
  const asked = options.scenario ?? null;
  const own = model.checks.filter((check) => check.scenario === asked || (asked !== null && check.kind === 'requirement'));
  const results = own.map((check) => judge(check, graph, sampler));
  if (asked !== null) return results;
  for (const scenario of model.scenarios.values()) {
    const checks = model.checks.filter((check) => check.scenario === scenario.name);
    if (checks.length === 0) continue;
    const under = await evaluationOf(spec, { ...options, scenario: scenario.name });
    for (const check of checks) results.push(judge(check, under.graph, under.sampler));
  }
  return results;
}

/** Every fact that an engine tells, and the leaves that they rest on; sorted by area, then as the registry has them. */
function allFacts(graph: Graph, sampler: Sampler, { only, withInputs = !only }: EvaluateOptions): readonly FactResult[] {
  const facts: FactResult[] = [];
  const found = new Set<FactNode>();
  const visit = (start: FactNode): void => {
    const stack = [start];
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (found.has(node)) continue;
      found.add(node);
      facts.push(factResult(node, sampler));
      if (withInputs) for (const input of node.inputs) if (!found.has(input)) stack.push(input);
    }
  };
  for (const id of graph.ids(only)) {
    const node = graph.get(id);
    if (!node.quiet) visit(node);
  }
  if (!only || only('data.*.size.stored')) for (const id of yearlyStorage(graph, only ? 1 : MOST_YEARS)) visit(graph.get(id));
  return facts;
}

const MOST_YEARS = 10;

/** What is stored year by year, from today to the horizon; nothing where no horizon is stated. */
function* yearlyStorage(graph: Graph, most: number): Generator<string> {
  const { model } = graph;
  const horizon = model.leaves.has('horizon') ? graph.get(leafId('horizon')) : undefined;
  if (horizon?.state !== 'known') return;
  const years = Math.min(most, Math.floor(horizon.value / model.calendar.year + 1e-9));
  for (let year = 0; year <= years; year++) {
    for (const id of [...[...model.data.keys()].map((name) => `data.${name}.size.stored`), 'totals.storage']) {
      const yearly = `${id}.year${year}`;
      if (graph.get(yearly).state === 'known') yield yearly;
    }
  }
}

function driversOf(graph: Graph, sampler: Sampler): readonly DriverResult[] {
  return HEADLINES.filter((id) => graph.has(id) && graph.get(id).uncertain)
    .flatMap((of) => sampler.drivers(graph.get(of)).map(({ input, share }) => driverResult(graph, input, of, share)))
    .sort((a, b) => b.share - a.share)
    .filter(({ input }, i, all) => all.findIndex((other) => other.input === input) === i)
    .slice(0, MOST_DRIVERS);
}

/** One uncertain input of a result, ready for a report. */
export function driverResult(graph: Graph, input: string, of: string, share: number): DriverResult {
  const { origin } = graph.get(input);
  const leaf = 'leaf' in origin ? origin.leaf : undefined;
  return { input, label: input.replace(/^(assumptions|stated)\./, ''), of, share, at: leaf?.at ?? null, text: leaf?.text ?? null };
}

/** What is worked out when it is first asked for: a command pays only for what it prints. */
function once<T>(work: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: work() };
    return known.value;
  };
}

function contextOf(model: Model, scenario: string | undefined, { after, down }: ViewAsked): readonly string[] {
  const stated = (path: string): string | undefined => model.leaves.get(path)?.text;
  const horizon = stated('horizon');
  const growth = stated('growth');
  return [
    `${model.tier} tier`,
    ...(model.asOf === null ? [] : [`as of ${model.asOf}`]),
    ...(horizon === undefined ? [] : [`horizon ${horizon}`]),
    ...(growth === undefined ? [] : [`growth ${growth}`]),
    ...model.conventions,
    ...(scenario === undefined ? [] : [`scenario ${scenario}`]),
    ...(after === null ? [] : [`after ${after.text}`]),
    ...(down.length === 0 ? [] : [`without ${down.map(({ name }) => name).join(', ')}`]),
  ];
}

const emptyResult = (file: string, findings: readonly Finding[]): SpecResult => ({
  file,
  name: null,
  summary: null,
  context: [],
  conventions: { day: 86_400, month: 30 * 86_400, year: 365 * 86_400 },
  facts: [],
  checks: [],
  drivers: [],
  choices: [],
  findings,
});
