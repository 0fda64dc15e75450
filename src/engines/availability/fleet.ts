import type { Insufficiency } from '../../math/index.js';
import { type Expr, num } from '../../quantity/index.js';
import type { Call } from '../../spec/index.js';
import type { Event, Group, Left } from './event.js';
import { insufficiency, insufficiencyOfAny, leastFailures, needsOf, type Redundancy } from './redundancy.js';

/** A use of a component: reads and writes need different numbers of copies. */
export type Use = 'read' | 'write';
export const useOf = ({ writes }: Call): Use => (writes ? 'write' : 'read');
const USES: readonly Use[] = ['read', 'write'];

/** Numbers of a group, in the order of its arguments: what its chance takes, and what its frequency takes beside that. */
const CHANCE = [
  'instances',
  'copies',
  'shards',
  'needed',
  'q',
  'crews',
  'read',
  'write',
  'repair',
  'takes',
  'coverage',
  'manual',
  'rolling',
  'rollout',
  'away',
] as const;
const TIMING = ['repairs', 'starts', 'rollouts', 'year'] as const;
const SLOTS = [...CHANCE, ...TIMING] as const;
export type Slot = (typeof SLOTS)[number];
export type Slots = Partial<Record<Slot, Expr>>;

/** Where nothing is stated. */
const ABSENT: Partial<Record<Slot, number>> = { shards: 1, crews: Number.POSITIVE_INFINITY, coverage: 1 };

export interface FleetParts {
  readonly name: string;
  readonly places: readonly (readonly Event[])[];
  readonly slots: Slots;
  readonly isWhole: boolean;
  readonly isSpread: boolean;
  readonly isCold: boolean;
  /** For some request, whichever shard or item it is for. */
  readonly isOfAny?: boolean;
  /** Instances that must be up in other states than the first, in which what keeps load away is down. */
  readonly neededIn?: readonly Expr[];
  /** What only how often it fails takes beside these. */
  readonly repairs: () => Slots;
}

/** Repair times matter only for the frequency of failures of the group. */
export class Fleet implements Group {
  readonly component: string;
  readonly places: readonly Event[];
  readonly regions: readonly number[];
  readonly args: readonly Expr[];
  readonly uses: number;
  readonly form: string;
  readonly isWhole: boolean;
  readonly isSpread: boolean;
  readonly isOfAny: boolean;
  readonly #parts: FleetParts;
  readonly #neededIn: readonly Expr[];
  readonly #hasSwitch: boolean;
  #timed: Slots | undefined;
  #forSome: Fleet | undefined;

  constructor(parts: FleetParts) {
    const { name, places, slots, isWhole, isSpread, isCold, isOfAny = false, neededIn = [] } = parts;
    this.component = name;
    this.places = places.flat();
    this.regions = places.map((region) => region.length);
    this.args = [...argsOf(slots, CHANCE), ...neededIn];
    this.uses = (slots.copies ? USES.length : 1) * (1 + neededIn.length);
    this.#neededIn = neededIn;
    this.#parts = parts;
    this.#hasSwitch = slots.takes !== undefined;
    this.isWhole = isWhole;
    this.isSpread = isSpread;
    this.isOfAny = isOfAny;
    this.form = `${this.uses} ${this.#hasSwitch} ${isCold} ${isOfAny} ${this.regions.join()}`;
  }

