import { type CompileOptions, compile } from './compile.js';
import type { Compiled } from './compiled.js';
import { type NamedTree, numbered } from './named-tree.js';

/** What an event of chance q means for a top of chance Q. NaN where Q is 0. */
export interface Importance {
  /** dQ/dq. */
  readonly birnbaum: number;
  /** q/Q dQ/dq: how much of Q goes if the event does. */
  readonly criticality: number;
  /** The chance, if the top happens, that a minimal cut set with the event does; NaN if not exact or too much work. Throws if events are negated. */
  readonly fussellVesely: number;
  /** Risk achievement worth: Q with the event certain, as a multiple of Q. */
  readonly raw: number;
  /** Risk reduction worth: Q as a multiple of Q without the event; Infinity if that is 0. */
  readonly rrw: number;
}

export interface NamedCutSet {
  /** In the order in which the tree lists them. */
  readonly events: readonly string[];
  readonly chance: number;
}

/** Importances and cut sets are computed when they are read. */
export interface SolvedTree {
  /** Of the top; the upper one of `bounds` if not exact. */
  readonly chance: number;
  /** What the chance is certainly between, also where events are negated. Equal if exact. */
  readonly bounds: readonly [low: number, high: number];
  readonly exact: boolean;
  /** Decision nodes. */
  readonly nodes: number;
  /** Of each event. */
  readonly importance: Readonly<Record<string, Importance>>;
  /** The most probable minimal cut sets, at most 100. Reading it throws RangeError if events are negated. */
  readonly cutSets: readonly NamedCutSet[];
  /** How many minimal cut sets there are; NaN if not exact. Reading it throws RangeError if events are negated. */
  readonly cutSetCount: number;
}

/** So many cut sets are listed. */
const MOST = 100;

/**
 * Solves a fault tree: chance of the top, importance of each event, minimal cut sets.
 * @param tree events that happen independently, and gates over them
 * @param options `maxNodes`: past so many decision nodes the chance is bounded instead
 * @throws RangeError for a tree that means nothing: an unknown name, a gate below itself, a chance outside 0..1, at least k of fewer
 * @example
 * ```ts
 * const { chance, cutSets } = solveFaultTree({
 *   top: 'outage',
 *   gates: { outage: ['or', 'power', 'disks'], disks: ['atleast', 2, 'a', 'b', 'c'] },
 *   events: { power: 1e-4, a: 0.01, b: 0.01, c: 0.01 },
 * });
 * ```
 */
export function solveFaultTree(tree: NamedTree, options: CompileOptions = {}): SolvedTree {
  const { structure, names, q } = numbered(tree);
  const compiled = compile(structure, names.length, options);
  const bounds = compiled.bounds(q);
  let importance: Readonly<Record<string, Importance>> | undefined;
  let cutSets: readonly NamedCutSet[] | undefined;
  const solved: SolvedTree = {
    chance: bounds[1],
    bounds,
    exact: compiled.exact,
    nodes: compiled.nodes,
    get importance() {
      importance ??= importanceOf(compiled, q, names);
      return importance;
    },
    get cutSets() {
      cutSets ??= compiled
        .cutSets(q, { most: MOST })
        .sets.map(({ events, chance }) => ({ events: events.map((event) => names[event] as string), chance }));
      return cutSets;
    },
    get cutSetCount() {
      return compiled.countCutSets();
    },
  };
  return compiled.isCoherent ? solved : hiding(solved, 'cutSets', 'cutSetCount');
}

/** The same object; getters that throw are not read by who copies or prints it. */
function hiding<T extends object>(of: T, ...getters: readonly (keyof T)[]): T {
  for (const getter of getters) Object.defineProperty(of, getter, { enumerable: false });
  return of;
}

function importanceOf(compiled: Compiled, q: Float64Array, names: readonly string[]): Readonly<Record<string, Importance>> {
  const { chance, birnbaum } = compiled.gradients(q);
  const without = Float64Array.from(q);
  let fussellVesely: ((event: number) => number) | undefined;
  const of = (event: number): Importance => {
    const own = q[event] as number;
    const slope = birnbaum[event] as number;
    const criticality = (own * slope) / chance;
    // Where nearly everything goes, what is left would be rounded away: then it is computed afresh.
    without[event] = 0;
    const left = criticality < 0.5 ? chance - own * slope : compiled.chance(without);
    without[event] = own;
    const importance: Importance = {
      birnbaum: slope,
      criticality,
      get fussellVesely() {
        fussellVesely ??= compiled.fussellVesely(q);
        return fussellVesely(event);
      },
      raw: (chance + (1 - own) * slope) / chance,
      rrw: chance / left,
    };
    return compiled.isCoherent ? importance : hiding(importance, 'fussellVesely');
  };
  return Object.fromEntries(names.map((name, event) => [name, of(event)]));
}
