/**
 * Columns that a character takes on a terminal: 0 for marks that combine and for controls, 2 for wide East Asian letters and emoji, else 1.
 * @source Unicode 16, EastAsianWidth.txt (W and F), joined into blocks
 */
function widthOfCodePoint(code: number): 0 | 1 | 2 {
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return 0;
  if (code < 0x300) return 1;
  if (
    (code >= 0x300 && code <= 0x36f) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x20d0 && code <= 0x20ff) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff ||
    (code >= 0xe0100 && code <= 0xe01ef)
  )
    return 0;
  if (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0x303e) ||
    (code >= 0x3041 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1f64f) ||
    (code >= 0x1f680 && code <= 0x1f6ff) ||
    (code >= 0x1f900 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  )
    return 2;
  return 1;
}

/** Columns of a text without ANSI sequences. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += widthOfCodePoint(character.codePointAt(0) ?? 0);
  return width;
}

/** Cuts a text to `width` columns, ending in `ellipsis` when something is lost. */
export function cut(text: string, width: number, ellipsis: string): string {
  if (widthOf(text) <= width) return text;
  const room = width - widthOf(ellipsis);
  if (room <= 0) return ellipsis.slice(0, Math.max(0, width));
  let fitting = '';
  let used = 0;
  for (const character of text) {
    const size = widthOfCodePoint(character.codePointAt(0) ?? 0);
    if (used + size > room) break;
    fitting += character;
    used += size;
  }
  return fitting + ellipsis;
}

/** Cuts an id in its middle, so that both its root and its last word stay readable. */
export function cutMiddle(text: string, width: number, ellipsis: string): string {
  if (widthOf(text) <= width) return text;
  const room = width - widthOf(ellipsis);
  if (room < 4) return cut(text, width, ellipsis);
  const head = Math.ceil(room / 2);
  const letters = [...text];
  let tail = '';
  let used = 0;
  for (let i = letters.length - 1; i >= 0; i--) {
    const letter = letters[i] ?? '';
    const size = widthOf(letter);
    if (used + size > room - head) break;
    tail = letter + tail;
    used += size;
  }
  return cut(text, head + widthOf(ellipsis), ellipsis) + tail;
}

export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));
export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;

/** Breaks a text between words into lines of at most `width` columns; a longer word is broken inside. Time grows with the text alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(/\s+/)) {
    if (word === '') continue;
    const size = widthOf(word);
    if (line !== '' && used + 1 + size <= width) {
      line += ` ${word}`;
      used += 1 + size;
      continue;
    }
    if (line !== '') lines.push(line);
    const parts = size > width ? broken(word, width) : [word];
    for (const part of parts.slice(0, -1)) lines.push(part);
    line = parts.at(-1) ?? '';
    used = widthOf(line);
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/**
 * Breaks the name of something: a text between words, an id behind a dot, a slash or a dash, so that every part can be read and copied in turn. What
 * has no such place is broken inside.
 */
export function fold(name: string, width: number): string[] {
  if (widthOf(name) <= width) return [name];
  const lines: string[] = [];
  let line = '';
  for (const part of name.split(/(?<=[\s./-])/)) {
    if (line !== '' && widthOf(line + part.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    if (widthOf(part.trimEnd()) > width) {
      const parts = broken(part, width);
      lines.push(...parts.slice(0, -1));
      line = parts.at(-1) ?? '';
    } else line += part;
  }
  return [...lines, line.trimEnd()].filter((each) => each !== '');
}

/** A word in parts of at most `width` columns each, or of one character that is wider. */
function broken(word: string, width: number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const character of word) {
    const size = widthOfCodePoint(character.codePointAt(0) ?? 0);
    if (part !== '' && used + size > width) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += character;
    used += size;
  }
  return [...parts, part];
}

/** First line after `first`, further lines below it; all within `width`. */
export function hang(first: string, text: string, width: number): string {
  const indent = widthOf(first);
  return wrap(text, Math.max(16, width - indent))
    .map((line, index) => (index === 0 ? first : ' '.repeat(indent)) + line)
    .join('\n');
}

/**
 * Characters of a text that a terminal or a reader would not see as what they are: controls (C0 and C1), marks that turn the direction of
 * writing, and those without width.
 * @source Unicode 16, general categories Cc and Cf; Trojan Source (CVE-2021-42574)
 */
export const UNSEEN = /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Such characters of a hostile file, or of its name, must not reach the terminal; tabs become two spaces. */
export const printable = (text: string): string => (isPlain(text) ? text : text.replace(/\t/g, '  ').replace(UNSEEN, '\ufffd'));

/** Most texts are, and are looked at once. */
const isPlain = (text: string): boolean => /^[ -~]*$/.test(text);

/** Whether all of a text is letters, digits and signs of ASCII, in lines: nothing in it is unseen, and long outputs are mostly that. */
export const isPlainLines = (text: string): boolean => !/[^\n -~]/.test(text);

/** The same for a whole output, whose lines and colors are ours. */
export const printableLines = (text: string): string =>
  isPlainLines(text) ? text : text.replace(OURS_OR_UNSEEN, (found) => (found.length > 1 || found === '\t' ? found : '\ufffd'));

/** What `paintOf` writes, before what nobody should. */
const OURS_OR_UNSEEN = new RegExp(`\\u001b\\[(?:1|2|22|31|32|33|36|39)m|(?!\\n)${UNSEEN.source}`, 'gu');

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
