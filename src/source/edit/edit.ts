import type { Range, SourceFile } from '../../core/index.js';
import { joinedTree } from '../join.js';
import type { SourceTree } from '../load.js';
import { sameValue } from '../merge.js';
import type { ListNode, MapNode, Node } from '../tree.js';
import { carriedMap } from './carried.js';
import { isAlias, isScalar, Layout, type WrittenMap, type YAMLSeq, type YamlNode, type YamlPair, type YamlPiece } from './layout.js';
import { type CollectionStyle, entryInLine, entryLines, inLine, itemLines, scalarInPlaceOf } from './print.js';

/** The files of a spec that a change is written to, or why it is not. */
export type Edited =
  | { readonly ok: true; readonly texts: ReadonlyMap<SourceFile, string> }
  | { readonly ok: false; readonly reason: string; readonly at?: Range };

class Refused extends Error {
  constructor(
    readonly reason: string,
    readonly at?: Range,
  ) {
    super(reason);
  }
}

/**
 * The text of the files that state another tree in place of the one that they state. Only what differs is written: comments and layout elsewhere stay
 * to the byte. What the texts state is read again and held against the tree that was asked for: anything else is refused.
 * @param spec files, first the one that includes the others, and what is read of them
 */
export function editedTexts({ files, root: old, written = old }: Pick<SourceTree, 'files' | 'root' | 'written'>, next: MapNode): Edited {
  const stated = carriedMap(written, old, next);
  if (!stated.ok) return { ok: false, reason: readOtherwise(stated.at, files), at: stated.at };
  const writer = new Writer();
  try {
    writer.changeMap(old, next);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, reason: error.reason, ...(error.at && { at: error.at }) };
  }
  const texts = writer.texts();
  const read = joinedTree(files.map((file) => ({ name: file.name, text: texts.get(file) ?? file.text })));
  if (read !== undefined && sameValue(withoutForeign(read, written, files), withoutForeign(stated.value, written, files)))
    return { ok: true, texts };
  return { ok: false, reason: 'the file is written in a way that a change cannot be put into' };
}

function readOtherwise({ source, start }: Range, files: readonly SourceFile[]): string {
  const line = source.text.slice(0, start).split(/\r\n|\r|\n/).length;
  return `line ${line}${files.length > 1 ? ` of ${source.name}` : ''} is read as something else than it states: write it as that first`;
}

/** What no file of the spec states (figures of a configuration) is left out. */
function withoutForeign(root: MapNode, old: MapNode, files: readonly SourceFile[]): MapNode {
  const foreign = [...old.entries.values()].filter(({ keyAt, value }) => [keyAt, value.at].some(({ source }) => !files.includes(source)));
  if (foreign.length === 0) return root;
  const entries = new Map(root.entries);
  for (const { key } of foreign) entries.delete(key);
  return { ...root, entries };
}

/** Where a value is: after a key, or as an item. */
interface Spot {
  readonly piece: YamlPiece;
  readonly node: YamlNode | null;
  readonly context: CollectionStyle;
  /** Of a value after a key. */
  readonly pair?: YamlPair;
  readonly at: Range;
}

class Writer {
  readonly #layout = new Layout();

  texts(): ReadonlyMap<SourceFile, string> {
    return this.#layout.texts();
  }

