import type { Range } from '../core/index.js';
import { WORDS } from '../schema/index.js';
import { type MapNode, type Node, nodeAt } from '../source/index.js';
import { wordOf } from './component-words.js';
import type { DataUse } from './model.js';
import { entriesOf, mapOf, textOf } from './places.js';

export interface UsesByName {
  readonly byFlow: Map<string, DataUse[]>;
  readonly byData: Map<string, DataUse[]>;
}

/** Which flow adds to or reads which data set, with the path of the count where one is stated. */
export const dataUsesOf = (root: MapNode): { readonly adds: UsesByName; readonly reads: UsesByName } => ({
  adds: usesIn(root, 'addedBy'),
  reads: usesIn(root, 'readBy'),
});

function usesIn(root: MapNode, field: 'addedBy' | 'readBy'): UsesByName {
  const uses: UsesByName = { byFlow: new Map(), byData: new Map() };
  for (const { key: data } of entriesOf(nodeAt(root, ['data']))) {
    for (const { name: flow } of namesIn(root, 'data', data, field)) {
      const use: DataUse = { data, flow, by: field, found: foundIn(nodeAt(root, ['data', data, field, flow])) };
      (uses.byFlow.get(flow) ?? put(uses.byFlow, flow, [])).push(use);
      (uses.byData.get(data) ?? put(uses.byData, data, [])).push(use);
    }
  }
  return uses;
}

const foundIn = (node: Node | undefined): DataUse['found'] => {
  const words = mapOf(node)?.entries;
  return {
    by: wordOf(WORDS['data.*.readBy.*.by'], words?.get('by')?.value),
    index: wordOf(WORDS['data.*.readBy.*.index'], words?.get('index')?.value),
  };
};

interface NameIn {
  readonly name: string;
  readonly at: Range;
}

/** Names in a field that takes one name, a list of names, or a map with names as keys. */
export function namesIn(root: MapNode, section: string, key: string, field: string): readonly NameIn[] {
  const node = nodeAt(root, [section, key, field]);
  if (node?.type === 'scalar') return [{ name: textOf(node) ?? '', at: node.at }];
  if (node?.type === 'list') return node.items.map((item) => ({ name: textOf(item) ?? '', at: item.at }));
  return entriesOf(node).map((entry) => ({ name: entry.key, at: entry.keyAt }));
}

/** Sets a key and returns its value. */
export function put<T>(map: Map<string, T>, key: string, value: T): T {
  map.set(key, value);
  return value;
}
