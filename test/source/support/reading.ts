import type { Finding } from '../../../src/core/index.js';
import { memoryFileSystem } from '../../../src/io/index.js';
import { loadTree, type Node, plainValue, type SourceTree } from '../../../src/source/index.js';

export async function load(files: Readonly<Record<string, string | Uint8Array>>, main = 'spec.yaml'): Promise<SourceTree> {
  const tree = await loadTree(main, memoryFileSystem(files));
  if (!tree.ok) throw new Error(tree.findings.map((finding) => `${finding.rule}: ${finding.message}`).join('\n'));
  return tree.value;
}

export const readValue = async (text: string): Promise<unknown> => plainValue((await load({ 'spec.yaml': text })).root);

export async function findingsOf(
  files: Readonly<Record<string, string | Uint8Array>> | string,
  main = 'spec.yaml',
): Promise<readonly Finding[]> {
  const tree = await loadTree(main, memoryFileSystem(typeof files === 'string' ? { 'spec.yaml': files } : files));
  return tree.ok ? tree.value.findings : tree.findings;
}

/** The text that a finding points at. */
export const marked = (finding: Finding | undefined): string | undefined =>
  finding?.at?.source.text.slice(finding.at.start, finding.at.end);

/** Every scalar and key of a tree with the text at its range. */
export function* texts(node: Node): Generator<{ readonly expected: string; readonly found: string }> {
  if (node.type === 'scalar') yield { expected: node.raw, found: node.at.source.text.slice(node.at.start, node.at.end) };
  else if (node.type === 'list') for (const item of node.items) yield* texts(item);
  else {
    for (const { key, keyAt, value } of node.entries.values()) {
      yield { expected: key, found: keyAt.source.text.slice(keyAt.start, keyAt.end) };
      yield* texts(value);
    }
  }
}
