import type { Finding } from '../core/index.js';
import { type Dimension, limitOf, PLAIN, type Quantity, samePhysical } from '../quantity/index.js';
import { type CallField, type DocumentLiteral, type LiteralField, statedBy } from '../schema/index.js';
import { entryAt, type MapNode } from '../source/index.js';
import type { Bounds, Leaf, LeafValue } from './leaf.js';
import type { Flow } from './model.js';

const bound = (value: number, above: boolean, message: string, help: string): Bounds => ({ least: { value, above, message, help } });
const upTo = (value: number, message: string, help: string, least: Bounds = {}): Bounds => ({ ...least, most: { value, message, help } });

const whole = (bounds: Bounds): Bounds => ({ ...bounds, isWhole: true });

const CHECK = 'check the exponent and the unit';
const YEAR = 365 * 86_400;

const COPIES = whole(
  upTo(
    1000,
    'no item has more than 1000 copies or parts',
    CHECK,
    bound(1, false, 'fewer than one copy keeps nothing', 'write the number of copies, 1 for none beside the data itself'),
  ),
);
const MANY = whole(upTo(1e9, 'there are at most 1e9 of one kind', CHECK));
const FLEET = whole(
  upTo(
    1e9,
    'a fleet has at most 1e9 instances',
    CHECK,
    bound(1, false, 'fewer than one does nothing', 'leave the component out, or give it at least one'),
  ),
);
const CAPACITY = bound(0, true, 'an instance that carries nothing is none', 'write what one instance carries');
const UP = bound(0, true, 'what fails all the time is never up', 'write the mean time up between failures: 90 d');
const EVERY = bound(0, true, 'nothing happens every no time', 'write the time from one to the next');
const AT_A_TIME = whole(
  upTo(1e9, 'there are at most 1e9 at a time', CHECK, bound(1, false, 'fewer than one does nothing', 'write how many there are at a time')),
);
const BATCH = upTo(
  1e9,
  'a batch holds at most 1e9',
  CHECK,
  bound(0, true, 'a batch of nothing is no call', 'write how many are put together into one call'),
);
const TIMES = upTo(1e9, 'one request makes at most 1e9 calls of one kind', CHECK);
const OWN_TIME = bound(0, true, 'nothing takes no time at all', 'write the time that one call takes');
const RETRIES = upTo(
  100,
  'retries without end never give up, and keep what fails from recovering',
  'write how often a call is tried again: 2',
);
const TIMEOUT = bound(0, true, 'a timeout of zero gives up every call', 'write when the caller gives up: 500 ms');
const TAIL = bound(
  1,
  true,
  'so heavy a tail has no mean: however long a call takes, enough others take longer',
  'write by what power of the time slow calls get rarer: 2.5',
);
const TIME = bound(0, true, 'no time at all is too little', 'write a time above zero');
const AFTER = upTo(1000 * YEAR, 'no design looks ahead more than 1000 years', CHECK);
const AHEAD: Bounds = { ...AFTER, ...TIME };
const PEAK = upTo(
  1e6,
  'no peak is more than 1e6 times the mean',
  'check the exponent; a peak may be stated as a rate too: 12k req/s',
  bound(1, false, 'a peak below the mean is none', 'write how many times the mean the busiest hour is: 3'),
);
const SPIKE = upTo(
  1e6,
  'no spike is more than 1e6 times the mean',
  'check the exponent; a spike may be stated as a rate too',
  bound(1, false, 'a spike below the mean is none', 'write how many times the mean it is: 20'),
);
const ZIPF = upTo(10, 'no popularity is as steep: exponents are at most 10', 'write the exponent of the Zipf law: 0.6 to 1.2 is usual');

const WHOLE: Bounds = { isWhole: true };

