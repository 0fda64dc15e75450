import { childShape, nearestKey, resolved, SHAPE, type Shape, shapeOfNode, takes } from '../../schema/index.js';
import type { MapEntry, MapNode, Node } from '../../source/index.js';
import type { ReadAs } from '../../spec/index.js';
import { readComponent } from './components.js';
import { readFlow, withFlowPromises } from './flows.js';
import { intendedKey, intendedValue } from './keys.js';
import { withActor } from './names.js';
import { mapOfOne, type NoteReading, unquotedOf, writtenOf } from './reading.js';
import { promisesIn, requirementsOf } from './requirements.js';
import { scenarioOf } from './scenarios.js';
import { formOf } from './values.js';

export interface Reworded {
  readonly root: MapNode;
  readonly readings: readonly ReadAs[];
}

/**
 * A tree in the words of the language: what people write in others, and what has one reading, is read as that. `kind: postgres` is a database, `ram` is
 * memory, `memory` beside `kind` is that of each instance. Only for a spec that is refused as it stands: nothing that is read already changes.
 */
export function reworded(root: MapNode): Reworded {
  const readings: ReadAs[] = [];
  const note: NoteReading = (reading) => readings.push(reading);
  const shape = SHAPE.root;
  if (shape === undefined) return { root, readings };
  const start = withAssumptions(withPromises(withNames(root, note), shape), shape, note);
  const reword = (node: Node, expected: Shape, path: readonly string[]): Node => {
    if (node.type === 'scalar') return node;
    const found = resolved(SHAPE, expected);
    if (node.type === 'list') {
      const { items } = found;
      const changed = items ? node.items.map((item, i) => reword(item, items, [...path, String(i)])) : node.items;
      return changed.some((item, i) => item !== node.items[i]) ? { ...node, items: changed } : node;
    }
    const own = shapeOfNode(SHAPE, found, node) ?? found;
    const named = inWords(node, own, path, note);
    const entries = new Map<string, MapEntry>();
    let changed = false;
    for (const entry of named.entries.values()) {
      const at = [...path, entry.key];
      const placed = placedValue({ ...entry, value: formOf(entry, at, note) }, at, own, named, start, note);
      const child = childShape(own, entry.key);
      const value = child ? reword(placed, child, at) : placed;
      changed ||= value !== entry.value;
      entries.set(entry.key, value === entry.value ? entry : { ...entry, value });
    }
    return changed ? { ...named, entries } : named;
  };
  const done = reword(start, shape, []);
  return { root: done.type === 'map' ? withFlowPromises(done, note) : root, readings };
}

/** A value in the form that its place takes: a component by its kind alone, requirements as a list of sentences. */
function placedValue(
  { key, value }: MapEntry,
  path: readonly string[],
  shape: Shape,
  map: MapNode,
  root: MapNode,
  note: NoteReading,
): Node {
  if (path.length === 1 && key === 'requirements') return requirementsOf(value, map, note);
  if (path.length !== 2) return value;
  // A key of a component beside it was moved there.
  if (path[0] === 'components' && !Object.hasOwn(SHAPE.component?.props ?? {}, key)) return readComponent(value, path.join('.'), note);
  if (path[0] === 'scenarios') return scenarioOf(value, root, path, note);
  if (path[0] === 'flows' && value.type === 'map') return readFlow(withActor(value, root, path, note), path, note);
  // A flow that is nothing but a rate.
  const child = path[0] === 'flows' && value.type === 'scalar' && value.value !== null ? childShape(shape, key) : undefined;
  const rate = child && resolved(SHAPE, child).props?.rate;
  if (!takes({ shapes: SHAPE }, rate, value)) return value;
  const as = `{ rate: ${writtenOf(value)} }`;
  note({ at: value.at, path: path.join('.'), written: `${key}: ${writtenOf(value)}`, as: `${key}: ${as}`, suggestion: as });
  return mapOfOne('rate', value);
}

/** The map with the keys of the language in place of other words for them. */
function inWords(node: MapNode, shape: Shape, path: readonly string[], note: NoteReading): MapNode {
  const { props } = shape;
  if (props === undefined) return node;
  let entries = [...node.entries.values()];
  let changed = false;
  for (const entry of node.entries.values()) {
    if (childShape(shape, entry.key) !== undefined) continue;
    const meant = intendedKey(entry, props, new Set(entries.map(({ key }) => key)));
    if (meant === undefined) continue;
    // In its place, so that the order of the map stays.
    entries = entries.map((one) => (one === entry ? { ...one, key: meant, value: intendedValue(entry) } : one));
    changed = true;
    note({ at: entry.keyAt, path: [...path, meant].join('.'), written: entry.key, as: meant, suggestion: meant });
  }
  return changed ? { ...node, entries: new Map(entries.map((entry) => [entry.key, entry])) } : node;
}

