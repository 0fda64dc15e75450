/** What keeps a fact from being known or complete: a place of the spec to state (`flows.read.response`), or a sentence. Outputs have either as a text. */
export type Reason =
  | { readonly path: string }
  /** `isNoDemand`: nothing is asked of a resource, so that nothing is missing where others are. */
  | { readonly text: string; readonly isNoDemand?: true };

export const isPath = (reason: Reason): reason is { readonly path: string } => 'path' in reason;

/** A reason as outputs have it. */
export const reasonText = (reason: Reason): string => (isPath(reason) ? reason.path : reason.text);
export const reasonTexts = (reasons: readonly Reason[]): readonly string[] => reasons.map(reasonText);

export const isSameReason = (a: Reason, b: Reason): boolean => reasonText(a) === reasonText(b);
export const uniqueReasons = (reasons: readonly Reason[]): readonly Reason[] => [
  ...new Map(reasons.map((reason) => [reasonText(reason), reason])).values(),
];

/** The reason given for facts that nothing computes yet. */
export const NOT_COMPUTED = { text: 'not yet computed' } as const;
