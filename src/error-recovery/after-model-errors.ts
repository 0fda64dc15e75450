import { checkTime, type Finding } from '../core/index.js';
import { validateSpec } from '../schema/index.js';
import { type MapNode, nodeAt, type SourceTree, withoutValueAt } from '../source/index.js';
import type { Model } from '../spec/index.js';
import { tolerantModel } from './tolerant/index.js';
import { isOfUndefinedName } from './undefined-names.js';

/** Mistakes of a model that only its facts show, found by who can evaluate it. */
export type MistakesOfFacts = (model: Model) => Promise<readonly Finding[]>;

/** Rounds of leaving out: what names something that was left out is left out in the next. */
const MOST_ROUNDS = 8;

/**
 * What is wrong with what the sound values of a spec mean together, such as a plain number where a rate belongs: found on the model without those that
 * are wrong and those that name them, so that one run shows both.
 * @param source a tree whose shape is right
 * @param mistakes what is wrong with its values and names
 */
export async function findAfterModelErrors(
  source: SourceTree,
  mistakes: readonly Finding[],
  file: string,
  mistakesOfFacts: MistakesOfFacts,
): Promise<readonly Finding[]> {
  let { root } = source;
  let left = errorsOf(mistakes);
  const leftOut: Finding[] = [];
  const stated: Finding[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    checkTime('checking', file);
    for (const finding of left) {
      const next = withoutOwner(root, finding);
      if (next !== undefined) root = next;
      leftOut.push(finding);
    }
    left = validateSpec(root);
    if (left.length > 0) continue;
    const { model } = await tolerantModel({ ...source, root }, file);
    if ('leaves' in model) return [...stated, ...(await mistakesOfFacts(model)).filter((finding) => isOfMeaning(finding, leftOut))];
    left = errorsOf(model);
    // What one part states in two places shows only where all values can be read.
    stated.push(
      ...left.filter((finding) => isAboutPart(finding, leftOut) || (isOfUndefinedName(finding, leftOut) && !isNamedBy(finding, leftOut))),
    );
  }
  return stated;
}

/** Whether a mistake that facts show rests on nothing that was left out: an expression whose names are all there, or a fact that no spec has. */
const isOfMeaning = (finding: Finding, leftOut: readonly Finding[]): boolean =>
  (finding.rule === 'expression/dimension' && finding.at !== undefined) ||
  (finding.rule === 'spec/unknown-fact' && finding.slots?.isOfNoFact === true) ||
  isOfNothingStated(finding, leftOut);

/** `peak: 8x` of a scenario, where the spec states no peak, and none of it was left out: there is nothing to multiply. */
export function isOfNothingStated({ at, slots }: Finding, leftOut: readonly Finding[]): boolean {
  const path = slots?.nothingAt;
  if (at === undefined || path === undefined) return false;
  // A part that was left out may state it.
  const [section = '', name] = path.split('.');
  const owner = name === undefined ? section : `${section}.${name}`;
  return !leftOut.some((one) => one.path === section || `${one.path}.`.startsWith(`${owner}.`));
}

/** Whether one of the others tells of the same name. */
const isNamedBy = (finding: Finding, others: readonly Finding[]): boolean => {
  const name = nameIn(finding);
  return name !== undefined && others.some((other) => nameIn(other) === name);
};

/** The name that a finding is about: that which nothing defines, else what stands at its place. */
const nameIn = ({ at, slots }: Finding): string | undefined => slots?.undefined ?? at?.source.text.slice(at.start, at.end);

/** Rules of what one part of a spec states, whatever the others do. */
const OF_A_PART =
  /^spec\/(?:contradiction|path-cycle|no-such-day|out-of-bounds|reserved-name|hit-without-miss|every-beside-rate|lasts-of-batch)$/;

/** Whether a finding is about what one part states, in two places perhaps, and nothing was left out of that part. */
export function isAboutPart({ rule, path = '' }: Finding, leftOut: readonly Finding[]): boolean {
  const [section, name] = path.split('.');
  if (!OF_A_PART.test(rule) || name === undefined) return false;
  // A path is what it is, whatever its flow states beside it.
  if (rule === 'spec/path-cycle')
    return !leftOut.some((one) => `${one.path}.`.startsWith(`flows.${name}.path.`) || one.path === `flows.${name}`);
  return !leftOut.some((one) => {
    const [other, part] = (one.path ?? '').split('.');
    // Of a whole section, or of the part.
    return other === section && (part === undefined || part === name);
  });
}

const errorsOf = (findings: readonly Finding[]): readonly Finding[] => findings.filter(({ severity }) => severity === 'error');

/** The tree without the innermost entry that holds what is wrong; undefined where there is none. */
export function withoutOwner(root: MapNode, { path }: Finding): MapNode | undefined {
  const steps = (path ?? '').split('.').filter((step) => step !== '');
  for (let length = steps.length; length > 0; length--) {
    const owner = nodeAt(root, steps.slice(0, length - 1));
    const isIn = steps.slice(0, length - 1).every((_, i) => nodeAt(root, steps.slice(0, i + 1))?.type === 'map');
    if (isIn && owner?.type === 'map' && owner.entries.has(steps[length - 1] as string))
      return withoutValueAt(root, steps.slice(0, length));
  }
  return undefined;
}
