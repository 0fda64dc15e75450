import type { Context, LoadCase } from '../../facts/index.js';
import { add, div, type Expr, max, min, mul, num, sub } from '../../quantity/index.js';
import { type Call, type Flow, waitedUpFrom } from '../../spec/index.js';
import { flowCase } from '../shared/load-cases.js';
import { isLost } from '../shared/losses.js';

/** What multiplies the calls of a step, on top of those of its caller. */
interface Factors {
  /** Calls: times, misses, what a consumer takes at once. */
  readonly calls: readonly Expr[];
  /** Messages put together into one call. */
  readonly batch: Expr | undefined;
}

function factorsOf(context: Context, call: Call, load: LoadCase): Factors {
  const calls: Expr[] = [];
  const { caller } = call;
  if (call.via === 'miss' && caller) calls.push(sub(num(1), hitOf(context, caller)));
  const times = context.option(call, 'times');
  if (times) calls.push(times);
  if (call.via === 'consume' && caller && isThrottled(context, caller.component, call.component)) {
    calls.push(context.ref('components.*.consumers.*.share.k', caller.component, call.component, load));
  }
  return { calls, batch: context.option(call, 'batch') };
}

/**
 * Share of a step's calls that it answers itself: as the call states it, else as the cache has it, else as its component states it; none while
 * it is down.
 */
export function hitOf(context: Context, call: Call): Expr {
  const component = context.model.components.get(call.component);
  if (component && isLost(context, component)) return num(0);
  const hit = context.option(call, 'hit');
  if (hit) return hit;
  if (component?.isCache) return context.ref('cache.*.hit', call.component);
  return context.stated('components.*.hitRatio', call.component) ?? context.unstated(`${call.path}.hit`);
}

const isThrottled = (context: Context, queue: string, consumer: string): boolean =>
  context.model.components.get(queue)?.consumers.some((candidate) => candidate.component === consumer && candidate.hasRate) ?? false;

/**
 * Whether what a call makes depends on all messages that arrive at a queue above it: a consumer that takes no more than so many gets that share of
 * those of each flow.
 */
export const isShared = (context: Context, call: Call): boolean =>
  chainTo(call).some(
    ({ via, caller, component }) => via === 'consume' && caller !== null && isThrottled(context, caller.component, component),
  );

/** Steps above a call that may multiply its calls or state what they carry, from the actor's down: what follows from the path alone. */
const ABOVE = new WeakMap<Call, readonly Call[]>();
const NO_CALLS: readonly Call[] = [];

/** A step without options of its own that is simply called leaves everything as it was. */
const isOfNote = ({ hasOptions, via }: Call): boolean => hasOptions || via !== 'call';

function above(call: Call): readonly Call[] {
  const open: Call[] = [];
  let known: readonly Call[] | undefined;
  for (let at: Call | null = call; at && !known; at = at.caller) {
    known = ABOVE.get(at);
    if (!known) open.push(at);
  }
  let found = known ?? NO_CALLS;
  // Long chains share their lists: at each of their steps a list of all above it would cost the square of their length.
  for (const at of open.reverse()) {
    const { caller } = at;
    if (caller && (isOfNote(caller) || at.via === 'consume')) found = [...found, caller];
    else if (!caller) found = NO_CALLS;
    ABOVE.set(at, found);
  }
  return found;
}

/** Steps from the actor's call down to this one, without those that leave everything as it was. */
const chainTo = (call: Call): readonly Call[] => [...above(call), call];

/**
 * The factors by which the calls of a flow multiply on the way to the last of these steps.
 * @param counted the step whose calls are counted: batches above it count, except those of messages, since a queue delivers messages one by
 * one and a consumer makes its calls once for each
 */
function multiplicity(context: Context, chain: readonly Call[], load: LoadCase, counted: number): { calls: Expr[]; batches: Expr[] } {
  const factors = chain.map((link) => factorsOf(context, link, load));
  const isOfMessages = (i: number): boolean => chain[i]?.via === 'consume' || chain[i + 1]?.via === 'consume';
  return {
    calls: factors.flatMap(({ calls }) => calls),
    batches: factors.flatMap(({ batch }, i) => (batch && (i === counted || (i < counted && !isOfMessages(i))) ? [batch] : [])),
  };
}

