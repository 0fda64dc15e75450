import { Lru } from './che.js';
import { type Design, withOverhead } from './design.js';
import { type Flows, itemOf } from './flows.js';
import type { Load } from './load.js';
import { product, sum, UNKNOWN } from './number.js';

/** Integral of factor^s over [from, to]. */
function compounded(factor: number, from: number, to: number): number {
  if (factor === 1) return to - from;
  const rate = Math.log(factor);
  return (factor ** from * Math.expm1(rate * (to - from))) / rate;
}

/** Data sets: how many items, and what they take. */
export class Storage {
  readonly design: Design;
  readonly flows: Flows;
  /** Years from today where the view names a year, else null: flows are today's, stocks at the horizon. */
  readonly #years: number | null;

  constructor(flows: Flows, years: number | null) {
    this.design = flows.design;
    this.flows = flows;
    this.#years = years;
  }

  item(data: string): number {
    return itemOf(this.design, data);
  }

  /** As one copy is written. */
  written(data: string, bytes: number): number {
    const { design } = this;
    return withOverhead(bytes, design.of('data', data, 'overhead')) / (design.of('data', data, 'compression')?.value ?? 1);
  }

  /** Growth factor of what a flow adds: the data set's own, else the flow's. */
  #factorOf(data: string, flow: string): number {
    return this.design.of('data', data, 'growth') ? this.design.growth('data', data) : this.design.growth('flows', flow);
  }

  /** Items added a second. */
  added(data: string): number {
    const t = this.#years ?? 0;
    const stated = this.design.of('data', data, 'added')?.value ?? 0;
    return (
      product(stated, this.design.growth('data', data) ** t) +
      sum(
        [...this.design.uses(data, 'addedBy')].map(([flow, n]) => product(n, this.flows.meanToday(flow), this.#factorOf(data, flow) ** t)),
      )
    );
  }

  isAdded(data: string): boolean {
    return this.design.of('data', data, 'added') !== undefined || this.design.uses(data, 'addedBy').size > 0;
  }

  read(data: string): number {
    return sum([...this.design.uses(data, 'readBy')].map(([flow, n]) => product(n, this.flows.mean(flow))));
  }

  /** Bytes added a second. */
  growth(data: string): number {
    return this.isAdded(data) ? product(this.added(data), this.item(data)) : 0;
  }

  #keep(data: string): number | undefined {
    const [store, another] = this.design.stores(data);
    const isLog = store !== undefined && another === undefined && this.design.at('components', store, 'kind') === 'stream';
    const keep = this.design.of('data', data, 'keep') ?? (isLog ? this.design.of('components', store, 'retention') : undefined);
    return keep && keep.form !== 'forever' ? keep.value / this.design.year : undefined;
  }

  /** When stocks are looked at, in years: the year of the view, the horizon, or when a full `keep` has passed. */
  #until(data: string): number | undefined {
    const horizon = this.design.of('horizon');
    return this.#years ?? (horizon ? horizon.value / this.design.year : this.#keep(data));
  }

  items(data: string): number {
    const { design } = this;
    const size = design.of('data', data, 'size');
    const today = design.of('data', data, 'items')?.value ?? (size && size.value / this.item(data));
    if (today === undefined && !this.isAdded(data)) return UNKNOWN;
    const until = this.#until(data);
    if (until === undefined) return this.isAdded(data) ? UNKNOWN : (today as number);
    const keep = this.#keep(data);
    const from = keep === undefined ? 0 : Math.max(0, until - keep);
    const own = design.growth('data', data);
    const stated = design.of('data', data, 'added')?.value ?? 0;
    const byFlows = [...design.uses(data, 'addedBy')].map(([flow, n]) =>
      product(n, this.flows.meanToday(flow), design.year, compounded(this.#factorOf(data, flow), from, until)),
    );
    const replaced = keep !== undefined && this.isAdded(data);
    // Of items that leave after so long, what is there today is of all ages alike: half of it is gone in half of the time.
    const ofToday = replaced
      ? until >= keep
        ? 0
        : product(today ?? 0, (keep - until) / keep)
      : product(today ?? 0, this.isAdded(data) ? 1 : own ** until);
    return ofToday + product(stated, design.year, compounded(own, from, until)) + sum(byFlows);
  }

  /** Bytes of all items, as the application sees them; of a size that nothing adds to, that size as it grows. */
  logical(data: string): number {
    const size = this.design.of('data', data, 'size');
    if (size && Number.isNaN(this.item(data)))
      return size.value * (this.isAdded(data) ? 1 : this.design.growth('data', data) ** (this.#until(data) ?? 0));
    return product(this.items(data), this.item(data));
  }

  /** Bytes of one copy. */
  ofOneCopy(data: string): number {
    return this.written(data, this.logical(data));
  }

  stored(data: string): number {
    const stores = this.design.stores(data);
    return product(this.ofOneCopy(data), stores.length === 0 ? 1 : sum(stores.map((store) => this.design.copies(store))));
  }

  /** Bytes of the data in a component, or, of a stream without any, of the messages that it keeps. */
  inComponent(component: string, load: Load): number {
    const { design } = this;
    const data = design.dataIn(component);
    if (data.length > 0) return product(sum(data.map((set) => this.ofOneCopy(set))), design.copies(component));
    return this.retained(component, load) ?? UNKNOWN;
  }

  /** Bytes of the messages of a stream, in all copies; undefined where it keeps none. */
  retained(component: string, load: Load): number | undefined {
    const { design } = this;
    const retention = design.of('components', component, 'retention');
    const keeps = design.at('components', component, 'kind') === 'stream' && design.dataIn(component).length === 0;
    if (!keeps || !retention || retention.form === 'forever') return undefined;
    return product(load.at(component, 'ingress', 'mean'), retention.value, design.copies(component));
  }

  /** Share of hits of a cache: as it states it, else of one data set of stated popularity that it holds. */
  hit(cache: string, load: Load): number {
    const { design } = this;
    const [only, ...others] = Object.keys((design.at('components', cache, 'holds') as object | undefined) ?? {});
    if (only === undefined || others.length > 0 || !design.inShort(cache, 'popularity', 'zipf')) return UNKNOWN;
    const held = design.of('components', cache, 'holds', only);
    if (held?.form === 'hits') return held.value;
    return this.#lru(cache, only)?.hitRatio(this.#itemsHeld(cache, only, load)) ?? UNKNOWN;
  }

  #lru(cache: string, data: string): Lru | undefined {
    const zipf = this.design.inShort(cache, 'popularity', 'zipf');
    const items = this.design.of('components', cache, 'popularity', 'items')?.value ?? this.items(data);
    return zipf && !Number.isNaN(items) ? new Lru(items, zipf.value) : undefined;
  }

  #itemsHeld(cache: string, data: string, load: Load): number {
    const { design } = this;
    const held = design.of('components', cache, 'holds', data);
    switch (held?.form) {
      case 'dailyReads':
        return product(held.value, this.#readsAt(cache, data, load), design.day);
      case 'share':
        return product(held.value, this.items(data));
      case 'hits':
        return this.#lru(cache, data)?.size(held.value) ?? UNKNOWN;
      default:
        return held?.value ?? UNKNOWN;
    }
  }

  /** Items of a data set read a second by calls that arrive at a cache: so many a call as its flow reads; all calls read one where no flow is named. */
  #readsAt(cache: string, data: string, load: Load): number {
    const readers = this.design.uses(data, 'readBy');
    const steps = this.design.stepsAt(cache).filter((step) => !step.writes);
    const named = steps.some(({ flow }) => readers.has(flow));
    return sum(steps.map((step) => product(named ? (readers.get(step.flow) ?? 0) : 1, load.calls.rate(step, 'mean'))));
  }

  /** Memory of a cache: what it holds with its own overhead, and the data that lies in it. */
  memory(cache: string, load: Load): number {
    const { design } = this;
    const holds = Object.keys((design.at('components', cache, 'holds') as object | undefined) ?? {});
    const data = design.dataIn(cache);
    if (holds.length + data.length === 0) return UNKNOWN;
    const bytes = holds.map((set) => {
      const held = design.of('components', cache, 'holds', set);
      const plain =
        held?.form === 'share' ? product(held.value, this.logical(set)) : product(this.#itemsHeld(cache, set, load), this.item(set));
      return withOverhead(plain, design.of('components', cache, 'overhead'));
    });
    return sum(bytes) + sum(data.map((set) => product(this.ofOneCopy(set), design.copies(cache))));
  }
}
