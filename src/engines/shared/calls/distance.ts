import { earthPlace, leastRoundTrip, routesBetween } from '../../../catalog/index.js';
import type { Context } from '../../../facts/index.js';
import { type Expr, num } from '../../../quantity/index.js';
import { type Call, type Flow, regionOf } from '../../../spec/index.js';
import { copiesAway, leaderFor } from '../copies/leader.js';

/** The region or other place that a call comes from; null where it is unknown or irrelevant. */
export type Where = string | null;

/** Which round trip: the usual one, or the least that the speed of light allows. */
export type Trips = 'real' | 'least';

/** Where the actors of a flow are, and the share of each place. */
export interface ActorOrigin {
  readonly where: Where;
  readonly share: Expr;
}

/** Distances are looked at only where a spec states any: round trips, or where its regions are. */
export class Distances {
  readonly #context: Context;
  readonly #trips: Trips;
  readonly #isStated: boolean;

  constructor(context: Context, trips: Trips = 'real') {
    const { model } = context;
    this.#context = context;
    this.#trips = trips;
    this.#isStated = model.places.size > 0 || model.fields.has('topology.rtt.*');
  }

  get isStated(): boolean {
    return this.#isStated;
  }

  /** Where the actors are: as the flow or its actor states, else where it enters. */
  originsOf(flow: Flow): readonly ActorOrigin[] {
    const nowhere: readonly ActorOrigin[] = [{ where: null, share: num(1) }];
    if (!this.#isStated) return nowhere;
    if (flow.from.length > 0)
      return flow.from.map((where) => ({
        where,
        share:
          (flow.fromOf === null
            ? this.#context.stated('flows.*.from.*', flow.name, where)
            : this.#context.stated('actors.*.from.*', flow.fromOf, where)) ?? num(1 / flow.from.length),
      }));
    const first = flow.calls[0];
    const there = first ? this.regionsOf(first.component) : [];
    return there.length < 2
      ? [{ where: there[0] ?? null, share: num(1) }]
      : there.map((where) => ({ where, share: num(1 / there.length) }));
  }

  /** Regions that a component is in and that are not lost; none of what is in no place of ours. */
  regionsOf(component: string): readonly string[] {
    if (!this.#isStated) return [];
    const { model } = this.#context;
    const within = model.components.get(component)?.places.within ?? [];
    const regions = [...new Set(within.flat().map(regionOf))];
    const up = regions.filter((region) => !this.#context.isDown(region));
    return up.length > 0 ? up : regions;
  }

  /** Where a call may go: what is for a leader to where that is; else to its own region if it is there, else to the nearest of these. */
  choicesFrom(from: Where, call: Call): readonly Where[] {
    const regions = this.regionsOf(call.component);
    if (regions.length === 0) return [null];
    const leader = leaderFor(this.#context.model, call, regions);
    if (leader !== undefined) return [leader];
    if (from === null) return regions.length === 1 ? regions : [null];
    return regions.includes(from) ? [from] : regions;
  }

  /** How long copies in other regions keep a call waiting where it went; undefined where nothing waits for them. Those of its own region are part of its time. */
  copiesFrom(where: Where, call: Call): Expr | undefined {
    if (where === null) return undefined;
    const trip = (to: string): Expr => (to === where ? num(0) : (this.between(where, to) ?? num(0)));
    return copiesAway(this.#context, call, where, this.regionsOf(call.component), trip);
  }

  /** The round trip from one place to another; undefined where there is nothing to add. What is not stated is thrown by name. */
  between(from: Where, to: Where): Expr | undefined {
    if (!this.#isStated || from === null || to === null) return undefined;
    const { model } = this.#context;
    const stated = (key: string): Expr | undefined => this.#context.stated('topology.rtt.*', key);
    if (from === to)
      return this.#trips === 'least'
        ? undefined
        : (model.regions.get(from)?.length ?? 0) > 1
          ? (stated('region') ?? stated('zone'))
          : stated('zone');
    const measured = stated(`${from}-${to}`) ?? stated(`${to}-${from}`);
    const [a, b] = [model.places.get(from) ?? from, model.places.get(to) ?? to];
    const least = leastBetween(a, b);
    if (this.#trips === 'least') return least ?? measured ?? this.#context.unstated(`topology.rtt.${from}-${to}`);
    if (measured) return measured;
    const route =
      typeof a === 'string' && typeof b === 'string' ? routesBetween(a, b).find((id) => model.products.entries.has(id)) : undefined;
    if (route !== undefined) return this.#context.catalog(route);
    return least ?? this.#context.unstated(`topology.rtt.${from}-${to}`);
  }
}

type Point = readonly [latitude: number, longitude: number];

function leastBetween(a: string | Point, b: string | Point): Expr | undefined {
  const [from, to] = [a, b].map((place) => (typeof place === 'string' ? earthPlace(place)?.at : place));
  return from && to ? num(leastRoundTrip(from, to)) : undefined;
}
