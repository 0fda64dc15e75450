import { type FieldType, parseField, STANDARD_CALENDAR } from '../../quantity/index.js';
import { resolved, SHAPE } from '../../schema/index.js';
import { type MapEntry, type MapNode, type Node, nodeAt } from '../../source/index.js';
import { intendedKey } from './keys.js';
import { LONGEST_READ, type NoteReading, scalarAt, unquotedOf } from './reading.js';
import { windowIn } from './windows.js';

/** What a promise is about, by the words for it; the first that a sentence has. */
const METRICS: readonly (readonly [key: string, field: FieldType, words: RegExp])[] = [
  ['p999', 'duration', /\bp\s?99[.,]?9\b|\b99[.,]9th percentile\b/i],
  ['p99', 'duration', /\bp\s?99\b|\b99(?:th)? percentile\b/i],
  ['p95', 'duration', /\bp\s?95\b|\b95(?:th)? percentile\b/i],
  ['p50', 'duration', /\bp\s?50\b|\b50(?:th)? percentile\b|\bmedian\b/i],
  ['durability', 'availability', /\bdurab\w*/i],
  ['availability', 'availability', /\bavailab\w*|\buptime\b|\bsl[ao]\b|\bup\b(?!\s+to\b)(?=.*\d\s?%)/i],
  ['rpo', 'duration', /\brpo\b|\bdata loss\b/i],
  ['rto', 'duration', /\brto\b|\brecovery time\b/i],
  ['staleness', 'duration', /\bstale\w*|\bfresh\w*/i],
  ['cost', 'moneyRate', /\bcosts?\b|\bbudget\b|\bbill\b|\bspend\w*/i],
  // An amount of money by the time is a bill, whatever else is said of it.
  ['cost', 'moneyRate', /(?=(?:[$€£]|\b(?:USD|EUR|GBP|CHF)\b).*\b(?:month|year|mo|yr)\b)/i],
];
const AT_LEAST: ReadonlySet<string> = new Set(['availability', 'durability']);
const FILLERS = /\b(?:the|of|for|on|in|is|be|should|must|shall|latency|response time|time|target|rate|objective|slo)\b|:/gi;
const PLAIN = { calendar: STANDARD_CALENDAR, counts: new Set<string>() };

/** What one sentence promises: `search p95 under 3 s`. */
interface Promise {
  readonly key: string;
  readonly literal: string;
  readonly about: readonly (readonly [key: 'flow' | 'data', name: string])[];
  /** Over what time it is promised. */
  readonly window?: string;
}

/** The promises of a sentence, which commas and `and` part: `search: p99 < 300 ms, availability 99.95%`. None where a part promises nothing. */
export function promisesIn(text: string, root: MapNode): readonly Promise[] {
  if (text.length > LONGEST_READ) return [];
  const parts = text.split(/,(?!\d)|;|\band\b/).filter((part) => part.trim() !== '');
  const promises = parts.map((part) => promiseIn(part, root));
  const found = promises.filter((promise) => promise !== undefined);
  const isWhole = found.length === parts.length && new Set(found.map(({ key }) => key)).size === found.length;
  if (isWhole && found.length > 0) return found;
  const one = parts.length > 1 ? promiseIn(text, root) : undefined;
  return one === undefined ? [] : [one];
}

