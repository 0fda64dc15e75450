import { Dice, wayThrough } from '../../engines/support/simulating.js';
import { compute, parseFormula, type Tree } from './recomputing.js';
import { rejectedByQueue, waitOfQueue } from './recomputing-waits.js';

/** Facts of retries: recomputed by what fixed points are, attempt by attempt, without the curve by which the tool finds them. */
export const OF_RETRIES = /^(?:amplification|amplificationAfterOverload|recoversBelow|tipsAbove)\(/;

type Read = (id: string) => number;

interface Layer {
  readonly timeout: number;
  readonly retries: number;
  readonly budget: number;
  readonly times: number;
  readonly covered: number;
  readonly on: 'layer' | 'layerOnErrors' | 'layerOnTimeouts';
}

const named = (tree: Tree & { readonly kind: 'call' }, name: string, otherwise: number, read: Read): number => {
  const found = tree.args.find((arg) => arg.kind === 'call' && arg.name === `=${name}`);
  return found?.kind === 'call' ? compute(found.args[0] as Tree, read) : otherwise;
};

function layerOf(tree: Tree, read: Read): Layer {
  if (tree.kind !== 'call') throw new Error('no layer');
  const of = (name: string, otherwise: number): number => named(tree, name, otherwise, read);
  return {
    timeout: of('timeout', Number.POSITIVE_INFINITY),
    retries: Math.min(100, Math.round(of('retries', 0))),
    budget: of('budget', Number.POSITIVE_INFINITY),
    times: of('times', 1),
    covered: of('covered', 0),
    on: tree.name as Layer['on'],
  };
}

/** Attempts, and the share of calls that no attempt answers, of a layer whose attempts fail so often: one after the other. */
function tried({ retries, budget, on }: Layer, error: number, slow: number, most = retries): { attempts: number; failed: number } {
  const again = on === 'layerOnErrors' ? error : on === 'layerOnTimeouts' ? slow : error + slow;
  let [open, extra] = [1, 0];
  for (let i = 1; i <= Math.min(most, retries); i++) {
    open *= again;
    extra += open;
  }
  const attempts = 1 + Math.min(budget, extra);
  return { attempts, failed: Math.max(0, 1 - attempts * (1 - error - slow)) };
}

/** Arrivals at what is called for each call of the uppermost layer. */
function arrivals(layers: readonly Layer[], rejected: number, late: (time: number) => number): number {
  const seen = ({ times, covered }: Layer, failed: number): number => (1 - (1 - failed) ** Math.max(1, times)) * (1 - covered);
  let all = 1;
  let [longest, each] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let below: { readonly layer: Layer; readonly error: number; readonly slow: number } | undefined;
  for (const layer of layers) {
    const error = below ? seen(below.layer, tried(below.layer, below.error, below.slow).failed) : rejected;
    let total = error;
    if (layer.timeout < longest) {
      const fit = Math.floor(layer.timeout / each + 1e-9);
      total =
        below && fit > 0
          ? seen(below.layer, tried(below.layer, below.error, below.slow, fit - 1).failed)
          : error + (1 - error) * late(layer.timeout);
    }
    const slow = total - error;
    all *= tried(layer, error, slow).attempts;
    each = Math.min(layer.timeout, longest);
    longest = each * (layer.retries + 1);
    below = { layer, error, slow };
  }
  return all;
}

/** Times of service that are drawn to see how many are late. */
const DRAWS = 1000;

/** How calls fail at a load: by drawn times of service, each with the chance that the wait leaves too little of the time. */
function failuresAt(trees: readonly Tree[], read: Read): (load: number) => { rejected: number; late: (time: number) => number } {
  const [queue, own] = trees;
  if (queue?.kind !== 'call') throw new Error('no queue');
  if (queue.name === 'carried') return (load) => ({ rejected: 0, late: () => (load < 1 ? 0 : 1) });
  const [, ...rest] = queue.args.map((arg) => compute(arg, read));
  const [servers = 1, service = 0, , limit] = rest;
  const way = wayThrough(own as Tree, read);
  const dice = new Dice(11);
  const drawn = Array.from({ length: DRAWS }, () => way(dice).time);
  return (load) => {
    if (limit === undefined && load >= 1) return { rejected: 0, late: () => 1 };
    const args = [load, ...rest];
    const { waits, waiting } = waitOfQueue(args);
    const waitsLonger =
      limit === undefined
        ? (t: number) => (t < 0 ? 1 : waits * Math.exp((-t * waits) / (waiting || 1)))
        : boundedWait(load, Math.max(1, Math.round(servers)), service, Math.round(limit));
    return {
      rejected: rejectedByQueue(args),
      late: (time) => (time === Number.POSITIVE_INFINITY ? 0 : drawn.reduce((sum, own) => sum + waitsLonger(time - own), 0) / DRAWS),
    };
  };
}

/** Who finds n there, n at least the servers, waits for n - servers + 1 to be done: Erlang. */
function boundedWait(load: number, servers: number, service: number, limit: number): (t: number) => number {
  const weights = [1];
  for (let n = 1; n < servers + limit; n++) weights.push(((weights[n - 1] as number) * load * servers) / Math.min(n, servers));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return (t) => {
    if (t < 0) return 1;
    const done = (t * servers) / service;
    let [longer, term, fewer] = [0, Math.exp(-done), 0];
    for (let wait = 1; wait <= limit; wait++) {
      // At most wait - 1 are done by then.
      fewer += term;
      term *= done / wait;
      longer += ((weights[servers + wait - 1] ?? 0) / all) * fewer;
    }
    return longer;
  };
}

/** By how much, relative, what is drawn may be off. */
const NEAR = 0.03;

/** What is wrong with the value of a fact of retries; undefined if nothing is. */
export function flawOfRetries(formula: string, value: number, read: Read): string | undefined {
  const tree = parseFormula(formula);
  if (tree.kind !== 'call') return 'is no function';
  const isRate = tree.name === 'recoversBelow' || tree.name === 'tipsAbove';
  const parts = isRate ? tree.args.slice(1) : tree.args;
  const own = compute((parts[0] as Tree & { kind: 'call' }).args[0] as Tree, read);
  const failures = failuresAt(parts, read);
  const chains = parts
    .filter((part): part is Tree & { readonly kind: 'call' } => part.kind === 'call' && part.name === 'calls')
    .map(({ args: [rate, ...layers] }) => ({ rate: compute(rate as Tree, read), layers: layers.map((layer) => layerOf(layer, read)) }));
  const all = chains.reduce((sum, { rate }) => sum + rate, 0);
  const known = new Map<number, number>();
  const of = (load: number): number => {
    const before = known.get(load);
    if (before !== undefined) return before;
    const { rejected, late } = failures(load);
    const after = chains.reduce(
      (sum, { rate, layers }) => sum + (all > 0 ? rate / all : 1 / chains.length) * arrivals(layers, rejected, late),
      0,
    );
    known.set(load, after);
    return after;
  };
  const most = chains.reduce(
    (sum, { layers }) =>
      Math.max(
        sum,
        layers.reduce((x, { retries }) => x * (1 + retries), 1),
      ),
    1,
  );
  /** From normal operation, or from when everything fails: by steps that are too short to jump over a state. */
  const settled = (load: number, from: number): number => {
    let times = from;
    for (let i = 0; i < 3000; i++) {
      const next = of(load * times);
      if (Math.abs(next - times) < 1e-7 * times) return next;
      times += (next - times) / 3;
    }
    return times;
  };
  const differs = (a: number, b: number): boolean => Math.abs(a - b) > NEAR * Math.max(a, b);
  if (!isRate) {
    const wanted = settled(own, tree.name === 'amplification' ? 1 : most);
    return differs(value, wanted) ? `is ${value}, and settles at ${wanted}` : undefined;
  }
  const rate = compute(tree.args[0] as Tree, read);
  const share = (value / rate) * own;
  const states = (load: number): readonly [low: number, high: number] => [settled(load, 1), settled(load, most)];
  const hasTwo = (load: number): boolean => differs(...states(load));
  if (tree.name === 'recoversBelow') {
    if (hasTwo(share * (1 - NEAR))) return `is ${value}, below which it has two states`;
    return hasTwo(share * (1 + NEAR)) ? undefined : `is ${value}, above which it has one state`;
  }
  if (hasTwo(share * (1 + NEAR))) return `is ${value}, above which it has two states`;
  return hasTwo(share * (1 - NEAR)) ? undefined : `is ${value}, below which it has one state`;
}
