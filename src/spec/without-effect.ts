import type { Finding } from '../core/index.js';
import { contradiction, numberAt, type StatedSpec } from './contradiction.js';
import type { Model } from './model.js';
import { MEASURED_PERCENTILES } from './percentiles.js';
import { entriesOf, mapOf, textOf } from './places.js';
import { leafOf, statedAt } from './resolution.js';

/** What a spec states that something else beside it keeps from having an effect. */
export const withoutEffect = (spec: StatedSpec): readonly Finding[] => [
  ...hitsThatNothingMisses(spec),
  ...itemsBesideSize(spec),
  ...sizesOfOneItem(spec),
  ...everyBesideRate(spec),
  ...lastsOfBatches(spec),
];

/** A hit ratio lowers what is called on a miss: what is called after a cache, by an arrow, takes every call. */
function hitsThatNothingMisses(spec: StatedSpec): readonly Finding[] {
  return [...spec.components.values()].flatMap(({ name, calls }): readonly Finding[] => {
    const leaf = statedAt(spec, 'components.*.hitRatio', name);
    const next = calls.flatMap(({ callees }) => callees);
    const [first] = next;
    if (!leaf || !first || next.some(({ via }) => via === 'miss')) return [];
    return [
      {
        rule: 'spec/hit-without-miss',
        severity: 'warning',
        message: `"${name}" answers a share of its calls, and "${first.component}", which is called after it, takes all of them`,
        at: leaf.at,
        path: leaf.path,
        help: `call it on a miss: [ ${name}: { miss: [${first.component}] } ]`,
        related: [{ message: 'every call goes on here', at: first.at }],
      },
    ];
  });
}

/** How often each of those who are there asks gives a rate where none is stated. */
function everyBesideRate(spec: StatedSpec): readonly Finding[] {
  return entriesOf(spec.root.entries.get('flows')?.value).flatMap(({ key: name }): readonly Finding[] => {
    const [rate, every] = [statedAt(spec, 'flows.*.rate', name), statedAt(spec, 'flows.*.every', name)];
    // Where users think, that is told.
    if (!rate || !every || statedAt(spec, 'flows.*.think', name)) return [];
    return [
      {
        rule: 'spec/every-beside-rate',
        severity: 'info',
        message: `every: ${every.text} of "${name}" has no part in its rate, which is stated`,
        at: every.at,
        path: every.path,
        help: 'leave it out, or state `concurrent`, so many that ask that often, in place of `rate`',
        related: [{ message: 'this is its rate', at: rate.at }],
      },
    ];
  });
}

/** Less than this is how long a request or a session takes, not the hours in which a batch comes. Seconds. */
const SHORTEST_BATCH = 600;

/** `every: 1 day, lasts: 4 h`: how long each of what comes takes, where the hours in which all of it comes are meant, perhaps. */
function lastsOfBatches(spec: StatedSpec): readonly Finding[] {
  return entriesOf(spec.root.entries.get('flows')?.value).flatMap(({ key: name, value }): readonly Finding[] => {
    const lasts = numberAt(spec, 'flows.*.lasts', name);
    const every = statedAt(spec, 'flows.*.every', name);
    const concurrent = statedAt(spec, 'flows.*.concurrent', name);
    const isOffPeak = textOf(mapOf(value)?.entries.get('offPeak')?.value) === 'true';
    const isShort = lasts !== undefined && lasts.value < SHORTEST_BATCH;
    if (!lasts || (isShort && !concurrent) || (!every && !isOffPeak) || (concurrent && !every)) return [];
    const { text, at, path } = lasts.leaf;
    const why = concurrent
      ? `has no effect: of so many who ask every ${every?.text}, all are there all the time`
      : 'is how long each of its requests takes, not the part of the day in which all of them come';
    const [first] = [every ?? concurrent].flatMap((leaf) => (leaf ? [leaf] : []));
    return [
      {
        rule: 'spec/lasts-of-batch',
        severity: isShort ? 'info' : 'warning',
        message: `lasts: ${text} of "${name}" ${why}`,
        at,
        path,
        help: isShort
          ? 'leave it out: how many are there is what concurrent states'
          : `for the part of the day write peak: 100% of the day in ${text} in its place, with the rate of the whole day`,
        ...(first && { related: [{ message: 'it comes again', at: first.at }] }),
      },
    ];
  });
}

