import type { Call, Design, Lapse, Part } from './failing-designs.js';
import { ownCalls } from './standing-in.js';

/**
 * What fails a design, by looking at every state of everything that can fail and at every kind of request: no diagram, no formula for
 * redundancy. Each instance, place, cause and maintenance is one bit of a state, and so is each choice that a request makes.
 */

const YEAR = 8760;

/** Something that is down for a share of time, or a choice that goes the worse way for a share of requests. */
export interface Source {
  /** `c0` (an instance of it, or the whole), `c0.maintenance`, `c0.own`, `r0`, `r0.a`, `power`; a choice: the call's place in preorder, and which. */
  readonly name: string;
  readonly kind: 'instance' | 'other' | 'choice';
  /** Share of time, or of requests. */
  readonly q: number;
  /** Times a year that it begins, per year in which it is up; 0 of choices. */
  readonly rate: number;
}

type Use = 'read' | 'write';
/** Whether it fails at a state: bit i is set if source i is down. */
type Fails = (state: number) => boolean;

/** A place that instances are spread over: lost with either, where it has one. */
interface Slot {
  readonly bits: number;
  readonly region: string;
}

/** The places of instances dealt out one by one: a region after the other, and in each a zone after the other. */
function dealt(instances: number, slots: readonly Slot[]): readonly (Slot | undefined)[] {
  const regions = [...new Set(slots.map(({ region }) => region))].map((name) => slots.filter(({ region }) => region === name));
  return Array.from({ length: instances }, (_, i) => {
    const zones = regions[i % regions.length] ?? [];
    return zones[Math.floor(i / regions.length) % zones.length];
  });
}

const source = (name: string, kind: Source['kind'], { mtbf, mttr }: Lapse): Source => ({
  name,
  kind,
  q: mttr / (mtbf + mttr),
  rate: YEAR / mtbf,
});

/** From the share of time that it is down and how often a year it begins. */
const begun = (name: string, q: number, often: number): Source => ({ name, kind: 'other', q, rate: often / (1 - q) });

/** Sets of so many of the instances that are as even over their regions, and over the zones of each, as can be. */
function evenSets(count: number, instances: readonly (Slot | undefined)[]): readonly number[] {
  const isEven = (counts: readonly number[]): boolean => Math.max(...counts) - Math.min(...counts) <= 1;
  const regions = [...new Set(instances.map((slot) => slot?.region))];
  return Array.from({ length: 1 << instances.length }, (_, set) => set).filter((set) => {
    const held = instances.filter((_, i) => (set >> i) & 1);
    if (held.length !== count) return false;
    const among = (slots: readonly (Slot | undefined)[]): readonly number[] =>
      [...new Set(slots)].map((slot) => held.filter((one) => one === slot).length);
    return (
      isEven(regions.map((region) => held.filter((slot) => slot?.region === region).length)) &&
      regions.every((region) => isEven(among(instances.filter((slot) => slot?.region === region))))
    );
  });
}

/** All that can fail of a design, and what fails its parts and the requests of its flow. */
export class States {
  readonly design: Design;
  /** Failures first, then choices of requests. */
  readonly sources: readonly Source[];
  readonly failures: number;
  readonly #byName = new Map<string, number>();
  readonly #parts = new Map<string, Readonly<Record<Use, Fails>>>();
  readonly #request: Fails;
  /** Of each call, in preorder. */
  readonly #places = new Map<Call, number>();
  readonly #isOfAny: boolean;

