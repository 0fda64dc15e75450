import { literalAt } from '../data.js';
import type { Design, Step } from './design.js';
import type { Case } from './flows.js';
import type { Load } from './load.js';
import { product, roundedUp, sum, UNKNOWN } from './number.js';
import type { Storage } from './storage.js';
import { allowed, isLoad, RESOURCES, type Resource, survives } from './targets.js';

/** Zones where the spec states none. */
const USUAL_ZONES = 3;

/** What components need, at a time. */
export class Sizing {
  readonly design: Design;
  readonly load: Load;
  readonly storage: Storage;
  readonly #fleets = new Map<string, number>();

  constructor(load: Load, storage: Storage) {
    this.design = load.design;
    this.load = load;
    this.storage = storage;
  }

  #of(component: string, ...path: readonly string[]): number | undefined {
    return this.design.of('components', component, ...path)?.value;
  }

  /** Copies that answer a read. */
  readCopies(component: string): number {
    const copies = this.design.copies(component);
    const read = this.design.at('components', component, 'replication', 'read');
    if (read === 'quorum') return Math.floor(copies / 2) + 1;
    return read === 'all' ? copies : typeof read === 'number' ? read : 1;
  }

  /** Whether calls are counted in instances: reads and writes are stated apart, all that arrive. */
  isApart(component: string): boolean {
    if (this.#of(component, 'each', 'rate') !== undefined) return false;
    const [reads, writes] = [this.#of(component, 'each', 'reads'), this.#of(component, 'each', 'writes')];
    const steps = this.design.stepsAt(component);
    const covers = (limit: number | undefined, isWrite: boolean): boolean =>
      limit !== undefined || steps.every((step) => step.writes !== isWrite);
    return (reads ?? writes) !== undefined && covers(reads, false) && covers(writes, true);
  }

  /** What one instance has of a resource; undefined where it is not stated. */
  each(component: string, resource: Resource): number | undefined {
    return this.#of(component, 'each', resource) ?? (resource === 'rate' && this.isApart(component) ? 1 : undefined);
  }

  /** Demand in a case of load; a peak is the larger of two hours. */
  demandAt(component: string, resource: Resource, when: Case): number {
    if (!isLoad(resource)) return this.#stock(component, resource);
    const of = (hour: Case): number => this.#inHour(component, resource, hour);
    return when === 'peak' ? this.load.atPeak(component, of) : of(when);
  }

  demand(component: string, resource: Resource): number {
    return this.demandAt(component, resource, this.sizeFor(component));
  }

  sizeFor(component: string): Case {
    return (this.design.at('components', component, 'sizeFor') ?? this.design.at('sizeFor') ?? 'peak') as Case;
  }

  #stock(component: string, resource: Resource): number {
    const { design, storage } = this;
    if (resource === 'memory' && design.isCache(component)) return storage.memory(component, this.load);
    if ((resource === 'memory') !== design.isInMemory(component)) return UNKNOWN;
    return storage.inComponent(component, this.load);
  }

  #inHour(component: string, resource: Resource, when: Case): number {
    const { load } = this;
    const reads = product(load.inHour(component, 'read', when), this.readCopies(component));
    const writes = product(load.inHour(component, 'write', when), this.design.copies(component));
    switch (resource) {
      case 'rate': {
        if (!this.isApart(component)) return reads + writes;
        const over = (worked: number, each: number | undefined): number => (each === undefined ? 0 : worked / each);
        return over(reads, this.#of(component, 'each', 'reads')) + over(writes, this.#of(component, 'each', 'writes'));
      }
      case 'servers':
        return product(reads + writes, load.calls.time(component));
      case 'cpu':
      case 'iops':
        return (reads + writes) * (this.#of(component, 'work', resource) ?? UNKNOWN);
      case 'network': {
        // At least what is known of it: the bytes of one way, and those that go to copies.
        const ways = [load.inHour(component, 'ingress', when), load.inHour(component, 'egress', when)].filter((way) => !Number.isNaN(way));
        const copied = load.inHour(component, 'replication', when);
        const least = Math.max(0, ...ways) + (Number.isNaN(copied) || ways.length === 0 ? 0 : copied);
        // At least nothing is as good as unknown.
        return least === 0 && (ways.length < 2 || Number.isNaN(copied)) ? UNKNOWN : least;
      }
      default:
        return this.#connections(component, when);
    }
  }

  /** Actors of the flows that enter here, pools that callers keep open, and calls of everyone else in progress. */
  #connections(component: string, when: Case): number {
    const { design } = this;
    const stays = (flow: string): boolean => ['concurrent', 'lasts'].some((key) => design.of('flows', flow, key) !== undefined);
    const entering = new Set<string>();
    const pools = new Set<string>();
    let others = 0;
    for (const step of design.stepsAt(component)) {
      if (this.#enters(step) && stays(step.flow)) entering.add(step.flow);
      else if (step.caller && this.pool(step.caller.component) !== undefined) pools.add(step.caller.component);
      else others += this.load.calls.inProgress(step, when);
    }
    const held = [...entering].map((flow) => this.load.calls.flows.concurrency(flow, when));
    const pooled = [...pools].map((caller) => product(this.fleet(caller), this.pool(caller) as number));
    return sum(held) + sum(pooled) + others;
  }

  /** Whether a call is the actor's own, or its balancer's: what that does for each request is done on the actor's connection. */
  #enters(step: Step): boolean {
    if (step.caller === null) return true;
    const isOne = ({ options, async, via }: Step): boolean =>
      via === 'call' && !async && literalAt(options, 'times') === undefined && literalAt(options, 'batch') === undefined;
    const { caller } = step;
    const isPassedOn =
      this.design.at('components', caller.component, 'kind') === 'loadBalancer' && this.pool(caller.component) === undefined;
    return isPassedOn && isOne(step) && isOne(caller) && this.#enters(caller);
  }

  pool(component: string): number | undefined {
    return this.design.inShort(component, 'pool', 'size')?.value;
  }

  /** Resources that decide how many instances are needed: what one has is stated, and what is asked is known. */
  sizedBy(component: string): readonly Resource[] {
    return RESOURCES.filter((resource) => this.each(component, resource) !== undefined && !Number.isNaN(this.demand(component, resource)));
  }

  /** Load of the fullest instance over that of the mean one: the busiest shard's, or that of the shard with the hottest key. */
  skew(component: string): number {
    const factor = this.design.inShort(component, 'skew', 'factor')?.value ?? 1;
    const shards = this.#of(component, 'shards');
    const hottest = this.hottest(component);
    return shards !== undefined && !Number.isNaN(hottest) ? Math.max(factor, hottest * shards) : factor;
  }

  /** Whether the hottest key is spoken of; a law of keys without their number leaves it open, unless the busiest shard is known instead. */
  statesHottest(component: string): boolean {
    const [stated, zipf, keys] = ['hottest', 'zipf', 'keys'].map((key) => this.#of(component, 'skew', key));
    const factor = this.design.inShort(component, 'skew', 'factor');
    return stated !== undefined || (zipf !== undefined && (keys !== undefined || factor === undefined));
  }

  /** Share of the load on the hottest key: as stated, or that of the first of so many under Zipf's law. */
  hottest(component: string): number {
    const [stated, zipf, keys] = ['hottest', 'zipf', 'keys'].map((key) => this.#of(component, 'skew', key));
    if (stated !== undefined) return stated;
    if (zipf === undefined || keys === undefined) return UNKNOWN;
    return 1 / sum(Array.from({ length: keys }, (_, i) => (i + 1) ** -zipf));
  }

  /** Instances that a resource needs, before they are rounded up to whole ones. */
  need(component: string, resource: Resource, field: 'target' | 'afterLoss' = 'target'): number {
    const demand = this.demand(component, resource) * (isLoad(resource) ? this.skew(component) : 1);
    return demand / ((this.each(component, resource) ?? UNKNOWN) * allowed(this.design, component, resource, field));
  }

  instancesFor(component: string, resource: Resource): number {
    return roundedUp(this.need(component, resource));
  }

  /** Instances that carry everything at its target; unknown where nothing is known of them. */
  forLoad(component: string): number {
    const sized = this.sizedBy(component);
    return sized.length === 0 ? UNKNOWN : Math.max(1, ...sized.map((resource) => this.instancesFor(component, resource)));
  }

  /** Instances that carry what is asked, at what may be in use after a loss. */
  #survivors(component: string, loadsAlone: boolean): number {
    const among = this.sizedBy(component).filter((resource) => !loadsAlone || isLoad(resource));
    return Math.max(1, ...among.map((resource) => roundedUp(this.need(component, resource, 'afterLoss'))));
  }

  zones(component: string): number {
    return this.design.places(component).zones || USUAL_ZONES;
  }

  /** Shard by shard: each is a fleet of its own. */
  instances(component: string): number {
    const shards = this.#of(component, 'shards') ?? 1;
    const n = roundedUp(this.forLoad(component) / shards);
    if (Number.isNaN(n)) return UNKNOWN;
    const survivors = (loadsAlone: boolean): number => roundedUp(this.#survivors(component, loadsAlone) / shards);
    const level = survives(this.design, component);
    const over = (places: number): number => Math.max(places * roundedUp(n / places), places * roundedUp(survivors(true) / (places - 1)));
    const lost = level === 'instance' ? 1 : typeof level === 'number' ? level : 0;
    const needed =
      level === 'zone'
        ? over(this.zones(component))
        : level === 'region'
          ? over(this.design.places(component).regions)
          : lost === 0
            ? n
            : Math.max(n, survivors(false) + lost);
    return Math.max(shards * needed, ...this.#least(component));
  }

  /** Every piece of an item, of every shard, is on an instance of its own; and autoscaling keeps some. */
  #least(component: string): readonly number[] {
    const [shards, pieces] = [this.#of(component, 'shards'), this.design.pieces(component)];
    const least = this.#of(component, 'autoscale', 'min');
    const ofData = shards === undefined && pieces === undefined ? [] : [(shards ?? 1) * (pieces ?? 1)];
    return least === undefined ? ofData : [...ofData, least];
  }

  binding(component: string): string | undefined {
    const n = this.forLoad(component);
    if (Number.isNaN(n)) return undefined;
    if (this.instances(component) - n >= n) return 'redundancy';
    const sized = this.sizedBy(component);
    const needs = sized.map((resource) => this.need(component, resource));
    return sized[needs.indexOf(Math.max(...needs))];
  }

  stated(component: string): number | undefined {
    return ['instances', 'replicas', 'nodes'].map((key) => this.#of(component, key)).find((count) => count !== undefined);
  }

  /** Instances stated, else those needed as far as there may be so many; at least those that run where it is not known how many are needed. */
  fleet(component: string): number {
    let fleet = this.#fleets.get(component);
    if (fleet === undefined) {
      fleet = this.#fleet(component);
      this.#fleets.set(component, fleet);
    }
    return fleet;
  }

  #fleet(component: string): number {
    const stated = this.stated(component);
    if (stated !== undefined) return stated;
    const most = [this.#of(component, 'autoscale', 'max'), this.#of(component, 'quota', 'instances')];
    const cap = Math.min(...most.map((limit) => limit ?? Number.POSITIVE_INFINITY));
    const needed = this.instances(component);
    const least = this.#least(component);
    if (Number.isNaN(needed) && least.length > 0) return Math.min(cap, Math.max(...least));
    return Math.min(cap, needed);
  }
}
