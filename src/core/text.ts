/** Source text and places in it. Offsets are UTF-16 code units; lines and columns are 1-based, as editors count them. */

export interface SourceFile {
  /** As shown to people: relative to the working directory, with forward slashes. */
  readonly name: string;
  readonly text: string;
}

/** A half-open stretch `[start, end)` of a source file. */
export interface Range {
  readonly source: SourceFile;
  readonly start: number;
  readonly end: number;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineStarts = new WeakMap<SourceFile, readonly number[]>();

/** Offsets at which each line begins; `\n` and `\r\n` end a line, and so does a lone `\r`. */
export function lineStartsOf(source: SourceFile): readonly number[] {
  const known = lineStarts.get(source);
  if (known) return known;
  const starts = [0];
  const { text } = source;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  lineStarts.set(source, starts);
  return starts;
}

/** Line and column of an offset; a leading byte order mark takes no column. */
export function positionAt(source: SourceFile, offset: number): Position {
  const starts = lineStartsOf(source);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const bom = low === 0 && source.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return { line: low + 1, column: Math.max(1, offset - (starts[low] ?? 0) + 1 - bom) };
}

/** The text of a 1-based line, without its line break. */
export function lineText(source: SourceFile, line: number): string {
  const starts = lineStartsOf(source);
  const start = starts[line - 1];
  if (start === undefined) return '';
  return source.text
    .slice(start, starts[line] ?? source.text.length)
    .replace(/[\r\n]+$/, '')
    .replace(/^\ufeff/, '');
}
