import { type Finding, failure, type Outcome, success, suggest } from '../core/index.js';
import { CurrencyFinder, type FieldType, loadExpressionParser, parseField, type Quantity } from '../quantity/index.js';
import { childShape, resolved, SHAPE, type Shape, shapeOfNode, statedBy, validateSpec } from '../schema/index.js';
import { type MapNode, type Node, nodeAt, type ScalarNode, valueFrom, withValueAt } from '../source/index.js';
import { inWholes, outOfBounds } from './bounds.js';
import { buildModel } from './build.js';
import { contradictionsUnder, product } from './changed-contradictions.js';
import type { Change } from './edit.js';
import type { Leaf } from './leaf.js';
import { LiteralReader } from './literals.js';
import type { Model } from './model.js';
import { References } from './references.js';
import { spelledOut, writtenPath } from './resolution.js';

/** A change computed: literals that take the place of others, in the same model where the structure stays, else in a new one. */
export interface Changed {
  readonly model: Model;
  readonly leaves: ReadonlyMap<string, Leaf>;
}

/**
 * Applies changes to a model. A literal that is replaced by one of the same form keeps the structure, so that facts can be shared; any
 * other change (a new key, a peak stated in another form) rebuilds the model.
 */
export async function changesOf(model: Model, changes: readonly Change[]): Promise<Outcome<Changed>> {
  let current = model;
  const findings: Finding[] = [];
  const leaves = new Map<string, Leaf>();
  const replacing = new Map<string, Change>();
  const made: Change[] = [];
  const parser = changes.some(({ text }) => text.trimStart().startsWith('=')) ? await loadExpressionParser() : undefined;
  for (const asked of changes) {
    const change = { ...asked, path: pathToChange(current, asked.path) };
    made.push(change);
    const { field, bound, wordsToo } = shapeAt(current.tree.root, change.path);
    const earlier = replacing.get(change.path);
    if (earlier && multiplierOf(current, change)) {
      // `x2` of what an earlier change put there: that one becomes part of the spec first.
      const stated = await rebuild(current, earlier);
      if (!stated.ok) return stated;
      current = stated.value;
      leaves.delete(change.path);
      replacing.delete(change.path);
    }
    const known = current.leaves.get(change.path);
    const multiplied = known && multipliedLeaf(current, change, known, leaves.get(change.path));
    if (multiplied) {
      const broken = multiplied.ok ? outOfBounds(product(known, multiplied.value)) : undefined;
      if (!multiplied.ok) findings.push(...multiplied.findings);
      else if (broken) findings.push(broken);
      else leaves.set(change.path, multiplied.value);
      continue;
    }
    // A word in place of a literal changes the structure.
    if (field && known && !wordsToo?.includes(change.text.trim())) {
      const replaced = replacedLeaf(current, change, { field, bound }, known.bounds, parser);
      if (!replaced.ok) {
        findings.push(...replaced.findings);
        continue;
      }
      if (sameForm(known, replaced.value)) {
        const broken = outOfBounds(replaced.value);
        if (broken) findings.push(broken);
        leaves.set(change.path, replaced.value);
        replacing.set(change.path, change);
        continue;
      }
    }
    const rebuilt = await rebuild(current, change);
    if (!rebuilt.ok) findings.push(...rebuilt.findings);
    else {
      current = rebuilt.value;
      leaves.delete(change.path);
      replacing.delete(change.path);
    }
  }
  if (findings.length > 0) return failure(...findings);
  if (current === model && leaves.size === 0) return success({ model, leaves });
  // Of all changes together: one alone may state what another one makes room for.
  const found = contradictionsUnder(current, leaves, made);
  const wrong = found.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) return failure(...wrong);
  const isRebuilt = current !== model && found.length > 0;
  return success({ model: isRebuilt ? { ...current, findings: [...current.findings, ...found] } : current, leaves });
}

/** The form of a leaf decides which formula its facts have. */
function sameForm(a: Leaf, b: Leaf): boolean {
  const plain = (leaf: Leaf): boolean =>
    leaf.value.kind === 'quantity' ||
    (leaf.value.kind === 'expression' && leaf.field !== 'peak' && leaf.field !== 'holds' && leaf.field !== 'growth');
  return plain(a) && plain(b) ? true : a.value.kind === b.value.kind && a.value.kind !== 'expression';
}

/** N of `xN`. */
function multiplierOf(model: Model, change: Change): Quantity | undefined {
  const parsed = parseField('change', change.text, model.vocabulary);
  return parsed.ok && parsed.value.kind === 'multiply' ? parsed.value.factor : undefined;
}

