import { HASH, NEWLINE, SPACE } from './plain-scalar.js';

/** Thrown at the first thing that is left to the library. */
export const OTHERWISE = new Error('not plain');

/** A place in plain YAML, moved from value to value past spaces, line ends and comments. */
export class Lines {
  protected at = 0;
  /** Indentation of the line of content that `at` is the first character of; -1 at the end. */
  protected indent = -1;

  constructor(protected readonly text: string) {}

  /** From the beginning of a line to the next content. */
  protected toContent(): void {
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

  protected endOfLine(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 ? this.text.length : end;
  }

  /** From behind a value to the next line of content: nothing but a comment may stand between. */
  protected pastLine(): void {
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

  /** Past spaces, line ends and comments in brackets; each further line stands deeper than the block around. */
  protected toFlow(indent: number): void {
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
