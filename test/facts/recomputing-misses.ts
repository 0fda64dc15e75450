/**
 * `chanceToMiss(...)` as formulas print it: least sets of failures by multiplying out the event, and the law of what they cost by inverting its
 * Laplace transform. No diagram, no stages, no recursion.
 */

import { compute, type Tree } from './recomputing.js';
import { argsOf, chance, isCall, isShort, keyOf, lostAt, outages, placesOf, shareOf as shareAt } from './recomputing-chances.js';
import { shortage } from './recomputing-groups.js';

type Read = (id: string) => number;

/** A failure of a least set: a basic event, or that a group is short with what the lost places leave. */
interface Failure {
  readonly chance: number;
  /** Times a year. */
  readonly rate: number;
  /** Time that it has to outlast, years. */
  readonly outlasts: number;
}

/** Failures by what they are of: of a group, the rarer the more of it has failed. */
type Set_ = ReadonlyMap<string, Failure>;

export interface Cause {
  readonly often: number;
  readonly length: number;
  readonly share: number;
}

const includes = (a: Set_, b: Set_): boolean =>
  [...b].every(([key, failure]) => (a.get(key)?.chance ?? Number.POSITIVE_INFINITY) <= failure.chance);

/** Those that hold no other. */
const least = (sets: readonly Set_[]): readonly Set_[] =>
  sets.filter((set, i) => !sets.some((other, k) => k !== i && includes(set, other) && (k < i || !includes(other, set))));

const both = (a: Set_, b: Set_): Set_ => {
  const made = new Map(a);
  for (const [key, failure] of b) if (failure.chance <= (made.get(key)?.chance ?? Number.POSITIVE_INFINITY)) made.set(key, failure);
  return made;
};

function setsOf(tree: Tree, read: Read, rateOf: (id: string) => number | undefined, outlasts = 0): readonly Set_[] {
  if (tree.kind === 'number') return tree.value === 0 ? [] : [new Map()];
  if (tree.kind === 'id') {
    const rate = rateOf(tree.id);
    // What is a share of the requests holds for some.
    if (rate === undefined) return read(tree.id) > 0 ? [new Map()] : [];
    if (read(tree.id) >= 1) return [new Map()];
    return [new Map([[keyOf(tree), { chance: read(tree.id), rate, outlasts }]])];
  }
  if (tree.name === 'outlasting') {
    const [inner, buffer] = tree.args as [Tree, Tree];
    return setsOf(inner, read, rateOf, outlasts + compute(buffer, read));
  }
  if (isShort(tree)) {
    const places = placesOf(tree);
    const found: Set_[] = [];
    for (let lost = 0; lost < 2 ** places.length; lost++) {
      const { chance: q, frequency } = shortage(
        tree,
        read,
        lostAt(tree, (i) => Math.floor(lost / 2 ** i) % 2 === 1),
      );
      if (q === 0) continue;
      const own: Set_ = q >= 1 ? new Map() : new Map([[familyOf(tree), { chance: q, rate: frequency * yearOf(tree, read), outlasts }]]);
      const gone = places.filter((_, i) => Math.floor(lost / 2 ** i) % 2 === 1).map((place) => setsOf(place, read, rateOf, outlasts));
      found.push(...gone.reduce<readonly Set_[]>((sets, place) => sets.flatMap((set) => place.map((one) => both(set, one))), [own]));
    }
    return least(found);
  }
  const parts = tree.args.map((arg) => setsOf(arg, read, rateOf, outlasts));
  if (tree.name === 'or') return least(parts.flat());
  return parts.reduce<readonly Set_[]>((sets, part) => least(sets.flatMap((set) => part.map((one) => both(set, one)))), [new Map()]);
}

const familyOf = (short: Tree): string => JSON.stringify(argsOf(short)[0]);
const yearOf = (short: Tree, read: Read): number =>
  compute(argsOf(argsOf(short).find((arg) => isCall(arg, '=year')) as Tree)[0] as Tree, read);

const sectionsOf = (tree: Tree): readonly (readonly Tree[])[] =>
  argsOf(tree).flatMap((arg) => (arg.kind === 'call' && arg.name === 'places' ? [argsOf(arg)] : []));

/** With each share of requests that is more than none standing for all. */
function forSome(tree: Tree, read: Read, isShare: (id: string) => boolean): Tree {
  if (tree.kind === 'id') return isShare(tree.id) ? { kind: 'number', value: Number(read(tree.id) > 0) } : tree;
  return tree.kind === 'number' || isShort(tree) ? tree : { ...tree, args: tree.args.map((arg) => forSome(arg, read, isShare)) };
}

