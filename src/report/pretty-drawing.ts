import type { Plot } from './blocks.js';
import type { Formatter } from './formatter.js';
import { plot } from './plot.js';
import { wrap } from './text.js';
import type { ReportOptions } from './types.js';

export { gridOf } from './layout.js';
export { drawTable } from './table.js';

const HEIGHT = 10;
const INDENT = '  ';

/** The curve below its title; nothing where there are less than two points. */
export function drawPlot({ title, scale, points, x, y }: Plot, formatter: Formatter, { width, unicode }: ReportOptions): string {
  const drawn = plot(points, {
    width,
    height: HEIGHT,
    unicode,
    scale,
    xText: (value) => formatter.text(x(value)),
    yText: (value) => formatter.text(y(value)),
  });
  return drawn === '' ? '' : [...wrap(title, width - INDENT.length).map((line) => INDENT + line), drawn].join('\n');
}
