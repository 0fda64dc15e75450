import type { FactResult } from '../../core/index.js';
import type { SpecResult } from '../../evaluate/result.js';
import type { ChoiceResult } from '../../studies/alternatives-result.js';
import type { ScenarioResult } from '../../studies/scenario-result.js';
import type { StressResult } from '../../studies/stress-result.js';
import type { NapkinResult } from '../../tools/napkin/result.js';

/** A spec as the lens of estimates shows it. */
export interface EstimateSpecResult extends SpecResult {
  /** The facts of people's tables, where `facts` has more: the same table is shown whatever else is asked for. Not enumerable: no part of the data. */
  readonly shown?: readonly FactResult[];
  /** Components with `options:`, in the order of the spec; left out for a spec that is invalid. */
  readonly choices?: readonly ChoiceResult[];
  /** The design as it stands and every scenario, side by side; with `--scenario all`. */
  readonly scenarios?: readonly ScenarioResult[];
  /** What breaks when something is lost or grows; with `--scenario stress`. */
  readonly stress?: StressResult;
  /** The headlines as one would work them out on a napkin; with `--napkin`. */
  readonly napkin?: readonly NapkinResult[];
}
