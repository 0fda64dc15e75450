import type { Range } from '../../core/index.js';
import type { MapNode, Node, ScalarNode } from '../../source/index.js';
import type { ReadAs } from '../../spec/index.js';

/** Notes words of a spec that have one reading. */
export type NoteReading = (reading: ReadAs) => void;

export const mapOfOne = (key: string, value: Node, keyAt: Range = value.at): MapNode => ({
  type: 'map',
  at: value.at,
  entries: new Map([[key, { key, keyAt, value }]]),
});

export const scalarAt = (text: string, at: Range): ScalarNode => ({ type: 'scalar', at, value: text, raw: text, quoted: false });

/** What is longer is a text for people: no literal and no sentence that promises something takes more. It bounds the work on hostile ones. */
export const LONGEST_READ = 500;

/** A scalar as it is written, on one line; cut where it is too long to be read as anything. */
export const writtenOf = (node: Node): string =>
  node.type === 'scalar' ? onOneLine(node.raw) : node.type === 'list' ? '[...]' : '{ ... }';

/** The same without the quotes around it. */
export const unquotedOf = (node: Node): string => (node.type === 'scalar' && node.quoted ? onOneLine(String(node.value)) : writtenOf(node));

const onOneLine = (text: string): string => {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > LONGEST_READ ? `${line.slice(0, LONGEST_READ)}...` : line;
};
