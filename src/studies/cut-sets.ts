import { isFailure, type Variable } from '../engines/availability/index.js';
import type { FactId, Graph } from '../facts/index.js';
import { type FlowFailure, Hits, keyOfVariable } from './flow-failure.js';

/** Failures that fail requests together, and no fewer of them. */
export interface CutSet {
  readonly failures: readonly Variable[];
  /** Share of all requests that fail for it: `outages` x `outage` x `hit` / year. */
  readonly chance: number;
  /** The same as seconds a year. */
  readonly downtime: number;
  /** Share of the unavailability of the flow: chance over the whole. */
  readonly share: number;
  /** Times a year that it begins for some requests, and how long it then lasts, s; null if unknown. */
  readonly outages: number | null;
  readonly outage: number | null;
  /** Share of requests that fail meanwhile. */
  readonly hit: number;
}

/** A failure that fails requests by itself. */
export interface SinglePoint {
  readonly failure: Variable;
  /** Share of requests that fail meanwhile. */
  readonly hit: number;
}

/** A failure for some request, whichever item or shard it needs; or for one request, where only those for the lost item or shard fail. */
interface Chances {
  readonly ofOne: number;
  readonly ofSome: number;
  /** Times a year; null if unknown. */
  readonly rate: number | null;
}

/** Minimal cut sets of the failure of a flow, by what fails some of its requests. */
export class CutSets {
  readonly #failing: FlowFailure;
  readonly #graph: Graph;
  readonly #hits: Hits;

  constructor(failing: FlowFailure, graph: Graph) {
    this.#failing = failing;
    this.#graph = graph;
    this.#hits = new Hits(failing);
  }

  /** The likeliest, at most so many, and whether these are all. */
  likeliest(most: number): { readonly sets: readonly CutSet[]; readonly complete: boolean } {
    const { model, values } = this.#failing;
    const { sets, complete } = model.cuts(values, most);
    return { sets: sets.map(({ variables }) => this.#setOf(variables.filter(isFailure))), complete };
  }

  /** Every one of them, also beyond the likeliest cut sets. */
  singlePoints(): readonly SinglePoint[] {
    return this.#hits.alone().map(({ variable, share }) => {
      const { ofOne, ofSome } = this.#chancesOf(variable);
      return { failure: variable, hit: share * (ofOne / ofSome) };
    });
  }

  #setOf(failures: readonly Variable[]): CutSet {
    const { model, values } = this.#failing;
    const { year } = this.#graph.model.calendar;
    const whole = model.chanceIf(values, () => undefined);
    const keys = new Set(failures.map(keyOfVariable));
    const each = failures.map((variable) => this.#chancesOf(variable));
    const product = (of: (chances: Chances) => number): number => each.reduce((all, chances) => all * of(chances), 1);
    const chance = product(({ ofOne }) => ofOne) * this.#hits.share(keys);
    const ofSome = product((chances) => chances.ofSome) * this.#hits.some(keys);
    // It ends with the first of its failures that does.
    const recovery = each.reduce((sum, { rate, ofSome: part }) => sum + (rate ?? Number.NaN) / part, 0);
    const isTimed = recovery > 0 && recovery < Number.POSITIVE_INFINITY;
    return {
      failures,
      chance,
      downtime: chance * year,
      share: whole > 0 ? chance / whole : 0,
      outages: isTimed ? ofSome * recovery : null,
      outage: isTimed ? year / recovery : null,
      hit: chance / ofSome,
    };
  }

  #chancesOf(variable: Variable): Chances {
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
}
