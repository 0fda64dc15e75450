/**
 * Requests through a path as its formula prints it, one at a time, with a dice: it shares nothing with the tool but the text of the formula.
 */
import type { Tree } from '../../facts/support/recomputing.js';
import { compute } from '../../facts/support/recomputing.js';
import {
  measuredForm,
  rejectedByQueue,
  shareWithoutWaiting,
  waitForConnection,
  waitOfQueue,
} from '../../facts/support/recomputing-waits.js';

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

/** How one request goes through a path. @param slow how many times as long each component takes at the moment */
type Way = (dice: Dice, slow?: ReadonlyMap<string, number>) => Ended;

/** A path as its formula prints it, its numbers read once. */
export function wayThrough(tree: Tree, read: Read): Way {
  if (tree.kind !== 'call') throw new Error('no path');
  const ways = tree.args.filter(isPath).map((arg) => wayThrough(arg, read));
  const numbers = tree.args.filter((arg) => !isPath(arg) && !isSlow(arg)).map((arg) => compute(arg, read));
  const [a = Number.NaN, b = Number.NaN] = numbers;
  const [way] = ways as [Way];
  const timed = drawnTime(tree.name, numbers);
  if (timed) {
    const component = componentOf(tree);
    return (dice, slow) => done(timed(dice) * (slow?.get(component) ?? 1));
  }
  switch (tree.name) {
    case 'nothing':
      return () => done(0);
    case 'inTurn':
      return (dice, slow) => inTurn(ways.map((one) => () => one(dice, slow)));
    case 'together':
      return (dice, slow) => {
        const all = ways.map((one) => one(dice, slow));
        return all.every(({ ok }) => ok) ? done(Math.max(...all.map(({ time }) => time))) : failed(all);
      };
    case 'sometimes':
      return (dice, slow) => (dice.uniform() < a ? way(dice, slow) : done(0));
    case 'either':
      return (dice, slow) => {
        let left = dice.uniform() * numbers.reduce((sum, weight) => sum + weight, 0);
        for (const [k, weight] of numbers.entries()) {
          left -= weight;
          if (left < 0) return (ways[k] as Way)(dice, slow);
        }
        return way(dice, slow);
      };
    case 'nearest':
      return ways[numbers.indexOf(Math.min(...numbers))] as Way;
    case 'times':
      return (dice, slow) => {
        const count = Math.floor(a) + (dice.uniform() < a % 1 ? 1 : 0);
        return inTurn(Array.from({ length: count }, () => () => way(dice, slow)));
      };
    case 'atOnce': {
      const [count, width, enough] = [a, numbers[1] ?? a, numbers[2] ?? a];
      return (dice, slow) => atOnce(() => way(dice, slow), count, width, enough, dice);
    }
    case 'hedged':
      return (dice, slow) => {
        const all = Array.from({ length: b + 1 }, (_, i) => ({ ...way(dice, slow), sent: i * a }));
        const answers = all.filter(({ ok }) => ok).map(({ time, sent }) => sent + time);
        return answers.length > 0 ? done(Math.min(...answers)) : { time: Math.max(...all.map(({ time, sent }) => sent + time)), ok: false };
      };
    case 'recovered':
      return (dice, slow) => {
        const first = way(dice, slow);
        if (first.ok || dice.uniform() >= a) return first;
        const other = (ways[1] as Way)(dice, slow);
        return { time: first.time + other.time, ok: other.ok };
      };
    case 'admitted': {
      const rejected = rejectedByQueue(numbers);
      return (dice, slow) => (dice.uniform() < rejected ? { time: 0, ok: false } : way(dice, slow));
    }
    case 'connected': {
      const { rejected } = waitForConnection(numbers);
      const wait = connectionWait(numbers);
      return (dice, slow) => {
        if (dice.uniform() < rejected) return { time: numbers[3] as number, ok: false };
        const waited = wait(dice);
        const ended = way(dice, slow);
        return { time: waited + ended.time, ok: ended.ok };
      };
    }
    case 'slowed':
      return slowed(tree, way, read);
    default:
      if (tree.name.startsWith('attempts')) return attempts(tree.name, numbers, way);
      throw new Error(`unknown path ${tree.name}`);
  }
}

/** What makes components slow together: a share of the requests, and how many times as long they take then. */
function slowed(tree: Tree, way: Way, read: Read): Way {
  const causes = (tree.kind === 'call' ? tree.args : []).filter(isSlow).map((slow) => {
    const args = slow.kind === 'call' ? slow.args : [];
    const names = args.slice(2).map((arg) => (arg.kind === 'id' ? arg.id : ''));
    return { share: compute(args[0] as Tree, read), factor: compute(args[1] as Tree, read), names };
  });
  return (dice) => {
    const slow = new Map<string, number>();
    for (const { share, factor, names } of causes)
      if (dice.uniform() < share) for (const name of names) slow.set(name, (slow.get(name) ?? 1) * factor);
    return way(dice, slow);
  };
}

