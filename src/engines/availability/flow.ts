import { type Context, type Definers, type FactId, formula, unstated } from '../../facts/index.js';
import { cond, div, less, min, num, sub } from '../../quantity/index.js';
import { type Call, type Flow, fallbackCallsFor, MOST_STAND_INS, overCalls } from '../../spec/index.js';
import { callOf } from '../shared/by-name.js';
import { eventChance } from './chance.js';
import { ComponentFailures } from './component.js';
import { all, any, type Basic, type Event, isNever, NEVER, share } from './event.js';
import { useOf } from './fleet.js';

/**
 * The event that a request of a flow fails: the components that all requests need, and, weighted by their share, those that only some need.
 * Asynchronous calls and calls behind a queue do not fail it, nor do soft dependencies; a buffer bridges the shorter outages.
 */
export const failureOfFlow = (context: Context, flow: Flow): Event => failureOfCalls(context, flow, () => {});

/** @param onBuffered called for each call with a buffer, with the event that the buffer bridges */
const failureOfCalls = (context: Context, flow: Flow, onBuffered: (call: Call, own: Event) => void): Event =>
  failureOf(context, flow.calls, new ComponentFailures(context), [], onBuffered);

/** @param instead components that answer as fallbacks, and whose calls these are: none of them is a fallback of its own calls */
function failureOf(
  context: Context,
  calls: readonly Call[],
  components: ComponentFailures,
  instead: readonly string[],
  onBuffered: (call: Call, own: Event) => void,
): Event {
  const ofComponent = (call: Call): Event => components.of(call.component, useOf(call));
  return overCalls<Event>(calls, {
    harmless: NEVER,
    all: (of) => any(...of),
    component: ofComponent,
    missing: (call, behind) => {
      const missed = shareOf(context, 'missed', call);
      const failure = ofComponent(call);
      // A cache that is down is bypassed: all of its reads go where its misses go.
      if (call.isBypassed) return [all(any(missed, failure), behind)];
      return isNever(behind) ? [failure] : [failure, all(missed, behind)];
    },
    call: (call, own) => {
      // A component that answers as a fallback is needed by every such call, whatever its share of requests is otherwise.
      if (isNever(own) || (instead.length > 0 && calls.includes(call))) return own;
      if (call.fallback?.hasBuffer) onBuffered(call, own);
      return all(outlasting(context, call, own), ...othersNeeded(context, call, components, instead));
    },
  });
}

/** What else has to be so for the failure of a call to fail its caller: that it is made, that no fallback helps. */
function othersNeeded(context: Context, call: Call, components: ComponentFailures, instead: readonly string[]): readonly Event[] {
  const { fallback } = call;
  const isMade = context.option(call, 'times') ? [shareOf(context, 'share', call)] : [];
  if (!fallback) return isMade;
  const unanswered = [
    ...(fallback.hasShare ? [shareOf(context, 'uncovered', call)] : []),
    ...(fallback.to === null ? [] : [failureOfOther(context, fallback.to, call, components, instead)]),
  ];
  return [...isMade, ...(unanswered.length > 0 ? [any(...unanswered)] : [])];
}

/** The event that a fallback fails to answer: its own failure, and that of what its own calls of the same kind need. */
function failureOfOther(context: Context, name: string, call: Call, components: ComponentFailures, instead: readonly string[]): Event {
  const failure = components.of(name, useOf(call));
  if (instead.includes(name) || instead.length >= MOST_STAND_INS) return failure;
  return any(
    failure,
    failureOf(context, fallbackCallsFor(context.model, name, call), components, [...instead, name], () => {}),
  );
}

/** What of the failures behind a call lasts longer than its buffer; all of them if it has none. */
function outlasting(context: Context, call: Call, own: Event): Event {
  const buffer = context.option(call, 'fallback.buffer');
  if (!buffer || isNever(own)) return own;
  return { kind: 'outlasting', of: own, buffer: div(buffer, context.convention('year')), id: outlastingId(context, call) };
}

const outlastingId = (context: Context, { flow, index }: Call): FactId => context.id('flows.*.calls.*.outlasting', flow, String(index));

const shareOf = (context: Context, what: 'missed' | 'share' | 'uncovered', { flow, index }: Call): Basic =>
  share(context.id(`flows.*.calls.*.${what}`, flow, String(index)));

/** Shares of a call that decide whether its failure is one of the flow's. */
export const callFacts: Definers = {
  'flows.*.calls.*.missed': (context, flow, index) => {
    const call = callOf(context, flow, index);
    if (!call.callees.some(({ via }) => via === 'miss')) return unstated(`${call.path}.miss`);
    return formula(sub(num(1), context.ref('flows.*.calls.*.hit', flow, index)));
  },
  'flows.*.calls.*.share': (context, flow, index) => {
    const call = callOf(context, flow, index);
    const times = context.option(call, 'times');
    return times ? formula(min(num(1), times)) : unstated(`${call.path}.times`);
  },
  'flows.*.calls.*.uncovered': (context, flow, index) => {
    const call = callOf(context, flow, index);
    const covered = context.option(call, 'fallback.share');
    return covered ? formula(sub(num(1), covered)) : unstated(`${call.path}.fallback.share`);
  },
  'flows.*.calls.*.outlasting': (context, flow, index) => {
    const call = callOf(context, flow, index);
    if (!context.option(call, 'fallback.buffer')) return unstated(`${call.path}.fallback.buffer`);
    let behind = NEVER;
    failureOfCalls(context, context.model.flows.get(flow) as Flow, (other, own) => {
      if (other === call) behind = own;
    });
    const left = eventChance(context, outlasting(context, call, behind));
    const all = eventChance(context, behind);
    if (!('formula' in left) || !('formula' in all)) return left;
    return formula(cond(less(num(0), all.formula), div(left.formula, all.formula), num(0)));
  },
};