export function missed(tree: Tree, read: Read): number {
  const [event] = argsOf(tree) as [Tree];
  const sections = sectionsOf(tree);
  const [allowed = 0, window = 0, year = 0] = (sections.at(-1) ?? []).map((arg) => compute(arg, read));
  const rates = sections.length > 1 ? (sections[0] as readonly Tree[]) : [];
  const stem = (id: string): string => id.replace(/\.(?:unavailability|outages)$/, '');
  const rateAt = new Map(rates.flatMap((rate) => (rate.kind === 'id' ? [[stem(rate.id), read(rate.id)] as const] : [])));
  const rateOf = (id: string): number | undefined => rateAt.get(stem(id));
  const isShare = (id: string): boolean => rateOf(id) === undefined;
  const sets = setsOf(event, read, rateOf);
  // What is down for good.
  const lost = shareAt(event, read, new Map(), isShare);
  const causes = sets.flatMap((set): Cause[] => {
    const failures = [...set.values()];
    const recovery = failures.reduce((sum, { chance: q, rate }) => sum + rate / q, 0);
    const q = failures.reduce((product, { chance: p, rate, outlasts }) => product * p * Math.exp((-outlasts * rate) / p), 1);
    const reached = new Map([...set].map(([key, { chance: p }]) => [key, p]));
    const share = shareAt(event, read, reached, isShare) - lost;
    return recovery > 0 ? [{ often: (q * recovery) / (1 - q), length: 1 / recovery, share }] : [];
  });
  const some = forSome(event, read, isShare);
  const listed: Tree = { kind: 'call', name: 'outages', args: [some, { kind: 'call', name: 'places', args: rates }] };
  const often = outages(listed, read) / (1 - chance(some, read));
  const sum = (of: (cause: Cause) => number): number => causes.reduce((total, cause) => total + of(cause), 0);
  const more = often > 0 ? often / sum((cause) => cause.often) : 1;
  const u = chance(event, read) - lost;
  const [load, cost] = [sum((c) => c.often * c.length), sum((c) => c.often * c.length * c.share)];
  const longer = u / (more * (cost - u * load));
  const scaled = causes.map((c) => ({ ...c, often: c.often * more, length: c.length * longer }));
  return beyond(scaled, window / year, (allowed - lost) * (window / year));
}

/** Chance that causes cost more than a budget in a window that begins anywhere; times in one unit. */
export function beyond(causes: readonly Cause[], window: number, budget: number): number {
  if (budget < 0) return 1;
  const all = causes.filter(({ often, length, share }) => often * length * share > 0);
  const down = all.reduce((sum, { often, length }) => sum + often * length, 0);
  if (!all.some(({ share }) => share * window > budget)) return 0;
  const times = upTimes(all, window, budget);
  // E exp(-s cost), for s = re + i im: with what is under way, and with what begins.
  const transform = (re: number, im: number): readonly [number, number] => {
    let [a, b, x, y] = [1 / (1 + down), 0, 0, 0];
    for (const [i, { often, length, share }] of all.entries()) {
      const cost = length * share;
      const square = (1 + re * cost) ** 2 + (im * cost) ** 2;
      const [p, q] = [(1 + re * cost) / square, (-im * cost) / square];
      a += ((often * length) / (1 + down)) * p;
      b += ((often * length) / (1 + down)) * q;
      x += often * (times[i] as number) * (p - 1);
      y += often * (times[i] as number) * q;
    }
    const size = Math.exp(x);
    const [c, d] = [size * Math.cos(y), size * Math.sin(y)];
    return [a * c - b * d, a * d + b * c];
  };
  // Of the tail: (1 - E) / s.
  const real = (re: number, im: number): number => {
    const [c, d] = transform(re, im);
    return ((1 - c) * re - d * im) / (re * re + im * im);
  };
  return inverted(real, budget);
}

/** Abate and Whitt 1995, ORSA J. Computing 7(1), algorithm EULER: real parts along a line, summed by averages of partial sums. */
function inverted(real: (re: number, im: number) => number, t: number): number {
  const [a, n, m] = [24, 60, 14];
  const term = (k: number): number => (-1) ** k * real(a / (2 * t), (k * Math.PI) / t);
  let sum = real(a / (2 * t), 0) / 2;
  for (let k = 1; k <= n; k++) sum += term(k);
  let [average, weight] = [0, 2 ** -m];
  for (let j = 0; j <= m; j++) {
    average += weight * sum;
    weight *= (m - j) / (j + 1);
    sum += term(n + j + 1);
  }
  return (Math.exp(a / 2) / t) * average;
}

/** By halving: the tilt at which what is expected is the budget. */
function upTimes(causes: readonly Cause[], window: number, budget: number): readonly number[] {
  const share = causes[0]?.share ?? 1;
  if (causes.every((cause) => cause.share === share)) return causes.map(() => Math.max(0, window - budget / share));
  const cost = ({ length, share: of }: Cause): number => length * of;
  const spent = (cause: Cause, tilt: number): number => (cause.often * window * cost(cause)) / (1 - tilt * cost(cause)) ** 2;
  let high = 1 / Math.max(...causes.map(cost));
  let low = high - 1;
  const total = (tilt: number): number => causes.reduce((sum, cause) => sum + spent(cause, tilt), 0);
  while (total(low) > budget) low = high - 2 * (high - low);
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (total(middle) > budget) high = middle;
    else low = middle;
  }
  const slow = causes.reduce((sum, cause) => sum + spent(cause, low) / cause.share, 0) / budget;
  return causes.map((cause) => {
    const own = Math.min(budget, cost(cause) / (1 - low * cost(cause)));
    return Math.max(0, window - own / cause.share - (budget - own) * Math.min(slow, window / budget));
  });
}
