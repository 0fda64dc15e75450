/**
 * Estimates of system designs from Node: `load` specs, `evaluate` them (or ask for their `availability`), `check` their promises, `render` the
 * result.
 *
 * @example
 * ```ts
 * import { check, evaluate, load, render } from 'sysdesign';
 *
 * const specs = await load('designs/*.sysdesign.yaml');
 * const result = await evaluate(specs, { set: { 'assumptions.users': '5M users' } });
 * console.log(await render(result, 'markdown'));
 * process.exitCode = check(result).exitCode;
 * ```
 */
import { resolve } from 'node:path';
import { name, version } from '../package.json';
import { BugError, type CheckResult, type Finding, type SourceFile } from './core/index.js';
import type { Result } from './evaluate/result.js';
import { nodeFileSystem } from './io/node-file-system.js';
import type { AvailabilitySpecResult } from './lenses/availability/result.js';
import type { EstimateSpecResult } from './lenses/estimate/result.js';
import type { LatencySpecResult } from './lenses/latency/result.js';
import { documentOf, exitCodeOf, type FormatName, rendererOf } from './report/index.js';
import { loadTreeFromText } from './source/index.js';
import { analyzeSpecs, type EvaluateOptions, type LoadedSpec, loadSpecs, resolveSpec } from './workspace/index.js';

export type {
  AlternativeResult,
  CheckResult,
  CheckStatus,
  ChoiceResult,
  DriverResult,
  FactResult,
  FactState,
  Finding,
  FindingId,
  Position,
  Range,
  RegretResult,
  Related,
  Severity,
  SourceFile,
  SpreadResult,
} from './core/index.js';
export { positionAt, UserError } from './core/index.js';
export type { Result, ResultOptions, SpecResult } from './evaluate/result.js';
export type {
  AvailabilityResult,
  AvailabilitySpecResult,
  CutSetResult,
  DurabilityResult,
  FlowAvailability,
  ImportanceResult,
  ObjectiveResult,
  SuccessTreeResult,
} from './lenses/availability/result.js';
export type { EstimateSpecResult } from './lenses/estimate/result.js';
export type {
  FlowLatency,
  HalvingResult,
  LatencyResult,
  LatencySpecResult,
  PercentileResult,
  StepResult,
} from './lenses/latency/result.js';
export type { Importance, NamedCutSet, NamedGate, NamedTree, SolvedTree } from './math/index.js';
export { solveFaultTree } from './math/index.js';
export type { FormatName } from './report/index.js';
export type { GoalSeekResult } from './studies/goal-seek.js';
export type { ImprovementResult } from './studies/improvements/improvements.js';
export type { EvaluateOptions, LoadedSpec } from './workspace/index.js';

export interface LoadOptions {
  /** Folder that relative paths start from; by default the working directory. */
  readonly cwd?: string;
}

/** A spec that is not in a file: YAML, or Markdown if its name ends in `.md`. */
export interface SpecText {
  readonly text: string;
  /** Under which findings report it; by default `spec.sysdesign.yaml`. */
  readonly name?: string;
}

/**
 * Loads specs from files, folders and globs, or from a text. An invalid spec is loaded too: `spec` is null and `findings` state why.
 * @throws UserError for a path that does not exist or a pattern that matches nothing
 */
export async function load(specs: string | readonly string[] | SpecText, options: LoadOptions = {}): Promise<readonly LoadedSpec[]> {
  const files = nodeFileSystem(resolve(options.cwd ?? '.'));
  if (typeof specs === 'string') return await loadSpecs([specs], { files });
  if (!('text' in specs)) return await loadSpecs(specs, { files });
  const source: SourceFile = { name: specs.name ?? 'spec.sysdesign.yaml', text: specs.text };
  const tree = await loadTreeFromText(source, files);
  return [tree.ok ? await resolveSpec(tree.value, source.name) : { file: source.name, spec: null, findings: tree.findings }];
}

/**
 * Works out the facts of specs and judges their requirements and expectations. The spread of a fact is sampled when it is read.
 * The same specs, options and seed give the same result everywhere. A spec that cannot be evaluated keeps its findings.
 */
export async function evaluate(
  specs: LoadedSpec | readonly LoadedSpec[],
  options: EvaluateOptions = {},
): Promise<Result<EstimateSpecResult>> {
  const { estimate } = await import('./lenses/estimate/index.js');
  return await analyzeSpecs('file' in specs ? [specs] : specs, estimate, options);
}

/**
 * The same for what fails: adds to each spec what must work, what breaks it, error budgets, durability and what would help. Only facts of
 * availability are reported, and only checks on them.
 */
export async function availability(
  specs: LoadedSpec | readonly LoadedSpec[],
  options: EvaluateOptions = {},
): Promise<Result<AvailabilitySpecResult>> {
  const { availability: lens } = await import('./lenses/availability/index.js');
  return await analyzeSpecs('file' in specs ? [specs] : specs, lens, options);
}

/** The same for how long flows take: adds to each spec their percentiles, with brackets, where the time goes, and what would help. */
export async function latency(
  specs: LoadedSpec | readonly LoadedSpec[],
  options: EvaluateOptions = {},
): Promise<Result<LatencySpecResult>> {
  const { latency: lens } = await import('./lenses/latency/index.js');
  return await analyzeSpecs('file' in specs ? [specs] : specs, lens, options);
}

/** What CI needs to know of a result: whether it passes, and why not. */
export interface CheckSummary {
  /** No finding is an error and nothing is missed. At risk and unknown are fine. */
  readonly ok: boolean;
  /** 0 fine, 1 a requirement or expectation is missed, 2 a spec is invalid: that of the command line. */
  readonly exitCode: 0 | 1 | 2;
  /** Requirements and expectations that are missed. */
  readonly missed: readonly CheckResult[];
  /** What is wrong with the specs themselves. */
  readonly findings: readonly Finding[];
}

/** Whether a result passes, as CI wants it. */
export function check(result: Result): CheckSummary {
  const exitCode = exitCodeOf(result);
  return {
    ok: exitCode === 0,
    exitCode,
    missed: result.specs.flatMap((spec) => spec.checks.filter(({ status }) => status === 'missed')),
    findings: result.specs.flatMap((spec) => spec.findings),
  };
}

export interface RenderOptions {
  /** ANSI colors; by default none. */
  readonly color?: boolean;
  /** Symbols beyond ASCII; by default yes. */
  readonly unicode?: boolean;
  /** Columns to fit into; by default 80. */
  readonly width?: number;
  /** Only problems and the summary. */
  readonly quiet?: boolean;
}

/**
 * A result as text, shown as the lens that made it does: for people (`pretty`, `compact`, `markdown`) or for programs (`json`, `csv`).
 * @throws BugError for a result of an unknown lens
 */
export async function render(result: Result, format: FormatName = 'pretty', options: RenderOptions = {}): Promise<string> {
  const { LENSES, isLens } = await import('./lenses/index.js');
  if (!isLens(result.lens)) throw new BugError(`no lens is called "${result.lens}"`);
  const lens = await LENSES[result.lens]();
  const { color = false, unicode = true, width = 80, quiet = false } = options;
  const tool = { name, version };
  const write = await rendererOf(format, color);
  const document = documentOf(result, lens, { quiet, verbose: false, example: undefined }, tool);
  return await write(document, { color, unicode, width, quiet, verbose: false });
}
