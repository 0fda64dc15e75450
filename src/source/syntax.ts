import type { YAMLParseError } from 'yaml';
import type { Finding } from '../core/index.js';
import { MAX_FINDINGS, shown, tooDeep } from './bounds.js';
import { comparisonAt, takesBound } from './comparison-at.js';
import { fence, wideColon } from './copied-marks.js';
import { pathOnList } from './cuts.js';
import { firstWord, isIdle, lineEnd, lineStart, nextLine, restOfLine, trimmedEnd, wordEnd } from './lines.js';
import { comparison, findingOf, type Mistake, missingSpace, quoted } from './mistake.js';
import { dedentedAbove } from './reindent.js';
import { rangeIn, type Slice } from './slice.js';
import { enclosingBracket, quoteBefore } from './tokens.js';
import { unwrapped } from './typography.js';

/**
 * What the YAML parser's errors mean, in plain words and at the cause. A broken structure ends the list: what the parser reports after it
 * is about its own confusion.
 */
export function syntaxFindings(slice: Slice, errors: readonly YAMLParseError[]): readonly Finding[] {
  const exhausted = errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (exhausted) return [tooDeep(rangeIn(slice, exhausted.pos[0], exhausted.pos[0] + 1))];
  return mistakesOf(slice.text, errors).map((mistake) => findingOf(slice, mistake));
}

/** Mistakes by offsets in the text, up to the first that breaks its structure. */
export function mistakesOf(text: string, errors: readonly YAMLParseError[]): readonly Mistake[] {
  const found: Mistake[] = [];
  let lastLine = -1;
  for (const error of inOrder(errors)) {
    const line = lineStart(text, error.pos[0]);
    if (line === lastLine) continue;
    const mistake = mistakeOf(text, error);
    if (!mistake.local && found.length > 0) break;
    lastLine = line;
    found.push(mistake);
    if (!mistake.local || found.length >= MAX_FINDINGS) break;
  }
  return found;
}

