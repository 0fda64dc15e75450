/** Characters and words of literals and expressions. All of it is one pass over the text. */

export const isDigit = (code: number): boolean => code >= 48 && code <= 57;
/** Letters that begin a word; µ (two code points look alike) only for microseconds. */
export const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 0xb5 || code === 0x3bc;
export const isSpace = (code: number): boolean =>
  code === 32 || code === 9 || code === 10 || code === 13 || code === 0xa0 || code === 0x202f || code === 0x2009;
const isWordPart = (code: number): boolean => isLetter(code) || isDigit(code) || code === 95;

export function skipSpaces(text: string, from: number): number {
  let i = from;
  while (i < text.length && isSpace(text.charCodeAt(i))) i++;
  return i;
}

/** End of the word that begins at `from`: `[A-Za-z][A-Za-z0-9_-]*`, a trailing minus not included; `from` if there is none. */
export function wordEnd(text: string, from: number): number {
  if (from >= text.length || !isLetter(text.charCodeAt(from))) return from;
  let i = from + 1;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (isWordPart(code) || (code === 45 && i + 1 < text.length && isWordPart(text.charCodeAt(i + 1)))) i++;
    else break;
  }
  return i;
}

/** End of the letters that begin at `from`. */
export function lettersEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length && isLetter(text.charCodeAt(i))) i++;
  return i;
}

/** End of a run of digits. */
export function digitsEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length && isDigit(text.charCodeAt(i))) i++;
  return i;
}

export const startsNumber = (text: string, at: number): boolean =>
  isDigit(text.charCodeAt(at)) || (text.charCodeAt(at) === 46 && isDigit(text.charCodeAt(at + 1)));
