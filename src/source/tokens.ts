import { Lexer } from 'yaml';
import { lineStart } from './lines.js';

interface Token {
  readonly start: number;
  readonly text: string;
}

/** The lexer's tokens with their offsets; it marks documents and scalars with characters that take no room in the text. */
function* tokensOf(text: string): Generator<Token & { readonly isScalar: boolean }> {
  let start = 0;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '\u0002' || lexeme === '\u0018') continue;
    if (lexeme === SCALAR) {
      isScalar = true;
      continue;
    }
    yield { start, text: lexeme, isScalar };
    isScalar = false;
    start += lexeme.length;
  }
}

/** The mark of the lexer before the text of a scalar, which may begin as a comment does. */
const SCALAR = '\u001f';

/** The comments of a text with their `#`. */
export const commentsIn = (text: string): readonly Token[] =>
  [...tokensOf(text)].filter((token) => !token.isScalar && token.text.startsWith('#'));

/** Where the innermost list or map in brackets begins that a place lies in. */
export function enclosingBracket(text: string, at: number): number | undefined {
  const open: number[] = [];
  for (const token of tokensOf(text)) {
    if (token.start >= at) break;
    if (token.text === '{' || token.text === '[') open.push(token.start);
    else if (token.text === '}' || token.text === ']') open.pop();
  }
  return open.at(-1);
}

/** Where the quoted text begins that a place lies in, or the last one before it. */
export function quoteBefore(text: string, at: number): number {
  let start = lineStart(text, at);
  for (const token of tokensOf(text)) {
    if (token.start > at) break;
    if (token.text[0] === '"' || token.text[0] === "'") start = token.start;
  }
  return start;
}
