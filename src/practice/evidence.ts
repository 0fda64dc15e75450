import type { Point } from './problem.js';

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

/** The line that has one of the words of a point; words are known by how they begin, and only at the beginning of a word. */
export function lineWith(words: readonly string[], lines: readonly string[]): string | undefined {
  const wanted = words.map((word) => new RegExp(`(?:^|[^a-z0-9])${word.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
  return lines.find((line) => wanted.some((word) => word.test(line.toLowerCase().slice(0, 2000))));
}

/** A point of evidence for each that an answer has or lacks. */
export const weighed = (criterion: Criterion, points: readonly Point[], lines: readonly string[]): readonly Evidence[] =>
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
