const TAB = 9;
const SPACE = 32;
const TAB_STOP = 4;

/** One line of a Markdown document, read from its left; tabs reach to the next of their stops. */
export class MarkdownLine {
  readonly #text: string;
  /** Offset in the document of the next character, and of the end of the line. */
  offset: number;
  readonly end: number;
  #column = 0;
  /** Columns of a tab that are left of it. */
  #inTab = 0;
  /** The next character that is no space, once it was looked for: a line may be indented by as much as a hundred list items are deep. */
  #next = { at: -1, column: 0 };

  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.offset = start;
    this.end = end;
  }

  /** Offset of the next character that is no space, and the columns until there. */
  get indent(): { readonly columns: number; readonly at: number } {
    if (this.#next.at < this.offset) this.#next = this.#nextFrom();
    const { at, column } = this.#next;
    return { columns: column - this.#column, at };
  }

  #nextFrom(): { readonly at: number; readonly column: number } {
    let at = this.offset;
    let column = this.#column;
    if (this.#inTab > 0) {
      column += this.#inTab;
      at++;
    }
    for (; at < this.end; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === TAB) column += TAB_STOP - (column % TAB_STOP);
      else if (code === SPACE) column++;
      else break;
    }
    return { at, column };
  }

  get isBlank(): boolean {
    return this.indent.at >= this.end;
  }

  /** What follows the indentation. */
  get rest(): string {
    return this.#text.slice(this.indent.at, this.end);
  }

  /** Skips characters that are no spaces, after the indentation. */
  skip(characters: number): void {
    const { columns, at } = this.indent;
    this.#column += columns + characters;
    this.offset = at + characters;
    this.#inTab = 0;
  }

  /** Skips so many columns of spaces, or as many as there are. */
  skipColumns(columns: number): void {
    for (let left = columns; left > 0 && this.offset < this.end; ) {
      const code = this.#text.charCodeAt(this.offset);
      if (code !== TAB && code !== SPACE) return;
      const width = this.#inTab > 0 ? this.#inTab : code === TAB ? TAB_STOP - (this.#column % TAB_STOP) : 1;
      const skipped = Math.min(width, left);
      this.#column += skipped;
      left -= skipped;
      this.#inTab = width - skipped;
      if (this.#inTab === 0) this.offset++;
    }
  }

  /** What is left of the line, spaces in place of the rest of a tab. */
  get remainder(): string {
    return this.#inTab > 0
      ? ' '.repeat(this.#inTab) + this.#text.slice(this.offset + 1, this.end)
      : this.#text.slice(this.offset, this.end);
  }
}
