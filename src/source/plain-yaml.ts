import { Lines, OTHERWISE } from './plain-lines.js';
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

/** Tabs, other line ends and control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant
const BEYOND = /[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029\ufeff]/;

const KEY = /[A-Za-z_][\w.-]{0,200}(?=:[ \n])/y;

/** Levels that are surely no more than a tree may have. */
const DEEP = 50;

class PlainReader extends Lines {
  private depth = 0;

  constructor(private readonly slice: Slice) {
    super(slice.text);
  }

  root(): MapNode {
    this.toContent();
    const map = this.indent === 0 ? this.blockMap(0) : undefined;
    if (!map || this.at < this.text.length) throw OTHERWISE;
    return map;
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
    return this.isKey() ? this.blockMap(inner) : this.inLine(indent);
  }

  private isKey(): boolean {
    KEY.lastIndex = this.at;
    return KEY.test(this.text);
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
      items.push(this.isKey() ? this.blockMap(indent + this.at - dash) : this.inLine(indent));
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
    for (this.toFlow(indent); this.text.charCodeAt(this.at) !== CLOSE_MAP; this.toNext(indent, CLOSE_MAP)) this.flowEntry(indent, entries);
    this.at++;
    this.depth--;
    return { type: 'map', at: rangeIn(this.slice, start, this.at), entries };
  }

  private flowEntry(indent: number, entries: Map<string, Entry>): void {
    const key = this.key();
    if (entries.has(key)) throw OTHERWISE;
    const keyAt = rangeIn(this.slice, this.at, this.at + key.length);
    this.at += key.length + 1;
    while (this.text.charCodeAt(this.at) === SPACE) this.at++;
    entries.set(key, { key, keyAt, value: this.flowValue(indent) });
  }

  /** `[a: 1]` holds a map of one entry. */
  private flowPair(indent: number): MapNode {
    if (++this.depth > DEEP) throw OTHERWISE;
    const start = this.at;
    const entries = new Map<string, Entry>();
    this.flowEntry(indent, entries);
    this.depth--;
    return { type: 'map', at: rangeIn(this.slice, start, this.at), entries };
  }

  private flowList(indent: number): ListNode {
    if (++this.depth > DEEP) throw OTHERWISE;
    const start = this.at++;
    const items: Node[] = [];
    for (this.toFlow(indent); this.text.charCodeAt(this.at) !== CLOSE_LIST; this.toNext(indent, CLOSE_LIST))
      items.push(this.isKey() ? this.flowPair(indent) : this.flowValue(indent));
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
}