  changeMap(old: MapNode, next: MapNode): void {
    const own = this.#collection(old);
    const isMerging = own?.map?.items.some((pair) => isScalar(pair.key) && pair.key.value === '<<') ?? false;
    const added: [string, Node][] = [];
    const removed: { piece: YamlPiece; pair: YamlPair; map: WrittenMap }[] = [];
    for (const [key, entry] of old.entries) {
      const value = next.entries.get(key)?.value;
      if (value !== undefined && sameValue(entry.value, value)) continue;
      const found = this.#layout.find(entry.keyAt);
      const place = found?.piece.pairs.get(found.offset);
      const isInherited = isMerging && place?.map !== own?.map;
      if (!found || !place) throw new Refused(`"${key}" is not stated in a file of this spec`, entry.keyAt);
      if (value === undefined) {
        if (isInherited) throw new Refused(`"${key}" comes from a merge (<<): it cannot be left out here`, entry.keyAt);
        removed.push({ piece: found.piece, ...place });
      } else if (isInherited) added.push([key, value]);
      else
        this.#change(entry.value, value, {
          piece: found.piece,
          node: place.pair.value,
          context: place.map.flow ? 'flow' : 'block',
          pair: place.pair,
          at: entry.keyAt,
        });
    }
    for (const [key, { value }] of next.entries) if (!old.entries.has(key)) added.push([key, value]);
    const gone = removed.filter(({ map }) => map === own?.map);
    if (own?.map && gone.length > 0 && gone.length === own.map.items.length) {
      if (own.map.flow || added.length > 0) {
        this.#replaceMap(own.piece, own.map, next, old.at);
        return;
      }
      throw new Refused('nothing would be left of this map', old.at);
    }
    const isGone = (pair: YamlPair): boolean => removed.some((other) => other.pair === pair);
    for (const { piece, pair, map } of removed) this.#remove(piece, pair, map, isGone, old.at);
    if (added.length === 0) return;
    if (!own?.map) throw new Refused('this map is not written in a file of this spec', old.at);
    this.#add(
      own.piece,
      own.map,
      own.map.items.filter((pair) => !isGone(pair)),
      added,
    );
  }

  #replaceMap(piece: YamlPiece, map: WrittenMap, next: MapNode, at: Range): void {
    const [start, end] = [map.range?.[0] ?? 0, piece.endOf(map)];
    this.#keepComments(piece, start, end, at);
    piece.replace(start, end, inLine(next, 'flow'));
  }

  #collection(
    old: MapNode | ListNode,
  ): { readonly piece: YamlPiece; readonly map: WrittenMap | undefined; readonly list: YAMLSeq | undefined } | undefined {
    const found = this.#layout.find(old.at);
    return found && { piece: found.piece, map: found.piece.maps.get(found.offset), list: found.piece.lists.get(found.offset) };
  }

  #change(old: Node, next: Node, spot: Spot): void {
    const { node, piece } = spot;
    if (node && isAlias(node)) {
      this.#changeAlias(old, next, spot);
      return;
    }
    const anchor = node && 'anchor' in node ? (node.anchor as string | undefined) : undefined;
    if (anchor !== undefined && piece.repeated.has(anchor))
      throw new Refused(`this value is marked &${anchor} and repeated by *${anchor}: a change would reach both`, spot.at);
    if (old.type === 'map' && next.type === 'map' && next.entries.size > 0 && old.entries.size > 0) this.changeMap(old, next);
    else if (old.type === 'list' && next.type === 'list' && next.items.length > 0 && old.items.length > 0) this.#changeList(old, next);
    else this.#replace(old, next, spot);
  }

  /** `*name`: written out with what is changed. */
  #changeAlias(old: Node, next: Node, { piece, node, context, at }: Spot): void {
    const [start, end] = node?.range ?? [0, 0];
    const alias = piece.text.slice(start, end).trim();
    if (old.type !== 'map' || next.type !== 'map') {
      piece.replace(start, end, inLine(next, context));
      return;
    }
    if ([...old.entries.keys()].some((key) => !next.entries.has(key))) throw new Refused(`this repeats ${alias}: write it out first`, at);
    const changed = [...next.entries].filter(([key, { value }]) => {
      const was = old.entries.get(key)?.value;
      return was === undefined || !sameValue(was, value);
    });
    piece.replace(start, end, `{ <<: ${alias}, ${changed.map(([key, { value }]) => entryInLine(key, value)).join(', ')} }`);
  }

  #replace(old: Node, next: Node, { piece, node, context, pair, at }: Spot): void {
    const text = old.type === 'scalar' && next.type === 'scalar' ? scalarInPlaceOf(old, next, context) : inLine(next, context);
    if (!node) {
      const end = pair?.key.range?.[1] ?? 0;
      piece.replace(end, end, `: ${text}`);
      return;
    }
    const [start, end] = [node.range?.[0] ?? 0, piece.endOf(node)];
    if (end <= start) {
      const before = piece.text[start - 1] ?? ' ';
      piece.replace(start, start, /\s/.test(before) ? text : ` ${text}`);
      return;
    }
    this.#keepComments(piece, start, end, at, old);
    piece.replace(start, end, text);
  }

  /** A comment is no part of what a change may take away. */
  #keepComments(piece: YamlPiece, start: number, end: number, at: Range, old?: Node): void {
    if (old?.type === 'scalar') return;
    if (/(?:^|\s)#/.test(piece.text.slice(start, end))) throw new Refused('comments stand in what the change takes away', at);
  }

  #add(piece: YamlPiece, map: WrittenMap, left: readonly YamlPair[], added: readonly (readonly [string, Node])[]): void {
    const last = left.at(-1);
    const [start = 0] = map.range ?? [];
    if (map.flow) {
      const entries = added.map(([key, value]) => entryInLine(key, value)).join(', ');
      if (piece.text[start] !== '{') {
        // A pair in a list, without braces of its own: `[ api: { calls: [db] } ]`.
        const [own, end] = [piece.startOf(map.items[0] as YamlPair), piece.endOfPair(map.items[0] as YamlPair)];
        piece.replace(own, own, '{ ');
        piece.replace(end, end, `, ${entries} }`);
        return;
      }
      if (last === undefined) {
        const end = piece.endOf(map);
        piece.replace(start, end, `{ ${entries} }`);
        return;
      }
      const end = piece.endOfPair(last);
      const own = piece.startOf(last);
      const isOnItsLine = piece.text.slice(piece.lineStart(own), own).trim() === '' && piece.text.slice(start, own).includes('\n');
      if (!isOnItsLine) {
        piece.replace(end, end, `, ${entries}`);
        return;
      }
      // A line each, as those above.
      const after = /^[ \t]*,/.exec(piece.text.slice(end));
      const lines = added.map(([key, value]) => `\n${' '.repeat(piece.columnOf(own))}${entryInLine(key, value)}`).join(',');
      if (!after) piece.replace(end, end, ',');
      const rest = /^[ \t]*(?:#.*)?$/.exec(piece.text.slice(end + (after?.[0].length ?? 0), piece.lineEnd(end)));
      const to = rest ? piece.lineEnd(end) : end + (after?.[0].length ?? 0);
      piece.replace(to, to, lines + (after ? ',' : ''));
      return;
    }
    if (last === undefined) throw new Refused('nothing would be left of this map');
    const column = piece.columnOf(piece.startOf(map.items[0] as YamlPair));
    const end = piece.lineEnd(piece.endOfPair(last));
    const lines = added.map(([key, value]) => `\n${' '.repeat(column)}${entryLines(key, value, column)}`).join('');
    piece.replace(end, end, lines);
  }

  #remove(piece: YamlPiece, pair: YamlPair, map: WrittenMap, isGone: (pair: YamlPair) => boolean, at: Range): void {
    const { items } = map;
    const index = items.indexOf(pair);
    const isLeading = items.slice(0, index).every(isGone);
    const starts = items.map((item) => piece.startOf(item));
    const ends = items.map((item) => piece.endOfPair(item));
    this.#removeItem(piece, { starts, ends, index, isLeading, isInLine: map.flow === true }, at);
  }

  #removeItem(piece: YamlPiece, item: Removed, at: Range): void {
    const [start, end] = removedRange(piece, item);
    this.#keepComments(piece, start, end, at);
    piece.replace(start, end, '');
  }

  #changeList(old: ListNode, next: ListNode): void {
    const own = this.#collection(old);
    if (!own?.list) throw new Refused('this list is not written in a file of this spec', old.at);
    const { piece, list } = own;
    const context: CollectionStyle = list.flow ? 'flow' : 'block';
    let head = 0;
    while (head < Math.min(old.items.length, next.items.length) && sameValue(old.items[head] as Node, next.items[head] as Node)) head++;
    let tail = 0;
    const most = Math.min(old.items.length, next.items.length) - head;
    while (tail < most && sameValue(old.items.at(-1 - tail) as Node, next.items.at(-1 - tail) as Node)) tail++;
    const [gone, fresh] = [old.items.length - head - tail, next.items.length - head - tail];
    const common = Math.min(gone, fresh);
    for (let i = head; i < head + common; i++) {
      const item = list.items[i] as YamlNode;
      this.#change(old.items[i] as Node, next.items[i] as Node, { piece, node: item, context, at: (old.items[i] as Node).at });
    }
    const items = list.items as YamlNode[];
    const starts = items.map((item) => (list.flow ? piece.startOf(item) : dashBefore(piece, piece.startOf(item))));
    const ends = items.map((item) => piece.endOf(item));
    for (let index = head + common; index < head + gone; index++)
      this.#removeItem(piece, { starts, ends, index, isLeading: head + common === 0, isInLine: list.flow === true }, old.at);
    const added = next.items.slice(head + common, head + fresh);
    if (added.length > 0) this.#insert(piece, list, head + common, added);
  }

  #insert(piece: YamlPiece, list: YAMLSeq, index: number, added: readonly Node[]): void {
    const before = list.items[index - 1] as YamlNode | undefined;
    const after = list.items[index] as YamlNode | undefined;
    if (list.flow) {
      const texts = added.map((item) => inLine(item, 'flow')).join(', ');
      if (before) {
        piece.replace(piece.endOf(before), piece.endOf(before), `, ${texts}`);
        return;
      }
      const start = after ? piece.startOf(after) : (list.range?.[0] ?? 0) + 1;
      piece.replace(start, start, `${texts}, `);
      return;
    }
    const beside = before ?? after;
    if (!beside) throw new Refused('this list is empty');
    const dash = dashBefore(piece, piece.startOf(beside));
    const column = piece.columnOf(dash);
    const lines = added.map((item) => itemLines(item, column));
    if (before) {
      const end = piece.lineEnd(piece.endOf(before));
      piece.replace(end, end, lines.map((line) => `\n${' '.repeat(column)}${line}`).join(''));
      return;
    }
    piece.replace(dash, dash, lines.map((line) => `${line}\n${' '.repeat(column)}`).join(''));
  }
}

