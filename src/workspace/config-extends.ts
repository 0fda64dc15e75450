import { dirname, isAbsolute, resolve } from 'node:path';
import { type Finding, UserError } from '../core/index.js';
import { type FileSystem, isWithin } from '../io/index.js';
import { PRESETS } from '../rules/rule.js';
import { type MapEntry, type MapNode, nodeAt, type ScalarNode } from '../source/index.js';

/** Settings that are maps or lists of entries: those of both hold. */
const JOINED: ReadonlySet<string> = new Set(['rules', 'catalog', 'products', 'waivers', 'overrides']);
const MOST_FILES = 20;

type Read = (path: string) => Promise<MapNode>;

/**
 * A configuration on top of what it extends. Globs and paths of an extended file are of the folder of the configuration that extends it.
 * @param read the settings in a file of the project
 * @throws UserError for a file that is outside of the project, is not there, or extends itself
 */
export async function extendedConfig(
  own: MapNode,
  path: string,
  files: FileSystem,
  read: Read,
  trail: readonly string[] = [],
): Promise<MapNode> {
  const here = [...trail, await files.realPath(path)];
  const layers: MapNode[] = [];
  for (const item of namesIn(own)) {
    if (PRESETS.some((preset) => preset === item.value)) {
      layers.push(presetOf(item));
      continue;
    }
    const target = await fileOf(item, path, files, here);
    const root = await read(target);
    layers.push(root.entries.has('extends') ? await extendedConfig(root, target, files, read, here) : root);
  }
  layers.push({ ...own, entries: new Map([...own.entries].filter(([key]) => key !== 'extends')) });
  return layers.reduce(merged);
}

function namesIn(own: MapNode): readonly ScalarNode[] {
  const node = nodeAt(own, ['extends']);
  const nodes = node?.type === 'list' ? node.items : node ? [node] : [];
  return nodes.filter((item) => item.type === 'scalar');
}

const presetOf = (item: ScalarNode): MapNode => ({
  type: 'map',
  at: item.at,
  entries: new Map([['preset', { key: 'preset', keyAt: item.at, value: item }]]),
});

async function fileOf(item: ScalarNode, path: string, files: FileSystem, trail: readonly string[]): Promise<string> {
  const name = String(item.value);
  const target = isAbsolute(name) ? name : resolve(dirname(path), name);
  const real = await files.realPath(target);
  if (trail.includes(real) || trail.length > MOST_FILES)
    throw new UserError(wrong(item, `"${name}" extends itself`, 'leave one of them out'));
  if (!isWithin(await files.projectOf(path), real))
    throw new UserError(wrong(item, `"${name}" is outside of the project`, 'copy the settings into the project, or install them below it'));
  if (!(await files.exists(target)))
    throw new UserError(
      wrong(item, `there is no preset and no file "${name}"`, `presets are ${PRESETS.join(', ')}; a file is named from here: ./team.yaml`),
    );
  return target;
}

const wrong = (item: ScalarNode, message: string, help: string): Finding => ({
  rule: 'config/extends',
  severity: 'error',
  message,
  at: item.at,
  path: 'extends',
  help,
});

/** What is on top goes before; maps and lists of both are joined. */
function merged(base: MapNode, top: MapNode): MapNode {
  const entries = new Map(base.entries);
  for (const [key, entry] of top.entries) {
    const below = entries.get(key);
    entries.set(key, below && JOINED.has(key) ? joined(below, entry) : entry);
  }
  return { ...top, entries };
}

function joined(below: MapEntry, top: MapEntry): MapEntry {
  if (below.value.type === 'map' && top.value.type === 'map')
    return { ...top, value: { ...top.value, entries: new Map([...below.value.entries, ...top.value.entries]) } };
  if (below.value.type === 'list' && top.value.type === 'list')
    return { ...top, value: { ...top.value, items: [...below.value.items, ...top.value.items] } };
  return top;
}
