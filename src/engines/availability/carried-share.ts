import { type Context, type Definition, formula, unstated } from '../../facts/index.js';
import { add, cond, type Expr, max, min, mul, num, sub } from '../../quantity/index.js';
import { type Call, type Flow, overCalls } from '../../spec/index.js';
import { isLost } from '../losses.js';
import { type Use, useOf } from './fleet.js';
import { lackOfCopies } from './group.js';
import { componentOf } from './instance.js';

const ALL = num(1);
const isAll = (share: Expr): boolean => share.op === 'number' && share.value === 1;

/**
 * Share of its peak load that what is up of a flow can carry (performability in one state): of components that all its requests need the tightest
 * counts, of those that only some need as many. What has no capacity stated is assumed to carry everything while it is up.
 */
export function carriedShare(context: Context, flow: Flow): Definition {
  if (flow.calls.length === 0) return unstated(`flows.${flow.name}.path`);
  const room = (call: Call, component = call.component): Expr => roomOf(context, component, useOf(call));
  const shareOf = (what: 'missed' | 'share' | 'uncovered', { flow: name, index }: Call): Expr =>
    context.ref(`flows.*.calls.*.${what}`, name, String(index));
  return formula(
    overCalls<Expr>(flow.calls, {
      harmless: ALL,
      all: least,
      component: room,
      missing: (call, behind) => {
        const isPassedBy = call.isBypassed && isLost(context, componentOf(context, call.component));
        return [...(isPassedBy ? [] : [room(call)]), ofSome(shareOf('missed', call), behind)];
      },
      call: (call, own) => {
        const { fallback } = call;
        // A buffer bridges the outage.
        if (fallback?.hasBuffer || isAll(own)) return ALL;
        const instead = fallback?.to ? max(own, room(call, fallback.to)) : fallback ? ALL : own;
        const share = fallback?.hasShare ? mixed(shareOf('uncovered', call), own, instead) : instead;
        return context.option(call, 'times') ? ofSome(shareOf('share', call), share) : share;
      },
    }),
  );
}

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

/** Share of what arrives at peak that a component carries: nothing if too few copies are left to answer. */
function roomOf(context: Context, name: string, use: Use): Expr {
  const lack = lackOfCopies(context, name, use);
  const carried = carriedBy(context, name);
  return lack ? cond(lack, num(0), carried) : carried;
}

function carriedBy(context: Context, name: string): Expr {
  if (isLost(context, componentOf(context, name))) return num(0);
  const headroom = context.id('components.*.headroom', name);
  return context.known(headroom) ? min(ALL, context.ref(headroom)) : ALL;
}
