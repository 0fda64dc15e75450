import type { Headline } from './blocks.js';
import type { Formatter } from './formatter.js';
import type { Paint, Symbols } from './paint.js';
import { cut, printable, widthOf, wrap } from './text.js';
import type { ReportOptions } from './types.js';

/** As wide as prose. */
const PROSE = 100;

interface Style {
  readonly options: ReportOptions;
  readonly formatter: Formatter;
  readonly paint: Paint;
  readonly symbols: Symbols;
}

/** A name, with its file where it has one; below it what it is and what its numbers rest on. */
export function drawHeadline({ name, file, summary, context }: Headline, style: Style): string {
  const { options, formatter, paint } = style;
  const { quiet } = options;
  const width = Math.min(PROSE, options.width);
  const text = printable(name === null ? (file ?? '') : formatter.text(name));
  const lines = file === null ? wrap(text, width).map(paint.strong) : besides(text, printable(file), style);
  if (quiet) return lines.join('\n');
  if (summary !== null && summary !== '') lines.push(...wrap(printable(summary), width));
  if (context.length > 0) lines.push(...wrap(printable(context.join(', ')), width).map(paint.faint));
  return lines.join('\n');
}

/** A name with its file at the other end of the line, or below it. */
function besides(text: string, file: string, { options, paint: { strong, faint }, symbols: { ellipsis } }: Style): string[] {
  const width = Math.min(PROSE, options.width);
  const name = cut(text, width, ellipsis);
  const shown = file === text ? '' : cut(file, Math.max(8, width - widthOf(name) - 2), ellipsis);
  const gap = width - widthOf(name) - widthOf(shown);
  if (shown === '') return [strong(name)];
  return gap < 2 ? [strong(name), faint(shown)] : [`${strong(name)}${' '.repeat(gap)}${faint(shown)}`];
}
