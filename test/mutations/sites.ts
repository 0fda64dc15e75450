import { childShape, resolved, SHAPE, type Shape, shapeOfNode } from '../../src/schema/index.js';
import type { MapEntry, MapNode, Node, Path } from '../../src/source/index.js';

/** A value of a spec, with what should stand there and the map or list that it stands in. */
export interface Site {
  readonly path: Path;
  readonly node: Node;
  readonly shape: Shape;
  readonly entry: MapEntry | undefined;
  readonly parent: Site | undefined;
}

/** Every value of a spec, in the order of the document; the root first. */
export function sitesOf(root: MapNode): readonly Site[] {
  const sites: Site[] = [];
  const visit = (node: Node, expected: Shape, path: Path, entry: MapEntry | undefined, parent: Site | undefined): void => {
    const shape = shapeOfNode(SHAPE, expected, node) ?? resolved(SHAPE, expected);
    const site: Site = { path, node, shape, entry, parent };
    sites.push(site);
    if (node.type === 'list') {
      for (const [i, item] of node.items.entries()) visit(item, childShape(shape, i) ?? {}, [...path, i], undefined, site);
    }
    if (node.type === 'map') {
      for (const child of node.entries.values()) visit(child.value, childShape(shape, child.key) ?? {}, [...path, child.key], child, site);
    }
  };
  visit(root, SHAPE.root ?? {}, [], undefined, undefined);
  return sites;
}

/** Whether the key of the site is a word of the spec language, not a name that its author chose. */
export function hasKnownKey(site: Site): boolean {
  const { entry, parent } = site;
  return entry !== undefined && parent?.shape.props !== undefined && Object.hasOwn(parent.shape.props, entry.key);
}

/** Whether the site stands within braces or brackets. */
export function isInFlow(site: Site, text: string): boolean {
  for (let { parent } = site; parent; { parent } = parent) if (/[{[]/.test(text[parent.node.at.start] ?? '')) return true;
  return false;
}

/** JSON types that may stand there. */
export const typesOf = (shape: Shape): readonly string[] =>
  shape.kinds !== undefined ? ['object'] : (shape.types ?? ['string', 'number']);

export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
export const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

/** Entries that begin their line. */
export const lines = ({ text, sites }: { readonly text: string; readonly sites: readonly Site[] }): readonly Site[] =>
  sites.filter(({ entry }) => entry !== undefined && text.slice(lineStart(text, entry.keyAt.start), entry.keyAt.start).trim() === '');

/** Whether what stands there is a literal, a name or a word: text for people takes any character. */
export const isNoProse = ({ node, shape, path }: Site): boolean =>
  node.type === 'scalar' &&
  (shape.field !== undefined ||
    shape.words !== undefined ||
    shape.types?.some((type) => type === 'integer' || type === 'boolean') === true ||
    /^requirements\.\w+\.[\w-]+\.(?:flow|data|component)$|^data\.[\w-]+\.(?:in|addedBy|readBy)|^components\.[\w-]+\.in\b/.test(
      path.join('.'),
    ));
