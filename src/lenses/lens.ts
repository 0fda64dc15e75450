import type { Evaluation } from '../evaluate/evaluation.js';
import type { SpecResult } from '../evaluate/result.js';

export interface AnalyzeOptions {
  /** No program reads the result: facts that no table shows are left out. */
  readonly forPeople?: boolean;
}

/** One way to look at an evaluated spec. */
export interface Lens<R extends SpecResult = SpecResult> {
  readonly name: string;
  readonly analyze: (evaluation: Evaluation, options: AnalyzeOptions) => Promise<R>;
}
