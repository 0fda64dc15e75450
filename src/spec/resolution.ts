import { filled, type NamesOf } from '../core/index.js';
import { DEFAULTS, type DocumentLiteral, type LiteralField, type Shape, statedBy } from '../schema/index.js';
import type { MapNode, Node } from '../source/index.js';
import type { Leaf } from './leaf.js';

/** A field of a component, without the component: `replication.factor`. */
export type ComponentField = LiteralField extends infer Field ? (Field extends `components.*.${infer Rest}` ? Rest : never) : never;

/**
 * Literals by the field that they state, wherever and however that is written: `replication: 3` states `replication.factor`, `nodes: 4` states
 * `instances`. The others stand at the path of their field.
 */
export interface StatedLiterals {
  /** By path as written. */
  readonly leaves: ReadonlyMap<string, Leaf>;
  /** Path of a field -> path as written, where they differ. */
  readonly writtenAs: ReadonlyMap<string, string>;
  /** Patterns of the fields that some literal states: the others need not be looked for. */
  readonly fields: ReadonlySet<string>;
}

/** Collects the literals of a spec by the fields that they state. */
export class Statements implements StatedLiterals {
  readonly leaves = new Map<string, Leaf>();
  readonly writtenAs = new Map<string, string>();
  readonly fields = new Set<string>();

  /** Of two literals that state one field at other paths than its own, the first counts. */
  add({ shape, pattern }: DocumentLiteral, leaf: Leaf): void {
    const { path } = leaf;
    this.leaves.set(path, leaf);
    if (!shape.shortFor && !shape.standsFor) {
      this.fields.add(pattern);
      return;
    }
    for (const field of statedBy(path, shape)) if (!this.writtenAs.has(field)) this.writtenAs.set(field, path);
    for (const field of statedBy(pattern, shape)) this.fields.add(field);
  }
}

/** The literal that states a field; undefined if none does. */
export function leafOf({ leaves, writtenAs }: Pick<StatedLiterals, 'leaves' | 'writtenAs'>, path: string): Leaf | undefined {
  const leaf = leaves.get(path);
  if (leaf) return leaf;
  const written = writtenAs.size === 0 ? undefined : writtenAs.get(path);
  return written === undefined ? undefined : leaves.get(written);
}

/** The literal that states a field of something itself, not of what it inherits from. */
export const statedAt = <Field extends LiteralField>(stated: StatedLiterals, field: Field, ...names: NamesOf<Field>): Leaf | undefined =>
  stated.fields.has(field) ? leafOf(stated, filled(field, names)) : undefined;

/** Where the literal that states a field is written; the path of the field itself if none does. */
export const writtenPath = ({ leaves, writtenAs }: StatedLiterals, path: string): string =>
  leaves.has(path) ? path : (writtenAs.get(path) ?? path);

/** A map, or the map that a scalar is short for; undefined for a scalar that stands for itself, and for a list. */
export function spelledOut(node: Node, { shortFor }: Shape): MapNode | undefined {
  if (node.type === 'map') return node;
  if (node.type !== 'scalar' || !shortFor) return undefined;
  return { type: 'map', at: node.at, entries: new Map(shortFor.map((key) => [key, { key, keyAt: node.at, value: node }])) };
}

const INHERITED = new Map<LiteralField, string | null>();

/** The path at the root of what holds where a field is not stated: `target.disk` for `components.*.target.disk`; null if there is none. */
export function inheritedPath(field: LiteralField): string | null {
  let path = INHERITED.get(field);
  if (path === undefined) {
    const [area = '', , key = '', ...rest] = field.split('.');
    const keys: readonly string[] = Object.hasOwn(DEFAULTS, area) ? DEFAULTS[area as keyof typeof DEFAULTS] : [];
    path = keys.includes(key) ? [key, ...rest].join('.') : null;
    INHERITED.set(field, path);
  }
  return path;
}
