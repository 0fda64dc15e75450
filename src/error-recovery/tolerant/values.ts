import { isOfEach } from '../../quantity/index.js';
import { kindFor, resolved, SHAPE, takes } from '../../schema/index.js';
import type { MapEntry, MapNode, Node } from '../../source/index.js';
import { withCluster } from './fleet.js';
import { withConsumers } from './names.js';
import { type NoteReading, scalarAt, writtenOf } from './reading.js';
import { windowIn } from './windows.js';

/** A value in the form that its place takes, where people write it in another that has one reading. */
export function formOf(entry: MapEntry, path: readonly string[], note: NoteReading): Node {
  const [section] = path;
  if (section === 'flows' && path.length === 4 && path[2] === 'spikes') return spikeOf(entry, path, note);
  if (section === 'requirements' && /^(?:quality|agreements)$/.test(path[1] ?? '') && path.length === 3)
    return withWindow(path[1] === 'quality' ? withPercentile(entry.value, path, note) : entry.value, path, note);
  if (section === 'actors' && path.length === 2) return describedActor(entry, path, note);
  if (section === 'topology' && path[1] === 'regions' && path.length === 4 && path[3] === 'zones') return zonesOf(entry.value, path, note);
  if (section === 'data' && path.length === 2) return withItem(entry.value, path, note);
  if (section === 'components' && path.length === 2)
    return [withoutVersion, withBackup, withConsumers, withCluster, withoutAuto, withoutMode, withLeast, withRedundancy].reduce(
      (value, read) => read(value, path, note),
      entry.value,
    );
  return entry.value;
}

const mapOf = (value: Node): MapNode | undefined => (value.type === 'map' ? value : undefined);

const withEntries = (map: MapNode, entries: readonly MapEntry[]): MapNode => ({
  ...map,
  entries: new Map(entries.map((entry) => [entry.key, entry])),
});

const mapFrom = ({ at }: Node, stated: readonly (readonly [key: string, text: string])[]): MapNode => ({
  type: 'map',
  at,
  entries: new Map(stated.map(([key, text]) => [key, { key, keyAt: at, value: scalarAt(text, at) }])),
});

const inBraces = (stated: readonly (readonly [key: string, text: string])[]): string =>
  `{ ${stated.map(([key, text]) => `${key}: ${text}`).join(', ')} }`;

/** `zones: 3` of a region: what they are called matters to nothing. */
function zonesOf(value: Node, path: readonly string[], note: NoteReading): Node {
  if (value.type !== 'scalar' || !/^[1-6]$/.test(writtenOf(value))) return value;
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, Number(writtenOf(value)));
  const as = `[${names.join(', ')}]`;
  note({ at: value.at, path: path.join('.'), written: `zones: ${writtenOf(value)}`, as: `zones: ${as}`, suggestion: as });
  return { type: 'list', at: value.at, items: names.map((name) => scalarAt(name, value.at)) };
}

/** `6x for 2 hours`, `100k req/s for 10 min`, `x6`: how high, and how long. */
function spikeOf({ value }: MapEntry, path: readonly string[], note: NoteReading): Node {
  const props = SHAPE.spike && resolved(SHAPE, SHAPE.spike).props;
  if (value.type !== 'scalar' || props === undefined) return value;
  const text = writtenOf(value);
  const [, height = text, lasts] = /^(.+?)\s*(?:,|\bfor\b|\blasting\b|\blasts\b|\bover\b|\bduring\b)\s*(.+)$/.exec(text) ?? [];
  const fits = (key: string, literal: string): boolean => takes({ shapes: SHAPE }, props[key], scalarAt(literal, value.at));
  const key = ['factor', 'rate'].find((name) => fits(name, height));
  if (key === undefined || (lasts !== undefined && !fits('lasts', lasts))) return value;
  const stated = [[key, height] as const, ...(lasts === undefined ? [] : [['lasts', lasts] as const])];
  const as = inBraces(stated);
  note({ at: value.at, path: path.join('.'), written: text, as, suggestion: as });
  return mapFrom(value, stated);
}