/** Values that their field can hold and no design can mean. */
const BOUNDS: Partial<Readonly<Record<LiteralField | `call.${CallField}` | 'scenarios.*.after', Bounds>>> = {
  'components.*.replication.factor': COPIES,
  'components.*.replication.data': COPIES,
  'components.*.replication.parity': whole(upTo(1000, 'no item has more than 1000 copies or parts', CHECK)),
  'components.*.replication.in.*': WHOLE,
  'components.*.instances': FLEET,
  'components.*.shards': FLEET,
  'components.*.throttle.total': bound(0, true, 'what turns every call away serves none', 'write the calls that it lets through: 5k req/s'),
  'components.*.each.rate': CAPACITY,
  'components.*.each.reads': CAPACITY,
  'components.*.each.writes': CAPACITY,
  'components.*.each.servers': whole(CAPACITY),
  'components.*.each.cpu': CAPACITY,
  'components.*.each.memory': CAPACITY,
  'components.*.each.disk': CAPACITY,
  'components.*.each.iops': CAPACITY,
  'components.*.each.network': CAPACITY,
  'components.*.each.connections': whole(CAPACITY),
  'components.*.each.p50': OWN_TIME,
  'components.*.each.p99': OWN_TIME,
  'components.*.each.percentiles.p50': OWN_TIME,
  'components.*.each.percentiles.p75': OWN_TIME,
  'components.*.each.percentiles.p90': OWN_TIME,
  'components.*.each.percentiles.p95': OWN_TIME,
  'components.*.each.percentiles.p99': OWN_TIME,
  'components.*.each.percentiles.p999': OWN_TIME,
  'components.*.each.percentiles.p9999': OWN_TIME,
  'components.*.each.tail': TAIL,
  'components.*.each.variation': upTo(1e4, 'no times vary by as much: their squared variation is at most 1e4', CHECK),
  'components.*.slowdown.factor': bound(1, false, 'less than 1 is no slow-down', 'write how many times as long calls take: 10'),
  'topology.causes.*.slowdown.factor': bound(1, false, 'less than 1 is no slow-down', 'write how many times as long calls take: 10'),
  'call.timeout': TIMEOUT,
  'call.retries.max': whole(RETRIES),
  'call.hedge.max': WHOLE,
  'call.waitFor': WHOLE,
  'call.atOnce': WHOLE,
  'call.hedge.after': bound(0, true, 'a second call at once is two calls', 'write after how long without an answer it is sent: 50 ms'),
  'components.*.skew.keys': upTo(
    1e15,
    'there are at most 1e15 keys',
    CHECK,
    bound(1, false, 'fewer than one key carries nothing', 'write how many keys there are'),
  ),
  'components.*.popularity.items': upTo(1e15, 'there are at most 1e15 items', CHECK),
  'components.*.skew.zipf': ZIPF,
  'components.*.popularity.zipf': ZIPF,
  'components.*.autoscale.min': MANY,
  'components.*.autoscale.max': MANY,
  'components.*.partitions': MANY,
  'components.*.pool.size': MANY,
  'components.*.quota.instances': MANY,
  'components.*.quota.connections': WHOLE,
  'components.*.queueLimit': WHOLE,
  'components.*.consumers.*.times': TIMES,
  'flows.*.spikes.*.factor': SPIKE,
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
  'call.times': TIMES,
  'data.*.compression': bound(
    1,
    false,
    'it is how many times smaller data is stored, and less than 1 would make it larger',
    'write the factor: 3 keeps a third of the bytes, 3.33 what is smaller by 70%, 1.43 what is left at 70%',
  ),
  horizon: AHEAD,
  'scenarios.*.after': AFTER,
  'flows.*.every': TIME,
  'flows.*.think': TIME,
  'flows.*.lasts': TIME,
  'flows.*.active': TIME,
  peak: PEAK,
  'flows.*.peak': PEAK,
};

const isBounded = (pattern: string): pattern is keyof typeof BOUNDS => Object.hasOwn(BOUNDS, pattern);

/** An alternative states what its component would. */
const OF_OPTION = 'components.*.options.*';

