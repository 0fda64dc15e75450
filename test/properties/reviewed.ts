import type { Finding } from '../../src/core/index.js';
import type { Evaluation } from '../../src/evaluate/evaluation.js';
import { analyzeReview } from '../../src/lenses/review/analyze.js';
import type { RulesConfig } from '../../src/rules/index.js';
import { evaluationOf } from '../../src/workspace/index.js';
import { modelOf } from '../support/estimating.js';
import { design } from './designs.js';
import { Dice, type Spec } from './specs.js';

/** Every rule, those too that the usual preset leaves off. */
export const THOROUGH: RulesConfig = { preset: 'thorough', rules: new Map() };
/** Doubt is drawn so often: enough to tell what holds more often than not. */
const SAMPLES = 100;

export const evaluated = async (text: string): Promise<Evaluation> => evaluationOf(await modelOf(text), { samples: SAMPLES });

/** All that a review finds in a spec. */
export async function reviewed(text: string): Promise<readonly Finding[]> {
  const { findings, broken = [] } = await analyzeReview(await evaluated(text), { rules: THOROUGH, fixes: false });
  if (broken.length > 0) throw new Error(`${JSON.stringify(broken)}\n${text}`);
  return findings;
}

/** One test for so many specs. */
const TOGETHER = 25;

/** The first seeds of as many batches as hold so many specs. */
export const batches = (count: number): readonly number[] => Array.from({ length: count / TOGETHER }, (_, i) => 1 + i * TOGETHER);

/** The generated designs of a batch, each with dice of its own. */
export function* designsFrom(first: number): Generator<{ readonly seed: number; readonly spec: Spec; readonly dice: Dice }> {
  for (let seed = first; seed < first + TOGETHER; seed++) yield { seed, spec: design(new Dice(seed)), dice: new Dice(seed ^ 0x2545f491) };
}
