import { checkTime, type Finding, type Range } from '../../core/index.js';
import { validateSpec } from '../../schema/index.js';
import { type MapNode, type Node, nodeAt, type Path, type SourceTree, valueFrom, withValueAt } from '../../source/index.js';
import { buildModel, type Model, readAs } from '../../spec/index.js';
import { withoutLabels } from './labels.js';
import { reworded } from './reworded.js';

/** A spec that is refused as it stands, read as it is meant wherever that is certain. */
export interface TolerantReading {
  readonly tree: SourceTree;
  /** What was read as something else, for people: one note each. */
  readonly notes: readonly Finding[];
  /** What is wrong with the shape of the rest. */
  readonly shape: readonly Finding[];
  /** The model, or what is wrong with it, where its shape is right. */
  readonly model: Model | readonly Finding[] | null;
}

/** Names that are written otherwise are found one after the other: of a spec of a usual size. */
const MOST_ROUNDS = 40;
const USUAL_TEXT = 300_000;

/**
 * Reads what has one reading only: other words for keys and kinds, promises in sentences, expressions without their sign, paths with shares, names in
 * other letters. What is left is what its author has to decide.
 */
export async function readTolerantly(source: SourceTree, file: string): Promise<TolerantReading> {
  // Where lines are indented otherwise than meant, keys stand in places where they mean something else; what is of another tool is no spec at all.
  const isOther = validateSpec(source.root).some(({ rule }) => rule === 'schema/indent' || rule === 'schema/not-a-spec');
  const { root: worded, readings } = isOther ? { root: source.root, readings: [] } : reworded(source.root);
  const { root, notes: labels, shape } = isOther ? { root: worded, notes: [], shape: validateSpec(worded) } : withoutLabels(worded);
  const notes = [...readings.map(readAs), ...labels];
  if (shape.length > 0) return { tree: { ...source, root, written: source.root }, notes, shape, model: null };
  const settled = await tolerantModel({ ...source, root, written: source.root }, file);
  return { tree: settled.tree, notes: [...notes, ...settled.notes], shape, model: settled.model };
}

/** The model of a tree whose shape is right, with each value, name and word that has one reading only read as that; else what is left to decide. */
export async function tolerantModel(
  source: SourceTree,
  file: string,
): Promise<Pick<TolerantReading, 'tree' | 'notes'> & { model: Model | readonly Finding[] }> {
  let tree = source;
  const notes: Finding[] = [];
  const size = source.files.reduce((sum, { text }) => sum + text.length, 0);
  const rounds = size > USUAL_TEXT ? 1 : MOST_ROUNDS;
  for (let round = 0; ; round++) {
    checkTime('checking', file);
    const model = await buildModel(tree, file);
    if (model.ok) return { tree, notes, model: model.value };
    const certain = model.findings.filter(({ isOnlyReading }) => isOnlyReading);
    const done = new Set<string>();
    const next = round < rounds ? certain.reduce((root, finding) => replaced(root, finding, notes, done), tree.root) : tree.root;
    if (next === tree.root) return { tree, notes, model: model.findings };
    tree = { ...tree, root: next };
    if (validateSpec(next).length > 0) return { tree, notes, model: model.findings };
  }
}

/**
 * The tree with what a finding suggests in place of what it is about, which is a value, a part of one, or a key.
 * @param done values in which something was replaced: places in them are no longer what they were
 */
function replaced(root: MapNode, finding: Finding, notes: Finding[], done: Set<string>): MapNode {
  const { at, path, suggestion } = finding;
  if (at === undefined || path === undefined) return root;
  const written = at.source.text.slice(at.start, at.end);
  if (suggestion === undefined) return counting(root, written, finding, notes);
  const place = placeOf(root, path.split('.'), at);
  const key = place?.path.join('.') ?? '';
  const next = place && !done.has(key) ? withReplacement(root, place, at, suggestion) : undefined;
  if (next === undefined) return root;
  done.add(key);
  notes.push(readAs({ at, path, written: unquoted(written), as: suggestion, suggestion }));
  return next;
}

const unquoted = (text: string): string => text.replace(/^(['"])(.*)\1$/s, '$2');

/** `40k couriers`: a word of its own after a number is what is counted. */
function counting(root: MapNode, word: string, { at, path }: Finding, notes: Finding[]): MapNode {
  const known = nodeAt(root, ['counts']);
  const items = known?.type === 'list' ? known.items : [];
  if (at === undefined || path === undefined || items.some((item) => item.type === 'scalar' && item.value === word)) return root;
  notes.push(readAs({ at, path, written: word, as: `what is counted: counts: [${word}]` }));
  const item: Node = { type: 'scalar', at, value: word, raw: word, quoted: false };
  return withValueAt(root, ['counts'], { type: 'list', at: known?.at ?? at, items: [...items, item] });
}

/** The value whose text holds a range, at a path or below; where it is the key of an entry, that entry. */
function placeOf(root: MapNode, steps: Path, at: Range): { readonly path: Path; readonly isKey: boolean } | undefined {
  const holds = (range: Range): boolean => range.source === at.source && range.start <= at.start && at.end <= range.end;
  for (let length = steps.length; length > 0; length--) {
    const path = steps.slice(0, length);
    const last = path[length - 1] as string;
    const parent = nodeAt(root, path.slice(0, -1));
    const entry = parent?.type === 'map' ? parent.entries.get(last) : undefined;
    if (entry !== undefined && entry.keyAt.start === at.start && entry.keyAt.end === at.end && holds(entry.keyAt))
      return { path, isKey: true };
    const node = nodeAt(root, path);
    if (node?.type === 'scalar' && holds(node.at)) return { path, isKey: false };
  }
  return undefined;
}

function withReplacement(
  root: MapNode,
  { path, isKey }: { readonly path: Path; readonly isKey: boolean },
  at: Range,
  suggestion: string,
): MapNode | undefined {
  if (isKey) {
    const owner = nodeAt(root, path.slice(0, -1));
    const key = String(path.at(-1));
    if (owner?.type !== 'map' || owner.entries.has(suggestion)) return undefined;
    const entries = [...owner.entries.values()].map((entry) => (entry.key === key ? { ...entry, key: suggestion } : entry));
    return withValueAt(root, path.slice(0, -1), { ...owner, entries: new Map(entries.map((entry) => [entry.key, entry])) });
  }
  const node = nodeAt(root, path);
  if (node?.type !== 'scalar') return undefined;
  const from = at.start - node.at.start;
  const raw = node.raw.slice(0, from) + suggestion + node.raw.slice(from + at.end - at.start);
  const value = valueFrom(raw, { name: node.at.source.name, text: raw });
  return value.ok ? withValueAt(root, path, placed(value.value, node.at)) : undefined;
}

/** What was made of a text stands where the text does. */
function placed(node: Node, at: Range): Node {
  if (node.type === 'scalar') return { ...node, at };
  if (node.type === 'list') return { ...node, at, items: node.items.map((item) => placed(item, at)) };
  const entries = [...node.entries.values()].map((entry) => ({ ...entry, keyAt: at, value: placed(entry.value, at) }));
  return { ...node, at, entries: new Map(entries.map((entry) => [entry.key, entry])) };
}
