import { type Graph, leafId } from '../facts/index.js';
import { formatQuantity } from '../quantity/index.js';

/**
 * The literal at a path in force: as written in the spec, or in the change that replaces it; for an expression, and for a change by a
 * factor, its value.
 * @returns undefined where nothing is stated
 */
export function statedText(graph: Graph, path: string): string | undefined {
  const written = graph.leaves.writtenAt(path);
  const leaf = written === undefined ? undefined : graph.leaves.leafAt(written);
  if (!leaf || (leaf.value.kind !== 'multiply' && leaf.value.kind !== 'expression')) return leaf?.text;
  const node = graph.get(leafId(leaf.path));
  // Of a growth by a name, a rate is a share a year.
  if (leaf.field === 'growth' && node.state === 'known')
    return `${formatQuantity(node.unit === '1/s' ? node.value * graph.get('conventions.year').value : node.value, 'share')} per year`;
  return node.state === 'known' ? formatQuantity(node.value, node.unit ?? 'ratio') : leaf.text;
}

/** The number at a path as numbers are printed (`2` of `x2.0`); a range as it is written. */
export function statedNumber(graph: Graph, path: string): string | undefined {
  const written = graph.leaves.writtenAt(path);
  const node = written === undefined ? undefined : graph.get(leafId(written));
  return node?.state === 'known' && !node.uncertain ? formatQuantity(node.value, 'ratio') : statedText(graph, path);
}
