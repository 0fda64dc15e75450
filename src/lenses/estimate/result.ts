import type { FactResult } from '../../core/index.js';
import type { SpecResult } from '../../evaluate/result.js';
import type { ScenarioResult } from '../../studies/scenario-result.js';
import type { StressResult } from '../../studies/stress-result.js';
import type { UnpricedResult } from '../../studies/unpriced-egress.js';
import type { NapkinResult } from '../../tools/napkin/result.js';
import type { AnswerResult } from '../shared/answer-result.js';

/** What calls what in a flow, in preorder. */
export interface PathResult {
  readonly flow: string;
  readonly calls: readonly {
    /** Its number in the ids of facts: `flows.read.calls.2.rate.peak`. */
    readonly index: number;
    readonly component: string;
    /** The number of the call that makes it; null for one of the actor. */
    readonly caller: number | null;
    /** The call is asynchronous. */
    readonly later: boolean;
  }[];
}

/** A default in place of a value that the spec does not state. */
export interface AssumedResult {
  /** `defaults.target.rate`. */
  readonly id: string;
  readonly unit: string | null;
  readonly value: number;
}

/** A component with more instances than what decides their number takes. */
export interface RoundedResult {
  readonly component: string;
  readonly fleet: number;
  /** Those that carry everything at its target, before anything is lost and in any number. */
  readonly alone: number;
}

/** A spec as the lens of estimates shows it. */
export interface EstimateSpecResult extends SpecResult {
  /** The facts of people's tables, where `facts` has more: the same table is shown whatever else is asked for. Not enumerable: no part of the data. */
  readonly shown?: readonly FactResult[];
  /** The result; absent for an invalid spec. */
  readonly answer?: AnswerResult;
  /** Components of which others run as many instances as it takes; left out for a spec that is invalid. */
  readonly managed?: readonly string[];
  /** What calls what, flow by flow; left out for a spec that is invalid. */
  readonly paths?: readonly PathResult[];
  /** The defaults that its tables rest on; left out for a spec that is invalid. */
  readonly assumed?: readonly AssumedResult[];
  /** Components with more instances than what decides their number takes, for whole shards and places and what may be lost; left out for a spec that is invalid. */
  readonly rounded?: readonly RoundedResult[];
  /** Components that send to actors what has no price, and would cost much of the bill; left out for a spec that is invalid. */
  readonly unpriced?: readonly UnpricedResult[];
  /** The base design and every scenario, side by side; with `--scenario all`. */
  readonly scenarios?: readonly ScenarioResult[];
  /** What breaks when something is lost or grows; with `--scenario stress`. */
  readonly stress?: StressResult;
  /** The headlines as one would work them out on a napkin; with `--napkin`. */
  readonly napkin?: readonly NapkinResult[];
}
