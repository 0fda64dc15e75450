/** A Boolean function of numbered events (0 .. events-1). Objects may be shared: a graph without cycles, each object looked at once. */
export type Structure =
  | { readonly op: 'event'; readonly event: number }
  /** `xor`: true if an odd number of them are. Of nothing: `and` is true, `or` and `xor` are false. */
  | { readonly op: 'and' | 'or' | 'xor'; readonly of: readonly Structure[] }
  /** True if k or more of them are. What is listed twice counts twice. */
  | { readonly op: 'atLeast'; readonly k: number; readonly of: readonly Structure[] }
  | { readonly op: 'not'; readonly of: Structure };
