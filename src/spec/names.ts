import type { Finding } from '../core/index.js';
import { isReservedName } from '../quantity/index.js';
import { type MapNode, type Node, nodeAt } from '../source/index.js';
import { entriesOf, textOf } from './places.js';
import type { References } from './references.js';

/** Makes the names of a spec known that others may refer to. */
export function defineNames(root: MapNode, references: References, findings: Finding[]): void {
  const at = (...path: readonly string[]): Node | undefined => nodeAt(root, path);
  for (const [section, named] of [
    ['components', 'component'],
    ['flows', 'flow'],
    ['actors', 'actor'],
    ['data', 'data'],
    ['assumptions', 'assumption'],
    ['derived', 'derived'],
  ] as const) {
    for (const { key, keyAt } of entriesOf(at(section))) {
      references.define(named, key, keyAt);
      const reason = named === 'assumption' ? isReservedName(key) : undefined;
      if (reason !== undefined)
        findings.push({
          rule: 'spec/reserved-name',
          severity: 'error',
          message: `"${key}" cannot name an assumption: ${reason}`,
          at: keyAt,
          path: `${section}.${key}`,
          help: 'choose another name',
        });
    }
  }
  for (const region of entriesOf(at('topology', 'regions'))) {
    references.define('zone', region.key, region.keyAt);
    const zones = region.value.type === 'map' ? region.value.entries.get('zones')?.value : undefined;
    if (zones?.type === 'list') for (const zone of zones.items) references.define('zone', `${region.key}.${textOf(zone)}`, zone.at);
    for (const zone of entriesOf(zones)) references.define('zone', `${region.key}.${zone.key}`, zone.keyAt);
  }
}
