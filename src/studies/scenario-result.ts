import type { CheckResult, FactResult } from '../core/result.js';

/** One scenario beside the others. */
export interface ScenarioResult {
  /** Null for the base design. */
  readonly scenario: string | null;
  /** Totals, and of each component fleet, utilization, headroom and cost. */
  readonly facts: readonly FactResult[];
  readonly checks: readonly CheckResult[];
}
