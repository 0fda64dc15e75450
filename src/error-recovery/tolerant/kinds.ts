import type { MapNode } from '../../source/index.js';
import { isKind, KINDS, type Kind } from '../../spec/kinds.js';

/** The traits of a component by the kind that it states. */
export function kindIn(map: MapNode): Kind | undefined {
  const kind = map.entries.get('kind')?.value;
  const word = kind?.type === 'scalar' ? String(kind.value) : '';
  return isKind(word) ? KINDS[word] : undefined;
}
