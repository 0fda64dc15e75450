import { MarkdownLine } from './markdown-line.js';

/** A fenced code block, in the order of the document. */
export interface Fence {
  /** Offset of the line that opens it. */
  readonly at: number;
  /** What follows the opening fence on its line. */
  readonly info: string;
  /** Its lines: their text without what list items and quotes put before it, and where that text ends in the document. */
  readonly lines: readonly { readonly text: string; readonly end: number }[];
}

interface Quote {
  readonly kind: 'quote';
}

interface Item {
  readonly kind: 'item';
  /** Columns that its lines are indented by. */
  readonly indent: number;
  /** Nothing stands in it so far. */
  isEmpty: boolean;
}

type Leaf =
  | { readonly kind: 'none' | 'paragraph' }
  | { readonly kind: 'html'; readonly end: RegExp | null }
  | {
      readonly kind: 'fence';
      readonly mark: string;
      readonly length: number;
      readonly indent: number;
      readonly lines: { text: string; end: number }[];
    };

const NONE: Leaf = { kind: 'none' };
const PARAGRAPH: Leaf = { kind: 'paragraph' };

/** Quotes and list items in each other; what is deeper is taken for text. */
const MAX_CONTAINERS = 100;
/** Longer lines are no rules and no lone tags: what would be looked through again for each list item that it may be. */
const LONGEST_MARK = 10_000;

/**
 * The fenced code blocks of a Markdown document: what CommonMark says of blocks, and nothing of what stands in them. Line by line, in time and
 * memory that grow with the document alone.
 * @source CommonMark 0.31.2, "Appendix: a parsing strategy", phase 1
 */
export function fencesOf(text: string): readonly Fence[] {
  const reader = new FenceReader(text);
  // A byte order mark is no text.
  for (let start = text.charCodeAt(0) === 0xfeff ? 1 : 0; start < text.length; ) {
    const end = lineEnd(text, start);
    reader.read(start, end);
    start = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
  }
  return reader.fences;
}

function lineEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

class FenceReader {
  readonly fences: Fence[] = [];
  readonly #text: string;
  #containers: (Quote | Item)[] = [];
  #leaf: Leaf = NONE;

  constructor(text: string) {
    this.#text = text;
  }

  read(start: number, end: number): void {
    const line = new MarkdownLine(this.#text, start, end);
    const matched = this.#matched(line);
    const isWhole = matched === this.#containers.length;
    if (isWhole && this.#leaf.kind === 'fence') this.#inFence(line, this.#leaf);
    else if (isWhole && this.#leaf.kind === 'html') this.#inHtml(line, this.#leaf);
    else this.#outside(line, matched, isWhole);
  }

  /** A line that is neither code nor HTML. */
  #outside(line: MarkdownLine, matched: number, isWhole: boolean): void {
    const paragraph = this.#leaf.kind === 'paragraph';
    let depth = matched;
    let interrupts = paragraph && isWhole;
    while (depth < MAX_CONTAINERS) {
      const container = containerAt(line, interrupts);
      if (!container) break;
      if (!(depth > matched)) this.#close(matched);
      this.#open(container);
      depth++;
      interrupts = false;
    }
    const isNew = depth > matched;
    const leaf = this.#leafAt(line, interrupts, paragraph && !isNew);
    if (leaf === undefined) {
      // A paragraph goes on, whatever of its quotes and list items is left out.
      if (paragraph && !isNew && !line.isBlank) return;
      if (!isNew) this.#close(matched);
      if (!line.isBlank) this.#begin(PARAGRAPH);
      else this.#leaf = NONE;
      return;
    }
    if (!isNew) this.#close(matched);
    this.#begin(leaf);
  }

  /** How many of the open containers the line goes on with. */
  #matched(line: MarkdownLine): number {
    for (const [i, container] of this.#containers.entries()) {
      const { columns } = line.indent;
      if (container.kind === 'quote') {
        if (columns > 3 || line.rest[0] !== '>') return i;
        skipMark(line);
      } else if (line.isBlank) {
        if (container.isEmpty) return i;
        line.skipColumns(container.indent);
      } else if (columns >= container.indent) line.skipColumns(container.indent);
      else return i;
    }
    return this.#containers.length;
  }

  /** What of the containers a line does not go on with is at its end, with what stands in it. */
  #close(matched: number): void {
    if (matched < this.#containers.length || this.#leaf.kind !== 'paragraph') this.#leaf = NONE;
    this.#containers.length = matched;
  }

  #open(container: Quote | Item): void {
    this.#fill();
    this.#containers.push(container);
    this.#leaf = NONE;
  }

