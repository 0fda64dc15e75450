import {
  APOSTROPHE,
  CLOSE_LIST,
  CLOSE_MAP,
  COMMA,
  DASH,
  HASH,
  isNull,
  NEWLINE,
  OPEN_LIST,
  OPEN_MAP,
  plainAt,
  QUOTE,
  quotedAt,
  SPACE,
} from './plain-scalar.js';
import { rangeIn, type Slice } from './slice.js';
import type { Entry, ListNode, MapNode, Node, ScalarNode } from './tree.js';

/**
 * The tree of YAML as specs mostly are written: maps and lists in blocks or brackets, values of one line, comments. It is what the library's
 * tree comes to, place by place, at a fifth of the cost; undefined for whatever else YAML knows and for whatever is not quite right, which is
 * left to the library to read and to find fault with.
 * @source YAML 1.2.2, chapters 6 to 8 and the core schema of 10.3, of which this reads a part
 */
export function plainTree(slice: Slice): MapNode | undefined {
  if (BEYOND.test(slice.text)) return undefined;
  try {
    return new PlainReader(slice).root();
  } catch (error) {
    if (error === OTHERWISE) return undefined;
    throw error;
  }
}

/** Thrown at the first thing that is left to the library. */
const OTHERWISE = new Error('not plain');

/** Tabs, other line ends and control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant
const BEYOND = /[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029\ufeff]/;

const KEY = /[A-Za-z_][\w.-]{0,200}(?=:[ \n])/y;

/** Levels that are surely no more than a tree may have. */
const DEEP = 50;

class PlainReader {
  private readonly text: string;
  private at = 0;
  /** Indentation of the line of content that `at` is the first character of; -1 at the end. */
  private indent = -1;
  private depth = 0;

  constructor(private readonly slice: Slice) {
    this.text = slice.text;
  }

  root(): MapNode {
    this.toContent();
    const map = this.indent === 0 ? this.blockMap(0) : undefined;
    if (!map || this.at < this.text.length) throw OTHERWISE;
    return map;
  }

  /** From the beginning of a line to the next content. */
  private toContent(): void {
    const { text } = this;
    let line = this.at;
    for (;;) {
      let at = line;
      while (text.charCodeAt(at) === SPACE) at++;
      this.at = at;
      if (at >= text.length) {
        this.indent = -1;
        return;
      }
      const code = text.charCodeAt(at);
      if (code !== NEWLINE && code !== HASH) {
        this.indent = at - line;
        return;
      }
      line = code === NEWLINE ? at + 1 : this.endOfLine(at) + 1;
    }
  }

  private endOfLine(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 ? this.text.length : end;
  }

  /** From behind a value to the next line of content: nothing but a comment may stand between. */
  private pastLine(): void {
    const { text } = this;
    let at = this.at;
    while (text.charCodeAt(at) === SPACE) at++;
    if (at < text.length && text.charCodeAt(at) !== NEWLINE) {
      if (text.charCodeAt(at) !== HASH || at === this.at) throw OTHERWISE;
      at = this.endOfLine(at);
    }
    this.at = at + 1;
    this.toContent();
  }

  private blockMap(indent: number): MapNode {
    if (++this.depth > DEEP) throw OTHERWISE;
    const start = this.at;
    const entries = new Map<string, Entry>();
    let end = start;
    do {
      const key = this.key();
      const keyAt = rangeIn(this.slice, this.at, this.at + key.length);
      if (entries.has(key)) throw OTHERWISE;
      this.at += key.length + 1;
      const value = this.blockValue(indent);
      entries.set(key, { key, keyAt, value });
      end = this.end;
    } while (this.indent === indent);
    if (this.indent > indent) throw OTHERWISE;
    this.depth--;
    return { type: 'map', at: rangeIn(this.slice, start, end), entries };
  }

  /** Where the text of the value read last ends. */
  private end = 0;

  private key(): string {
    KEY.lastIndex = this.at;
    const key = KEY.exec(this.text)?.[0];
    if (key === undefined || key === '__proto__' || isNull(key)) throw OTHERWISE;
    return key;
  }

  /** What stands behind a colon, up to the next line of content. */
  private blockValue(indent: number): Node {
    const { text } = this;
    while (text.charCodeAt(this.at) === SPACE) this.at++;
    const code = text.charCodeAt(this.at);
    if (code !== NEWLINE && code !== HASH) return this.inLine(indent);
    this.at = this.endOfLine(this.at) + 1;
    this.toContent();
    const inner = this.indent;
    // A list may stand as far left as the key that it belongs to.
    if (this.isItem() && inner >= indent) return this.blockList(inner);
    if (inner <= indent) throw OTHERWISE;
    return this.blockMap(inner);
  }