const PERCENTILE = /^(p50|p95|p99|p999|p99\.9|median)\b\s*(?:of\b|is\b|:|=(?!=))?\s*(.*\d.*)$/i;

/** `latency: p99 < 1 s`, `latency: { p99: 1 s }` of a promise: the percentile is the key. */
function withPercentile(value: Node, path: readonly string[], note: NoteReading): Node {
  const map = mapOf(value);
  const props = SHAPE.quality && resolved(SHAPE, SHAPE.quality).props;
  const entry =
    map &&
    ['latency', 'response time', 'responseTime', 'response_time', 'ttfb', 'TTFB'].map((key) => map.entries.get(key)).find((one) => one);
  if (map === undefined || entry === undefined || props === undefined) return value;
  const stated = percentilesIn(entry);
  const isRead = stated.every(([key, node]) => !map.entries.has(key) && takes({ shapes: SHAPE }, props[key], node));
  if (stated.length === 0 || !isRead) return value;
  const as = stated.map(([key, node]) => `${key}: ${writtenOf(node)}`).join(', ');
  note({ at: entry.keyAt, path: [...path, stated[0]?.[0] ?? ''].join('.'), written: `${entry.key}: ${writtenOf(entry.value)}`, as });
  const own = stated.map(([key, node]): MapEntry => ({ key, keyAt: entry.keyAt, value: node }));
  return withEntries(
    map,
    [...map.entries.values()].flatMap((one) => (one === entry ? own : [one])),
  );
}

export function percentilesIn({ value }: MapEntry): readonly (readonly [key: string, value: Node])[] {
  if (value.type === 'map') return [...value.entries.values()].map((one) => [keyOf(one.key), one.value] as const);
  const [, word, literal] = (value.type === 'scalar' && PERCENTILE.exec(writtenOf(value))) || [];
  return word === undefined || literal === undefined ? [] : [[keyOf(word), scalarAt(literal, value.at)]];
}

const keyOf = (word: string): string => word.toLowerCase().replace('.', '').replace('median', 'p50');

/** `availability: 99.95% a month`: what is promised, and over what time. */
function withWindow(value: Node, path: readonly string[], note: NoteReading): Node {
  const map = mapOf(value);
  const entry = map?.entries.get('availability');
  const text = entry === undefined ? '' : writtenOf(entry.value);
  const window = windowIn(text);
  if (map === undefined || entry?.value.type !== 'scalar' || window === undefined || map.entries.has('window')) return value;
  const share = text.replace(window.words, '').trim();
  const props = SHAPE.quality && resolved(SHAPE, SHAPE.quality).props;
  if (!takes({ shapes: SHAPE }, props?.availability, scalarAt(share, entry.value.at))) return value;
  const written = `availability: ${text}`;
  note({ at: entry.value.at, path: [...path, 'availability'].join('.'), written, as: `availability: ${share}, window: ${window.window}` });
  const own: readonly MapEntry[] = [
    { ...entry, value: scalarAt(share, entry.value.at) },
    { key: 'window', keyAt: entry.keyAt, value: scalarAt(window.window, entry.value.at) },
  ];
  return withEntries(
    map,
    [...map.entries.values()].flatMap((one) => (one === entry ? own : [one])),
  );
}

/** `patient: books from the phone`: what is said of an actor describes it. */
function describedActor({ key, value }: MapEntry, path: readonly string[], note: NoteReading): Node {
  if (value.type !== 'scalar' || typeof value.value !== 'string' || !/^[A-Za-z]{2}/.test(value.value)) return value;
  const as = `${key}: { description: ${writtenOf(value)} }`;
  note({ at: value.at, path: [...path, 'description'].join('.'), written: `${key}: ${writtenOf(value)}`, as, becomes: 'words' });
  return { type: 'map', at: value.at, entries: new Map([['description', { key: 'description', keyAt: value.at, value }]]) };
}

