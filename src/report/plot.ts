import { padEnd, padStart, widthOf } from './text.js';

export interface PlotOptions {
  readonly width: number;
  /** Lines of the plot itself. */
  readonly height: number;
  readonly unicode: boolean;
  readonly scale: 'linear' | 'log';
  readonly xText: (x: number) => string;
  readonly yText: (y: number) => string;
}

/** A value to be drawn; gaps are null. */
export interface PlotPoint {
  readonly x: number;
  readonly y: number | null;
}

const MARKS = {
  unicode: { point: '●', line: '·', axis: '┤', wall: '│', corner: '└', floor: '─' },
  ascii: { point: 'o', line: '.', axis: '+', wall: '|', corner: '+', floor: '-' },
} as const;

/** Beyond this ratio of largest to least, heights are logarithmic. */
const WIDE = 50;

/** A curve of points, joined by lines, with labeled axes; heights are logarithmic where they differ much. Empty if there is nothing to draw. */
export function plot(points: readonly PlotPoint[], options: PlotOptions): string {
  const drawn = points.filter((point): point is { x: number; y: number } => point.y !== null && Number.isFinite(point.y));
  if (drawn.length < 2) return '';
  const { height, scale, xText, yText } = options;
  const marks = MARKS[options.unicode ? 'unicode' : 'ascii'];
  const ys = drawn.map(({ y }) => y);
  const [least, most] = [Math.min(...ys), Math.max(...ys)];
  const isLog = least > 0 && most / least >= WIDE;
  const bottom = isLog || least < 0 || least > most / 2 ? least : 0;
  const up = axis(bottom, most, isLog);
  const first = drawn[0] as { x: number; y: number };
  const last = drawn[drawn.length - 1] as { x: number; y: number };
  const along = axis(first.x, last.x, scale === 'log');

  const labels = new Map([
    [0, yText(most)],
    [height - 1, yText(bottom)],
  ]);
  if (most > bottom) labels.set(Math.floor((height - 1) / 2), yText(up.at(1 - Math.floor((height - 1) / 2) / (height - 1))));
  const labelWidth = Math.max(...[...labels.values()].map(widthOf));
  const columns = Math.max(16, options.width - labelWidth - 4);
  const cells: string[][] = Array.from({ length: height }, () => new Array<string>(columns).fill(' '));
  const columnOf = (x: number): number => Math.round(along.of(x) * (columns - 1));
  const rowOf = (part: number): number => height - 1 - Math.round(part * (height - 1));
  const put = (row: number, column: number, mark: string): void => {
    const line = cells[row];
    if (line && column >= 0 && column < columns) line[column] = mark;
  };
  for (let i = 1; i < drawn.length; i++) {
    const [a, b] = [drawn[i - 1] as { x: number; y: number }, drawn[i] as { x: number; y: number }];
    const [from, to] = [columnOf(a.x), columnOf(b.x)];
    for (let column = from; column <= to; column++) {
      const part = to === from ? 1 : (column - from) / (to - from);
      put(rowOf(up.of(a.y) * (1 - part) + up.of(b.y) * part), column, marks.line);
    }
  }
  for (const { x, y } of drawn) put(rowOf(up.of(y)), columnOf(x), marks.point);
  const lines = cells.map((line, row) => {
    const label = labels.get(row);
    return `${padStart(label ?? '', labelWidth + 1)} ${label === undefined ? marks.wall : marks.axis}${line.join('')}`.trimEnd();
  });
  const foot = `${' '.repeat(labelWidth + 2)}${marks.corner}${marks.floor.repeat(columns)}`;
  return [...lines, foot, `${' '.repeat(labelWidth + 3)}${scaleText([xText(first.x), xText(along.at(0.5)), xText(last.x)], columns)}`].join(
    '\n',
  );
}

/** From a stretch of values to 0..1 and back. */
function axis(
  low: number,
  high: number,
  isLog: boolean,
): { readonly of: (value: number) => number; readonly at: (part: number) => number } {
  if (high === low) return { of: () => 0.5, at: () => low };
  if (isLog) return { of: (value) => Math.log(value / low) / Math.log(high / low), at: (part) => low * (high / low) ** part };
  return { of: (value) => (value - low) / (high - low), at: (part) => low + (high - low) * part };
}

/** Left, middle and right end of the axis, as far as they find room. */
function scaleText([left = '', middle = '', right = '']: readonly string[], columns: number): string {
  const start = Math.max(widthOf(left) + 2, Math.round((columns - widthOf(middle)) / 2));
  const head = start + widthOf(middle) + 2 + widthOf(right) <= columns ? padEnd(left, start) + middle : left;
  return padEnd(head, Math.max(widthOf(head) + 1, columns - widthOf(right))) + right;
}
