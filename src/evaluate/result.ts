import type { CheckResult, ChoiceResult, DriverResult, FactResult, Finding, Suppressed } from '../core/index.js';
import type { Graph } from '../facts/index.js';
import type { ConditionsRequested } from './change.js';
import { checksOf } from './checks.js';
import type { Evaluation } from './evaluation.js';
import { driversOf, type FactSelection, factsOf } from './facts.js';
import { statedText } from './stated-text.js';

/** What commands that judge specs produce and reporters take: plain data, JSON form in `schemas/result.schema.json`. */
export interface Result<S extends SpecResult = SpecResult> {
  /** Name of the lens that analyzed the specs and shows the results. */
  readonly lens: string;
  readonly options: ResultOptions;
  readonly specs: readonly S[];
}

export interface ResultOptions {
  readonly scenario: string | null;
  /** `--set` as given: path -> literal. */
  readonly set: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly samples: number;
}

export interface SpecResult {
  readonly file: string;
  readonly name: string | null;
  readonly summary: string | null;
  /** Lines for a heading: `standard tier`, `horizon 5 years`, `growth 40% per year`, `day = 100,000 s`. */
  readonly context: readonly string[];
  /** How far ahead of today the facts are, as written: `1 year`. Left out for today. */
  readonly after?: string;
  /** Calendar in seconds, as this spec counts. */
  readonly conventions: { readonly day: number; readonly month: number; readonly year: number };
  readonly facts: readonly FactResult[];
  readonly checks: readonly CheckResult[];
  /** Which assumption moves the results most; at most a few, most first. Empty if nothing is uncertain. */
  readonly drivers: readonly DriverResult[];
  /** Components with `options:`, in the order of the spec; from lenses that compare them. */
  readonly choices?: readonly ChoiceResult[];
  readonly findings: readonly Finding[];
  /** Findings that are accepted, and not shown. Left out where none is. */
  readonly suppressed?: readonly Suppressed[];
  /** Rules that failed: bugs of ours. The others went on. Left out where none did. */
  readonly broken?: readonly BrokenRule[];
}

export interface BrokenRule {
  readonly rule: string;
  /** What went wrong, in a line. */
  readonly error: string;
}

/**
 * Facts, checks and drivers of an evaluated spec. Facts, and the samples behind their spread, are computed when they are read. Findings are
 * added by the lens.
 */
export async function specResultOf(evaluation: Evaluation, selection: FactSelection = {}): Promise<SpecResult> {
  const { spec, model, graph, sampler, requested: asked, options } = evaluation;
  const { day, month, year } = model.calendar;
  const after = asked.after?.text;
  const facts = once(() => factsOf(graph, sampler, selection));
  const drivers = once(() => driversOf(graph, sampler));
  return {
    file: spec.file,
    name: model.name,
    summary: model.summary,
    context: contextOf(graph, options.scenario, asked),
    ...(after !== undefined && { after }),
    conventions: { day, month, year },
    get facts() {
      return facts();
    },
    checks: await checksOf(evaluation),
    get drivers() {
      return drivers();
    },
    findings: [],
  };
}

/** Computed at the first access, so that a command pays only for what it prints. */
export function once<T>(work: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: work() };
    return known.value;
  };
}

function contextOf(graph: Graph, scenario: string | undefined, { after, down }: ConditionsRequested): readonly string[] {
  const { model } = graph;
  const horizon = statedText(graph, 'horizon');
  const growth = statedText(graph, 'growth');
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

/** Of a spec that cannot be evaluated: what is wrong with it. */
export const invalidResult = (file: string, findings: readonly Finding[]): SpecResult => ({
  file,
  name: null,
  summary: null,
  context: [],
  conventions: { day: 86_400, month: 30 * 86_400, year: 365 * 86_400 },
  facts: [],
  checks: [],
  drivers: [],
  findings,
});

/** A result with parts added, or put in place of its own. What is computed when it is read stays so: a spread would compute it. */
export function extended<R extends SpecResult, P extends object>(base: R, parts: P): R & P {
  return Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(base), ...Object.getOwnPropertyDescriptors(parts) }) as R & P;
}
