import type { Range } from '../core/index.js';
import { MAX_DEPTH } from './bounds.js';
import { rangeIn, type Slice } from './slice.js';
import type { Entry, ListNode, MapNode, Node, ScalarNode } from './tree.js';

/** Thrown, without a stack, where the text leaves the part of YAML that this reader knows. */
const LEAVE = Symbol('beyond the quick reader');

/**
 * Reads the plain part of YAML that specs are written in: maps and lists in blocks or brackets, words and quoted text on one line,
 * comments. Undefined for anything else, mistakes included: then the YAML library reads the text, and says what is wrong with it.
 * What this reader accepts, it reads as the library does; a property test holds it to that. It exists because loading and warming
 * up the library takes longer than all the rest of validating a spec.
 */
export const readQuickly = (slice: Slice): MapNode | undefined => attempt(() => new QuickReader(slice).document());

/** A quoted text, or a list or map in brackets, that is all of the slice. */
export const readQuickValue = (slice: Slice): Node | undefined => attempt(() => new QuickReader(slice).single());

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (thrown) {
    if (thrown === LEAVE) return undefined;
    throw thrown;
  }
}

/** A name and its colon, which ends the line or is followed by a space. */
const KEY = /([A-Za-z_][\w./-]*):(?=[ \r\n]|$)/y;
const DOUBLE_QUOTED = /"([^"\\\r\n]*)"/y;
const SINGLE_QUOTED = /'([^'\r\n]*)'(?!')/y;
const FLOW_PLAIN = /[^\r\n,[\]{}]+/y;
const NUMBER = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
/** What begins no plain value, or one that needs the library: indicators, and numbers such as `.inf`, `0x1F`, `017`. */
const HARD_START = /^(?:[?:,[\]{}#&*!|>'"%@`]|-(?: |$)|[-+]?\.[iInN]|0[xo]|[-+]?0\d)/;
/** Digits that a number surely keeps. */
const SAFE_LENGTH = 15;
/** The library takes no longer keys either. */
const MAX_KEY = 1000;

class QuickReader {
  private readonly text: string;
  private at = 0;
  private lineStart = 0;
  /** Where the value read last ended; the place of the reader may be behind spaces and comments after it. */
  private ended = 0;

  constructor(private readonly slice: Slice) {
    this.text = slice.text;
    // Tabs and lone carriage returns have rules of their own.
    if (this.text.includes('\t') || /\r(?!\n)/.test(this.text)) throw LEAVE;
  }

  document(): MapNode {
    if (this.text.charCodeAt(0) === 0xfeff) this.at = this.lineStart = 1;
    this.next();
    if (this.column === 0 && this.text.startsWith('---', this.at)) {
      this.at += 3;
      this.endOfLine();
      this.next();
    }
    const root = this.blockNode(1);
    if (root.type !== 'map' || !this.atEnd) throw LEAVE;
    return root;
  }

  single(): Node {
    this.next();
    const node = this.bracketedOrQuoted(-1, 1);
    this.next();
    if (node === undefined || !this.atEnd) throw LEAVE;
    return node;
  }

  private get column(): number {
    return this.at - this.lineStart;
  }

  private get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  private get atDash(): boolean {
    if (this.text[this.at] !== '-') return false;
    const after = this.text[this.at + 1];
    return after === ' ' || after === '\n' || after === '\r' || after === undefined;
  }

  private get lineEnds(): boolean {
    const char = this.text[this.at];
    return char === undefined || char === '\n' || char === '\r' || (char === '#' && this.text[this.at - 1] === ' ');
  }

  /**
   * To the next character that is no space, line end or comment.
   * @param column that comments must stand beyond
   */
  private next(column = -1): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.at);
      if (code === 32 || code === 13) this.at++;
      else if (code === 10) this.lineStart = ++this.at;
      else if (code === 35 && (this.column === 0 || text[this.at - 1] === ' ')) {
        if (this.column <= column) throw LEAVE;
        const end = text.indexOf('\n', this.at);
        this.at = end < 0 ? text.length : end;
      } else return;
    }
  }

  private spaces(): void {
    while (this.text[this.at] === ' ') this.at++;
  }

  /** Only spaces and a comment may stand between here and the end of the line. */
  private endOfLine(): void {
    this.spaces();
    if (!this.lineEnds) throw LEAVE;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }

  private blockNode(depth: number): Node {
    if (depth >= MAX_DEPTH || this.atEnd) throw LEAVE;
    return this.atDash ? this.blockList(depth) : this.blockMap(depth);
  }

  private blockMap(depth: number): MapNode {
    const { at: start, column } = this;
    const entries = new Map<string, Entry>();
    let end = start;
    while (!this.atEnd && this.column === column) {
      const key = this.match(KEY)?.[1];
      if (key === undefined) throw LEAVE;
      const keyAt = this.key(key, entries);
      const keyEnd = this.ended;
      const value = this.valueAfter(column, depth + 1, true);
      entries.set(key, { key, keyAt, value });
      end = value.at.end > value.at.start ? this.ended : keyEnd;
      this.next();
    }
    if (!this.atEnd && this.column > column) throw LEAVE;
    this.ended = end;
    return { type: 'map', at: rangeIn(this.slice, start, end), entries };
  }

  private blockList(depth: number): ListNode {
    const { at: start, column } = this;
    const items: Node[] = [];
    let end = start;
    while (!this.atEnd && this.column === column && this.atDash) {
      this.at++;
      this.spaces();
      const inner = !this.lineEnds && (this.atDash || this.match(KEY) !== null);
      const item = inner ? this.blockNode(depth + 1) : this.valueAfter(column, depth + 1, false);
      items.push(item);
      if (item.at.end === item.at.start) throw LEAVE;
      end = this.ended;
      this.next();
    }
    if (!this.atEnd && this.column > column) throw LEAVE;
    this.ended = end;
    return { type: 'list', at: rangeIn(this.slice, start, end), items };
  }

  /** Takes the key and its colon. */
  private key(key: string, entries: ReadonlyMap<string, Entry>): Range {
    if (entries.has(key) || key.length > MAX_KEY || key === '__proto__' || plainValueOf(key) === null) throw LEAVE;
    const start = this.at;
    this.ended = start + key.length;
    this.at = this.ended + 1;
    return rangeIn(this.slice, start, this.ended);
  }

  /** The value of a key or dash at a column: on its line, or below it and indented. */
  private valueAfter(column: number, depth: number, isMap: boolean): Node {
    const begin = this.at;
    this.spaces();
    if (!this.lineEnds) {
      const node = this.bracketedOrQuoted(column, depth) ?? this.blockPlain();
      this.endOfLine();
      return node;
    }
    this.next();
    if (!this.atEnd && (this.column > column || (isMap && this.column === column && this.atDash))) return this.blockNode(depth);
    return { type: 'scalar', at: rangeIn(this.slice, begin, begin), value: null, raw: '', quoted: false };
  }

  private bracketedOrQuoted(column: number, depth: number): Node | undefined {
    const char = this.text[this.at];
    if (char === '{') return this.flowMap(column, depth);
    if (char === '[') return this.flowList(column, depth);
    if (char === '"' || char === "'") return this.quoted();
    return undefined;
  }

  private quoted(): ScalarNode {
    const found = this.match(this.text[this.at] === '"' ? DOUBLE_QUOTED : SINGLE_QUOTED);
    if (found === null) throw LEAVE;
    return this.scalar(found[0], found[1] ?? '', true);
  }

  private blockPlain(): ScalarNode {
    let end = this.text.indexOf('\n', this.at);
    if (end < 0) end = this.text.length;
    if (this.text[end - 1] === '\r') end--;
    const comment = this.text.indexOf(' #', this.at);
    if (comment >= 0 && comment < end) end = comment;
    const raw = withoutSpacesAtEnd(this.text.slice(this.at, end));
    if (raw.includes(': ') || raw.endsWith(':')) throw LEAVE;
    return this.plain(raw);
  }

  private flowPlain(): ScalarNode {
    const raw = withoutSpacesAtEnd(this.match(FLOW_PLAIN)?.[0] ?? '');
    const stop = this.text[this.at + raw.length];
    if (raw.includes(': ') || raw.endsWith(':') || raw.includes(' #') || stop === '[' || stop === '{') throw LEAVE;
    // A comma may have cut an expression.
    if (raw.startsWith('=') && raw.split('(').length !== raw.split(')').length) throw LEAVE;
    return this.plain(raw);
  }

  private plain(raw: string): ScalarNode {
    if (raw === '' || HARD_START.test(raw)) throw LEAVE;
    const value = plainValueOf(raw);
    if (typeof value === 'number' && raw.length > SAFE_LENGTH) throw LEAVE;
    return this.scalar(raw, value, false);
  }

  private scalar(raw: string, value: ScalarNode['value'], quoted: boolean): ScalarNode {
    const start = this.at;
    this.at = this.ended = start + raw.length;
    return { type: 'scalar', at: rangeIn(this.slice, start, this.at), value, raw, quoted };
  }

  private flowMap(column: number, depth: number): MapNode {
    const start = this.openFlow(depth);
    const entries = new Map<string, Entry>();
    this.nextInFlow(column);
    while (this.text[this.at] !== '}') {
      const quoted = /["']/.test(this.text[this.at] ?? '') ? this.quoted() : undefined;
      let key: string;
      let keyAt: Range;
      if (quoted) {
        key = String(quoted.value);
        keyAt = quoted.at;
        if (entries.has(key) || key === '__proto__' || this.text[this.at++] !== ':') throw LEAVE;
      } else {
        key = this.match(KEY)?.[1] ?? '';
        if (key === '') throw LEAVE;
        keyAt = this.key(key, entries);
      }
      this.nextInFlow(column);
      entries.set(key, { key, keyAt, value: this.bracketedOrQuoted(column, depth + 1) ?? this.flowPlain() });
      this.separator('}', column);
    }
    return { type: 'map', at: this.closeFlow(start), entries };
  }

  private flowList(column: number, depth: number): ListNode {
    const start = this.openFlow(depth);
    const items: Node[] = [];
    this.nextInFlow(column);
    while (this.text[this.at] !== ']') {
      items.push(this.bracketedOrQuoted(column, depth + 1) ?? this.lonePair(column, depth + 1) ?? this.flowPlain());
      this.separator(']', column);
    }
    return { type: 'list', at: this.closeFlow(start), items };
  }

  /** `[ api: {} ]`: a map of one entry without braces. */
  private lonePair(column: number, depth: number): MapNode | undefined {
    const key = this.match(KEY)?.[1];
    if (key === undefined) return undefined;
    if (depth >= MAX_DEPTH) throw LEAVE;
    const start = this.at;
    const entries = new Map<string, Entry>();
    const keyAt = this.key(key, entries);
    this.nextInFlow(column);
    entries.set(key, { key, keyAt, value: this.bracketedOrQuoted(column, depth + 1) ?? this.flowPlain() });
    return { type: 'map', at: rangeIn(this.slice, start, this.ended), entries };
  }

  private openFlow(depth: number): number {
    if (depth >= MAX_DEPTH) throw LEAVE;
    return this.at++;
  }

  private closeFlow(start: number): Range {
    this.ended = ++this.at;
    return rangeIn(this.slice, start, this.at);
  }

  private separator(closer: string, column: number): void {
    this.nextInFlow(column);
    const char = this.text[this.at];
    if (char === ',') {
      this.at++;
      this.nextInFlow(column);
    } else if (char !== closer) throw LEAVE;
  }

  /** Lines of a list or map in brackets are indented deeper than what holds it. */
  private nextInFlow(column: number): void {
    this.next(column);
    if (this.atEnd || this.column <= column) throw LEAVE;
  }
}

/** As YAML 1.2 reads a word or number without quotes. */
export function plainValueOf(raw: string): string | number | boolean | null {
  switch (raw) {
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
  }
  if (!NUMBER.test(raw)) return raw;
  return Number(raw);
}

function withoutSpacesAtEnd(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 32) end--;
  return end === text.length ? text : text.slice(0, end);
}