/** A size is of all items together: how many they are follows from it. */
function itemsBesideSize(spec: StatedSpec): readonly Finding[] {
  return spec.data.flatMap((name) => {
    const [size, items] = [statedAt(spec, 'data.*.size', name), statedAt(spec, 'data.*.items', name)];
    if (!size || !items) return [];
    const isOfOne = statedAt(spec, 'data.*.item', name) === undefined;
    return [
      contradiction(
        size.at,
        size.path,
        `the size of "${name}" is that of all its items, and how many they are is stated too`,
        isOfOne ? `if one item takes it, write item: ${size.text}` : 'leave out one of the two',
        [{ message: 'as many', at: items.at }],
      ),
    ];
  });
}

/** Less than this is the size of one item, not of all that something is added to: a photo, not a store. Bytes. */
const LARGEST_ITEM = 10e6;

/** `orders: { size: 3 kB, addedBy: order }`: what is added makes it grow, and the size of all of it is that of an item. */
function sizesOfOneItem(spec: StatedSpec): readonly Finding[] {
  return spec.data.flatMap((name) => {
    const size = numberAt(spec, 'data.*.size', name);
    const stated = mapOf(mapOf(spec.root.entries.get('data')?.value)?.entries.get(name)?.value)?.entries;
    const adding = stated?.get('addedBy') ?? stated?.get('added');
    const isOfAll = stated?.has('item') || stated?.has('items');
    if (!size || !adding || isOfAll || size.value === 0 || size.value >= LARGEST_ITEM) return [];
    const { text, at, path } = size.leaf;
    return [
      contradiction(
        at,
        path,
        `size is that of all of "${name}", and ${stated?.has('addedBy') ? 'flows add to it' : 'items are added to it'}: ${text} is what one item takes`,
        `write item: ${text}; what is there today is items: 5M, or a size beside item`,
        [{ message: 'this adds to it', at: adding.keyAt }],
      ),
    ];
  });
}

/** Times that hold what calls waited when they were measured. */
const MEASURED = ['mean', 'samples.0', ...MEASURED_PERCENTILES.map((name) => `percentiles.${name}`)];

/** A rate at which times were measured tells how much of them is waiting: of times that hold some, where it is known how much is worked on at once. */
export function measuredWithoutEffect(model: Model): readonly Finding[] {
  return [...model.components.keys()].flatMap((name): readonly Finding[] => {
    const at = statedAt(model, 'components.*.each.at', name);
    if (!at) return [];
    const isStated = (field: string): boolean => leafOf(model, `components.${name}.each.${field}`) !== undefined;
    const isKnown = (field: string): boolean => isStated(field) || model.products.figures.has(`components.${name}.each.${field}`);
    const holdsWaiting = MEASURED.some(isStated) || (isStated('p50') && isStated('p99'));
    if (holdsWaiting && (isKnown('servers') || isKnown('rate'))) return [];
    const [why, help] = holdsWaiting
      ? [
          'nothing tells how much of its times is waiting',
          'state each.rate, calls a second that one instance carries, or each.servers, calls that it works on at once',
        ]
      : isStated('serviceTime')
        ? ['a service time holds no waiting', 'leave it out, or state what was measured as mean, p50 and p99, percentiles or samples']
        : ['it has no time that was measured', 'state mean, p50 and p99, percentiles or samples as they were measured'];
    return [
      {
        rule: 'spec/at-without-effect',
        severity: 'warning',
        message: `at: ${at.text} of "${name}" has no effect: ${why}`,
        at: at.at,
        path: at.path,
        help,
      },
    ];
  });
}
