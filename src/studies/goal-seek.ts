import { changedGraph, setChange } from '../evaluate/change.js';
import { type Graph, leafId } from '../facts/index.js';
import { type Point, rootBetween } from '../math/index.js';
import { complementOf } from '../quantity/index.js';
import type { ComponentField, Leaf, Objective } from '../spec/index.js';
import { type Changing, known, Subject } from './proposals/proposal.js';
import { fleetStep } from './proposals/redundancy.js';
import { repairFields } from './proposals/repair.js';
import { Unavailability } from './unavailability.js';

/** What a single value would have to be for an objective to be met. */
export interface GoalSeekResult {
  readonly component: string;
  readonly what: 'mttr' | 'instances';
  /** As it is: seconds, or a number. */
  readonly now: number;
  /** What would do; null: nothing would. */
  readonly needed: number | null;
}

const ROOTS = { objective: 'objectives', agreement: 'agreements' } as const;

/** A repair in a smaller share of its time is none that anybody could do. */
const LEAST_FACTOR = 1e-6;
/** What meets a target to the last digit but for rounding meets it. */
const ROUNDING = 1 + 1e-12;

/**
 * For an objective that is not met: for each component that weighs in it, the MTTR, and the number of instances, that alone would meet it
 * (null: none would). Nothing for an objective that is met, or of which that is not known.
 */
export async function goalsOf(
  graph: Graph,
  { kind, name, subject: promised }: Objective,
  changing: Changing = (changes) => changedGraph(graph, changes),
): Promise<readonly GoalSeekResult[]> {
  const now = Unavailability.of(graph, promised);
  const target = known(graph, `${ROOTS[kind]}.${name}.target`);
  if (!now || target === undefined) return [];
  const allowed = complementOf(target);
  if (isMet(now.value, allowed)) return [];
  const groups = now.groups();
  const results: GoalSeekResult[] = [];
  for (const { of } of now.mostImportant()) {
    const component = graph.model.components.get(of.replace(/^components\./, ''));
    if (!component || !of.startsWith('components.')) continue;
    const subject = new Subject(graph, component, groups.has(component.name));
    const search: Search = { subject, now, allowed, changing };
    // If it never failed, would it be met? If not there is nothing to search for.
    const isOutOfReach = !(allowed > 0) || !isMet(now.without(subject.things), allowed);
    const goals = [await repairTime(search, isOutOfReach), await instances(search, isOutOfReach)];
    results.push(...goals.filter((goal) => goal !== undefined));
  }
  return results;
}

interface Search {
  readonly subject: Subject;
  readonly now: Unavailability;
  readonly allowed: number;
  readonly changing: Changing;
}

const isMet = (unavailability: number, allowed: number): boolean => unavailability <= allowed * ROUNDING;

/** The longest time to repair that meets it, s: in parts, all of them shorter by the same factor. */
async function repairTime(search: Search, isOutOfReach: boolean): Promise<GoalSeekResult | undefined> {
  const { subject, allowed } = search;
  const fields = repairFields(subject);
  const now = subject.fact('instance.outage');
  if (fields.length === 0 || now === undefined || !(now > 0)) return undefined;
  const goal = { component: subject.name, what: 'mttr', now } as const;
  const at = isOutOfReach ? undefined : await unavailabilityAt(search, fields, `${now} s`);
  if (!at) return { ...goal, needed: null };
  const distance = (logarithm: number): number => Math.log(at((time) => time * Math.exp(logarithm)) / allowed);
  const pointAt = (x: number): Point => ({ x, y: distance(x) });
  const least = pointAt(Math.log(LEAST_FACTOR));
  return { ...goal, needed: least.y <= 0 ? now * Math.exp(rootBetween(distance, least, pointAt(0))) : null };
}

/** The fewest instances that meet it: more never hurt. */
async function instances(search: Search, isOutOfReach: boolean): Promise<GoalSeekResult | undefined> {
  const { subject, allowed } = search;
  const now = subject.fact('fleet');
  if (!subject.isGroup || now === undefined || !(now > 0)) return undefined;
  const goal = { component: subject.name, what: 'instances', now } as const;
  const at = isOutOfReach ? undefined : await unavailabilityAt(search, ['instances'], String(now));
  const step = fleetStep(subject);
  const meets = (steps: number): boolean => isMet(at?.((fleet) => fleet + steps * step) ?? Number.NaN, allowed);
  let low = 0;
  let high = Math.ceil((2 * now + 10) / step);
  if (!meets(high)) return { ...goal, needed: null };
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (meets(middle)) high = middle;
    else low = middle;
  }
  return { ...goal, needed: now + high * step };
}

/**
 * The unavailability as a function of what some literals of a component become; undefined if they cannot be stated.
 * @param text of the literal, where none is stated yet
 */
async function unavailabilityAt(
  { subject, now, changing }: Search,
  fields: readonly ComponentField[],
  text: string,
): Promise<((become: Becoming) => number) | undefined> {
  const missing = fields.filter((field) => !subject.states(field));
  const stated = missing.length === 0 ? undefined : await changing(missing.map((field) => setChange(subject.path(field), text)));
  if (stated && !stated.ok) return undefined;
  const graph = stated?.value ?? subject.graph;
  const start = Unavailability.of(graph, now.subject);
  const literals = fields.flatMap((field) => subject.leafIn(graph, field) ?? []);
  return start && ((become) => start.in(graph.under(new Map(literals.map((leaf) => [leaf.path, replaced(graph, leaf, become)])))));
}

/** What a value becomes. */
type Becoming = (value: number) => number;

function replaced(graph: Graph, leaf: Leaf, become: Becoming): Leaf {
  const id = leafId(leaf.path);
  const value = become(graph.get(id).value);
  const text = String(value);
  const dimension = graph.leaves.typeOf(id)?.dimension;
  return dimension ? { ...leaf, text, value: { kind: 'quantity', quantity: { value, dimension, share: false, text } } } : leaf;
}
