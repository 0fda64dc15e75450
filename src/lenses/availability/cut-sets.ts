import { isFailure, type Variable } from '../../engines/availability/index.js';
import type { FactId, Graph } from '../../facts/index.js';
import { type FlowFailure, Hits, keyOfVariable } from './failing.js';
import { copiesText, type Labeled, labelOfVariable } from './labels.js';
import type { CutSetResult, SinglePointResult } from './result.js';

const MOST_CUT_SETS = 10;

export interface CutSetResults {
  readonly sets: readonly CutSetResult[];
  /** Whether there are more of them. */
  readonly more: boolean;
  readonly singlePoints: readonly SinglePointResult[];
}

/** The likeliest cut sets by what is lost, whatever share of the requests meets it, and all single points of failure. */
export function cutSetsOf(failing: FlowFailure, graph: Graph): CutSetResults {
  const finder = new CutSetFinder(failing, graph);
  return { ...finder.likeliest(), singlePoints: finder.singlePoints() };
}

/**
 * Minimal cut sets of the failure of some request, whichever item or shard it needs; or of one request, where only requests for the lost
 * item or shard fail.
 */
interface Failure {
  readonly ofOne: number;
  readonly ofSome: number;
  /** Times a year; null if unknown. */
  readonly rate: number | null;
}

class CutSetFinder {
  readonly #failing: FlowFailure;
  readonly #graph: Graph;
  readonly #hits: Hits;

  constructor(failing: FlowFailure, graph: Graph) {
    this.#failing = failing;
    this.#graph = graph;
    this.#hits = new Hits(failing);
  }

  likeliest(): Pick<CutSetResults, 'sets' | 'more'> {
    const { model, values } = this.#failing;
    const { sets, complete } = model.cuts(values, MOST_CUT_SETS * 4);
    const found = new Map<string, CutSetResult>();
    for (const { variables } of sets) {
      const failures = variables.filter(isFailure);
      const set = this.#setOf(failures);
      const key = [...set.events].sort().join('\n');
      const before = found.get(key);
      // Reads and writes of the same instances: what fails the more fails the others as well.
      if (!before || before.chance < set.chance) found.set(key, set);
    }
    const sorted = [...found.values()].sort((a, b) => b.chance - a.chance);
    return { sets: sorted.slice(0, MOST_CUT_SETS), more: !complete || sorted.length > MOST_CUT_SETS };
  }

  /** Every one of them, also beyond the likeliest cut sets. */
  singlePoints(): readonly SinglePointResult[] {
    const found = new Map<string, number>();
    for (const { variable, share } of this.#hits.alone()) {
      const { label, order, isPassing } = this.#labelOf(variable);
      if (order !== 1 || isPassing) continue;
      const { ofOne, ofSome } = this.#failureOf(variable);
      found.set(label, Math.max(found.get(label) ?? 0, share * (ofOne / ofSome)));
    }
    return [...found].map(([event, hit]) => ({ event, hit })).sort((a, b) => b.hit - a.hit);
  }

  #setOf(failures: readonly Variable[]): CutSetResult {
    const { model, values } = this.#failing;
    const { year } = this.#graph.model.calendar;
    const whole = model.chanceIf(values, () => undefined);
    const keys = new Set(failures.map(keyOfVariable));
    const each = failures.map((variable) => this.#failureOf(variable));
    const product = (of: (failure: Failure) => number): number => each.reduce((all, failure) => all * of(failure), 1);
    const chance = product(({ ofOne }) => ofOne) * this.#hits.share(keys);
    const ofSome = product((failure) => failure.ofSome) * this.#hits.some(keys);
    // It ends with the first of its failures that does.
    const recovery = each.reduce((sum, failure) => sum + (failure.rate ?? Number.NaN) / failure.ofSome, 0);
    const isTimed = recovery > 0 && recovery < Number.POSITIVE_INFINITY;
    const labels = failures.map((variable) => this.#labelOf(variable));
    return {
      events: labels.filter(({ order }) => order > 0).map(({ label }) => label),
      insufficient: this.#insufficientAfter(failures),
      order: labels.reduce((all, { order }) => all + order, 0),
      chance,
      downtime: chance * year,
      share: whole > 0 ? chance / whole : 0,
      outages: isTimed ? ofSome * recovery : null,
      outage: isTimed ? year / recovery : null,
      hit: chance / ofSome,
    };
  }

  #labelOf(variable: Variable): Labeled {
    const { model, values } = this.#failing;
    return labelOfVariable(variable, (group) => model.argsOf(group, values));
  }

  #failureOf(variable: Variable): Failure {
    const valueAt = (id: FactId): number => this.#graph.get(id).value;
    if (variable.kind === 'basic') {
      const { id, outages } = variable.event;
      const rate = outages === undefined ? Number.NaN : valueAt(outages);
      return { ofOne: valueAt(id), ofSome: valueAt(id), rate: Number.isNaN(rate) ? null : rate };
    }
    const { group, level } = variable;
    const { forSome } = group;
    const args = this.#failing.model.argsOf(group, this.#failing.values);
    const timing = forSome.timing.map((expr) => this.#graph.valueOf(expr));
    const rate = forSome.outages?.(level.left, [...args, ...timing], level.use) ?? Number.NaN;
    return { ofOne: level.chance, ofSome: forSome.chance(level.left, args, level.use), rate: Number.isNaN(rate) ? null : rate };
  }

  /** What lost places leave too little of by themselves. */
  #insufficientAfter(failures: readonly Variable[]): readonly string[] {
    const { model, values } = this.#failing;
    const lost = new Set(failures.flatMap((variable) => (variable.kind === 'basic' ? variable.event.id : [])));
    return model.insufficientAfter(values, lost).map(({ group, left, use }) => {
      const { needed, of } = group.needs(left, model.argsOf(group, values), use);
      return `${of === 'copies' ? `${copiesText(left.copies)} in` : `${left.instances} of`} ${group.component}, ${needed} needed`;
    });
  }
}
