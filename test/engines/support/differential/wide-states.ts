import type { Call } from '../failing-designs.js';
import { partsBehind, type Reading } from '../standing-in.js';
import { bitsOf, dealt, evenSets, type Needs, quorumOf, type Slot, subsets } from './dealing.js';
import { always, type ByUse, type Failure, type Lasting, never, same, type Use } from './failure.js';
import { pathFailure } from './path-failure.js';
import { manualOf, standbyOutages, takesOf } from './standby.js';
import { type Chain, type Outcome, onOff, outcomeOf, sometimes, stationary, type World } from './state-space.js';
import { type Failing, type Failover, preorder, type WideDesign, type WidePart, type WidePlace } from './wide-designs.js';

/**
 * What fails a wide design, by looking at every state of everything that can fail: no diagram, and no formula for redundancy, spares or crews. Instances
 * that fail by themselves are a chain each; those that share crews or take over from each other are one.
 */

const YEAR = 8760;
const DAY = 24;

const unavailability = ({ mtbf, mttr }: Failing): number => mttr / (mtbf + mttr);
const yearly = ({ mtbf, mttr }: Failing): number => YEAR / (mtbf + mttr);

export interface Told extends Outcome {
  /** Share of time that it fails for some requests. */
  readonly failing: number;
}

export class WideStates {
  readonly design: WideDesign;
  readonly #down: ReadonlySet<string>;
  readonly #chains: Chain[] = [];
  /** Chains of what happens to requests: looked at for shares of these only. */
  readonly #choices = new Set<number>();
  readonly #parts = new Map<string, { readonly fails: ByUse; readonly chains: readonly number[] }>();
  readonly #places = new Map<string, number>();
  readonly #known = new Map<string, Told>();
  readonly #flow: Failure;
  readonly #flowChains: readonly number[];

