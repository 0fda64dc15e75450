import { type Finding, lineText, positionAt, type Range, type Related, type SourceFile } from '../core/index.js';
import { fixText } from './fix-text.js';
import { type Paint, paintOf, type Symbols, symbolsOf } from './paint.js';
import { hang, printable, widthOf, wrap } from './text.js';
import type { ReportOptions } from './types.js';

interface Mark {
  readonly at: Range;
  readonly label: string;
  readonly primary: boolean;
}

type FrameOptions = Pick<ReportOptions, 'color' | 'unicode' | 'width'>;

/**
 * A finding as a terminal shows it: the sentence, where it is, the lines with carets under the place and under related ones, the arithmetic
 * and one action.
 */
export function formatFinding(finding: Finding, options: FrameOptions): string {
  const paint = paintOf(options.color);
  const head = `${finding.severity}[${finding.rule}]`;
  const tint = finding.severity === 'error' ? paint.bad : finding.severity === 'warning' ? paint.warn : paint.accent;
  const lines: string[] = [];
  lines.push(outdent(`${head}: ${printable(finding.message)}`, options.width).replace(head, paint.strong(tint(head))));
  if (finding.at) lines.push(...frames(finding.at, marksOf(finding, finding.at), options, paint));
  const gutter = finding.at ? ' '.repeat(gutterWidth(marksOf(finding, finding.at))) : '';
  for (const [word, text] of [
    ['math', finding.math],
    ['help', finding.help],
  ] as const) {
    if (text !== undefined)
      lines.push(hang(`${gutter} = ${word}: `, printable(text), options.width).replace(` = ${word}:`, ` = ${paint.strong(`${word}:`)}`));
  }
  for (const [i, fix] of (finding.fixes ?? []).entries()) {
    const lead = finding.fixes?.length === 1 ? 'fix' : `fix ${i + 1}`;
    lines.push(
      hang(`${gutter} = ${lead}: `, printable(fixText(fix)), options.width).replace(` = ${lead}:`, ` = ${paint.strong(`${lead}:`)}`),
    );
  }
  return lines.join('\n');
}

/** Continuation lines of the sentence are indented by two, not below its colon: long rule names would leave no room. */
const outdent = (sentence: string, width: number): string => wrap(sentence, width - 2).join('\n  ');

function marksOf(finding: Finding, at: Range): readonly Mark[] {
  const related = (finding.related ?? []).map((entry: Related) => ({ at: entry.at, label: entry.message, primary: false }));
  return [{ at, label: '', primary: true }, ...related];
}

const gutterWidth = (marks: readonly Mark[]): number =>
  Math.max(...marks.map((mark) => String(positionAt(mark.at.source, mark.at.start).line).length));

/** One frame a file: the primary place's first; marks of one file stand in the order of their lines. */
function frames(primary: Range, marks: readonly Mark[], options: FrameOptions, paint: Paint): string[] {
  const symbols = symbolsOf(options.unicode);
  const gutter = gutterWidth(marks);
  const pad = ' '.repeat(gutter);
  const bySource = new Map<SourceFile, Mark[]>([[primary.source, []]]);
  for (const mark of marks) bySource.set(mark.at.source, [...(bySource.get(mark.at.source) ?? []), mark]);
  const lines: string[] = [];
  for (const [source, here] of bySource) {
    const lead = here.find((mark) => mark.primary) ?? here[0];
    if (!lead) continue;
    const { line, column } = positionAt(source, lead.at.start);
    lines.push(`${pad}${paint.accent('-->')} ${printable(source.name)}:${line}:${column}`);
    lines.push(`${pad} ${paint.accent('|')}`);
    const sorted = [...here].sort((a, b) => a.at.start - b.at.start || Number(b.primary) - Number(a.primary));
    let shown = 0;
    for (const mark of sorted) {
      const number = positionAt(source, mark.at.start).line;
      const excerpt = excerptOf(mark, number, Math.max(20, options.width - gutter - 3), symbols);
      if (number !== shown) lines.push(`${paint.accent(`${String(number).padStart(gutter)} |`)} ${excerpt.text}`);
      shown = number;
      const carets = (mark.primary ? '^' : '-').repeat(excerpt.length);
      const tinted = mark.primary ? paint.bad(carets) : paint.accent(carets);
      const label = printable(mark.label);
      const inline = label !== '' && gutter + 3 + excerpt.indent + excerpt.length + 1 + widthOf(label) <= options.width;
      lines.push(`${pad} ${paint.accent('|')} ${' '.repeat(excerpt.indent)}${tinted}${inline ? ` ${label}` : ''}`);
      if (label !== '' && !inline) lines.push(...hang(`${pad} | ${'  '}`, label, options.width).split('\n'));
    }
  }
  return lines;
}

interface Excerpt {
  readonly text: string;
  /** Columns before the carets. */
  readonly indent: number;
  /** Number of carets, at least one. */
  readonly length: number;
}

/** The line of a mark, cut around it when it is too long for `room` columns. */
function excerptOf(mark: Mark, line: number, room: number, symbols: Symbols): Excerpt {
  const { source, start, end } = mark.at;
  const raw = lineText(source, line).slice(0, 100_000);
  const from = positionAt(source, start).column - 1;
  const sameLine = positionAt(source, Math.max(start, end - 1)).line === line;
  const to = sameLine ? Math.min(raw.length, from + Math.max(1, end - start)) : raw.length;
  const before = printable(raw.slice(0, from));
  const marked = printable(raw.slice(from, Math.max(to, from)));
  const after = printable(raw.slice(Math.max(to, from)));
  const length = Math.max(1, widthOf(marked));
  if (widthOf(before) + length + widthOf(after) <= room) return { text: before + marked + after, indent: widthOf(before), length };

  const dots = symbols.ellipsis;
  const dotWidth = widthOf(dots);
  // Keep a third of the room for what stands before the mark; the mark itself is cut only when it fills the rest.
  let head = before;
  const headRoom = Math.max(Math.floor(room / 3), room - length - widthOf(after) - 1);
  if (widthOf(head) > headRoom) head = dots + tailOf(head, headRoom - dotWidth);
  const left = room - widthOf(head);
  const rest = marked + after;
  const shownRest = widthOf(rest) <= left ? rest : headOf(rest, left - dotWidth) + dots;
  return { text: head + shownRest, indent: widthOf(head), length: Math.max(1, Math.min(length, left)) };
}

function headOf(text: string, width: number): string {
  let fitting = '';
  let used = 0;
  for (const letter of text) {
    used += widthOf(letter);
    if (used > width) break;
    fitting += letter;
  }
  return fitting;
}

function tailOf(text: string, width: number): string {
  const letters = [...text.slice(-4 * Math.max(1, width))];
  let fitting = '';
  let used = 0;
  for (let i = letters.length - 1; i >= 0; i--) {
    const letter = letters[i] ?? '';
    used += widthOf(letter);
    if (used > width) break;
    fitting = letter + fitting;
  }
  return fitting;
}
