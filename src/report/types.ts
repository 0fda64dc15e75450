import type { DriverResult, FactResult } from '../core/index.js';
import type { SpecResult } from '../evaluate/result.js';

export interface ReportOptions {
  /** ANSI colors; meaning never rests on them alone. */
  readonly color: boolean;
  /** Symbols and lines beyond ASCII. */
  readonly unicode: boolean;
  /** Columns to fit into. */
  readonly width: number;
  /** Only problems and the summary. */
  readonly quiet: boolean;
  /** Everything, also what is met. */
  readonly verbose: boolean;
  readonly tool: { readonly name: string; readonly version: string };
}

/** A fact with everything it rests on. */
export interface ExplanationReport {
  readonly file: string;
  readonly root: FactResult;
  /** The root and all that it rests on, by id. */
  readonly facts: ReadonlyMap<string, FactResult>;
  readonly drivers: readonly DriverResult[];
  /** Calendar of the spec, in seconds. */
  readonly conventions: SpecResult['conventions'];
}
