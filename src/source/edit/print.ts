import { parseDocument } from 'yaml';
import type { Plain, Range } from '../../core/index.js';
import { nodeOf } from '../change.js';
import type { Node, ScalarNode } from '../tree.js';

/** Where a value is written: within braces or brackets commas and colons end it sooner. */
export type CollectionStyle = 'block' | 'flow';

/** Longer lines are broken, where a value may take several. */
const WIDTH = 110;

const NOWHERE: Range = { source: { name: 'change', text: '' }, start: 0, end: 0 };

/** A value on one line, as it may stand behind a key: what a change on the command line takes. */
export const plainText = (value: Plain): string => (typeof value === 'string' ? value : inLine(nodeOf(value, NOWHERE), 'block'));

/** A value on one line. */
export function inLine(node: Node, context: CollectionStyle): string {
  if (node.type === 'scalar') return scalar(node, context);
  if (node.type === 'list') return node.items.length === 0 ? '[]' : `[${node.items.map((item) => inLine(item, 'flow')).join(', ')}]`;
  const entries = [...node.entries.values()];
  return entries.length === 0 ? '{}' : `{ ${entries.map(({ key, value }) => entryInLine(key, value)).join(', ')} }`;
}

export const entryInLine = (key: string, value: Node): string => `${keyText(key)}: ${inLine(value, 'flow')}`;

/** `key: value` of a map of lines of its own, which begin at a column; on one line where that has room for it. */
export function entryLines(key: string, value: Node, column: number): string {
  const line = `${keyText(key)}: ${inLine(value, 'block')}`;
  if (value.type === 'scalar' || column + line.length <= WIDTH) return line;
  return `${keyText(key)}:\n${below(value, column + 2)}`;
}

/** An item of a list of lines of its own, whose dashes stand at a column. */
export function itemLines(item: Node, column: number): string {
  const line = inLine(item, 'block');
  if (item.type === 'scalar' || column + 2 + line.length <= WIDTH) return `- ${line}`;
  return `- ${below(item, column + 2).trimStart()}`;
}

function below(node: Node, column: number): string {
  const indent = ' '.repeat(column);
  if (node.type === 'list') return node.items.map((item) => indent + itemLines(item, column)).join('\n');
  if (node.type === 'map') return [...node.entries.values()].map(({ key, value }) => indent + entryLines(key, value, column)).join('\n');
  return indent + scalar(node, 'block');
}

const keyText = (key: string): string =>
  reads(`{ ${key}: 1 }`, (value) => Object.keys(value as object)[0] === key) ? key : JSON.stringify(key);

/** A scalar as it was written where that may stand here, else as plain as may be. */
function scalar({ value, raw }: ScalarNode, context: CollectionStyle): string {
  const candidates = raw !== '' && !/[\r\n]/.test(raw) && !/^[|>]/.test(raw) ? [raw] : [];
  if (typeof value !== 'string') candidates.push(String(value));
  else candidates.push(value);
  return candidates.find((text) => isScalarText(text, value, context)) ?? JSON.stringify(value);
}

/** A text in place of another one, in the quotes that that one has. */
export function scalarInPlaceOf(old: ScalarNode, next: ScalarNode, context: CollectionStyle): string {
  const [mark] = old.raw;
  if (typeof next.value !== 'string' || typeof old.value !== 'string' || /[\r\n]/.test(next.value)) return scalar(next, context);
  if (mark === '"') return JSON.stringify(next.value);
  if (mark === "'") return `'${next.value.replace(/'/g, "''")}'`;
  return scalar(next, context);
}

const isScalarText = (text: string, value: unknown, context: CollectionStyle): boolean =>
  !/[\r\n\t]/.test(text) &&
  text.trim() === text &&
  reads(context === 'flow' ? `{ k: ${text}, l: 1 }` : `k: ${text}`, (read) => {
    const map = read as Record<string, unknown>;
    return Object.is(map.k, value) && Object.keys(map).length === (context === 'flow' ? 2 : 1);
  });

function reads(text: string, test: (value: unknown) => boolean): boolean {
  const document = parseDocument(text, { version: '1.2', schema: 'core', prettyErrors: false });
  if (document.errors.length > 0 || document.warnings.length > 0) return false;
  const value: unknown = document.toJS();
  return typeof value === 'object' && value !== null && test(value);
}
