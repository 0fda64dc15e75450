import type { Finding } from '../core/index.js';
import { MAX_FINDINGS } from './bounds.js';
import type { MapEntry, MapNode, Node } from './tree.js';

/**
 * Two parts of one spec as one: maps join key by key, what both state must be the same.
 * A difference is one finding `source/conflict` at the second place; the first is kept.
 * @param made what was joined before, of many parts one after the other: it is added to, not copied once more for each
 */
export function mergeMaps(
  first: MapNode,
  second: MapNode,
  findings: Finding[],
  path: readonly string[] = [],
  made: Set<ReadonlyMap<string, MapEntry>> = new Set(),
): MapNode {
  const entries = made.has(first.entries) ? (first.entries as Map<string, MapEntry>) : new Map<string, MapEntry>(first.entries);
  made.add(entries);
  for (const [key, entry] of second.entries) {
    const known = entries.get(key);
    if (known === undefined) entries.set(key, entry);
    else if (known.value === entry.value) continue;
    else if (known.value.type === 'map' && entry.value.type === 'map') {
      entries.set(key, { ...known, value: mergeMaps(known.value, entry.value, findings, [...path, key], made) });
    } else if (findings.length < MAX_FINDINGS && !sameValue(known.value, entry.value)) {
      const shown = [...path, key].join('.');
      findings.push({
        rule: 'source/conflict',
        severity: 'error',
        message: `${shown} is stated twice, and differently`,
        at: entry.value.at.end > entry.value.at.start ? entry.value.at : entry.keyAt,
        path: shown,
        help: 'keep one of the two',
        related: [{ message: 'first here', at: known.value.at }],
      });
    }
  }
  return { type: 'map', at: first.at, entries };
}

/** Whether two nodes hold the same value, wherever and however it is written. */
export function sameValue(a: Node, b: Node): boolean {
  if (a === b) return true;
  if (a.type === 'scalar') return b.type === 'scalar' && Object.is(a.value, b.value);
  if (a.type === 'list')
    return b.type === 'list' && a.items.length === b.items.length && a.items.every((item, i) => matches(item, b.items[i]));
  if (b.type !== 'map' || a.entries.size !== b.entries.size) return false;
  for (const [key, { value }] of a.entries) if (!matches(value, b.entries.get(key)?.value)) return false;
  return true;
}

const matches = (a: Node, b: Node | undefined): boolean => b !== undefined && sameValue(a, b);