/** `size: 3 KB each`: of one item, where `size` is of all of them. */
function withItem(value: Node, path: readonly string[], note: NoteReading): Node {
  const map = mapOf(value);
  const size = map?.entries.get('size');
  if (map === undefined || size?.value.type !== 'scalar' || map.entries.has('item') || !isOfEach(writtenOf(size.value))) return value;
  note({ at: size.keyAt, path: [...path, 'item'].join('.'), written: `size: ${writtenOf(size.value)}`, as: 'item', suggestion: 'item' });
  return withEntries(
    map,
    [...map.entries.values()].map((one) => (one === size ? { ...one, key: 'item' } : one)),
  );
}

/** `engine: postgres 16`: the product; nothing is computed from its version. */
function withoutVersion(value: Node, path: readonly string[], note: NoteReading): Node {
  const map = mapOf(value);
  const entry = map && ['use', 'engine', 'product', 'technology', 'tech'].map((key) => map.entries.get(key)).find((one) => one);
  const [, product] = /^([A-Za-z][\w-]*)\s+v?\d+(?:\.(?:\d+|x))*$/.exec(entry ? writtenOf(entry.value) : '') ?? [];
  if (map === undefined || entry === undefined || product === undefined || kindFor(product)?.isProduct !== true) return value;
  const as = `${entry.key}: ${product}, whatever its version`;
  note({
    at: entry.value.at,
    path: [...path, 'use'].join('.'),
    written: `${entry.key}: ${writtenOf(entry.value)}`,
    as,
    suggestion: product,
  });
  return withEntries(
    map,
    [...map.entries.values()].map((one) => (one === entry ? { ...one, value: scalarAt(product, one.value.at) } : one)),
  );
}

const EVERY: ReadonlyMap<string, string> = new Map([
  ['hourly', '1 h'],
  ['daily', '1 d'],
  ['nightly', '1 d'],
  ['weekly', '7 d'],
]);

/** `backup: daily`. */
function withBackup(value: Node, path: readonly string[], note: NoteReading): Node {
  const map = mapOf(value);
  const backup = map?.entries.get('backup') ?? map?.entries.get('backups');
  const every = backup && EVERY.get(writtenOf(backup.value).toLowerCase());
  if (map === undefined || backup === undefined || every === undefined) return value;
  const as = inBraces([['every', every]]);
  note({
    at: backup.value.at,
    path: [...path, 'backup'].join('.'),
    written: `${backup.key}: ${writtenOf(backup.value)}`,
    as: `backup: ${as}`,
    suggestion: as,
  });
  return withEntries(
    map,
    [...map.entries.values()].map((one) =>
      one === backup ? { ...one, key: 'backup', value: mapFrom(one.value, [['every', every]]) } : one,
    ),
  );
}

/** `instances: auto`: as many as it takes, which is what no number of them states. */
function withoutAuto(value: Node, path: readonly string[], note: NoteReading): Node {
  const map = mapOf(value);
  const entry = map && ['instances', 'replicas', 'nodes', 'shards'].map((key) => map.entries.get(key)).find((one) => one);
  if (
    map === undefined ||
    entry === undefined ||
    !/^(?:auto|automatic|computed|elastic|as needed|as many as needed|\?)$/i.test(writtenOf(entry.value))
  )
    return value;
  const written = `${entry.key}: ${writtenOf(entry.value)}`;
  note({
    at: entry.keyAt,
    path: [...path, entry.key].join('.'),
    written,
    as: `as many ${entry.key === 'shards' ? 'shards' : 'instances'} as it takes, which stands without it`,
    becomes: 'nothing',
  });
  return withEntries(
    map,
    [...map.entries.values()].filter((one) => one !== entry),
  );
}

