import type { Expr } from './expr.js';
import { refsOf } from './expr.js';
import { type Masked, maskExpression, type Scope } from './expression-lexer.js';
import { lowered } from './lower.js';
import { type Parsed, parsed, slip } from './problem.js';
import type { Vocabulary } from './quantity.js';
import { skipSpaces } from './scan.js';
import type { SyntaxNode } from './syntax.js';

/** A user's expression, read: `= users * clicks`. */
export interface Expression {
  /** As written, with its `=`. */
  readonly text: string;
  readonly expr: Expr;
  /** Ids it refers to, each once. */
  readonly refs: readonly string[];
}

/** Reads an expression; offsets of problems and of the tree are within `text`. */
export type ExpressionParser = (text: string, vocabulary: Vocabulary, scope: Scope) => Parsed<Expression>;

export const LONGEST_EXPRESSION = 1000;

let loading: Promise<ExpressionParser> | undefined;

/** Loads the parser, once; mathjs costs more than all the rest of a start, so that only specs with expressions load it. */
export function loadExpressionParser(): Promise<ExpressionParser> {
  loading ??= import('./grammar.js').then(
    ({ parse }) =>
      (text, vocabulary, scope) =>
        parseWith((masked) => parse(masked), text, vocabulary, scope),
  );
  return loading;
}

/** Reads one expression; callers with many load the parser once. */
export async function parseExpression(text: string, vocabulary: Vocabulary, scope: Scope): Promise<Parsed<Expression>> {
  const parser = await loadExpressionParser();
  return parser(text, vocabulary, scope);
}

function parseWith(parse: (masked: string) => SyntaxNode, text: string, vocabulary: Vocabulary, scope: Scope): Parsed<Expression> {
  if (text.length > LONGEST_EXPRESSION) {
    return slip(
      'expression/too-long',
      0,
      text.length,
      `an expression has at most ${LONGEST_EXPRESSION} characters, this has ${text.length}`,
      {
        help: 'name its parts under assumptions or derived',
      },
    );
  }
  const equals = skipSpaces(text, 0);
  const from = text[equals] === '=' ? equals + 1 : equals;
  if (skipSpaces(text, from) === text.length)
    return slip('expression/syntax', 0, text.length, 'the expression is empty', {
      help: 'write what it comes to, such as = users * clicks',
    });
  const masked = maskExpression(text, from, vocabulary, scope);
  if (!masked.ok) return masked;
  const tree = syntaxOf(parse, masked.value, text);
  if (!tree.ok) return tree;
  const expr = lowered(tree.value, masked.value, text);
  return expr.ok ? parsed({ text, expr: expr.value, refs: refsOf(expr.value) }) : expr;
}

/** mathjs throws what it cannot read; only its place is of use, since its words speak of our symbols. */
function syntaxOf(parse: (masked: string) => SyntaxNode, masked: Masked, text: string): Parsed<SyntaxNode> {
  try {
    return parsed(parse(masked.text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = 'char' in error && typeof error.char === 'number' ? error.char - 1 : masked.text.length;
    const atEnd = at >= masked.text.length;
    const piece = atEnd
      ? undefined
      : (masked.pieces.find((candidate) => candidate.at >= at) ??
        masked.pieces.find((candidate) => candidate.at + candidate.end - candidate.start > at));
    if (piece === undefined) {
      const last = masked.pieces[masked.pieces.length - 1];
      const end = text.trimEnd().length;
      if (error.message.startsWith('False part'))
        return slip('expression/syntax', last?.start ?? 0, end, 'a condition has two answers: a ? b : c', {
          help: 'write what holds otherwise, or if(test, a, b)',
        });
      return slip('expression/syntax', last?.start ?? 0, end, 'the expression ends where a value is expected', {
        help: 'write the value, or leave out the operator',
      });
    }
    const found = text.slice(piece.start, piece.end);
    const before = masked.pieces[masked.pieces.indexOf(piece) - 1];
    const misplaced = before !== undefined && /^[,(]$/.test(text.slice(before.start, before.end)) ? 'a value' : 'a value or an operator';
    return slip('expression/syntax', piece.start, piece.end, `expected ${misplaced}, got "${found}"`, {
      help: 'leave it out, or write what is missing before it',
    });
  }
}
