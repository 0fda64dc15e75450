import type { Finding } from '../core/index.js';
import type { Amount } from './amounts.js';
import type {
  Bars,
  Block,
  Code,
  Headline,
  Item,
  List,
  Note,
  PathNode,
  Plot,
  Section,
  Sentence,
  Table,
  Tree,
  TreeNode,
  Verdict,
  Verdicts,
} from './blocks.js';
import { blocksFor, type Document, type DocumentPart, plainPart } from './document.js';
import { Formatter, piecesOf, placeText } from './formatter.js';
import { gridOf } from './layout.js';
import { blockStart, codeMarkdown, escapeMarkdown, tableText } from './markdown-text.js';
import { printable } from './text.js';
import type { ReportOptions } from './types.js';

/** For design docs and comments on pull requests: GitHub's Markdown, tables and no colors. */
export async function renderMarkdown({ parts, summary }: Document, options: ReportOptions): Promise<string> {
  const closing: readonly Block[] = summary === null ? [] : [{ kind: 'note', text: summary }];
  const texts = [...parts.map((part) => [part, blocksFor(part, options)] as const), [plainPart([]), closing] as const]
    .map(([part, blocks]) => new Text(part, options).blocks(blocks, '###'))
    .filter((text) => text !== '');
  return texts.length === 0 ? '' : `${texts.join('\n\n')}\n`;
}

/** The blocks of one part as Markdown. */
class Text {
  readonly #options: ReportOptions;
  readonly #formatter: Formatter;

  constructor({ conventions }: Pick<DocumentPart, 'conventions'>, options: ReportOptions) {
    this.#options = options;
    this.#formatter = new Formatter(conventions);
  }

