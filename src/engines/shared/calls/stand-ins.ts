import type { Context } from '../../../facts/index.js';
import { type Expr, mul, num, sub } from '../../../quantity/index.js';
import {
  type Brought,
  broughtTo,
  type Call,
  coveredBy,
  fallbackCallsFor,
  MOST_STAND_INS,
  type Model,
  overCalls,
} from '../../../spec/index.js';
import { isLost } from '../losses.js';

/** A call that fails in the state that is looked at, and the share of its requests that fail. */
export interface Covered {
  readonly call: Call;
  readonly share: Expr;
}

/** Those of them that it answers now, since what they call is down, or what that needs. */
export const coveredNow = (context: Context, name: string): readonly Covered[] =>
  coveredBy(context.model, name).flatMap((call) => {
    if (!behind(call).some((name) => isLostNow(context, name))) return [];
    const share = failing(context, call);
    return share === NOTHING ? [] : [{ call, share }];
  });

/** What fallbacks that answer now bring to a component that they call. */
export const broughtNow = (context: Context, name: string): readonly (Covered & Brought)[] =>
  broughtTo(context.model, name).flatMap((brought) => {
    const { call, by } = brought;
    if (isLostNow(context, by) || !behind(call).some((name) => isLostNow(context, name))) return [];
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

const BEHIND = new WeakMap<Call, readonly string[]>();

/** Components that a call may fail by: what it calls, and what that waits for, also where something else would answer. */
function behind(call: Call): readonly string[] {
  let found = BEHIND.get(call);
  if (!found) {
    const all = [call];
    for (let i = 0; i < all.length; i++)
      all.push(...(all[i] as Call).callees.filter(({ via, failure }) => via !== 'consume' && failure !== 'harmless'));
    found = [...new Set(all.filter(({ isBypassed }) => !isBypassed).map(({ component }) => component))];
    BEHIND.set(call, found);
  }
  return found;
}

/** Whether nothing else answers all of a call that fails. */
const isAlone = ({ fallback }: Call): boolean => fallback === null || (fallback.hasShare && !fallback.hasBuffer);

const [NOTHING, ALL] = [num(0), num(1)];

/** Share of the requests of a call that fail by what is down, before its own fallback. */
const failing = (context: Context, call: Call): Expr =>
  failingOf(context, [{ ...call, caller: null, failure: 'fatal', fallback: null }], []);

/** @param instead components that answer instead of others, of which these are the calls */
function failingOf(context: Context, calls: readonly Call[], instead: readonly string[]): Expr {
  const shareOf = (what: 'missed' | 'share' | 'uncovered', { flow, index }: Call): Expr =>
    context.ref(`flows.*.calls.*.${what}`, flow, String(index));
  const lost = ({ component }: Call): Expr => (isLostNow(context, component) ? ALL : NOTHING);
  const first = new Set(calls.map(({ index, flow }) => `${flow} ${index}`));
  return overCalls<Expr>(calls, {
    harmless: NOTHING,
    all: anyOf,
    component: lost,
    missing: (at, behind) => (at.isBypassed ? [ofSome(shareOf('missed', at), behind)] : [lost(at), ofSome(shareOf('missed', at), behind)]),
    call: (at, own) => {
      if (own === NOTHING || first.has(`${at.flow} ${at.index}`)) return own;
      const rest = unanswered(context, at, own, instead);
      return context.option(at, 'times') ? ofSome(shareOf('share', at), rest) : rest;
    },
  });
}

/** What of a share that fails of a call nothing answers instead. */
function unanswered(context: Context, call: Call, own: Expr, instead: readonly string[]): Expr {
  const { fallback, flow, index } = call;
  if (fallback === null) return own;
  if (fallback.hasBuffer) return NOTHING;
  const { to } = fallback;
  const uncovered = fallback.hasShare ? context.ref('flows.*.calls.*.uncovered', flow, String(index)) : NOTHING;
  const ofOther = to === null ? NOTHING : failingInstead(context, to, call, instead);
  return ofSome(anyOf([uncovered, ofOther]), own);
}

/** What fails of what a component answers instead of another: by itself, and by what its own calls of that kind need. */
function failingInstead(context: Context, name: string, call: Call, instead: readonly string[]): Expr {
  if (isLostNow(context, name)) return ALL;
  if (instead.includes(name) || instead.length >= MOST_STAND_INS) return NOTHING;
  return failingOf(context, fallbackCallsFor(context.model, name, call), [...instead, name]);
}

const ofSome = (some: Expr, share: Expr): Expr =>
  share === NOTHING || some === NOTHING ? NOTHING : some === ALL ? share : share === ALL ? some : mul(some, share);

/** What fails of requests that need several things, which fail apart. */
function anyOf(shares: readonly Expr[]): Expr {
  if (shares.includes(ALL)) return ALL;
  const [first, ...rest] = shares.filter((share) => share !== NOTHING);
  if (!first) return NOTHING;
  return rest.reduce((all, share) => sub(ALL, mul(sub(ALL, all), sub(ALL, share))), first);
}

/** The share of the load of such calls that goes to the fallback. */
export function ofFallback(context: Context, { call, share: failed }: Covered, load: Expr): Expr {
  const share = context.option(call, 'fallback.share');
  const ofFailed = failed === ALL ? load : mul(failed, load);
  return share ? mul(share, ofFailed) : ofFailed;
}
