import { Dice } from '../../properties/specs.js';

/** Up and down for so many hours on average, in turn. */
export interface Lapse {
  readonly mtbf: number;
  readonly mttr: number;
}

export interface Zone {
  readonly name: string;
  readonly lapse: Lapse | null;
}

export interface Region extends Zone {
  readonly zones: readonly Zone[];
}

export interface Part {
  readonly name: string;
  readonly kind: string;
  readonly lapse: Lapse;
  /** Null: told as one thing. */
  readonly fleet: { readonly instances: number; readonly needed: number } | null;
  /** Regions and zones (`r0.a`) that it says it is in. */
  readonly within: readonly string[];
  /** All of it in one place. */
  readonly together: boolean;
  readonly shares: readonly { readonly cause: string; readonly share: number | null }[];
  readonly copies: { readonly factor: number; readonly read: Level; readonly write: Level } | null;
  readonly maintenance: { readonly every: number; readonly lasts: number } | null;
}

type Level = 'one' | 'quorum' | 'all' | number;

export interface Call {
  readonly part: string;
  readonly times: number | null;
  readonly hit: number | null;
  readonly miss: readonly Call[];
  readonly calls: readonly Call[];
  readonly parallel: boolean;
  readonly async: boolean;
  readonly dependency: 'hard' | 'soft' | null;
  readonly fallback: { readonly share: number | null; readonly to: string | null } | null;
  readonly kind: 'read' | 'write' | null;
}

/** A small design as plain numbers: what both the program and the cross-checks are given. */
export interface Design {
  readonly regions: readonly Region[];
  /** Those that the topology has; without a lapse, as often as the parts blame failures on them. */
  readonly causes: readonly { readonly name: string; readonly lapse: Lapse | null }[];
  readonly parts: readonly Part[];
  readonly writes: boolean;
  readonly path: readonly Call[];
}

export interface Ranges {
  /** Hours. */
  readonly mtbf: readonly [number, number];
  readonly mttr: readonly [number, number];
}

/** Small designs, all from one seed. */
export class DesignDice {
  readonly #dice: Dice;
  readonly #ranges: Ranges;
  /** Calls that the path may still have. */
  #left = 0;

  constructor(seed: number, ranges: Ranges) {
    this.#dice = new Dice(seed);
    this.#ranges = ranges;
  }