/** The promise in a part of a sentence; undefined where it names nothing that is promised, or no value that fits. */
function promiseIn(text: string, root: MapNode): Promise | undefined {
  const found = METRICS.filter(([, , words]) => words.test(text));
  const [metric] = found;
  if (metric === undefined) return undefined;
  const [key, field, words] = metric;
  const bound = AT_LEAST.has(key) ? 'at least' : 'at most';
  let rest = text.replace(words, ' ');
  const about: (readonly [key: 'flow' | 'data', name: string])[] = (['flow', 'data'] as const).flatMap((named) => {
    const names = keysIn(root, named === 'flow' ? 'flows' : 'data').filter((name) =>
      new RegExp(`\\b${escaped(name)}s?\\b`, 'i').test(rest),
    );
    const [name] = names.sort((a, b) => b.length - a.length);
    if (name === undefined) return [];
    rest = rest.replace(new RegExp(`\\b${escaped(name)}s?\\b`, 'i'), ' ');
    return [[named, name] as const];
  });
  const partly = about.length > 0 ? undefined : partlyNamed(rest, root);
  if (partly !== undefined) {
    about.push(['flow', partly.name]);
    rest = rest.replace(partly.word, ' ');
  }
  const window = key === 'availability' ? windowIn(rest) : undefined;
  if (window !== undefined) rest = rest.replace(window.words, ' ');
  rest = rest
    .replace(FILLERS, ' ')
    .replace(/\(\s*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  for (const { index } of rest.matchAll(/(?<!\S)\S/g)) {
    if (/\d/.test(rest.slice(0, index))) break;
    const literal = literalIn(rest.slice(index), (text) => parseField(field, text, PLAIN, bound).ok);
    if (literal !== undefined) return { key, literal, about, ...(window && { window: window.window }) };
  }
  return undefined;
}

/** The literal that a text is, but for words without numbers behind it: `99.5% during school year`. */
function literalIn(text: string, isRead: (text: string) => boolean): string | undefined {
  const words = text
    .replace(/[.,;]+$/, '')
    .split(' ')
    .filter((word) => word !== '');
  for (let count = words.length; count > 0; count--) {
    const rest = words.slice(0, count).join(' ');
    if (isRead(rest)) return rest;
    if (/\d/.test(words[count - 1] ?? '')) return undefined;
  }
  return undefined;
}

/**
 * The flow that a sentence names in part: `search` of `search_slots`. Where several may be meant the word stands for its name, so that it is asked which of
 * them it is.
 */
function partlyNamed(rest: string, root: MapNode): { readonly word: string; readonly name: string } | undefined {
  const flows = keysIn(root, 'flows').map((name) => ({ name, parts: partsOf(name) }));
  for (const [word] of rest.replace(FILLERS, ' ').matchAll(/[A-Za-z]{3,}/g)) {
    const named = flows.filter(({ parts }) => parts.length > 1 && parts.includes(stemOf(word)));
    const [only] = named;
    if (only !== undefined) return { word, name: named.length === 1 ? only.name : word };
  }
  return undefined;
}

/** The words of a name, without endings: `searchSlots`, `search-slots`, `search_slots`. */
const partsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part.length > 2)
    .map(stemOf);

const stemOf = (word: string): string => word.toLowerCase().replace(/(?<=[a-z]{3})(?:ing|es|ed|e|s)$/, '');

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const keysIn = (root: MapNode, section: string): readonly string[] => {
  const node = nodeAt(root, [section]);
  return node?.type === 'map' ? [...node.entries.keys()] : [];
};

const SECTIONS = ['functional', 'quality', 'agreements'] as const;
type Section = (typeof SECTIONS)[number];

/** Requirements with each promise under a name in `quality`, and what only words state among the stories, which are not checked. */
export function requirementsOf(value: Node, root: MapNode, tell: NoteReading): Node {
  let isRead = false;
  const note: NoteReading = (reading) => {
    isRead = true;
    tell(reading);
  };
  const rewritten = rewrittenOf(value, root, note);
  return isRead ? rewritten : value;
}

function rewrittenOf(value: Node, root: MapNode, note: NoteReading): Node {
  if (value.type === 'scalar' && (value.value === null || typeof value.value !== 'string')) return value;
  const sections = new Map<Section, Map<string, MapEntry>>();
  /** How many have a name, with the number after it. */
  const counts = new Map<string, number>();
  const put = (section: Section, name: string, entry: MapEntry): void => {
    const own = sections.get(section) ?? new Map<string, MapEntry>();
    let free = name;
    let count = counts.get(`${section} ${name}`) ?? 1;
    while (own.has(free)) free = `${name}-${++count}`;
    counts.set(`${section} ${name}`, count);
    own.set(free, { ...entry, key: free });
    sections.set(section, own);
  };
  const sentence = (node: Node & { type: 'scalar' }, text: string, name: string | undefined, keyAt = node.at): boolean => {
    const promises = promisesIn(text, root);
    const [first] = promises;
    const at = node.at;
    if (first === undefined) {
      if (name !== undefined && /\d/.test(String(node.value))) return false;
      put('functional', name ?? 'story', { key: '', keyAt, value: mapAt(at, [['then', text]]) });
      note({ at, path: 'requirements.functional', written: text, as: 'a story under functional, which is not checked', becomes: 'words' });
      return true;
    }
    // What the first part is about, the others are too.
    const { about } = first;
    const stated = [
      ...about,
      ...promises.flatMap(({ key, literal, window }) => [
        [key, literal] as const,
        ...(window === undefined ? [] : [['window', window] as const]),
      ]),
    ];
    put('quality', name ?? [...about.map(([, of]) => of), first.key].join('-'), { key: '', keyAt, value: mapAt(at, stated) });
    const words = stated.map((pair) => pair.join(': ')).join(', ');
    const isOfAll = about.length === 0 && /^(?:availability|p\d+)$/.test(first.key) && keysIn(root, 'flows').length > 1;
    const isOfData = about.length === 0 && /^(?:rpo|rto|durability|staleness)$/.test(first.key);
    const whose = isOfAll ? ', of every flow' : isOfData ? ', of no data yet (data: NAME states which)' : '';
    const as = `quality: { ${name ?? first.key}: { ${words} } }${whose}`;
    note({ at, path: 'requirements.quality', written: text, as });
    return true;
  };
  if (value.type === 'scalar') sentence(value, String(value.value), undefined);
  else if (value.type === 'list') {
    for (const item of value.items) {
      if (item.type === 'scalar') sentence(item, String(item.value), undefined);
      else if (item.type === 'map') for (const entry of item.entries.values()) if (!byKey(entry, root, sentence, put, note)) return value;
      if (item.type === 'list') return value;
    }
  } else {
    const left = new Map<string, MapEntry>();
    for (const entry of value.entries.values()) {
      const section = sectionOf(entry.key);
      if (section === undefined) {
        if (!byKey(entry, root, sentence, put, note)) left.set(entry.key, entry);
      } else if (entry.value.type === 'list' || entry.value.type === 'map') inSection(section, entry, sentence, put, left, note);
      else left.set(entry.key, entry);
    }
    if (sections.size === 0) return value;
    return joined(value, sections, left);
  }
  return sections.size === 0 ? value : joined(value, sections, new Map());
}

type Sentence = (node: Node & { type: 'scalar' }, text: string, name: string | undefined, keyAt?: MapEntry['keyAt']) => boolean;
type Put = (section: Section, name: string, entry: MapEntry) => void;

function sectionOf(key: string): Section | undefined {
  const plain = key.toLowerCase().replace(/[-_ ]/g, '');
  if (/^(?:nonfunctional|nfrs?|quality|qualities|targets|slos?|objectives)$/.test(plain)) return 'quality';
  return SECTIONS.find((section) => section === plain);
}

/** Entries of a section: those that are maps stay, sentences are read. */
function inSection(section: Section, entry: MapEntry, sentence: Sentence, put: Put, left: Map<string, MapEntry>, note: NoteReading): void {
  const { value } = entry;
  if (value.type === 'list') {
    const [scalars, others] = [value.items.filter((item) => item.type === 'scalar'), value.items.filter((item) => item.type !== 'scalar')];
    if (others.length > 0) left.set(entry.key, entry);
    else
      for (const item of scalars) {
        const text = String(item.value);
        if (section !== 'functional') sentence(item, text, undefined);
        else {
          put('functional', 'story', { key: '', keyAt: item.at, value: mapAt(item.at, [['then', text]]) });
          note({ at: item.at, path: 'requirements.functional', written: text, as: 'a story, which is not checked', becomes: 'words' });
        }
      }
    return;
  }
  if (value.type !== 'map') return;
  for (const one of value.entries.values()) {
    const isRead =
      one.value.type === 'scalar' && typeof one.value.value !== 'boolean' && one.value.value !== null && section !== 'functional'
        ? sentence(one.value, `${one.key} ${unquotedOf(one.value)}`, nameOf(one.key), one.keyAt)
        : false;
    if (!isRead) put(section, one.key, one);
  }
}

/** `availability: 99.9%`, `fast: { flow: read, p99: 100 ms }` beside `quality:`. */
function byKey(entry: MapEntry, root: MapNode, sentence: Sentence, put: Put, note: NoteReading): boolean {
  const { key, keyAt, value } = entry;
  if (value.type === 'scalar') {
    return value.value === null ? false : sentence(value, `${key} ${unquotedOf(value)}`, nameOf(key), keyAt);
  }
  const quality = SHAPE.quality && resolved(SHAPE, SHAPE.quality).props;
  if (value.type !== 'map' || quality === undefined) return false;
  const entries = [...value.entries.values()];
  const [first, ...others] = entries;
  const end = first !== undefined && others.length === 0 ? endOf(key, first, root) : undefined;
  if (end !== undefined) return sentence(end, `${key} ${unquotedOf(end)}`, nameOf(key), keyAt);
  if (isByFlow(entries, key, root)) return entries.every((one) => ofFlow(one, key, sentence));
  const isKey = (one: MapEntry): boolean =>
    Object.hasOwn(quality, one.key) ||
    intendedKey(one, quality, new Set(value.entries.keys())) !== undefined ||
    // `latency: p95 < 300 ms` is a promise in words.
    (one.value.type === 'scalar' && promisesIn(`${one.key} ${unquotedOf(one.value)}`, root).length === 1);
  // One that names what it is about is a promise, whichever of its keys is wrong: that one is told.
  const isAbout =
    entries.some((one) => ABOUT.has(one.key) && one.value.type === 'scalar') && !entries.some(({ key: own }) => OF_STORIES.has(own));
  const isPromise = isAbout || entries.every(isKey);
  if (!isPromise || entries.length === 0) return false;
  put('quality', nameOf(key), entry);
  note({ at: keyAt, path: `requirements.quality.${key}`, written: key, as: `quality: { ${key}: ... }` });
  return true;
}

const ABOUT: ReadonlySet<string> = new Set(['flow', 'data', 'component']);
const OF_STORIES: ReadonlySet<string> = new Set(['given', 'when', 'then']);

/** `cost: { max: $180k/month }`, `availability: { min: 99.9% }`: the end that is promised. */
function endOf(metric: string, { key, value }: MapEntry, root: MapNode): (Node & { type: 'scalar' }) | undefined {
  const isMost = /^(?:max|maximum|limit|at ?most|upper|budget)$/i.test(key);
  if (value.type !== 'scalar' || (!isMost && !/^(?:min|minimum|at ?least|lower)$/i.test(key))) return undefined;
  const promises = promisesIn(`${metric} ${unquotedOf(value)}`, root);
  return promises.length === 1 && promises.every((one) => AT_LEAST.has(one.key) !== isMost) ? value : undefined;
}

/** `availability: { checkout: 99.9%, browse: 99.5% }`: of each flow, what the key names. */
const isByFlow = (entries: readonly MapEntry[], metric: string, root: MapNode): boolean =>
  entries.length > 0 &&
  entries.every(
    (one) =>
      one.value.type === 'scalar' &&
      keysIn(root, 'flows').includes(one.key) &&
      promisesIn(`${metric} ${one.key} ${unquotedOf(one.value)}`, root).length === 1,
  );

const ofFlow = ({ key, keyAt, value }: MapEntry, metric: string, sentence: Sentence): boolean =>
  value.type === 'scalar' && sentence(value, `${metric} ${key} ${unquotedOf(value)}`, `${nameOf(key)}-${nameOf(metric)}`, keyAt);

const nameOf = (key: string): string =>
  key
    .trim()
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[^A-Za-z]+|-+$/g, '') || 'promise';

const mapAt = (at: MapEntry['keyAt'], stated: readonly (readonly [key: string, text: string])[]): MapNode => ({
  type: 'map',
  at,
  entries: new Map(stated.map(([key, text]) => [key, { key, keyAt: at, value: scalarAt(text, at) }])),
});

function joined(value: Node, sections: ReadonlyMap<Section, Map<string, MapEntry>>, left: ReadonlyMap<string, MapEntry>): MapNode {
  const entries = new Map(left);
  for (const [section, own] of sections) {
    const known = left.get(section);
    const before = known?.value.type === 'map' ? known.value.entries : [];
    const map: MapNode = { type: 'map', at: value.at, entries: new Map([...before, ...own]) };
    entries.set(section, { key: section, keyAt: known?.keyAt ?? value.at, value: map });
  }
  return { type: 'map', at: value.at, entries };
}
