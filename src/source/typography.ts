/** Characters of word processors and of other scripts that stand for ones that a spec knows. */

/** Pairs of quotes that YAML does not know: “ ”, „ “, ‘ ’, « », ‹ ›, ＂ ＂ and the backtick. */
const OPENING = '“”„‟‘’‚‛«»‹›＂＇`´';
const BEGINS = new RegExp(`^[${OPENING}]`);
const QUOTES = `${OPENING}"'`;

/** Full-width forms of ASCII characters (Unicode block FF00), of which each is 0xFEE0 above the plain one, and the wide space. */
const FULL_WIDTH = /[\uff01-\uff5e\u3000]/;

export const beginsWithTypographicQuote = (text: string): boolean => BEGINS.test(text);
export const endsWithQuote = (text: string): boolean => text !== '' && QUOTES.includes(text.slice(-1));

/** The text within typographic quotes; the text itself where there are none. */
export function unwrapped(text: string): string {
  const [first, last] = [text.slice(0, 1), text.slice(-1)];
  const isWrapped = text.length > 1 && QUOTES.includes(first) && QUOTES.includes(last);
  return isWrapped && (OPENING.includes(first) || OPENING.includes(last)) ? text.slice(1, -1).trim() : text;
}

export const hasFullWidth = (text: string): boolean => FULL_WIDTH.test(text);

/** `１００％` as `100%`. */
export const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)).replaceAll('\u3000', ' ');

/** Spaces that are none for YAML: no-break, of typography, ideographic, of no width. */
export const ODD_SPACES = '\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff';

/** What stands in a text and has no width: marks of word breaks, of joining and of the direction of writing. */
export const UNSEEN = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** What stands before a comment of JSON or of a programming language that ends a text, and the words of that comment. */
export function commentAtEnd(text: string): { readonly kept: string; readonly words: string } | undefined {
  // One space, and not all of them: a pattern that begins with a run of spaces tries each of them as the first.
  for (const { index } of text.matchAll(/\s\/[/*]/g)) {
    const from = index + 3;
    const isBlock = text[from - 1] === '*';
    if (isBlock && !(text.endsWith('*/') && text.length - 2 >= from)) continue;
    return { kept: text.slice(0, index).trimEnd(), words: text.slice(from, isBlock ? -2 : undefined) };
  }
  return undefined;
}

/** A name freed from typographic quotes, full-width letters and a comment of JSON that follows it. */
export const plainName = (text: string): string => halfWidth(unwrapped(commentAtEnd(text)?.kept ?? text));
