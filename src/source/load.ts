import { failure, type Outcome, type SourceFile, success } from '../core/index.js';
import { type FileSystem, readText } from '../io/index.js';
import { parseYaml } from './parse-yaml.js';
import { wholeOf } from './slice.js';
import type { MapNode } from './tree.js';
import type { Finding } from '../core/index.js';

/** A spec as it was read: one tree from all its files and blocks. */
export interface SourceTree {
  readonly root: MapNode;
  /** The spec first, then what it includes. */
  readonly files: readonly SourceFile[];
  /** Warnings. */
  readonly findings: readonly Finding[];
}

export async function loadTree(file: string, fs: FileSystem): Promise<Outcome<SourceTree>> {
  const source = await readText(file, fs);
  return source.ok ? loadTreeFromText(source.value, fs) : failure(...source.findings);
}

export async function loadTreeFromText(source: SourceFile, _fs: FileSystem): Promise<Outcome<SourceTree>> {
  const root = parseYaml(wholeOf(source));
  return root.ok ? success({ root: root.value, files: [source], findings: [] }) : root;
}