  /** @param heading of sections among them */
  blocks(blocks: readonly Block[], heading: string): string {
    return blocks
      .map((block) => this.#block(block, heading))
      .filter((text) => text !== '')
      .join('\n\n');
  }

  #block(block: Block, heading: string): string {
    if (block.detail === 'data' || (block.detail === 'verbose' && !this.#options.verbose)) return '';
    switch (block.kind) {
      case 'headline':
        return this.#headline(block);
      case 'answer':
        return this.#list({ kind: 'list', items: [block.verdict, ...block.lines] }, '');
      case 'section':
        return this.#section(block, heading);
      case 'table':
        return this.#table(block, heading);
      case 'tree':
        return this.#tree(block);
      case 'paths':
        return block.paths.map((path) => this.#path(path, '')).join('\n');
      case 'bars':
        return this.#bars(block);
      case 'plot':
        return this.#plot(block);
      case 'findings':
        return block.brief ? block.findings.map(briefText).join('\n\n') : block.findings.map(findingText).join('\n');
      case 'verdicts':
        return this.#verdicts(block, heading);
      case 'list':
        return this.#list(block, '');
      case 'note':
        return this.#note(block);
      case 'code':
        return codeText(block);
      case 'next':
        // A document is read, not typed into.
        return '';
    }
  }

  /** Pieces one by one: code stands in backticks, and roles are for what has none of its own. */
  #text(sentence: Sentence): string {
    return blockStart(this.#inline(sentence));
  }

  #inline(sentence: Sentence): string {
    return piecesOf(sentence)
      .map((piece) => {
        const text = this.#formatter.piece(piece);
        if (typeof piece === 'string' || piece.kind !== 'text') return escapeMarkdown(text);
        if (piece.code) return codeMarkdown(text);
        return piece.role === 'strong' || piece.role === 'bad' ? `**${escapeMarkdown(text)}**` : escapeMarkdown(text);
      })
      .join('');
  }

  /** In a table only code stands out. */
  #cell(sentence: Sentence): string {
    return piecesOf(sentence)
      .map((piece) => {
        const text = this.#formatter.piece(piece);
        return typeof piece === 'object' && piece.kind === 'text' && piece.code ? codeMarkdown(text) : escapeMarkdown(text);
      })
      .join('');
  }

  #headline({ name, file, summary, context }: Headline): string {
    const head = `## ${this.#text(name ?? file ?? '')}`;
    if (this.#options.quiet) return head;
    return [
      head,
      ...(summary ? [blockStart(escapeMarkdown(summary))] : []),
      ...(context.length > 0 ? [`_${escapeMarkdown(context.join(', ')).trim()}_`] : []),
    ].join('\n\n');
  }

  #section({ title, lead, blocks }: Section, heading: string): string {
    const below = this.#grouped(blocks, title === null ? heading : `${heading}#`);
    if (below === '' && lead === undefined) return '';
    return [
      ...(title === null ? [] : [`${heading} ${this.#text(title)}`]),
      ...(lead === undefined ? [] : [this.#text(lead)]),
      ...(below === '' ? [] : [below]),
    ].join('\n\n');
  }

  /** Notes among other blocks become a list. */
  #grouped(blocks: readonly Block[], heading: string): string {
    let text = '';
    let last: Block['kind'] | undefined;
    for (const block of blocks) {
      const own = this.#block(block, heading);
      if (own === '') continue;
      const item = block.kind === 'note' ? `- ${own}` : own;
      const isGoingOn = block.kind === 'note' && (last === 'note' || last === 'list' || last === 'tree');
      text += `${text === '' ? '' : isGoingOn ? '\n' : '\n\n'}${item}`;
      last = block.kind;
    }
    return text;
  }

  #table(table: Table, heading: string): string {
    const { title, columns, rows } = gridOf(table, this.#formatter, (cell) => this.#cell(cell), escapeMarkdown);
    if (rows.length === 0) return '';
    const text = tableText({ columns, rows });
    return title === null ? text : `${heading} ${escapeMarkdown(title)}\n\n${text}`;
  }

  #tree({ nodes }: Tree): string {
    const shown = new Set<TreeNode>();
    const lines = (node: TreeNode, indent: string): readonly string[] => {
      const own = `${indent}- ${this.#text(node.label)}${node.amount ? `: ${this.#text(node.amount)}` : ''}`;
      if (shown.has(node)) return [node.nodes.length > 0 ? `${own} (see above)` : own];
      shown.add(node);
      const notes = (node.notes ?? []).map((note) => `${indent}  - ${this.#text(note)}`);
      return [own, ...notes, ...node.nodes.flatMap((child) => lines(child, `${indent}  `))];
    };
    return nodes.flatMap((node) => lines(node, '')).join('\n');
  }

  #path({ name, calls }: PathNode, indent: string, amount?: Amount): string {
    const own = `${indent}- ${escapeMarkdown(name)}${amount ? `: ${this.#text(amount)}` : ''}`;
    return [own, ...calls.map(({ to, amount: rate }) => this.#path(to, `${indent}  `, rate))].join('\n');
  }

  #bars({ bars }: Bars): string {
    return bars.map(({ text }) => this.#text(text)).join('\n');
  }

  #plot({ title, points, x, y }: Plot): string {
    const known = points.filter((point): point is { x: number; y: number } => point.y !== null);
    if (known.length === 0) return '';
    const ends = [known[0], known[known.length - 1]].filter((point) => point !== undefined);
    return `${blockStart(escapeMarkdown(title))}: ${ends.map((point) => `${this.#text(y(point.y))} at ${this.#text(x(point.x))}`).join(' to ')}`;
  }

  #verdicts({ verdicts }: Verdicts, heading: string): string {
    if (verdicts.length === 0) return '';
    const left = (head: string) => ({ head, align: 'left' }) as const;
    const rows = verdicts.map((verdict) => [
      verdict.status === 'missed' ? '**MISSED**' : WORDS[verdict.status],
      escapeMarkdown(verdict.title),
      `${verdict.status === 'unknown' ? 'not known: ' : ''}${this.#text(verdict.text)}`,
    ]);
    return `${heading} Targets\n\n${tableText({ columns: [left('status'), left('target'), left('value')], rows })}`;
  }

  #list({ items }: List, indent: string): string {
    return items.map((item) => this.#item(item, indent)).join('\n');
  }

  #item({ lead = null, text, blocks = [] }: Item, indent: string): string {
    const below = blocks.flatMap((block) => {
      if (block.kind === 'list') return [this.#list(block, `${indent}  `)];
      const own = this.#block(block, '####');
      return own === '' ? [] : [`${indent}  - ${own.replaceAll('\n', `\n${indent}    `)}`];
    });
    return [`${indent}- ${this.#lead(lead)}${this.#text(text)}`, ...below].join('\n');
  }

  #lead(lead: Item['lead'] | null): string {
    if (lead === null || lead === undefined) return '';
    if (typeof lead === 'object' && 'kind' in lead) {
      if (lead.kind === 'status') return `**${lead.word}** `;
      if (lead.kind === 'symbol') return '';
    }
    return `**${this.#text(lead)}** `;
  }

  #note({ label, text }: Note): string {
    return `${label === undefined ? '' : `${label}: `}${this.#text(text)}`;
  }
}

const WORDS: Readonly<Record<Verdict['status'], string>> = {
  met: 'met',
  missed: 'MISSED',
  'at-risk': 'AT RISK',
  unknown: 'unknown',
  waived: 'waived',
};

const briefText = ({ message, at }: Finding): string => `note: ${escapeMarkdown(message)}${at ? ` (${codeMarkdown(placeText(at))})` : ''}`;

/** Between more backticks than stand together in it. */
function codeText({ lines }: Code): string {
  const shown = lines.map(printable);
  const runs = shown.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length);
  const fence = '`'.repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return [fence, ...shown, fence].join('\n');
}

function findingText({ severity, at, message, help, rule }: Finding): string {
  const place = at ? ` at ${codeMarkdown(placeText(at))}` : '';
  return `- **${severity}**${place}: ${escapeMarkdown(message)}${help === undefined ? '' : ` (${escapeMarkdown(help)})`} \`${rule}\``;
}
