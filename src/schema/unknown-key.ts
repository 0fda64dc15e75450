import { editCost, type Finding } from '../core/index.js';
import { formatQuantity, parseField, STANDARD_CALENDAR } from '../quantity/index.js';
import type { MapEntry, Node } from '../source/index.js';
import { type DocumentPlace, keysOf, type Located, lastStep, parentOf, placeAt, type ValidatedDocument } from './document.js';
import { afterComma, flowHome, ofNobody, ofPlaces, promiseHome, promiseKeyHome, requirementHome } from './elsewhere.js';
import { clipped, listed, nearest } from './expected.js';
import { isLabel } from './labels.js';
import { resolved, type Shape, shapeOfNode } from './shape.js';
import { statedBy } from './stated-by.js';
import { keysAnywhere, keysFor } from './synonyms.js';

const camelCase = (key: string): string => key.replace(/[-_ ]+(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Whether some of its keys are stated already, which a list of the others leaves out. */
const hasKnown = ({ node, shape }: DocumentPlace, absent: readonly string[]): boolean =>
  node.type === 'map' &&
  shape?.props !== undefined &&
  [...node.entries.keys()].some((key) => !absent.includes(key) && Object.hasOwn(shape.props ?? {}, key));

/** The key that a misspelt one most likely means. */
export function nearestKey(key: string, candidates: readonly string[]): string | undefined {
  const camel = camelCase(key);
  if (candidates.includes(camel)) return camel;
  const near = keysFor(key).find((synonym) => candidates.includes(synonym)) ?? nearest(key, candidates);
  // Of three letters, two others make another word: `fee` is not `use`.
  return near !== undefined && key.length <= 3 && keysFor(key).length === 0 && editCost(key.toLowerCase(), near.toLowerCase()) > 1
    ? undefined
    : near;
}

/** Keys that a map could have but does not: those of its kind, if that is known. */
function absentKeys({ shapes }: ValidatedDocument, { node, shape }: DocumentPlace): readonly string[] {
  if (node.type !== 'map' || shape === undefined) return [];
  return keysOf(shapeOfNode(shapes, shape, node) ?? shape).filter((key) => !node.entries.has(key));
}

/**
 * A key that no map of this kind has.
 * @param missing required keys that the map lacks: a misspelt key is more likely one of them
 */
export function unknownKey(
  document: ValidatedDocument,
  { owner, pointer }: Located,
  missing: readonly string[],
): Finding & { readonly means?: string } {
  const key = lastStep(pointer);
  const map = placeAt(document, owner);
  const { entry, path } = placeAt(document, pointer);
  const common = { rule: 'schema/unknown-key', severity: 'error', path: path.join('.'), ...(entry && { at: entry.keyAt }) } as const;
  const keys = absentKeys(document, map);
  const message = `unknown key "${clipped(key)}"`;
  const place = ofPlaces(document, map, key, entry?.value);
  if (place !== undefined) return { ...common, message, help: place };
  const comma = afterComma(document, map, key, entry?.value);
  if (comma !== undefined) return { ...common, message, help: comma };
  const by = statedBy(map, key, entry?.value);
  if (by !== undefined) return { ...common, message, help: by };
  const label = isLabel(document, map, key, entry?.value) ? { isLabel: true as const } : {};
  const note = ofNobody(map, key, keys);
  if (note !== undefined) return { ...common, message, help: note, ...label };
  const home = flowHome(map, key, entry?.value) ?? promiseKeyHome(map, key, entry?.value);
  if (home !== undefined) return { ...common, message, help: home };
  // Beside an `each` that is stated, it goes in there.
  const several = severalMeant(key, map.shape?.props?.each ? [...keys, 'each'] : keys, entry?.value);
  if (several !== undefined) return { ...common, ...several };
  const foreignHome = synonymElsewhere(document, map, key, keys, entry?.value);
  if (foreignHome !== undefined) return { ...common, message, help: foreignHome };
  if (/^sl[ao]$/i.test(key) && keys.includes('availability') && keys.includes('mtbf')) {
    const help = 'what a provider promises is not how often it fails: state availability as measured, or leave it out';
    return { ...common, message, help, suggestion: 'availability' };
  }
  const promised = promiseHome(document, map, key, entry?.value);
  if (promised !== undefined) return { ...common, message, help: promised };
  const ofCall = callHome(document, map, key, entry?.value);
  if (ofCall !== undefined) return { ...common, message, help: ofCall };
  const priced = priceHome(document, map, key, entry?.value);
  if (priced !== undefined) return { ...common, ...priced };
  const beside = besideEach(document, owner, key, entry?.value);
  if (beside !== undefined) return { ...common, message, help: beside };
  const kinds = kindsWith(map, key);
  const elsewhere = kinds ?? parentWith(document, map, key, entry?.value);
  // Of near keys, one that takes what stands there.
  const likely = keys.filter((other) => takes(document, map.shape?.props?.[other], entry?.value));
  const here = elsewhere === undefined || keys.includes(camelCase(key));
  const means = nearestKey(key, missing) ?? (here ? (nearestKey(key, likely) ?? nearestKey(key, keys)) : undefined);
  if (means !== undefined) return { ...common, message, help: `did you mean "${means}"?`, suggestion: means, means };
  if (elsewhere !== undefined) return { ...common, ...elsewhere };
  const foreign = map.shape && nearestKey(key, keysOf(map.shape));
  const ofKinds = foreign === undefined ? undefined : kindsWith(map, foreign);
  if (foreign !== undefined && ofKinds !== undefined) return { ...common, message, help: `did you mean "${foreign}"? ${ofKinds.message}` };
  const help =
    requirementHome(map, key, entry?.value) ??
    (keys.length > 0 ? `${hasKnown(map, keys) ? 'other keys here' : 'keys here'}: ${some(keys, helpPath(map))}` : undefined);
  return { ...common, message, ...(help !== undefined && { help }), ...label };
}

/** `latency: 50 ms`: a median, or nearly the longest. */
function severalMeant(key: string, keys: readonly string[], value: Node | undefined): Words | undefined {
  const isTime = value?.type === 'scalar' && parseField('duration', String(value.value), PLAIN, 'at most').ok;
  if (
    !isTime ||
    !/^(?:latency|responsetime|duration|time)$/i.test(key.replace(/[-_ ]/g, '')) ||
    !(keys.includes('each') || (keys.includes('p50') && keys.includes('p99')))
  )
    return undefined;
  const written = (times: string): string => (keys.includes('p50') ? times : `each: { ${times} }`);
  const most = `${written(`p50: ${value.raw}`)} (half of them) or ${written(`p99: ${value.raw}`)} (99 of 100)`;
  // Of an instance it may also be what a call keeps it busy for.
  const isOfInstance = keys.includes('serviceTime') || keys.includes('each');
  const readings = isOfInstance ? `${written(`serviceTime: ${value.raw}`)} (busy for so long with each), ${most}` : most;
  return { message: `"${clipped(key)}" has ${isOfInstance ? 'three' : 'two'} readings: ${readings}`, help: `write ${readings}` };
}

/** `batch: 1000` of a flow, `retries: 3` of a component: an option of one of its calls, or of the calls to it. */
function callHome({ shapes }: ValidatedDocument, { shape, path }: DocumentPlace, key: string, value: Node | undefined): string | undefined {
  const { callOptions } = shapes;
  const [section, name = ''] = path;
  const isOfPart = section === 'components' && OF_CALLS.has(key);
  if (callOptions === undefined || path.length !== 2 || (section !== 'flows' && !isOfPart) || shape === callOptions) return undefined;
  if (!hasKey(callOptions, key) || value?.type !== 'scalar') return undefined;
  return `it is said of a call: path: [ ${isOfPart ? name : 'NAME'}: { ${key}: ${clipped(value.raw)} } ]`;
}

/** `mtbf: 30 d` among what one instance carries: it is stated of the component. */
function besideEach(document: ValidatedDocument, owner: string, key: string, value: Node | undefined): string | undefined {
  const { path } = placeAt(document, owner);
  if (path.length !== 3 || path[0] !== 'components' || path[2] !== 'each' || value === undefined) return undefined;
  const shape = placeAt(document, parentOf(owner)).shape?.props?.[key];
  if (!takes(document, shape, value)) return undefined;
  const text = value.type === 'scalar' ? clipped(value.raw) : '...';
  return `it stands beside each, not in it: ${path[1]}: { each: { ... }, ${key}: ${text} }`;
}

/** What only a call has, whatever a component is. */
const OF_CALLS: ReadonlySet<string> = new Set(['timeout', 'retries', 'hedge', 'fallback', 'batch', 'async']);

/** `ram` of a component: `memory`, which goes under `each`. Undefined where the word has no other name, or one that stands right here. */
function synonymElsewhere(
  document: ValidatedDocument,
  map: DocumentPlace,
  key: string,
  keys: readonly string[],
  value: Node | undefined,
): string | undefined {
  const synonyms = keysAnywhere(key);
  if (synonyms.length === 0 || synonyms.some((word) => keys.includes(word)) || keys.includes(camelCase(key))) return undefined;
  if (kindsWith(map, key) !== undefined) return undefined;
  const isAtHome = (word: string): boolean =>
    Object.values(map.shape?.props ?? {}).some((child) => {
      const { field, props } = resolved(document.shapes, child);
      return field === undefined && takes(document, props?.[word], value);
    });
  // `storage: 500 GB` of a component is no price: it is disk.
  if (parentWith(document, map, key) !== undefined && (isAtHome(key) || !synonyms.some(isAtHome))) return undefined;
  for (const word of synonyms) {
    const parent = parentWith(document, map, word);
    const home = parent ?? kindsWith(map, word);
    if (home === undefined) continue;
    // What `max rps: 800` counts by its name is a unit where it belongs.
    const isBare = word === 'rate' && value?.type === 'scalar' && /^[\d.,_]+\s*[kM]?$/.test(value.raw);
    const unit = isBare ? `, with its unit: each: { rate: ${value.raw}/s }` : '';
    const readings = ofEachOrAll(map, word, value);
    if (readings !== undefined) return `did you mean "${word}"? ${readings}`;
    return `did you mean "${word}"? ${parent?.help ?? home.message}${unit}`;
  }
  return undefined;
}

/** `instances: 12, rps: 400`: what each of them does, or all together. */
function ofEachOrAll({ node }: DocumentPlace, word: string, value: Node | undefined): string | undefined {
  if (!/^(?:rate|reads|writes)$/.test(word) || value?.type !== 'scalar' || node.type !== 'map') return undefined;
  const count = ['instances', 'replicas', 'nodes', 'servers'].flatMap((key) => {
    const stated = node.entries.get(key)?.value;
    return stated?.type === 'scalar' && /^\d+$/.test(stated.raw) ? [Number(stated.raw)] : [];
  })[0];
  const text = /^[\d.,_]+\s*[kM]?$/.test(value.raw.trim()) ? `${value.raw.trim()}/s` : value.raw.trim();
  const rate = parseField('rate', text, PLAIN);
  if (count === undefined || count < 2 || !rate.ok || rate.value.kind !== 'quantity') return undefined;
  const part = formatQuantity(rate.value.quantity.value / count, '1/s');
  return `it has two readings beside ${count} instances: each: { ${word}: ${text} } of each, or each: { ${word}: ${part} } if all do ${text} together`;
}

const PLAIN = { calendar: STANDARD_CALENDAR, counts: new Set<string>() };

/** Whether a key of a map most likely means another that the map may have, which takes what stands there. */
export function isNearKey(document: ValidatedDocument, shape: Shape, { key, value }: MapEntry): boolean {
  const likely = keysOf(shape).filter((other) => takes(document, shape.props?.[other], value));
  return nearestKey(key, likely) !== undefined;
}

/** Whether a value may stand at a key, as far as its own text shows. */
export function takes({ shapes }: Pick<ValidatedDocument, 'shapes'>, shape: Shape | undefined, node: Node | undefined): boolean {
  if (shape === undefined || node === undefined) return false;
  const { types = ['string', 'number'], field, bound, words, props, values } = resolved(shapes, shape);
  if (node.type === 'list') return types.includes('array');
  if (node.type === 'map')
    return (
      types.includes('object') &&
      [...node.entries.keys()].every((key) => values !== undefined || (props !== undefined && Object.hasOwn(props, key)))
    );
  if (node.value === null) return true;
  if (words?.includes(node.value as string | number) === true) return true;
  if (field !== undefined) return parseField(field, typeof node.value === 'string' ? node.value : node.raw, PLAIN, bound).ok;
  if (typeof node.value === 'number' && Number.isInteger(node.value) && types.includes('integer')) return true;
  return words === undefined && types.includes(typeof node.value);
}

/** Keys of a map that take a value with a unit of its own: what `each: 16 GB` may mean. */
export function keysThatTake({ shapes }: ValidatedDocument, { props = {} }: Shape, node: Node): readonly string[] {
  if (node.type !== 'scalar' || !/\d/.test(node.raw)) return [];
  return Object.entries(props).flatMap(([key, child]) => (resolved(shapes, child).field && takes({ shapes }, child, node) ? [key] : []));
}

/** More are a page of their own: which of them is meant is not to be found among a few. */
const MOST_KEYS = 24;
const SHOWN_KEYS = 16;

const some = (keys: readonly string[], path: string): string =>
  keys.length <= MOST_KEYS
    ? keys.join(', ')
    : `${keys.slice(0, SHOWN_KEYS).join(', ')} and ${keys.length - SHOWN_KEYS} more: all with sysdesign help ${path}`;

/** What `help` calls a place: `components` of one of them, `each` of what each of its instances has. */
function helpPath({ path }: DocumentPlace): string {
  const [section, kind, ...rest] = path.map((step) => String(step));
  if (section === undefined) return 'spec';
  const isNested = section === 'requirements' || section === 'topology';
  const inner = isNested ? rest.slice(1) : rest;
  return inner.at(-1) ?? (isNested && kind !== undefined ? `${section}.${kind}` : section);
}

type Words = Pick<Finding, 'message' | 'help'>;

/** A key at home in other kinds: `"consumers" is for queue and stream, not service`. */
function kindsWith({ shape, node }: DocumentPlace, key: string): Words | undefined {
  if (shape?.kinds === undefined || shape.tag === undefined || node.type !== 'map') return undefined;
  const homes = Object.entries(shape.kinds).filter(([, keys]) => keys.includes(key));
  const tag = node.entries.get(shape.tag)?.value;
  if (homes.length === 0 || tag?.type !== 'scalar') return undefined;
  return {
    message: `"${key}" is for ${listed(homes.map(([kind]) => kind))}, not ${String(tag.value)}`,
    help: `leave it out, or change the ${shape.tag}`,
  };
}

/** A key at home one level further in: `rate` of a component goes under `each`. */
function parentWith({ shapes }: ValidatedDocument, { shape }: DocumentPlace, key: string, value?: Node): Words | undefined {
  const all = Object.entries(shape?.props ?? {}).filter(([, child]) => hasKey(resolved(shapes, child), key));
  const maps = all.filter(([, child]) => resolved(shapes, child).field === undefined);
  // Of several, those where what is stated may stand.
  const taking = maps.filter(([, child]) => takes({ shapes }, resolved(shapes, child).props?.[key], value));
  // Text that begins with a letter is no quantity: it belongs nowhere further in.
  if (taking.length === 0 && value?.type === 'scalar' && /^[a-z]/i.test(value.raw) && all.length > 0) return undefined;
  const homes = taking.length > 0 ? taking : maps.length > 0 ? maps : all;
  if (homes.length === 0) return entryWith({ shapes }, shape, key);
  const of = homes.length === 1 && homes[0]?.[0] === 'each' && value?.type === 'scalar' ? ', as that of one instance' : '';
  return { message: `"${key}" cannot stand here`, help: `it goes under ${homes.map(([name]) => `\`${name}:\``).join(' or ')}${of}` };
}

/** `cost: $0.0075/msg` of a component, which is the price of its use: what an instance costs stands under `each`, and by the time. */
function priceHome(
  { shapes }: Pick<ValidatedDocument, 'shapes'>,
  { shape }: DocumentPlace,
  key: string,
  value: Node | undefined,
): Words | undefined {
  if (key !== 'cost' || value?.type !== 'scalar') return undefined;
  const under = (name: string): Readonly<Record<string, Shape>> => {
    const child = shape?.props?.[name];
    return (child && resolved(shapes, child).props) ?? {};
  };
  if (takes({ shapes }, under('each').cost, value)) return undefined;
  const [home] = ['requests', 'egress', 'storage'].filter((name) => takes({ shapes }, under('price')[name], value));
  if (home === undefined) return undefined;
  return { message: '"cost" cannot stand here', help: `what its use costs goes under \`price:\`: price: { ${home}: ${value.raw} }` };
}