  #begin(leaf: Leaf): void {
    this.#fill();
    this.#leaf = leaf;
  }

  #fill(): void {
    const last = this.#containers.at(-1);
    if (last?.kind === 'item') last.isEmpty = false;
  }

  /** What begins in the line, past its containers; undefined for text and blank lines. */
  #leafAt(line: MarkdownLine, interrupts: boolean, mayBeLazy: boolean): Leaf | undefined {
    const { columns } = line.indent;
    if (line.isBlank) return undefined;
    if (columns > 3) return mayBeLazy ? undefined : NONE;
    const { rest } = line;
    if (/^#{1,6}(?:[ \t]|$)/.test(rest)) return NONE;
    const fence = /^(?:`{3,}(?!.*`)|~{3,})/.exec(rest)?.[0];
    if (fence !== undefined) {
      const lines: { text: string; end: number }[] = [];
      this.fences.push({ at: line.offset, info: rest.slice(fence.length).trim(), lines });
      return { kind: 'fence', mark: fence[0] as string, length: fence.length, indent: columns, lines };
    }
    const html = htmlAt(rest, mayBeLazy);
    if (html) return html.end?.test(rest) ? NONE : html;
    if (interrupts && /^(?:=+|-+)[ \t]*$/.test(rest)) return NONE;
    return isRule(rest) ? NONE : undefined;
  }

  #inFence(line: MarkdownLine, { mark, length, indent, lines }: Extract<Leaf, { kind: 'fence' }>): void {
    const { columns } = line.indent;
    const { rest } = line;
    if (columns <= 3 && rest.startsWith(mark.repeat(length)) && isAll(rest.trimEnd(), mark)) {
      this.#leaf = NONE;
      return;
    }
    line.skipColumns(indent);
    lines.push({ text: line.remainder, end: line.end });
  }

  #inHtml(line: MarkdownLine, { end }: Extract<Leaf, { kind: 'html' }>): void {
    if (end === null ? line.isBlank : end.test(line.rest)) this.#leaf = NONE;
  }
}

const isAll = (text: string, character: string): boolean => {
  for (let i = 0; i < text.length; i++) if (text[i] !== character) return false;
  return true;
};

/** `>`, and one space after it. */
function skipMark(line: MarkdownLine): void {
  line.skip(1);
  line.skipColumns(1);
}

const isRule = (rest: string): boolean =>
  rest.length <= LONGEST_MARK && /^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/.test(rest);

/** The quote or list item that begins in the line. */
function containerAt(line: MarkdownLine, interrupts: boolean): Quote | Item | undefined {
  const { columns, at } = line.indent;
  if (columns > 3 || at >= line.end) return undefined;
  const { rest } = line;
  if (rest[0] === '>') {
    skipMark(line);
    return { kind: 'quote' };
  }
  const marker = /^(?:[*+-]|(\d{1,9})[.)])(?=[ \t]|$)/.exec(rest);
  if (!marker || isRule(rest)) return undefined;
  // `---` below a paragraph makes a heading of it.
  const [mark, number] = marker;
  if (interrupts && ((number !== undefined && Number(number) !== 1) || rest.slice(mark.length).trim() === '')) return undefined;
  line.skip(mark.length);
  const { columns: spaces } = line.indent;
  const after = line.isBlank || spaces > 4 ? 1 : spaces;
  line.skipColumns(after);
  return { kind: 'item', indent: columns + mark.length + after, isEmpty: true };
}

const BLOCK_TAGS =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul';
const ATTRIBUTE = '[ \\t]+[A-Za-z_:][\\w.:-]*(?:[ \\t]*=[ \\t]*(?:[^ \\t"\'=<>`]+|\'[^\']*\'|"[^"]*"))?';

/** How blocks of HTML begin and end; null: at a blank line. */
const HTML: readonly (readonly [begin: RegExp, end: RegExp | null])[] = [
  [/^<(?:script|pre|textarea|style)(?:[ \t>]|$)/i, /<\/(?:script|pre|textarea|style)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<![A-Za-z]/, />/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [new RegExp(`^</?(?:${BLOCK_TAGS})(?:[ \\t]|/?>|$)`, 'i'), null],
];
const LONE_TAG = new RegExp(`^(?:<[A-Za-z][A-Za-z0-9-]*(?:${ATTRIBUTE})*[ \\t]*/?>|</[A-Za-z][A-Za-z0-9-]*[ \\t]*>)[ \\t]*$`);

function htmlAt(rest: string, mayBeLazy: boolean): Extract<Leaf, { kind: 'html' }> | undefined {
  if (rest[0] !== '<') return undefined;
  const found = HTML.find(([begin]) => begin.test(rest));
  if (found) return { kind: 'html', end: found[1] };
  return !mayBeLazy && rest.length <= LONGEST_MARK && LONE_TAG.test(rest) ? { kind: 'html', end: null } : undefined;
}
