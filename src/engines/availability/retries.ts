import { type Context, type Definers, type Definition, formula, unstated } from '../../facts/index.js';
import { add, applied, min, mul, num } from '../../quantity/index.js';
import { callOf } from '../shared/by-name.js';

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

/** How long callers wait while what they call fails. */
export const retryFacts: Definers = {
  'flows.*.calls.*.wait': wait,
};
