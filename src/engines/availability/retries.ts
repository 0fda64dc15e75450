import { type Context, type Definers, type Definition, formula, unstated } from '../../facts/index.js';
import { add, applied, type Expr, min, mul, num } from '../../quantity/index.js';
import type { Call, Flow } from '../../spec/index.js';

const callOf = (context: Context, flow: string, index: string): Call =>
  (context.model.flows.get(flow) as Flow).calls[Number(index) - 1] as Call;

/** Attempts of one call while it fails: the first, and its retries; a retry budget is a share of the first calls of all requests. */
function attemptsOf(context: Context, call: Call): Expr | undefined {
  const [most, budget] = [context.option(call, 'retries.max'), context.option(call, 'retries.budget')];
  const retries = budget && most ? min(budget, most) : (budget ?? most);
  return retries && add(num(1), retries);
}

/**
 * Calls that one request comes to while the last of a chain fails: each caller on the way makes all its attempts for each of its own caller's.
 * @source Beyer et al. 2016, Site Reliability Engineering, ch. 22: three retries at each of three layers are 64 attempts
 */
function amplification(context: Context, flow: string, index: string): Definition {
  const call = callOf(context, flow, index);
  const attempts: Expr[] = [];
  for (let at: Call | null = call; at && !at.async && at.via !== 'consume'; at = at.caller)
    attempts.unshift(...list(attemptsOf(context, at)));
  const [first, ...rest] = attempts;
  if (!first) return unstated(`${call.path}.retries`);
  return formula(rest.length === 0 ? first : mul(first, ...rest));
}

/** All attempts until their timeout, and the waits between, each so many times the one before and none above the longest. */
function wait(context: Context, flow: string, index: string): Definition {
  const call = callOf(context, flow, index);
  const timeout = context.option(call, 'timeout');
  if (!timeout) return unstated(`${call.path}.timeout`);
  const most = context.option(call, 'retries.max');
  if (!most) return formula(timeout);
  const attempts = mul(timeout, add(num(1), most));
  const backoff = context.option(call, 'retries.backoff');
  if (!backoff) return formula(attempts);
  const multiplier = context.option(call, 'retries.multiplier');
  const longest = context.option(call, 'retries.maxBackoff');
  if (!multiplier) return formula(add(attempts, mul(most, longest ? min(backoff, longest) : backoff)));
  const between = applied(
    'backoffs',
    (retries = 0, first = 0, factor = 1, limit = Number.POSITIVE_INFINITY) => waitsOf(retries, first, factor, limit),
    most,
    backoff,
    multiplier,
    ...list(longest),
  );
  return formula(add(attempts, between));
}

/** More than this are no different from for ever. */
const MOST_RETRIES = 1000;

function waitsOf(retries: number, first: number, factor: number, limit: number): number {
  let sum = 0;
  for (let i = 0, next = first; i < Math.min(retries, MOST_RETRIES); i++, next *= factor) sum += Math.min(next, limit);
  return sum;
}

const list = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

/** What callers do while what they call fails. */
export const retryFacts: Definers = {
  'flows.*.calls.*.amplification': amplification,
  'flows.*.calls.*.wait': wait,
};
