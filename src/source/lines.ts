/** Lines of a text by offsets in it; `\n`, `\r\n` and a lone `\r` end one. */

/** Whether a line holds nothing, or a comment alone. */
export const isIdle = (text: string, line: number): boolean => /^\s*(#|$)/.test(text.slice(line, lineEnd(text, line)));

/** Before the text there is no line: searching back from -1 would look at its first character. */
export const lineStart = (text: string, at: number): number =>
  at <= 0 ? 0 : Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;

export function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

export function nextLine(text: string, at: number): number {
  const end = lineEnd(text, at);
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
}

export function firstWord(text: string, line: number): number {
  let at = line;
  while (at < text.length && (text[at] === ' ' || text[at] === '\t')) at++;
  return at;
}

/** End of the key or word at a place. */
export const wordEnd = (text: string, at: number): number => at + (/^[^\s:]+/.exec(text.slice(at, lineEnd(text, at)))?.[0].length ?? 0);

export function trimmedEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && (text[last - 1] === ' ' || text[last - 1] === '\t')) last--;
  return last;
}

/** To the end of the line, without a comment. */
export const restOfLine = (text: string, start: number): string =>
  text
    .slice(start, lineEnd(text, start))
    .replace(/(?<![ \t])[ \t]+#.*$/, '')
    .trimEnd();

/** A line of a text, without what ends it. */
export interface Line {
  readonly start: number;
  readonly text: string;
}

/** The lines that YAML reads for structure: without those of a block of text (`|`, `>`). */
export function structuralLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let block: number | undefined;
  for (let start = 0; start < text.length; start = nextLine(text, start)) {
    const line = text.slice(start, lineEnd(text, start));
    const indent = firstWord(line, 0);
    if (block !== undefined && (indent > block || line.trim() === '')) continue;
    block = /(?:^|[:-])\s*[|>][-+\d]{0,2}\s*(?:#.*)?$/.test(line) ? indent : undefined;
    lines.push({ start, text: line });
  }
  return lines;
}
