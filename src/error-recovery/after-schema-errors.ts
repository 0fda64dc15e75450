import type { Finding, Range } from '../core/index.js';
import { SHAPE, validateSpec } from '../schema/index.js';
import { type MapNode, nodeAt, type SourceTree, withoutValueAt, withValueAt } from '../source/index.js';
import { findAfterModelErrors, isAboutPart, isOfNothingStated, type MistakesOfFacts, withoutOwner } from './after-model-errors.js';
import { tolerantModel } from './tolerant/index.js';
import { isOfUndefinedName } from './undefined-names.js';

/** Rounds of mending: leaving a value out may show that it is required. */
const MOST_ROUNDS = 4;
/** What reads names of these: without one of them, others would be found that are not wrong. */
const NAMED: ReadonlySet<string> = new Set(['assumptions', 'flows', 'components', 'data', 'topology', 'counts', 'conventions']);

/**
 * What is wrong beside the shape of a spec, so that one run shows it all: literals and names of the spec as it would be with what its shape lacks corrected
 * (a misspelt key or word) or left out. Where that leaves out what others name, only what rests on a value alone: a finding is never the consequence of
 * another.
 * @param shape findings of the schema
 */
export async function findAfterSchemaErrors(
  source: SourceTree,
  shape: readonly Finding[],
  file: string,
  mistakesOfFacts: MistakesOfFacts,
): Promise<readonly Finding[]> {
  let { root } = source;
  let left: readonly Finding[] = shape;
  let isWhole = true;
  for (let round = 0; round < MOST_ROUNDS && left.length > 0; round++) {
    for (const finding of left) {
      const next = mended(root, finding);
      // What was moved may define names where it belongs.
      // Nothing names a scenario or a promise.
      const isNamed = !/^(?:scenarios|requirements)\b/.test(finding.path ?? '');
      isWhole &&= (next !== undefined || !isNamed) && finding.rule !== 'schema/indent';
      root = next ?? withoutOwner(root, finding) ?? root;
    }
    left = validateSpec(root);
  }
  const unread = ofUnknownKinds(source.root, shape);
  if (left.length > 0) return unread;
  // What is read as it is meant is no mistake, and what it leads to would be found in the next run.
  const { tree, model } = await tolerantModel({ ...source, root }, file);
  const wrong = 'leaves' in model ? [] : model.filter(({ severity, isOnlyReading }) => severity === 'error' && !isOnlyReading);
  const found = [...wrong, ...(await findAfterModelErrors(tree, 'leaves' in model ? [] : model, file, mistakesOfFacts))];
  const own = found.filter(
    (finding) =>
      finding.at !== undefined &&
      (isWhole ||
        isLocal(finding.rule) ||
        isAboutPart(finding, shape) ||
        isOfUndefinedName(finding, shape) ||
        isOfNothingStated(finding, shape)) &&
      !shape.some((one) => one.at !== undefined && overlap(one.at, finding.at as Range)),
  );
  return [...unread, ...own];
}

/** Keys that no kind of component has, of components whose kind is not known: which of the others they may have is not known either. */
function ofUnknownKinds(root: MapNode, shape: readonly Finding[]): readonly Finding[] {
  return shape.flatMap(({ rule, path = '', suggestion }) => {
    const [, name] = /^components\.([^.]+)\.kind$/.exec(path) ?? [];
    const kind = nodeAt(root, path.split('.'));
    if (rule !== 'schema/unknown-value' || name === undefined || suggestion !== undefined || kind?.type !== 'scalar') return [];
    const known = SHAPE.component?.props ?? {};
    return validateSpec(withValueAt(root, path.split('.'), { ...kind, value: 'service', raw: 'service' })).filter((finding) => {
      const [section, owner, key, ...below] = (finding.path ?? '').split('.');
      const isOwn = section === 'components' && owner === name && key !== undefined && below.length === 0;
      return finding.rule === 'schema/unknown-key' && isOwn && !Object.hasOwn(known, key);
    });
  });
}

/** Whether a finding rests on nothing but the value that it is about, whatever else of the spec is left out. */
export const isLocal = (rule: string): boolean =>
  /^(?:quantity\/|expression\/(?!unknown-name)|spec\/(?:path|unknown-fact)$|schema\/(?:unknown-value|bad-value|wrong-type|empty)$)/.test(
    rule,
  );

/** The tree with the word that was meant, else without what is wrong; undefined where neither can be. */
function mended(root: MapNode, { rule, path, suggestion, at }: Finding): MapNode | undefined {
  if (path === undefined) return undefined;
  const steps = path.split('.').filter((step) => step !== '');
  const key = steps[steps.length - 1];
  const parent = nodeAt(root, steps.slice(0, -1));
  const entry = parent?.type === 'map' && key !== undefined ? parent.entries.get(key) : undefined;
  // Of a list, or of a path that leads nowhere.
  if (!entry || at === undefined) return undefined;
  const isKey = at.source === entry.keyAt.source && at.start === entry.keyAt.start;
  if (rule === 'schema/unknown-key' && isKey) {
    const isFree = suggestion !== undefined && nodeAt(root, [...steps.slice(0, -1), suggestion]) === undefined;
    if (!isFree || parent?.type !== 'map') return withoutValueAt(root, steps);
    // The key keeps its place, by which it is told from its value.
    const entries = [...parent.entries.values()].map((one) => (one === entry ? { ...one, key: suggestion } : one));
    return withValueAt(root, steps.slice(0, -1), { ...parent, entries: new Map(entries.map((one) => [one.key, one])) });
  }
  if (rule === 'schema/unknown-value' && suggestion !== undefined && entry.value.type === 'scalar')
    return withValueAt(root, steps, { ...entry.value, value: suggestion, raw: suggestion });
  // Nothing is taken out of a list: what holds it goes instead.
  const isInList = steps.some((_, i) => nodeAt(root, steps.slice(0, i))?.type === 'list');
  return isInList || (NAMED.has(steps[0] as string) && (steps.length <= 2 || steps[0] === 'topology'))
    ? undefined
    : withoutValueAt(root, steps);
}

const overlap = (a: Range, b: Range): boolean => a.source === b.source && a.start < b.end && b.start < a.end;