  /** @param down what a scenario loses: parts, places and causes by name */
  constructor(design: WideDesign, down: readonly string[] = []) {
    this.design = design;
    this.#down = new Set(down);
    for (const region of design.regions) {
      this.#takePlace(region, region.name);
      for (const zone of region.zones) this.#takePlace(zone, `${region.name}.${zone.name}`);
    }
    for (const cause of design.causes) this.#takePlace(cause, cause.name, () => this.#blamed(cause.name));
    for (const part of design.parts) {
      const before = this.#chains.length;
      const fails = this.#partOf(part);
      const own = this.#chains.flatMap((_, i) => (i >= before ? [i] : []));
      this.#parts.set(part.name, { fails, chains: [...this.#commonOf(part), ...own] });
    }
    const used = new Set<number>();
    const before = this.#chains.length;
    this.#flow = this.#path(used);
    for (let i = before; i < this.#chains.length; i++) used.add(i);
    this.#flowChains = [...used];
  }

  /** Combinations of states that are looked at. */
  get size(): number {
    const sizeOf = (chains: readonly number[]): number =>
      chains.reduce((product, i) => product * (this.#chains[i] as Chain).chances.length, 1);
    return Math.max(sizeOf(this.#flowChains), ...[...this.#parts.values()].map(({ chains }) => sizeOf(chains)));
  }

  /**
   * Whether a part keeps fewer copies of an item than it has instances, and these are in several places: what fails some item is told from above there
   * (copies of an item are looked at as on any instances of the places that are left), and how often it begins is near that.
   */
  isNear(name: string): boolean {
    const part = this.design.parts.find((one) => one.name === name) as WidePart;
    const copies = part.copies?.factor ?? 0;
    return part.shards === null && copies > 0 && copies < (part.fleet?.instances ?? 0) && this.#slots(part).length > 1;
  }

  /** What is told of `flows.f`, or of `components.c0`. */
  told(id: string): Told {
    let told = this.#known.get(id);
    if (!told) {
      const name = id.replace('components.', '');
      const { fails, chains } = this.#parts.get(name) ?? { fails: { read: this.#flow, write: this.#flow }, chains: this.#flowChains };
      told = this.#lookAt(chains, fails[this.#isWritten(name) ? 'write' : 'read']);
      this.#known.set(id, told);
    }
    return told;
  }

  #lookAt(chains: readonly number[], { one, any }: Failure): Told {
    const failures = chains.filter((i) => !this.#choices.has(i));
    const of = outcomeOf(this.#chains, failures, any);
    return { chance: outcomeOf(this.#chains, chains, one).chance, failing: of.chance, often: of.often };
  }

  #isWritten(part: string): boolean {
    const among = (calls: readonly Call[]): boolean =>
      calls.some((call) => (call.part === part && this.#useOf(call) === 'write') || among(call.miss) || among(call.calls));
    return among(this.design.path);
  }

  #useOf({ kind }: Call): Use {
    return kind ?? (this.design.writes ? 'write' : 'read');
  }

  #take(chain: Chain, isChoice = false): number {
    if (isChoice) this.#choices.add(this.#chains.length);
    return this.#chains.push(chain) - 1;
  }

  #takePlace({ failing }: WidePlace, name: string, otherwise?: () => Chain): void {
    const isDown = this.#down.has(name);
    if (isDown) this.#places.set(name, this.#take(onOff(name, 1, 0)));
    else if (failing) this.#places.set(name, this.#take(onOff(name, unavailability(failing), yearly(failing))));
    else if (otherwise) this.#places.set(name, this.#take(otherwise()));
  }

  /** A cause of which only shares of failures are told: as the part says that blames the most on it. */
  #blamed(cause: string): Chain {
    const shares = this.design.parts.flatMap(({ failing, shares: all }) =>
      all.flatMap((one) => (one.cause === cause ? { share: one.share ?? 0, failing } : [])),
    );
    const most = (of: (failing: Failing) => number): number => Math.max(0, ...shares.map(({ share, failing }) => share * of(failing)));
    return onOff(cause, most(unavailability), most(yearly));
  }

  #slots({ within, kind, spread }: WidePart): readonly Slot[] {
    if (within.length === 0 && ['external', 'cdn', 'dns'].includes(kind)) return [];
    const slots = this.design.regions.flatMap((region): readonly Slot[] => {
      const isIn = (zone: string): boolean => within.length === 0 || within.includes(region.name) || within.includes(zone);
      const at = (...names: readonly string[]): Slot => ({
        lost: names.flatMap((name) => this.#places.get(name) ?? []),
        region: region.name,
        isDown: names.some((name) => this.#down.has(name)),
      });
      if (region.zones.length === 0) return isIn(region.name) ? [at(region.name)] : [];
      const names = region.zones.map((zone) => `${region.name}.${zone.name}`).filter(isIn);
      return names.map((name) => at(region.name, name));
    });
    const shareDown = (name: string): number => {
      const there = slots.filter(({ region }) => region === name);
      return there.filter(({ isDown }) => isDown).length / there.length;
    };
    // What a scenario has down is taken to be the fullest: it gets the instances that are left over.
    const sorted = [...slots].sort((a, b) => shareDown(b.region) - shareDown(a.region) || Number(b.isDown) - Number(a.isDown));
    return spread === 'none' ? sorted.slice(0, 1) : sorted;
  }

  /** Places and declared causes that may take some of it: of what is told as one thing, places only where each may be lost. */
  #commonOf(part: WidePart): readonly number[] {
    const causes = part.shares.flatMap(({ cause }) => this.#places.get(cause) ?? []);
    const slots = this.#slots(part);
    const isSafe = !part.fleet && slots.some(({ lost }) => lost.length === 0);
    return [...new Set([...(isSafe ? [] : slots.flatMap(({ lost }) => lost)), ...causes])];
  }

  /** Facts that rest on how something fails: parts, and the flow. @param name of a part, a place or a cause */
  restingOn(name: string): ReadonlySet<string> {
    const shares = this.design.parts.find((part) => part.name === name)?.shares ?? [];
    const blamed = this.design.causes.filter((one) => !one.failing && shares.some(({ cause }) => cause === one.name));
    const names = new Set([name, ...blamed.map((cause) => cause.name)]);
    const rests = (chains: readonly number[]): boolean => chains.some((i) => names.has((this.#chains[i] as Chain).name));
    return new Set([
      ...[...this.#parts].flatMap(([part, { chains }]) => (rests(chains) ? [`components.${part}`] : [])),
      ...(rests(this.#flowChains) ? ['flows.f'] : []),
    ]);
  }

  #partOf(part: WidePart): ByUse {
    if (this.#down.has(part.name)) return { read: always, write: always };
    const common = [...part.shares.flatMap(({ cause }) => this.#places.get(cause) ?? []), ...this.#together(part)];
    const waiting = part.failover?.mode === 'active-active' ? this.#seenLate(part) : never;
    const own = part.fleet ? this.#fleetOf(part) : this.#whole(part);
    const with_ = ({ one, any }: Failure): Failure => {
      const isDown = (world: World): boolean => common.some((i) => world[i] === 1);
      return {
        one: (world) => isDown(world) || waiting.one(world) || one(world),
        any: (world) => isDown(world) || waiting.any(world) || any(world),
      };
    };
    return { read: with_(own.read), write: with_(own.write) };
  }

  /** What takes all of it at once, and nothing else. */
  #together({ name, shares, failing, maintenance, deploy }: WidePart): readonly number[] {
    const found: number[] = [];
    for (const { cause, share } of shares) {
      if (this.#places.has(cause)) continue;
      found.push(this.#take(onOff(`${name}.${cause}`, (share ?? 0) * unavailability(failing), (share ?? 0) * yearly(failing))));
    }
    const every = (of: number, lasts: number, chance = 1): number =>
      this.#take(onOff(name, Math.min(1, (chance * lasts) / of), (chance * YEAR) / of));
    // In turn one instance after the other is away; of what is told as one thing that is nothing to those who call it.
    if (maintenance && !maintenance.rolling) found.push(every(maintenance.every * DAY, maintenance.lasts));
    if (deploy?.strategy === 'recreate' && deploy.takes !== null) found.push(every(deploy.every, deploy.takes));
    if (deploy && deploy.strategy !== 'canary' && deploy.failures !== null && deploy.rollback !== null)
      found.push(every(deploy.every, deploy.rollback, deploy.failures / 100));
    return found;
  }

  /** An instance, or the whole, by itself: without what is blamed on causes, each time for as long. */
  #alone({ failing, shares }: WidePart): { readonly q: number; readonly often: number; readonly rate: number } {
    const q = unavailability(failing) * (1 - shares.reduce((sum, { share }) => sum + (share ?? 0), 0));
    const often = (q * YEAR) / failing.mttr;
    return { q, often, rate: often / (1 - q) };
  }

  #whole(part: WidePart): ByUse {
    const { q, often } = this.#alone(part);
    const own = this.#take(onOff(part.name, q, often));
    const slots = this.#slots(part);
    const fails = same((world) => world[own] === 1 || (slots.length > 0 && slots.every(({ lost }) => lost.some((i) => world[i] === 1))));
    return { read: fails, write: fails };
  }

  #fleetOf(part: WidePart): ByUse {
    const { fleet, failover } = part;
    const { needed, instances } = fleet as NonNullable<WidePart['fleet']>;
    if (failover && failover.mode !== 'active-active') return this.#standby(part, failover);
    const slots = this.#slots(part);
    const pieces = part.copies?.factor ?? (part.hasData && fleet?.by !== 'replicas' && needed === null && !failover ? 1 : 0);
    const quorum = (use: Use): number => (part.copies ? quorumOf(part.copies, use) : pieces);
    const shards = part.shards ?? 1;
    // Where there are too few instances for each shard to have its own, each of its items is on some of all.
    const isShared = part.shards !== null && shards * Math.max(1, pieces) > instances;
    const each = isShared ? instances : Math.floor(instances / shards);
    const blocks = Array.from({ length: isShared ? 1 : shards }, (_, shard) => Array.from({ length: each }, (__, i) => shard * each + i));
    const needs = (use: Use): Needs =>
      isShared
        ? { needed: 1, copies: Math.max(1, pieces), quorum: Math.max(1, quorum(use), needed ?? 1) }
        : { needed: needed ?? 1, copies: pieces, quorum: quorum(use) };
    return this.#instancesOf(part, slots, blocks, needs);
  }

  /** Instances that fail by themselves and with their places, and some of which are away in turn. */
  #instancesOf(part: WidePart, slots: readonly Slot[], blocks: readonly (readonly number[])[], needs: (use: Use) => Needs): ByUse {
    const { fleet, name } = part;
    const { instances } = fleet as NonNullable<WidePart['fleet']>;
    const there = dealt(instances, slots);
    const isDown = this.#downOf(part, instances);
    const away = this.#awayOf(part);
    const shard = blocks.length > 1 ? this.#take({ name, chances: blocks.map(() => 1 / blocks.length), moves: [] }, true) : -1;
    const isLost = (world: World, i: number): boolean => (there[i] as Slot).lost.some((place) => world[place] === 1);
    const isGone = (world: World, i: number): boolean =>
      isDown(world, i) || (away !== null && (((away.sets[world[away.chain] as number] as number) >> i) & 1) === 1);
    const failure = (use: Use): Failure => {
      const { needed, copies, quorum } = needs(use);
      const items = blocks.length > 1 || copies === 0 ? [] : evenSets(copies, there);
      const hasTooFew = (world: World, block: readonly number[], isOfAny: boolean): boolean => {
        const left = block.filter((i) => !isLost(world, i));
        const up = left.filter((i) => !isGone(world, i));
        if (up.length < needed) return true;
        if (copies === 0) return false;
        const upOf = (set: number): number => up.filter((i) => (set >> i) & 1).length;
        if (isOfAny && items.length > 0) return items.some((set) => upOf(set) < quorum);
        if (!isOfAny) return block.slice(0, copies).filter((i) => up.includes(i)).length < quorum;
        // Any instances of the shard may have an item of it.
        return copies - Math.min(copies, block.length - up.length) < quorum;
      };
      return {
        one: (world) => hasTooFew(world, blocks[shard < 0 ? 0 : (world[shard] as number)] as readonly number[], false),
        any: (world) => blocks.some((block) => hasTooFew(world, block, true)),
      };
    };
    return { read: failure('read'), write: failure('write') };
  }

  /** Which instances are away for maintenance or for a new version: each set of so many is as likely as any other. */
  #awayOf({ name, fleet, maintenance, deploy }: WidePart): { readonly chain: number; readonly sets: readonly number[] } | null {
    const n = (fleet as NonNullable<WidePart['fleet']>).instances;
    const turns: { share: number; often: number; away: number }[] = [];
    if (maintenance?.rolling) {
      const every = maintenance.every * DAY;
      turns.push({ share: (n * maintenance.lasts) / every, often: (n * YEAR) / every, away: 1 });
    }
    if (deploy && deploy.strategy !== 'blueGreen' && deploy.takes !== null && deploy.unavailable !== null) {
      const { unavailable } = deploy;
      const share = typeof unavailable === 'number' ? (unavailable < 1 ? unavailable : null) : unavailable.percent / 100;
      const away = share === null ? (unavailable as number) : Math.floor(n * share);
      turns.push({ share: deploy.takes / deploy.every, often: YEAR / deploy.every, away });
    }
    const working = turns.filter(({ away }) => away > 0);
    if (working.length === 0) return null;
    const none = 1 - working.reduce((sum, { share }) => sum + share, 0);
    const [sets, chances, moves]: [number[], number[], [number, number, number][]] = [[0], [none], []];
    for (const { share, often, away } of working) {
      const which = subsets(n, Math.min(n, away));
      for (const set of which) {
        moves.push([0, sets.length, often / which.length / none]);
        sets.push(set);
        chances.push(share / which.length);
      }
    }
    return { chain: this.#take({ name, chances, moves }), sets };
  }

  /** Which instances are down: of those that share crews one chain, whose states are the sets of them; any of those down is as likely to be next. */
  #downOf(part: WidePart, instances: number): (world: World, i: number) => boolean {
    const { name, crews, failing } = part;
    const { q, often, rate } = this.#alone(part);
    if (crews === null) {
      const own = Array.from({ length: instances }, () => this.#take(onOff(name, q, often)));
      return (world, i) => world[own[i] as number] === 1;
    }
    const moves: [number, number, number][] = [];
    for (let set = 0; set < 1 << instances; set++)
      for (let i = 0; i < instances; i++) {
        const isDown = (set >> i) & 1;
        const repair = Math.min(crews, bitsOf(set)) / bitsOf(set) / failing.mttr;
        moves.push([set, set ^ (1 << i), isDown ? repair * YEAR : rate]);
      }
    const own = this.#take({ name, chances: stationary(1 << instances, moves), moves });
    return (world, i) => (((world[own] as number) >> i) & 1) === 1;
  }

  /** Some active, the others spares. While one takes over nothing serves and all clocks stand still. */
  #standby(part: WidePart, { mode, coverage: percent }: Failover): ByUse {
    const { fleet, name, failing, crews } = part;
    const { instances: n, needed } = fleet as NonNullable<WidePart['fleet']>;
    const k = needed ?? 1;
    const { rate } = this.#alone(part);
    const coverage = (percent ?? 100) / 100;
    const [takes, manual] = [takesOf(part), manualOf(part)];
    const { share, often } = standbyOutages({ n, k, mode, crews, rate, mttr: failing.mttr, coverage, takes, manual });
    const own = this.#take(onOff(name, share, often));
    // All in one place: with it they are all lost, and nobody is left to take over.
    const places = this.#slots(part).flatMap(({ lost }) => lost);
    const down = same((world) => world[own] === 1 || places.some((place) => world[place] === 1));
    return { read: down, write: down };
  }

  /** All serve: until it is seen that one is gone, its part of the requests fails. */
  #seenLate(part: WidePart): Failure {
    const { fleet, name, failing, failover } = part;
    const n = (fleet as NonNullable<WidePart['fleet']>).instances;
    if (n < 2) return never;
    const coverage = (failover?.coverage ?? 100) / 100;
    const time = coverage * Math.min(takesOf(part), failing.mttr) + (1 - coverage) * Math.min(manualOf(part), failing.mttr);
    const often = n * yearly(failing);
    const own = this.#take(onOff(name, Math.min(1, (often * time) / YEAR), often));
    const met = this.#take(sometimes(name, 1 / n), true);
    return { one: (world) => world[own] === 1 && world[met] === 1, any: (world) => world[own] === 1 };
  }

  /** What of its calls is so: as the schema says. */
  get #reading(): Reading {
    const { path, parts, buffer } = this.design;
    const places = new Map(preorder(path).map((call, i) => [call, i] as const));
    const isBuffered = (call: Call): boolean => buffer !== null && places.get(call) === buffer.call;
    return {
      path,
      isBuffered,
      useOf: (call) => this.#useOf(call),
      isPassedBy: (call) => {
        const kind = parts.find(({ name }) => name === call.part)?.kind;
        return call.miss.length > 0 && (call.dependency ?? (kind === 'cache' ? 'soft' : 'hard')) === 'soft';
      },
      isHarmless: (call) =>
        call.async || (call.dependency === 'soft' && call.miss.length === 0 && !(isBuffered(call) || call.fallback !== null)),
    };
  }

  /** @param used told of the chains of all parts that a request needs */
  #path(used: Set<number>): Failure {
    return pathFailure(this.#reading, {
      choose: (share) => this.#take(sometimes('request', share), true),
      failuresOf: (name) => {
        const { fails, chains } = this.#parts.get(name) as { fails: ByUse; chains: readonly number[] };
        for (const i of chains) used.add(i);
        return fails;
      },
      lastingOf: (call) => this.#lasting(call, (this.design.buffer as { bridges: number }).bridges),
    });
  }

  readonly #lastings = new Map<Call, Lasting>();

  /** What is down has been for longer than a time with the chance that an outage of its length lasts so long. */
  #lasting(call: Call, bridges: number): Lasting {
    const known = this.#lastings.get(call);
    if (known) return known;
    // What answers in place of the buffered call itself is not behind its buffer.
    const names = partsBehind(this.#reading, call, false);
    const behind = new Set([...names].flatMap((name) => this.#parts.get(name)?.chains ?? []));
    const lasts = [...behind].flatMap((i) => {
      const { chances, moves, name } = this.#chains[i] as Chain;
      const [up = 1, down = 0] = chances;
      if (moves.length === 0 || down === 0) return [];
      const length = (down / (up * (moves[0]?.[2] as number))) * YEAR;
      return [[i, this.#take(sometimes(`${name} lasts`, Math.exp(-bridges / length)))] as const];
    });
    const lasting: Lasting = (world) => {
      const seen = [...world];
      for (const [i, long] of lasts) if (world[long] !== 1) seen[i] = 0;
      return seen;
    };
    this.#lastings.set(call, lasting);
    return lasting;
  }
}
