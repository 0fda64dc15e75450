import type { Context, LoadCase } from '../../../facts/index.js';
import { type ImpatientState, impatientQueue } from '../../../math/index.js';
import type { Expr } from '../../../quantity/index.js';
import type { Call } from '../../../spec/index.js';

/** What waiting for a connection rests on: one pool for each instance of the caller and what it calls. */
export interface PoolOf {
  readonly load: Expr;
  readonly size: Expr;
  readonly held: Expr;
  /** Longest wait for a connection, where it is stated. */
  readonly patience: Expr | undefined;
}

/** The caller of a call that takes a connection of a pool for it. */
export function pooledCaller(context: Context, call: Call): string | undefined {
  const caller = call.caller?.component;
  if (caller === undefined || call.via === 'consume' || context.model.components.get(caller)?.traits.run !== 'instances') return undefined;
  return context.stated('components.*.pool.size', caller) ? caller : undefined;
}

/** Calls that take connections of one pool: all of a caller to what it calls. */
export const sharingPool = (context: Context, call: Call): readonly Call[] =>
  (context.model.components.get(call.component)?.calls ?? []).filter(
    (other) => other.caller?.component === call.caller?.component && pooledCaller(context, other) !== undefined,
  );

/** The pool that a call waits for at a load; undefined where it has none, or it is not known how long connections are held. */
export function poolOf(context: Context, call: Call, load: LoadCase): PoolOf | undefined {
  const caller = pooledCaller(context, call);
  if (caller === undefined) return undefined;
  const busy = context.id('flows.*.calls.*.pool.load.k', call.flow, String(call.index), load);
  const held = context.id('flows.*.calls.*.pool.held.k', call.flow, String(call.index), load);
  if (!context.known(busy) || !context.known(held)) return undefined;
  return {
    load: context.ref(busy),
    size: context.stated('components.*.pool.size', caller) as Expr,
    held: context.ref(held),
    patience: context.stated('components.*.pool.wait', caller),
  };
}

/** The queue for connections of a pool: exponential, of as many servers as it has. */
export function poolState(share: number, size: number, time: number, patience = Number.POSITIVE_INFINITY): ImpatientState {
  const servers = Math.max(1, Math.round(size));
  return impatientQueue({ rate: share > 0 && time > 0 ? (share * servers) / time : 0, serviceTime: time, servers }, patience);
}
