import { type Finding, failure, type Outcome, success } from '../core/index.js';
import { beyondBounds } from './guard.js';
import { readQuickly } from './quick-reader.js';
import type { Slice } from './slice.js';
import type { MapNode } from './tree.js';

/**
 * The same as `parseYaml`, but loads the YAML library only for text that needs it.
 * @param warnings takes what is worth a word but no failure
 */
export async function readYaml(slice: Slice, warnings: Finding[] = []): Promise<Outcome<MapNode>> {
  const bound = beyondBounds(slice);
  if (bound) return failure(bound);
  const quick = readQuickly(slice);
  if (quick) return success(quick);
  const { parseYaml } = await import('./parse-yaml.js');
  return parseYaml(slice, warnings);
}
