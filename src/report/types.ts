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
}

/** What a result was made with. */
export interface Tool {
  readonly name: string;
  readonly version: string;
}
