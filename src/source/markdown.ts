import type { SourceFile } from '../core/index.js';
import { type Fence, fencesOf } from './markdown-fences.js';
import type { Slice } from './slice.js';

/** Whether a file name is that of a Markdown document. */
export const isMarkdown = (name: string): boolean => /\.(?:md|markdown)$/i.test(name);

/** The fenced `yaml sysdesign` blocks of a Markdown document, in order: with backticks or tildes, in lists and block quotes too. */
export const specBlocks = (source: SourceFile): readonly Slice[] =>
  fencesOf(source.text)
    .filter(({ info }) => IS_SPEC.test(info))
    .map((fence) => sliceOf(source, fence));

const IS_SPEC = /^ya?ml(?:[ \t].*)?[ \t]sysdesign(?:[ \t]|$)/i;

/** Each line of a block is the end of a line of the document: before it stand list indentation and `>` marks. */
function sliceOf(source: SourceFile, { at, lines }: Fence): Slice {
  const inner: number[] = [];
  let text = '';
  for (const line of lines) {
    inner.push(text.length);
    text += `${line.text}\n`;
  }
  const offsetOf = (offset: number): number => {
    let low = 0;
    let high = inner.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((inner[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const line = lines[low];
    // Counted from the end of the line, a tab that is spaces now does no harm.
    return line ? Math.min(source.text.length, line.end - line.text.length + offset - (inner[low] ?? 0)) : at;
  };
  return { source, text: text.slice(0, -1), offsetOf };
}
