import type { SourceFile } from '../core/index.js';
import type { Slice } from './slice.js';

/** Whether a file name is that of a Markdown document. */
export const isMarkdown = (name: string): boolean => /\.(?:md|markdown)$/i.test(name);

/** A fence with the info string `yaml sysdesign`, whatever stands before it; saves loading a Markdown parser for documents without one. */
const FENCE = /(?:`{3,}|~{3,})[ \t]*ya?ml[ \t]+[^\n\r]*\bsysdesign\b/i;

/**
 * The fenced `yaml sysdesign` blocks of a Markdown document, in order: with backticks or tildes, in lists and block quotes too.
 * A fence that is never closed ends where its surroundings do, as CommonMark specifies.
 */
export async function specBlocks(source: SourceFile): Promise<readonly Slice[]> {
  if (!FENCE.test(source.text)) return [];
  const { fromMarkdown } = await import('mdast-util-from-markdown');
  const bom = source.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const blocks: Slice[] = [];
  const walk = (node: MarkdownNode): void => {
    if (node.type === 'code' && isSpecFence(node.lang, node.meta) && node.position?.start.offset !== undefined) {
      blocks.push(blockAt(source, node.position.start.offset + bom, node.value ?? ''));
    }
    for (const child of node.children ?? []) walk(child);
  };
  walk(fromMarkdown(source.text.slice(bom)));
  return blocks;
}

/** What we read of a Markdown syntax tree. */
interface MarkdownNode {
  readonly type: string;
  readonly lang?: string | null | undefined;
  readonly meta?: string | null | undefined;
  readonly value?: string;
  readonly position?: { readonly start: { readonly offset?: number | undefined } } | undefined;
  readonly children?: readonly MarkdownNode[];
}

const isSpecFence = (lang: string | null | undefined, meta: string | null | undefined): boolean =>
  /^ya?ml$/i.test(lang ?? '') && /(?:^|\s)sysdesign(?:\s|$)/.test(meta ?? '');

/**
 * Each line of the block is the end of a line of the document: before it stand list indentation and `>` marks.
 * @param start of the opening fence
 */
function blockAt(source: SourceFile, start: number, value: string): Slice {
  const { text } = source;
  const inner: number[] = [];
  const outer: number[] = [];
  let line = lineAfter(text, start);
  let at = 0;
  while (at <= value.length) {
    const end = lineEnd(value, at);
    // Both lines end alike; counted from there, a tab that Markdown turned into spaces does no harm.
    inner.push(at);
    outer.push(Math.max(line, lineEnd(text, line) - (end - at)));
    if (end >= value.length) break;
    at = lineAfter(value, end);
    line = lineAfter(text, line);
  }
  const offsetOf = (offset: number): number => {
    let low = 0;
    let high = inner.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((inner[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.min(text.length, (outer[low] ?? start) + offset - (inner[low] ?? 0));
  };
  return { source, text: value, offsetOf };
}

function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

function lineAfter(text: string, at: number): number {
  const end = lineEnd(text, at);
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
}