  private isItem(): boolean {
    return this.text.charCodeAt(this.at) === DASH && this.text.charCodeAt(this.at + 1) === SPACE;
  }

  private blockList(indent: number): ListNode {
    if (++this.depth > DEEP) throw OTHERWISE;
    const start = this.at;
    const items: Node[] = [];
    let end = start;
    do {
      const dash = this.at;
      this.at += 2;
      while (this.text.charCodeAt(this.at) === SPACE) this.at++;
      KEY.lastIndex = this.at;
      items.push(KEY.test(this.text) ? this.blockMap(indent + this.at - dash) : this.inLine(indent));
      end = this.end;
    } while (this.indent === indent && this.isItem());
    if (this.indent > indent) throw OTHERWISE;
    this.depth--;
    return { type: 'list', at: rangeIn(this.slice, start, end), items };
  }

  /** A value in the line of its key or dash; what follows it stands no deeper. */
  private inLine(indent: number): Node {
    const code = this.text.charCodeAt(this.at);
    const node = code === OPEN_MAP ? this.flowMap(indent) : code === OPEN_LIST ? this.flowList(indent) : this.scalar(false);
    const end = this.at;
    this.pastLine();
    if (this.indent > indent) throw OTHERWISE;
    this.end = end;
    return node;
  }

  private scalar(inFlow: boolean): ScalarNode {
    const code = this.text.charCodeAt(this.at);
    const isQuoted = code === QUOTE || code === APOSTROPHE;
    const node = isQuoted ? quotedAt(this.slice, this.at) : plainAt(this.slice, this.at, inFlow);
    if (!node) throw OTHERWISE;
    this.at += node.raw.length;
    return node;
  }

  private flowMap(indent: number): MapNode {
    if (++this.depth > DEEP) throw OTHERWISE;
    const start = this.at++;
    const entries = new Map<string, Entry>();
    for (this.toFlow(indent); this.text.charCodeAt(this.at) !== CLOSE_MAP; this.toNext(indent, CLOSE_MAP)) {
      const key = this.key();
      if (entries.has(key)) throw OTHERWISE;
      const keyAt = rangeIn(this.slice, this.at, this.at + key.length);
      this.at += key.length + 1;
      while (this.text.charCodeAt(this.at) === SPACE) this.at++;
      entries.set(key, { key, keyAt, value: this.flowValue(indent) });
    }
    this.at++;
    this.depth--;
    return { type: 'map', at: rangeIn(this.slice, start, this.at), entries };
  }

  private flowList(indent: number): ListNode {
    if (++this.depth > DEEP) throw OTHERWISE;
    const start = this.at++;
    const items: Node[] = [];
    for (this.toFlow(indent); this.text.charCodeAt(this.at) !== CLOSE_LIST; this.toNext(indent, CLOSE_LIST))
      items.push(this.flowValue(indent));
    this.at++;
    this.depth--;
    return { type: 'list', at: rangeIn(this.slice, start, this.at), items };
  }

  private flowValue(indent: number): Node {
    const code = this.text.charCodeAt(this.at);
    if (code === OPEN_MAP) return this.flowMap(indent);
    return code === OPEN_LIST ? this.flowList(indent) : this.scalar(true);
  }

  /** Past a comma to what follows it, or to the bracket that closes. */
  private toNext(indent: number, close: number): void {
    this.toFlow(indent);
    const code = this.text.charCodeAt(this.at);
    if (code === close) return;
    if (code !== COMMA) throw OTHERWISE;
    this.at++;
    this.toFlow(indent);
  }

  /** Past spaces, line ends and comments in brackets; each further line stands deeper than the block around. */
  private toFlow(indent: number): void {
    const { text } = this;
    const before = this.at;
    while (text.charCodeAt(this.at) === SPACE) this.at++;
    const code = text.charCodeAt(this.at);
    if (code === HASH && this.at === before) throw OTHERWISE;
    if (code !== NEWLINE && code !== HASH) return;
    this.at = this.endOfLine(this.at) + 1;
    this.toContent();
    if (this.indent <= indent) throw OTHERWISE;
  }
}