/** A time of its own, drawn; undefined where the name is of no such time. */
function drawnTime(name: string, numbers: readonly number[]): ((dice: Dice) => number) | undefined {
  const form = measuredForm(name);
  if (form !== undefined) {
    const [measured, share] = [drawnTime(form, numbers.slice(0, -2)), shareWithoutWaiting(form, numbers)];
    return measured && ((dice) => share * measured(dice));
  }
  const [a = Number.NaN, b = Number.NaN] = numbers;
  switch (name) {
    case 'fixed':
      return () => a;
    case 'roundTrips':
      return () => a * b;
    case 'exponential':
      return (dice) => -a * Math.log(dice.uniform());
    case 'logNormal': {
      const sigma = Math.log(b / a) / Z99;
      return (dice) => a * Math.exp(sigma * dice.normal());
    }
    case 'gamma':
      return (dice) => a * b * dice.gamma(1 / b);
    case 'samples':
      return (dice) => numbers[Math.floor(dice.uniform() * numbers.length)] as number;
    case 'measured':
      return measured(numbers);
    case 'waitingFor': {
      // How many wait, how long on average, and how much the waits of those that do vary.
      const [some = 0, mean = 0, variation = 1] = numbers;
      return (dice) => (dice.uniform() < some ? (mean / some) * variation * dice.gamma(1 / variation) : 0);
    }
    case 'connection':
      return connectionWait(numbers);
    case 'waiting':
      return numbers.length > 4 ? admittedWait(numbers) : waits(numbers);
    default:
      return undefined;
  }
}

/** Of those that get a connection: an exponential time cut at the longest, growing where more are asked for than there are. */
function connectionWait(numbers: readonly number[]): (dice: Dice) => number {
  const { waits: some } = waitForConnection(numbers);
  const [busy = 0, size = 1, time = 1, patience = Number.POSITIVE_INFINITY] = numbers;
  const growth = ((busy - 1) * Math.max(1, Math.round(size))) / time;
  return (dice) => {
    if (dice.uniform() >= some) return 0;
    const u = dice.uniform();
    if (growth === 0) return u * patience;
    return Math.log(1 + u * (Math.exp(growth * patience) - 1)) / growth;
  };
}

/** Of those that wait: exponential, of the mean that all wait over the share that does. */
function waits(numbers: readonly number[]): (dice: Dice) => number {
  const { waits, waiting } = waitOfQueue(numbers);
  return (dice) => (dice.uniform() < waits ? -(waiting / waits) * Math.log(dice.uniform()) : 0);
}

/** One that finds room waits for all before it: as many as it finds, one more than servers would be free for. */
function admittedWait([busy = 0, count = 1, service = 0, , limit = 0]: readonly number[]): (dice: Dice) => number {
  const servers = Math.max(1, Math.round(count));
  const weights = [1];
  for (let n = 1; n < servers + Math.round(limit); n++) weights.push(((weights[n - 1] as number) * busy * servers) / Math.min(n, servers));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return (dice) => {
    let [left, found] = [dice.uniform() * all, 0];
    while (found < weights.length - 1 && left >= (weights[found] as number)) left -= weights[found++] as number;
    let time = 0;
    for (let i = servers; i <= found; i++) time -= (service / servers) * Math.log(dice.uniform());
    return time;
  };
}

/** Through measured percentiles, straight lines of the logarithm against the score; beyond the last, or of a single one throughout, a power of the time, if one is stated. */
function measured(numbers: readonly number[]): (dice: Dice) => number {
  const points = Array.from({ length: Math.floor(numbers.length / 2) }, (_, i) => ({
    z: scoreOf(numbers[2 * i] as number),
    share: numbers[2 * i] as number,
    log: Math.log(numbers[2 * i + 1] as number),
  }));
  const tail = numbers.length % 2 === 1 ? numbers.at(-1) : undefined;
  const last = points.at(-1) as (typeof points)[number];
  return (dice) => {
    const share = dice.uniform();
    if (tail !== undefined && (share >= last.share || points.length === 1))
      return Math.exp(last.log) * ((1 - last.share) / (1 - share)) ** (1 / tail);
    const z = scoreOf(share);
    let i = 1;
    while (i < points.length - 1 && (points[i] as { z: number }).z < z) i++;
    const [p, q] = [points[i - 1] as (typeof points)[number], points[i] as (typeof points)[number]];
    return Math.exp(p.log + ((z - p.z) / (q.z - p.z)) * (q.log - p.log));
  };
}

