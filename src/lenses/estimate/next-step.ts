import type { NextStep } from '../../report/blocks.js';
import type { View } from '../../report/document.js';
import type { FactIndex } from '../shared/fact-index.js';
import { sameSpec } from '../shared/next-step.js';
import { overloadsOf } from './overload.js';
import type { EstimateSpecResult } from './result.js';

/** The one command that shows most now: about what is missed, else about what is overloaded, else about the largest doubt, else about what is full first. */
export function nextStep(spec: EstimateSpecResult, index: FactIndex, view: View): readonly NextStep[] {
  const missed = spec.checks.find((check) => check.status === 'missed');
  const overload = missed ? undefined : overloadsOf(index)[0]?.id;
  const troubled = missed ?? (overload === undefined ? spec.checks.find((check) => check.status === 'at-risk') : undefined);
  const fact =
    troubled?.fact ??
    overload ??
    spec.drivers[0]?.of ??
    fullFirst(spec) ??
    firstPeak(index) ??
    (spec.shown ?? spec.facts).find((entry) => entry.state === 'known' && entry.formula !== null)?.id;
  if (fact === undefined) return [];
  const scenario = troubled?.scenario ?? view.options.scenario;
  return [{ kind: 'next', command: ['sysdesign explain', fact, ...sameSpec(spec.file, view, scenario)] }];
}

/** What it falls over by first; else the use of what is full first: it is what binds the design. */
function fullFirst({ answer, shown, facts }: EstimateSpecResult): string | undefined {
  if (answer?.earlier && !answer.spike) return answer.earlier.headroom.id;
  const id = answer?.first ? `components.${answer.first.component}.utilization.peak` : undefined;
  return (shown ?? facts).find((fact) => fact.id === id && fact.state === 'known')?.id;
}

/** In the order of the result. */
function firstPeak(index: FactIndex): string | undefined {
  return index.idsOf('flows.*.rate.peak').find((id) => Number(index.find(id)?.value ?? 0) > 0);
}
