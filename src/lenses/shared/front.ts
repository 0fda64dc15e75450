import type { CheckResult, Finding } from '../../core/index.js';
import type { SpecResult } from '../../evaluate/result.js';
import type { Block, Headline } from '../../report/blocks.js';
import type { View } from '../../report/document.js';
import { verdictsOf } from '../../report/verdicts.js';
import { answerBlocks, type TargetsOf } from './answer-blocks.js';
import type { AnswerResult } from './answer-result.js';
import { isLoud } from './found.js';

/** The head of every report: the spec, its findings, and the verdicts on its targets. */
export function front(
  spec: SpecResult & { readonly answer?: AnswerResult },
  view: View,
  checks: readonly CheckResult[] = spec.checks,
  findings: readonly Finding[] = spec.findings,
  targets?: TargetsOf,
): readonly Block[] {
  const shown = view.quiet ? checks.filter(({ status }) => status === 'missed' || status === 'at-risk') : checks;
  const loud = findings.filter(isLoud);
  return [
    headlineOf(spec, view),
    ...(view.quiet ? [] : answerBlocks(spec, targets)),
    ...(loud.length === 0 ? [] : [{ kind: 'findings', findings: loud } as const]),
    ...(shown.length === 0 ? [] : [{ kind: 'verdicts', verdicts: verdictsOf(shown) } as const]),
  ];
}

export function headlineOf({ name, file, summary, context }: SpecResult, { options }: View): Headline {
  const changes = Object.entries(options.set).map(([path, value]) => `${path} = ${value}`);
  // A changed target is listed once, with the change.
  const isChanged = (line: string): boolean => Object.keys(options.set).some((path) => line.startsWith(`${path} `));
  return { kind: 'headline', name, file, summary, context: [...context.filter((line) => !isChanged(line)), ...changes] };
}
