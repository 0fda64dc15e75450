/** The files that a new rule makes or changes, by path. */
export function newRule(id: string, on: string, read: (path: string) => string | undefined): Map<string, string>;
