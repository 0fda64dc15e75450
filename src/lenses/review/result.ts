import type { Fix } from '../../core/index.js';
import type { SpecResult } from '../../evaluate/result.js';
import type { TargetFix } from '../../fixes/index.js';
import type { Attribute } from '../../rules/index.js';
import type { AnswerResult } from '../shared/answer-result.js';

/** The verdict on one quality. */
export interface AttributeResult {
  readonly attribute: Attribute;
  /** `open`: no requirement, and no finding. */
  readonly status: 'met' | 'at-risk' | 'missed' | 'unknown' | 'open';
  /** Names of the requirements that decide, or what is not known of them. */
  readonly because: readonly string[];
  readonly findings: number;
}

/** Something that the design leaves open. */
export interface OpenQuestion {
  /** The rule that would find it. */
  readonly rule: string;
  /** Path of what it is about: `components.db`. */
  readonly subject: string;
  readonly message: string;
}

/** A spec as the lens of reviews shows it. */
export interface ReviewSpecResult extends SpecResult {
  /** The result; absent for an invalid spec. */
  readonly answer?: AnswerResult;
  /** Left out for a spec that is invalid. */
  readonly attributes?: readonly AttributeResult[];
  /** What the design leaves open and the preset does not ask for. */
  readonly questions?: readonly OpenQuestion[];
  /** What would meet the targets that are missed, at the least cost; left out where none is missed, or where no changes are tried. */
  readonly targets?: readonly TargetFix[];
  /** What would cost less, and make nothing worse; left out where nothing is known to. */
  readonly cheaper?: readonly Fix[];
  /** How many rules the preset leaves off. */
  readonly off?: number;
}
