import { asItStands, graphUnder } from '../evaluate/tried.js';
import { type Graph, leafId, rootOf } from '../facts/index.js';
import { type Point, rootBetween } from '../math/index.js';
import { complementOf } from '../quantity/index.js';
import { type Component, type ComponentField, type Leaf, type Objective, set, statesWhole } from '../spec/index.js';
import { type Changing, KnownComponent, known } from './improvements/proposal.js';
import { fleetStep } from './improvements/redundancy.js';
import { repairFields } from './improvements/repair.js';
import { Unavailability } from './unavailability.js';

/** What a single value would have to be for an objective to be met. */
export interface GoalSeekResult {
  readonly component: string;
  readonly what: 'mttr' | 'instances';
  /** As it is: seconds, or a number. */
  readonly now: number;
  /** What would do, of instances the fewest; null: nothing would. */
  readonly needed: number | null;
  /** Up to how many instances that was tried, where none of so many would do; left out where it is certain that no number would. */
  readonly tried?: number;
}

const ROOTS = { objective: 'objectives', agreement: 'agreements' } as const;

/** The most components for which goals are listed: longer lists are not read. */
const MOST_SUBJECTS = 6;
/** A repair in a smaller share of its time is none that anybody could do. */
const LEAST_FACTOR = 1e-6;
/** So many more instances (or one more of each shard) are tried one by one: until enough are there for the load, one more may do harm. */
const EACH = 16;
/** Then twice as many more each time, up to so many: what a thousand more instances do not mend is no matter of their number. */
const MOST_MORE = 1024;
/** What meets a target to the last digit but for rounding meets it. */
const ROUNDING = 1 + 1e-12;

/**
 * For an objective that is missed: for each component that contributes to the miss, or that tolerates the loss of a place that does, the
 * MTTR, and the number of instances, that alone would meet it (null: none would). Empty for an objective that is met or unknown.
 */
export async function goalsOf(
  graph: Graph,
  { kind, name, subject: promised }: Objective,
  changing: Changing = (edits) => graphUnder(asItStands(graph), edits),
): Promise<readonly GoalSeekResult[]> {
  const now = Unavailability.of(graph, promised);
  const target = known(graph, `${ROOTS[kind]}.${name}.target`);
  if (!now || target === undefined) return [];
  const allowed = complementOf(target);
  if (isMet(now.value, allowed)) return [];
  const results: GoalSeekResult[] = [];
  for (const subject of subjectsOf(graph, now)) {
    const search: Search = { subject, now, allowed, changing };
    const goals = [await repairTime(search), await instances(search)];
    results.push(...goals.filter((goal) => goal !== undefined));
  }
  return results;
}

/**
 * Components by importance, the most important first; where a place is important, the components in it whose other instances tolerate its
 * loss.
 */
function subjectsOf(graph: Graph, now: Unavailability): readonly KnownComponent[] {
  const groups = now.groups();
  const { components } = graph.model;
  const isIn = (component: Component, place: string): boolean =>
    component.places.within.flat().some((within) => within === place || within.startsWith(`${place}.`));
  const names = now.mostImportant().flatMap(({ of }) => {
    const area = rootOf(of);
    const name = of.slice(area.length + 1);
    if (area === 'components') return [name];
    return area === 'topology' ? [...groups].filter((group) => isIn(components.get(group) as Component, name)) : [];
  });
  return [...new Set(names)].slice(0, MOST_SUBJECTS).flatMap((name) => {
    const component = components.get(name);
    return component ? [new KnownComponent(graph, component, groups.has(name))] : [];
  });
}

interface Search {
  readonly subject: KnownComponent;
  readonly now: Unavailability;
  readonly allowed: number;
  readonly changing: Changing;
}

const isMet = (unavailability: number, allowed: number): boolean => unavailability <= allowed * ROUNDING;

/** The longest time to repair that meets it, s: in parts, all of them shorter by the same factor. */
async function repairTime(search: Search): Promise<GoalSeekResult | undefined> {
  const { subject, now: whole, allowed } = search;
  const fields = repairFields(subject);
  const now = subject.fact('instance.outage');
  if (fields.length === 0 || now === undefined || !(now > 0)) return undefined;
  const goal = { component: subject.name, what: 'mttr', now } as const;
  // If it never failed, would it be met? If not there is nothing to search for.
  const isWithin = allowed > 0 && isMet(whole.without(subject.things), allowed);
  const at = isWithin ? await unavailabilityAt(search, fields, `${now} s`) : undefined;
  if (!at) return { ...goal, needed: null };
  const distance = (logarithm: number): number => Math.log(at((time) => time * Math.exp(logarithm)) / allowed);
  const pointAt = (x: number): Point => ({ x, y: distance(x) });
  const least = pointAt(Math.log(LEAST_FACTOR));
  return { ...goal, needed: least.y <= 0 ? now * Math.exp(rootBetween(distance, least, pointAt(0))) : null };
}

/**
 * The fewest instances that meet it. One more seldom hurts, but it may: where all of a fleet that is too small for its load must be up, where it
 * falls to a place unevenly, where each is away for maintenance in its turn. So the next `EACH` are tried one by one, and only the rest by halves.
 */
async function instances(search: Search): Promise<GoalSeekResult | undefined> {
  const { subject, now: whole, allowed } = search;
  const now = subject.fact('fleet');
  if (!subject.isGroup || now === undefined || !(now > 0)) return undefined;
  const goal = { component: subject.name, what: 'instances', now } as const;
  // If it always had enough instances, would it be met? That it loses none with a place is part of that.
  // Of a whole none does anything: its availability would only be read as that of each.
  const isWithin = allowed > 0 && !statesWhole(subject.graph.model, subject.component) && isMet(whole.withEnough(subject.name), allowed);
  const at = isWithin ? await unavailabilityAt(search, ['instances'], String(now)) : undefined;
  if (!at) return { ...goal, needed: null };
  const step = fleetStep(subject);
  const meets = (steps: number): boolean =>
    isMet(
      at((fleet) => fleet + steps * step),
      allowed,
    );
  let high = 1;
  let low = 0;
  while (high <= MOST_MORE && !meets(high)) {
    low = high;
    high = high < EACH ? high + 1 : high * 2;
  }
  if (high > MOST_MORE) return { ...goal, needed: null, tried: now + low * step };
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
  const stated = missing.length === 0 ? undefined : await changing(missing.map((field) => set(subject.path(field), text)));
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
