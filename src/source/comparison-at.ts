import { firstWord, isIdle, lineStart, restOfLine } from './lines.js';
import { comparison, type Mistake } from './mistake.js';
import { enclosingBracket } from './tokens.js';

/** `>= 3`: YAML takes `>` for the start of a block of text. */
export function comparisonAt(text: string, at: number): Mistake | undefined {
  const line = lineStart(text, at);
  const content = restOfLine(text, line);
  const found = /(?:^|[:\-,[{]\s+)([<>]=?)[ \t]*([^\s#][^#]*?)[ \t]*$/.exec(content);
  if (!found) return undefined;
  const operator = found[1] ?? '';
  const rest = (found[2] ?? '').replace(/[ \t]*[}\]]+$/, '');
  const start = line + found.index + found[0].indexOf(operator);
  return {
    ...comparison(operator, rest, takesBound(text, start)),
    start,
    end: text.indexOf(rest, start + operator.length) + rest.length,
    local: true,
  };
}

/** Whether a bound may stand at a place: in an `expect:`, or as the `target` of a requirement. */
export function takesBound(text: string, at: number): boolean {
  const isTarget = /\btarget:\s*$/.test(text.slice(lineStart(text, at), at));
  for (const head of headsAbove(text, at)) if (/\bexpect:$/.test(head) || (isTarget && /^requirements:/.test(head))) return true;
  return false;
}

/** The ends of what stands before the brackets around a place, then the lines that it is indented under, the innermost first. */
function* headsAbove(text: string, at: number): Generator<string> {
  let from = at;
  for (let open = enclosingBracket(text, from); open !== undefined; open = enclosingBracket(text, open)) {
    yield text.slice(lineStart(text, open), open).trimEnd();
    from = open;
  }
  let line = lineStart(text, from);
  let indent = firstWord(text, line) - line;
  while (line > 0 && indent > 0) {
    line = lineStart(text, line - 1);
    const own = firstWord(text, line) - line;
    if (own >= indent || isIdle(text, line)) continue;
    yield restOfLine(text, line);
    indent = own;
  }
}
