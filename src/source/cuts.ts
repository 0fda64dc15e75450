import { functionNames, numberMeant } from '../quantity/index.js';
import { shown } from './bounds.js';
import { type Mistake, quoted } from './mistake.js';
import { beginsWithTypographicQuote, endsWithQuote, unwrapped } from './typography.js';

/** Values with commas, unquoted in `{ }` or `[ ]`: YAML ends each at the comma. */

const openParentheses = (text: string): boolean => text.split('(').length > text.split(')').length;

/** `a -> (b, c)`: calls made at once. */
const GROUP = /(?:>|[→⇒⟶➔➜])\s*\(/;
const CALL = new RegExp(`^(?:${functionNames().join('|')})\\(`);

/**
 * Whether a value goes on after the comma.
 * @param text of the value so far
 * @param before the same with the comma and the spaces after it
 * @param next what stands after the comma
 * @param inList whether the comma may as well separate two values
 */
export function isCut(text: string, before: string, next: string, inList: boolean): boolean {
  if (beginsWithTypographicQuote(text)) return !endsWithQuote(text.slice(1));
  // `ceil(a, b)`: an expression, its `=` forgotten or not.
  if (text.startsWith('=') || CALL.test(text) || GROUP.test(text)) return openParentheses(text);
  // `[1,5]` are two numbers.
  return !inList && /\d$/.test(text) && before.length === text.length + 1 && /^\d+(?![\w.-]*:)/.test(next);
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
  if (text.startsWith('=') || CALL.test(text)) {
    const suggestion = quoted(text.startsWith('=') ? text : `= ${text}`);
    return {
      ...common,
      rule: 'yaml/unquoted-expression',
      message: 'a comma ends this expression, because it stands in a list or map without quotes',
      help: `quote the expression: ${shown(suggestion)}`,
      suggestion,
    };
  }
  const suggestion = text.replace(/\d[\d,]*(?:\.\d+)?%?/g, (number) => numberMeant(number) ?? number);
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
