import { type Basic, type Event, type Group, type Insufficient, type Left, leftAfter, share } from '../../engines/availability/index.js';
import type { Graph } from '../../facts/index.js';
import type { Call } from '../../spec/index.js';
import { clearEvent } from './clear-event.js';
import { type ArgsOf, copiesText, labelOfBasic, labelOfShare, sizeOf } from './labels.js';
import type { SuccessTreeResult } from './result.js';
import { withShared } from './shared-parts.js';

/** What must work, as a tree: that of an event turned round, what must not fail all at once being redundant. */
export const successTreeOf = (event: Event, graph: Graph, argsOf: ArgsOf, calls: readonly Call[]): SuccessTreeResult =>
  new SuccessTree(graph, argsOf, calls).of(event);

/** Nothing that fails. */
const NOTHING: SuccessTreeResult = { kind: 'all', label: '', chance: null, children: [] };
const isNothing = ({ kind, children }: SuccessTreeResult): boolean => kind === 'all' && children.length === 0;

class SuccessTree {
  readonly #graph: Graph;
  readonly #argsOf: ArgsOf;
  readonly #calls: readonly Call[];
  /** Keys of basic events: equal for the same event. */
  readonly #events = new Map<SuccessTreeResult, string>();

  constructor(graph: Graph, argsOf: ArgsOf, calls: readonly Call[]) {
    this.#graph = graph;
    this.#argsOf = argsOf;
    this.#calls = calls;
  }

