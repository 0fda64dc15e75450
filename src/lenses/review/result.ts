import type { SpecResult } from '../../evaluate/result.js';
import type { Attribute } from '../../rules/index.js';
import type { AnswerResult } from '../answer/result.js';

/** How a design stands with one quality. */
export interface AttributeResult {
  readonly attribute: Attribute;
  /** `open`: nothing is asked of it, and nothing was found. */
  readonly status: 'met' | 'at-risk' | 'missed' | 'unknown' | 'open';
  /** Names of the requirements that decide, or what is not known of them. */
  readonly because: readonly string[];
  readonly findings: number;
}

/** A spec as the lens of reviews shows it. */
export interface ReviewSpecResult extends SpecResult {
  /** What it comes to; left out for a spec that is invalid. */
  readonly answer?: AnswerResult;
  /** Left out for a spec that is invalid. */
  readonly attributes?: readonly AttributeResult[];
  /** Rules that failed: bugs of ours. */
  readonly broken?: readonly { readonly rule: string; readonly error: string }[];
  /** How many rules the preset leaves off. */
  readonly off?: number;
}