const over = (product: Expr, divisors: readonly Expr[]): Expr => (divisors.length === 0 ? product : div(product, mul(...divisors)));

const rateOf = (context: Context, call: Call, load: LoadCase): Expr =>
  context.ref('flows.*.rate.k', call.flow, flowCase(context.model.flows.get(call.flow) as Flow, load));

/** Calls a second that a step makes: the flow's rate times what multiplies it on the way, over the batches. */
export function callsOf(context: Context, call: Call, load: LoadCase): Expr {
  const chain = chainTo(call);
  const { calls, batches } = multiplicity(context, chain, load, chain.length - 1);
  return over(mul(rateOf(context, call, load), ...calls), batches);
}

/** The same for each request of the flow. */
export function callsEach(context: Context, call: Call, load: LoadCase): Expr {
  const chain = chainTo(call);
  const { calls, batches } = multiplicity(context, chain, load, chain.length - 1);
  return over(mul(...calls), batches);
}

/** Messages a second that a step puts into a queue: its calls, or, where one carries a batch of them, as many times more. */
export function messagesOf(context: Context, call: Call, load: LoadCase): Expr {
  const calls = callsOf(context, call, load);
  const batch = context.option(call, 'batch');
  return batch ? mul(calls, batch) : calls;
}

/**
 * Bytes a second that the calls of a step carry. A step has its caller's request and response unless it states its own; one that puts
 * messages together carries the bytes of all of them.
 */
export function bytesOf(context: Context, call: Call, load: LoadCase, what: 'request' | 'response'): Expr {
  const chain = chainTo(call);
  const own = chain.map((link) => context.option(link, what));
  // No response passes back through a queue.
  const owner = chain.findLastIndex(({ via }, i) => own[i] !== undefined || (what === 'response' && via === 'consume'));
  const bytes = owner < 0 ? context.ref(`flows.*.${what}`, call.flow) : own[owner];
  if (!bytes) return num(0);
  const { calls, batches } = multiplicity(context, chain, load, owner);
  return mul(over(mul(rateOf(context, call, load), ...calls), batches), bytes);
}

/**
 * Factor on a step's usual calls when every attempt fails: each caller that waits for the answer makes 1 + retries of them, so that the
 * layers multiply; a budget caps what one layer adds, and behind an open breaker nothing is retried. Callers that do not wait retry nothing
 * for it.
 * @source B. Beyer et al., Site Reliability Engineering (2016), ch. 22: three layers of 3 retries make 64 attempts
 */
export function amplificationOf(context: Context, call: Call): Expr {
  const layers: Expr[] = [];
  for (const at of waitedUpFrom(call)) {
    const [retries, budget] = [context.option(at, 'retries.max'), context.option(at, 'retries.budget')];
    if (retries && !at.hasBreaker) layers.push(add(num(1), budget ? min(retries, budget) : retries));
  }
  const [first, ...rest] = layers;
  return first ? mul(first, ...rest) : num(1);
}

/**
 * Calls of a step in progress (Little's law, rate x time in system): its own time, plus in sequence the calls that it waits for; of
 * parallel calls, the longest; asynchronous ones do not count.
 */
export function inProgress(context: Context, call: Call, load: LoadCase): Expr {
  // Calls below a queue are made by its consumers, later.
  const waited = call.traits.isQueue ? [] : call.callees.filter((callee) => !callee.async);
  const progress = (callee: Call): Expr => context.ref('flows.*.calls.*.concurrency.k', call.flow, String(callee.index), load);
  const groups = new Map<number, Expr[]>();
  const terms: Expr[] = [mul(callsOf(context, call, load), context.ref('components.*.time', call.component))];
  for (const callee of waited) {
    if (callee.group === null) terms.push(progress(callee));
    else groups.set(callee.group, [...(groups.get(callee.group) ?? []), progress(callee)]);
  }
  for (const [first, ...rest] of groups.values()) terms.push(max(first as Expr, ...rest));
  return add(...terms);
}
