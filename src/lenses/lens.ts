import type { Evaluation } from '../evaluate/evaluation.js';
import type { SpecResult } from '../evaluate/result.js';
import type { Presentation } from '../report/document.js';
import type { RulesConfig } from '../rules/index.js';

export interface AnalyzeOptions {
  /** No program reads the result: facts that no table shows are left out. */
  readonly forPeople?: boolean;
  /** Whether changes that mend what is found are tried, or for which finding (`rule@subject`); a review tries them unless it is told not to. */
  readonly fixes?: boolean | string;
  /** Which rules are asked; the recommended ones by default. */
  readonly rules?: RulesConfig;
}

/** One way to look at an evaluated spec: what it makes of it, and how that is shown. It knows no format. */
export interface Lens<R extends SpecResult = SpecResult> extends Presentation<R> {
  readonly name: string;
  /** Whether people get to see the facts of a pattern. Programs get all. */
  readonly shows: (pattern: string) => boolean;
  /** Whether a check on a fact belongs to this lens. */
  readonly judges: (fact: string) => boolean;
  readonly analyze: (evaluation: Evaluation, options: AnalyzeOptions) => Promise<R>;
}
