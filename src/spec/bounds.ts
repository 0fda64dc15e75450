import type { Finding } from '../core/index.js';
import { type CallField, type Literal, type LiteralField, literalsOf, SHAPE, statedBy } from '../schema/index.js';
import { entryAt, type MapNode } from '../source/index.js';
import type { Leaf } from './leaf.js';
import type { Flow } from './model.js';

interface Bound {
  readonly least: number;
  /** The least value itself is too little. */
  readonly above: boolean;
  readonly message: string;
  readonly help: string;
}

const bound = (least: number, above: boolean, message: string, help: string): Bound => ({ least, above, message, help });

const COPIES = bound(1, false, 'fewer than one copy keeps nothing', 'write the number of copies, 1 for none beside the data itself');
const FLEET = bound(1, false, 'fewer than one does nothing', 'leave the component out, or give it at least one');
const CAPACITY = bound(0, true, 'an instance that carries nothing is none', 'write what one instance carries');
const UP = bound(0, true, 'what fails all the time is never up', 'write the mean time up between failures: 90 d');
const EVERY = bound(0, true, 'nothing happens every no time', 'write the time from one to the next');
const AT_A_TIME = bound(1, false, 'fewer than one does nothing', 'write how many there are at a time');
const BATCH = bound(0, true, 'a batch of nothing is no call', 'write how many are put together into one call');
const TIME = bound(0, true, 'no time at all is too little', 'write a time above zero');
const PEAK = bound(1, false, 'a peak below the mean is none', 'write how many times the mean the busiest hour is: 3');

/** Values that their field can hold and no design can mean. */
const BOUNDS: Partial<Readonly<Record<LiteralField | `call.${CallField}`, Bound>>> = {
  'components.*.replication.factor': COPIES,
  'components.*.replication.data': COPIES,
  'components.*.instances': FLEET,
  'components.*.shards': FLEET,
  'components.*.each.rate': CAPACITY,
  'components.*.each.reads': CAPACITY,
  'components.*.each.writes': CAPACITY,
  'components.*.each.servers': CAPACITY,
  'components.*.each.cpu': CAPACITY,
  'components.*.each.memory': CAPACITY,
  'components.*.each.disk': CAPACITY,
  'components.*.each.iops': CAPACITY,
  'components.*.each.network': CAPACITY,
  'components.*.each.connections': CAPACITY,
  'components.*.skew.keys': bound(1, false, 'fewer than one key carries nothing', 'write how many keys there are'),
  'components.*.mtbf': UP,
  'topology.causes.*.mtbf': UP,
  'topology.regions.*.mtbf': UP,
  'topology.regions.*.zones.*.mtbf': UP,
  'components.*.maintenance.every': EVERY,
  'components.*.deploy.every': EVERY,
  'components.*.backup.every': EVERY,
  'components.*.crews': AT_A_TIME,
  'components.*.needed': AT_A_TIME,
  'components.*.consumers.*.batch': BATCH,
  'call.batch': BATCH,
  'data.*.compression': bound(0, true, 'nothing compresses to nothing', 'write the factor: 3 keeps a third of the bytes'),
  horizon: TIME,
  'flows.*.every': TIME,
  'flows.*.lasts': TIME,
  'flows.*.active': TIME,
  peak: PEAK,
  'flows.*.peak': PEAK,
  'flows.*.spikes.*.factor': bound(1, false, 'a spike below the mean is none', 'write how many times the mean it is: 20'),
};

/** No bound is above this: most literals are. */
const HIGHEST = 1;

const isBounded = (pattern: string): pattern is keyof typeof BOUNDS => Object.hasOwn(BOUNDS, pattern);

/** An alternative states what its component would. */
const OF_OPTION = 'components.*.options.*';

/** Whether a literal may be out of bounds at all. */
function isLow(leaf: Leaf): boolean {
  const value = atMost(leaf);
  return value !== undefined && value <= HIGHEST;
}

/** The value of a literal that is certain, or surely too low: of an interval, its upper end. */
function atMost({ value }: Leaf): number | undefined {
  if (value.kind !== 'quantity' && value.kind !== 'factor') return undefined;
  return value.quantity.spread?.p95 ?? value.quantity.value;
}

/** A magnitude that nothing could come of. */
export function outOfBounds({ pattern, shape }: Literal, leaf: Leaf): Finding | undefined {
  const value = atMost(leaf);
  if (value === undefined || !isLow(leaf)) return undefined;
  const [field = ''] = statedBy(pattern.replace(OF_OPTION, 'components.*'), shape);
  const broken = isBounded(field) ? BOUNDS[field] : undefined;
  if (!broken || value > broken.least || (value === broken.least && !broken.above)) return undefined;
  return {
    rule: 'spec/out-of-bounds',
    severity: 'error',
    message: `"${leaf.text}" cannot be: ${broken.message}`,
    at: leaf.at,
    path: leaf.path,
    help: broken.help,
  };
}

/** The same of a literal that takes the place of one that the spec states: looked for only where it may be out of bounds. */
export function changedOutOfBounds(root: MapNode, leaf: Leaf): Finding | undefined {
  const literal = isLow(leaf) ? literalsOf(SHAPE, root).find(({ path }) => path === leaf.path) : undefined;
  return literal && outOfBounds(literal, leaf);
}

/** Spikes that do not state how high they are, each at its name. */
export function spikesWithoutHeight(flows: ReadonlyMap<string, Flow>, root: MapNode): readonly Finding[] {
  const findings: Finding[] = [];
  for (const flow of flows.values()) {
    for (const spike of flow.spikes) {
      const entry = entryAt(root, ['flows', flow.name, 'spikes', spike]);
      // What is stated but cannot be read has its own finding.
      const has = (key: string): boolean => entry?.value.type === 'map' && entry.value.entries.has(key);
      if (!entry || has('factor') || has('rate')) continue;
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
