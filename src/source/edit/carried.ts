import type { Range } from '../../core/index.js';
import { sameValue } from '../merge.js';
import type { ListNode, MapEntry, MapNode, Node } from '../tree.js';

/** What the files are to state; or where a change meets what they state in other words than it is read as. */
export type Carried<N extends Node = Node> = { readonly ok: true; readonly value: N } | { readonly ok: false; readonly at: Range };

/**
 * A change of a tree, made in the tree that the files state: the two differ where something is read as something else, and there a change has no place
 * to go.
 * @param written what the files state
 * @param old the same as it is read
 * @param next what is to be read
 */
export function carriedMap(written: MapNode, old: MapNode, next: MapNode): Carried<MapNode> {
  const entries = new Map(written.entries);
  for (const [key, entry] of old.entries) {
    const value = next.entries.get(key)?.value;
    if (value !== undefined && sameValue(entry.value, value)) continue;
    const own = written.entries.get(key);
    if (own === undefined) return { ok: false, at: entry.keyAt };
    if (value === undefined) {
      if (!sameValue(own.value, entry.value)) return { ok: false, at: own.keyAt };
      entries.delete(key);
      continue;
    }
    const carried = carriedValue(own.value, entry.value, value);
    if (!carried.ok) return carried;
    entries.set(key, { ...own, value: carried.value });
  }
  const added = addedTo(written, old, next);
  if (!added.ok) return added;
  for (const entry of added.value) entries.set(entry.key, entry);
  return { ok: true, value: { ...written, entries } };
}

function addedTo(
  written: MapNode,
  old: MapNode,
  next: MapNode,
): { readonly ok: true; readonly value: readonly MapEntry[] } | Carried<never> {
  const added = [...next.entries.values()].filter(({ key }) => !old.entries.has(key));
  const taken = added.flatMap(({ key }) => written.entries.get(key) ?? [])[0];
  return taken === undefined ? { ok: true, value: added } : { ok: false, at: taken.keyAt };
}

function carriedValue(written: Node, old: Node, next: Node): Carried {
  if (sameValue(written, old)) return { ok: true, value: next };
  if (written.type === 'map' && old.type === 'map' && next.type === 'map') return carriedMap(written, old, next);
  if (written.type === 'list' && old.type === 'list' && next.type === 'list') return carriedList(written, old, next);
  // One value is written over another, whatever that was read as.
  if (written.type === 'scalar' && old.type === 'scalar' && next.type === 'scalar') return { ok: true, value: next };
  return { ok: false, at: written.at };
}

/** Item by item: where some come or go, none of them knows its place in a list that is read otherwise. */
function carriedList(written: ListNode, old: ListNode, next: ListNode): Carried<ListNode> {
  if (written.items.length !== old.items.length || old.items.length !== next.items.length) return { ok: false, at: written.at };
  const items: Node[] = [];
  for (const [i, own] of written.items.entries()) {
    const [was, is] = [old.items[i] as Node, next.items[i] as Node];
    const carried = sameValue(was, is) ? ({ ok: true, value: own } as const) : carriedValue(own, was, is);
    if (!carried.ok) return carried;
    items.push(carried.value);
  }
  return { ok: true, value: { ...written, items } };
}
