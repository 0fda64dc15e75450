import type { FactResult } from '../core/index.js';
import type { TreeNode } from '../report/blocks.js';
import { plural } from '../report/text.js';

/** What a node of the tree shows of a fact. */
export type NodeText = Pick<TreeNode, 'label' | 'notes'>;

/** The tree of a fact, and how many facts below are not in it. */
export interface Derivation {
  readonly tree: TreeNode;
  readonly hidden: number;
}

type Facts = ReadonlyMap<string, FactResult>;

/**
 * A fact and what it rests on, so many levels down. Each fact is drawn whole at its place that is nearest to the root, and referred to from the
 * others: many stand below several, and a chain of them may be long.
 * @param depth levels below the root; infinite for all
 */
export function derivationOf(root: FactResult, facts: Facts, depth: number, draw: (fact: FactResult) => NodeText): Derivation {
  const places = placesOf(root, facts);
  const shown = new Map<string, TreeNode>();
  const nodeOf = (fact: FactResult): TreeNode => {
    const known = shown.get(fact.id);
    if (known) return known;
    const place = places.get(fact.id);
    const inputs = inputsOf(fact, facts);
    const isCut = inputs.length > 0 && place !== undefined && place.level >= depth;
    const { label } = draw(fact);
    const text = isCut ? [...piecesOf(label), ` (${plural(inputs.length, 'fact')} below, not shown)`] : label;
    const node: TreeNode = {
      label: text,
      // Read when they are drawn: of a chain of thousands the stack would not hold them all.
      get notes() {
        return draw(fact).notes ?? [];
      },
      get nodes() {
        if (isCut) return [];
        return inputs.map((input) =>
          Number.isFinite(depth) && places.get(input.id)?.parent !== fact.id ? referenceTo(input) : nodeOf(input),
        );
      },
    };
    shown.set(fact.id, node);
    return node;
  };
  const referenceTo = (fact: FactResult): TreeNode => {
    const { label } = draw(fact);
    return { label: inputsOf(fact, facts).length > 0 ? [...piecesOf(label), ' (shown nearer to the top)'] : label, nodes: [] };
  };
  const hidden = [...places.values()].filter(({ level }) => level > depth).length;
  return { tree: nodeOf(root), hidden };
}

const piecesOf = (label: TreeNode['label']) => (typeof label === 'string' || 'kind' in label ? [label] : label);

const inputsOf = ({ inputs }: FactResult, facts: Facts): readonly FactResult[] =>
  [...new Set(inputs)].flatMap((id) => {
    const input = facts.get(id);
    return input ? [input] : [];
  });

interface FactPlace {
  readonly level: number;
  readonly parent: string | null;
}

/** Of each fact, how far below the root it stands at least, and below which. */
function placesOf(root: FactResult, facts: Facts): ReadonlyMap<string, FactPlace> {
  const places = new Map<string, FactPlace>([[root.id, { level: 0, parent: null }]]);
  let level: readonly FactResult[] = [root];
  for (let depth = 1; level.length > 0; depth++) {
    const next: FactResult[] = [];
    for (const fact of level)
      for (const input of inputsOf(fact, facts)) {
        if (places.has(input.id)) continue;
        places.set(input.id, { level: depth, parent: fact.id });
        next.push(input);
      }
    level = next;
  }
  return places;
}