/** What the field of a literal may hold, where that is bounded more closely than its dimension is. */
export function boundsOf({ pattern, shape }: Pick<DocumentLiteral, 'pattern' | 'shape'>): Bounds | undefined {
  const own = pattern.startsWith(OF_OPTION) ? `components.*${pattern.slice(OF_OPTION.length)}` : pattern;
  const [field = ''] = shape.shortFor || shape.standsFor ? statedBy(own, shape) : [own];
  return isBounded(field) ? BOUNDS[field] : undefined;
}

/** A magnitude that nothing could come of; an interval is judged by its upper end. */
export function outOfBounds(leaf: Leaf): Finding | undefined {
  const { value } = leaf;
  const quantity = value.kind === 'growth' || value.kind === 'multiply' ? value.factor : 'quantity' in value ? value.quantity : undefined;
  if (!quantity || value.kind === 'comparison') return undefined;
  const bounds = value.kind === 'quantity' || value.kind === 'factor' ? leaf.bounds : undefined;
  return breach(leaf, quantity.spread?.p95 ?? quantity.value, quantity.dimension, bounds) ?? inParts(leaf, quantity, bounds);
}

/** `2.5` instances, `2.5..4`; that a factor of two lies about three is no count. */
function inParts(leaf: Leaf, { value, spread, text }: Quantity, bounds: Bounds = {}): Finding | undefined {
  const ends = spread === undefined ? [value] : text.includes('..') ? [spread.p5, spread.p95] : [];
  return bounds.isWhole ? partOfOne(leaf, ends.find(isPart)) : undefined;
}

const isPart = (value: number): boolean => Math.abs(value - Math.round(value)) > 1e-9 * Math.max(1, Math.abs(value));

function partOfOne(leaf: Leaf, value: number | undefined): Finding | undefined {
  if (value === undefined) return undefined;
  const [below, above] = [Math.floor(value), Math.ceil(value)];
  const either = below === 0 ? `${above}` : `${below} or ${above}`;
  const help = leaf.value.kind === 'expression' ? `write = ceil(${leaf.text.replace(/^\s*=\s*/, '')})` : `write ${either}`;
  const comes = leaf.value.kind === 'quantity' ? '' : `, and this comes to ${Number(value.toPrecision(6))}`;
  return finding(leaf, `there are only whole ones${comes}`, help);
}

/** A range of what there are only whole ones of, by whole numbers. */
export function inWholes(value: LeafValue, bounds: Bounds | undefined): LeafValue {
  if (value.kind !== 'quantity' || !bounds?.isWhole || !value.quantity.spread) return value;
  const wholeFrom = bounds.least?.value ?? 0;
  return { ...value, quantity: { ...value.quantity, value: Math.max(wholeFrom, Math.round(value.quantity.value)), wholeFrom } };
}

/** The same for the value of an expression, or for a value that is multiplied. */
export function valueOutOfBounds(leaf: Leaf, value: number, dimension: Dimension): Finding | undefined {
  const bounds = leaf.field !== 'peak' || samePhysical(dimension, PLAIN) ? leaf.bounds : undefined;
  return breach(leaf, value, dimension, bounds) ?? (bounds?.isWhole && isPart(value) ? partOfOne(leaf, value) : undefined);
}

function breach(leaf: Leaf, value: number, dimension: Dimension, { least, most }: Bounds = {}): Finding | undefined {
  const isLow = least && (value < least.value || (least.above && value === least.value));
  const broken = most && value > most.value ? most : isLow ? least : undefined;
  if (broken) return finding(leaf, broken.message, broken.help);
  const limit = limitOf(dimension);
  return limit && value > limit.most ? finding(leaf, `no design counts beyond ${limit.text}`, CHECK) : undefined;
}

const finding = ({ text, at, path }: Leaf, message: string, help: string): Finding => ({
  rule: 'spec/out-of-bounds',
  severity: 'error',
  message: `"${text}" cannot be: ${message}`,
  at,
  path,
  help,
});

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
      const message = `the spike "${spike}" does not state how high it is`;
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
