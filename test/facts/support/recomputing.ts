/**
 * Formulas as `explain` and the JSON report print them, read and computed by a program that shares nothing with the tool: what a reader with
 * a pocket calculator would do. Used for values, and for units.
 */

import { chance, displacing, displacingError, outages } from './recomputing-chances.js';
import { closedNumber, OF_CLOSED } from './recomputing-closed.js';
import { outside } from './recomputing-groups.js';
import { missed } from './recomputing-misses.js';
import { momentsOfTime, rejectedByQueue, waitForConnection, waitOfQueue } from './recomputing-waits.js';

export type Tree =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Tree[] };

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:e-?\d+)?)|([A-Za-z][A-Za-z0-9_.-]*)|(<=|>=|==|!=|[-+*/^(),<>;:=]))/y;

function tokens(text: string): string[] {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`cannot read ${JSON.stringify(text.slice(at))}`);
    found.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return found;
}

/** Loosest first. All of them associate to the left but the power. */
const LEVELS: readonly (readonly string[])[] = [['or'], ['and'], ['<', '<=', '>', '>=', '==', '!='], ['+', '-'], ['*', '/']];

export function parseFormula(text: string): Tree {
  const list = tokens(text);
  let at = 0;
  const take = (wanted: string): void => {
    if (list[at] !== wanted) throw new Error(`expected ${wanted}, got ${list[at]} in ${text}`);
    at++;
  };
  const binary = (level: number): Tree => {
    const signs = LEVELS[level];
    if (!signs) return unary();
    let left = binary(level + 1);
    for (let sign = list[at]; sign !== undefined && signs.includes(sign); sign = list[at]) {
      at++;
      left = { kind: 'call', name: sign, args: [left, binary(level + 1)] };
    }
    return left;
  };
  const unary = (): Tree => {
    if (list[at] === '-') {
      at++;
      return { kind: 'call', name: 'negate', args: [unary()] };
    }
    if (list[at] === 'not') {
      at++;
      return { kind: 'call', name: 'not', args: [unary()] };
    }
    const base = atom();
    if (list[at] !== '^') return base;
    at++;
    return { kind: 'call', name: '^', args: [base, unary()] };
  };
  const atom = (): Tree => {
    const token = list[at++];
    if (token === undefined) throw new Error(`${text} ends early`);
    if (token === '(') {
      const inside = binary(0);
      take(')');
      return inside;
    }
    if (/^\d/.test(token)) return { kind: 'number', value: Number(token) };
    if (!/^[A-Za-z]/.test(token)) throw new Error(`unexpected ${token} in ${text}`);
    if (list[at] !== '(') return { kind: 'id', id: token };
    const args: Tree[] = [];
    const sections: Tree[][] = [];
    const isOfAny = list.slice(at + 1, at + 4).join(' ') === 'any item :';
    if (isOfAny) at += 3;
    do {
      if (list[at] === ';') sections.push([]);
      at++;
      const arg = binary(0);
      if (arg.kind === 'id' && list[at] === '=') {
        at++;
        args.push({ kind: 'call', name: `=${arg.id}`, args: [binary(0)] });
      } else (sections.at(-1) ?? args).push(arg);
    } while (list[at] === ',' || list[at] === ';');
    take(')');
    if (isOfAny) args.push({ kind: 'call', name: '=any', args: [{ kind: 'number', value: 1 }] });
    for (const places of sections) args.push({ kind: 'call', name: 'places', args: places });
    return { kind: 'call', name: token, args };
  };
  const whole = binary(0);
  if (at < list.length) throw new Error(`${list.slice(at).join(' ')} is left of ${text}`);
  return whole;
}

export function compute(tree: Tree, read: (id: string) => number): number {
  if (tree.kind === 'number') return tree.value;
  if (tree.kind === 'id') return read(tree.id);
  if (tree.name === 'chance') return chance(tree.args[0] as Tree, read);
  if (tree.name === 'outages') return outages(tree, read);
  if (tree.name === 'chanceToMiss') return missed(tree, read);
  if (tree.name === 'mean' || tree.name === 'variation') {
    const [time] = tree.args;
    if (time?.kind !== 'call') throw new Error('no time');
    return momentsOfTime(
      time.name,
      time.args.map((arg) => compute(arg, read)),
    )[tree.name];
  }
  if (OF_CLOSED.test(tree.name)) return closedNumber(tree, (arg) => compute(arg, read));
  const args = tree.args.map((arg) => compute(arg, read));
  if (tree.name === 'rejected') return rejectedByQueue(args);
  if (tree.name === 'poolWaits') return waitForConnection(args).waits;
  if (tree.name === 'poolWaiting') return waitForConnection(args).waiting;
  if (tree.name === 'poolRejected') return waitForConnection(args).rejected;
  if (tree.name === 'waits' || tree.name === 'waiting') return waitOfQueue(args)[tree.name];
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN] = args;
  switch (tree.name) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '^':
      return a ** b;
    case 'negate':
      return -a;
    case '<':
      return a < b ? 1 : 0;
    case '<=':
      return a <= b ? 1 : 0;
    case '>':
      return a > b ? 1 : 0;
    case '>=':
      return a >= b ? 1 : 0;
    case '==':
      return a === b ? 1 : 0;
    case '!=':
      return a === b ? 0 : 1;
    case 'and':
      return a !== 0 && b !== 0 ? 1 : 0;
    case 'or':
      return a !== 0 || b !== 0 ? 1 : 0;
    case 'not':
      return a === 0 ? 1 : 0;
    case 'if':
      return a === 0 ? c : b;
    case 'min':
      return Math.min(...args);
    case 'max':
      return Math.max(...args);
    case 'ceil':
      return stepped(Math.ceil, a, args[1]);
    case 'floor':
      return stepped(Math.floor, a, args[1]);
    case 'round':
      return stepped((x) => Math.sign(x) * Math.round(Math.abs(x)), a, args[1]);
    case 'abs':
      return Math.abs(a);
    case 'sqrt':
      return Math.sqrt(a);
    case 'log':
      return Math.log(a);
    case 'exp':
      return Math.exp(a);
    case 'compounded':
      return compounded(a, b, c);
    case 'complement':
      return 1 - a;
    case 'outside':
      return outside(a, regionsLost(args.slice(1)));
    case 'displacing':
      return displacing(args);
    case 'displacingError':
      return displacingError(args);
    case 'lossInYear':
      return -Math.expm1(-(args[4] as number) / timeToLoss(a, b, (args[4] as number) / c, args[3] as number));
    case 'lossInYearByWindows':
      return lossByWindows(a, b, (args[3] as number) / ((args[4] as number) / c), (args[4] as number) / (args[3] as number));
    case 'ageOfEntries':
      return ageOfEntries(args);
    case 'nearest':
      return farthestOf(args);
    case 'meanTimeBetween':
      return -b / Math.log1p(-a);
    case 'backoffs':
      return Array.from({ length: a }, (_, i) => Math.min(b * c ** i, args[3] ?? Number.POSITIVE_INFINITY)).reduce((x, y) => x + y, 0);
    default:
      throw new Error(`unknown function ${tree.name}`);
  }
}

