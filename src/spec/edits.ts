import { type Edit, failure, type Outcome, type Plain, type Range, success } from '../core/index.js';
import { validateSpec } from '../schema/index.js';
import { type MapNode, type Node, nodeAt, nodeOf, withItemAt, withoutValueAt, withValueAt } from '../source/index.js';
import { changesUnder, withAlternative } from './alternatives.js';
import { buildModel } from './build.js';
import { changesOf, pathToChange, spelledOutAlong } from './change.js';
import type { Change } from './edit.js';
import type { Leaf } from './leaf.js';
import type { Model } from './model.js';

/** The tree with all edits made, in their order. What lies beside their paths is shared with the old tree. */
export function editedRoot(root: MapNode, edits: readonly Edit[]): Outcome<MapNode> {
  let tree: MapNode | undefined = root;
  for (const edit of edits) {
    tree = edited(tree, edit);
    if (!tree) return failure(nothingThere(edit));
  }
  return success(tree);
}

/** Undefined where the edit needs something that is not there. */
function edited(tree: MapNode, edit: Edit): MapNode | undefined {
  const path = edit.path.split('.');
  switch (edit.do) {
    case 'set':
      return withValueAt(spelledOutAlong(tree, path), path, nodeOf(edit.value, placeOf(edit)));
    case 'remove':
      return nodeAt(tree, path) && withoutValueAt(tree, path);
    case 'insert':
      return nodeAt(tree, path.slice(0, -1))?.type === 'list' ? withItemAt(tree, path, nodeOf(edit.value, placeOf(edit))) : undefined;
    case 'choose': {
      const [, component = ''] = path;
      return nodeAt(tree, [...path, 'options', edit.option]) && withAlternative(tree, component, edit.option);
    }
    case 'wrap': {
      const item = nodeAt(tree, path);
      const own = item?.type === 'map' ? item.entries.get(edit.key) : undefined;
      const options = nodeOf(edit.value, placeOf(edit));
      if (item?.type !== 'map' || !own || options.type !== 'map') return undefined;
      const at = placeOf(edit);
      const inner: Node = { type: 'list', at, items: [{ type: 'map', at, entries: new Map([[edit.key, own]]) }] };
      const value: Node = { ...options, entries: new Map([...options.entries, [edit.via, { key: edit.via, keyAt: at, value: inner }]]) };
      const others = [...item.entries].filter(([key]) => key !== edit.key);
      return withValueAt(tree, path, { ...item, entries: new Map([...others, [edit.into, { key: edit.into, keyAt: at, value }]]) });
    }
  }
}

const nothingThere = (edit: Edit) =>
  ({
    rule: 'spec/unknown-path',
    severity: 'error',
    message: `the spec states nothing at "${edit.path}"`,
    at: placeOf(edit),
    path: edit.path,
    help: 'the spec may have changed since: look at it again',
  }) as const;

/** Where findings about an edit point to: its own text. */
function placeOf(edit: Edit): Range {
  const text =
    edit.do === 'remove'
      ? `${edit.path}:`
      : edit.do === 'choose'
        ? `${edit.path}.options.${edit.option}`
        : `${edit.path}: ${JSON.stringify(edit.value)}`;
  return { source: { name: 'change', text }, start: 0, end: text.length };
}

/** What `--set` and a scenario ask of a spec, as they ask it of the spec with edits made: what they ask of an alternative they ask of the component that has it. */
export function changesAfter(root: MapNode, edits: readonly Edit[], changes: readonly Change[]): readonly Change[] {
  return edits.reduce<readonly Change[]>(
    (asked, edit) => (edit.do === 'choose' ? changesUnder(root, edit.path.split('.')[1] ?? '', edit.option, asked) : asked),
    changes,
  );
}

/** A change made: literals in place of others in the same model, where all that is stated keeps its form, else a new model. */
export interface EditedModel {
  readonly model: Model;
  readonly leaves: ReadonlyMap<string, Leaf>;
}

/** A spec with a list of edits made and checked as one: each alone may be invalid. */
export async function editedModel(model: Model, edits: readonly Edit[]): Promise<Outcome<EditedModel>> {
  const literals = edits.map((edit) => literalChange(model, edit));
  if (literals.every((change) => change !== undefined)) {
    const changed = await changesOf(model, literals as readonly Change[]);
    if (!changed.ok || changed.value.model === model) return changed;
  }
  const root = editedRoot(model.tree.root, edits);
  if (!root.ok) return root;
  const invalid = validateSpec(root.value);
  if (invalid.length > 0) return failure(...invalid);
  const made = await buildModel({ ...model.tree, root: root.value, findings: [] }, model.file, model.currency);
  return made.ok ? success({ model: made.value, leaves: new Map() }) : made;
}

/** An edit that puts a literal in place of another one. */
function literalChange(model: Model, edit: Edit): Change | undefined {
  if (edit.do !== 'set' || !isScalar(edit.value)) return undefined;
  const path = pathToChange(model, edit.path);
  if (!model.leaves.has(path)) return undefined;
  const text = String(edit.value);
  const source = { name: 'change', text: `${path}: ${text}` };
  const start = path.length + 2;
  return { path, text, at: { source, start, end: source.text.length }, keyAt: { source, start: 0, end: path.length } };
}

const isScalar = (value: Plain): boolean => typeof value === 'string' || typeof value === 'number';
