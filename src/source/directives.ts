import { lineStartsOf, lineText, positionAt, type Range, type SourceFile } from '../core/index.js';
import { htmlCommentsIn, isMarkdown, specBlocks } from './markdown.js';
import { rangeIn, type Slice, wholeOf } from './slice.js';
import { commentsIn } from './tokens.js';

/** Where a directive holds. */
export const DIRECTIVES = ['sysdesign-ignore-line', 'sysdesign-ignore-next-line', 'sysdesign-ignore-file'] as const;

/** A comment that says to ignore findings: `# sysdesign-ignore-next-line load/write-hot-key -- one writer until May`. */
export interface Directive {
  /** As written; one of `DIRECTIVES` where it is right. */
  readonly name: string;
  readonly rules: readonly { readonly id: string; readonly at: Range }[];
  /** Empty if none is given. */
  readonly reason: string;
  /** The comment without its marks. */
  readonly at: Range;
  /** First and last line that it holds for; null for the whole file. */
  readonly lines: readonly [first: number, last: number] | null;
}

const MARK = 'sysdesign-ignore';

/** Whether a text may hold directives: to look for them takes longer. */
export const mayHoldDirectives = ({ text }: SourceFile): boolean => text.includes(MARK);

/** The directives of a file, in their order: comments of YAML, and of HTML in the prose of a Markdown document. */
export function directivesIn(source: SourceFile): readonly Directive[] {
  if (!mayHoldDirectives(source)) return [];
  const isDocument = isMarkdown(source);
  const slices = isDocument ? specBlocks(source) : [wholeOf(source)];
  const below = nextLines(source);
  const found = slices.flatMap((slice) =>
    commentsIn(slice.text).flatMap(({ start, text }) => {
      const content = contentOf(text, /^#+\s*/, /\s*$/);
      return content ? [directiveOf(rangeIn(slice, start + content.start, start + content.end), (line) => below(line, IDLE))] : [];
    }),
  );
  if (!isDocument) return found;
  const blocks = new Map(slices.map((slice) => [positionAt(source, slice.offsetOf(0)).line - 1, lastLineOf(slice)]));
  // What stands before a block of a spec holds for all of it.
  const after = (line: number): readonly [number, number] => {
    const [next] = below(line, BLANK);
    return [next, blocks.get(next) ?? next];
  };
  for (const { start, text } of htmlCommentsIn(source)) {
    const content = contentOf(text, /^<!--\s*/, /\s*-->$/);
    if (content) found.push(directiveOf({ source, start: start + content.start, end: start + content.end }, after));
  }
  return found.sort((a, b) => a.at.start - b.at.start);
}

/** Where the words of a comment stand in it, if they are a directive. */
function contentOf(comment: string, head: RegExp, tail: RegExp): { readonly start: number; readonly end: number } | undefined {
  const start = head.exec(comment)?.[0].length ?? 0;
  const end = comment.length - (tail.exec(comment)?.[0].length ?? 0);
  return comment.startsWith(MARK, start) ? { start, end } : undefined;
}

function directiveOf(at: Range, after: (line: number) => readonly [number, number]): Directive {
  const { source } = at;
  const text = source.text.slice(at.start, at.end);
  const name = /^[\w-]+/.exec(text)?.[0] ?? text;
  const dashes = /\s--\s/.exec(text);
  const listed = text.slice(name.length, dashes?.index ?? text.length);
  const rules = [...listed.matchAll(/[^\s,]+/g)].map(({ 0: id, index }) => {
    const start = at.start + name.length + index;
    return { id, at: { source, start, end: start + id.length } };
  });
  const { line } = positionAt(source, at.start);
  const lines =
    name === 'sysdesign-ignore-file'
      ? null
      : name === 'sysdesign-ignore-next-line'
        ? after(positionAt(source, at.end).line)
        : ([line, line] as const);
  return {
    name,
    rules: rules.filter(({ id }) => id !== '--'),
    reason: dashes ? text.slice(dashes.index + dashes[0].length).trim() : '',
    at,
    lines,
  };
}

/** Of YAML, also within a block quote; of a document. */
const IDLE = /^[\s>]*(?:#|$)/;
const BLANK = /^\s*$/;

/** The next line below one that is not idle, as a stretch of lines; what was passed on the way is remembered. */
function nextLines(source: SourceFile): (line: number, idle: RegExp) => readonly [number, number] {
  const last = lineStartsOf(source).length;
  const known = new Map<RegExp, Map<number, number>>();
  return (line, idle) => {
    const memo = known.get(idle) ?? new Map<number, number>();
    known.set(idle, memo);
    const passed: number[] = [];
    let next = line + 1;
    while (next <= last && idle.test(lineText(source, next)) && !memo.has(next)) passed.push(next++);
    const found = memo.get(next) ?? next;
    for (const one of passed) memo.set(one, found);
    return [found, found];
  };
}

const lastLineOf = (slice: Slice): number => positionAt(slice.source, slice.offsetOf(Math.max(0, slice.text.length - 1))).line;