/** Which places of each region are lost: of each place the number of its region, negative if it is. */
function regionsLost(places: readonly number[]): readonly (readonly boolean[])[] {
  const regions: boolean[][] = [];
  for (const place of places) {
    const region = Math.abs(place) - 1;
    regions[region] = [...(regions[region] ?? []), place < 0];
  }
  return regions;
}

/** The round trip of the last copy of so many, each written out by itself and put in order. */
function farthestOf([needed = 0, ...counted]: readonly number[]): number {
  const trips = counted.flatMap((count, i) => (i % 2 === 0 ? Array.from({ length: count }, () => counted[i + 1] as number) : []));
  const inOrder = trips.sort((x, y) => x - y);
  return inOrder[Math.min(needed, inOrder.length) - 1] ?? 0;
}

/** What 1% of the sums of one or two uniform ages exceed: a trapezoid, cut in its flat part or in its end. */
function ageOfEntries(lives: readonly number[]): number {
  const [long = 0, short = 0, ...others] = [...lives].sort((x, y) => y - x);
  if (lives.length === 1) return 0.99 * long;
  if (others.length > 0) throw new Error('more caches than this evaluator knows');
  const end = Math.sqrt(0.02 * long * short);
  return end <= short ? long + short - end : 0.99 * long + short / 2;
}

/** More than `tolerated` of n in one of so many windows, each of which takes one with its own chance: from the least to the most that may go. */
function lossByWindows(n: number, tolerated: number, windowPerLife: number, windows: number): number {
  const own = -Math.expm1(-windowPerLife);
  let ways = 1;
  let lost = 0;
  for (let gone = 0; gone <= n; gone++) {
    if (gone > tolerated) lost += ways * own ** gone * (1 - own) ** (n - gone);
    ways *= (n - gone) / (gone + 1);
  }
  return -Math.expm1(windows * Math.log1p(-lost));
}

/** Mean time until more than `tolerated` of n are gone, one rebuilt at a time: the equations of the chain, solved from its end. */
function timeToLoss(n: number, tolerated: number, life: number, rebuild: number): number {
  // T(i) = 1 / out + up / out T(i + 1) + down / out T(i - 1), T(tolerated + 1) = 0; written as T(i) = p + r T(i + 1), going up.
  const terms: { p: number; r: number }[] = [];
  for (let gone = 0; gone <= tolerated; gone++) {
    const up = (n - gone) / life;
    const down = gone === 0 ? 0 : 1 / rebuild;
    const before = terms[gone - 1] ?? { p: 0, r: 0 };
    // 1 - r keeps its digits as up / (up + down (1 - r')).
    const stays = gone === 0 ? up : up + down * (1 - before.r);
    terms.push({ p: (1 + down * before.p) / stays, r: up / stays });
  }
  return terms.reduceRight((time, { p, r }) => p + r * time, 0);
}

/** What misses a whole number by the rounding of printed digits is that number. */
function stepped(round: (x: number) => number, x: number, step = 1): number {
  const steps = x / step;
  const near = Math.round(steps);
  return (Math.abs(steps - near) < 1e-9 * Math.max(1, Math.abs(steps)) ? near : round(steps)) * step;
}

/** Integral of g^s over [a, b], by Simpson's rule: not by the closed form that the tool uses. */
export function compounded(g: number, a: number, b: number): number {
  const parts = 2 * Math.max(100, Math.ceil(Math.abs((b - a) * Math.log(g)) * 100));
  const h = (b - a) / parts;
  let sum = 0;
  for (let i = 0; i <= parts; i++) sum += g ** (a + i * h) * (i === 0 || i === parts ? 1 : i % 2 === 1 ? 4 : 2);
  return (sum * h) / 3;
}
