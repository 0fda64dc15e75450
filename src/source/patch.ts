import type { Line } from './lines.js';
import type { Mistake } from './mistake.js';

/** Marks of a unified diff (GNU diffutils manual, "Detailed Description of Unified Format"): headers, hunks, lines added and removed. */
const HEADER = /^(?:diff --git |index [0-9a-f]+\.\.|--- \S|\+\+\+ \S|\\ No newline)/;
const HUNK = /^@@/;
/** A list may stand at the margin: `- item`. A removed line has its own indent after the minus, or none. */
const REMOVED = /^-(?!-|$)(?: {2,}\S|\S)/;

const isMark = (text: string): boolean => HEADER.test(text) || HUNK.test(text) || text.startsWith('+') || REMOVED.test(text);

/** What the marks of a diff come to: each run of lines once, with what the diff makes of it; a text that is a patch as a whole, once. */
export function patchMistakes(text: string, lines: readonly Line[]): readonly Mistake[] {
  const written = lines.filter((line) => line.text.trim() !== '');
  const marks = written.filter((line) => isMark(line.text));
  if (marks.length === 0) return [];
  const isPatch = written.every((line) => isMark(line.text) || /^[ -]/.test(line.text));
  if (isPatch) return [mistake(text, lines, false)];
  const indents = new Set(written.filter((line) => !isMark(line.text)).map((line) => indentOf(line.text)));
  return runs(lines).map((run) => {
    // The mark of one who marks a line by hand stands in place of a space, that of a diff before all.
    const own = indentOf(run[0]?.text.slice(1) ?? '');
    return mistake(text, run, !indents.has(own) && indents.has(own + 1));
  });
}

const indentOf = (text: string): number => /^ */.exec(text)?.[0].length ?? 0;

/** Marked lines that follow each other. */
function runs(lines: readonly Line[]): readonly (readonly Line[])[] {
  const found: Line[][] = [];
  let run: Line[] | undefined;
  for (const line of lines) {
    if (!isMark(line.text)) run = undefined;
    else if (run) run.push(line);
    else {
      run = [line];
      found.push(run);
    }
  }
  return found;
}

function mistake(text: string, lines: readonly Line[], isSpace: boolean): Mistake {
  const [first] = lines;
  const last = lines.at(-1);
  const start = first?.start ?? 0;
  const end = last ? last.start + last.text.length : text.length;
  return {
    rule: 'yaml/diff',
    message: 'the text has the marks of a diff',
    start,
    end,
    help: 'remove the marks, and the lines that the diff takes away',
    suggestion: applied(lines, isSpace ? ' ' : ''),
  };
}

/** The lines that the diff leaves. Where it only takes away, the minus is a slip: nobody means a spec with holes. */
function applied(lines: readonly Line[], inPlace: string): string {
  const adds = lines.some(({ text }) => text.startsWith('+') && !HEADER.test(text));
  return lines
    .filter(({ text }) => !HEADER.test(text) && !HUNK.test(text) && !(adds && text.startsWith('-')))
    .map(({ text }) => (/^[ +-]/.test(text) ? `${inPlace}${text.slice(1)}` : text))
    .join('\n');
}