  design(): Design {
    const dice = this.#dice;
    const regions = this.#regions();
    const declared = dice.chance(0.6) ? ['power', 'deploy'].slice(0, dice.whole(1, 2)) : [];
    const causes = declared.map((name) => ({ name, lapse: dice.chance(0.5) ? this.#lapse() : null }));
    const parts = Array.from({ length: dice.whole(1, 4) }, (_, i) => this.#part(`c${i}`, regions, causes));
    this.#left = 6;
    const used = causes.filter(({ name }) => parts.some(({ shares }) => shares.some(({ cause }) => cause === name)));
    return { regions, causes: used, parts, writes: dice.chance(0.4), path: this.#calls(parts, [], dice.whole(1, 2)) };
  }

  #lapse(): Lapse {
    const { mtbf, mttr } = this.#ranges;
    return { mtbf: this.#dice.scale(...mtbf), mttr: this.#dice.scale(...mttr) };
  }

  #maybe = (chance: number): Lapse | null => (this.#dice.chance(chance) ? this.#lapse() : null);

  #regions(): readonly Region[] {
    const dice = this.#dice;
    const zones = (count: number): readonly Zone[] => ['a', 'b', 'c'].slice(0, count).map((name) => ({ name, lapse: this.#maybe(0.7) }));
    const region = (name: string, count: number, chance: number): Region => ({ name, lapse: this.#maybe(chance), zones: zones(count) });
    switch (dice.of('none', 'one', 'one', 'one', 'two', 'bare')) {
      case 'one':
        return [region('r0', dice.whole(1, 3), 0.5)];
      case 'two':
        return [region('r0', dice.whole(1, 2), 0.6), region('r1', dice.whole(0, 2), 0.6)];
      case 'bare':
        return [region('r0', 0, 0.8), region('r1', 0, 0.8)];
      default:
        return [];
    }
  }

  #part(name: string, regions: readonly Region[], causes: Design['causes']): Part {
    const dice = this.#dice;
    const fleet = dice.chance(0.65) ? this.#fleet() : null;
    const kind = fleet ? dice.of('service', 'database', 'database', 'cache') : dice.of('external', 'external', 'function', 'service');
    const places = regions.flatMap((region) => [region.name, ...region.zones.map((zone) => `${region.name}.${zone.name}`)]);
    const levels = (): Level => dice.of<Level>('one', 'quorum', 'all', 1, 2);
    const factor = fleet ? dice.whole(Math.min(2, fleet.instances), fleet.instances) : 1;
    const hasCopies = kind === 'database' && dice.chance(0.6) && factor > 1;
    return {
      name,
      kind,
      fleet,
      lapse: this.#lapse(),
      within: dice.chance(0.5) ? dice.some(places, 0.4) : [],
      together: fleet !== null && dice.chance(0.1),
      shares: this.#shares(causes),
      copies: hasCopies ? { factor, read: levels(), write: levels() } : null,
      maintenance: dice.chance(0.15) ? { every: dice.whole(5, 30), lasts: dice.whole(1, 10) } : null,
    };
  }

  #fleet(): Part['fleet'] {
    const instances = this.#dice.of(1, 2, 2, 3, 3, 4, 5);
    return { instances, needed: this.#dice.whole(1, Math.max(1, instances - this.#dice.whole(0, 1))) };
  }

  /** Where the topology has causes, some of these; else one of its own. */
  #shares(causes: Design['causes']): Part['shares'] {
    const dice = this.#dice;
    const share = (): number => dice.of(0.05, 0.1, 0.3);
    if (causes.length === 0) return dice.chance(0.2) ? [{ cause: 'own', share: share() }] : [];
    return dice
      .some(causes, 0.45)
      .map(({ name, lapse }) => ({ cause: name, share: lapse && dice.chance(0.6) ? null : share() }))
      .map((one, _, all) => (all.some((other) => other.share !== null) ? { ...one, share: one.share ?? share() } : one));
  }

  #calls(parts: readonly Part[], above: readonly string[], count: number): readonly Call[] {
    const free = parts.filter(({ name }) => !above.includes(name));
    const calls: Call[] = [];
    for (let i = 0; i < count && free.length > 0 && this.#left > 0; i++) calls.push(this.#call(parts, this.#dice.of(...free), above));
    return calls;
  }

  #call(parts: readonly Part[], part: Part, above: readonly string[]): Call {
    const dice = this.#dice;
    this.#left--;
    const path = [...above, part.name];
    const miss = dice.chance(part.kind === 'cache' ? 0.8 : 0.15) ? this.#calls(parts, path, 1) : [];
    const calls = dice.chance(0.5) ? this.#calls(parts, path, dice.whole(1, 2)) : [];
    const others = parts.filter((other) => other !== part);
    const fallback = {
      share: dice.chance(0.6) ? dice.of(0.2, 0.5, 0.8) : null,
      to: others.length > 0 && dice.chance(0.6) ? dice.of(...others).name : null,
    };
    return {
      part: part.name,
      miss,
      calls,
      hit: miss.length > 0 ? dice.of(0.3, 0.6, 0.9) : null,
      times: dice.of(null, null, null, 1, 2, 0.3, 0.5),
      parallel: calls.length > 0 && dice.chance(0.2),
      async: above.length > 0 && dice.chance(0.08),
      dependency: dice.of(null, null, null, null, 'soft', 'hard'),
      fallback: dice.chance(0.25) && (fallback.share !== null || fallback.to !== null) ? fallback : null,
      kind: dice.of(null, null, null, 'read', 'write'),
    };
  }
}

/** The design as a spec: JSON, which YAML contains. */
export function written({ regions, causes, parts, writes, path }: Design): string {
  const topology = {
    ...(regions.length > 0 && { regions: named(regions, (region) => ({ ...lapse(region.lapse), ...zonesWritten(region) })) }),
    ...(causes.length > 0 && { causes: named(causes, (cause) => lapse(cause.lapse)) }),
  };
  return JSON.stringify({
    sysdesign: 1,
    name: 'small',
    ...(Object.keys(topology).length > 0 && { topology }),
    flows: { f: { kind: writes ? 'write' : 'read', rate: '1 req/s', path: path.map(callWritten) } },
    components: named(parts, partWritten),
  });
}

const named = <T extends { readonly name: string }>(items: readonly T[], body: (item: T) => object): object =>
  Object.fromEntries(items.map((item) => [item.name, body(item)]));

const hours = (time: number): string => `${time} h`;
const percent = (share: number): string => `${Math.round(share * 100)}%`;
const lapse = (of: Lapse | null): object => (of ? { mtbf: hours(of.mtbf), mttr: hours(of.mttr) } : {});
const zonesWritten = ({ zones }: Region): object => (zones.length > 0 ? { zones: named(zones, (zone) => lapse(zone.lapse)) } : {});

function partWritten(part: Part): object {
  const { kind, fleet, within, together, shares, copies, maintenance } = part;
  const hasShares = shares.some(({ share }) => share !== null);
  return {
    kind,
    ...lapse(part.lapse),
    ...fleet,
    ...(within.length > 0 && { in: within }),
    ...(together && { spread: 'none' }),
    ...(shares.length > 0 && {
      shares: hasShares
        ? Object.fromEntries(shares.map(({ cause, share }) => [cause, percent(share ?? 0)]))
        : shares.map(({ cause }) => cause),
    }),
    ...(copies && { replication: copies }),
    ...(maintenance && { maintenance: { every: `${maintenance.every} d`, lasts: hours(maintenance.lasts) } }),
  };
}

export function callWritten(call: Call): object {
  const { part, times, hit, miss, calls, parallel, async, dependency, fallback, kind } = call;
  return {
    [part]: {
      kind: kind ?? undefined,
      times: times ?? undefined,
      hit: hit === null ? undefined : percent(hit),
      miss: miss.length > 0 ? miss.map(callWritten) : undefined,
      [parallel ? 'parallel' : 'calls']: calls.length > 0 ? calls.map(callWritten) : undefined,
      async: async || undefined,
      dependency: dependency ?? undefined,
      fallback: fallback
        ? { ...(fallback.share !== null && { share: percent(fallback.share) }), ...(fallback.to !== null && { to: fallback.to }) }
        : undefined,
    },
  };
}
