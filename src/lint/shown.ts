import type { Severity } from '../core/index.js';
import type { Result, SpecResult } from '../evaluate/result.js';

/** A result cut to what is printed, and how much of it is not. */
export interface TruncatedResult {
  readonly result: Result;
  readonly hidden: number;
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** The worst problems of all files, `most` of them: what makes a file invalid, then errors and missed targets, warnings and targets at risk, remarks. */
export function worstOf(result: Result, most: number): TruncatedResult {
  interface Ranked {
    readonly rank: number;
    readonly item: object;
  }
  const ranked = result.specs.flatMap(({ findings, checks }): readonly Ranked[] => [
    ...findings.map((item) => ({ rank: !item.judges && item.severity === 'error' ? -1 : RANK[item.severity], item })),
    ...checks.flatMap((item) => (item.status === 'missed' ? [{ rank: 0, item }] : item.status === 'at-risk' ? [{ rank: 1, item }] : [])),
  ]);
  const printed = new Set(
    [...ranked]
      .sort((a, b) => a.rank - b.rank)
      .slice(0, most)
      .map(({ item }) => item),
  );
  const cut = (spec: SpecResult): SpecResult => ({
    ...spec,
    findings: spec.findings.filter((finding) => printed.has(finding)),
    checks: spec.checks.filter((check) => printed.has(check) || (check.status !== 'missed' && check.status !== 'at-risk')),
  });
  return { result: { ...result, specs: result.specs.map(cut) }, hidden: ranked.length - printed.size };
}
