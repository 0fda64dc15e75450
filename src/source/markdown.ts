import { type SourceFile, suggest } from '../core/index.js';
import { type Fence, fencesOf } from './markdown-fences.js';
import type { Slice } from './slice.js';

/** Whether a text is a Markdown document: by its name; standard input, which has none, by a fence of a spec, or nearly one. */
export const isMarkdown = (source: SourceFile): boolean =>
  /\.(?:md|markdown)$/i.test(source.name) ||
  (source.name === '<stdin>' && /^\s*(?:`{3}|~~~)/m.test(source.text) && (specBlocks(source).length > 0 || nearBlocks(source).length > 0));

/** The fenced `yaml sysdesign` blocks of a Markdown document, in order: with backticks or tildes, in lists and block quotes too. */
export const specBlocks = (source: SourceFile): readonly Slice[] =>
  fencesOf(source.text)
    .filter(({ info }) => IS_SPEC.test(info))
    .map((fence) => sliceOf(source, fence));

const IS_SPEC = /^ya?ml(?:[ \t].*)?[ \t]sysdesign(?:[ \t]|$)/i;

/** A fenced block that its author most likely takes for a spec: what follows its fence, and where. */
export interface NearBlock {
  readonly start: number;
  readonly end: number;
  /** Begins `yaml sysdesing`: a slip of the fence. Else plain YAML that holds a spec, which may be there to show it. */
  readonly isMisspelt: boolean;
}

/** Blocks that are nearly one of a spec. */
export const nearBlocks = (source: SourceFile): readonly NearBlock[] =>
  fencesOf(source.text).flatMap((fence) => {
    const { at, info, lines } = fence;
    if (IS_SPEC.test(info)) return [];
    const isMisspelt = info
      .split(/[^A-Za-z]+/)
      .some((word) => word.length >= 7 && (word.toLowerCase() === 'sysdesign' || suggest(word, ['sysdesign']) !== undefined));
    if (!isMisspelt && !(/^(?:ya?ml\b.*)?$/i.test(info) && holdsSpec(lines.map(({ text }) => text)))) return [];
    const start = info === '' ? at + (/^[`~]+/.exec(source.text.slice(at, at + 100))?.[0].length ?? 3) : source.text.indexOf(info, at);
    return [{ start, end: start + info.length, isMisspelt }];
  });

const ROOT_KEY = /^(?:flows|components|data|assumptions|requirements|scenarios|expect):/;

/** Whether lines hold the version of the language, or at least two of its sections. */
const holdsSpec = (lines: readonly string[]): boolean =>
  lines.some((line) => /^sysdesign:/.test(line)) || new Set(lines.flatMap((line) => ROOT_KEY.exec(line)?.[0] ?? [])).size > 1;

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

/** The comments of HTML in a Markdown document, marks included, outside of its fenced blocks. */
export function htmlCommentsIn(source: SourceFile): readonly { readonly start: number; readonly text: string }[] {
  const { text } = source;
  const found: { start: number; text: string }[] = [];
  const fences = fencesOf(text).map(({ at, lines }) => ({ at, end: lines.at(-1)?.end ?? at }));
  let fence = 0;
  for (let start = text.indexOf('<!--'); start >= 0; ) {
    while (fence < fences.length && (fences[fence]?.end ?? 0) < start) fence++;
    const around = fences[fence];
    if (around && around.at <= start) {
      start = text.indexOf('<!--', around.end + 1);
      continue;
    }
    const end = text.indexOf('-->', start);
    if (end < 0) break;
    found.push({ start, text: text.slice(start, end + 3) });
    start = text.indexOf('<!--', end + 3);
  }
  return found;
}
