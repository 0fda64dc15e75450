import type { Range } from '../core/index.js';
import type { MapNode, Node } from '../source/index.js';
import { nodeAt } from '../source/index.js';
import type { Leaf } from './leaf.js';
import { flowNamed, flowNames } from './named-flow.js';
import { entriesOf, mapOf, textOf } from './places.js';

/** A promise of availability: to ourselves (an objective, SLO) or to customers (an agreement, SLA). */
export interface Objective {
  readonly name: string;
  readonly kind: 'objective' | 'agreement';
  /** Its path: `requirements.quality.available`. */
  readonly path: string;
  /** What it is about, as fact ids begin: `flows.redirect`. */
  readonly subject: `${Objective['about']['root']}.${string}`;
  readonly about: { readonly root: 'flows' | 'components'; readonly name: string };
  /** What is counted against it, if it is stated. */
  readonly counted: 'requests' | 'time' | null;
  /** Whether the time is stated over which it is judged. */
  readonly hasWindow: boolean;
  readonly at: Range;
}

const SUBJECTS = [
  ['flow', 'flows'],
  ['component', 'components'],
] as const;

/** Promises of availability of flows and components. */
export function objectivesIn(root: MapNode, leaves: ReadonlyMap<string, Leaf>): readonly Objective[] {
  const found: Objective[] = [];
  for (const [kind, key] of [
    ['objective', 'quality'],
    ['agreement', 'agreements'],
  ] as const) {
    for (const { key: name, value } of entriesOf(nodeAt(root, ['requirements', key]))) {
      const path = `requirements.${key}.${name}`;
      const leaf = leaves.get(`${path}.availability`);
      const about = subjectOf(value) ?? flowOfName(name, value, root) ?? onlyFlow(value, root);
      if (!leaf || !about) continue;
      const subject = `${about.root}.${about.name}` as const;
      const counted = textOf(mapOf(value)?.entries.get('counted')?.value);
      found.push({
        name,
        kind,
        path,
        subject,
        about,
        counted: counted === 'requests' || counted === 'time' ? counted : null,
        hasWindow: textOf(mapOf(value)?.entries.get('window')?.value) !== null,
        at: leaf.at,
      });
    }
  }
  return found;
}

/** A promise that names nothing is about each flow: with one flow, it has a budget of its own. */
function onlyFlow(node: Node, root: MapNode): Objective['about'] | undefined {
  const flows = entriesOf(nodeAt(root, ['flows']));
  const [flow] = flows;
  return flow !== undefined && flows.length === 1 && !mapOf(node)?.entries.has('data') ? { root: 'flows', name: flow.key } : undefined;
}

function flowOfName(name: string, node: Node, root: MapNode): Objective['about'] | undefined {
  const flow = flowNamed(name, node, flowNames(root));
  return flow === null ? undefined : { root: 'flows', name: flow };
}

function subjectOf(node: Node): Objective['about'] | undefined {
  for (const [key, root] of SUBJECTS) {
    const name = textOf(mapOf(node)?.entries.get(key)?.value);
    if (name !== null) return { root, name };
  }
  return undefined;
}
