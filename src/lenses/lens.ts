import type { Evaluation } from '../evaluate/evaluation.js';
import type { SpecResult } from '../evaluate/result.js';
import type { Presentation } from '../report/document.js';
import type { RulesConfig } from '../rules/index.js';

export interface AnalyzeOptions {
  /** No program reads the result: facts that no table shows are left out. */
  readonly forPeople?: boolean;
  /** Whether changes that would resolve findings are tried, or for which finding (`rule@subject`); a review tries them by default. */
  readonly fixes?: boolean | string;
  /** The rules that are evaluated; the recommended ones by default. */
  readonly rules?: RulesConfig;
}

/** A view of an evaluated spec: its analysis, and the blocks that show it. It depends on no format. */
export interface Lens<R extends SpecResult = SpecResult> extends Presentation<R> {
  readonly name: string;
  /** Whether people get to see the facts of a pattern. Programs get all. */
  readonly shows: (pattern: string) => boolean;
  /** Whether a check on a fact belongs to this lens. */
  readonly judges: (fact: string) => boolean;
  readonly analyze: (evaluation: Evaluation, options: AnalyzeOptions) => Promise<R>;
}
