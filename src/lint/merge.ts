import type { CheckResult, Finding, Severity } from '../core/index.js';
import { invalidResult, type Result, type SpecResult } from '../evaluate/result.js';
import type { FileSystem } from '../io/index.js';
import { ownUnitOf, statedTarget } from '../quantity/index.js';
import { Places } from './places.js';
import { type CheckData, type FindingData, type ResultData, readResult, reasonOf, type SpecData } from './result-file.js';

/**
 * One result of several that `lint -f json` wrote, such as those of the shards of a job; a file that several have stands once.
 * @throws UserError for a file that is not there or is no such result
 */
export async function mergedResult(paths: readonly string[], files: FileSystem): Promise<Result> {
  const specs = new Map<string, SpecData>();
  let options: Result['options'] = { scenario: null, set: {}, seed: 1, samples: 0 };
  for (const path of paths) {
    const result: ResultData = await readResult(path, files);
    options = result.options;
    for (const spec of result.specs) if (!specs.has(spec.file)) specs.set(spec.file, spec);
  }
  const places = await Places.of([...specs.values()], files);
  const merged = [...specs.values()].map((spec) => specOf(spec, places));
  return { lens: 'lint', options, specs: merged.sort((a, b) => (a.file < b.file ? -1 : 1)) };
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function specOf({ file, name, summary, context, conventions, broken, ...data }: SpecData, places: Places): SpecResult {
  const findings = data.findings.map((finding) => findingOf(finding, places));
  const checks = data.checks.map((check) => checkOf(check, places));
  // A result has them by place; a run shows the worst first, and targets as the spec states them.
  findings.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  checks.sort(
    (a, b) =>
      Number(a.scenario !== null) - Number(b.scenario !== null) ||
      Number(a.kind === 'expectation') - Number(b.kind === 'expectation') ||
      (a.at?.start ?? 0) - (b.at?.start ?? 0),
  );
  return { ...invalidResult(file, findings), name, summary, context, conventions, checks, ...(broken && { broken }) };
}

function findingOf(data: FindingData, places: Places): Finding {
  const { rule, severity, confidence, message, at, related = [], path, math, help, suggestion, subject, key, facts, chance, impact } = data;
  const stated = { rule, severity, confidence, message, path, math, help, suggestion, subject, key, facts, chance, impact };
  const others = related.flatMap(({ message: text, at: other }) => (other ? [{ message: text, at: places.rangeOf(other) }] : []));
  const finding: unknown = {
    ...Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== null && value !== undefined)),
    // Only what judges the design has a subject.
    ...(subject !== undefined && { judges: true }),
    ...(at && { at: places.rangeOf(at) }),
    ...(others.length > 0 && { related: others }),
  };
  return finding as Finding;
}

function checkOf(data: CheckData, places: Places): CheckResult {
  const { requirement, expectation, scenario, fact, op, target, targetText, unit, value, status, waiver, chance, margin, missing, at } =
    data;
  return {
    kind: requirement === undefined ? 'expectation' : 'requirement',
    name: requirement ?? expectation ?? '',
    ...{ scenario, fact, op, target, targetText, unit, value, status, chance, margin },
    missing: missing.map(reasonOf),
    ...(waiver && { waiver }),
    stated: statedTarget(targetText),
    targetIsShare: /%|\bnines?\b/.test(targetText),
    targetIn: ownUnitOf(targetText) ?? null,
    at: at && places.rangeOf(at),
  };
}
