import { type Context, type Definers, formula, unstated } from '../../facts/index.js';
import { div, type Expr, exp, min, neg, num, sub } from '../../quantity/index.js';
import type { Flow, Step } from '../../spec/index.js';
import { ComponentFailures } from './component.js';
import { all, any, type Event, isNever, NEVER, share } from './event.js';

/**
 * What fails a request of a flow: the components that it needs, and, for a share of requests, those that only some need. Nobody waits for
 * what is asynchronous or behind a queue, and what is soft is done without; a buffer bridges the shorter outages.
 */
export function failureOfFlow(context: Context, flow: Flow): Event {
  return new FlowFailures(context, flow).whole();
}

class FlowFailures {
  readonly #context: Context;
  readonly #flow: Flow;
  readonly #components: ComponentFailures;

  constructor(context: Context, flow: Flow) {
    this.#context = context;
    this.#flow = flow;
    this.#components = new ComponentFailures(context);
  }

  whole(): Event {
    return any(...this.#flow.steps.filter(({ caller }) => caller === null).map((step) => this.#call(step)));
  }

  /** A call fails those who wait for it: unless it is soft, or something else answers. */
  #call(step: Step): Event {
    const context = this.#context;
    const { path } = step;
    if (!step.hasOptions) return step.via === 'consume' || step.async ? NEVER : this.#own(step);
    const fallback = `${path}.fallback`;
    const buffer = context.stated(`${fallback}.buffer`);
    const isBridged = buffer !== undefined;
    if (step.via === 'consume' || (step.async && !isBridged)) return NEVER;
    const other = context.word(`${fallback}.to`);
    const covered = context.stated(`${fallback}.share`) ?? context.stated(fallback);
    const isSoft = context.word(`${path}.dependency`) === 'soft' && step.callees.every(({ via }) => via !== 'miss');
    if (isSoft && !covered && other === undefined && !isBridged) return NEVER;
    const [flow, index] = [step.flow, String(step.index)];
    const fails = this.#own(step);
    if (isNever(fails)) return NEVER;
    return all(
      fails,
      ...(step.times === null ? [] : [share(context.id('flows.*.calls.*.share', flow, index))]),
      ...(isBridged ? [share(context.id('flows.*.calls.*.outlasting', flow, index))] : []),
      ...(covered || other !== undefined
        ? [any(...(covered ? [share(context.id('flows.*.calls.*.uncovered', flow, index))] : []), ...this.#otherwise(step, other))]
        : []),
    );
  }

  #otherwise(step: Step, other: string | undefined): readonly Event[] {
    return other === undefined ? [] : [this.#components.of(other, step.writes ? 'write' : 'read')];
  }

  /** A call without what is done about its failure: its component, what that calls, and, for what it does not have, where it asks. */
  #own(step: Step): Event {
    const component = this.#components.of(step.component, step.writes ? 'write' : 'read');
    const calls = step.callees.filter(({ via }) => via === 'call').map((callee) => this.#call(callee));
    const misses = any(...step.callees.filter(({ via }) => via === 'miss').map((callee) => this.#call(callee)));
    const missed = share(this.#context.id('flows.*.calls.*.missed', step.flow, String(step.index)));
    const hasMisses = step.callees.some(({ via }) => via === 'miss');
    // A cache is passed by when it is down: all that it had goes where the misses go.
    if (hasMisses && isPassedBy(this.#context, step)) return any(all(any(missed, component), misses), ...calls);
    return any(component, ...(hasMisses && !isNever(misses) ? [all(missed, misses)] : []), ...calls);
  }
}

/** A cache that something stands behind is done without, unless its call says that it is hard. */
export function isPassedBy(context: Context, step: Step): boolean {
  const dependency = context.word(`${step.path}.dependency`);
  return dependency === undefined ? context.model.components.get(step.component)?.kind === 'cache' : dependency === 'soft';
}

const stepOf = (context: Context, flow: string, index: string): Step =>
  (context.model.flows.get(flow) as Flow).steps[Number(index) - 1] as Step;

/** Shares of a call that decide whether its failure is one of the flow's. */
export const callFacts: Definers = {
  'flows.*.calls.*.missed': (context, flow, index) => {
    const step = stepOf(context, flow, index);
    if (!step.callees.some(({ via }) => via === 'miss')) return unstated(`${step.path}.miss`);
    return formula(sub(num(1), context.ref('flows.*.calls.*.hit', flow, index)));
  },
  'flows.*.calls.*.share': (context, flow, index) => {
    const step = stepOf(context, flow, index);
    return step.times === null ? unstated(`${step.path}.times`) : formula(min(num(1), context.stated(step.times) as Expr));
  },
  'flows.*.calls.*.uncovered': (context, flow, index) => {
    const at = `${stepOf(context, flow, index).path}.fallback`;
    const covered = context.stated(`${at}.share`) ?? context.stated(at);
    return covered ? formula(sub(num(1), covered)) : unstated(`${at}.share`);
  },
  'flows.*.calls.*.outlasting': (context, flow, index) => {
    const step = stepOf(context, flow, index);
    const buffer = context.stated(`${step.path}.fallback.buffer`);
    if (!buffer) return unstated(`${step.path}.fallback.buffer`);
    return formula(exp(neg(div(buffer, context.ref('components.*.outage', step.component)))));
  },
};
