/**
 * `insufficient(...)` as formulas print it: place by place and shard by shard, by the ways to choose what is down. No levels, no kinds of shards, no
 * sums that are known in advance.
 */
import { compute, type Tree } from './recomputing.js';
import { argsOf, isCall } from './recomputing-chances.js';

type Read = (id: string) => number;

interface Shortage {
  readonly chance: number;
  /** Times a second. */
  readonly frequency: number;
}

/** Numbers of a group: by place for the first three, by name for the rest. */
export function groupOf(short: Tree, read: Read): { n: number; k: number; q: number; named: Record<string, number> } {
  const values: number[] = [];
  const named: Record<string, number> = {};
  for (const arg of argsOf(short)) {
    if (arg.kind === 'call' && arg.name.startsWith('=')) named[arg.name.slice(1)] = compute(arg.args[0] as Tree, read);
    else if (!isCall(arg, 'places')) values.push(compute(arg, read));
  }
  const [n = 0, k = 0, q = 0] = values;
  return { n: Math.floor(n + 1e-9), k: Math.ceil(k - 1e-9), q, named };
}

/** Logarithms of factorials, as far as they were asked for. */
const FACTORIALS = [0];

/** Logarithm of n over k: of few by its factors, so that no digits are lost to what cancels. */
export function choose(n: number, k: number): number {
  if (k < 0 || k > n) return Number.NEGATIVE_INFINITY;
  const few = Math.min(k, n - k);
  let sum = 0;
  if (few <= 20) {
    for (let i = 1; i <= few; i++) sum += Math.log(n - few + i) - Math.log(i);
    return sum;
  }
  for (let i = FACTORIALS.length; i <= n; i++) FACTORIALS.push((FACTORIALS[i - 1] as number) + Math.log(i));
  return (FACTORIALS[n] as number) - (FACTORIALS[k] as number) - (FACTORIALS[n - k] as number);
}

type Regions = readonly (readonly boolean[])[];

/** What each place gets of `count` that are dealt out one by one, a region after the other and in each a place after the other, `first` having been. */
function dealt(first: number, count: number, regions: Regions): readonly (readonly number[])[] {
  const there = regions.map((places) => places.map(() => 0));
  for (let i = first; i < first + count; i++) {
    const places = there[i % there.length] as number[];
    const at = Math.floor(i / there.length) % places.length;
    places[at] = (places[at] as number) + 1;
  }
  return there;
}

/** What of `count` is outside the lost places. */
export function outside(count: number, regions: Regions, first = 0): number {
  if (regions.length === 0) return count;
  const there = dealt(first, count, regions);
  return there.flat().reduce((sum, units, i) => sum + (regions.flat()[i] ? 0 : units), 0);
}

/** The most that is lost of copies that are spread as evenly as can be, whichever places have one more: of all ways in which there is room for them. */
function mostLost(copies: number, rooms: readonly number[], lossOf: (at: number, copies: number) => number): number {
  const each = Math.floor(copies / rooms.length);
  const ways = (at: number, more: number): number => {
    if (at === rooms.length) return more === 0 ? 0 : Number.NEGATIVE_INFINITY;
    return Math.max(
      ...[0, 1].map((one) =>
        one > more || each + one > (rooms[at] as number) ? Number.NEGATIVE_INFINITY : lossOf(at, each + one) + ways(at + 1, more - one),
      ),
    );
  };
  return ways(0, copies - each * rooms.length);
}

/** Copies that lost places leave of the item that loses most, of a shard whose instances are next after the `first`. */
function leastHeld(copies: number, n: number, regions: Regions, first: number): number {
  const rooms = dealt(first, n, regions);
  const ofRegion = (region: number, there: number): number =>
    mostLost(there, rooms[region] as readonly number[], (place, some) => (regions[region]?.[place] ? some : 0));
  const total = rooms.map((places) => places.reduce((sum, units) => sum + units, 0));
  return copies - mostLost(Math.min(copies, n), total, ofRegion);
}

/** Some of the lost places, and all. */
function* within(lost: Regions): Generator<Regions> {
  const count = lost.flat().filter((one) => one).length;
  for (let set = 0; set < 2 ** count; set++) {
    let at = 0;
    yield lost.map((places) => places.map((one) => one && Math.floor(set / 2 ** at++) % 2 === 1));
  }
}