  /** @param isOfAny whether it fails as soon as it does for any item, wherever the copies of that are; else for one, with its copies on the first */
  constructor(design: Design, isOfAny = false) {
    this.design = design;
    this.#isOfAny = isOfAny;
    const sources: Source[] = [];
    const take = (one: Source): number => {
      if (!this.#byName.has(one.name)) this.#byName.set(one.name, sources.length);
      return sources.push(one) - 1;
    };
    for (const region of design.regions) {
      if (region.lapse) take(source(region.name, 'other', region.lapse));
      for (const zone of region.zones) if (zone.lapse) take(source(`${region.name}.${zone.name}`, 'other', zone.lapse));
    }
    for (const { name, lapse } of design.causes) take(lapse ? source(name, 'other', lapse) : blamed(design, name));
    for (const part of design.parts) this.#parts.set(part.name, this.#partOf(part, take));
    this.failures = sources.length;
    let place = 0;
    const number = (calls: readonly Call[]): void => {
      for (const call of calls) {
        this.#places.set(call, place++);
        number(call.miss);
        number(call.calls);
      }
    };
    number(design.path);
    this.#request = this.#allOf(design.path, take, []);
    this.sources = sources;
  }

  part(name: string, use: Use): Fails {
    return (this.#parts.get(name) as Record<Use, Fails>)[use];
  }

  get request(): Fails {
    return this.#request;
  }

  #bit(name: string): number {
    const at = this.#byName.get(name);
    return at === undefined ? 0 : 1 << at;
  }

  /** Places in the order of the topology: zones, or a region that has none. */
  slots({ within, kind, together }: Part): readonly Slot[] {
    if (within.length === 0 && kind === 'external') return [];
    const slots = this.design.regions.flatMap((region): readonly Slot[] => {
      const isIn = (zone: string): boolean => within.length === 0 || within.includes(region.name) || within.includes(zone);
      const whole = this.#bit(region.name);
      if (region.zones.length === 0) return isIn(region.name) ? [{ bits: whole, region: region.name }] : [];
      const names = region.zones.map((zone) => `${region.name}.${zone.name}`).filter(isIn);
      return names.map((name) => ({ bits: whole | this.#bit(name), region: region.name }));
    });
    return together ? slots.slice(0, 1) : slots;
  }

  #partOf(part: Part, take: (one: Source) => number): Readonly<Record<Use, Fails>> {
    const { name, fleet, shares, maintenance } = part;
    const slots = this.slots(part);
    let common = 0;
    let blamedShare = 0;
    const own = source(name, 'instance', part.lapse);
    for (const { cause, share } of shares) {
      blamedShare += share ?? 0;
      const isDeclared = this.design.causes.some((declared) => declared.name === cause);
      // A year has as many failures as down times fit into the time down.
      const at = isDeclared
        ? this.#bit(cause)
        : 1 << take(begun(`${name}.${cause}`, (share ?? 0) * own.q, (share ?? 0) * yearly(part.lapse)));
      common |= at;
    }
    if (maintenance) {
      const every = maintenance.every * 24;
      common |= 1 << take(begun(`${name}.maintenance`, maintenance.lasts / every, YEAR / every));
    }
    // What is blamed on causes is not its own: the rest of its time down, each time as long.
    const q = own.q * (1 - blamedShare);
    const alone: Source = { ...own, q, rate: (q / (1 - q)) * (YEAR / part.lapse.mttr) };
    if (!fleet) {
      const whole = 1 << take(alone);
      const fails: Fails = (state) =>
        (state & (common | whole)) !== 0 || (slots.length > 0 && slots.every(({ bits }) => (state & bits) !== 0));
      return { read: fails, write: fails };
    }
    const there = dealt(fleet.instances, slots);
    const instances = there.map((slot) => ({ own: 1 << take(alone), place: slot?.bits ?? 0 }));
    const factor = part.copies?.factor ?? 0;
    const items = this.#isOfAny && factor > 0 ? evenSets(factor, there) : [(1 << factor) - 1];
    const copiesLeft = Array.from({ length: 1 << there.length }, (_, lost) => Math.min(...items.map((set) => factor - bitsOf(set & lost))));
    const failsFor = (use: Use): Fails => {
      const quorum = quorumOf(part, use);
      return (state) => {
        if (state & common) return true;
        let [up, lost, failed] = [0, 0, 0];
        for (const [i, { own, place }] of instances.entries()) {
          if (state & place) lost |= 1 << i;
          else if (state & own) failed |= 1 << i;
          else up++;
        }
        const copies = copiesLeft[lost] as number;
        // With its places an item loses what it has there; of the instances that are left any may have its copies.
        const down = this.#isOfAny ? Math.min(copies, bitsOf(failed)) : bitsOf((items[0] as number) & failed);
        return up < fleet.needed || copies - down < quorum;
      };
    };
    return { read: failsFor('read'), write: failsFor('write') };
  }

  #allOf(calls: readonly Call[], take: Take, instead: readonly string[]): Fails {
    const each = calls.map((call) => this.#call(call, take, instead));
    return (state) => each.some((fails) => fails(state));
  }

  /** The bit of what a call chooses for a request, the same wherever it is looked at. */
  #choice(call: Call, what: string, q: number, take: Take): number {
    const name = `${this.#places.get(call)} ${what}`;
    return this.#bit(name) || 1 << take({ name, kind: 'choice', q, rate: 0 });
  }

  #isHarmless = (call: Call): boolean => call.async || (call.dependency === 'soft' && call.miss.length === 0 && !call.fallback);

  #isPassedBy = (call: Call): boolean => {
    const part = this.design.parts.find(({ name }) => name === call.part) as Part;
    return call.miss.length > 0 && (call.dependency ?? (part.kind === 'cache' ? 'soft' : 'hard')) === 'soft';
  };

  /** Whether a call fails the one who makes it. @param instead parts that answer instead of others, for which it is made */
  #call(call: Call, take: Take, instead: readonly string[]): Fails {
    // Nobody waits for it, or it is done without: what it calls does not matter either.
    if (this.#isHarmless(call)) return () => false;
    const made = call.times !== null && call.times < 1 ? this.#choice(call, 'made', call.times, take) : 0;
    const share = call.fallback?.share ?? null;
    const asked = this.#asked(call, take, instead);
    const uncovered = share === null ? 0 : this.#choice(call, 'uncovered', 1 - share, take);
    const other = call.fallback?.to ? this.#other(call.fallback.to, useOf(call, this.design), take, instead) : null;
    return (state) => {
      if (made && !(state & made)) return false;
      if (!asked(state)) return false;
      if (!call.fallback) return true;
      return (state & uncovered) !== 0 || (other?.(state) ?? false);
    };
  }

  /** Whether a call that is made is not answered by what it calls. */
  #asked(call: Call, take: Take, instead: readonly string[]): Fails {
    const down = this.part(call.part, useOf(call, this.design));
    const missed = call.hit !== null ? this.#choice(call, 'missed', 1 - call.hit, take) : 0;
    const behind = this.#allOf(call.miss, take, instead);
    const below = this.#allOf(call.calls, take, instead);
    const isPassedBy = this.#isPassedBy(call);
    return (state) => {
      const isDown = down(state);
      const asksBehind = call.miss.length > 0 && (isDown || (state & missed) !== 0);
      return !((!isDown || isPassedBy) && !(asksBehind && behind(state)) && !below(state));
    };
  }

