import type { Expr } from '../quantity/index.js';

/** Under what facts are evaluated: by default flows of today and stocks at the horizon, with everything up. */
export interface OperatingConditions {
  /** Years from today, as a formula over leaves. */
  readonly after: Expr | undefined;
  /** Names of what is lost: components, regions, zones and causes, with all that goes with them. */
  readonly down: ReadonlySet<string>;
}

export const AS_IT_STANDS: OperatingConditions = { after: undefined, down: new Set() };
