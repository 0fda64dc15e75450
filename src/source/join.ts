import { checkTime, type Finding, type SourceFile } from '../core/index.js';
import { isMarkdown, specBlocks } from './markdown.js';
import { mergeMaps } from './merge.js';
import { parseYaml } from './parse-yaml.js';
import { wholeOf } from './slice.js';
import type { MapNode } from './tree.js';

/**
 * The blocks of a spec and of what it includes as one tree. The first that differ are a finding; name and summary of an included file are its own.
 * @param others in the order of their names, whatever the order of `include`: the same files are the same spec
 */
export function joined(blocks: readonly MapNode[], others: readonly (readonly MapNode[])[], findings: Finding[]): MapNode | undefined {
  const [first, ...more] = [
    ...blocks,
    ...others.flat().map((block, i) => (blocks.length + i === 0 ? block : withoutKeys(block, 'name', 'summary'))),
  ];
  const made = new Set<MapNode['entries']>();
  return (
    first &&
    more.reduce((root, block) => {
      checkTime('joining', first.at.source.name);
      return mergeMaps(root, block, findings, [], made);
    }, first)
  );
}

/** The tree that texts state, as they are read from files; undefined if they state none. @param files the spec first, then what it includes */
export function joinedTree(files: readonly SourceFile[]): MapNode | undefined {
  const findings: Finding[] = [];
  const blocksOf = (source: SourceFile): readonly MapNode[] =>
    (isMarkdown(source) ? specBlocks(source) : [wholeOf(source)]).flatMap((slice) => {
      const root = parseYaml(slice, []);
      if (root.ok) return [withoutKeys(root.value, 'include')];
      findings.push(...root.findings);
      return [];
    });
  const [first, ...others] = files.map(blocksOf);
  const root = joined(first ?? [], others, findings);
  return findings.length === 0 ? root : undefined;
}

export function withoutKeys(map: MapNode, ...keys: readonly string[]): MapNode {
  if (!keys.some((key) => map.entries.has(key))) return map;
  const entries = new Map(map.entries);
  for (const key of keys) entries.delete(key);
  return { ...map, entries };
}
