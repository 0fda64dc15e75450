import { expect } from 'vitest';

/** What stands there, and what is put in its place. */
export type Edit = readonly [from: string, to: string];

/** A text with the first place of each changed, all of which it must have. */
export const replaced = (text: string, edits: readonly Edit[]): string =>
  edits.reduce((now, [from, to]) => {
    expect(now).toContain(from);
    return now.replace(from, to);
  }, text);
