import type { Context } from '../facts/index.js';
import { type Expr, mul, num, sub } from '../quantity/index.js';
import { type Brought, broughtTo, type Call, coveredBy, type Model, overCalls } from '../spec/index.js';
import { isLost } from './losses.js';

/** A call that fails in the state that is looked at, and the share of its requests that fail. */
export interface Covered {
  readonly call: Call;
  readonly share: Expr;
}

/** Those of them that it answers now, since what they call is down, or what that needs. */
export const coveredNow = (context: Context, name: string): readonly Covered[] =>
  coveredBy(context.model, name).flatMap((call) => {
    if (!neededBy(context.model, call).some(({ component }) => isLostNow(context, component))) return [];
    const share = failing(context, call);
    return share === NOTHING ? [] : [{ call, share }];
  });

/** What fallbacks that answer now bring to a component that they call. */
export const broughtNow = (context: Context, name: string): readonly (Covered & Brought)[] =>
  broughtTo(context.model, name).flatMap((brought) => {
    const { call, by } = brought;
    if (isLostNow(context, by) || !neededBy(context.model, call).some(({ component }) => isLostNow(context, component))) return [];
    const share = failing(context, call);
    return share === NOTHING ? [] : [{ ...brought, share }];
  });

const isLostNow = (context: Context, name: string): boolean => {
  const component = context.model.components.get(name);
  return component !== undefined && isLost(context, component);
};

/** A component that a call needs, itself or behind it. */
export interface Needed {
  readonly component: string;
  readonly writes: boolean;
  /** Whether every request of the call needs it; else some. */
  readonly byAll: boolean;
}

const NEEDED = new WeakMap<Call, readonly Needed[]>();

/** What a call needs to be answered: what it calls, and what that waits for, with nothing else that would answer instead. */
export function neededBy({ leaves }: Model, call: Call): readonly Needed[] {
  let found = NEEDED.get(call);
  if (!found) {
    const needed: Needed[] = [];
    const open: { readonly at: Call; readonly byAll: boolean }[] = [{ at: call, byAll: true }];
    for (let next = open.pop(); next; next = open.pop()) {
      const { at, byAll } = next;
      const { component, writes } = at;
      if (!at.isBypassed) needed.push({ component, writes, byAll });
      for (const callee of at.callees)
        if (callee.via !== 'consume' && callee.failure !== 'harmless' && isAlone(callee))
          open.push({ at: callee, byAll: byAll && callee.via === 'call' && !leaves.has(`${callee.path}.times`) });
    }
    found = needed;
    NEEDED.set(call, found);
  }
  return found;
}

/** Whether nothing else answers all of a call that fails. */
const isAlone = ({ fallback }: Call): boolean => fallback === null || (fallback.hasShare && !fallback.hasBuffer);

const [NOTHING, ALL] = [num(0), num(1)];

/** Share of the requests of a call that fail by what is down, before its own fallback. */
function failing(context: Context, call: Call): Expr {
  const shareOf = (what: 'missed' | 'share' | 'uncovered', { flow, index }: Call): Expr =>
    context.ref(`flows.*.calls.*.${what}`, flow, String(index));
  const lost = ({ component }: Call): Expr => (isLostNow(context, component) ? ALL : NOTHING);
  return overCalls<Expr>([{ ...call, caller: null, failure: 'fatal' }], {
    harmless: NOTHING,
    all: anyOf,
    component: lost,
    missing: (at, behind) => (at.isBypassed ? [ofSome(shareOf('missed', at), behind)] : [lost(at), ofSome(shareOf('missed', at), behind)]),
    call: (at, own) => {
      if (at.path === call.path && at.index === call.index) return own;
      const { fallback } = at;
      const isAnswered = fallback !== null && (fallback.hasBuffer || fallback.to === null || !isLostNow(context, fallback.to));
      const rest = !isAnswered ? own : fallback.hasShare && !fallback.hasBuffer ? ofSome(shareOf('uncovered', at), own) : NOTHING;
      return context.option(at, 'times') ? ofSome(shareOf('share', at), rest) : rest;
    },
  });
}

const ofSome = (some: Expr, share: Expr): Expr => (share === NOTHING ? NOTHING : mul(some, share));

/** What fails of requests that need several things, which fail apart. */
function anyOf(shares: readonly Expr[]): Expr {
  if (shares.includes(ALL)) return ALL;
  const [first, ...rest] = shares.filter((share) => share !== NOTHING);
  if (!first) return NOTHING;
  return rest.reduce((all, share) => sub(ALL, mul(sub(ALL, all), sub(ALL, share))), first);
}

/** Of a load of such calls, the share that goes to the fallback. */
export function ofFallback(context: Context, { call, share: failed }: Covered, load: Expr): Expr {
  const share = context.option(call, 'fallback.share');
  const ofFailed = failed === ALL ? load : mul(failed, load);
  return share ? mul(share, ofFailed) : ofFailed;
}
