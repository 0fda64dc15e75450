import type { ChoiceResult, FactResult } from '../../core/index.js';
import type { Evaluation } from '../../evaluate/evaluation.js';
import { factsOf } from '../../evaluate/facts.js';
import { managedIn } from '../../evaluate/managed.js';
import { extended, once, specResultOf } from '../../evaluate/result.js';
import { unpricedIn } from '../../studies/unpriced-egress.js';
import type { AnalyzeOptions } from '../lens.js';
import { answerOf } from '../shared/answer.js';
import { assumedIn } from './assumed.js';
import { pathsOf } from './paths.js';
import type { EstimateSpecResult } from './result.js';
import { roundedIn } from './rounded.js';
import { isPrinted, isShown, QUALITIES } from './shown.js';

/** Facts, checks and drivers of a spec, the choices that it leaves open, and what in it cannot carry its load. */
export async function analyzeEstimate(evaluation: Evaluation, { forPeople = false, rules }: AnalyzeOptions): Promise<EstimateSpecResult> {
  const base = await specResultOf(evaluation, forPeople ? { only: isShown } : { only: isPrinted, withInputs: true });
  const { brokenIn, judgmentsOf, suppressedIn } = await import('../shared/judgments.js');
  const { findings, suppressed, broken } = await judgmentsOf(evaluation, base.checks, QUALITIES, rules);
  // What formats of a line each have no need of: what is assumed is in half of all facts.
  const [answer, managed, paths, assumed, rounded, unpriced] = [
    once(() => answerOf(evaluation, base.checks, findings)),
    once(() => managedIn(evaluation.graph)),
    once(() => pathsOf(evaluation.model)),
    once(() => assumedIn(evaluation)),
    once(() => roundedIn(evaluation)),
    once(() => unpricedIn(evaluation)),
  ];
  const result = extended(base, {
    get answer() {
      return answer();
    },
    get managed() {
      return managed();
    },
    get paths() {
      return paths();
    },
    get assumed() {
      return assumed();
    },
    get rounded() {
      return rounded();
    },
    get unpriced() {
      return unpriced();
    },
    choices: await choicesIn(evaluation),
    findings,
    ...suppressedIn(suppressed),
    ...brokenIn(broken),
  });
  return forPeople ? result : withShown(result, evaluation);
}

/** The same with the facts of people's tables beside all of them: no part of the data, and worked out when a table is made. */
function withShown(result: EstimateSpecResult, { graph, sampler }: Evaluation): EstimateSpecResult {
  let shown: readonly FactResult[] | undefined;
  return Object.defineProperty(result, 'shown', {
    enumerable: false,
    get: () => {
      shown ??= factsOf(graph, sampler, { only: isShown });
      return shown;
    },
  });
}

/** Nothing is loaded for a spec without options. */
async function choicesIn(evaluation: Evaluation): Promise<readonly ChoiceResult[]> {
  if (evaluation.spec.alternatives.length === 0) return [];
  const { choicesOf } = await import('../../studies/alternatives.js');
  return await choicesOf(evaluation);
}
