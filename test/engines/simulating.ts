/**
 * Requests through a path as its formula prints it, one at a time, with a dice: it shares nothing with the tool but the text of the formula.
 */
import type { Tree } from '../facts/recomputing.js';
import { compute } from '../facts/recomputing.js';

/** How one request ended: Infinity is the time of one that goes on for ever. */
interface Ended {
  readonly time: number;
  readonly ok: boolean;
}

type Read = (id: string) => number;

export class Dice {
  #state: number;
  #spare: number | undefined;

  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761) >>> 0 || 1;
  }

  /** Mulberry32. */
  uniform(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4_294_967_296;
  }

  /** Box and Muller. */
  normal(): number {
    if (this.#spare !== undefined) {
      const spare = this.#spare;
      this.#spare = undefined;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** Marsaglia and Tsang 2000. */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * this.uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }
}

const Z99 = 2.3263478740408408;
const done = (time: number): Ended => ({ time, ok: true });

/** Erlang's C by its terms, which is good for few servers. */
function allBusy(servers: number, load: number): number {
  let [term, sum] = [1, 0];
  for (let k = 0; k < servers; k++) {
    sum += term;
    term *= load / (k + 1);
  }
  const last = term / (1 - load / servers);
  return last / (sum + last);
}

/** One request through a path. @param slow components that are slow at the moment, times so much */
export function request(tree: Tree, read: Read, dice: Dice): Ended {
  if (tree.kind !== 'call') throw new Error('no path');
  const number = (i: number): number => compute(tree.args[i] as Tree, read);
  const go = (i: number): Ended => request(tree.args[i] as Tree, read, dice);
  const paths = (): number[] => tree.args.flatMap((arg, i) => (isPath(arg) ? [i] : []));
  const path = paths()[0] ?? -1;
  switch (tree.name) {
    case 'nothing':
      return done(0);
    case 'fixed':
      return done(number(0));
    case 'roundTrips':
      return done(number(0) * number(1));
    case 'exponential':
      return done(-number(0) * Math.log(dice.uniform()));
    case 'logNormal':
      return done(number(0) * Math.exp((Math.log(number(1) / number(0)) / Z99) * dice.normal()));
    case 'gamma':
      return done(number(0) * number(1) * dice.gamma(1 / number(1)));
    case 'waiting': {
      const [busy, servers, service, variation] = [number(0), Math.max(1, Math.round(number(1))), number(2), number(3)];
      const waits = allBusy(servers, busy * servers);
      if (dice.uniform() >= waits) return done(0);
      // Of those that wait: exponential, of as many idle servers as there are on average, and as variable as the service is.
      return done(-(service / (servers - busy * servers)) * ((1 + variation) / 2) * Math.log(dice.uniform()));
    }
    case 'samples':
      return done(number(Math.floor(dice.uniform() * tree.args.length)));
    case 'inTurn':
      return inTurn(paths().map((i) => () => go(i)));
    case 'together': {
      const all = paths().map(go);
      return all.every(({ ok }) => ok) ? done(Math.max(...all.map(({ time }) => time))) : failed(all);
    }
    case 'sometimes':
      return dice.uniform() < number(0) ? go(1) : done(0);
    case 'either': {
      const at = paths();
      const weights = at.map((_, i) => number(i));
      let left = dice.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
      for (const [k, weight] of weights.entries()) {
        left -= weight;
        if (left < 0) return go(at[k] as number);
      }
      return go(at[0] as number);
    }
    case 'times': {
      const count = Math.floor(number(0)) + (dice.uniform() < number(0) % 1 ? 1 : 0);
      return inTurn(Array.from({ length: count }, () => () => go(1)));
    }
    case 'atOnce': {
      const count = number(0);
      const enough = path > 2 ? number(2) : count;
      const all = Array.from({ length: count }, () => go(path));
      const answers = all
        .filter(({ ok }) => ok)
        .map(({ time }) => time)
        .sort((a, b) => a - b);
      if (answers.length >= enough) return done(answers[enough - 1] as number);
      const errors = all
        .filter(({ ok }) => !ok)
        .map(({ time }) => time)
        .sort((a, b) => a - b);
      return { time: errors[count - enough] as number, ok: false };
    }
    case 'hedged': {
      const [after, extra] = [number(0), number(1)];
      const all = Array.from({ length: extra + 1 }, (_, i) => ({ ...go(path), sent: i * after }));
      const answers = all.filter(({ ok }) => ok).map(({ time, sent }) => sent + time);
      return answers.length > 0 ? done(Math.min(...answers)) : { time: Math.max(...all.map(({ time, sent }) => sent + time)), ok: false };
    }
    case 'recovered': {
      const first = go(1);
      if (first.ok || dice.uniform() >= number(0)) return first;
      const other = go(2);
      return { time: first.time + other.time, ok: other.ok };
    }
    default:
      if (tree.name.startsWith('attempts'))
        return attempts(
          tree.name,
          (i) => number(i),
          () => go(path),
          dice,
        );
      throw new Error(`unknown path ${tree.name}`);
  }
}

const isPath = (tree: Tree): boolean =>
  tree.kind === 'call' &&
  /^(nothing|fixed|roundTrips|exponential|logNormal|gamma|samples|inTurn|together|sometimes|either|times|atOnce|hedged|recovered|attempts\w*)$/.test(
    tree.name,
  );

function inTurn(parts: readonly (() => Ended)[]): Ended {
  let time = 0;
  for (const part of parts) {
    const ended = part();
    time += ended.time;
    if (!ended.ok) return { time, ok: false };
  }
  return done(time);
}

const failed = (all: readonly Ended[]): Ended => ({ time: Math.min(...all.filter(({ ok }) => !ok).map(({ time }) => time)), ok: false });

/** What is stated stands in the name: `attemptsWithTimeoutRetriesBackoff`. */
function attempts(name: string, number: (i: number) => number, go: () => Ended, dice: Dice): Ended {
  const stated = [...(name.split('With')[1] ?? '').matchAll(/Timeout|Retries|MaxBackoff|Backoff|Multiplier|Jitter|Budget/g)].map(
    ([word]) => word,
  );
  const of = (word: string, otherwise: number): number => (stated.includes(word) ? number(stated.indexOf(word)) : otherwise);
  const timeout = of('Timeout', Number.POSITIVE_INFINITY);
  let wait = of('Backoff', 0);
  let time = 0;
  for (let left = of('Retries', 0); ; left--) {
    const ended = go();
    const isLate = ended.time > timeout;
    if (!isLate && ended.ok) return done(time + ended.time);
    time += isLate ? timeout : ended.time;
    const isRepeated = isLate ? !name.includes('OnErrors') : !name.includes('OnTimeouts');
    if (left === 0 || !isRepeated) return { time, ok: false };
    time += wait * (1 - of('Jitter', 0) * dice.uniform());
    wait *= of('Multiplier', 1);
  }
}