/**
 * Chance, and times a second, that too little of a group is up: of its shards on average, or of any. What is left may be taken for any that may have
 * an item's copies, so that of fewer it would be less likely that one has: losing more is never better, and what is worst of the lost places counts.
 */
export function shortage(short: Tree, read: Read, lost: Regions): Shortage {
  const ofShort = KNOWN.get(read) ?? new WeakMap<Tree, Map<string, Shortage>>();
  KNOWN.set(read, ofShort);
  const known = ofShort.get(short) ?? new Map<string, Shortage>();
  ofShort.set(short, known);
  const key = lost.flat().map(Number).join('');
  const made = known.get(key) ?? worstOf(groupOf(short, read), lost);
  known.set(key, made);
  return made;
}

/** By what reads its inputs, the group, and which places are lost. */
const KNOWN = new WeakMap<Read, WeakMap<Tree, Map<string, Shortage>>>();

function worstOf(group: ReturnType<typeof groupOf>, lost: Regions): Shortage {
  if (!group.named.any) return shortageWith(group, lost);
  let worst: Shortage = { chance: -1, frequency: 0 };
  for (const some of within(lost)) {
    const one = shortageWith(group, some);
    // What differs by its rounding alone is as likely.
    if (one.chance > worst.chance * (1 + 1e-12)) worst = one;
  }
  return worst;
}

function shortageWith(group: ReturnType<typeof groupOf>, lost: Regions): Shortage {
  const { n, named } = group;
  const { copies = 0, any = 0 } = named;
  const shards = Math.floor(named.shards ?? 1);
  const known = new Map<string, Shortage>();
  const shard = (i: number): Shortage => {
    const held = any && copies > 0 && lost.length > 0 ? leastHeld(copies, n, lost, i * n) : outside(copies, lost, i * n);
    const left = outside(n, lost, i * n);
    const key = `${left} ${held}`;
    const made = known.get(key) ?? ofShard(left, held, group);
    known.set(key, made);
    return made;
  };
  let [chance, frequency] = [0, 0];
  for (let i = 0; i < shards; i++) {
    const one = shard(i);
    if (any) {
      if (one.chance >= 1) return { chance: 1, frequency: 0 };
      // Of two that are independent one is short, or begins to be while the other is not.
      frequency = frequency * (1 - one.chance) + one.frequency * (1 - chance);
      chance += one.chance * (1 - chance);
    } else {
      chance += one.chance / shards;
      frequency += one.frequency / shards;
    }
  }
  return { chance, frequency };
}

/** One shard with so many instances and copies left. */
function ofShard(left: number, held: number, { n, k, q, named }: ReturnType<typeof groupOf>): Shortage {
  const { copies = 0, quorum = 0, crews = Number.POSITIVE_INFINITY, repair = Number.NaN } = named;
  const { rolling = 0, starts = 0, rollout = 0, rollouts = 0, away = 0, any = 0 } = named;
  const group: Plain = { k, q, copies, quorum: Math.ceil(quorum - 1e-9), crews, repair, isOfAny: any > 0 };
  const with_ = (units: number, kept: number, all: number): Shortage =>
    named.takes === undefined ? plain(units, kept, all, group) : switched(units, needed(units, kept, group), q, all, named);
  // Crews repair those in lost places too.
  const without = (gone: number): Shortage => {
    const out = Math.min(gone, left);
    const units = left - out;
    const all = Math.max(units, n - out);
    // Of the item that it is worst for as many copies are away as can be, of another as many as chance has it.
    if (any || held === 0) return with_(units, Math.max(0, held - out), all);
    let [chance, frequency] = [0, 0];
    for (let x = Math.max(0, out - (left - held)); x <= Math.min(held, out); x++) {
      const weight = Math.exp(choose(held, x) + choose(left - held, out - x) - choose(left, out));
      const one = with_(units, held - x, all);
      chance += weight * one.chance;
      frequency += weight * one.frequency;
    }
    return { chance, frequency };
  };
  const whole = without(0);
  const [one, some] = [rolling > 0 ? without(1) : whole, rollout > 0 ? without(away) : whole];
  const mix = (pick: (s: Shortage) => number): number =>
    pick(whole) + rolling * (pick(one) - pick(whole)) + rollout * (pick(some) - pick(whole));
  return {
    chance: mix(({ chance }) => chance),
    frequency: mix(({ frequency }) => frequency) + starts * (one.chance - whole.chance) + rollouts * (some.chance - whole.chance),
  };
}

