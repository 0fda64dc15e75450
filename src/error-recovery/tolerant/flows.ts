import { resolved, SHAPE, type Shape, takes } from '../../schema/index.js';
import { type MapEntry, type MapNode, type Node, nodeAt } from '../../source/index.js';
import { mapOfOne, type NoteReading, scalarAt, writtenOf } from './reading.js';
import { percentilesIn } from './values.js';

const KINDS: readonly (readonly [kind: string, words: RegExp])[] = [
  [
    'write',
    /^(?:writes|writing|insert|inserts|update|updates|upsert|create|delete|post|put|patch|command|mutation|ingest|ingestion|upload)$/i,
  ],
  ['read', /^(?:reads|reading|get|query|queries|search|list|view|lookup|download)$/i],
];

/** `window: 4 hours`: the part of the day in which all of it comes. */
const WINDOW = /^(?:batch[-_ ]?)?window: ((?:[1-9]|1\d|2[0-3])(?:\.\d+)?\s*(?:h|hours?))$/i;

const HOUR = /^(\d{1,2})(?::?([0-5]\d))?\s*(am|pm|h)?$/i;

/** `8am-6pm`, `08:00 to 18:00`, `9-17h`: how many hours that is. Two plain numbers may be so many hours. */
function hoursBetween(text: string): number | undefined {
  const [from, to, ...more] = text.split(/\s*(?:-|–|\.\.|\bto\b|\buntil\b)\s*/);
  const ends = [from, to].map((end) => HOUR.exec(end?.trim() ?? ''));
  const [first, last] = ends;
  if (more.length > 0 || !first || !last || !ends.some((end) => end?.[2] ?? end?.[3])) return undefined;
  const hour = ([, hours, minutes = '0', half = '']: RegExpExecArray): number =>
    (/^[ap]m$/i.test(half) ? (Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0) : Number(hours)) + Number(minutes) / 60;
  const length = (hour(last) - hour(first) + 24) % 24;
  return length > 0 && hour(first) <= 24 && hour(last) <= 24 ? Number(length.toFixed(2)) : undefined;
}

/** How long of each day a flow is open: `10 hours`, `8am-6pm`. */
function openHours({ key, value }: MapEntry): string | undefined {
  if (!/^(?:active|open|during|(?:opening|business|office|active|working)[-_ ]?hours|hours)$/i.test(key) || value.type !== 'scalar')
    return undefined;
  const text = writtenOf(value);
  const [, hours] = /^((?:[1-9]|1\d|2[0-3])(?:\.\d+)?\s*(?:h|hours?))(?:\s*(?:\/|per\s|a\s|each\s)\s*d(?:ay)?)?$/i.exec(text) ?? [];
  const length = hoursBetween(text.replace(/^(?:from|between)\s+/i, ''));
  if (key === 'active' && hours !== undefined && hours !== text) return undefined;
  return hours ?? (length === undefined ? undefined : `${length} h`);
}