/** `failover: automatic`: that another takes over, which copies do by themselves; how long it takes is not said. */
function withoutMode(value: Node, path: readonly string[], note: NoteReading): Node {
  const map = mapOf(value);
  const entry = map?.entries.get('failover');
  if (map === undefined || entry === undefined || !/^(?:auto|automatic|automated|yes|true|enabled|on)$/i.test(writtenOf(entry.value)))
    return value;
  const as = 'a failover whose time is not stated, which stands without it (failover: 30 s states it)';
  note({ at: entry.keyAt, path: [...path, 'failover'].join('.'), written: `failover: ${writtenOf(entry.value)}`, as, becomes: 'nothing' });
  return withEntries(
    map,
    [...map.entries.values()].filter((one) => one !== entry),
  );
}

/** `min instances: 2, max instances: 10`: what is scaled between. */
function withLeast(value: Node, path: readonly string[], note: NoteReading): Node {
  const map = mapOf(value);
  if (map === undefined || map.entries.has('autoscale')) return value;
  const found = [...map.entries.values()].flatMap((entry) => {
    const [, end] = /^(min|max)(?:imum)?[-_ ]?(?:instances|replicas|nodes|servers|pods|tasks|size|count)?$/i.exec(entry.key) ?? [];
    return end === undefined || entry.value.type !== 'scalar' || !/^\d+$/.test(writtenOf(entry.value))
      ? []
      : [[end.toLowerCase(), entry] as const];
  });
  const [first] = found;
  if (first === undefined || new Set(found.map(([end]) => end)).size < found.length) return value;
  const stated = found.map(([end, entry]) => [end, writtenOf(entry.value)] as const);
  const written = found.map(([, entry]) => `${entry.key}: ${writtenOf(entry.value)}`).join(', ');
  note({ at: first[1].keyAt, path: [...path, 'autoscale'].join('.'), written, as: `autoscale: ${inBraces(stated)}` });
  const own: MapEntry = { key: 'autoscale', keyAt: first[1].keyAt, value: mapFrom(first[1].value, stated) };
  const others = [...map.entries.values()].filter((one) => !found.some(([, entry]) => entry === one));
  return withEntries(map, [...others, own]);
}

const SURVIVED: readonly (readonly [words: RegExp, survives: (found: RegExpExecArray) => string])[] = [
  [/^n\s*\+\s*1$/i, () => 'instance'],
  [/^n\s*\+\s*(\d)$/i, ([, count = '']) => count],
  [/^multi[-_ ]?az$/i, () => 'zone'],
  [/^multi[-_ ]?region$/i, () => 'region'],
];

const REDUNDANCY = [
  'redundancy',
  'ha',
  'high availability',
  'availability',
  'multi-az',
  'multi_az',
  'multiAz',
  'multiAZ',
  'multi az',
  'multi-region',
];

/** `redundancy: N+1`, `ha: multi-AZ`, `multi-az: true`. */
function withRedundancy(value: Node, path: readonly string[], note: NoteReading): Node {
  const map = mapOf(value);
  const entry = map && REDUNDANCY.map((key) => map.entries.get(key)).find((one) => one);
  if (map === undefined || entry?.value.type !== 'scalar' || map.entries.has('survives')) return value;
  // `multi-az: true` says it by its key.
  const isFlag = /^(?:true|yes|on|enabled)$/i.test(writtenOf(entry.value));
  const text = isFlag ? entry.key : writtenOf(entry.value);
  const found = SURVIVED.map(([words, survives]) => [words.exec(text), survives] as const).find(([match]) => match !== null);
  if (!found?.[0]) return value;
  const survives = found[1](found[0]);
  note({
    at: entry.keyAt,
    path: [...path, 'survives'].join('.'),
    written: `${entry.key}: ${writtenOf(entry.value)}`,
    as: `survives: ${survives}`,
  });
  const read: MapEntry = {
    key: 'survives',
    keyAt: entry.keyAt,
    value: { ...scalarAt(survives, entry.value.at), value: /^\d+$/.test(survives) ? Number(survives) : survives },
  };
  return withEntries(
    map,
    [...map.entries.values()].map((one) => (one === entry ? read : one)),
  );
}
