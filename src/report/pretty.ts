import type { AnswerBlock, Bars, Block, Code, Item, List, Note, Section, Sentence, StatusLabel, Table, Tree, Verdicts } from './blocks.js';
import { blocksFor, blocksIn, type Document, type DocumentPart, plainPart } from './document.js';
import { formatFinding } from './finding.js';
import { barOf, Formatter, piecesOf, placeText } from './formatter.js';
import { drawHeadline } from './headline.js';
import { drawNextStep } from './next-step.js';
import { type Paint, paintOf, type Symbols, symbolsOf } from './paint.js';
import { drawPaths } from './paths.js';
import { hangingLines, inRole, linesOf } from './prose.js';
import { cut, padEnd, printable, widthOf, wrap } from './text.js';
import { drawTree } from './tree.js';
import type { ReportOptions } from './types.js';
import { verdictItems } from './verdict-items.js';

/** What draws tables and plots, loaded where there are some. */
type Drawing = typeof import('./pretty-drawing.js');

/** A name that leaves too little room beside it stands on a line of its own. */
const LONG = 24;
/** Columns of a symbol and a word (`✗ MISSED`), with the space behind them. */
const STANDING = 11;

/** Lines of an answer, and those of them that its verdict may take. */
const ANSWER_LINES = 4;
const MOST_OF_VERDICT = 2;
/** Longer lines are hard to read, however wide the terminal is. */
const PROSE = 100;
const BAR = 20;
const GAP = 2;
/** With fewer columns beside it, a text stands below what leads to it. */
const LEAST_TEXT = 16;
const STEP = '  ';

/** For people at a terminal. */
export async function renderPretty(document: Document, options: ReportOptions): Promise<string> {
  const parts = document.parts.map((part) => ({ part, blocks: shownBlocks(part, options) }));
  // Tables and plots bring a library: what shows none goes without.
  const drawing = parts.some(({ blocks }) => blocks.some(isDrawn)) ? await import('./pretty-drawing.js') : undefined;
  const texts: { readonly text: string; readonly isList: boolean }[] = [];
  for (const { part, blocks } of parts) {
    const page = new Page(part, options, drawing);
    for (const block of blocks) texts.push({ text: page.block(block, ''), isList: block.kind === 'list' });
  }
  if (document.summary) texts.push({ text: new Page(plainPart([]), options, undefined).line(document.summary), isList: false });
  const shown = texts.filter(({ text }) => text !== '');
  const joined = shown.map(({ text, isList }, i) => (i === 0 ? '' : isList && shown[i - 1]?.isList ? '\n' : '\n\n') + text).join('');
  return joined === '' ? '' : `${joined}\n`;
}

/** The findings of a spec that is invalid show where they are: it needs no headline. */
const shownBlocks = (part: DocumentPart, options: ReportOptions): readonly Block[] =>
  blocksFor(part, options).filter(({ kind }) => !part.isInvalid || options.quiet || kind !== 'headline');

const isDrawn = (block: Block): boolean =>
  (block.kind === 'table' && !block.remarks) || block.kind === 'plot' || blocksIn(block).some(isDrawn);

/** Without the columns of a document. */
function atTerminal(table: Table): Table {
  const shown = table.columns.flatMap(({ detail }, i) => (detail === undefined ? [i] : []));
  if (shown.length === table.columns.length) return table;
  return {
    ...table,
    columns: table.columns.filter(({ detail }) => detail === undefined),
    rows: table.rows.map((row) => shown.map((i) => row[i] ?? null)),
  };
}

/** Draws the blocks of one part. What is below a title is indented by a step; an indentation belongs to the color of its line. */
class Page {
  readonly #options: ReportOptions;
  readonly #formatter: Formatter;
  readonly #paint: Paint;
  readonly #symbols: Symbols;
  readonly #drawing: Drawing | undefined;

  constructor({ conventions }: Pick<DocumentPart, 'conventions'>, options: ReportOptions, drawing: Drawing | undefined) {
    this.#options = options;
    this.#symbols = symbolsOf(options.unicode);
    this.#formatter = new Formatter(conventions, this.#symbols, this.#symbols);
    this.#paint = paintOf(options.color);
    this.#drawing = drawing;
  }

