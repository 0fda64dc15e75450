import { failure, type Outcome, type Plain, type Range, type SourceFile, success } from '../core/index.js';
import { parseNode } from './parse-yaml.js';
import { rangeIn, stretchOf } from './slice.js';
import { type MapEntry, type MapNode, type Node, nodeAt, type Path } from './tree.js';

/**
 * The tree with another value at a path; what lies beside the path is shared with the old tree. Maps that are missing on the way are
 * made, and a value on the way that is no map or list gives way to one. A list position past the end appends.
 */
export function withValueAt(root: MapNode, path: Path, node: Node): MapNode {
  const [step, ...rest] = path;
  if (step === undefined) return node.type === 'map' ? node : root;
  const key = String(step);
  const entries = new Map(root.entries);
  const known = entries.get(key);
  const entry: MapEntry = { key, keyAt: known?.keyAt ?? node.at, value: replaced(known?.value, rest, node) };
  entries.set(key, entry);
  return { ...root, entries };
}

function replaced(old: Node | undefined, path: Path, node: Node): Node {
  const [step, ...rest] = path;
  if (step === undefined) return node;
  if (old?.type === 'list' && /^\d+$/.test(String(step))) {
    const items = [...old.items];
    const at = Math.min(Number(step), items.length);
    items[at] = replaced(items[at], rest, node);
    return { ...old, items };
  }
  return withValueAt(old?.type === 'map' ? old : { type: 'map', at: node.at, entries: new Map() }, path, node);
}

/** The tree without what is at a path, an entry or an item of a list; the same tree when there is nothing. */
export const withoutValueAt = (root: MapNode, path: Path): MapNode => without(root, path) as MapNode;

function without(node: Node, [step, ...rest]: Path): Node {
  if (step === undefined || node.type === 'scalar') return node;
  if (node.type === 'list') {
    const [index, known] = [Number(step), node.items[Number(step)]];
    if (known === undefined) return node;
    const items = [...node.items];
    if (rest.length === 0) items.splice(index, 1);
    else items[index] = without(known, rest);
    return { ...node, items };
  }
  const known = node.entries.get(String(step));
  if (known === undefined) return node;
  const entries = new Map(node.entries);
  if (rest.length === 0) entries.delete(known.key);
  else entries.set(known.key, { ...known, value: without(known.value, rest) });
  return { ...node, entries };
}

/** The tree with one more item in a list, before the position that a path ends with; the same tree where there is no list. */
export function withItemAt(root: MapNode, path: Path, item: Node): MapNode {
  const list = nodeAt(root, path.slice(0, -1));
  if (list?.type !== 'list') return root;
  const index = Number(path.at(-1));
  return withValueAt(root, path.slice(0, -1), { ...list, items: [...list.items.slice(0, index), item, ...list.items.slice(index)] });
}

/** A value as a node, all of it at one place. */
export function nodeOf(value: Plain, at: Range): Node {
  if (Array.isArray(value)) return { type: 'list', at, items: (value as readonly Plain[]).map((item) => nodeOf(item, at)) };
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => [key, { key, keyAt: at, value: nodeOf(inner, at) }] as const);
    return { type: 'map', at, entries: new Map(entries) };
  }
  return { type: 'scalar', at, value: value as string | number | boolean | null, raw: String(value), quoted: false };
}

/**
 * A value given outside of a spec, as `--set path=value` does: `5k req/s`, `= users * 2`, `{ factor: 3 }`, `[a, b]`, `"quoted"`.
 * Text needs no quotes, whatever is in it.
 * @param source holds the text, so that findings can show it
 * @param start of the text in the source; by default the text ends it
 */
export function valueFrom(text: string, source: SourceFile, start: number = source.text.length - text.length): Outcome<Node> {
  const slice = stretchOf(source, start, start + text.length);
  const lead = text.length - text.trimStart().length;
  const raw = text.trim();
  const at = rangeIn(slice, lead, lead + raw.length);
  if (/^["'[{]/.test(raw)) {
    const parsed = parseNode(slice, []);
    if (!parsed.ok) return failure(...parsed.findings);
    if (parsed.value !== undefined) return success(parsed.value);
  }
  return success({ type: 'scalar', at, value: plainScalar(raw), raw, quoted: false });
}

/** As YAML 1.2 reads a word without quotes. */
function plainScalar(raw: string): string | number | boolean | null {
  if (/^(?:~|null|Null|NULL)?$/.test(raw)) return null;
  if (/^(?:true|True|TRUE)$/.test(raw)) return true;
  if (/^(?:false|False|FALSE)$/.test(raw)) return false;
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(raw)) return Number(raw);
  return raw;
}
