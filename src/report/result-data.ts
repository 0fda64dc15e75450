import { type CheckResult, type FactResult, type Finding, positionAt, type Range, reasonTexts, type Suppressed } from '../core/index.js';
import type { Result, SpecResult } from '../evaluate/result.js';
import { RULE_OF } from './check-rules.js';
import { isRange, slashes } from './json-text.js';
import type { Tool } from './types.js';

/** What a result is for programs, version 1: its schema is shipped in `schemas/`. What a lens adds to a spec follows as it is. */
export function resultData({ options, specs }: Result, { name, version }: Tool): unknown {
  const { scenario, set, seed, samples } = options;
  return {
    format: 'sysdesign.result/1',
    tool: { name, version },
    options: { scenario, set: Object.fromEntries(Object.entries(set).sort(([a], [b]) => order(a, b))), seed, samples },
    specs: [...specs].sort((a, b) => order(a.file, b.file)).map(specData),
  };
}

function specData(spec: SpecResult) {
  const { file, name, summary, context, after: _, conventions, facts, checks, drivers, choices = [], findings, suppressed, ...own } = spec;
  return {
    file: slashes(file),
    name,
    summary,
    context,
    conventions,
    facts: [...facts].sort((a, b) => order(a.id, b.id)).map(factData),
    checks: [...checks]
      .sort((a, b) => order(a.scenario ?? '', b.scenario ?? '') || order(a.kind, b.kind) || order(a.name, b.name))
      .map(checkData),
    drivers,
    choices: lensData(choices),
    findings: [...findings].sort(byPlace).map(findingData),
    ...(suppressed && { suppressed: [...suppressed].sort((a, b) => byPlace(a.finding, b.finding)).map(suppressedData) }),
    ...Object.fromEntries(Object.entries(own).map(([key, value]) => [key, lensData(value)])),
  };
}

/** The keys of lenses that hold reasons. */
const REASONS: readonly string[] = ['missing', 'outagesMissing'];

/** What a lens adds, in which facts, checks and reasons have the form that they have everywhere, and a spread stands beside the value that it is of. */
function lensData(value: unknown, key?: string): unknown {
  if (Array.isArray(value)) {
    if (key === 'facts') return value.map(factData);
    if (key === 'checks') return value.map(checkData);
    if (key !== undefined && REASONS.includes(key)) return reasonTexts(value);
    return value.map((item) => lensData(item));
  }
  if (typeof value !== 'object' || value === null || isRange(value)) return value;
  const hasState = 'state' in value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) =>
      name === 'spread' && hasState ? Object.entries(spreadData(item)) : [[name, lensData(item, name)] as const],
    ),
  );
}

/** A fact as programs get it everywhere. */
export function factData(fact: FactResult) {
  return {
    id: fact.id,
    label: fact.label,
    unit: fact.unit,
    value: fact.state === 'known' ? fact.value : null,
    state: fact.state,
    missing: reasonTexts(fact.missing),
    ...spreadData(fact.spread),
    formula: fact.formula,
    inputs: fact.inputs,
    origin: fact.origin,
    at: fact.at,
    text: fact.text,
    source: fact.source,
    ...(fact.steps && fact.steps.length > 0 ? { steps: fact.steps } : {}),
  };
}

const spreadData = (spread: FactResult['spread']) => ({
  p5: finite(spread?.p5),
  p50: finite(spread?.p50),
  p95: finite(spread?.p95),
  mean: finite(spread?.mean),
});

/** What never ends is null, as an unbounded value is. */
const finite = (value: number | undefined): number | null => (value !== undefined && Number.isFinite(value) ? value : null);

function checkData({ kind, name, ...check }: CheckResult) {
  const { scenario, fact, op, target, targetText, unit, value, status, chance, margin, missing, waiver, at } = check;
  return {
    [kind]: name,
    rule: RULE_OF[kind][status],
    scenario,
    fact,
    op,
    target,
    targetText,
    unit,
    value,
    status,
    chance,
    margin,
    missing: reasonTexts(missing),
    ...(waiver && { waiver }),
    at,
  };
}

export function findingData(finding: Finding) {
  return {
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence ?? 'high',
    message: finding.message,
    at: rangeData(finding.at),
    path: finding.path ?? null,
    related: (finding.related ?? []).map((entry) => ({ message: entry.message, at: rangeData(entry.at) })),
    math: finding.math ?? null,
    help: finding.help ?? null,
    suggestion: finding.suggestion ?? null,
    ...(finding.judges && {
      subject: finding.subject ?? null,
      key: finding.key ?? null,
      facts: finding.facts ?? [],
      chance: finding.chance ?? null,
      impact: finding.impact ?? [],
    }),
    fixes: finding.fixes ?? [],
  };
}

/** A finding that is accepted, and why. */
function suppressedData({ finding, by, acceptance, at }: Suppressed) {
  const { rule, message } = finding;
  const { subject = null, key = null } = finding.judges ? finding : { subject: finding.path };
  const { reason, until = null, owner = null } = acceptance;
  return { rule, subject, key, message, by, reason, until, owner, at: rangeData(at) };
}

/** From its first character to the one after its last. */
function rangeData(at: Range | undefined) {
  if (!at) return null;
  const start = positionAt(at.source, at.start);
  const end = positionAt(at.source, at.end);
  return { file: slashes(at.source.name), line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

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