/** A key of what has names of its own: `availability` of requirements goes into a promise under `quality`. */
function entryWith({ shapes }: Pick<ValidatedDocument, 'shapes'>, shape: Shape | undefined, key: string): Words | undefined {
  for (const [name, child] of Object.entries(shape?.props ?? {})) {
    const { values } = resolved(shapes, child);
    if (values === undefined || !hasKey(resolved(shapes, values), key)) continue;
    return {
      message: `"${key}" cannot stand here`,
      help: `it goes under \`${name}:\`, with a name of your own: ${name}: { NAME: { ${key}: ... } }`,
    };
  }
  return undefined;
}

const hasKey = ({ props }: Shape, key: string): boolean => props !== undefined && Object.hasOwn(props, key);

/** A misspelt required key, where the validator saw only that the key is missing. */
export function misspelt(place: DocumentPlace, missing: string): Finding | undefined {
  const { node, shape } = place;
  if (node.type !== 'map' || shape === undefined) return undefined;
  const known = new Set(keysOf(shape));
  for (const { key, keyAt } of node.entries.values()) {
    if (known.has(key) || nearestKey(key, [missing]) === undefined) continue;
    return {
      rule: 'schema/unknown-key',
      severity: 'error',
      message: `unknown key "${clipped(key)}"`,
      at: keyAt,
      path: [...place.path, key].join('.'),
      help: `did you mean "${missing}"?`,
      suggestion: missing,
    };
  }
  return undefined;
}