/** `60% of the day between 8am and 10am`, `60% of daily traffic from 8 to 10 am`: the share that comes in so many hours. */
const PEAK_HOURS =
  /^(\d+(?:\.\d+)?\s*%)\s+(?:of\s+(?:the\s+|all\s+|our\s+)?(?:days?|daily|traffic|load|requests|bookings|calls)(?:'s)?(?:\s+(?:traffic|load|requests|calls))?\s+)?(?:comes?\s+|is\s+)?(?:between|from|in|during|at)\s+(.+)$/i;

function peakOf(value: Node): string | undefined {
  const [, share, hours = ''] = PEAK_HOURS.exec(value.type === 'scalar' ? writtenOf(value) : '') ?? [];
  const length = share === undefined ? undefined : hoursBetween(hours.replace(/\s+and\s+/, ' to '));
  return length === undefined ? undefined : `${share} of the day in ${length} h`;
}

/** A flow whose kind is said in other words; and what one request carries, of a flow that writes: `payload: 2 kB`. */
export function readFlow(value: Node, path: readonly string[], note: NoteReading): Node {
  if (value.type !== 'map') return value;
  const entries = [...value.entries.values()];
  const kind = entries.find(({ key }) => key === 'kind');
  const word = kind?.value.type === 'scalar' ? writtenOf(kind.value) : '';
  const found = KINDS.find(([, words]) => words.test(word))?.[0];
  if (kind !== undefined && found !== undefined)
    note({ at: kind.value.at, path: [...path, 'kind'].join('.'), written: `kind: ${word}`, as: `kind: ${found}`, suggestion: found });
  // What is read sends its payload back, what is written is sent with it.
  const isWrite = (found ?? word) === 'write' && !value.entries.has('request');
  const read = entries.map((entry) => {
    const open =
      entry.key !== 'active' && value.entries.has('active')
        ? undefined
        : (WINDOW.exec(`${entry.key}: ${writtenOf(entry.value)}`)?.[1] ?? openHours(entry));
    if (open !== undefined) {
      const as = `active: ${open} per day`;
      note({ at: entry.keyAt, path: [...path, 'active'].join('.'), written: `${entry.key}: ${writtenOf(entry.value)}`, as });
      return { ...entry, key: 'active', value: scalarAt(`${open} per day`, entry.value.at) };
    }
    const peak = entry.key === 'peak' ? peakOf(entry.value) : undefined;
    if (peak !== undefined) {
      note({ at: entry.value.at, path: [...path, 'peak'].join('.'), written: writtenOf(entry.value), as: peak, suggestion: peak });
      return { ...entry, value: scalarAt(peak, entry.value.at) };
    }
    if (entry === kind && found !== undefined) return { ...entry, value: scalarAt(found, entry.value.at) };
    if (!isWrite || !/^(?:payload|body)(?:[-_ ]?size)?$/i.test(entry.key)) return entry;
    note({ at: entry.keyAt, path: [...path, 'request'].join('.'), written: entry.key, as: 'request', suggestion: 'request' });
    return { ...entry, key: 'request' };
  });
  return read.every((entry, i) => entry === entries[i]) ? value : { ...value, entries: new Map(read.map((entry) => [entry.key, entry])) };
}

/** `availability: 99.9%`, `slo: 99.95%`, `p99: < 300 ms`, `latency: p95 < 150 ms` of a flow: what is promised of it, which stands among the requirements. */
export function withFlowPromises(root: MapNode, note: NoteReading): MapNode {
  const flows = nodeAt(root, ['flows']);
  const stated = root.entries.get('requirements');
  const qualities = stated?.value.type === 'map' ? stated.value.entries.get('quality') : undefined;
  const props = SHAPE.quality && resolved(SHAPE, SHAPE.quality).props;
  const isOpen = (stated && stated.value.type !== 'map') || (qualities && qualities.value.type !== 'map');
  if (flows?.type !== 'map' || props === undefined || isOpen) return root;
  const quality = new Map(qualities?.value.type === 'map' ? qualities.value.entries : []);
  const before = quality.size;
  const rest = [...flows.entries.values()].map((flow) => {
    if (flow.value.type !== 'map') return flow;
    const own = [...flow.value.entries.values()].filter((entry) => {
      const promised = promisesOf(entry, props);
      if (promised.length === 0) return true;
      promised.forEach(([key, value]) => {
        let name = `${flow.key}-${key}`;
        while (quality.has(name)) name += '-2';
        const about: MapEntry = { key: 'flow', keyAt: entry.keyAt, value: scalarAt(flow.key, entry.keyAt) };
        const promise = mapOfOne(key, value, entry.keyAt);
        quality.set(name, {
          key: name,
          keyAt: entry.keyAt,
          value: { ...promise, entries: new Map([['flow', about], ...promise.entries]) },
        });
        const as = `requirements: { quality: { ${name}: { flow: ${flow.key}, ${key}: ${writtenOf(value)} } } }`;
        const written = `${entry.key}: ${writtenOf(entry.value)}`;
        note({ at: entry.keyAt, path: `requirements.quality.${name}.${key}`, written, as });
      });
      return false;
    });
    return own.length === flow.value.entries.size
      ? flow
      : { ...flow, value: { ...flow.value, entries: new Map(own.map((entry) => [entry.key, entry])) } };
  });
  if (quality.size === before) return root;
  const [first] = quality.values();
  const at = stated?.value.at ?? first?.keyAt ?? root.at;
  const inner = new Map(stated?.value.type === 'map' ? stated.value.entries : []);
  inner.set('quality', {
    key: 'quality',
    keyAt: qualities?.keyAt ?? at,
    value: { type: 'map', at: qualities?.value.at ?? at, entries: quality },
  });
  const entries = new Map(root.entries);
  const flowsEntry = root.entries.get('flows') as MapEntry;
  entries.set('flows', { ...flowsEntry, value: { ...flows, entries: new Map(rest.map((entry) => [entry.key, entry])) } });
  entries.set('requirements', { key: 'requirements', keyAt: stated?.keyAt ?? at, value: { type: 'map', at, entries: inner } });
  return { ...root, entries };
}

/** What an entry of a flow promises; none where that is its input, or no percentile is named. */
function promisesOf(entry: MapEntry, props: Readonly<Record<string, Shape>>): readonly (readonly [key: string, value: Node])[] {
  const word = entry.key.toLowerCase().replace(/[-_ ]/g, '');
  const found = /^(?:availability|slo|uptime)$/.test(word)
    ? [['availability', entry.value] as const]
    : /^(?:p50|p95|p99|p999)$/.test(word)
      ? [[word, entry.value] as const]
      : /^(?:latency|responsetime|slo)$/.test(word)
        ? percentilesIn(entry)
        : [];
  const isFit = found.every(([key, value]) => value.type === 'scalar' && takes({ shapes: SHAPE }, props[key], value));
  return isFit ? found : [];
}