/** @param earlier a factor that an earlier change put there: the two multiply */
function multipliedLeaf(model: Model, change: Change, known: Leaf, earlier: Leaf | undefined): Outcome<Leaf> | undefined {
  const factor = multiplierOf(model, change);
  // `x4` states a growth: four times as much a year.
  if (!factor || known.value.kind === 'growth') return undefined;
  if (known.value.kind === 'window' || known.value.kind === 'forever') {
    return failure({
      rule: 'spec/change',
      severity: 'error',
      message: `"${known.text}" cannot be multiplied`,
      at: change.at,
      path: change.path,
      help: 'write the new value',
    });
  }
  const both = earlier?.value.kind === 'multiply' ? { ...factor, value: factor.value * earlier.value.factor.value } : factor;
  return success({
    path: change.path,
    field: known.field,
    text: change.text.trim(),
    at: change.at,
    node: scalarOf(change),
    value: { kind: 'multiply', factor: both },
    ...(known.bounds && { bounds: known.bounds }),
  });
}

function replacedLeaf(
  model: Model,
  change: Change,
  { field, bound }: { readonly field: FieldType; readonly bound: Shape['bound'] },
  bounds: Leaf['bounds'],
  parser: Awaited<ReturnType<typeof loadExpressionParser>> | undefined,
): Outcome<Leaf> {
  const names = new Set(
    [...model.leaves.keys()].filter((path) => path.startsWith('assumptions.')).map((path) => path.slice('assumptions.'.length)),
  );
  const references = new References();
  for (const name of names) references.define('assumption', name, change.at);
  for (const [named, table] of [
    ['flow', model.flows],
    ['component', model.components],
    ['data', model.data],
  ] as const) {
    for (const name of table.keys()) references.define(named, name, change.at);
  }
  for (const path of model.leaves.keys())
    if (path.startsWith('derived.')) references.define('derived', path.slice('derived.'.length), change.at);
  const { name: currency, isStated } = model.currency;
  const finder = new CurrencyFinder(isStated ? currency : undefined);
  const reader = new LiteralReader(model.vocabulary, finder, references, names, parser);
  const read = reader.read(change.path, scalarOf(change), field, bound);
  const leaf = read && bounds ? { ...read, value: inWholes(read.value, bounds), bounds } : read;
  const findings = [...reader.findings, ...references.findings()];
  return leaf && findings.length === 0 ? success(leaf) : failure(...findings);
}

function scalarOf(change: Change): ScalarNode {
  const { start, end, source } = change.at;
  const raw = source.text.slice(start, end);
  return { type: 'scalar', at: change.at, value: change.text, raw, quoted: raw !== change.text };
}

async function rebuild(model: Model, change: Change): Promise<Outcome<Model>> {
  const { root } = model.tree;
  const path = change.path.split('.');
  const wrong = wrongStep(root, path);
  if (wrong !== undefined) return failure(unknownPath(change, wrong));
  const parsed = parseField('change', change.text, model.vocabulary);
  const { field } = shapeAt(root, change.path);
  const isItself = field !== undefined && STATES_TIMES.has(field);
  if (parsed.ok && parsed.value.kind === 'multiply' && !isItself) return failure(nothingStated(model, change));
  const value = valueFrom(change.text, change.at.source, change.at.start);
  if (!value.ok) return value;
  const tree = { ...model.tree, root: withValueAt(spelledOutAlong(root, path), path, value.value) };
  const findings = validateSpec(tree.root);
  return findings.length > 0 ? failure(...findings) : await buildModel(tree, model.file, model.currency, { isHeldAgainstItself: false });
}

/** Fields of which `x4` is a value: so many times as much a year, so many times as large. */
const STATES_TIMES: ReadonlySet<FieldType> = new Set(['growth', 'overhead']);

/** `x2` of what the spec does not state. */
function nothingStated(model: Model, { path, keyAt, text }: Change): Finding {
  const [times] = /\d+(?:\.\d+)?/.exec(text) ?? [];
  // A peak is a number of times the mean: that much is meant.
  const itself =
    path.endsWith('peak') && times !== undefined
      ? `write the value itself: ${path}: ${times}, so many times the mean`
      : 'write the value itself';
  const near = suggest(path, model.leaves.keys());
  return {
    rule: 'spec/change',
    severity: 'error',
    message: `nothing is stated at "${path}" that could be multiplied`,
    slots: { nothingAt: path },
    at: keyAt,
    path,
    help: near === undefined ? itself : `did you mean "${near}"?`,
    ...(near !== undefined && { suggestion: near }),
  };
}