  /** The same for all requests together, where they need different instances: insufficient as soon as it is for any of them. */
  get forSome(): Fleet {
    // Without copies and shards any request needs what all do.
    if (this.isOfAny || !this.#parts.slots.copies) return this;
    this.#forSome ??= new Fleet({ ...this.#parts, isOfAny: true });
    return this.#forSome;
  }

  useOf(use: Use, state = 0): number {
    return this.#parts.slots.copies ? USES.length * state + USES.indexOf(use) : state;
  }

  get timing(): readonly Expr[] {
    return argsOf(this.#withRepairs, TIMING);
  }

  get outages(): Group['outages'] {
    if (!this.#withRepairs.repairs) return undefined;
    const year = SLOTS.indexOf('year') + this.#neededIn.length;
    return (left, values, use) => this.#insufficiency(left, values, use).frequency * (values[year] as number);
  }

  chance(left: Left, values: readonly number[], use: number): number {
    return this.#insufficiency(left, values, use).chance;
  }

  #insufficiency(left: Left, values: readonly number[], use: number): Insufficiency {
    return (this.isOfAny ? insufficiencyOfAny : insufficiency)(left, this.#read(values, use));
  }

  needs(left: Left, values: readonly number[], use: number): ReturnType<Group['needs']> {
    return needsOf(left, this.#read(values, use));
  }

  least(left: Left, values: readonly number[], use: number): number {
    return leastFailures(left, this.#read(values, use));
  }

  written(use: number, isTimed: boolean): readonly Expr[] {
    const slots = isTimed ? this.#withRepairs : this.#parts.slots;
    const { kind, state } = this.#useAt(use);
    const needed = state > 0 ? this.#neededIn[state - 1] : undefined;
    // One shard is as short as another where all instances are in one place.
    const isSharded = this.isOfAny || this.places.length > 0;
    return writtenAs(needed ? { ...slots, needed } : slots, kind, isSharded, isTimed);
  }

  get #withRepairs(): Slots {
    this.#timed ??= { ...this.#parts.slots, ...this.#parts.repairs() };
    return this.#timed;
  }

  #values: readonly number[] | undefined;
  #use = 0;
  #redundancy: Redundancy | undefined;

  /** That of one point is asked for at each level. */
  #read(values: readonly number[], use: number): Redundancy {
    if (!this.#redundancy || this.#values !== values || this.#use !== use) {
      this.#redundancy = this.#redundancyAt(values, use);
      this.#values = values;
      this.#use = use;
    }
    return this.#redundancy;
  }

  #redundancyAt(values: readonly number[], use: number): Redundancy {
    const { kind, state } = this.#useAt(use);
    const more = this.#neededIn.length;
    const own = more === 0 ? values : [...values.slice(0, CHANCE.length), ...values.slice(CHANCE.length + more)];
    const all = redundancyOf(own, kind, this.#hasSwitch, this.#parts.isCold);
    return state === 0 ? all : { ...all, needed: values[CHANCE.length + state - 1] as number };
  }

  #useAt(use: number): { readonly kind: Use; readonly state: number } {
    const kinds = this.#parts.slots.copies ? USES.length : 1;
    return { kind: USES[use % kinds] as Use, state: Math.floor(use / kinds) };
  }
}

const argsOf = (slots: Slots, names: readonly Slot[]): readonly Expr[] => names.map((slot) => slots[slot] ?? num(ABSENT[slot] ?? 0));

function redundancyOf(values: readonly number[], use: Use, hasSwitch: boolean, cold: boolean): Redundancy {
  const at = (slot: Slot): number => values[SLOTS.indexOf(slot)] ?? Number.NaN;
  const rolling = [
    { share: at('rolling'), starts: at('starts'), away: 1 },
    { share: at('rollout'), starts: at('rollouts'), away: at('away') },
  ];
  return {
    all: at('instances'),
    needed: at('needed'),
    q: at('q'),
    repair: hasSwitch ? at('repair') : at('repairs'),
    crews: at('crews'),
    quorum: at('copies') > 0 ? at(use) : 0,
    switching: hasSwitch ? { takes: at('takes'), coverage: at('coverage'), manual: at('manual'), cold } : undefined,
    rolling: rolling.filter(({ share, away }) => share > 0 && away > 0),
  };
}

/**
 * As formulas print it: instances, needed, unavailability of one; then, by name, what else is stated. Of a fleet in shards these are of one shard;
 * how many there are follows where it matters, since each has the instances that are next in the even spread.
 */
function writtenAs(slots: Slots, use: Use, isSharded: boolean, isTimed: boolean): readonly Expr[] {
  const named = (label: string, slot: Slot = label as Slot): readonly Expr[] => {
    const value = slots[slot];
    return value ? [labeled(label, value)] : [];
  };
  const all = (...labels: readonly Slot[]): readonly Expr[] => labels.flatMap((label) => named(label));
  return [
    slots.instances as Expr,
    slots.needed as Expr,
    slots.q as Expr,
    ...named('copies'),
    ...(slots.copies ? named('quorum', use) : []),
    ...(isSharded ? all('shards') : []),
    ...all('crews', 'repair', 'takes', 'coverage', 'manual', 'rolling', 'rollout', 'away'),
    ...(isTimed ? [...(slots.repair ? [] : named('repair', 'repairs')), ...all('starts', 'rollouts', 'year')] : []),
  ];
}

/** `crews = 2`: printed so, and nothing else. */
const labeled = (label: string, value: Expr): Expr => ({
  op: 'applied',
  name: label,
  compute: (v) => v ?? Number.NaN,
  args: [value],
  written: (print) => `${label} = ${print(value)}`,
});
