import type { Finding, Range } from '../core/index.js';
import { findingOf, firstMistake, type MapNode, type Mistake, parseLoosely, type Slice } from '../source/index.js';

/** What can be read of a text that is no YAML. */
export interface RepairedYaml {
  readonly root: MapNode;
  /** Each mistake of its syntax, where it stands in the text as it is. */
  readonly findings: readonly Finding[];
  /** What was replaced or left out: what is found there later may be a consequence. */
  readonly touched: readonly Range[];
  /** Whether all of it reads as it was meant: no line was left out, or only guessed at. */
  readonly isSure: boolean;
  /** Whether every other line stands where it is meant to: nothing was moved, and no line was left out that others stand under. */
  readonly keepsPlaces: boolean;
}

/** More mistakes than these are no slips; a text that is indented with tabs is one, however many lines it has. */
const MOST = 30;
const MOST_ROUNDS = 300;
/** Longer texts are no specs that somebody is writing: only their first mistake is reported. */
const MOST_TEXT = 300_000;

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly by: string;
  readonly isSure: boolean;
  /** A whole entry is left out, and all others stay where they are. */
  readonly keepsPlaces?: true;
}

/**
 * Corrects one mistake of the syntax after the other, each where it stands: a tab, a missing space, a colon in a value, a bracket that is never closed. A
 * line that cannot be corrected is left out, so that one run shows all that is wrong, whatever comes first.
 */
export function repairYaml(slice: Slice): RepairedYaml | undefined {
  let { text } = slice;
  if (text.length > MOST_TEXT) return undefined;
  let offsetOf = slice.offsetOf;
  const findings: Finding[] = [];
  const touched: Range[] = [];
  let isSure = true;
  let keepsPlaces = true;
  let last = '';
  for (let round = 0; round <= MOST_ROUNDS && findings.length <= MOST; round++) {
    const current: Slice = { source: slice.source, text, offsetOf };
    const mistake = firstMistake(text) ?? mistakeInTree(text);
    if (mistake === 'beyond') return undefined;
    if (mistake === undefined) {
      const { root, findings: more } = parseLoosely(current);
      if (root === undefined) return undefined;
      // What the tree leaves out stands in its findings.
      return {
        root,
        findings: [...findings, ...more],
        touched: [...touched, ...more.flatMap(({ at }) => (at ? [at] : []))],
        isSure: isSure && more.length === 0,
        keepsPlaces: keepsPlaces && more.length === 0,
      };
    }
    const finding = findingOf(current, mistake);
    const mark = `${finding.rule} ${finding.at?.start}`;
    const isRepeated = mark === last;
    last = mark;
    const isReported = isRepeated || (finding.rule === 'yaml/tab' && findings.some(({ rule }) => rule === 'yaml/tab'));
    if (!isReported) findings.push(finding);
    const edit = isRepeated ? withoutLine(text, mistake.start) : editOf(text, mistake);
    if (isRepeated && edit.by === text.slice(edit.start, edit.end)) return undefined;
    isSure &&= edit.isSure;
    keepsPlaces &&= edit.isSure || edit.keepsPlaces === true;
    const before = offsetOf;
    const from = before(edit.start);
    const until = edit.end > edit.start ? before(edit.end - 1) + 1 : from;
    // What is only put in touches nothing.
    if (edit.end > edit.start) touched.push({ source: slice.source, start: Math.min(from, until - 1), end: Math.max(until, from) });
    text = text.slice(0, edit.start) + edit.by + text.slice(edit.end);
    const { start, end, by } = edit;
    offsetOf = (offset) => {
      if (offset < start) return before(offset);
      if (offset < start + by.length) return before(Math.max(start, Math.min(offset, end - 1)));
      return before(offset - by.length + (end - start));
    };
  }
  return undefined;
}

/** What the tree leaves out and a suggestion mends, by its place in the text. */
function mistakeInTree(text: string): Mistake | undefined {
  const { findings } = parseLoosely({ source: { name: '', text }, text, offsetOf: (offset) => offset });
  const found = findings.find(({ at, suggestion }) => at !== undefined && suggestion !== undefined);
  if (found?.at === undefined || found.suggestion === undefined) return undefined;
  const { rule, message, help = '', suggestion, at } = found;
  return { rule: rule as Mistake['rule'], message, help, suggestion, start: at.start, end: at.end };
}