  block(block: Block, indent: string): string {
    if (block.detail !== undefined && !(block.detail === 'verbose' && this.#options.verbose)) return '';
    switch (block.kind) {
      case 'headline':
        return drawHeadline(block, { options: this.#options, formatter: this.#formatter, paint: this.#paint, symbols: this.#symbols });
      case 'answer':
        return this.#list({ kind: 'list', items: this.#answerThatFits(block), leadWidth: STANDING }, STEP);
      case 'section':
        return this.#section(block, indent);
      case 'table':
        return this.#table(atTerminal(block), indent);
      case 'tree':
        return this.#tree(block, indent);
      case 'paths':
        return drawPaths(block, { width: this.#options.width, indent, formatter: this.#formatter, symbols: this.#symbols });
      case 'bars':
        return this.#bars(block, indent);
      case 'plot':
        return this.#drawing?.drawPlot(block, this.#formatter, this.#options) ?? '';
      case 'findings':
        return block.brief
          ? block.findings
              .map(({ message, at }) =>
                this.#note({ kind: 'note', label: 'note', text: at ? `${message} (${placeText(at)})` : message }, STEP),
              )
              .join('\n')
          : block.findings.map((finding) => formatFinding(finding, this.#options)).join('\n\n');
      case 'verdicts':
        return this.#verdicts(block);
      case 'list':
        return this.#list(block, indent);
      case 'note':
        return this.#note(block, indent);
      case 'code':
        return this.#code(block, indent);
      case 'next':
        return drawNextStep(block, this.#options.width, this.#paint);
    }
  }

  /** The verdict in as many words as fit: an answer has four lines, of which it may take what the others leave, and one at least. */
  #answerThatFits({ verdict, shorter = [], lines }: AnswerBlock): readonly Item[] {
    const width = this.#options.width - STEP.length - STANDING;
    const others = lines.map((line) => ({ ...line, text: this.#thatFits([line.text, ...(line.shorter ?? [])], width, 1) }));
    const taken = others.reduce((sum, { text }) => sum + this.#lines(text, width).length, 0);
    const most = Math.max(1, Math.min(MOST_OF_VERDICT, ANSWER_LINES - taken));
    return [{ ...verdict, text: this.#thatFits([verdict.text, ...shorter], width, most) }, ...others];
  }

  /** The first of several texts that takes at most so many lines; else the last. */
  #thatFits(texts: readonly Sentence[], width: number, most: number): Sentence {
    return texts.find((text) => this.#lines(text, width).length <= most) ?? texts.at(-1) ?? '';
  }

  /** A sentence that is not wrapped. */
  line(sentence: Sentence): string {
    return linesOf(sentence, Number.POSITIVE_INFINITY, this.#formatter, this.#paint).join(' ');
  }

  #lines(sentence: Sentence, width: number): readonly string[] {
    return linesOf(sentence, Math.max(16, Math.min(width, PROSE)), this.#formatter, this.#paint);
  }

  /** A sentence behind a text that is not painted yet. */
  #hang(first: string, sentence: Sentence, paint = (text: string): string => text): string {
    const indent = widthOf(first);
    if (this.#options.width - indent < LEAST_TEXT && first.trim() !== '') {
      const margin = `${/^ */.exec(first)?.[0] ?? ''}${STEP}${STEP}`;
      return `${paint(first).trimEnd()}\n${hangingLines(margin, margin.length, this.#lines(sentence, this.#options.width - margin.length))}`;
    }
    return hangingLines(paint(first), indent, this.#lines(sentence, this.#options.width - indent));
  }

  /** A title at the left edge is strong, one further in is faint. What stands below each is indented. */
  #section({ title, lead, blocks }: Section, indent: string): string {
    const below = blocks.map((block) => this.block(block, indent + STEP)).filter((text) => text !== '');
    if (below.length === 0 && lead === undefined) return '';
    const head = title === null ? [] : [this.#title(title, lead, indent)];
    return [...head, ...below].join('\n');
  }

  #title(title: NonNullable<Section['title']>, lead: Sentence | undefined, indent: string): string {
    const { width } = this.#options;
    const tint = indent === '' ? this.#paint.strong : this.#paint.faint;
    const name = printable(typeof title === 'string' ? title : title.text);
    const isCode = typeof title !== 'string' && title.code === true;
    if (lead === undefined)
      return wrap(name, width - indent.length)
        .map((line) => indent + tint(line))
        .join('\n');
    const text = piecesOf(lead);
    const strong = { kind: 'text', text: name, role: 'strong' } as const;
    if (isCode) return hangingLines(indent, indent.length + GAP, this.#lines([strong, ': ', ...text], width - indent.length - GAP));
    if (widthOf(name) > LONG) return `${this.#hang(indent, { ...strong, text: `${name}:` })}\n${this.#hang(indent + STEP, text)}`;
    const first = widthOf(indent) + widthOf(name) + 2;
    return hangingLines(`${indent}${tint(name)}: `, first, this.#lines(text, width - first));
  }

  #table(table: Table, indent: string): string {
    if (table.remarks) return this.#remarks(table, indent);
    const grid = this.#drawing?.gridOf(table, this.#formatter);
    if (!grid || !this.#drawing || grid.rows.length === 0) return '';
    const title = grid.title === null ? '' : `${this.#title(grid.title, undefined, indent)}\n`;
    return (
      title +
      this.#drawing.drawTable(grid, {
        width: this.#options.width,
        ellipsis: this.#symbols.ellipsis,
        indent: grid.title === null ? indent : indent + STEP,
        head: this.#paint.faint,
      })
    );
  }

  /** Rows with their last cell below them. */
  #remarks({ title, columns, rows }: Table, indent: string): string {
    const head = title === undefined ? [] : [this.#title(title, undefined, indent)];
    const between = ' '.repeat(GAP);
    const lines = rows.flatMap((row) => {
      const remark = row[columns.length - 1] ?? null;
      const cells = row.slice(0, columns.length - 1).filter((cell) => cell !== null);
      const isWide = widthOf(indent + cells.map((cell) => this.#formatter.text(cell)).join(between)) > this.#options.width;
      const own = isWide
        ? cells.map((cell) => this.#hang(indent, cell)).join('\n')
        : indent + cells.map((cell) => this.line(cell)).join(between);
      return [own, ...(remark === null ? [] : [this.#hang(indent + STEP + STEP, remark)])];
    });
    return lines.length === 0 ? '' : [...head, ...lines].join('\n');
  }

  #tree(tree: Tree, indent: string): string {
    const { width } = this.#options;
    return drawTree(tree, { width, indent, formatter: this.#formatter, paint: this.#paint, symbols: this.#symbols });
  }

  #bars({ bars }: Bars, indent: string): string {
    return bars
      .map(({ share, role, text }) => {
        const bar = `${indent}${inRole(barOf(share, BAR, this.#symbols), role, this.#paint)}`;
        const room = this.#options.width - widthOf(indent) - BAR - 1;
        // Where there is too little room beside it, the text stands below.
        return widthOf(this.#formatter.text(text)) <= room ? `${bar} ${this.line(text)}` : `${bar}\n${this.#hang(indent, text)}`;
      })
      .join('\n');
  }

  #list({ items, leadWidth, gap = GAP, role }: List, indent: string): string {
    const leads = items.map(({ lead = null }) => this.#lead(lead));
    const width = leadWidth ?? Math.max(0, ...leads.map(widthOf)) + gap;
    return items
      .map((item, i) => {
        const lead = leads[i] ?? '';
        return this.#item(item, lead, widthOf(lead) > LONG ? width : Math.max(width, widthOf(lead) + gap), indent, role);
      })
      .join('\n');
  }

  #lead(lead: NonNullable<Item['lead']> | null): string {
    if (lead === null) return '';
    if (typeof lead === 'object' && 'kind' in lead && lead.kind === 'status') return `${this.#symbol(lead)} ${lead.word}`;
    return printable(this.#formatter.text(lead));
  }

  #symbol({ role }: StatusLabel): string {
    const { met, missed, atRisk, unknown } = this.#symbols;
    return { good: met, bad: missed, warn: atRisk, faint: unknown }[role];
  }

  #item({ lead, text, blocks = [] }: Item, leadText: string, width: number, indent: string, role: List['role']): string {
    const room = this.#options.width;
    if (lead === undefined || lead === null) {
      const lines = this.#lines(text, room - indent.length - GAP);
      const own = lines.map((line, i) => inRole((i === 0 ? indent : indent + STEP) + line, role, this.#paint));
      return [...own, ...this.#below(blocks, indent + STEP)].join('\n');
    }
    const tint = (first: string): string =>
      typeof lead === 'object' && 'kind' in lead && lead.kind === 'status' ? this.#paint[lead.role](first) : first;
    const isNarrow = room - indent.length - width < LEAST_TEXT;
    const column = isNarrow ? indent.length + 2 * GAP : indent.length + width;
    const margin = ' '.repeat(column);
    const head =
      widthOf(leadText) > LONG || isNarrow
        ? [this.#hang(indent, leadText), this.#hang(margin, text)]
        : [this.#hang(padEnd(indent + leadText, column), text, tint)];
    return [...head, ...this.#below(blocks, margin)].join('\n');
  }

  #below(blocks: readonly Block[], indent: string): readonly string[] {
    return blocks.map((block) => this.block(block, indent)).filter((text) => text !== '');
  }

  #note({ label, text, role }: Note, indent: string): string {
    const first = label === undefined ? indent : `${indent}${label}: `;
    if (role === undefined) return this.#hang(first, text);
    const outer = indent.slice(STEP.length);
    const own = hangingLines(
      first.slice(outer.length),
      widthOf(first) - outer.length,
      this.#lines(text, this.#options.width - widthOf(first)),
    );
    return own
      .split('\n')
      .map((line) => outer + inRole(line, role, this.#paint))
      .join('\n');
  }

  /** Lines are cut, not broken: where one ends is part of the text. */
  #code({ lines }: Code, indent: string): string {
    const room = this.#options.width - widthOf(indent);
    return lines.map((line) => `${indent}${cut(printable(line), room, this.#symbols.ellipsis)}`.trimEnd()).join('\n');
  }

  #verdicts({ verdicts }: Verdicts): string {
    const items = verdictItems(verdicts, this.#formatter, this.#options.verbose);
    if (items.length === 0) return '';
    const list = this.#list({ kind: 'list', items, leadWidth: STANDING }, STEP);
    return this.#options.quiet ? list : `${this.#paint.strong('Targets')}\n${list}`;
  }
}
