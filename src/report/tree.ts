import type { Sentence, Tree, TreeNode } from './blocks.js';
import { type Formatter, piecesOf } from './formatter.js';
import type { Paint, Symbols } from './paint.js';
import { linesOf } from './prose.js';
import { cut, padEnd, printable, widthOf } from './text.js';

interface Style {
  readonly width: number;
  readonly indent: string;
  readonly formatter: Formatter;
  readonly paint: Paint;
  readonly symbols: Symbols;
}

/** Columns that a node and its notes need to be readable. */
const LEAST_ROOM = 48;
/** No line is broken to less than this. */
const LEAST_LINE = 20;

/** Branches with their amounts below each other; with notes where nodes have some. */
export const drawTree = ({ nodes }: Tree, style: Style): string =>
  nodes.some(({ notes }) => notes !== undefined) ? drawNoted(nodes, style) : drawPlain(nodes, style);

/** A line a node, cut where it is too long. */
function drawPlain(nodes: readonly TreeNode[], style: Style): string {
  const { width, indent, symbols } = style;
  const rows = nodes.flatMap((node) => branches(node, style, '', ''));
  if (rows.length === 0) return '';
  const room = Math.min(width - 12 - indent.length, Math.max(...rows.map(({ text }) => widthOf(text))));
  return rows
    .map(({ text, end }) => {
      const shown = cut(text, room, symbols.ellipsis);
      return `${indent}${end === '' ? shown : `${padEnd(shown, room)}  ${end}`}`;
    })
    .join('\n');
}

interface Branch {
  readonly text: string;
  readonly end: string;
}

function branches({ label, amount, nodes }: TreeNode, style: Style, own: string, below: string): readonly Branch[] {
  const { formatter, symbols } = style;
  const text = own + printable(formatter.text(label));
  const children = nodes.flatMap((node, i) => {
    const isLast = i === nodes.length - 1;
    return branches(node, style, below + (isLast ? symbols.lastBranch : symbols.branch), below + (isLast ? '  ' : symbols.trunk));
  });
  return [{ text, end: amount ? formatter.amount(amount) : '' }, ...children];
}

/**
 * All of it within the width. Each node is drawn whole once; where it stands again, it is referred to. What
 * stands too deep is drawn below the tree, by itself.
 */
function drawNoted(roots: readonly TreeNode[], style: Style): string {
  const drawing = new Drawing(style);
  return roots.map((root) => drawing.draw(root)).join('\n\n');
}

class Drawing {
  readonly #style: Style;
  readonly #drawn = new Set<TreeNode>();

  constructor(style: Style) {
    this.#style = style;
  }

  draw(root: TreeNode): string {
    const trees: string[] = [];
    const waiting = [root];
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (trees.length > 0 && this.#drawn.has(next)) continue;
      const { lines, deep } = this.#tree(next);
      trees.push(lines.join('\n'));
      waiting.push(...deep);
    }
    return trees.join('\n\n');
  }

  /** Depth first; `deep` is what found too little room. */
  #tree(root: TreeNode): { readonly lines: readonly string[]; readonly deep: readonly TreeNode[] } {
    const { width, indent, symbols } = this.#style;
    const lines: string[] = [];
    const deep: TreeNode[] = [];
    // A chain of nodes can be long: a stack of our own, not the call stack.
    const stack: { readonly node: TreeNode; readonly first: string; readonly rest: string }[] = [
      { node: root, first: indent, rest: indent },
    ];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const { node, first, rest } = next;
      const { label, nodes } = node;
      const isAgain = this.#drawn.has(node);
      // The root of a tree has all the room there is, on a narrow terminal too.
      const isDeep = !isAgain && node !== root && nodes.length > 0 && width - widthOf(rest) < Math.min(LEAST_ROOM, 0.6 * width);
      const isWhole = !isAgain && !isDeep;
      const reference = isDeep ? ' (see below)' : isAgain && nodes.length > 0 ? ' (see above)' : '';
      const below = `${rest}${isWhole && nodes.length > 0 ? symbols.trunk : '  '}`;
      lines.push(...this.#lines(first, [...piecesOf(label), reference], below));
      if (isDeep) deep.push(node);
      if (!isWhole) continue;
      this.#drawn.add(node);
      for (const note of node.notes ?? []) lines.push(...this.#lines(`${below}  `, note, `${below}    `));
      for (const [i, child] of [...nodes.entries()].reverse()) {
        const isLast = i === nodes.length - 1;
        stack.push({
          node: child,
          first: rest + (isLast ? symbols.lastBranch : symbols.branch),
          rest: rest + (isLast ? '  ' : symbols.trunk),
        });
      }
    }
    return { lines, deep };
  }

  /** A sentence behind `first`, its further lines behind `rest`. */
  #lines(first: string, sentence: Sentence, rest: string): readonly string[] {
    const { width, formatter, paint } = this.#style;
    const room = width - Math.max(widthOf(first), widthOf(rest));
    return linesOf(sentence, Math.max(LEAST_LINE, room), formatter, paint).map((line, i) =>
      (paint.faint(i === 0 ? first : rest) + line).trimEnd(),
    );
  }
}
