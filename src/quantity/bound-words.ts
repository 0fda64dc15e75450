/** Bounds as people write them: `>= 5`, `max 5`, `no more than 5`, `5 or less`. */
export interface WordedBound {
  readonly op: 'at least' | 'at most';
  /** The bound itself is left out: `< 5`. */
  readonly isStrict: boolean;
  /** The words of the bound. */
  readonly written: string;
  /** The rest, and where it stands in the text. */
  readonly value: string;
  readonly at: number;
}

type Row = readonly [words: RegExp, op: WordedBound['op'], isStrict: boolean];

const BEFORE: readonly Row[] = [
  [
    /^(?:>=|≥|=>|at\s+least|no\s+less\s+than|not\s+less\s+than|no\s+fewer\s+than|minimum(?:\s+of)?|min\.?)(?=[\s\d~.$€£¥₹₩])/i,
    'at least',
    false,
  ],
  [
    /^(?:<=|≤|=<|at\s+most|no\s+more\s+than|not\s+more\s+than|not\s+over|up\s+to|maximum(?:\s+of)?|max\.?)(?=[\s\d~.$€£¥₹₩])/i,
    'at most',
    false,
  ],
  [/^(?:>|more\s+than|greater\s+than|over|above)(?=[\s\d~.$€£¥₹₩])/i, 'at least', true],
  [/^(?:<|less\s+than|fewer\s+than|lower\s+than|under|below)(?=[\s\d~.$€£¥₹₩])/i, 'at most', true],
];

const AFTER: readonly Row[] = [
  [/(?:\s+(?:or\s+(?:more|better|above|higher)|at\s+least|minimum)|\s*\+)$/i, 'at least', false],
  [/\s+(?:or\s+(?:less|fewer|below|lower)|at\s+most|max\.?|maximum)$/i, 'at most', false],
];

/** The bound that a text states before or after its value; undefined if it states none. `min 5` is a bound, and `5 min` a time. */
export function boundIn(text: string): WordedBound | undefined {
  const start = text.length - text.trimStart().length;
  const trimmed = text.trim();
  for (const [words, op, isStrict] of BEFORE) {
    const [written] = words.exec(trimmed) ?? [];
    if (written === undefined) continue;
    const rest = trimmed.slice(written.length);
    const value = rest.trimStart();
    if (!/^[\d.~$€£¥₹₩(+-]|^US|^[A-Z]{3}\s?\d|^x\d|^of\s/.test(value)) continue;
    return { op, isStrict, written, value, at: start + written.length + rest.length - value.length };
  }
  for (const [words, op, isStrict] of AFTER) {
    const [written] = words.exec(trimmed) ?? [];
    if (written === undefined || !/^[\d.~$€£¥₹₩+-]/.test(trimmed)) continue;
    return { op, isStrict, written: written.trim(), value: trimmed.slice(0, -written.length), at: start };
  }
  return undefined;
}

/**
 * `>= 5` in the words of a spec: a bound where one may stand, else the value. What is a bound has no tolerance beside it.
 * @param operator begins with the sign
 */
export function boundOf(operator: string, value: string, takesBound: boolean): string {
  if (!takesBound) return value;
  return `${/^[>≥]/.test(operator) ? 'at least' : 'at most'} ${value.replace(/\s+within\s.*$/, '')}`;
}
