import type { Role, Sentence } from './blocks.js';
import { type Formatter, piecesOf } from './formatter.js';
import type { Paint } from './paint.js';
import { printable, wrap } from './text.js';

/** A sentence in lines of at most `width` columns, in colors where it has roles. */
export function linesOf(sentence: Sentence, width: number, formatter: Formatter, paint: Paint): readonly string[] {
  const pieces = piecesOf(sentence);
  const runs = pieces.map((piece) => ({
    text: printable(formatter.piece(piece)),
    role: typeof piece === 'object' && piece.kind === 'text' ? piece.role : undefined,
  }));
  const lines = wrap(runs.map(({ text }) => text).join(''), width);
  if (runs.every(({ role }) => role === undefined)) return lines;
  // Wrapping moves white space alone: the other characters keep their order, and so their roles.
  const roles = runs.flatMap(({ text, role }) => [...text.replace(/\s+/g, '')].map(() => role));
  let at = 0;
  return lines.map((line) => {
    let painted = '';
    let run = '';
    let current: Role | undefined;
    for (const character of line) {
      const isSpace = /\s/.test(character);
      const role = !isSpace ? roles[at++] : roles[at - 1] === roles[at] ? roles[at] : undefined;
      if (role !== current) {
        painted += inRole(run, current, paint);
        run = '';
        current = role;
      }
      run += character;
    }
    return painted + inRole(run, current, paint);
  });
}

/** A sentence behind `first` (of `indent` columns), its further lines below it. */
export function hangingLines(first: string, indent: number, lines: readonly string[]): string {
  return lines.map((line, i) => (i === 0 ? first : ' '.repeat(indent)) + line).join('\n');
}

export const inRole = (text: string, role: Role | undefined, paint: Paint): string =>
  role === undefined || text === '' ? text : paint[role](text);