  of(event: Event): SuccessTreeResult {
    const clear = clearEvent(event, this.#argsOf, (place) => this.#isDown(place));
    return withShared(this.treeOf(clear, new Set()), this.#events);
  }

  /** @param above what all requests need anyway: it is not shown again for some */
  treeOf(event: Event, above: ReadonlySet<string>): SuccessTreeResult {
    if (event.kind === 'basic') return this.#basic(event);
    if (event.kind === 'insufficient') return this.#group(event);
    if (event.kind === 'outlasting') {
      const { label, chance } = this.#basic(share(event.id));
      return forShare({ label, chance }, this.treeOf(event.of, above));
    }
    if (event.kind === 'any') {
      // What needs the failure of something that all requests need anyway adds nothing.
      const of = event.of.filter((part) => !isIn(above, part) && !(part.kind === 'all' && part.of.some((one) => isIn(above, one))));
      const within = new Set([...above, ...of.map(nameOf)]);
      const needs = of.map((part) => this.treeOf(part, within)).flatMap((need) => (need.kind === 'all' ? need.children : need));
      return { ...NOTHING, children: this.#strictest(needs) };
    }
    // What fails only together with something that all requests need anyway adds nothing.
    if (event.of.some((part) => isIn(above, part))) return NOTHING;
    const [some, ...others] = [...event.of].sort((a, b) => Number(holdsShare(b)) - Number(holdsShare(a)));
    if (some && holdsShare(some) && others.length > 0) {
      const rest = this.treeOf(others.length === 1 ? (others[0] as Event) : { kind: 'all', of: others }, above);
      return forShare(this.#share(some, above), rest);
    }
    const children = event.of.map((part) => this.treeOf(part, above));
    return children.some(isNothing) ? NOTHING : { kind: 'any', label: '', chance: null, children };
  }

  #basic({ id, outages }: Pick<Basic, 'id' | 'outages'>): SuccessTreeResult {
    const chance = this.#graph.get(id).value;
    if (outages === undefined) return { kind: 'share', label: labelOfShare(id, this.#calls), chance, children: [] };
    return this.#part(id, { label: labelOfBasic(id), chance });
  }

  #part(event: string, { label, chance, ...more }: Omit<SuccessTreeResult, 'kind' | 'children'> & Partial<SuccessTreeResult>) {
    const part: SuccessTreeResult = { kind: 'part', label, chance, children: [], ...more };
    this.#events.set(part, event);
    return part;
  }

  /** Instances with the places that they are lost with. */
  #group({ group, use }: Insufficient): SuccessTreeResult {
    const args = this.#argsOf(group);
    const left = this.#left(group, () => false);
    const { needed, of } = group.needs(left, args, use);
    const isReduced = group.places.some((place) => this.#isDown(place));
    const { instances, shards } = sizeOf(args);
    const among = isReduced ? ' left' : placesText(group);
    const count =
      left.instances === 1 && needed === 1 && shards <= 1
        ? ''
        : of === 'copies' && left.copies === 1 && needed === 1
          ? ` (each of ${instances}${among})`
          : ` (${needed} of ${of === 'copies' ? copiesText(left.copies) : left.instances}${shards > 1 ? ` of each of ${shards} shards` : ''}${among})`;
    return this.#part(group.component, {
      label: `${group.component}${count}`,
      chance: group.chance(left, args, use),
      children: this.#places(group, use),
    });
  }

  /** Zones and regions that take instances of a group with them, with what each leaves of these. */
  #places(group: Group, use: number): readonly SuccessTreeResult[] {
    const args = this.#argsOf(group);
    const found = new Map<string, { readonly place: Basic; takes: number }>();
    for (const place of group.places.flatMap(basicsOf)) {
      const same = found.get(place.id);
      if (same) same.takes++;
      else if (!this.#isDown(place)) found.set(place.id, { place, takes: 1 });
    }
    // Regions before zones.
    const places = [...found.values()].sort((a, b) => b.takes - a.takes);
    return places.map(({ place }) => {
      const left = this.#left(group, (other) => basicsOf(other).some(({ id }) => id === place.id));
      const { of } = group.needs(left, args, use);
      const what = `${of === 'copies' ? copiesText(left.copies) : left.instances}${sizeOf(args).shards > 1 ? ' of a shard' : ''}`;
      const leaves = `leaves ${what}${group.chance(left, args, use) >= 1 ? ', too few' : ''}`;
      return this.#part(place.id, { label: labelOfBasic(place.id), chance: this.#graph.get(place.id).value, leaves });
    });
  }

  /** What is left of a group without the places that are lost, or down anyway. */
  #left(group: Group, isLost: (place: Event) => boolean): Left {
    const lost = group.places.map((place) => this.#isDown(place) || isLost(place));
    return leftAfter(group, this.#argsOf(group), lost);
  }

  /** Of what all must have of the same instances, such as copies to read and copies to write, that which is lacking the sooner. */
  #strictest(needs: readonly SuccessTreeResult[]): readonly SuccessTreeResult[] {
    const best = new Map<string, SuccessTreeResult>();
    for (const need of needs) {
      const event = this.#events.get(need);
      const other = event === undefined ? undefined : best.get(event);
      if (event !== undefined && !(other && (other.chance ?? 0) >= (need.chance ?? 0))) best.set(event, need);
    }
    return needs.filter((need) => {
      const event = this.#events.get(need);
      return event === undefined || best.get(event) === need;
    });
  }

  /** Whether a place is down for certain, as in a scenario. */
  #isDown(event: Event): boolean {
    if (event.kind === 'basic') return this.#graph.get(event.id).value >= 1;
    return event.kind === 'any' && event.of.some((part) => this.#isDown(part));
  }

  /** `miss cache, all without it`. */
  #share(event: Event, above: ReadonlySet<string>): Pick<SuccessTreeResult, 'label' | 'chance'> {
    if (event.kind !== 'any') return this.treeOf(event, above);
    const share = this.treeOf(event.of.find(isShare) as Event, above);
    const others = event.of.filter((part) => !isShare(part) && !isIn(above, part)).map(shortName);
    const without = [...new Set(others)].filter((name) => name !== '').join(', ');
    return { label: without === '' ? share.label : `${share.label}, all without ${without}`, chance: share.chance };
  }
}

/** `for 40%, which miss cdn`: nothing where that share, or what it needs, is none. */
function forShare({ label, chance }: Pick<SuccessTreeResult, 'label' | 'chance'>, rest: SuccessTreeResult): SuccessTreeResult {
  if (isNothing(rest) || (chance ?? 0) <= 0) return NOTHING;
  return (chance ?? 0) >= 1 ? rest : { kind: 'share', label, chance, children: [rest] };
}

/** `, in 3 zones`. */
const placesText = ({ places, regions }: Group): string =>
  places.length === 0 ? '' : regions.length > 1 ? `, in ${regions.length} regions` : `, in ${places.length} zones`;

/** The events any of which is the loss of a place: that of a zone, and that of its region. */
const basicsOf = (place: Event): readonly Basic[] =>
  place.kind === 'basic' ? [place] : place.kind === 'any' ? place.of.flatMap(basicsOf) : [];

const isIn = (names: ReadonlySet<string>, event: Event): boolean => nameOf(event) !== '' && names.has(nameOf(event));

/** Key of a basic event; undefined for a gate. */
const nameOf = (event: Event): string =>
  event.kind === 'basic' ? event.id : event.kind === 'insufficient' ? `${event.group.component} ${event.use}` : '';

const shortName = (event: Event): string =>
  event.kind === 'basic' ? labelOfBasic(event.id) : event.kind === 'insufficient' ? event.group.component : '';

const isShare = (event: Event): boolean => event.kind === 'basic' && event.outages === undefined;

/** A share of requests, or one that becomes all of them when something fails: misses of a cache. */
const holdsShare = (event: Event): boolean => isShare(event) || (event.kind === 'any' && event.of.some(isShare));