/** By place; the first of each place is the parser's first thought, which is nearer to the cause. */
function inOrder(errors: readonly YAMLParseError[]): readonly YAMLParseError[] {
  return [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
}

function mistakeOf(text: string, error: YAMLParseError): Mistake {
  const [start] = error.pos;
  const { message } = error;
  if (message.startsWith('Missing closing')) return openQuote(text, start);
  const known = tabbed(text, start) ?? gluedKey(text, start);
  if (known) return known;
  switch (error.code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return colonInValue(text, start) ?? dedentedAbove(text, lineBelow(text, start)) ?? deeperLine(text, start);
    case 'MULTILINE_IMPLICIT_KEY':
    case 'MISSING_CHAR':
    case 'BAD_INDENT':
    case 'UNEXPECTED_TOKEN': {
      const dedented = message.startsWith('Flow') ? undefined : dedentedAbove(text, start);
      if (dedented) return dedented;
    }
  }
  switch (error.code) {
    case 'MULTILINE_IMPLICIT_KEY':
      return text[start] === '-' ? listAmongKeys(text, start) : keyWithoutColon(text, start);
    case 'BAD_INDENT':
      return message.startsWith('Flow') ? openBracket(text, start) : oddIndent(text, start);
    case 'MISSING_CHAR':
      if (message.startsWith('Implicit')) return keyWithoutColon(text, start);
      if (message.startsWith('Flow')) return openBracket(text, start);
      if (message.startsWith('Missing , between')) return missingComma(start);
      break;
    case 'BLOCK_IN_FLOW':
      return commaBeforeKey(text, start);
    case 'BAD_SCALAR_START':
    case 'BAD_ALIAS':
      return needsQuotes(text, start);
    case 'BAD_DQ_ESCAPE':
      return badEscape(text, start);
    case 'KEY_OVER_1024_CHARS':
      return { rule: 'yaml/key', message: 'no key is as long as this', start, end: start + 1, help: 'is a line break or a quote missing?' };
    case 'MULTIPLE_DOCS':
      return secondDocument(text, start);
    case 'UNEXPECTED_TOKEN':
      return unexpected(text, start, message);
  }
  return other(text, start, message);
}

function unexpected(text: string, start: number, message: string): Mistake {
  if (message.startsWith('Block scalar header') || message.startsWith('Not a YAML token')) {
    const comparison = comparisonAt(text, start);
    if (comparison) return comparison;
  }
  if (message.startsWith('Unexpected block-seq-ind')) {
    return {
      rule: 'yaml/list-on-key-line',
      message: 'a list cannot begin on the line of its key',
      start,
      end: start + 1,
      help: 'put each `- item` on a line of its own below the key, or write `key: [item]`',
    };
  }
  if (/^Unexpected flow-(map|seq)-end/.test(message)) {
    return {
      rule: 'yaml/bracket',
      message: `nothing opens this "${text[start] ?? ''}"`,
      start,
      end: start + 1,
      help: 'remove it, or open it where the list or map begins',
      local: true,
    };
  }
  if (message.endsWith('at node end')) return afterValue(text, start) ?? pathOnList(text, start) ?? other(text, start, message);
  return other(text, start, message);
}

/** What stands after a quoted text or a bracket, where the value was complete. */
function afterValue(text: string, start: number): Mistake | undefined {
  const before = text.slice(lineStart(text, start), start).trimEnd();
  const closed = before.at(-1);
  if ((closed === '}' || closed === ']') && enclosingBracket(text, start) !== undefined) {
    const from = start - (text.slice(0, start).length - text.slice(0, start).trimEnd().length) - 1;
    const key = text.slice(start, wordEnd(text, start));
    return { ...missingComma(from, start + key.length), suggestion: `${closed}, ${key}` };
  }
  if (closed !== '"' && closed !== "'") return undefined;
  // A letter right after the quote: it is an apostrophe, or the quote of something else.
  if (text[start - 1] === closed && /\w/.test(text[start] ?? '')) {
    const open = quoteBefore(text, start - 1);
    const until = text.slice(start - 1, wordEnd(text, start));
    return {
      rule: 'yaml/quote',
      message: `the text that this quote begins ends before ${shown(until.slice(1))}, at ${until.slice(0, 1)}`,
      start: open,
      end: open + 1,
      help: 'close it where it should end; inside single quotes, an apostrophe is written twice',
    };
  }
  return {
    rule: 'yaml/after-quote',
    message: 'text stands after the closing quote',
    start,
    end: trimmedEnd(text, start, lineEnd(text, start)),
    help: 'put the whole value in quotes, or none of it',
    local: true,
  };
}

function openQuote(text: string, at: number): Mistake {
  const start = quoteBefore(text, at);
  return {
    rule: 'yaml/quote',
    message: `this ${text[start] === "'" ? 'single' : 'double'} quote is never closed`,
    start,
    end: start + 1,
    help: 'close it on the same line; inside single quotes, an apostrophe is written twice',
  };
}

function openBracket(text: string, at: number): Mistake {
  const start = enclosingBracket(text, at) ?? at;
  const opener = text[start] ?? '';
  const [closer, what] = opener === '[' ? [']', 'list'] : ['}', 'map'];
  return {
    rule: 'yaml/bracket',
    message: `this "${opener}" is never closed`,
    start,
    end: start + 1,
    help: `add "${closer}" where the ${what} ends`,
  };
}

function tabbed(text: string, at: number): Mistake | undefined {
  const line = lineStart(text, at);
  const indent = /^[ \t]*/.exec(text.slice(line, lineEnd(text, line)))?.[0] ?? '';
  const tab = indent.indexOf('\t');
  if (tab < 0) return undefined;
  const run = /^\t+/.exec(indent.slice(tab))?.[0] ?? '';
  return {
    rule: 'yaml/tab',
    message: 'a tab indents this line, and YAML knows only spaces',
    start: line + tab,
    end: line + tab + run.length,
    help: 'indent with two spaces a level',
    suggestion: '  '.repeat(run.length),
  };
}

/** `rate: a: b`: only when the second colon is on the same line. */
function colonInValue(text: string, start: number): Mistake | undefined {
  const value = restOfLine(text, start);
  if (!/:(\s|$)/.test(value)) return undefined;
  if (/^- +[A-Za-z][\w.-]*:/.test(value)) return listAmongKeys(text, start);
  return {
    rule: 'yaml/colon',
    message: 'a value with a colon and a space in it needs quotes',
    start,
    end: start + value.length,
    help: 'put the value in quotes; if it is a map, put it on the next line, indented',
    // An expression with a list or map in it is none, quoted or not.
    ...(/^=.*[{[]/.test(value) ? {} : { suggestion: quoted(unwrapped(value)) }),
    local: true,
  };
}

/** The next line that holds more than a comment. */
function lineBelow(text: string, start: number): number {
  let line = nextLine(text, start);
  while (line < text.length && isIdle(text, line)) line = nextLine(text, line);
  return line;
}

/** The line below a value is indented as if it belonged to it. */
function deeperLine(text: string, start: number): Mistake {
  const line = lineBelow(text, start);
  const from = firstWord(text, line);
  const end = wordEnd(text, from);
  return {
    rule: 'yaml/indent',
    message: 'this line is indented as if it belonged to the value above it, which is already complete',
    start: from,
    end,
    help: 'indent it like the key above, or leave that key without a value on its line',
  };
}

function oddIndent(text: string, at: number): Mistake {
  let line = lineStart(text, at);
  while (isIdle(text, line) && nextLine(text, line) < text.length) line = nextLine(text, line);
  const from = firstWord(text, line);
  const spaces = from - line;
  return {
    rule: 'yaml/indent',
    message: `this line is indented by ${spaces} ${spaces === 1 ? 'space' : 'spaces'}, and no line above it that it could belong to is`,
    start: from,
    end: wordEnd(text, from),
    help: 'indent keys of one map alike',
  };
}

function listAmongKeys(text: string, start: number): Mistake {
  const line = lineStart(text, start);
  const key = /^(?: *)-( +)[A-Za-z][\w.-]*:/.exec(text.slice(line, lineEnd(text, line)));
  // A dash in place of a space, before a key that stands where those above it do.
  const isSpace = key !== null && indentAbove(text, line) === start - line + 1 + (key[1]?.length ?? 0);
  return {
    rule: 'yaml/indent',
    message: 'a list item stands where a key is expected',
    start,
    end: isSpace ? start + 1 : trimmedEnd(text, start, lineEnd(text, start)),
    help: isSpace ? 'remove the dash' : 'indent it under the key that it belongs to, and give that key no other value',
    ...(isSpace && { suggestion: ' ' }),
  };
}

/** How far the next line above that holds more than a comment is indented. */
function indentAbove(text: string, line: number): number {
  let at = line;
  do at = at === 0 ? -1 : lineStart(text, at - 1);
  while (at > 0 && isIdle(text, at));
  return at < 0 ? 0 : firstWord(text, at) - at;
}

function keyWithoutColon(text: string, start: number): Mistake {
  const value = restOfLine(text, start);
  const glued = /^([A-Za-z][\w.-]*):(?=\S)/.exec(value);
  if (glued) return missingSpace(glued[1] ?? '', value, start);
  const comparison = comparisonAt(text, start);
  if (comparison) return comparison;
  const foreign = fence(text, start, value) ?? wideColon(value, start);
  if (foreign) return foreign;
  const spaced = /^([A-Za-z][\w.-]*)[ \t]+(\S.*)$/.exec(value);
  return {
    rule: 'yaml/missing-colon',
    message: `"${shown(value)}" has no colon, and a key is expected here`,
    start,
    end: start + value.length,
    help: spaced ? `write \`${shown(spaced[1] ?? '')}: ${shown(spaced[2] ?? '')}\`` : `write \`${shown(value)}: value\``,
    ...(spaced ? { suggestion: `${spaced[1]}: ${spaced[2]}` } : {}),
  };
}

/**
 * `each:{ disk: 9 TB }`, `rate:5 req/s`: a word for YAML, which then cannot parse the rest of this line, or the next one. Inside
 * brackets, a key may be glued to a list or a map.
 */
function gluedKey(text: string, at: number): Mistake | undefined {
  let line = lineStart(text, at);
  for (let lines = 0; lines < 2; lines++) {
    const found = /^([ \t]*(?:- +)*)([A-Za-z][\w.-]*):(?!\/\/)(?=[^\s:])/.exec(text.slice(line, lineEnd(text, line)));
    if (found && enclosingBracket(text, line) === undefined) {
      const start = line + (found[1] ?? '').length;
      const value = restOfLine(text, start);
      // `a:b: c` is a key with a colon in it, unless a list or map begins there.
      if (lines === 0 || !/:(?:\s|$)/.test(value)) return missingSpace(found[2] ?? '', value, start);
    }
    do line = line === 0 ? -1 : lineStart(text, line - 1);
    while (line > 0 && isIdle(text, line));
    if (line < 0) return undefined;
  }
  return undefined;
}

/** `{ a: 1 b: 2 }`: the comma belongs before the key that the value runs into. */
function commaBeforeKey(text: string, start: number): Mistake {
  const found = /^([^,{}[\]]*?\S)[ \t]+([A-Za-z][\w.-]*):(?=[ \t]|$)/.exec(restOfLine(text, start));
  const [whole, value, key] = found ?? [];
  if (whole === undefined) return missingComma(start);
  return {
    ...missingComma(start, start + whole.length - 1),
    help: `write \`${shown(`${value}, ${key}`)}: ...\``,
    suggestion: `${value}, ${key}`,
  };
}

function missingComma(start: number, end = start + 1): Mistake {
  return {
    rule: 'yaml/comma',
    message: 'a comma is missing between the entries of this map or list',
    start,
    end,
    help: 'write `{ a: 1, b: 2 }`; text that holds a colon needs quotes',
  };
}

function needsQuotes(text: string, start: number): Mistake {
  const line = restOfLine(text, start);
  const fenced = start === lineStart(text, start) ? fence(text, start, line) : undefined;
  if (fenced) return fenced;
  const value = enclosingBracket(text, start) === undefined ? line : line.replace(/[,}\]].*$/, '').trimEnd();
  const end = start + value.length;
  const compared = /^([<>]=?)\s*(\S.*)$/.exec(value);
  if (compared) return { ...comparison(compared[1] ?? '', compared[2] ?? '', takesBound(text, start)), start, end, local: true };
  return {
    rule: 'yaml/quotes',
    message: `a value cannot begin with "${text[start] ?? ''}"`,
    start,
    end,
    help: 'put the value in quotes',
    suggestion: quoted(unwrapped(value)),
    local: true,
  };
}

function badEscape(text: string, start: number): Mistake {
  const sequence = text.slice(start, start + 2);
  return {
    rule: 'yaml/escape',
    message: `"${sequence}" means nothing inside double quotes`,
    start,
    end: start + sequence.length,
    help: 'write the backslash twice, or use single quotes',
    suggestion: `\\${sequence}`,
    local: true,
  };
}

function secondDocument(text: string, at: number): Mistake {
  const before = text.lastIndexOf('---', at + 2);
  const start = before >= 0 && text.slice(before + 3, at).trim() === '' ? before : at;
  return {
    rule: 'yaml/documents',
    message: 'a second document begins here, and a spec is one',
    start,
    end: trimmedEnd(text, start, lineEnd(text, start)),
    help: 'put it in a file of its own; `include: [other.yaml]` joins files',
  };
}

function other(text: string, start: number, message: string): Mistake {
  const end = Math.max(start, trimmedEnd(text, start, lineEnd(text, start)));
  const plain = message.slice(0, 80).split('\n')[0] ?? '';
  return {
    rule: 'yaml/syntax',
    message: `this is not YAML as a spec uses it (${plain.slice(0, 1).toLowerCase()}${plain.slice(1)})`,
    start,
    end,
    help: 'text with special characters needs quotes; maps are `key: value`, lists `- item`',
  };
}
