export type Severity = 'error' | 'warning' | 'info';

/** What all findings of one id have in common: what `sysdesign explain <id>` prints. Rows of rules are to have the same shape. */
export interface FindingRow {
  /**
   * Where it comes from. `text`: an input is wrong, or worth a second look; an error ends with exit code 2. `judgment`: the input is valid and
   * the design is judged; an error ends with exit code 1.
   */
  readonly about: 'text' | 'judgment';
  /** One, or every severity that it may have. */
  readonly severity: Severity | readonly Severity[];
  /** What it means, and what to do. */
  readonly meaning: string;
  readonly example: FindingExample;
}

/** A command line that gives the finding, with the files that it reads. */
export interface FindingExample {
  /** What follows `sysdesign`; if left out, `validate shop.sysdesign.yaml`. */
  readonly run?: readonly string[];
  /** Text of `shop.sysdesign.yaml`. */
  readonly spec?: string;
  /** Texts of other files, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** What else must hold, where no short text shows it: `big.sysdesign.yaml holds more than 10 MB`. */
  readonly given?: string;
}

/** Rows of one area that are all about the same; where an area has both kinds, each has a table. Types keep the ids and no more of it. */
export const rows = <Id extends string, About extends FindingRow['about']>(
  table: Readonly<Record<Id, FindingRow & { readonly about: About }>>,
): Readonly<Record<Id, FindingRow & { readonly about: About }>> => table;