/** The dash of an item. */
function dashBefore(piece: YamlPiece, start: number): number {
  const dash = piece.text.lastIndexOf('-', start - 1);
  if (dash < 0) throw new Refused('this item has no dash of its own');
  return dash;
}

/** A pair of a map, or an item of a list, that goes. */
interface Removed {
  /** Of all of them. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly index: number;
  /** Whether nothing before it stays. */
  readonly isLeading: boolean;
  readonly isInLine: boolean;
}

/** In a line with the comma before it, or after it where nothing before it stays; else with the rest of its line. */
function removedRange(piece: YamlPiece, { starts, ends, index, isLeading, isInLine }: Removed): readonly [number, number] {
  const [start, end, next] = [starts[index] as number, ends[index] as number, starts[index + 1]];
  const beginsLine = (at: number): boolean => piece.text.slice(piece.lineStart(at), at).trim() === '';
  // The first of an item of a list leaves the dash to the next.
  if (next !== undefined && isLeading && (isInLine || !beginsLine(starts[0] as number))) return [start, next];
  if (isInLine) return [index === 0 ? start : (ends[index - 1] as number), end];
  if (!beginsLine(start)) throw new Refused('nothing would be left of this item');
  const from = piece.lineStart(start);
  const to = piece.lineEnd(end);
  if (to < piece.text.length) return [from, piece.text[to] === '\r' && piece.text[to + 1] === '\n' ? to + 2 : to + 1];
  // The last line ends where the line before it did.
  return [Math.max(0, piece.text[from - 2] === '\r' ? from - 2 : from - 1), to];
}
