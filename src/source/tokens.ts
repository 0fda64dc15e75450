import { Lexer } from 'yaml';
import { lineStart } from './lines.js';

interface Token {
  readonly start: number;
  readonly text: string;
}

/** The lexer's tokens with their offsets; it marks documents and scalars with characters that take no room in the text. */
function* tokensOf(text: string): Generator<Token> {
  let start = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '\u0002' || lexeme === '\u0018' || lexeme === '\u001f') continue;
    yield { start, text: lexeme };
    start += lexeme.length;
  }
}

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
