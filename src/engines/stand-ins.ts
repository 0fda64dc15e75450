import type { Context } from '../facts/index.js';
import { type Expr, mul } from '../quantity/index.js';
import type { Call, Model } from '../spec/index.js';
import { isLost } from './losses.js';

const KNOWN = new WeakMap<Model, ReadonlyMap<string, readonly Call[]>>();
const NONE: readonly Call[] = [];

/** Calls of others that a component answers when these fail: those whose fallback it is. */
export function coveredBy(model: Model, component: string): readonly Call[] {
  let known = KNOWN.get(model);
  if (!known) {
    const found = new Map<string, Call[]>();
    for (const { calls } of model.flows.values())
      for (const call of calls) {
        const to = call.fallback?.to;
        if (to !== null && to !== undefined) found.set(to, [...(found.get(to) ?? []), call]);
      }
    known = found;
    KNOWN.set(model, known);
  }
  return known.get(component) ?? NONE;
}

/** Those of them that it answers now, since what they call is down. */
export const coveredNow = (context: Context, name: string): readonly Call[] =>
  coveredBy(context.model, name).filter((call) => {
    const component = context.model.components.get(call.component);
    return component !== undefined && isLost(context, component);
  });

/** Of a load of such calls, the share that goes to the fallback. */
export function ofFallback(context: Context, call: Call, load: Expr): Expr {
  const share = context.option(call, 'fallback.share');
  return share ? mul(share, load) : load;
}
