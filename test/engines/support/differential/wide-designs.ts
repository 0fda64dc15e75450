import { Dice } from '../../../properties/specs.js';
import { type Call, type Design, DesignDice, type Lapse, type Part } from '../failing-designs.js';
import { partsBehind, type Reading } from '../standing-in.js';

/** How failures are stated: by the times up and down, or by an availability and one of these. */
export type Told = 'times' | 'availability and mttr' | 'availability and mtbf';

/** Up and down in turn. `mttr` may be stated in the three parts that it comes to; hours. */
export interface Failing extends Lapse {
  readonly told: Told;
  /** Of whole digits: 97.125 is 97.125%. Where it is stated, the time that is not stated beside it follows. */
  readonly percent: number;
  readonly parts: readonly [detect: number, respond: number, repair: number] | null;
}

export type Level = 'one' | 'quorum' | 'all' | number;
export type Sync = 'sync' | 'semiSync' | 'async';

export interface Copies {
  readonly factor: number;
  readonly read: Level | null;
  readonly write: Level | null;
  readonly sync: Sync | null;
  /** Fragments of erasure coding that may be lost; the others of `factor` are data. */
  readonly parity: number | null;
}

/** Times in hours. */
export interface Failover {
  readonly mode: 'active-active' | 'active-passive' | 'cold' | null;
  readonly detect: number | null;
  readonly takes: number | null;
  /** Percent. */
  readonly coverage: number | null;
  readonly manual: number | null;
}

/** Times in hours, shares in percent. */
export interface Deploy {
  readonly strategy: 'rolling' | 'blueGreen' | 'canary' | 'recreate' | null;
  readonly every: number;
  readonly takes: number | null;
  readonly unavailable: { readonly percent: number } | number | null;
  readonly failures: number | null;
  readonly rollback: number | null;
}

export interface WidePart {
  readonly name: string;
  readonly kind: string;
  failing: Failing;
  /** Null: told as one thing. */
  readonly fleet: { instances: number; needed: number | null; readonly by: 'instances' | 'replicas' | 'replication' | 'autoscale' } | null;
  readonly shards: number | null;
  readonly copies: Copies | null;
  /** Data is in it. */
  readonly hasData: boolean;
  readonly within: readonly string[];
  /** `none`: all of it in one place; else what it is spread over anyway. */
  readonly spread: 'none' | 'zone' | 'region' | null;
  readonly shares: Part['shares'];
  crews: number | null;
  failover: Failover | null;
  /** Every so many days, hours. */
  maintenance: { readonly every: number; readonly lasts: number; readonly rolling: boolean } | null;
  readonly deploy: Deploy | null;
}

export interface WidePlace {
  readonly name: string;
  failing: Failing | null;
}

export interface WideRegion extends WidePlace {
  readonly zones: readonly WidePlace[];
}

/** A small design as plain numbers: with every field that decides how often something fails. */
export interface WideDesign {
  readonly regions: readonly WideRegion[];
  readonly causes: readonly WidePlace[];
  readonly parts: readonly WidePart[];
  readonly writes: boolean;
  readonly path: readonly Call[];
  /** A call that has a buffer, by its place in preorder (what is asked on a miss before what is called), and how many hours it bridges. */
  readonly buffer: { readonly call: number; readonly bridges: number } | null;
  /** Promises about the flow: percent, days. */
  readonly objective: { readonly percent: number; readonly window: number };
}

const RANGES = { mtbf: [10, 5000], mttr: [1, 20] } as const;

/** Small designs, all from one seed: those of `DesignDice`, each part of which states something more. */
export function wideDesign(seed: number): WideDesign {
  const dice = new Dice(0x5eed + seed);
  return new Widening(new DesignDice(seed, RANGES).design(), dice).design();
}

/** The calls of a path, each before what it calls. */
export const preorder = (calls: readonly Call[]): readonly Call[] =>
  calls.flatMap((call) => [call, ...preorder(call.miss), ...preorder(call.calls)]);

class Widening {
  readonly #base: Design;
  readonly #dice: Dice;

  constructor(base: Design, dice: Dice) {
    this.#base = base;
    this.#dice = dice;
  }

