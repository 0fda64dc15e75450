import { documentOf } from './document.js';
import { firstWord, lineEnd, lineStart } from './lines.js';
import type { Mistake } from './mistake.js';

/** `[start, end)` of a text, which begins at a word, with `by` more spaces before that word and before each further line that has one. */
export const deeper = (text: string, start: number, end: number, by: number): string =>
  ' '.repeat(by) + text.slice(start, end).replace(/(\r\n|\n|\r)(?=[ \t]*[^\s])/g, `$1${' '.repeat(by)}`);

interface Row {
  readonly start: number;
  readonly indent: number;
}

/** Rows above a place that hold more than a comment, the nearest first. */
function* rowsAbove(text: string, at: number): Generator<Row> {
  for (let start = lineStart(text, at); start > 0; ) {
    start = lineStart(text, start - 1);
    const word = firstWord(text, start);
    if (word < lineEnd(text, start) && text[word] !== '#') yield { start, indent: word - start };
  }
}

/**
 * A block that was moved to the left, where the lines below it stand further in: they belong to what is above the block. Known by a line
 * above it that they stand in line with, or by the key without a value right above it; and by the text being YAML once it is moved back.
 * @param at a place in the first line that does not fit
 */
export function dedentedAbove(text: string, at: number): Mistake | undefined {
  const line = lineStart(text, at);
  const depth = firstWord(text, line) - line;
  let block: Row | undefined;
  let isNext = true;
  for (const row of rowsAbove(text, line)) {
    if (block === undefined) {
      if (row.indent < depth) block = row;
      continue;
    }
    const isEmptyKey = isNext && row.indent === block.indent && /:[ \t]*(?:#.*)?$/.test(text.slice(row.start, lineEnd(text, row.start)));
    if (row.indent === depth || isEmptyKey) return moved(text, block, line, depth - block.indent);
    if (row.indent <= block.indent) return undefined;
    isNext = false;
  }
  return undefined;
}

function moved(text: string, { start: row, indent }: Row, until: number, by: number): Mistake | undefined {
  const start = row + indent;
  const end = start + text.slice(start, until).trimEnd().length;
  const suggestion = deeper(text, start, end, by);
  const mended = text.slice(0, start) + suggestion + text.slice(end);
  if (documentOf(mended).errors.length > 0) return undefined;
  return {
    rule: 'yaml/indent',
    message: 'this is indented less than what stands above it and below',
    start,
    end,
    help: `indent it by ${by} more spaces`,
    suggestion,
  };
}
