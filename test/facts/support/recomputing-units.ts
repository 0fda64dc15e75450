import type { Tree } from './recomputing.js';
import { measuredForm } from './recomputing-waits.js';

/** Exponents of seconds, bytes and US dollars. `any`: a literal of a user's expression, whose unit its value no longer tells. */
export type Unit = 'any' | readonly [time: number, data: number, money: number];

const PLAIN: Unit = [0, 0, 0];

/**
 * What a unit measures, counted things aside. `months` and `USD/month` are numbers of calendar months: formulas multiply or divide by
 * `conventions.month` to get there.
 */
export function unitNamed(name: string): Unit {
  if (['ratio', 'count', 'share', 'months', 'per year'].includes(name)) return PLAIN;
  if (name === 'USD/month') return [0, 0, 1];
  const exponents = [0, 0, 0];
  name.split('/').forEach((part, i) => {
    const [word = '', power = '1'] = part.split('^');
    for (const factor of word.split(' ')) {
      const place = ['s', 'B', 'USD'].indexOf(factor);
      if (place >= 0) exponents[place] = (exponents[place] ?? 0) + (i === 0 ? 1 : -1) * Number(power);
    }
  });
  return [exponents[0] ?? 0, exponents[1] ?? 0, exponents[2] ?? 0];
}

export const sameUnit = (a: Unit, b: Unit): boolean =>
  a === 'any' || b === 'any' || a.every((exponent, i) => Math.abs(exponent - (b[i] ?? 0)) < 1e-12);

/** @param numbers what a bare number measures: nothing in the formulas of engines, `any` in those of users, where it may be a literal */
export function inferUnit(tree: Tree, unitOf: (id: string) => Unit, numbers: Unit): Unit {
  if (tree.kind === 'number') return tree.value === 0 ? 'any' : numbers;
  if (tree.kind === 'id') return unitOf(tree.id);
  // A named argument may be of any kind.
  if (tree.name.startsWith('=')) return PLAIN;
  const args = tree.args.map((arg) => inferUnit(arg, unitOf, numbers));
  const [a = PLAIN, b = PLAIN, c = PLAIN] = args;
  const alike = (units: readonly Unit[]): Unit => {
    const known = units.filter((unit) => unit !== 'any');
    const [first] = known;
    if (first === undefined) return 'any';
    if (!known.every((unit) => sameUnit(unit, first))) throw new Error(`${tree.name} of ${JSON.stringify(units)}`);
    return first;
  };
  const plain = (unit: Unit): Unit => alike([unit, PLAIN]);
  const combined = (sign: number): Unit =>
    a === 'any' || b === 'any' ? 'any' : [a[0] + sign * b[0], a[1] + sign * b[1], a[2] + sign * b[2]];
  const form = measuredForm(tree.name);
  if (form !== undefined) return inferUnit({ ...tree, name: form, args: tree.args.slice(0, -2) }, unitOf, numbers);
  switch (tree.name) {
    // Times by their own numbers; of a queue its third, the service.
    case 'fixed':
    case 'exponential':
    case 'logNormal':
    case 'samples':
      return alike(args);
    // Shares and times by turns, and a tail.
    case 'measured':
      return alike(args.filter((_, i) => i % 2 === 1));
    case 'gamma':
    case 'mean':
      return a;
    case 'closedRate':
    case 'closedFrom':
    case 'closedTo':
      return [-1, 0, 0];
    // Users, and times; servers, queues and a share, and times that keep them busy.
    case 'users':
      plain(a);
      return alike([b, c]);
    case 'queues':
      for (const arg of args.slice(0, 3)) plain(arg);
      return alike(args.slice(3));
    case 'closedWaits':
    case 'closedWait':
    case 'closedVariation':
      return PLAIN;
    case 'waiting':
    case 'poolWaiting':
      return c;
    case 'poolWaits':
    case 'poolRejected':
      return PLAIN;
    case 'variation':
    case 'waits':
    case 'rejected':
      return PLAIN;
    case '*':
      return combined(1);
    case '/':
      return combined(-1);
    case '+':
    case '-':
    case 'min':
    case 'max':
    case 'ceil':
    case 'floor':
    case 'round':
      return alike(args);
    case 'negate':
    case 'abs':
      return a;
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '==':
    case '!=':
      alike(args);
      return PLAIN;
    case 'if':
      plain(a);
      return alike([b, c]);
    case '^': {
      plain(b);
      const exponent = tree.args[1];
      if (a === 'any' || sameUnit(a, PLAIN)) return a;
      if (exponent?.kind !== 'number') throw new Error('a unit to a power that is no number');
      return [a[0] * exponent.value, a[1] * exponent.value, a[2] * exponent.value];
    }
    case 'sqrt':
      return a === 'any' ? a : [a[0] / 2, a[1] / 2, a[2] / 2];
    case 'chance':
    case 'outages':
    case 'insufficient':
    case 'places':
    case 'lossInYear':
    case 'lossInYearByWindows':
    case 'chanceToMiss':
    case 'outside':
    case 'displacingError':
    case 'displacing':
      return PLAIN;
    case 'ageOfEntries':
      return a;
    // So many of them, then counts of copies, each with its round trip.
    case 'nearest':
      return alike(args.filter((_, i) => i > 0 && i % 2 === 0));
    case 'meanTimeBetween':
    case 'backoffs':
      return b;
    // The limits are numbers of years.
    case 'compounded':
      for (const arg of args) plain(arg);
      return PLAIN;
    default:
      for (const arg of args) plain(arg);
      return PLAIN;
  }
}