const NAMED = ['assumptions', 'derived', 'flows', 'components', 'data', 'scenarios', 'actors', 'decisions', 'waivers'] as const;

/**
 * Names of several words, with underscores between them: wherever such a name stands, in expressions too, it has as many letters as before, so that all
 * places stay what they are.
 */
function withNames(root: MapNode, note: NoteReading): MapNode {
  const names: string[] = [];
  const entries = new Map(root.entries);
  for (const section of NAMED) {
    const entry = entries.get(section);
    if (entry?.value.type !== 'map') continue;
    const own = [...entry.value.entries.values()].map(withSpikeNames(section, note)).map((one) => {
      const name = one.key.replaceAll(' ', '_');
      const isName =
        name !== one.key && /^[A-Za-z][A-Za-z0-9_-]*$/.test(name) && entry.value.type === 'map' && !entry.value.entries.has(name);
      if (!isName) return one;
      names.push(one.key);
      note({ at: one.keyAt, path: `${section}.${name}`, written: one.key, as: name, suggestion: name });
      return { ...one, key: name };
    });
    entries.set(section, { ...entry, value: { ...entry.value, entries: new Map(own.map((one) => [one.key, one])) } });
  }
  withPromiseNames(entries, note);
  if (names.length === 0) return { ...root, entries };
  // Longer ones first: one name may begin another.
  const pattern = new RegExp(`(?<![\\w-])(?:${names.sort((a, b) => b.length - a.length).join('|')})(?![\\w-])`, 'g');
  const renamed = renamedIn({ ...root, entries }, pattern);
  return renamed.type === 'map' ? renamed : root;
}

/** Promises by names of several words: `match found: { flow: join, p95: 500 ms }`. */
function withPromiseNames(entries: Map<string, MapEntry>, note: NoteReading): void {
  const requirements = entries.get('requirements');
  if (requirements?.value.type !== 'map') return;
  const inner = new Map(requirements.value.entries);
  for (const kind of ['quality', 'agreements', 'functional']) {
    const section = inner.get(kind);
    if (section?.value.type !== 'map') continue;
    const own = [...section.value.entries.values()].map((one) => {
      const name = one.key.replaceAll(' ', '_');
      if (name === one.key || !isNameOf(name) || (section.value.type === 'map' && section.value.entries.has(name))) return one;
      note({ at: one.keyAt, path: `requirements.${kind}.${name}`, written: one.key, as: name, suggestion: name });
      return { ...one, key: name };
    });
    inner.set(kind, { ...section, value: { ...section.value, entries: new Map(own.map((one) => [one.key, one])) } });
  }
  entries.set('requirements', { ...requirements, value: { ...requirements.value, entries: inner } });
}

/** Spikes of a flow by names of several words: `season start: { factor: 8 }`. Nothing but ids of facts names them. */
const withSpikeNames =
  (section: string, note: NoteReading) =>
  (flow: MapEntry): MapEntry => {
    const spikes = section === 'flows' && flow.value.type === 'map' ? flow.value.entries.get('spikes') : undefined;
    if (spikes?.value.type !== 'map' || flow.value.type !== 'map') return flow;
    const { entries } = spikes.value;
    const own = [...entries.values()].map((one) => {
      const name = one.key.replaceAll(' ', '_');
      if (name === one.key || !isNameOf(name) || entries.has(name)) return one;
      note({ at: one.keyAt, path: `flows.${flow.key}.spikes.${name}`, written: one.key, as: name, suggestion: name });
      return { ...one, key: name };
    });
    const renamed: MapEntry = { ...spikes, value: { ...spikes.value, entries: new Map(own.map((one) => [one.key, one])) } };
    return { ...flow, value: { ...flow.value, entries: new Map(flow.value.entries).set('spikes', renamed) } };
  };

function renamedIn(node: Node, pattern: RegExp): Node {
  const inText = (text: string): string => text.replace(pattern, (name) => name.replaceAll(' ', '_'));
  if (node.type === 'list') return { ...node, items: node.items.map((item) => renamedIn(item, pattern)) };
  if (node.type === 'map') {
    const entries = [...node.entries.values()].map((entry) => ({
      ...entry,
      key: inText(entry.key),
      value: renamedIn(entry.value, pattern),
    }));
    return { ...node, entries: new Map(entries.map((entry) => [entry.key, entry])) };
  }
  if (typeof node.value !== 'string') return node;
  return { ...node, value: inText(node.value), raw: inText(node.raw) };
}

