import type { Finding } from '../core/index.js';
import { MAX_FINDINGS } from './bounds.js';
import { type Line, structuralLines } from './lines.js';
import { findingOf, type Mistake } from './mistake.js';
import { patchMistakes } from './patch.js';
import type { Slice } from './slice.js';
import { ODD_SPACES } from './typography.js';

/**
 * What other tools and languages leave in a text that ought to be a spec: conflict markers of a merge, the marks of a diff, comments of JSON,
 * spaces that YAML takes for letters. For a text that cannot be read, or whose keys begin with such characters: in a valid one, a block of
 * text may hold any of it.
 */
export function foreignFindings(slice: Slice): readonly Finding[] {
  const lines = structuralLines(slice.text);
  const markers = conflicts(lines);
  const patch = markers.length > 0 ? [] : patchMistakes(slice.text, lines);
  const mistakes = [...markers, ...patch];
  // A patch is mended as a whole: what stands in it is looked at when it is a spec again.
  if (mistakes.length === 0) mistakes.push(...comments(lines), ...oddSpaces(lines));
  return mistakes
    .sort((a, b) => a.start - b.start)
    .slice(0, MAX_FINDINGS)
    .map((mistake) => findingOf(slice, mistake));
}

/** A key, or a value in the place of one, that such a text begins with. */
export const isForeign = (text: string): boolean => FOREIGN.test(text);

const FOREIGN = new RegExp(`^(?:\\/[/*]|\\+|-[^\\s\\d]|<{7}|[${ODD_SPACES}]|[\\w.-]+:[${ODD_SPACES}])`);

/** A conflict is told once, at its first marker; a marker that a resolved one left behind, by itself. */
function conflicts(lines: readonly Line[]): readonly Mistake[] {
  const found: Mistake[] = [];
  let isOpen = false;
  for (const { start, text } of lines) {
    if (!/^(?:[<>|]{7}(?: |$)|={7}$)/.test(text)) continue;
    const isWhole = text[0] === '<' && lines.some((line) => line.start > start && line.text.startsWith('>>>>>>>'));
    const common = { rule: 'yaml/merge-marker', start, end: start + text.length } as const;
    if (isWhole) {
      isOpen = true;
      const help = 'keep the lines of one side, and remove the three lines with markers';
      found.push({ ...common, message: 'a conflict of a merge begins here, and is not resolved', help });
    } else if (!isOpen) {
      found.push({ ...common, message: 'this marker of a merge conflict was left behind', help: 'remove the line', suggestion: '' });
    }
    if (text[0] === '>') isOpen = false;
  }
  return found;
}

/** A comment at the beginning of a line, or behind what ends a value there: a comma, a bracket, a quoted text. */
const COMMENT = /^(?:\s*|(?:[^#"']|"(?:[^"\\]|\\.)*"|'[^']*')*?(?:[,{}[\]]|"(?:[^"\\]|\\.)*"|'[^']*')\s*)(\/\/|\/\*)/;

/** Lines, or ends of lines, that begin with `//`, and what stands between slash and star. */
function comments(lines: readonly Line[]): readonly Mistake[] {
  const found: Mistake[] = [];
  let block: { readonly start: number; readonly text: string[]; end: number } | undefined;
  for (const { start, text } of lines) {
    if (block) {
      block.text.push(text.replace(/^(\s*)(?:\*(?!\/)\s?)?(.*?)\s*(?:\*\/)?\s*$/, '$1# $2').trimEnd());
      block.end = start + text.length;
      if (!text.includes('*/')) continue;
      found.push(comment(block.start, block.end, block.text.join('\n')));
      block = undefined;
      continue;
    }
    const [lead, mark] = COMMENT.exec(text)?.slice(0, 2) ?? [];
    if (lead === undefined || mark === undefined) continue;
    const at = lead.length - mark.length;
    const rest = text.slice(at + mark.length);
    if (mark === '//') {
      found.push(comment(start + at, start + text.length, `#${rest}`));
      continue;
    }
    const close = rest.indexOf('*/');
    if (close < 0) block = { start: start + at, text: [`#${rest}`], end: start + text.length };
    else if (rest.slice(close + 2).trim() === '')
      found.push(comment(start + at, start + text.length, `#${rest.slice(0, close)}`.trimEnd()));
    else {
      // More follows on the line, which a comment of YAML would swallow.
      const tail = /^\s*/.exec(rest.slice(close + 2))?.[0].length ?? 0;
      found.push(comment(start + at, start + at + mark.length + close + 2 + tail, ''));
    }
  }
  return found;
}

const comment = (start: number, end: number, suggestion: string): Mistake => ({
  rule: 'yaml/comment',
  message: 'a comment of JSON or of a programming language means nothing to YAML',
  start,
  end,
  help: suggestion === '' ? 'move it to a line of its own that begins with #' : 'begin it with #',
  suggestion,
});

const INDENT = new RegExp(`^[ \\t]*(?:- +)*([${ODD_SPACES}][${ODD_SPACES} ]*)`);
const AFTER_COLON = new RegExp(`^[^#"']*?[^#"'\\s]:([${ODD_SPACES}][${ODD_SPACES} ]*)`);

/** Spaces that YAML takes for letters, where it needs plain ones: before a key, and after its colon. */
function oddSpaces(lines: readonly Line[]): readonly Mistake[] {
  return lines.flatMap(({ start, text }) => {
    const found = INDENT.exec(text) ?? AFTER_COLON.exec(text);
    const run = found?.[1];
    if (found === null || run === undefined) return [];
    const at = start + found[0].length - run.length;
    return [
      {
        rule: 'yaml/odd-space',
        message: 'this is a no-break space or another space that YAML takes for a letter',
        start: at,
        end: at + run.length,
        help: 'write plain spaces',
        // Copied text has one such space for each plain one; the ideographic one is two columns wide, the one of no width none.
        suggestion: run
          .replace(/[\u200b\u2060\ufeff]/g, '')
          .replaceAll('\u3000', '  ')
          .replace(/\s/g, ' '),
      } as const,
    ];
  });
}
