import { BugError, type SpreadResult } from '../core/index.js';
import { type Evaluation, evaluationOf } from '../evaluate/evaluation.js';
import type { CheckedId } from '../facts/index.js';
import { specOf } from '../practice/review.js';
import { designOf, type Figures, type TemplateParts } from './design.js';
import { type Answers, textOf } from './question.js';
import { numberIn } from './read.js';
import { type Extras, specText } from './spec-text.js';

/** A fact as answers come to it. */
export interface EvaluatedFact {
  readonly value: number;
  readonly unit: string;
  /** Worked out when it is asked for. */
  readonly spread: () => SpreadResult | null;
}

/** A spec with its facts. */
export interface Draft {
  readonly text: string;
  readonly design: TemplateParts;
  /** Undefined where it is not known. */
  readonly fact: <const I extends string>(id: CheckedId<I>) => EvaluatedFact | undefined;
  readonly evaluation: Evaluation;
  readonly figures: Load;
}

/** What decides which parts there are, but for what is promised. */
type Load = Pick<Figures, 'reads' | 'writes' | 'stored'>;

/** So many joint samples: what is shown is rounded to three digits, and a screen is not waited for. */
const SAMPLES = 1000;

/**
 * The spec that answers come to. Which parts there are follows from numbers that do not depend on the parts: they are worked out with the parts of the
 * draft before, and once more only where that leads to others.
 * @param answers an answer to each question that is asked
 * @param before the draft before the last answer
 */
export async function draftOf(answers: Answers, before?: Draft, extras?: Extras): Promise<Draft> {
  const promised = {
    available: numberIn('availability', textOf(answers, 'available')),
    fast: numberIn('duration', textOf(answers, 'fast')),
  };
  const guess = designOf(answers, { ...(before?.figures ?? { reads: 0, writes: 0, stored: 0 }), ...promised });
  const text = specText(answers, guess, extras);
  // What is answered as it was assumed changes nothing.
  const first = before?.text === text ? before : await draftWith(answers, guess, text);
  const design = designOf(answers, { ...first.figures, ...promised });
  const settled = specText(answers, design, extras);
  return settled === first.text ? { ...first, design } : await draftWith(answers, design, settled);
}

/** The same path with another text: one that is made stronger. */
export const draftFrom = (draft: Draft, answers: Answers, text: string): Promise<Draft> => draftWith(answers, draft.design, text);

/** What indexes add to records: the overhead that the spec states. */
const INDEXES = 1.5;

async function draftWith(answers: Answers, design: TemplateParts, text: string): Promise<Draft> {
  const { spec, findings } = await specOf(text, `${textOf(answers, 'name')}.sysdesign.yaml`);
  if (!spec) throw new BugError(`the answers give an invalid spec: ${findings[0]?.message ?? ''}`);
  const evaluation = await evaluationOf(spec, { samples: SAMPLES });
  const { graph, sampler } = evaluation;
  const fact = <const I extends string>(id: CheckedId<I>): EvaluatedFact | undefined => {
    if (!graph.has(id)) return undefined;
    const node = graph.get(id);
    return node.state === 'known' && node.unit !== null && Number.isFinite(node.value)
      ? { value: node.value, unit: node.unit, spread: () => sampler.spread(node) }
      : undefined;
  };
  const most = <const I extends string>(id: CheckedId<I>): number => {
    const shown = fact(id);
    return shown?.spread()?.p95 ?? shown?.value ?? 0;
  };
  const figures: Load = {
    reads: most('flows.read.rate.peak'),
    writes: most('flows.write.rate.peak'),
    stored: most(`data.${textOf(answers, 'thing')}.size.logical`) * INDEXES,
  };
  return { text, design, figures, evaluation, fact };
}
