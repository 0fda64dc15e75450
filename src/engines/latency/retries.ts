import { type Context, type Definers, type Definition, formula, type LoadCase, unknown, unstated } from '../../facts/index.js';
import type { FeedbackCurve } from '../../math/index.js';
import { type Applied, div, type Expr, num } from '../../quantity/index.js';
import { isFelt, retryChainOf } from './retry-chain.js';
import { RetryFunction } from './retry-function.js';

/** One function for all facts of retries of a component at a load. */
const FUNCTIONS = new WeakMap<Context, Map<string, RetryFunction | Definition>>();

function functionOf(context: Context, name: string, load: LoadCase): RetryFunction | Definition {
  const known = FUNCTIONS.get(context) ?? new Map<string, RetryFunction | Definition>();
  FUNCTIONS.set(context, known);
  const key = `${name} ${load}`;
  const found = known.get(key) ?? made(context, name, load);
  known.set(key, found);
  return found;
}

function made(context: Context, name: string, load: LoadCase): RetryFunction | Definition {
  const calls = context.model.components.get(name)?.calls ?? [];
  const chains = calls.map((call) => retryChainOf(context, call));
  const repeated = chains.find(({ layers }) => layers.length > 0);
  if (!repeated) return unstated({ text: `retries of ${name}` });
  const turnsAway = context.stated('components.*.queueLimit', name) !== undefined;
  if (!chains.some((chain) => isFelt(chain, turnsAway))) return unstated(`${repeated.call.path}.timeout`);
  if (!context.known('components.*.queue.load.k', name, load)) return unknown(context.missingOf('components.*.queue.load.k', name, load));
  return RetryFunction.of(context, name, load, chains) ?? unknown(context.missingOf('components.*.queue.servers', name));
}

type Asked = (curve: FeedbackCurve, own: number, first: number) => number;

/** @param extra what it rests on beside the curve, first in the formula */
const ofCurve =
  (function_: string, of: Asked, extra: (context: Context, name: string) => Expr = () => num(1)) =>
  (context: Context, name: string, load: LoadCase = 'peak'): Definition => {
    const retries = functionOf(context, name, load);
    if (!(retries instanceof RetryFunction)) return retries;
    const first = extra(context, name);
    const [own] = retries.args;
    const compute: Applied['compute'] = (value = 1, ...values) => of(retries.curve(values), values[0] ?? 0, value);
    return formula({
      op: 'applied',
      name: function_,
      compute,
      // What is busier has more repeats, and less room for them.
      rough: { compute, order: (_, load = 0) => load },
      args: [first, own as Expr, ...retries.args.slice(1)],
      written: (print) => `${function_}(${[...(first.op === 'number' ? [] : [print(first)]), retries.printed(print)].join(', ')})`,
    });
  };

/** Without a demand, any share of it is zero. */
const asRate = (share: number, own: number, rate: number): number =>
  share === Number.POSITIVE_INFINITY || own === 0 ? Number.POSITIVE_INFINITY : (share / own) * rate;

const rateAtPeak = (context: Context, name: string): Expr => context.ref('components.*.rate.k', name, 'peak');

/** A rate of these as a multiple of the load of today at peak. */
const headroomOf =
  (rate: 'components.*.retries.tips' | 'components.*.retries.recovers') =>
  (context: Context, name: string): Definition => {
    if (context.known(rate, name)) return formula(div(context.ref(rate, name), rateAtPeak(context, name)));
    const retries = functionOf(context, name, 'peak');
    return retries instanceof RetryFunction ? unknown(context.missingOf(rate, name)) : retries;
  };

/** Load from retries, which makes more calls fail: how large it is, and whether it persists after its cause (a metastable failure). */
export const repeatFacts = {
  'components.*.retries.amplification.k': ofCurve('amplification', (curve, own) => curve.lowest(own)),
  'components.*.retries.afterOverload.k': ofCurve('amplificationAfterOverload', (curve, own) => curve.highest(own)),
  'components.*.retries.recovers': ofCurve('recoversBelow', (curve, own, rate) => asRate(curve.recovers, own, rate), rateAtPeak),
  'components.*.retries.tips': ofCurve('tipsAbove', (curve, own, rate) => asRate(curve.tips, own, rate), rateAtPeak),
  'components.*.headroom.retries': headroomOf('components.*.retries.tips'),
  'components.*.headroom.recovers': headroomOf('components.*.retries.recovers'),
} satisfies Definers;
