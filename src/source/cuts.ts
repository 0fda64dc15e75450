import { functionNames, numberMeant } from '../quantity/index.js';
import { shown } from './bounds.js';
import { type Mistake, quoted } from './mistake.js';
import { beginsWithTypographicQuote, endsWithQuote, unwrapped } from './typography.js';

/** Values with commas, unquoted in `{ }` or `[ ]`: YAML ends each at the comma. */

/** `a -> (b, c)`: calls made at once. */
const GROUP = /(?:>|[→⇒⟶➔➜])\s*\(/;
const CALL = new RegExp(`^(?:${functionNames().join('|')})\\(`);

/** `= a * b`, or `ceil(a)`, whose `=` is forgotten. */
const isExpression = (text: string): boolean => text.startsWith('=') || CALL.test(text);

/** A value with commas as it is read, one piece after the other: of each, only what is new is looked at. */
export class CutReader {
  private readonly isQuoted: boolean;
  private readonly isExpression: boolean;
  private isGroup = false;
  private open = 0;
  private last = '';
  private length = 0;

  constructor(first: string) {
    this.isQuoted = beginsWithTypographicQuote(first);
    this.isExpression = isExpression(first);
    this.add(first);
  }

  /** @param piece what follows the text so far, from the comma on */
  add(piece: string): void {
    for (const char of piece) this.open += char === '(' ? 1 : char === ')' ? -1 : 0;
    this.isGroup ||= GROUP.test(piece);
    this.last = piece.at(-1) ?? this.last;
    this.length += piece.length;
  }

  /**
   * Whether the value goes on after the comma.
   * @param gap the comma and the spaces around it
   * @param next what stands after it
   * @param inList whether the comma may as well separate two values
   */
  goesOn(gap: string, next: string, inList: boolean): boolean {
    if (this.isQuoted) return this.length < 2 || !endsWithQuote(this.last);
    // `[1,5]` are two numbers.
    const isNumber = !inList && gap.length === 1 && /\d/.test(this.last) && /^\d+(?![\w.-]*:)/.test(next);
    return this.isExpression ? this.open > 0 || isNumber : this.isGroup ? this.open > 0 : isNumber;
  }
}

/** `= 1,5M * max(2, 3)` as `= 1.5M * max(2, 3)`: between parentheses, commas separate. */
function withPoints(text: string): string {
  let depth = 0;
  return text.replace(/[()]|\d[\d,]*(?:\.\d+)?%?/g, (found) => {
    depth += found === '(' ? 1 : found === ')' ? -1 : 0;
    return depth > 0 || found === ')' ? found : (numberMeant(found) ?? found);
  });
}

/** What is wrong with a value that commas cut, all of which is `text`. */
export function cutValue(text: string, start: number): Mistake {
  const common = { start, end: start + text.length, local: true };
  if (beginsWithTypographicQuote(text)) {
    const suggestion = quoted(unwrapped(text));
    const message = 'YAML does not know these quotes, and ends this text at the comma';
    return { ...common, rule: 'yaml/odd-character', message, help: `write ${shown(suggestion)}`, suggestion };
  }
  if (GROUP.test(text)) {
    const suggestion = quoted(text);
    const message = 'a comma ends this path, because it stands in a list or map without quotes';
    return { ...common, rule: 'yaml/unquoted-expression', message, help: `quote the path: ${shown(suggestion)}`, suggestion };
  }
  const pointed = isExpression(text) ? withPoints(text) : text;
  if (isExpression(text) && pointed === text) {
    const suggestion = quoted(text.startsWith('=') ? text : `= ${text}`);
    return {
      ...common,
      rule: 'yaml/unquoted-expression',
      message: 'a comma ends this expression, because it stands in a list or map without quotes',
      help: `quote the expression: ${shown(suggestion)}`,
      suggestion,
    };
  }
  const suggestion = !isExpression(text) ? withPoints(text) : pointed.includes(',') ? quoted(pointed) : pointed;
  return {
    ...common,
    rule: 'yaml/comma-in-number',
    message: 'a comma ends this number, because it stands in a list or map',
    help: `write ${shown(suggestion)}`,
    suggestion,
  };
}

/** `a -> [b, c]` without quotes, where YAML takes the bracket for a list that follows a text. */
export function pathOnList(text: string, at: number): Mistake | undefined {
  if (text[at] !== '[') return undefined;
  const line = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
  const [, before] = /(?:^|[:,[{]|-\s)\s*([A-Za-z][^:,[\]{}"']*(?:>|[→⇒⟶➔➜])\s*)$/.exec(text.slice(line, at)) ?? [];
  const [list] = /^\[[^[\]{}\r\n]*\]/.exec(text.slice(at)) ?? [];
  if (before === undefined || list === undefined) return undefined;
  const [rest = ''] = /^\s*(?:[-=~]+>|[→⇒⟶➔➜])[^,[\]{}#\r\n]*/.exec(text.slice(at + list.length)) ?? [];
  const group = `${before}(${list.slice(1, -1).trim()})${rest.trimEnd()}`;
  return {
    rule: 'yaml/unquoted-expression',
    message: 'a list within a path is no YAML',
    start: at - before.length,
    end: at + list.length + rest.trimEnd().length,
    help: `write ${shown(quoted(group))}, in quotes, for calls at once; calls in turn are [a: { calls: [b, c] }]`,
    local: true,
  };
}
