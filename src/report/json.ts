import type { CheckResult, DriverResult, FactResult, Finding, Range } from '../core/index.js';
import { positionAt } from '../core/index.js';
import type { ChoiceResult, OptionResult } from '../studies/alternatives-result.js';
import type { NapkinResult } from '../tools/napkin/result.js';
import { availabilityJson } from './availability-json.js';
import { exitCodeOf } from './exit-code.js';
import type { Result, SpecResult } from './results.js';
import { scenarioJson, stressJson } from './scenario-json.js';
import type { Report, ReportOptions } from './types.js';

/** The JSON result, version 1: 12 significant digits, null for what is unknown or unbounded, sorted. Its schema is shipped in `schemas/`. */
export function reportJson(result: Result, options: ReportOptions): Report {
  const { scenario, set, seed, samples } = result.options;
  const sortedSet = Object.fromEntries(Object.entries(set).sort(([a], [b]) => order(a, b)));
  const json = {
    format: 'sysdesign.result/1',
    tool: { name: options.tool.name, version: options.tool.version },
    options: { scenario, set: sortedSet, seed, samples },
    specs: [...result.specs].sort((a, b) => order(a.file, b.file)).map(specJson),
  };
  return { output: `${JSON.stringify(json, null, 2)}\n`, exitCode: exitCodeOf(result) };
}

function specJson(spec: SpecResult) {
  return {
    file: slashes(spec.file),
    name: spec.name,
    summary: spec.summary,
    context: [...spec.context],
    conventions: { day: digits(spec.conventions.day), month: digits(spec.conventions.month), year: digits(spec.conventions.year) },
    facts: [...spec.facts].sort((a, b) => order(a.id, b.id)).map(factJson),
    checks: [...spec.checks]
      .sort((a, b) => order(a.scenario ?? '', b.scenario ?? '') || order(a.kind, b.kind) || order(a.name, b.name))
      .map(checkJson),
    drivers: spec.drivers.map(driverJson),
    choices: (spec.choices ?? []).map(choiceJson),
    findings: [...spec.findings].sort(byPlace).map(findingJson),
    ...(spec.napkin && { napkin: spec.napkin.map(napkinJson) }),
    ...(spec.scenarios && {
      scenarios: spec.scenarios.map((scenario) => scenarioJson(scenario, { fact: factJson, check: checkJson, digits })),
    }),
    ...(spec.stress && { stress: stressJson(spec.stress, { digits }) }),
    ...(spec.availability && { availability: availabilityJson(spec.availability, { digits, place: placeJson }) }),
  };
}

/** A fact as JSON shows it, also in `explain` and `facts`. */
export function factJson(fact: FactResult) {
  return {
    id: fact.id,
    label: fact.label,
    unit: fact.unit,
    value: fact.state === 'known' ? scalar(fact.value) : null,
    state: fact.state,
    missing: [...fact.missing],
    p5: fact.spread ? digits(fact.spread.p5) : null,
    p50: fact.spread ? digits(fact.spread.p50) : null,
    p95: fact.spread ? digits(fact.spread.p95) : null,
    mean: fact.spread ? digits(fact.spread.mean) : null,
    formula: fact.formula,
    inputs: [...fact.inputs],
    origin: fact.origin,
    at: placeJson(fact.at),
    text: fact.text,
    source: fact.source,
  };
}

function checkJson(check: CheckResult) {
  return {
    [check.kind]: check.name,
    scenario: check.scenario,
    fact: check.fact,
    op: check.op,
    target: scalar(check.target),
    targetText: check.targetText,
    unit: check.unit,
    value: scalar(check.value),
    status: check.status,
    chance: check.chance === null ? null : digits(check.chance),
    margin: check.margin === null ? null : digits(check.margin),
    missing: [...check.missing],
    at: placeJson(check.at),
  };
}

export function driverJson(driver: DriverResult) {
  return {
    input: driver.input,
    label: driver.label,
    of: driver.of,
    share: digits(driver.share),
    at: placeJson(driver.at),
    text: driver.text,
  };
}

function choiceJson(choice: ChoiceResult) {
  return {
    component: choice.component,
    best: choice.best,
    decided: choice.decided,
    options: choice.options.map(optionJson),
    missing: [...choice.missing],
    at: placeJson(choice.at),
  };
}

function optionJson({ name, cost, state, missing, spread, holds, breaks, regret, at }: OptionResult) {
  return {
    name,
    cost: cost === null ? null : digits(cost),
    unit: 'USD/month',
    state,
    missing: [...missing],
    p5: spread ? digits(spread.p5) : null,
    p50: spread ? digits(spread.p50) : null,
    p95: spread ? digits(spread.p95) : null,
    mean: spread ? digits(spread.mean) : null,
    holds: digits(holds),
    breaks: [...breaks],
    regret: regret && {
      mean: digits(regret.mean),
      p95: digits(regret.p95),
      whenWrong: digits(regret.whenWrong),
      best: digits(regret.best),
    },
    at: placeJson(at),
  };
}

export function findingJson(finding: Finding) {
  return {
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence ?? 'high',
    message: finding.message,
    at: rangeJson(finding.at),
    path: finding.path ?? null,
    related: (finding.related ?? []).map((entry) => ({ message: entry.message, at: rangeJson(entry.at) })),
    math: finding.math ?? null,
    help: finding.help ?? null,
    suggestion: finding.suggestion ?? null,
    fixes: [],
  };
}

function placeJson(at: Range | null) {
  if (!at) return null;
  const { line, column } = positionAt(at.source, at.start);
  return { file: slashes(at.source.name), line, column };
}

function rangeJson(at: Range | undefined) {
  if (!at) return null;
  const start = positionAt(at.source, at.start);
  const end = positionAt(at.source, at.end);
  return { file: slashes(at.source.name), line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

/** 12 significant digits; what is no finite number is null. */
export function digits(value: number): number | null {
  if (!Number.isFinite(value)) return null;
  const rounded = Number(value.toPrecision(12));
  return Object.is(rounded, -0) ? 0 : rounded;
}

const scalar = (value: number | string | null): number | string | null => (typeof value === 'number' ? digits(value) : value);

export const slashes = (name: string): string => name.replaceAll('\\', '/');

/** By code units: the same on every machine, whatever its locale. */
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function byPlace(a: Finding, b: Finding): number {
  return (
    order(a.at?.source.name ?? '', b.at?.source.name ?? '') ||
    (a.at?.start ?? -1) - (b.at?.start ?? -1) ||
    order(a.rule, b.rule) ||
    order(a.message, b.message)
  );
}

export const napkinJson = ({ fact, about, value, exact, unit, error, steps }: NapkinResult) => ({
  fact,
  about,
  value: digits(value),
  exact: digits(exact),
  unit,
  error: digits(error),
  steps: steps.map(({ of, text }) => ({ of, text })),
});
