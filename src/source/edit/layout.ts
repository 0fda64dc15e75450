import {
  type Alias,
  type Document,
  isAlias,
  isCollection,
  isPair,
  isScalar,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLSeq,
  type Node as YamlNode,
} from 'yaml';
import type { Range, SourceFile } from '../../core/index.js';
import { lineEnd, lineStart } from '../lines.js';
import { isMarkdown, specBlocks } from '../markdown.js';
import { type Slice, wholeOf } from '../slice.js';

export type YamlPair = Pair<YamlNode, YamlNode | null>;
export type WrittenMap = YAMLMap<YamlNode, YamlNode | null>;

/** Text in place of `[start, end)` of a slice. */
interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A stretch of YAML in a file as it is laid out. */
class Parsed {
  readonly eol: string;
  readonly maps = new Map<number, WrittenMap>();
  readonly lists = new Map<number, YAMLSeq>();
  readonly pairs = new Map<number, { readonly pair: YamlPair; readonly map: WrittenMap }>();
  /** Names of anchors that something repeats. */
  readonly repeated = new Map<string, Alias>();
  readonly slice: Slice;

  constructor(slice: Slice) {
    this.slice = slice;
    this.eol = slice.source.text.includes('\r\n') ? '\r\n' : '\n';
    const document: Document = parseDocument(slice.text, { version: '1.2', schema: 'core', prettyErrors: false, uniqueKeys: false });
    visit(document, {
      Map: (_, node) => {
        const map = node as WrittenMap;
        if (map.range) this.maps.set(map.range[0], map);
        for (const pair of map.items) if (pair.key?.range) this.pairs.set(pair.key.range[0], { pair, map });
      },
      Seq: (_, node) => {
        if (node.range) this.lists.set(node.range[0], node as YAMLSeq);
      },
      Alias: (_, node) => {
        this.repeated.set(node.source, node);
      },
    });
  }
}

/** Of files that are edited in several ways, each is read once. */
const PARSED = new WeakMap<SourceFile, readonly Parsed[]>();

function parsedOf(source: SourceFile): readonly Parsed[] {
  const known = PARSED.get(source);
  if (known) return known;
  const slices = isMarkdown(source) ? specBlocks(source) : [wholeOf(source)];
  const parsed = slices.map((slice) => new Parsed(slice));
  PARSED.set(source, parsed);
  return parsed;
}

/** A stretch of YAML in a file as it is laid out, and what it is to become. Offsets are within the slice. */
export class YamlPiece {
  readonly text: string;
  readonly eol: string;
  readonly maps: Parsed['maps'];
  readonly lists: Parsed['lists'];
  readonly pairs: Parsed['pairs'];
  readonly repeated: Parsed['repeated'];
  readonly #slice: Slice;
  readonly #splices: Splice[] = [];

  constructor({ slice, eol, maps, lists, pairs, repeated }: Parsed) {
    this.#slice = slice;
    this.text = slice.text;
    this.eol = eol;
    this.maps = maps;
    this.lists = lists;
    this.pairs = pairs;
    this.repeated = repeated;
  }

  get isChanged(): boolean {
    return this.#splices.length > 0;
  }

  /** The place in the slice of a place in the file; undefined for one that is not in it. */
  offsetOf(at: number): number | undefined {
    let low = 0;
    let high = this.text.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#slice.offsetOf(middle) < at) low = middle + 1;
      else high = middle;
    }
    return this.#slice.offsetOf(low) === at ? low : undefined;
  }

  replace(start: number, end: number, text: string): void {
    this.#splices.push({ start, end, text });
  }

  /** The column of a place, which a line of its own would begin at. */
  columnOf(at: number): number {
    return at - lineStart(this.text, at);
  }

  lineStart(at: number): number {
    return lineStart(this.text, at);
  }

  lineEnd(at: number): number {
    return lineEnd(this.text, at);
  }

  /** Where the text of a value ends; the library counts comments and blank lines that follow a block. */
  endOf(node: YamlNode): number {
    const [start, end] = node.range ?? [0, 0];
    if (isAlias(node)) return end;
    if (isScalar(node)) return node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED' ? this.#endOfText(start, end) : end;
    const last = isCollection(node) && !node.flow ? node.items.at(-1) : undefined;
    if (last === undefined) return this.#endOfText(start, end);
    return isPair(last) ? this.endOfPair(last as YamlPair) : this.endOf(last as YamlNode);
  }

  endOfPair({ key, value }: YamlPair): number {
    return value?.range && value.range[1] > value.range[0] ? this.endOf(value) : Math.max(key.range?.[1] ?? 0, value?.range?.[1] ?? 0);
  }

  /** Where a pair or an item begins, its anchor included. */
  startOf(node: YamlNode | YamlPair): number {
    const inner = isPair(node) ? (node.key as YamlNode) : node;
    const [start = 0] = inner.range ?? [];
    const lead = /(?:[&!]\S*[ \t]+)+$/.exec(this.text.slice(this.lineStart(start), start))?.[0].length ?? 0;
    return start - lead;
  }

  #endOfText(start: number, end: number): number {
    let last = Math.min(end, this.text.length);
    while (last > start && /\s/.test(this.text[last - 1] as string)) last--;
    return last;
  }

  /** Splices of the file, first to last. Lines that are new get what stands before each line of the block. */
  inFile(): readonly Splice[] {
    const { source } = this.#slice;
    return this.#splices.map(({ start, end, text }) => {
      const from = this.#slice.offsetOf(start);
      const to = end > start ? this.#slice.offsetOf(end - 1) + 1 : from;
      const inner = this.#slice.offsetOf(this.lineStart(start));
      const prefix = source.text.slice(lineStart(source.text, inner), inner).replace('\ufeff', '');
      return { start: from, end: to, text: text.replace(/\n/g, this.eol + prefix) };
    });
  }
}

/** The pieces of the files of a spec, each read when it is asked for. */
export class Layout {
  readonly #pieces = new Map<SourceFile, readonly YamlPiece[]>();

  piecesOf(source: SourceFile): readonly YamlPiece[] {
    const known = this.#pieces.get(source);
    if (known) return known;
    const pieces = parsedOf(source).map((parsed) => new YamlPiece(parsed));
    this.#pieces.set(source, pieces);
    return pieces;
  }

  /** The piece that a place of a file is in, and where. */
  find({ source, start }: Range): { readonly piece: YamlPiece; readonly offset: number } | undefined {
    for (const piece of this.piecesOf(source)) {
      const offset = piece.offsetOf(start);
      if (offset !== undefined) return { piece, offset };
    }
    return undefined;
  }

  /** The texts of the files that have changed. */
  texts(): ReadonlyMap<SourceFile, string> {
    const texts = new Map<SourceFile, string>();
    for (const [source, pieces] of this.#pieces) {
      if (!pieces.some(({ isChanged }) => isChanged)) continue;
      const splices = pieces.flatMap((piece) => piece.inFile());
      let text = source.text;
      const inOrder = splices.map((splice, i) => ({ ...splice, i })).sort((a, b) => b.start - a.start || b.end - a.end || b.i - a.i);
      for (const { start, end, text: fresh } of inOrder) text = text.slice(0, start) + fresh + text.slice(end);
      texts.set(source, text);
    }
    return texts;
  }
}

export { isAlias, isScalar, type YAMLSeq, type YamlNode };
