import type { Finding } from '../core/index.js';
import { entryAt, type MapNode } from '../source/index.js';
import type { Flow, Leaf } from './model.js';

interface Bound {
  readonly path: RegExp;
  readonly least: number;
  /** The least value itself is too little. */
  readonly above: boolean;
  readonly message: string;
  readonly help: string;
}

const bound = (path: RegExp, least: number, above: boolean, message: string, help: string): Bound => ({
  path,
  least,
  above,
  message,
  help,
});

/** Values that their field can hold and no design can mean. */
const BOUNDS: readonly Bound[] = [
  bound(
    /^components\.[^.]+\.replication(?:\.factor|\.data)?$/,
    1,
    false,
    'fewer than one copy keeps nothing',
    'write the number of copies, 1 for none beside the data itself',
  ),
  bound(
    /^components\.[^.]+\.(?:instances|replicas|nodes|shards)$/,
    1,
    false,
    'fewer than one does nothing',
    'leave the component out, or give it at least one',
  ),
  bound(
    /^components\.[^.]+\.each\.(?:rate|reads|writes|servers|cpu|memory|disk|iops|network|connections)$/,
    0,
    true,
    'an instance that carries nothing is none',
    'write what one instance carries',
  ),
  bound(/^components\.[^.]+\.skew\.keys$/, 1, false, 'fewer than one key carries nothing', 'write how many keys there are'),
  bound(
    /^(?:components\.[^.]+|topology\.(?:causes|regions)\..+)\.mtbf$/,
    0,
    true,
    'what fails all the time is never up',
    'write the mean time up between failures: 90 d',
  ),
  bound(/\.(?:maintenance|deploy|backup)\.every$/, 0, true, 'nothing happens every no time', 'write the time from one to the next'),
  bound(/^components\.[^.]+\.(?:crews|needed)$/, 1, false, 'fewer than one does nothing', 'write how many there are at a time'),
  bound(/\.batch$/, 0, true, 'a batch of nothing is no call', 'write how many are put together into one call'),
  bound(/^data\.[^.]+\.compression$/, 0, true, 'nothing compresses to nothing', 'write the factor: 3 keeps a third of the bytes'),
  bound(/^horizon$|^(?:flows\.[^.]+\.(?:every|lasts|active))$/, 0, true, 'no time at all is too little', 'write a time above zero'),
  bound(/^(?:flows\.[^.]+\.)?peak$/, 1, false, 'a peak below the mean is none', 'write how many times the mean the busiest hour is: 3'),
];

/** The value of a literal that is certain, or surely too low: of an interval, its upper end. */
function atMost(leaf: Leaf): number | undefined {
  const { value } = leaf;
  if (value.kind !== 'quantity' && value.kind !== 'factor') return undefined;
  return value.quantity.spread?.p95 ?? value.quantity.value;
}

/** Magnitudes that nothing could come of, each at its literal. */
export function outOfBounds(leaves: ReadonlyMap<string, Leaf>, flows: ReadonlyMap<string, Flow>, root: MapNode): readonly Finding[] {
  const findings: Finding[] = [];
  for (const leaf of leaves.values()) {
    const value = atMost(leaf);
    if (value === undefined) continue;
    const broken = BOUNDS.find(({ path, least, above }) => path.test(leaf.path) && (value < least || (above && value === least)));
    if (broken)
      findings.push({
        rule: 'spec/out-of-bounds',
        severity: 'error',
        message: `"${leaf.text}" cannot be: ${broken.message}`,
        at: leaf.at,
        path: leaf.path,
        help: broken.help,
      });
  }
  for (const flow of flows.values()) {
    for (const spike of flow.spikes) {
      const entry = entryAt(root, ['flows', flow.name, 'spikes', spike]);
      // What is said but cannot be read has its own finding.
      const says = (key: string): boolean => entry?.value.type === 'map' && entry.value.entries.has(key);
      if (!entry || says('factor') || says('rate')) continue;
      const path = `flows.${flow.name}.spikes.${spike}`;
      const message = `the spike "${spike}" does not say how high it is`;
      findings.push({
        rule: 'spec/out-of-bounds',
        severity: 'error',
        message,
        at: entry.keyAt,
        path,
        help: 'write { factor: 20, lasts: 10 min }, or a rate',
      });
    }
  }
  return findings;
}
