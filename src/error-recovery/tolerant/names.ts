import { type MapEntry, type MapNode, type Node, nodeAt } from '../../source/index.js';
import { type NoteReading, scalarAt, writtenOf } from './reading.js';

const NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** `consumers: grader`, `consumers: [grader, mailer]`: who takes the messages, by name alone. */
export function withConsumers(value: Node, path: readonly string[], note: NoteReading): Node {
  const entry = value.type === 'map' ? value.entries.get('consumers') : undefined;
  if (value.type !== 'map' || entry === undefined) return value;
  const items = entry.value.type === 'list' ? entry.value.items : [entry.value];
  const names = items.flatMap((item) => (item.type === 'scalar' ? writtenOf(item).split(/\s*(?:,|\band\b)\s*/) : ['']));
  if (names.length === 0 || entry.value.type === 'map' || names.some((name) => !NAME.test(name))) return value;
  const { at } = entry.value;
  const as = `{ ${names.map((name) => `${name}: {}`).join(', ')} }`;
  const written = entry.value.type === 'list' ? `[${names.join(', ')}]` : writtenOf(entry.value);
  note({ at, path: [...path, 'consumers'].join('.'), written: `consumers: ${written}`, as: `consumers: ${as}`, suggestion: as });
  const consumers = names.map((name): MapEntry => ({ key: name, keyAt: at, value: { type: 'map', at, entries: new Map() } }));
  const named: MapEntry = { ...entry, value: { type: 'map', at, entries: new Map(consumers.map((one) => [one.key, one])) } };
  return { ...value, entries: new Map([...value.entries].map(([key, one]) => [key, one === entry ? named : one])) };
}

/** `actor: a student (mobile)` where `actors:` lists `student`: that one; where it names none of them, words for people, of which nothing is computed. */
export function withActor(flow: MapNode, root: MapNode, path: readonly string[], note: NoteReading): MapNode {
  const entry = flow.entries.get('actor');
  const actors = nodeAt(root, ['actors']);
  const text = entry?.value.type === 'scalar' ? writtenOf(entry.value) : '';
  if (entry === undefined || actors?.type !== 'map' || NAME.test(text) || text === '') return flow;
  const words = new Set(text.toLowerCase().split(/[^a-z0-9_-]+/));
  const named = [...actors.entries.keys()].filter((name) => [name, `${name}s`].some((word) => words.has(word.toLowerCase())));
  const [only] = named;
  const isOne = only !== undefined && named.length === 1;
  const as = isOne ? `actor: ${only}` : 'words for people: none of the actors';
  if (named.length > 1) return flow;
  const { at } = entry.value;
  note({ at, path: [...path, 'actor'].join('.'), written: `actor: ${text}`, as, ...(isOne ? { suggestion: only } : { becomes: 'words' }) });
  const entries = new Map(flow.entries);
  if (isOne) entries.set('actor', { ...entry, value: scalarAt(only, at) });
  else entries.delete('actor');
  return { ...flow, entries };
}
