import { type Context, type Definition, formula, unstated } from '../../facts/index.js';
import { add, cond, type Expr, max, min, mul, num, sub } from '../../quantity/index.js';
import type { Flow, Step } from '../../spec/index.js';
import { isLost } from '../losses.js';
import type { Use } from './fleet.js';
import { isPassedBy } from './flow.js';
import { lackOfCopies } from './group.js';
import { componentOf } from './instance.js';

const ALL = num(1);
const isAll = (share: Expr): boolean => share.op === 'number' && share.value === 1;

/**
 * Share of its peak load that what is up of a flow can carry (performability in one state): of components that all its requests need the tightest
 * counts, of those that only some need as many. What has no capacity stated is taken to carry everything while it is up.
 */
export function carriedShare(context: Context, flow: Flow): Definition {
  const shares = new Shares(context);
  const roots = flow.steps.filter(({ caller }) => caller === null);
  if (roots.length === 0) return unstated(`flows.${flow.name}.path`);
  return formula(least(roots.map((step) => shares.call(step))));
}

const least = (shares: readonly Expr[]): Expr => {
  const [first, ...rest] = shares.filter((share) => !isAll(share));
  return first ? min(first, ...rest) : ALL;
};

/** What a share of requests leaves of the others' share: all of those that do not need it. */
const ofSome = (needing: Expr, share: Expr): Expr => (isAll(share) ? ALL : add(sub(ALL, needing), mul(needing, share)));

const useOf = (step: Step): Use => (step.writes ? 'write' : 'read');

class Shares {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  call(step: Step): Expr {
    const context = this.#context;
    const fallback = `${step.path}.fallback`;
    const other = context.word(`${fallback}.to`);
    const covered = context.stated(`${fallback}.share`) ?? context.stated(fallback);
    const isBridged = context.stated(`${fallback}.buffer`) !== undefined;
    const isSoft = context.word(`${step.path}.dependency`) === 'soft' && step.callees.every(({ via }) => via !== 'miss');
    if (step.via === 'consume' || step.async || isBridged || (isSoft && !covered && other === undefined)) return ALL;
    let share = this.#own(step);
    if (other !== undefined && !isAll(share)) share = max(share, this.#room(other, useOf(step)));
    else if (covered) share = ofSome(context.ref('flows.*.calls.*.uncovered', step.flow, String(step.index)), share);
    return step.times === null ? share : ofSome(context.ref('flows.*.calls.*.share', step.flow, String(step.index)), share);
  }

  #own(step: Step): Expr {
    const context = this.#context;
    const room = this.#room(step.component, useOf(step));
    const calls = step.callees.filter(({ via }) => via === 'call').map((callee) => this.call(callee));
    const misses = step.callees.filter(({ via }) => via === 'miss').map((callee) => this.call(callee));
    if (misses.length === 0) return least([room, ...calls]);
    const missed = context.ref('flows.*.calls.*.missed', step.flow, String(step.index));
    const behind = ofSome(missed, least(misses));
    const isGone = isLost(context, componentOf(context, step.component));
    return least([...(isGone && isPassedBy(context, step) ? [] : [room]), behind, ...calls]);
  }

  /** Share of what arrives at peak that a component carries: nothing if too few copies are left to answer. */
  #room(name: string, use: Use): Expr {
    const room = this.#carried(name);
    const lack = lackOfCopies(this.#context, name, use);
    return lack ? cond(lack, num(0), room) : room;
  }

  #carried(name: string): Expr {
    const context = this.#context;
    if (isLost(context, componentOf(context, name))) return num(0);
    const headroom = context.id('components.*.headroom', name);
    return context.known(headroom) ? min(ALL, context.ref(headroom)) : ALL;
  }
}