/** `latency: p95 < 400 ms` beside `flows:`: a promise among the requirements, where it is read. */
function withPromises(root: MapNode, { props = {} }: Shape): MapNode {
  const entries = new Map(root.entries);
  const stated = root.entries.get('requirements');
  if (stated && stated.value.type !== 'map') return root;
  const inner = new Map(stated?.value.type === 'map' ? stated.value.entries : []);
  for (const entry of root.entries.values()) {
    const { key, value } = entry;
    if (Object.hasOwn(props, key) || value.type !== 'scalar' || inner.has(key)) continue;
    if (promisesIn(`${key} ${unquotedOf(value)}`, root).length === 0) continue;
    entries.delete(key);
    inner.set(key, entry);
  }
  if (entries.size === root.entries.size) return root;
  const [first] = inner.values();
  const at = stated?.value.at ?? first?.keyAt ?? root.at;
  entries.set('requirements', { key: 'requirements', keyAt: stated?.keyAt ?? at, value: { type: 'map', at, entries: inner } });
  return { ...root, entries };
}

/** `users: 10M users` beside `flows:`: what is no key of a spec, nor nearly one, and holds a quantity, is an assumption. */
function withAssumptions(root: MapNode, shape: Shape, note: NoteReading): MapNode {
  const { props = {} } = shape;
  const home = props.assumptions && resolved(SHAPE, props.assumptions);
  const stated = root.entries.get('assumptions');
  if (home?.values === undefined || (stated && stated.value.type !== 'map')) return root;
  const inner = new Map(stated?.value.type === 'map' ? stated.value.entries : []);
  const entries = new Map(root.entries);
  for (const entry of grouped(root, props, home.values, entries)) {
    const { key, keyAt, value } = entry;
    const isName = isNameOf(key) && !inner.has(key) && !Object.hasOwn(props, key);
    if (!isName || !isWithUnit(value) || nearestKey(key, Object.keys(props)) !== undefined || !takes({ shapes: SHAPE }, home.values, value))
      continue;
    entries.delete(key);
    inner.set(key, entry);
    note({
      at: keyAt,
      path: `assumptions.${key}`,
      written: `${key}: ${writtenOf(value)}`,
      as: `an assumption: assumptions: { ${key}: ${writtenOf(value)} }`,
    });
  }
  if (entries.size === root.entries.size) return root;
  const [first] = inner.values();
  const at = stated?.value.at ?? first?.keyAt ?? root.at;
  entries.set('assumptions', { key: 'assumptions', keyAt: stated?.keyAt ?? at, value: { type: 'map', at, entries: inner } });
  return { ...root, entries };
}

const isNameOf = (key: string): boolean => /^[A-Za-z][A-Za-z0-9_-]*$/.test(key);

/** A number alone may be of any key: with a unit or a suffix it is a quantity. */
const isWithUnit = (value: Node): boolean => value.type === 'scalar' && !value.quoted && /\d\s*[A-Za-z%$€£]/.test(value.raw);

/** Entries of the root, and in place of a map of nothing but quantities that no key of a spec is, those of that map. */
function grouped(
  root: MapNode,
  props: Readonly<Record<string, Shape>>,
  literal: Shape,
  entries: Map<string, MapEntry>,
): readonly MapEntry[] {
  return [...root.entries.values()].flatMap((entry) => {
    const { key, value } = entry;
    if (Object.hasOwn(props, key) || value.type !== 'map' || nearestKey(key, Object.keys(props)) !== undefined) return [entry];
    const inner = [...value.entries.values()].map((one) => ({ ...one, key: one.key.replaceAll(' ', '_') }));
    // All of them or none: what is left of a map would be lost.
    const isOfAssumptions = inner.every(
      (one) => isNameOf(one.key) && isWithUnit(one.value) && !Object.hasOwn(props, one.key) && takes({ shapes: SHAPE }, literal, one.value),
    );
    const isNear = inner.some((one) => nearestKey(one.key, Object.keys(props)) !== undefined || root.entries.has(one.key));
    const stated = root.entries.get('assumptions')?.value;
    const isTaken = inner.some((one) => stated?.type === 'map' && stated.entries.has(one.key));
    if (!isOfAssumptions || isNear || isTaken || inner.length === 0) return [entry];
    entries.delete(key);
    return inner;
  });
}
