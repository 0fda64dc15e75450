import { positionAt, type Range } from '../core/index.js';
import { roundedTo } from '../quantity/index.js';
import { isPlainLines, UNSEEN } from './text.js';

/** Any plain data as JSON. */
export const jsonText = (data: unknown): string => `${escaped(JSON.stringify(data, written, 2))}\n`;

/** What JSON leaves as it is and a terminal does not, as `\\u009b`: the same text to who parses it. */
const escaped = (json: string): string =>
  isPlainLines(json)
    ? json
    : json.replace(UNSEEN_IN_LINES, (found) =>
        codeUnits(found)
          .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
          .join(''),
      );

/** Without the ends of lines, of which a result of thousands of facts has a million. */
const UNSEEN_IN_LINES = new RegExp(`(?!\\n)${UNSEEN.source}`, 'gu');

const codeUnits = (text: string): readonly number[] => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

/** While it is written, not before: to copy a result of a thousand facts takes as long as all else that is done to it here. */
function written(_key: string, value: unknown): unknown {
  if (typeof value === 'number') return digits(value);
  return typeof value === 'object' && value !== null && isRange(value) ? placeOf(value) : value;
}

export const isRange = (value: object): value is Range => 'source' in value && 'start' in value && 'end' in value;

const placeOf = ({ source, start }: Range): { readonly file: string; readonly line: number; readonly column: number } => ({
  file: slashes(source.name),
  ...positionAt(source, start),
});

/** 12 significant digits, just below one of what is missing; what is no finite number is null. */
export function digits(value: number): number | null {
  if (!Number.isFinite(value)) return null;
  const rounded = roundedTo(value, 12);
  return Object.is(rounded, -0) ? 0 : rounded;
}

export const slashes = (name: string): string => name.replaceAll('\\', '/');
