import type { Amount } from './amounts.js';
import type { PathNode, Paths } from './blocks.js';
import type { Formatter } from './formatter.js';
import type { Symbols } from './paint.js';
import { cut, printable, widthOf } from './text.js';

interface Style {
  readonly width: number;
  readonly indent: string;
  readonly formatter: Formatter;
  readonly symbols: Symbols;
}

/** Columns that a line which goes on is indented by. */
const STEP = '    ';
const MOST_OF_NAME = 24;

/** A call that is still to be drawn. */
interface Waiting {
  readonly node: PathNode;
  readonly arrow: string;
  /** Of one that is not the first of its caller: where the caller stands. */
  readonly caller?: { readonly name: string; readonly column: number };
}

/** Each path from left to right: `read -2k-> api -200-> db`. What calls several things stands again, below itself, before each further one. */
export const drawPaths = ({ paths }: Paths, style: Style): string => paths.flatMap((path) => linesOf(path, style)).join('\n');

function linesOf(root: PathNode, style: Style): readonly string[] {
  const { width, indent, symbols } = style;
  const lines: string[] = [];
  let line = indent;
  // A path can be long: a stack of our own, not the call stack.
  const stack: Waiting[] = [{ node: root, arrow: '' }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, arrow, caller } = next;
    const name = cut(printable(node.name), MOST_OF_NAME, symbols.ellipsis);
    const text = arrow + name;
    if (caller) {
      lines.push(line);
      const below = ' '.repeat(caller.column) + caller.name;
      line = widthOf(below + text) <= width ? below : indent + STEP + caller.name;
    }
    if (widthOf(line + text) > width) {
      lines.push(line);
      line = indent + STEP + text.trimStart();
    } else line += text;
    const column = widthOf(line) - widthOf(name);
    const calls = node.calls.map(
      ({ to, amount, isLater }, i): Waiting => ({
        node: to,
        arrow: arrowOf(amount, isLater, style),
        ...(i > 0 && { caller: { name, column } }),
      }),
    );
    stack.push(...calls.reverse());
  }
  return [...lines, line];
}

/** ` -2k-> `; dotted where nobody waits for the answer. */
function arrowOf(amount: Amount, isLater: boolean, { formatter, symbols }: Style): string {
  const { line, dots, head } = symbols;
  return ` ${isLater ? dots : line}${formatter.amount(amount)}${isLater ? dots : line}${head} `;
}
