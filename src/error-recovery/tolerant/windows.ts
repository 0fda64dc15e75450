/** Over what time an availability is promised: `99.9% monthly`. */
const WINDOWS: readonly (readonly [words: RegExp, window: string])[] = [
  [/\b(?:daily|(?:per|a|each) day)\b/i, '1 d'],
  [/\b(?:weekly|(?:per|a|each) week)\b/i, '7 d'],
  [/\b(?:monthly|(?:per|a|each) month)\b/i, '30 d'],
  [/\b(?:quarterly|(?:per|a|each) quarter)\b/i, '90 d'],
  [/\b(?:yearly|annually|annual|(?:per|a|each) year)\b/i, '365 d'],
];

/** The words of a text that name such a time, and the time. */
export function windowIn(text: string): { readonly words: RegExp; readonly window: string } | undefined {
  const found = WINDOWS.find(([words]) => words.test(text));
  return found && { words: found[0], window: found[1] };
}