interface Plain {
  readonly k: number;
  readonly q: number;
  readonly copies: number;
  readonly quorum: number;
  readonly crews: number;
  readonly repair: number;
  readonly isOfAny: boolean;
}

/** Units that must be up so that enough copies are, where that is told by their number. */
function needed(n: number, held: number, { k, copies, quorum, isOfAny }: Plain): number {
  if (copies === 0) return k;
  if (quorum > held) return Number.POSITIVE_INFINITY;
  return isOfAny || held >= n ? Math.max(k, n - (held - quorum)) : k;
}

/** Weights of 0, 1, ... units down: each repair that goes on takes as long. */
function downWeights(n: number, load: number, crews: number, exposed = (up: number): number => up): number[] {
  const weights = [1];
  for (let down = 1; down <= n; down++)
    weights.push(((weights[down - 1] as number) * exposed(n - down + 1) * load) / Math.min(down, Math.max(1, Math.floor(crews))));
  const total = weights.reduceRight((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Of those that are down of all, so many are among the units left: the ways to choose them. */
function weightsAmong(n: number, all: number, load: number, crews: number): number[] {
  // With a crew for each, what the others do is no matter.
  if (n === all || crews >= all) return downWeights(n, load, crews);
  const weights = downWeights(all, load, crews);
  return Array.from({ length: n + 1 }, (_, down) =>
    weights.reduce((sum, weight, gone) => {
      const others = gone - down;
      if (others < 0 || others > all - n) return sum;
      return sum + weight * Math.exp(choose(n, down) + choose(all - n, others) - choose(all, gone));
    }, 0),
  );
}

function plain(n: number, held: number, all: number, { k, q, copies, quorum, crews, repair, isOfAny }: Plain): Shortage {
  if (copies > 0 && quorum > held) return { chance: 1, frequency: 0 };
  if (k <= 0 && copies === 0) return { chance: 0, frequency: 0 };
  const load = q / (1 - q);
  const weights = weightsAmong(n, all, load, crews);
  /** Chance that too little is up with so many down: the ways to choose them that leave too few copies. */
  const fails = (down: number): number => {
    if (n - down < k) return 1;
    if (copies === 0) return 0;
    // Whatever is down may all be of one item.
    if (isOfAny) return Number(held - Math.min(held, down) < quorum);
    let share = 0;
    for (let gone = Math.max(0, held - quorum + 1); gone <= Math.min(held, down); gone++)
      share += Math.exp(choose(held, gone) + choose(n - held, down - gone) - choose(n, down));
    return share;
  };
  let [chance, frequency] = [0, 0];
  for (let down = n; down >= 0; down--) {
    chance += (weights[down] as number) * fails(down);
    if (down < n) frequency += (weights[down] as number) * (n - down) * (load / repair) * (fails(down + 1) - fails(down));
  }
  return { chance, frequency };
}

/** Spares that take over; the times of both ways to do it, and those in which nothing is left to. */
function switched(
  n: number,
  k: number,
  q: number,
  all: number,
  { repair = 0, takes = 0, coverage = 1, manual = 0, crews = Number.POSITIVE_INFINITY }: Record<string, number>,
): Shortage {
  if (k > n) return { chance: 1, frequency: 0 };
  const load = q / (1 - q);
  const weights = weightsAmong(n, all, load, crews);
  const spares = n - k;
  const rate = k * (load / repair);
  let [spared, switching] = [0, 0];
  for (let down = 0; down < spares; down++) {
    // Whichever is over first: the switch, or a repair.
    const back = repair / Math.min(down + 1, crews);
    spared += weights[down] as number;
    switching += (weights[down] as number) * rate * (coverage * Math.min(takes, back) + (1 - coverage) * Math.min(manual, back));
  }
  let none = 0;
  for (let down = n; down > spares; down--) none += weights[down] as number;
  const starts = spared * rate * ((takes > 0 ? coverage : 0) + (manual > 0 ? 1 - coverage : 0)) + (weights[spares] as number) * rate;
  return { chance: (switching + none) / (1 + switching), frequency: starts / (1 + switching) };
}
