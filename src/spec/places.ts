import type { Range } from '../core/index.js';
import type { MapEntry, MapNode, Node, ScalarNode } from '../source/index.js';

/** The place of a stretch of a scalar's value; the whole scalar where escapes, folding or another reading keep offsets from meeting. */
export function placeWithin(node: ScalarNode, start: number, end: number): Range {
  const value = String(node.value ?? '');
  const shift = node.raw === value || !node.quoted ? 0 : node.raw.slice(1, -1) === value ? 1 : undefined;
  // What was read as another text stands where its author wrote it.
  const isMeant = node.raw.length !== node.at.end - node.at.start;
  if (shift === undefined || isMeant || (!node.quoted && typeof node.value === 'string' && node.raw !== value)) return node.at;
  const from = node.at.start + shift + start;
  return { source: node.at.source, start: from, end: Math.max(from + 1, node.at.start + shift + end) };
}

/** The place of a text without its quotes. */
export const unquoted = (at: Range, text: string): Range =>
  at.end - at.start === text.length + 2 ? { ...at, start: at.start + 1, end: at.end - 1 } : at;

export const textOf = (node: Node | undefined): string | null =>
  node?.type === 'scalar' && node.value !== null ? String(node.value) : null;

/** The text of a scalar as the literal that it is: a number as it was written, so that `1e9` and `0.20` stay what they are. */
export const literalText = (node: ScalarNode): string => (typeof node.value === 'string' ? node.value : node.raw.trim());

export const mapOf = (node: Node | undefined): MapNode | undefined => (node?.type === 'map' ? node : undefined);
export const entriesOf = (node: Node | undefined): readonly MapEntry[] => (node?.type === 'map' ? [...node.entries.values()] : []);

/** A name, and where it stands. */
export interface Name {
  readonly name: string;
  readonly at: Range;
}

/** A name or a list of names. */
export const scalarsOf = (node: Node | undefined): readonly Name[] =>
  node?.type === 'scalar' ? [{ name: textOf(node) ?? '', at: node.at }] : node?.type === 'list' ? node.items.flatMap(scalarsOf) : [];
