import { type Context, type Definition, formula, unstated } from '../../facts/index.js';
import { add, cond, type Expr, max, min, mul, num, sub } from '../../quantity/index.js';
import { type Call, type Flow, fallbackCallsFor, MOST_STAND_INS, overCalls } from '../../spec/index.js';
import { componentOf } from '../shared/by-name.js';
import { isLost } from '../shared/losses.js';
import { isBounded } from './carried.js';
import { useOf } from './fleet.js';
import { lackOfCopies } from './group.js';

const ALL = num(1);
const isAll = (share: Expr): boolean => share.op === 'number' && share.value === 1;

/**
 * Share of its load that a flow carries in one state (performability): the tightest of the components that all requests need, and those
 * that only some need in proportion. A component without a stated capacity carries everything while it is up.
 */
export const carriedShare = (context: Context, flow: Flow): Definition =>
  flow.calls.length === 0 ? unstated(`flows.${flow.name}.path`) : formula(shareOfCalls(context, flow.calls));

/** @param instead components that answer instead of others, of which these are the calls */
function shareOfCalls(context: Context, calls: readonly Call[], instead: readonly string[] = []): Expr {
  const room = (call: Call, component = call.component): Expr => roomOf(context, call, component);
  const shareOf = (what: 'missed' | 'share' | 'uncovered', { flow: name, index }: Call): Expr =>
    context.ref(`flows.*.calls.*.${what}`, name, String(index));
  return overCalls<Expr>(calls, {
    harmless: ALL,
    all: least,
    component: room,
    missing: (call, behind) => {
      const own = room(call);
      if (!call.isBypassed) return [own, ofSome(shareOf('missed', call), behind)];
      const isPassedBy = isLost(context, componentOf(context, call.component));
      if (isPassedBy || isAll(own)) return [ofSome(shareOf('missed', call), behind)];
      // A cache that does not carry its load is passed by as well.
      const passedBy = shareOfCalls(context.without(call.component), missesOf(call), instead);
      return [max(least([own, ofSome(shareOf('missed', call), behind)]), passedBy)];
    },
    call: (call, own) => {
      const { fallback } = call;
      // A component that answers as a fallback is needed by every such call, whatever its own fallback or share of requests is otherwise.
      if (instead.length > 0 && calls.includes(call)) return own;
      // A buffer bridges the outage.
      if (fallback?.hasBuffer || isAll(own)) return ALL;
      const answered = fallback?.to ? max(own, shareOfOther(context, call, fallback.to, instead)) : fallback ? ALL : own;
      const share = fallback?.hasShare ? mixed(shareOf('uncovered', call), own, answered) : answered;
      return context.option(call, 'times') ? ofSome(shareOf('share', call), share) : share;
    },
  });
}

/** Share of what a component answers instead of another that it can: by itself, and by what its own calls of that kind need. */
function shareOfOther(context: Context, call: Call, name: string, instead: readonly string[]): Expr {
  const room = roomOf(context, call, name);
  if (instead.includes(name) || instead.length >= MOST_STAND_INS) return room;
  return least([room, shareOfCalls(context, fallbackCallsFor(context.model, name, call), [...instead, name])]);
}

/** Calls behind a cache, as calls that actors make themselves. */
const missesOf = (call: Call): readonly Call[] =>
  call.callees.filter(({ via }) => via === 'miss').map((callee) => ({ ...callee, caller: null }));

/** What is the least of more shares than these stays one: so long formulas are nested seldom, and not made anew at each call of a chain. */
const MOST_MERGED = 64;

const least = (shares: readonly Expr[]): Expr => {
  const isMerged = (share: Expr): share is Expr & { readonly args: readonly Expr[] } =>
    share.op === 'min' && share.args.length <= MOST_MERGED;
  const [first, ...rest] = shares.flatMap((share) => (isAll(share) ? [] : isMerged(share) ? share.args : [share]));
  return first ? min(first, ...rest) : ALL;
};

/** One share of what so many requests need, another of what the others do. */
const mixed = (needing: Expr, share: Expr, other: Expr): Expr => {
  const [some, others] = [mul(needing, share), sub(ALL, needing)];
  return add(isAll(other) ? others : mul(others, other), some);
};

/** What a share of requests leaves of the others' share: all of those that do not need it. */
const ofSome = (needing: Expr, share: Expr): Expr => (isAll(share) ? ALL : mixed(needing, share, ALL));

/** Share of the arriving calls that a component carries: none if fewer copies are left than the call needs. */
function roomOf(context: Context, call: Call, name: string): Expr {
  if (!isBounded(context, name)) {
    const lack = lackOfCopies(context, name, useOf(call));
    return lack ? cond(lack, num(0), ALL) : ALL;
  }
  const carried = context.ref('components.*.carried', name);
  const lack = useOf(call) === 'write' ? lackOfCopies(context, name, 'write') : undefined;
  return lack ? cond(lack, num(0), carried) : carried;
}
