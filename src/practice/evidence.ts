import type { RubricPoint } from './problem.js';

export const CRITERIA = ['requirements', 'estimation', 'design', 'depth', 'trade-offs', 'reliability', 'communication', 'time'] as const;
export type Criterion = (typeof CRITERIA)[number];

/** What earned or lost points, and by which words. */
export interface Evidence {
  readonly criterion: Criterion;
  readonly points: number;
  readonly of: number;
  /** The candidate's own words; null where there are none. */
  readonly quote: string | null;
  readonly reason: string;
}

/**
 * The line that has one of the words of a point. Words are known by how they begin ("redundan" is in "redundancy"), and only at the beginning of
 * a word. Those of up to three characters, and those that end in a space, are whole words but for their endings: "slo" is not in "slow".
 */
export function lineWith(words: readonly string[], lines: readonly string[]): string | undefined {
  const wanted = words.map(beginning);
  return lines.find((line) => {
    const text = line.toLowerCase().slice(0, 2000);
    return wanted.some((word) => word.test(text));
  });
}

function beginning(word: string): RegExp {
  const bare = word.trim().toLowerCase();
  const start = `(?:^|[^a-z0-9])${bare.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`;
  if (/[^a-z0-9]$/.test(bare) || (bare.length > 3 && !word.endsWith(' '))) return new RegExp(start);
  // "logs", "capped", "keyed"; of two letters only the plural.
  const last = bare.at(-1) ?? '';
  const endings = bare.length === 3 && /[a-z]/.test(last) ? `(?:s|${last}?(?:ed|er|est|ing))?` : 's?';
  return new RegExp(`${start}${endings}(?![a-z0-9])`);
}

/** A point of evidence for each that an answer has or lacks. */
export const weighed = (criterion: Criterion, points: readonly RubricPoint[], lines: readonly string[]): readonly Evidence[] =>
  points.map(({ name, words }) => {
    const quote = lineWith(words, lines);
    return {
      criterion,
      points: quote === undefined ? 0 : 1,
      of: 1,
      quote: quote ?? null,
      reason: quote === undefined ? `not said: ${name}` : name,
    };
  });
