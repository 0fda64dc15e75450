import type { CheckResult } from '../core/index.js';
import { checkedId, type FactId, type Graph, judge, Sampler } from '../facts/index.js';
import type { Check } from '../spec/index.js';

/** A value at which the answer changes. */
export interface Threshold {
  /** The least value at which it is so, within a ten-thousandth; where many instances are added between two points, the second of them. */
  readonly at: number;
  /**
   * `instances`: the number needed changes; `binding`: another resource binds; `overload`: the demand on the stated fleet begins, or
   * ceases, to exceed its capacity; `check`: a requirement, or an expectation with a bound, flips.
   */
  readonly kind: 'check' | 'overload' | 'binding' | 'instances';
  readonly fact: string;
  readonly from: number | string;
  readonly to: number | string;
  /** Of a check: its requirement or expectation. */
  readonly check: Pick<CheckResult, 'kind' | 'name' | 'op' | 'target' | 'targetText' | 'stated' | 'unit'> | null;
}

interface Sweeping {
  /** In canonical units, upwards, and the facts at each. */
  readonly ats: readonly number[];
  readonly graphs: readonly Graph[];
  readonly graphAt: (value: number) => Graph;
  readonly scale: 'linear' | 'log';
  readonly whole: boolean;
  readonly scenario: string | null;
}

/** Something that is watched: its class at a graph; undefined where it is unknown. */
interface Watch {
  readonly kind: Threshold['kind'];
  readonly fact: string;
  readonly check: Threshold['check'];
  readonly classAt: (graph: Graph) => number | string | undefined;
}

interface Change {
  readonly watch: Watch;
  readonly from: number | string;
  readonly to: number | string;
}

/** Values are shown to three digits: this is close enough. */
const NARROW = 1e-4;
/**
 * Steps of instances between two neighboring points that are listed one by one; of more, the first, and the next points show the others.
 */
const FEW_STEPS = 3;
/** Evaluations between points for each point, on the whole: a sweep stays within a few times its points. */
const LOOKS_PER_POINT = 4;
const LEAST_LOOKS = 200;

/** Finds thresholds between neighboring points by bisection; the more important kinds first. */
export function thresholdsOf(sweep: Sweeping): readonly Threshold[] {
  const { ats, graphs } = sweep;
  const [first] = graphs;
  if (!first) return [];
  const watches = watchesOf(first, sweep.scenario);
  const search = new Search(sweep, LEAST_LOOKS + LOOKS_PER_POINT * ats.length);
  const thresholds: Threshold[] = [];
  const seen = new Set<Watch>();
  for (const steps of [false, true]) {
    const watched = watches.filter(({ kind }) => (kind === 'instances') === steps);
    for (let i = 1; i < ats.length; i++) {
      const [low, high] = [graphs[i - 1] as Graph, graphs[i] as Graph];
      const end = ats[i] as number;
      const changed = changesBetween(
        watched,
        (watch) => watch.classAt(low),
        (watch) => watch.classAt(high),
      );
      const located = changed.filter((change) => !isLeap(change) || !seen.has(change.watch));
      const found = located.length > 0 ? search.between(ats[i - 1] as number, end, located) : [];
      thresholds.push(...found);
      for (const change of changed) {
        // Of many steps the point itself shows how far they went.
        const reached = found.filter(({ fact }) => fact === change.watch.fact).at(-1)?.to ?? change.from;
        if (isLeap(change) && reached !== change.to) thresholds.push(thresholdAt(end, { ...change, from: reached }));
        seen.add(change.watch);
      }
    }
  }
  return thresholds.sort((a, b) => a.at - b.at || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.fact < b.fact ? -1 : 1));
}

/** More instances at once than are listed one by one. */
const isLeap = ({ watch, from, to }: Change): boolean =>
  watch.kind === 'instances' && typeof from === 'number' && typeof to === 'number' && Math.abs(to - from) > FEW_STEPS;

const thresholdAt = (at: number, { watch, from, to }: Change): Threshold => ({
  at,
  kind: watch.kind,
  fact: watch.fact,
  from,
  to,
  check: watch.check,
});

const KINDS: readonly Threshold['kind'][] = ['check', 'overload', 'binding', 'instances'];