/** `paralel: [a, b]` where names may stand beside `parallel`: the value shows that the key is meant. */
export function misspeltByValue(document: ValidatedDocument, pointer: string): Finding | undefined {
  const { entry, node, path } = placeAt(document, pointer);
  const owner = placeAt(document, parentOf(pointer));
  const { props } = owner.shape ?? {};
  if (entry === undefined || props === undefined || Object.hasOwn(props, entry.key)) return undefined;
  if (node.type === 'scalar' && node.value === null) return undefined;
  const type = node.type === 'list' ? 'array' : node.type === 'map' ? 'object' : typeof node.value;
  const keys = Object.entries(props).filter(([, shape]) => (resolved(document.shapes, shape).types ?? []).includes(type));
  const means = nearestKey(
    entry.key,
    keys.map(([key]) => key),
  );
  if (means === undefined) return undefined;
  const [rule, severity] = ['schema/unknown-key', 'error'] as const;
  return {
    rule,
    severity,
    message: `unknown key "${clipped(entry.key)}"`,
    at: entry.keyAt,
    path: path.join('.'),
    help: `did you mean "${means}"?`,
    suggestion: means,
  };
}

/** A name with characters that names do not have. */
export function badName(document: ValidatedDocument, { pointer, owner }: Located): Finding {
  const key = lastStep(pointer);
  const { entry, path } = placeAt(document, pointer);
  const isFactId = placeAt(document, owner).shape?.values?.field === 'expectation';
  const mended = key
    .trim()
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[^A-Za-z]+|-+$/g, '');
  const meant = isFactId || mended === '' || mended.length > 60 ? undefined : nameMeant(document, owner, key, mended);
  return {
    rule: 'schema/bad-name',
    severity: 'error',
    message: isFactId ? `"${clipped(key)}" is not the id of a fact` : `"${clipped(key)}" is not a name`,
    path: path.join('.'),
    ...(entry && { at: entry.keyAt }),
    help: isFactId ? 'write a path such as flows.read.rate.mean' : 'a name is a letter, then letters, digits, _ and -',
    ...(meant !== undefined && { suggestion: meant }),
  };
}

/** The name that a bad one most likely means. What is called is defined elsewhere: `ledger prices`, in brackets, lacks a comma. */
function nameMeant(document: ValidatedDocument, owner: string, key: string, mended: string): string | undefined {
  if (document.shapes.call === undefined || placeAt(document, owner).shape !== document.shapes.call) return mended;
  const components = document.root.entries.get('components')?.value;
  const known = components?.type === 'map' ? [...components.entries.keys()] : [];
  const words = key.split(/\s+/);
  const list = placeAt(document, parentOf(owner)).node;
  const isInBrackets = list.type === 'list' && list.at.source.text[list.at.start] === '[';
  if (isInBrackets && words.length > 1 && words.every((word) => known.includes(word))) return words.join(', ');
  return known.includes(mended) ? mended : nearest(mended, known);
}
