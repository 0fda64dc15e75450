/** How much of a result a reader wants. */
export interface Verbosity {
  /** Only the answer. */
  readonly quiet?: boolean;
  /** Everything. */
  readonly verbose?: boolean;
}
