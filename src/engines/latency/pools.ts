import type { Context } from '../../facts/index.js';
import { fixedTime, own, type Plan, type Time } from '../../math/index.js';
import type { Call } from '../../spec/index.js';
import { poolOf, poolState } from '../shared/waiting/pool-of.js';
import type { Load } from './own-time.js';
import { composed, type Sketch, sequence, step } from './sketch.js';

/** A call that takes a connection of its caller's pool first: it waits for one, and ends with an error when that takes too long. */
export function connected(context: Context, call: Call, load: Load, rest: Sketch): Sketch {
  const pool = load === 'idle' ? undefined : poolOf(context, call, load);
  if (!pool) return rest;
  const args = [pool.load, pool.size, pool.held];
  const at = { call: call.index, component: call.caller?.component ?? null };
  if (!pool.patience)
    return sequence(
      step('connection', args, (values) => waitOf(stateOf(values)), at),
      rest,
    );
  return composed('connected', [...args, pool.patience], [rest], (values, [plan]) => orNone(values, plan ?? { kind: 'inTurn', of: [] }));
}

const stateOf = ([share = 0, size = 1, time = 0, patience]: readonly number[]) => poolState(share, size, time, patience);

function waitOf({ waits, waiting, within }: ReturnType<typeof stateOf>): Time {
  if (waits === 0 || waiting === 0) return fixedTime(0);
  return { within, about: Number.isFinite(waiting) ? waiting / waits : 1 };
}

function orNone(values: readonly number[], plan: Plan): Plan {
  const state = stateOf(values);
  const served: Plan = { kind: 'inTurn', of: [own(waitOf(state)), plan] };
  if (state.rejected === 0) return served;
  const none: Plan = { kind: 'inTurn', of: [own(fixedTime(values[3] ?? 0)), { kind: 'fails' }] };
  return {
    kind: 'either',
    of: [
      { share: 1 - state.rejected, plan: served },
      { share: state.rejected, plan: none },
    ],
  };
}
