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
  const [share = 1] = all.map((cause) => cause.share);
  if (all.some((cause) => cause.share !== share)) return accumulated(all, window, budget);
  const up = Math.max(0, window - budget / share);
  // E exp(-s cost), for s = re + i im: with what is under way, and with what begins.
  const transform = (re: number, im: number): readonly [number, number] => {
    let [a, b, x, y] = [1 / (1 + down), 0, 0, 0];
    for (const { often, length } of all) {
      const cost = length * share;
      const square = (1 + re * cost) ** 2 + (im * cost) ** 2;
      const [p, q] = [(1 + re * cost) / square, (-im * cost) / square];
      a += ((often * length) / (1 + down)) * p;
      b += ((often * length) / (1 + down)) * q;
      x += often * up * (p - 1);
      y += often * up * q;
    }
    const size = Math.exp(x);
    const [c, d] = [size * Math.cos(y), size * Math.sin(y)];
    return [a * c - b * d, a * d + b * c];
  };
  return tail(transform, budget);
}

/** Of a law with the transform E exp(-s cost): that of its tail is (1 - E) / s. */
function tail(transform: (re: number, im: number) => readonly [number, number], budget: number, digits = 24): number {
  const real = (re: number, im: number): number => {
    const [c, d] = transform(re, im);
    return ((1 - c) * re - d * im) / (re * re + im * im);
  };
  return inverted(real, budget, digits);
}

/**
 * Abate and Whitt 1995, ORSA J. Computing 7(1), algorithm EULER: real parts along a line, summed by averages of partial sums.
 * @param a the aliases add exp(-a), and what the transform is wrong by counts exp(a / 2) times
 */
function inverted(real: (re: number, im: number) => number, t: number, a: number): number {
  const [n, m] = [60, 14];
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

/** Of causes that come one at a time, each with a share of its own: E exp(-s cost) = pi exp((Q - s R) window) 1, by squaring of a Taylor series. */
function accumulated(causes: readonly Cause[], window: number, budget: number): number {
  const n = causes.length + 1;
  const down = causes.reduce((sum, { often, length }) => sum + often * length, 0);
  return tail(
    (re, im) => {
      const matrix = zeros(n);
      matrix.re[0] = -window * causes.reduce((sum, { often }) => sum + often, 0);
      for (const [i, { often, length, share }] of causes.entries()) {
        const at = i + 1;
        matrix.re[at] = window * often;
        matrix.re[at * n] = window / length;
        matrix.re[at * (n + 1)] = -window * (1 / length + re * share);
        matrix.im[at * (n + 1)] = -window * im * share;
      }
      const power = exponential(matrix, n);
      const total = [0, 0];
      for (let row = 0; row < n; row++) {
        const { often = 1, length = 1 } = causes[row - 1] ?? {};
        for (let column = 0; column < n; column++) {
          total[0] = (total[0] as number) + ((often * length) / (1 + down)) * (power.re[row * n + column] as number);
          total[1] = (total[1] as number) + ((often * length) / (1 + down)) * (power.im[row * n + column] as number);
        }
      }
      return total as unknown as readonly [number, number];
    },
    budget,
    16,
  );
}

interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

const zeros = (n: number): Complex => ({ re: new Float64Array(n * n), im: new Float64Array(n * n) });

function product(a: Complex, b: Complex, n: number, scale = 1): Complex {
  const made = zeros(n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const [p, q] = [(a.re[i * n + k] as number) * scale, (a.im[i * n + k] as number) * scale];
      if (p === 0 && q === 0) continue;
      for (let j = 0; j < n; j++) {
        const [x, y] = [b.re[k * n + j] as number, b.im[k * n + j] as number];
        made.re[i * n + j] = (made.re[i * n + j] as number) + p * x - q * y;
        made.im[i * n + j] = (made.im[i * n + j] as number) + p * y + q * x;
      }
    }
  return made;
}

/** @source Moler and Van Loan 2003, SIAM Review 45(1), method 3 */
function exponential(matrix: Complex, n: number): Complex {
  const largest = Math.max(...matrix.re.map(Math.abs), ...matrix.im.map(Math.abs));
  const squarings = Math.max(0, Math.ceil(Math.log2(largest * n)) + 2);
  let term = zeros(n);
  for (let i = 0; i < n; i++) term.re[i * (n + 1)] = 1;
  let sum = product(term, term, n);
  for (let k = 1; k <= 12; k++) {
    term = product(term, matrix, n, 2 ** -squarings / k);
    sum = { re: sum.re.map((value, i) => value + (term.re[i] as number)), im: sum.im.map((value, i) => value + (term.im[i] as number)) };
  }
  for (let i = 0; i < squarings; i++) sum = product(sum, sum, n);
  return sum;
}