function changesBetween(
  watches: readonly Watch[],
  before: (watch: Watch) => number | string | undefined,
  after: (watch: Watch) => number | string | undefined,
): readonly Change[] {
  return watches.flatMap((watch) => {
    const [from, to] = [before(watch), after(watch)];
    return from === undefined || to === undefined || from === to ? [] : [{ watch, from, to }];
  });
}

class Search {
  readonly #sweep: Sweeping;
  #looks: number;

  constructor(sweep: Sweeping, looks: number) {
    this.#sweep = sweep;
    this.#looks = looks;
  }

  /** Where each change begins; those that begin in the same half are looked for together. */
  between(low: number, high: number, changes: readonly Change[]): readonly Threshold[] {
    const middle = this.#middle(low, high);
    if (middle === undefined) return changes.map((change) => thresholdAt(high, change));
    const graph = this.#sweep.graphAt(middle);
    const classes = new Map(changes.map(({ watch }) => [watch, watch.classAt(graph)]));
    const isEarly = ({ watch, from }: Change): boolean => classes.get(watch) !== from && classes.get(watch) !== undefined;
    const early = changes.filter(isEarly).map((change) => ({ ...change, to: classes.get(change.watch) ?? change.to }));
    const late = changes.filter((change) => !isEarly(change));
    const found: Threshold[] = [];
    if (early.length > 0) found.push(...this.between(low, middle, early));
    if (late.length > 0) found.push(...this.between(middle, high, late));
    // What has changed in the lower half may change again in the upper one.
    const again = changes
      .filter((change) => isEarly(change) && classes.get(change.watch) !== change.to)
      .map((change) => ({ ...change, from: classes.get(change.watch) ?? change.from }))
      .filter((change) => !isLeap(change));
    if (again.length > 0) found.push(...this.between(middle, high, again));
    return found;
  }

  /** Undefined where it is narrow enough. */
  #middle(low: number, high: number): number | undefined {
    const { scale, whole, ats } = this.#sweep;
    const width = (ats[ats.length - 1] ?? 0) - (ats[0] ?? 0);
    const narrow =
      scale === 'log' ? high / low <= 1 + NARROW : high - low <= NARROW * Math.max(Math.min(Math.abs(low), width), width / 100);
    if (narrow || (whole && high - low <= 1) || this.#looks <= 0) return undefined;
    this.#looks--;
    const middle = scale === 'log' ? Math.sqrt(low * high) : (low + high) / 2;
    return whole ? Math.min(Math.max(Math.round(middle), low + 1), high - 1) : middle;
  }
}

function watchesOf(graph: Graph, scenario: string | null): readonly Watch[] {
  const { model } = graph;
  const checks = model.checks.filter((check) => check.scenario === scenario || (scenario !== null && check.kind === 'requirement'));
  const components = [...model.components.keys()].map((name) => `components.${name}` as const);
  return [
    ...checks.flatMap((check) => watchOfCheck(check, graph)),
    ...components.map((at) =>
      watchOf('overload', checkedId(`${at}.utilization.peak`), (value) => (value > 1 + 1e-12 ? 'over 100%' : 'within 100%')),
    ),
    ...components.map((at) => watchOf('binding', checkedId(`${at}.binding`), (value) => value)),
    ...components.map((at) => watchOf('instances', checkedId(`${at}.instances`), (value) => value)),
  ];
}

function watchOf(kind: Threshold['kind'], fact: FactId, classOf: (value: number) => number | string): Watch {
  return {
    kind,
    fact,
    check: null,
    classAt: (graph) => {
      const { word, state, value } = graph.get(fact);
      return word ?? (state === 'known' ? classOf(value) : undefined);
    },
  };
}

/**
 * Judged by the value, as everything in a sweep; an expectation of one exact value would be missed almost everywhere, and means nothing.
 */
function watchOfCheck(check: Check, graph: Graph): readonly Watch[] {
  const asValue: Check = { ...check, kind: 'expectation' };
  const resultAt = (at: Graph): CheckResult => judge(asValue, at, new Sampler(at, { seed: 1, samples: 1 }));
  const { op, name, target, targetText, stated, unit } = resultAt(graph);
  if (op !== 'at-least' && op !== 'at-most') return [];
  const classAt = (at: Graph): string | undefined => {
    const { status } = resultAt(at);
    return status === 'unknown' ? undefined : status;
  };
  return [{ kind: 'check', fact: check.fact, check: { kind: check.kind, name, op, target, targetText, stated, unit }, classAt }];
}
