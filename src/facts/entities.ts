import { type Component, cutsOf, type Model, regionOf, sidesOf } from '../spec/index.js';
import { rootOf } from './ids.js';
import type { LeafFacts } from './leaves.js';
import type { FactKind } from './registry.js';

const isOfPeakHour = (pattern: string): boolean => pattern.endsWith('.onPeak') || pattern.endsWith('.offPeak');

/** Regions of a component that is in several: of one alone, all that is asked of it is asked there. */
const regionsOf = (component: Component | undefined): readonly string[] =>
  component && component.places.regions > 1 ? component.places.within.map(([place = '']) => regionOf(place)) : [];

/** What of a spec the `*` of fact patterns stand for: flows, components, data sets, spikes, steps, consumers. */
export class Entities {
  readonly #model: Model;
  readonly #leaves: LeafFacts;
  readonly #base: Entities | undefined;

  /** @param base those of the same spec before a change of its literals, which changes none of them */
  constructor(model: Model, leaves: LeafFacts, base?: Entities) {
    this.#model = model;
    this.#leaves = leaves;
    this.#base = base;
  }

  /** Whether the spec has what a pattern's `*` were filled with. */
  has({ pattern, area }: Pick<FactKind, 'pattern' | 'area'>, names: readonly string[]): boolean {
    const model = this.#model;
    const [first = '', second = ''] = names;
    if (isOfPeakHour(pattern) && !this.#hasOffPeak()) return false;
    // Most facts by far are of one thing, and of no part of it.
    if (names.length === 1 && (area === 'components' || area === 'flows' || area === 'data')) return model[area].has(first);
    if (area === 'topology') return pattern.includes('*.*') ? this.#zonesOf(first).includes(second) : this.#model.regions.has(first);
    if (area === 'causes') return this.#model.causes.has(first);
    if (area === 'objectives' || area === 'agreements') return this.#objectives(area).includes(first);
    if (area === 'totals') return !pattern.includes('*') || this.#spikes().has(first);
    if (area === 'data') return pattern.includes('.readBy.') ? this.#readersOf(first).includes(second) : model.data.has(first);
    if (area === 'derived') return this.#leaves.get(`derived.${first}`) !== undefined;
    if (area === 'flows') {
      const flow = model.flows.get(first);
      if (!flow || !pattern.includes('*', 'flows.*'.length)) return flow !== undefined;
      return pattern.includes('.calls.')
        ? flow.calls[Number(second) - 1] !== undefined && this.#isCase(names.slice(2))
        : flow.spikes.includes(second);
    }
    if (area === 'components' || area === 'cache') {
      const component = model.components.get(first);
      if (!component) return false;
      if (area === 'cache') return component.isCache;
      if (pattern.includes('.consumers.'))
        return component.consumers.some((consumer) => consumer.component === second) && this.#isCase(names.slice(2));
      if (pattern.includes('.shares.')) return component.causes.includes(second);
      if (pattern.includes('.regions.')) return regionsOf(component).includes(second);
      return pattern.includes('.partitions.')
        ? sidesOf(model, first, second).includes(names[2] ?? '')
        : pattern.includes('.readBy.')
          ? component.calls.some((call) => call.flow === second)
          : this.#isCase(names.slice(1));
    }
    return false;
  }

  #isCase(spikes: readonly string[]): boolean {
    return spikes.every((spike) => this.#spikes().has(spike));
  }

  #objectives(area: 'objectives' | 'agreements'): readonly string[] {
    return this.#model.objectives.filter(({ kind }) => area === `${kind}s`).map(({ name }) => name);
  }

  #readersOf(data: string): readonly string[] {
    return this.#model.data.get(data)?.readBy.map(({ flow }) => flow) ?? [];
  }

  #zonesOf(region: string): readonly string[] {
    return this.#model.regions.get(region) ?? [];
  }

  #offPeak: boolean | undefined;
  /** Peak hours are distinguished only where a flow peaks apart. */
  #hasOffPeak(): boolean {
    this.#offPeak ??= this.#base ? this.#base.#hasOffPeak() : [...this.#model.flows.values()].some((flow) => flow.offPeak);
    return this.#offPeak;
  }

  #spikeNames: ReadonlySet<string> | undefined;
  #spikes(): ReadonlySet<string> {
    this.#spikeNames ??= this.#base ? this.#base.#spikes() : new Set([...this.#model.flows.values()].flatMap((flow) => flow.spikes));
    return this.#spikeNames;
  }

  /** What may stand for the next `*` of a pattern, behind what comes before it. */
  candidates(before: string, names: readonly string[]): Iterable<string> {
    const model = this.#model;
    const root = rootOf(before) || before;
    if (names.length === 0) {
      if (root === 'flows') return model.flows.keys();
      if (root === 'components') return model.components.keys();
      if (root === 'data') return model.data.keys();
      if (root === 'topology') return this.#model.regions.keys();
      if (root === 'causes') return this.#model.causes;
      if (root === 'objectives' || root === 'agreements') return this.#objectives(root);
      if (root === 'cache') return [...model.components.values()].filter(({ isCache }) => isCache).map(({ name }) => name);
      if (root === 'totals') return this.#spikes();
      return this.#leaves.namesUnder(before);
    }
    const [first = '', second = ''] = names;
    const last = before.slice(before.lastIndexOf('.') + 1);
    if (root === 'topology') return this.#zonesOf(first);
    if (root === 'data') {
      if (names.length === 2) return sidesOf(model, first, second);
      return last === 'partitions' ? cutsOf(model, first).map(({ name }) => name) : this.#readersOf(first);
    }
    switch (last) {
      case 'calls':
        return (model.flows.get(first)?.calls ?? []).map((call) => String(call.index));
      case 'shares':
        return model.components.get(first)?.causes ?? [];
      case 'regions':
        return regionsOf(model.components.get(first));
      case 'readBy':
        return new Set((model.components.get(first)?.calls ?? []).map((call) => call.flow));
      case 'consumers':
        return (model.components.get(first)?.consumers ?? []).map((consumer) => consumer.component);
      default:
        return root === 'flows' && names.length === 1 ? (model.flows.get(first)?.spikes ?? []) : this.#spikes();
    }
  }
}