interface Wrong {
  readonly word: string;
  readonly offset: number;
  readonly suggestion: string | undefined;
}

/** The first segment of a path that is no key of the schema, or no name of the spec. */
function wrongStep(root: MapNode, path: readonly string[]): Wrong | undefined {
  let shape: Shape | undefined = SHAPE.root;
  let node: Node | undefined = root;
  let offset = 0;
  for (const [i, step] of path.entries()) {
    const here: Shape | undefined = shape && node ? shapeOfNode(SHAPE, shape, node) : shape && resolved(SHAPE, shape);
    if (!here) return { word: step, offset, suggestion: undefined };
    const next = childShape(here, node?.type === 'list' ? Number(step) : step);
    const inside: Node | undefined = node && nodeAt(node, [step]);
    const isName = here.values !== undefined && here.props?.[step] === undefined;
    // A name at the end may be new, but for an assumption: nothing would use it.
    if (!next || (isName && !inside && (i < path.length - 1 || path[0] === 'assumptions'))) {
      const known = [...Object.keys(here.props ?? {}), ...(node?.type === 'map' ? node.entries.keys() : [])];
      return { word: step, offset, suggestion: suggest(step, known) };
    }
    shape = next;
    node = inside;
    offset += step.length + 1;
  }
  return undefined;
}

function unknownPath(change: Change, { word, offset, suggestion }: Wrong): Finding {
  const whole = change.keyAt.end - change.keyAt.start === change.path.length;
  const start = change.keyAt.start + offset;
  return {
    rule: 'spec/unknown-path',
    severity: 'error',
    message: `"${change.path}" leads nowhere: unknown "${word}"`,
    at: whole ? { ...change.keyAt, start, end: start + word.length } : change.keyAt,
    path: change.path,
    help: suggestion === undefined ? 'give a path of the spec, such as flows.read.rate' : `did you mean "${suggestion}"?`,
    ...(suggestion !== undefined && { suggestion }),
  };
}

/** What is stated, or may be stated, at a spec path. */
function shapeAt(root: MapNode, path: string): Shape {
  let shape: Shape | undefined = SHAPE.root;
  let node: Node | undefined = root;
  for (const step of path.split('.')) {
    const here: Shape | undefined = shape && node ? shapeOfNode(SHAPE, shape, node) : shape && resolved(SHAPE, shape);
    if (!here) return {};
    shape = childShape(here, node?.type === 'list' ? Number(step) : step);
    node = node && nodeAt(node, [step]);
  }
  return shape ? resolved(SHAPE, shape) : {};
}

/**
 * The path at which the spec states what a change is about: `components.db.replication` for `replication.factor` where that is written in short,
 * `instances` for `nodes`, and `flows.read.rate` for the id of the fact that it states, `flows.read.rate.mean`. What is not stated, or only together
 * with more, is changed at the path of the change.
 */
export function pathToChange(model: Model, path: string): string {
  if (model.leaves.has(path)) return path;
  const { root } = model.tree;
  const rate = path.replace(/\.mean$/, '');
  if (rate !== path && shapeAt(root, rate).field === 'rate') return pathToChange(model, rate);
  const shape = shapeAt(root, path);
  const [field = path, ...others] = shape.standsFor ? statedBy(path, shape) : [path];
  const written = writtenPath(model, field);
  const isAlone = others.length === 0 && model.leaves.has(written) && statedBy(written, shapeAt(root, written)).length === 1;
  return isAlone ? written : path;
}

/** Where a field is stated, or its shortest path: `components.db.mttr` for `mttr.repair` where neither is stated. */
export function pathToState(model: Model, path: string): string {
  const written = writtenPath(model, path);
  if (model.leaves.has(written)) return written;
  const above = path.slice(0, path.lastIndexOf('.'));
  const { root } = model.tree;
  const { shortFor = [] } = shapeAt(root, above);
  return shortFor.length === 1 && nodeAt(root, above.split('.')) === undefined ? above : path;
}

/** The tree with maps in place of what is short for them, on the way to a path: what they state stays beside what is set there. */
export function spelledOutAlong(root: MapNode, path: readonly string[]): MapNode {
  let tree = root;
  for (let length = 1; length < path.length; length++) {
    const above = path.slice(0, length);
    const node = nodeAt(tree, above);
    const map = node?.type === 'scalar' ? spelledOut(node, shapeAt(tree, above.join('.'))) : undefined;
    if (map) tree = withValueAt(tree, above, map);
  }
  return tree;
}
