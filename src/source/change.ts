import { failure, type Outcome, type SourceFile, success } from '../core/index.js';
import { parseNode } from './parse-yaml.js';
import { rangeIn, stretchOf } from './slice.js';
import type { Entry, MapNode, Node, Path } from './tree.js';

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
  const entry: Entry = { key, keyAt: known?.keyAt ?? node.at, value: replaced(known?.value, rest, node) };
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

/** The tree without the entry at a path; the same tree when there is none. */
export function withoutValueAt(root: MapNode, path: Path): MapNode {
  const [step, ...rest] = path;
  const known = step === undefined ? undefined : root.entries.get(String(step));
  if (known === undefined) return root;
  const entries = new Map(root.entries);
  if (rest.length === 0) entries.delete(known.key);
  else if (known.value.type === 'map') entries.set(known.key, { ...known, value: withoutValueAt(known.value, rest) });
  return { ...root, entries };
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
