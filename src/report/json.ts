import { positionAt, type Range } from '../core/index.js';
import type { Document } from './document.js';
import type { ReportOptions } from './types.js';

/** The document for programs: 12 significant digits, null for what is no finite number, places as file, line and column. */
export async function renderJson(document: Document, _options: ReportOptions): Promise<string> {
  return `${JSON.stringify(plain(await document.data()), null, 2)}\n`;
}

/** Plain data of any result. */
export function plain(value: unknown): unknown {
  if (typeof value === 'number') return digits(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (isRange(value)) return placeOf(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

export const isRange = (value: object): value is Range => 'source' in value && 'start' in value && 'end' in value;

const placeOf = ({ source, start }: Range): { readonly file: string; readonly line: number; readonly column: number } => ({
  file: slashes(source.name),
  ...positionAt(source, start),
});

/** 12 significant digits; what is no finite number is null. */
export function digits(value: number): number | null {
  if (!Number.isFinite(value)) return null;
  const rounded = Number(value.toPrecision(12));
  return Object.is(rounded, -0) ? 0 : rounded;
}

export const slashes = (name: string): string => name.replaceAll('\\', '/');
