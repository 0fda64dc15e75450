import type { Finding } from '../core/index.js';
import { folded } from '../schema/index.js';
import { type MapNode, type Node, nodeAt } from '../source/index.js';
import { entriesOf, mapOf } from './places.js';
import { readAs } from './reading.js';

const SUBJECTS = ['flow', 'data', 'component', 'fact'];

/** What is promised of a flow; money and data are promised of all, or of a data set. */
export const IS_OF_FLOW: ReadonlySet<string> = new Set(['availability', 'p50', 'p95', 'p99', 'p999', 'rate', 'consistency', 'isolation']);

/** The flow that a promise is named after, where it states nothing else that it is about: `download: { availability: 99.95% }`. */
export function flowNamed(name: string, promise: Node, flows: readonly string[]): string | null {
  const map = mapOf(promise);
  const keys = map ? [...map.entries.keys()] : [];
  if (keys.some((key) => SUBJECTS.includes(key)) || !keys.some((key) => IS_OF_FLOW.has(key))) return null;
  const [flow, ...others] = flows.includes(name) ? [name] : flows.filter((one) => folded(one) === folded(name));
  return flow === undefined || others.length > 0 ? null : flow;
}

export const flowNames = (root: MapNode): readonly string[] => entriesOf(nodeAt(root, ['flows'])).map(({ key }) => key);

/** Notes of promises that are about one of several flows by their names alone. */
export function namedFlows({ root }: { readonly root: MapNode }): readonly Finding[] {
  const flows = flowNames(root);
  if (flows.length < 2) return [];
  return ['quality', 'agreements'].flatMap((section) =>
    entriesOf(nodeAt(root, ['requirements', section])).flatMap(({ key, keyAt, value }) => {
      const flow = flowNamed(key, value, flows);
      const as = `a promise of that flow (${key}: { flow: ${flow} }), not of every flow`;
      return flow === null ? [] : [readAs({ at: keyAt, path: `requirements.${section}.${key}.flow`, written: key, as })];
    }),
  );
}
