/** Characters of word processors and of other scripts that stand for ones that a spec knows. */

/** Pairs of quotes that YAML does not know: “ ”, „ “, ‘ ’, « », ‹ ›, ＂ ＂ and the backtick. */
const OPENING = '“”„‟‘’‚‛«»‹›＂＇`´';
const BEGINS = new RegExp(`^[${OPENING}]`);
const WRAPPED = new RegExp(`^[${OPENING}"'](.*)[${OPENING}"']$`, 's');
const ENDS = new RegExp(`[${OPENING}"']$`);

/** Full-width forms of ASCII characters (Unicode block FF00), of which each is 0xFEE0 above the plain one, and the wide space. */
const FULL_WIDTH = /[\uff01-\uff5e\u3000]/;

export const beginsWithTypographicQuote = (text: string): boolean => BEGINS.test(text);
export const endsWithQuote = (text: string): boolean => ENDS.test(text);

/** The text within typographic quotes; the text itself where there are none. */
export function unwrapped(text: string): string {
  const found = WRAPPED.exec(text);
  const isTypographic = found !== null && (BEGINS.test(text) || new RegExp(`[${OPENING}]$`).test(text));
  return isTypographic ? (found[1] ?? '').trim() : text;
}

export const hasFullWidth = (text: string): boolean => FULL_WIDTH.test(text);

/** `１００％` as `100%`. */
export const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)).replaceAll('\u3000', ' ');

/** Spaces that are none for YAML: no-break, of typography, ideographic, of no width. */
export const ODD_SPACES = '\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff';

/** What stands in a text and has no width: marks of word breaks, of joining and of the direction of writing. */
export const UNSEEN = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** A name freed from typographic quotes, full-width letters and a comment of JSON that follows it. */
export const plainName = (text: string): string => halfWidth(unwrapped(text.replace(/\s+(?:\/\/.*|\/\*.*\*\/)$/s, '')));
