import type { Range, SourceFile } from '../core/index.js';

/** YAML text inside a source file: all of it, a fenced block of a Markdown file, or a value given on the command line. */
export interface Slice {
  readonly source: SourceFile;
  /** The YAML itself, freed from what its surroundings put before each line. */
  readonly text: string;
  /** Where an offset of `text` stands in the source file. */
  readonly offsetOf: (offset: number) => number;
}

/** A byte order mark is no part of the YAML: before a list, the parser would take it for indentation. */
export const wholeOf = (source: SourceFile): Slice => stretchOf(source, source.text.charCodeAt(0) === 0xfeff ? 1 : 0, source.text.length);

/** A stretch of the source file that is YAML as it stands. */
export const stretchOf = (source: SourceFile, start: number, end: number): Slice => ({
  source,
  text: source.text.slice(start, end),
  offsetOf: (offset) => start + offset,
});

/** The place in the source file of `[start, end)` of the slice. */
export function rangeIn(slice: Slice, start: number, end: number): Range {
  const from = slice.offsetOf(start);
  // The end of a range is the place after its last character, which on a block's last line is not where the next line begins.
  return { source: slice.source, start: from, end: end > start ? slice.offsetOf(end - 1) + 1 : from };
}
