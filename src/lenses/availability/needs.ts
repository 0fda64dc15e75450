import { amount } from '../../report/amounts.js';
import type { Block, TreeNode } from '../../report/blocks.js';
import { time } from './amounts.js';
import type { SuccessTreeResult } from './result.js';

/** What must work, with how long in a year each part alone does not. */
export function needsTree(tree: SuccessTreeResult, year: number): readonly Block[] {
  const nodes = nodesOf(tree, year, true);
  const isShared = (need: SuccessTreeResult): boolean => need.shared === true || need.children.some(isShared);
  const legend = 'needed by more than one branch, and fails all of them at once';
  return [{ kind: 'tree', nodes }, ...(isShared(tree) ? [{ kind: 'note', label: 'shared', text: legend } as const] : [])];
}

function nodesOf(need: SuccessTreeResult, year: number, isRoot = false): readonly TreeNode[] {
  const below = (all: readonly SuccessTreeResult[]): readonly TreeNode[] => all.flatMap((part) => nodesOf(part, year));
  const { kind, label, chance, children } = need;
  switch (kind) {
    case 'part':
      return [partNode(need, year, placeNodes(children, year))];
    case 'share':
      return [{ label: ['for ', amount(chance ?? 0, 'share'), `, which ${label}:`], nodes: below(flattened(children)) }];
    case 'any':
      return [{ label: 'one of:', nodes: below(children) }];
    case 'all':
      if (children.length === 0) return [];
      return isRoot ? children.flatMap((part) => nodesOf(part, year, true)) : [{ label: 'all of:', nodes: below(children) }];
  }
}

/** The needs of a share of requests are its direct children. */
const flattened = (all: readonly SuccessTreeResult[]): readonly SuccessTreeResult[] =>
  all.flatMap((need) => (need.kind === 'all' ? need.children : need));

const partNode = (
  { label, leaves, shared, chance }: SuccessTreeResult,
  year: number,
  nodes: readonly TreeNode[],
  others = 0,
): TreeNode => ({
  label: [
    label,
    ...(others === 0 ? [] : [` and ${others} others, each`]),
    ...(leaves === undefined ? [] : [`: ${leaves}`]),
    ...(shared ? [', shared'] : []),
  ],
  ...(chance !== null && { amount: time(chance * year) }),
  nodes,
});

/** So many places that are alike have a line each. */
const MOST_ALIKE = 4;

/** Zones and regions below what is lost with them: many that are alike in a line. */
function placeNodes(places: readonly SuccessTreeResult[], year: number): readonly TreeNode[] {
  const alike = new Map<string, SuccessTreeResult[]>();
  for (const place of places) {
    const key = `${place.chance} ${place.leaves} ${place.shared}`;
    alike.set(key, [...(alike.get(key) ?? []), place]);
  }
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    return first && same.length > MOST_ALIKE
      ? [partNode(first, year, [], same.length - 1)]
      : same.map((place) => partNode(place, year, []));
  });
}
