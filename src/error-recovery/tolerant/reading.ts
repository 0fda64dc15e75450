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

/** A scalar as it is written, short enough for a note. */
export const writtenOf = (node: Node): string => {
  const text = node.type === 'scalar' ? node.raw.trim().replace(/\s+/g, ' ') : node.type === 'list' ? '[...]' : '{ ... }';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};