function editOf(text: string, { rule, start, end, suggestion }: Mistake): Edit {
  if (suggestion !== undefined) return { start, end, by: suggestion, isSure: true };
  if (rule === 'yaml/unquoted-expression') return { start, end, by: JSON.stringify(text.slice(start, end)), isSure: true };
  if (rule === 'yaml/bracket') {
    const opener = text[start];
    if (opener === '{' || opener === '[') return closed(text, start, opener === '{' ? '}' : ']');
    return { start, end: start + 1, by: '', isSure: true };
  }
  if (rule === 'yaml/quote') {
    // Without it, the value ends where one without quotes does; what it swallowed may be more.
    return { start, end: lineEndOf(text, start), by: text.slice(start + 1, lineEndOf(text, start)), isSure: false };
  }
  // What stands in another document is of another spec.
  if (rule === 'yaml/documents') return { start: lineStartOf(text, start), end: text.length, by: '', isSure: false };
  if (rule === 'yaml/syntax') return withoutBlock(text, start);
  if (rule === 'yaml/indent') return alignedWithAbove(text, start) ?? withoutLine(text, start);
  return withoutLine(text, start);
}

/** A line, with those that stand further in below it, in line with the nearest one above that does not stand further in than it. */
function alignedWithAbove(text: string, at: number): Edit | undefined {
  const start = lineStartOf(text, at);
  const depth = indentOf(text, start);
  let target: number | undefined;
  for (let line = start; line > 0 && target === undefined; ) {
    line = lineStartOf(text, line - 1);
    const content = text.slice(line, lineEndOf(text, line)).trim();
    const indent = indentOf(text, line);
    if (content !== '' && !content.startsWith('#') && indent < depth) target = indent;
  }
  if (target === undefined) return undefined;
  const end = blockEndOf(text, start);
  const by = depth - target;
  const lines = text.slice(start, end).replace(/^ +/gm, (spaces) => spaces.slice(Math.min(by, spaces.length)));
  return { start, end, by: lines, isSure: false };
}

/** The end of a line with those that stand further in below it. */
function blockEndOf(text: string, start: number): number {
  const depth = indentOf(text, start);
  let end = lineEndOf(text, start);
  for (let next = end + 1; next < text.length; next = lineEndOf(text, next) + 1) {
    const content = text.slice(next, lineEndOf(text, next)).trim();
    if (content !== '' && indentOf(text, next) <= depth) break;
    if (content !== '') end = lineEndOf(text, next);
  }
  return end;
}

/** A line and those that stand further in below it, as a comment. */
function withoutBlock(text: string, at: number): Edit {
  const start = lineStartOf(text, at);
  return { start, end: blockEndOf(text, start), by: '#', isSure: false, ...(isBalanced(text, start) && { keepsPlaces: true }) };
}

const lineStartOf = (text: string, at: number): number => Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
const indentOf = (text: string, line: number): number => /^ */.exec(text.slice(line, lineEndOf(text, line)))?.[0].length ?? 0;

/** The bracket closed at the end of its line, where what is closed below it is no part of it. */
function closed(text: string, start: number, closer: string): Edit {
  const at = endOfValue(text, start);
  // Of many brackets in a line, it may be another that was left out.
  const openers = text.slice(lineStartOf(text, start), at).match(/[{[]/g) ?? [];
  return { start: at, end: at, by: ` ${closer}`, isSure: openers.length <= 2 };
}

/** The end of a line, before its comment. */
function endOfValue(text: string, from: number): number {
  const end = lineEndOf(text, from);
  const comment = /\s+#/.exec(text.slice(from, end));
  const until = comment === null ? end : from + comment.index;
  return from + text.slice(from, until).trimEnd().length;
}

function lineEndOf(text: string, at: number): number {
  const found = text.slice(at).search(/[\r\n]/);
  return found < 0 ? text.length : at + found;
}

/** A line as a comment, of the same length. */
function withoutLine(text: string, at: number): Edit {
  const start = lineStartOf(text, at);
  const end = lineEndOf(text, at);
  const isAlone = isBalanced(text, start) && blockEndOf(text, start) === end;
  return { start, end, by: end > start ? `#${' '.repeat(end - start - 1)}` : '', isSure: false, ...(isAlone && { keepsPlaces: true }) };
}

/** Whether a line closes the brackets that it opens, and no others: it is an entry of its own. */
function isBalanced(text: string, start: number): boolean {
  const line = text.slice(start, lineEndOf(text, start));
  return /^\s*[\w'"-]/.test(line) && (line.match(/[{[]/g) ?? []).length === (line.match(/[}\]]/g) ?? []).length;
}
