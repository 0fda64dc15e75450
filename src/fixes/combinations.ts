import { type CheckResult, type Edit, partsOf } from '../core/index.js';
import { costDifference } from '../evaluate/cost-difference.js';
import type { Evaluation } from '../evaluate/evaluation.js';
import { editsFor, evaluationUnder } from '../evaluate/tried.js';
import { judge } from '../facts/index.js';
import { keepsWholes, type Model } from '../spec/index.js';
import { Unavailability } from '../studies/unavailability.js';
import { About, type Proposal, type Recipe } from './about.js';
import { cacheInFront, fallback, largerFallback, notWaited, secondProvider } from './calls.js';
import { canary, rollingDeploy, rollingMaintenance, statedFailover } from './fields.js';
import { asManyAsNeeded, moreCopies, oneMore, overZones, roomier } from './instances.js';
import { queueInFront } from './messages.js';
import { ownSecondRegion } from './regions.js';

/** More changes at once are another design. */
const MOST_AT_ONCE = 3;

/** What may bring a target nearer, whatever the rules find. */
const GENERAL: readonly Recipe[] = [
  oneMore,
  asManyAsNeeded,
  overZones,
  moreCopies,
  fallback,
  largerFallback,
  secondProvider,
  notWaited,
  cacheInFront,
  queueInFront,
  canary,
  rollingDeploy,
  rollingMaintenance,
  statedFailover,
  ownSecondRegion,
];

/** Those of them that take nothing but what can be bought or switched on: no other answer has to be found, and nothing is put in between. */
export const STURDIER: readonly Recipe[] = [
  oneMore,
  asManyAsNeeded,
  overZones,
  moreCopies,
  canary,
  rollingDeploy,
  rollingMaintenance,
  statedFailover,
];

/** Those by which an answer comes sooner, with more of what there is. */
export const QUICKER: readonly Recipe[] = [oneMore, roomier, asManyAsNeeded];

/** Those that bring answers from nearer by; readers may see what is a little old. */
export const NEARER: readonly Recipe[] = [cacheInFront];

/** Some changes together, tried: what a target comes to under them, and what they cost. */
export interface Combination {
  readonly proposals: readonly Proposal[];
  readonly isMet: boolean;
  /** How far on the good side of the target, relative to it; negative where it is missed. */
  readonly margin: number;
  /** How much more than now; null where that is not known. */
  readonly cost: number | null;
}

/** The target that is to be met, and the evaluation in which it is not. */
export interface TargetToMeet {
  readonly evaluation: Evaluation;
  readonly check: CheckResult;
}

/** Evaluates changes together; null where they cannot be made together. */
export async function combinationOf({ evaluation, check }: TargetToMeet, proposals: readonly Proposal[]): Promise<Combination | null> {
  if (isConflicting(proposals)) return null;
  const edits = editsFor(
    evaluation,
    proposals.flatMap((proposal) => proposal.edits),
  );
  const after = await evaluationUnder(evaluation, edits);
  if (!after.ok || !keepsWholes(evaluation.model, after.value.model)) return null;
  const { graph, sampler, model } = after.value;
  const own = model.checks.find(({ kind, name, scenario }) => kind === check.kind && name === check.name && scenario === check.scenario);
  const result = own && judge(own, graph, sampler);
  if (!result || result.margin === null) return null;
  const grows = proposals.flatMap((proposal) => proposal.grows ?? []);
  return { proposals, isMet: result.status === 'met', margin: result.margin, cost: costDifference(evaluation.graph, graph, grows) };
}

/** Two that state the same thing, or of which one states something within what the other replaces. */
function isConflicting(proposals: readonly Proposal[]): boolean {
  const paths = proposals.map(({ edits }) => edits.map(({ path }) => path));
  const meets = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
  return paths.some((own, i) => paths.slice(i + 1).some((others) => own.some((a) => others.some((b) => meets(a, b)))));
}

/** Whether a combination is better than another one that meets the target too: cheaper, else of fewer changes, else of fewer edits. */
export function isBetter(a: Combination, b: Combination | null): boolean {
  if (b === null) return true;
  if ((a.cost === null) !== (b.cost === null)) return a.cost !== null;
  const [more, less] = [(a.cost ?? 0) - (b.cost ?? 0) > CENT, (a.cost ?? 0) - (b.cost ?? 0) < -CENT];
  if (more || less) return less;
  if (a.proposals.length !== b.proposals.length) return a.proposals.length < b.proposals.length;
  return editsOf(a).length < editsOf(b).length;
}

