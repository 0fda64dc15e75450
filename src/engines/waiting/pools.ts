import { type Context, type Definers, type Definition, formula, type LoadCase, unknown, unstated } from '../../facts/index.js';
import type { ImpatientState } from '../../math/index.js';
import { add, applied, cond, div, type Expr, greater, mul, num } from '../../quantity/index.js';
import type { Call } from '../../spec/index.js';
import { callOf } from '../shared/by-name.js';
import { timeHeld } from '../shared/waiting/closed-path.js';
import { pooledCaller, poolOf, poolState, sharingPool } from '../shared/waiting/pool-of.js';

const noPool = (call: Call): Definition => unstated(`components.${call.caller?.component ?? call.component}.pool`);

const rateOf = (context: Context, call: Call, at: LoadCase): Expr =>
  context.ref('flows.*.calls.*.rate.k', call.flow, String(call.index), at);

/** Mean time that a connection of a pool is held, over all calls that take one. */
function held(context: Context, flow: string, index: string, at: LoadCase): Definition {
  const call = callOf(context, flow, index);
  if (pooledCaller(context, call) === undefined) return noPool(call);
  const calls = sharingPool(context, call);
  const [only] = calls;
  if (calls.length === 1 && only) return formula(timeHeld(context, only, at));
  const all = add(...calls.map((one) => rateOf(context, one, at)));
  const times = add(...calls.map((one) => mul(rateOf(context, one, at), timeHeld(context, one, at))));
  return formula(cond(greater(all, num(0)), div(times, all), num(0)));
}

/** Share of the connections of a pool that are in use, by Little's law; above 1 where none of its calls times out. */
function load(context: Context, flow: string, index: string, at: LoadCase): Definition {
  const call = callOf(context, flow, index);
  const caller = pooledCaller(context, call);
  if (caller === undefined) return noPool(call);
  const all = add(...sharingPool(context, call).map((one) => rateOf(context, one, at)));
  const connections = mul(context.ref('components.*.serving', caller), context.stated('components.*.pool.size', caller) as Expr);
  return formula(div(mul(all, context.ref('flows.*.calls.*.pool.held.k', flow, index, at)), connections));
}

const ofPool =
  (name: string, of: (state: ImpatientState) => number) =>
  (context: Context, flow: string, index: string, at: LoadCase): Definition => {
    const call = callOf(context, flow, index);
    if (pooledCaller(context, call) === undefined) return noPool(call);
    const pool = poolOf(context, call, at);
    if (!pool)
      return unknown(
        context.missingOf('flows.*.calls.*.pool.held.k', flow, index, at),
        context.missingOf('flows.*.calls.*.pool.load.k', flow, index, at),
      );
    return formula(
      applied(
        name,
        (share = 0, size = 1, time = 0, patience = Number.POSITIVE_INFINITY) => of(poolState(share, size, time, patience)),
        pool.load,
        pool.size,
        pool.held,
        ...(pool.patience ? [pool.patience] : []),
      ),
    );
  };

/** Waiting for a connection of the caller's pool. */
export const poolFacts = {
  'flows.*.calls.*.pool.held.k': held,
  'flows.*.calls.*.pool.load.k': load,
  'flows.*.calls.*.pool.waits.k': ofPool('poolWaits', ({ waits }) => waits),
  'flows.*.calls.*.pool.waiting.k': ofPool('poolWaiting', ({ waiting }) => waiting),
  'flows.*.calls.*.pool.rejected.k': ofPool('poolRejected', ({ rejected }) => rejected),
} satisfies Definers;