  design(): WideDesign {
    const { regions, causes, parts, writes, path } = this.#base;
    const dice = this.#dice;
    const place = ({ name, lapse }: { readonly name: string; readonly lapse: Lapse | null }): WidePlace => ({
      name,
      failing: lapse && this.failing(lapse, false),
    });
    const wide = parts.map((part) => this.#part(part));
    return {
      regions: regions.map((region) => ({ ...place(region), zones: region.zones.map(place) })),
      causes: causes.map(place),
      parts: wide,
      writes,
      path,
      buffer: this.#buffer(wide),
      objective: { percent: dice.of(90, 99, 99.9), window: dice.of(7, 28, 90) },
    };
  }

  failing({ mtbf, mttr }: Lapse, mayHaveParts: boolean): Failing {
    const dice = this.#dice;
    const told = dice.of<Told>('times', 'times', 'availability and mttr', 'availability and mtbf');
    const parts = mayHaveParts && mttr > 2 && dice.chance(0.4) ? ([1, 0.5, mttr - 1.5] as const) : null;
    return failingAs({
      mtbf,
      mttr,
      told: parts && told === 'availability and mtbf' ? 'times' : told,
      percent: dice.whole(80_000, 99_900) / 1000,
      parts,
    });
  }

  #part(part: Part): WidePart {
    const { name, kind, fleet, shares, within, together, maintenance, copies } = part;
    const plain: WidePart = {
      name,
      kind: kind === 'external' ? this.#dice.of('external', 'cdn', 'dns') : kind,
      failing: this.failing(part.lapse, true),
      fleet: fleet && { ...fleet, by: 'instances' },
      shards: null,
      copies: copies && { ...copies, sync: null, parity: null },
      hasData: false,
      within,
      spread: together ? 'none' : fleet && this.#dice.chance(0.2) ? this.#dice.of('zone', 'region') : null,
      shares,
      crews: null,
      failover: null,
      maintenance: maintenance && { ...maintenance, rolling: false },
      deploy: this.#dice.chance(0.2) ? this.#deploy(0) : null,
    };
    if (!fleet) return { ...plain, maintenance: plain.maintenance && { ...plain.maintenance, rolling: this.#dice.chance(0.3) } };
    // Spares, work in turns and shards over places that may be lost are looked at elsewhere (places-and-repair, copies).
    const isSpread = this.#base.regions.length > 0 && !together;
    if (isSpread) {
      const others = [plain, this.#counted(plain), { ...plain, crews: this.#dice.whole(1, fleet.instances) }] as const;
      return this.#dice.of(...others);
    }
    switch (this.#dice.of('counted', 'crews', 'failover', 'failover', 'turns', 'turns', 'shards', 'data')) {
      case 'crews':
        return { ...plain, crews: this.#dice.whole(1, fleet.instances) };
      case 'failover':
        return { ...plain, copies: null, crews: this.#dice.of(null, 1, 2), failover: this.#failover() };
      case 'turns':
        return this.#inTurns(plain);
      case 'shards':
        return this.#sharded(plain);
      case 'data':
        return {
          ...plain,
          kind: 'database',
          copies: null,
          hasData: true,
          fleet: { ...fleet, needed: null, by: this.#dice.of('instances', 'replicas') },
        };
      default:
        return this.#counted(plain);
    }
  }

  /** Instances, copies and what is needed in other words. */
  #counted(plain: WidePart): WidePart {
    const dice = this.#dice;
    const { instances } = plain.fleet as NonNullable<WidePart['fleet']>;
    const needed = dice.chance(0.5) ? null : (plain.fleet?.needed ?? null);
    if (plain.kind !== 'database' || !plain.copies)
      return { ...plain, fleet: { instances, needed, by: dice.of('instances', 'autoscale') } };
    const isCoded = dice.chance(0.4);
    const { factor } = plain.copies;
    const copies: Copies = isCoded
      ? { factor, read: null, write: null, sync: null, parity: dice.whole(1, factor - 1) }
      : {
          factor,
          read: dice.of(plain.copies.read, null),
          write: dice.of(plain.copies.write, null),
          sync: dice.of('sync', 'semiSync', 'async', null),
          parity: null,
        };
    return { ...plain, copies, fleet: { instances, needed, by: factor === instances ? dice.of('instances', 'replication') : 'instances' } };
  }

  #failover(): Failover {
    const dice = this.#dice;
    const mode = dice.of('active-active', 'active-passive', 'cold', null);
    const coverage = dice.of(null, 50, 80, 99);
    const detect = dice.of(null, 0.1, 0.5);
    return {
      mode,
      detect,
      takes: detect === null ? 0.25 : dice.of(null, 0.25, 1),
      coverage,
      manual: coverage === null ? null : dice.of(null, 2, 30),
    };
  }

  #inTurns(plain: WidePart): WidePart {
    const dice = this.#dice;
    const instances = plain.fleet?.instances ?? 1;
    const isRolling = dice.chance(0.6);
    return {
      ...plain,
      maintenance: isRolling ? { every: dice.whole(10, 40), lasts: dice.whole(1, 6), rolling: true } : null,
      deploy: isRolling && dice.chance(0.4) ? null : this.#deploy(instances),
    };
  }

  /** @param instances of which some may be missing meanwhile */
  #deploy(instances: number): Deploy {
    const dice = this.#dice;
    const isAway = instances > 1;
    const strategy = isAway ? dice.of('rolling', 'canary', 'blueGreen', null) : dice.of('recreate', 'canary', 'rolling', null);
    const fails = dice.chance(0.5);
    return {
      strategy,
      every: dice.whole(50, 400),
      takes: isAway || dice.chance(0.7) ? dice.of(0.5, 2, 6) : null,
      unavailable: isAway ? dice.of<Deploy['unavailable']>(1, { percent: 25 }, { percent: 50 }, 0.5) : null,
      failures: fails ? dice.of(1, 5, 20) : null,
      rollback: fails ? dice.of(0.2, 2) : null,
    };
  }

  #sharded(plain: WidePart): WidePart {
    const dice = this.#dice;
    const { instances } = plain.fleet as NonNullable<WidePart['fleet']>;
    const shards = dice.whole(1, instances);
    const each = Math.floor(instances / shards);
    const part: WidePart = { ...plain, kind: 'database', shards, copies: null, deploy: null, maintenance: null };
    const level = (factor: number): Level => dice.of<Level>('one', 'quorum', 'all', dice.whole(1, factor));
    const copiesOf = (factor: number): Copies => ({ factor, read: level(factor), write: level(factor), sync: null, parity: null });
    switch (dice.of('copies', 'needed', 'data', 'shared')) {
      case 'copies':
        return { ...part, copies: copiesOf(each), fleet: { instances, needed: null, by: 'instances' } };
      case 'needed':
        return { ...part, fleet: { instances, needed: dice.whole(1, each), by: 'instances' } };
      case 'data':
        return { ...part, hasData: true, fleet: { instances, needed: null, by: 'instances' } };
      default: {
        const factor = dice.whole(1, instances);
        return {
          ...part,
          shards: Math.floor(instances / factor) + dice.whole(1, 9),
          copies: copiesOf(factor),
          fleet: { instances, needed: null, by: 'instances' },
        };
      }
    }
  }

  /** One call in some designs: what is behind it is told as one thing, or is one instance, so that each failure has one length. */
  #buffer(parts: readonly WidePart[]): WideDesign['buffer'] {
    const dice = this.#dice;
    const isSingle = (name: string): boolean => {
      const { fleet, failover, deploy, maintenance } = parts.find((part) => part.name === name) as WidePart;
      return !fleet || (fleet.instances === 1 && !failover && !deploy?.unavailable && !maintenance?.rolling);
    };
    const calls = preorder(this.#base.path);
    const reading: Reading = {
      path: this.#base.path,
      useOf: ({ kind }) => kind ?? (this.#base.writes ? 'write' : 'read'),
      isPassedBy: () => false,
      isHarmless: () => false,
      isBuffered: () => false,
    };
    const behind = (call: Call): readonly string[] => [...partsBehind(reading, call, false)];
    const fitting = calls.flatMap((call, i) => (!call.async && behind(call).every(isSingle) ? [i] : []));
    if (fitting.length === 0 || dice.chance(0.6)) return null;
    return { call: dice.of(...fitting), bridges: dice.of(0.2, 1, 5) };
  }
}

/** With the time that follows from an availability in place of one that is not stated. */
export function failingAs(failing: Failing): Failing {
  const { told, percent, mtbf, mttr } = failing;
  const down = (100 - percent) / 100;
  if (told === 'availability and mttr') return { ...failing, mtbf: (mttr * (1 - down)) / down };
  if (told === 'availability and mtbf') return { ...failing, mttr: (mtbf * down) / (1 - down) };
  return failing;
}