const CENT = 0.005;
const editsOf = ({ proposals }: Combination): readonly Edit[] => proposals.flatMap(({ edits }) => edits);

/**
 * The cheapest of all sets of at most three changes that meets a target, by branch and bound: a set whose cost, less all that the changes after it save
 * when each is made alone, is no less than that of the best so far is not gone on with. Null where no set meets it.
 * @param alone each change by itself, as evaluated
 */
export async function cheapestThatMeets(target: TargetToMeet, alone: readonly Combination[]): Promise<Combination | null> {
  let best: Combination | null = null;
  const saving = alone.map(({ cost }) => Math.max(0, -(cost ?? 0)));
  /** What the changes from one on save at most. */
  const savingFrom = (index: number): number => saving.slice(index).reduce((sum, one) => sum + one, 0);
  const mayBeat = ({ cost, proposals }: Combination, from: number): boolean => {
    if (best === null) return true;
    // Where one cost is not known, that of more changes is not.
    if (cost === null) return best.cost === null && proposals.length + 1 < best.proposals.length;
    return best.cost === null || cost - savingFrom(from) <= best.cost + CENT;
  };
  const extend = async (base: readonly number[], from: number): Promise<void> => {
    for (let i = from; i < alone.length; i++) {
      const indices = [...base, i];
      const [only] = indices;
      const own =
        indices.length === 1
          ? (alone[only as number] as Combination)
          : await combinationOf(
              target,
              indices.flatMap((index) => (alone[index] as Combination).proposals),
            );
      if (!own) continue;
      if (own.isMet && isBetter(own, best)) best = own;
      if (indices.length < MOST_AT_ONCE && mayBeat(own, i + 1)) await extend(indices, i + 1);
    }
  };
  await extend([], 0);
  return best;
}

/** Each change that brings the target nearer by itself, most for its cost first. */
export async function helping(target: TargetToMeet, most: number, recipes: readonly Recipe[] = GENERAL): Promise<readonly Combination[]> {
  const now = target.check.margin;
  if (now === null) return [];
  const found: Combination[] = [];
  for (const proposal of candidatesFor(target, recipes)) {
    const alone = await combinationOf(target, [proposal]);
    if (alone && alone.margin > now + 1e-12) found.push(alone);
  }
  const gain = ({ margin, cost }: Combination): number => (margin - now) / Math.max(1, cost ?? 1);
  return found.sort((a, b) => gain(b) - gain(a)).slice(0, most);
}

/** What may be tried for a target: on the components that its fact is about, each change once. */
function candidatesFor({ evaluation, check }: TargetToMeet, recipes: readonly Recipe[] = GENERAL): readonly Proposal[] {
  const found = new Map<string, Proposal>();
  for (const component of componentsOf(evaluation, check.fact)) {
    const about = new About({ subject: `components.${component}` }, evaluation);
    for (const recipe of recipes)
      for (const proposal of recipe(about)) {
        const id = JSON.stringify(proposal.edits);
        if (proposal.edits.length > 0 && !found.has(id)) found.set(id, proposal);
      }
  }
  return [...found.values()];
}

function componentsOf(evaluation: Evaluation, fact: string): readonly string[] {
  const { model, graph } = evaluation;
  const { root, name, topic } = partsOf(fact);
  if (root === 'components') return [name];
  if (root === 'data') return model.data.get(name)?.stores ?? [];
  if (root !== 'flows') return [];
  const called = [...new Set(model.flows.get(name)?.calls.map(({ component }) => component) ?? [])];
  const lost = topic === 'availability' || topic === 'unavailability' ? Unavailability.of(graph, `flows.${name}`) : undefined;
  return lost ? called.filter(weighingIn(lost, model)) : called;
}

/** Whether a component takes a part of what is lost that is worth a word: itself, or by the places and causes that it fails with. */
function weighingIn(lost: Unavailability, { components }: Model): (name: string) => boolean {
  const things = new Set(lost.mostImportant().map(({ of }) => of));
  const isLost = (place: string): boolean => things.has(`topology.${place}`) || things.has(`topology.${place.replace(/\..*$/, '')}`);
  return (name) => {
    const component = components.get(name);
    if (!component) return false;
    return (
      things.has(`components.${name}`) ||
      component.causes.some((cause) => things.has(`causes.${cause}`)) ||
      component.places.within.flat().some(isLost)
    );
  };
}
