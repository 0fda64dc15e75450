import { namesAt } from '../data.js';
import type { Design } from './design.js';
import type { Case } from './flows.js';
import { roundedDown, roundedUp, UNKNOWN } from './number.js';
import type { Sizing } from './sizing.js';
import { isLoad, LOADS, RESOURCES, type Resource } from './targets.js';

/** How full components are, and how much more they can take. */
export class Use {
  readonly design: Design;
  readonly sizing: Sizing;

  constructor(sizing: Sizing) {
    this.design = sizing.design;
    this.sizing = sizing;
  }

  #quota(component: string, key: string): number | undefined {
    return (key === 'rate' ? this.design.inShort(component, 'quota', 'rate') : this.design.of('components', component, 'quota', key))
      ?.value;
  }

  /** Whether the demand for instances is another number than the calls that arrive: their provider counts those. */
  #isOfCalls(component: string): boolean {
    return this.sizing.isApart(component) || this.design.pieces(component) !== undefined;
  }

  /** Limit of the provider on what instances carry. */
  #limit(component: string, resource: Resource): number | undefined {
    if (!isLoad(resource)) {
      const holds = this.design.isInMemory(component) ? 'memory' : 'disk';
      return resource === holds ? this.#quota(component, 'storage') : undefined;
    }
    if (resource === 'network' || resource === 'connections') return this.#quota(component, resource);
    return resource === 'rate' && !this.#isOfCalls(component) ? this.#quota(component, 'rate') : undefined;
  }

  /** What the fleet has of a resource, as far as the provider lets it. */
  capacity(component: string, resource: Resource): number {
    const each = this.sizing.each(component, resource);
    const limit = this.#limit(component, resource);
    if (each === undefined) return limit ?? UNKNOWN;
    const count = isLoad(resource) ? this.evenly(component) : this.inUse(component);
    return Math.min(count * each, limit ?? Number.POSITIVE_INFINITY);
  }

  /** Calls held against limits that no instance shares. */
  #ofCalls(component: string, when: Case): readonly { readonly asked: number; readonly limit: number }[] {
    const limits = [
      ['rate', this.#isOfCalls(component) ? this.#quota(component, 'rate') : undefined],
      ['read', this.#quota(component, 'reads')],
      ['write', this.#quota(component, 'writes')],
    ] as const;
    return limits.flatMap(([amount, limit]) =>
      limit === undefined ? [] : [{ asked: this.sizing.load.at(component, amount, when), limit }],
    );
  }

  utilization(component: string, resource: Resource): number {
    return this.sizing.demand(component, resource) / this.capacity(component, resource);
  }

  /** That of the fullest resource of those known. */
  utilizationAt(component: string, when: Case): number {
    const known = RESOURCES.filter((resource) => !Number.isNaN(this.sizing.demand(component, resource)));
    const shares = known.map((resource) => this.sizing.demandAt(component, resource, when) / this.capacity(component, resource));
    const limited = known.flatMap((resource, i) => (this.#isLimited(component, resource) ? [shares[i] as number] : []));
    const all = [...limited, ...this.#ofCalls(component, when).map(({ asked, limit }) => asked / limit)];
    return all.length === 0 ? UNKNOWN : Math.max(...all);
  }

  #isLimited(component: string, resource: Resource): boolean {
    return this.sizing.each(component, resource) !== undefined || this.#limit(component, resource) !== undefined;
  }

  /**
   * How many times as much the fleet carries as the instances that the worst off shard is on: with instances of its own, as often as there are shards, and
   * what is left over counts for nothing; else each of its pieces has a part of an instance, as small as the fullest has pieces.
   */
  shards(component: string): { readonly count: number; readonly each: number } {
    const fleet = this.sizing.fleet(component);
    const shards = this.design.of('components', component, 'shards')?.value;
    if (shards === undefined) return { count: 1, each: fleet };
    const pieces = this.design.pieces(component) ?? 1;
    if (shards * pieces <= fleet) return { count: shards, each: roundedDown(fleet / shards) };
    const each = Math.min(pieces, fleet);
    const ofFullest = roundedUp((shards * each) / fleet);
    return { count: shards / ofFullest, each };
  }

  /** Instances that would carry as much, with as many for each shard. */
  inUse(component: string): number {
    const { count, each } = this.shards(component);
    return count * each;
  }

  /** How many instances with even shares of the load would have no more on each than the busiest has; the hottest key is on those that have a copy of it. */
  evenly(component: string): number {
    const { design, sizing } = this;
    const share = sizing.skew(component) / this.inUse(component);
    const hottest = design.of('components', component, 'shards') === undefined ? sizing.hottest(component) : undefined;
    if (hottest === undefined || !sizing.statesHottest(component)) return 1 / share;
    return 1 / Math.max(share, hottest / design.copies(component));
  }

  /**
   * Times a load that so many instances of each shard carry, to 100%; nothing is carried without bound. Of a resource whose demand nobody states nothing is
   * known: there is no more room than the others leave.
   */
  headroom(component: string, ofShard: number, when: Case = 'peak'): number {
    const { sizing } = this;
    const left = ofShard * this.shards(component).count;
    const rooms: number[] = [];
    const add = (room: number, demand: number): void => {
      rooms.push(demand === 0 ? Number.POSITIVE_INFINITY : room / demand);
    };
    for (const resource of LOADS) {
      const demand = sizing.demandAt(component, resource, when);
      const each = sizing.each(component, resource);
      const limit = this.#limit(component, resource);
      // Room is told of what is known to be asked.
      if (this.isAsked(component, resource) === false || Number.isNaN(demand)) continue;
      if (each !== undefined) {
        add(left * each, demand * sizing.skew(component));
        // A key is on one instance for each copy, however many shards the others have.
        const hottest = sizing.hottest(component);
        if (!Number.isNaN(hottest) && this.design.of('components', component, 'shards') === undefined)
          add(this.design.copies(component) * each, demand * hottest);
      }
      if (limit !== undefined) add(limit, demand);
    }
    for (const { asked, limit } of this.#ofCalls(component, when)) add(limit, asked);
    return rooms.length === 0 ? UNKNOWN : Math.min(...rooms);
  }

  /** Whether anything is asked of a resource: work per call is stated, or bytes lie there. */
  isAsked(component: string, resource: Resource): boolean {
    const { design, sizing } = this;
    if (resource === 'cpu' || resource === 'iops') return design.of('components', component, 'work', resource) !== undefined;
    if (isLoad(resource)) return true;
    if (resource === 'memory' && design.isCache(component)) return true;
    if ((resource === 'memory') !== design.isInMemory(component)) return false;
    return design.dataIn(component).length > 0 || sizing.storage.retained(component, sizing.load) !== undefined;
  }

  /** Headroom with the fullest of so many equal places lost. */
  withoutPlace(component: string, places: number): number {
    const { each } = this.shards(component);
    return this.headroom(component, Math.max(0, each - Math.ceil(each / places)));
  }

  /** Whether the design has a region to go on with. */
  hasRegions(): boolean {
    return namesAt(this.design.tree, 'topology', 'regions').length > 1;
  }

  /** Instances of each shard that serve while a new version is rolled out, to all shards in turn. */
  whileDeploying(component: string): number {
    const fleet = this.sizing.fleet(component);
    const { count, each } = this.shards(component);
    const strategy = this.design.at('components', component, 'deploy', 'strategy');
    const surge = this.design.of('components', component, 'deploy', 'surge');
    const unavailable = this.design.of('components', component, 'deploy', 'unavailable');
    if (strategy === 'recreate') return 0;
    if (strategy === 'blueGreen' || (surge && !unavailable)) return each;
    if (!unavailable) return Math.max(0, each - 1);
    const without = (away: number): number => Math.max(0, each - roundedUp(away / count));
    if (unavailable.form !== 'share') return without(unavailable.value);
    // Without extra ones, at least one is missing while it is replaced.
    return without(Math.max(surge ? 0 : 1, roundedDown(fleet * unavailable.value)));
  }
}