/** The score of a share. @source P. J. Acklam's rational approximation, relative error below 1.15e-9 */
function scoreOf(p: number): number {
  const ratio = (over: readonly number[], under: readonly number[], x: number): number =>
    over.reduce((sum, c) => sum * x + c, 0) / (under.reduce((sum, c) => sum * x + c, 0) * x + 1);
  const tail = (q: number): number =>
    ratio(
      [-7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783],
      [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416],
      Math.sqrt(-2 * Math.log(q)),
    );
  if (p < 0.02425) return tail(p);
  if (p > 1 - 0.02425) return -tail(1 - p);
  const r = (p - 0.5) ** 2;
  return (
    (p - 0.5) *
    ratio(
      [-3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1, 2.506628277459239],
      [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1],
      r,
    )
  );
}

/** So many answers are enough of those that go together; where so many go at a time, all of these are waited for before the next. */
function atOnce(one: () => Ended, count: number, width: number, enough: number, dice: Dice): Ended {
  if (count < 1) return dice.uniform() < count ? one() : done(0);
  const all = Math.ceil(count - 1e-9);
  const wanted = Math.min(all, Math.max(1, Math.round(enough)));
  if (width >= all) return someOf(Array.from({ length: all }, one), wanted);
  let time = 0;
  for (let left = wanted; left > 0; left -= width) {
    const group = Math.min(left, Math.max(1, Math.round(width)));
    const ended = someOf(Array.from({ length: group }, one), group);
    time += ended.time;
    if (!ended.ok) return { time, ok: false };
  }
  return done(time);
}

function someOf(all: readonly Ended[], enough: number): Ended {
  const timesOf = (isOk: boolean): number[] =>
    all
      .filter(({ ok }) => ok === isOk)
      .map(({ time }) => time)
      .sort((x, y) => x - y);
  const answers = timesOf(true);
  if (answers.length >= enough) return done(answers[enough - 1] as number);
  return { time: timesOf(false)[all.length - enough] as number, ok: false };
}

/** The component that a time of its own is of, by the facts that it rests on. */
function componentOf(tree: Tree): string {
  const ids = (at: Tree): readonly string[] => (at.kind === 'id' ? [at.id] : at.kind === 'call' ? at.args.flatMap(ids) : []);
  return (
    ids(tree)
      .map((id) => /(?:^|\.)components\.([^.]+)\./.exec(id)?.[1])
      .find((name) => name !== undefined) ?? ''
  );
}

const isSlow = (tree: Tree): boolean => tree.kind === 'call' && tree.name === 'slow';

const isPath = (tree: Tree): boolean =>
  tree.kind === 'call' &&
  /^(nothing|fixed|roundTrips|exponential|logNormal|gamma|samples|measured|\w+AtRateByServers|waiting|waitingFor|connection|connected|admitted|nearest|slowed|inTurn|together|sometimes|either|times|atOnce|hedged|recovered|attempts\w*)$/.test(
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

/** Draws by which the share that fails is known well enough to see what a budget of retries allows. */
const DRAWS = 4000;

/** Given up, tried again: what is stated stands in the name, `attemptsWithTimeoutRetriesBackoff`. */
function attempts(name: string, numbers: readonly number[], way: Way): Way {
  const stated = [...(name.split('With')[1] ?? '').matchAll(/Timeout|Retries|MaxBackoff|Backoff|Multiplier|Jitter|Budget/g)].map(
    ([word]) => word,
  );
  const of = (word: string, otherwise: number): number => (stated.includes(word) ? (numbers[stated.indexOf(word)] as number) : otherwise);
  const timeout = of('Timeout', Number.POSITIVE_INFINITY);
  const [retries, longest] = [Math.round(of('Retries', 0)), of('MaxBackoff', Number.POSITIVE_INFINITY)];
  const isRepeated = ({ time, ok }: Ended): boolean => (time > timeout ? !name.includes('OnErrors') : !ok && !name.includes('OnTimeouts'));
  let allowed = 1;
  if (stated.includes('Budget')) {
    const dice = new Dice(97);
    const failing = Array.from({ length: DRAWS }, () => way(dice)).filter(isRepeated).length / DRAWS;
    const wanted = Array.from({ length: retries }, (_, i) => failing ** (i + 1)).reduce((sum, share) => sum + share, 0);
    allowed = wanted > 0 ? Math.min(1, of('Budget', 1) / wanted) : 1;
  }
  return (dice, slow) => {
    let [time, wait] = [0, of('Backoff', 0)];
    for (let left = retries; ; left--) {
      const ended = way(dice, slow);
      const isLate = ended.time > timeout;
      if (!isLate && ended.ok) return done(time + ended.time);
      time += isLate ? timeout : ended.time;
      if (left === 0 || !isRepeated(ended) || (allowed < 1 && dice.uniform() >= allowed)) return { time, ok: false };
      time += Math.min(wait, longest) * (1 - of('Jitter', 0) * dice.uniform());
      wait *= of('Multiplier', 1);
    }
  };
}