  /** Whether a part does not answer instead of another: it is down, or something that its own calls need. */
  #other(name: string, use: Use, take: Take, instead: readonly string[]): Fails {
    const own = this.part(name, use);
    if (instead.includes(name)) return own;
    const reading = {
      path: this.design.path,
      useOf: (call: Call): Use => useOf(call, this.design),
      isPassedBy: this.#isPassedBy,
      isHarmless: this.#isHarmless,
      isBuffered: () => false,
    };
    const needed = ownCalls(reading, name, use).map((call) => this.#asked(call, take, [...instead, name]));
    return (state) => own(state) || needed.some((fails) => fails(state));
  }
}

type Take = (one: Source) => number;

function bitsOf(set: number): number {
  let bits = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}

const yearly = ({ mtbf, mttr }: Lapse): number => YEAR / (mtbf + mttr);

export const useOf = ({ kind }: Call, { writes }: Design): Use => kind ?? (writes ? 'write' : 'read');

export function quorumOf({ copies }: Pick<Part, 'copies'>, use: Use): number {
  if (!copies) return 0;
  const level = copies[use];
  if (level === 'quorum') return Math.floor(copies.factor / 2) + 1;
  return level === 'all' ? copies.factor : level === 'one' ? 1 : level;
}

/** A cause of which only shares of failures are told: as the part says that blames the most on it. */
function blamed({ parts }: Design, cause: string): Source {
  let [q, often] = [0, 0];
  for (const { lapse, shares } of parts) {
    const share = shares.find((one) => one.cause === cause)?.share ?? 0;
    q = Math.max(q, (share * lapse.mttr) / (lapse.mtbf + lapse.mttr));
    often = Math.max(often, share * yearly(lapse));
  }
  return begun(cause, q, often);
}

/** What all the states of some sources come to. */
export class Enumerated {
  readonly #sources: readonly Source[];
  /** 1 where it fails, by state. */
  readonly #fails: Uint8Array;
  readonly #chances: Float64Array;

  constructor(sources: readonly Source[], fails: Fails) {
    this.#sources = sources;
    this.#fails = Uint8Array.from({ length: 1 << sources.length }, (_, state) => (fails(state) ? 1 : 0));
    this.#chances = new Float64Array(this.#fails.length).fill(1);
    for (const [i, { q }] of sources.entries())
      for (let state = 0; state < this.#chances.length; state++)
        this.#chances[state] = (this.#chances[state] as number) * ((state >> i) & 1 ? q : 1 - q);
  }

  get chance(): number {
    let sum = 0;
    for (let state = 0; state < this.#fails.length; state++) if (this.#fails[state]) sum += this.#chances[state] as number;
    return sum;
  }

  /** How much more often it fails with a source down than with it up. */
  birnbaum(at: number): number {
    const bit = 1 << at;
    let sum = 0;
    for (let state = 0; state < this.#fails.length; state++)
      if (!(state & bit)) sum += (this.#chances[state] as number) * ((this.#fails[state | bit] as number) - (this.#fails[state] as number));
    return sum / (1 - (this.#sources[at] as Source).q);
  }

  /** Times a year that it begins to fail: of all states in which it does not, what takes it to one in which it does. */
  get outages(): number {
    let sum = 0;
    for (let state = 0; state < this.#fails.length; state++) {
      if (this.#fails[state]) continue;
      for (const [i, { rate }] of this.#sources.entries())
        if (this.#fails[state | (1 << i)] && !((state >> i) & 1)) sum += (this.#chances[state] as number) * rate;
    }
    return sum;
  }

  /** States in which it fails, and would not with any one less down. */
  minimal(): readonly number[] {
    const found: number[] = [];
    for (let state = 0; state < this.#fails.length; state++)
      if (this.#fails[state] && this.#sources.every((_, i) => !((state >> i) & 1) || !this.#fails[state ^ (1 << i)])) found.push(state);
    return found;
  }
}
