import { type Context, type Definers, type Definition, formula, type LoadCase, unstated } from '../../facts/index.js';
import { type Plan, type Solved, solve } from '../../math/index.js';
import { add, type Expr, mul, num } from '../../quantity/index.js';
import { type Call, type Component, downFrom } from '../../spec/index.js';
import { callOf } from '../shared/by-name.js';
import { Distances } from '../shared/calls/distance.js';
import { checkDepth, PathSketcher, Unstated } from './path.js';
import { PathFunction } from './path-function.js';
import { connected } from './pools.js';
import { sequence } from './sketch.js';

/** More are no different from for ever. */
const MOST_RETRIES = 100;

/** Whether a call is ever made again, by a retry or a hedge. */
const isRepeated = (context: Context, call: Call): boolean =>
  context.option(call, 'retries.max') !== undefined || context.option(call, 'hedge.after') !== undefined;

/** Probabilities that an attempt fails: with an error, or because its caller gives up. */
interface Failing {
  readonly error: number;
  readonly late: number;
}

function failingOf(plan: Plan, solved: Solved, timeout: number | undefined): Failing {
  const failed = solved.failed.value;
  if (timeout === undefined) return { error: failed, late: 0 };
  const answered = solved.within(timeout).value * (1 - failed);
  if (failed === 0) return { error: 0, late: 1 - answered };
  // With nothing done on an error, that ends it as an answer does.
  const ended = solve({ kind: 'recovered', plan, share: 1, instead: { kind: 'inTurn', of: [] } }).within(timeout).value;
  return { error: Math.max(0, ended - answered), late: Math.max(0, 1 - Math.max(ended, answered)) };
}

/**
 * Mean attempts per call: 1 + f + f^2 + ..., f the probability of a failure that is retried, as far as retries and their budget go; plus
 * the hedges sent because the attempt before is slow. Where it is known, f is taken at the load that includes the retries of all calls,
 * since retries raise the load that makes calls fail.
 */
function attemptsOf(context: Context, flow: string, index: string, load: LoadCase): Definition {
  const call = callOf(context, flow, index);
  if (!isRepeated(context, call)) return formula(num(1));
  const distances = new Distances(context);
  try {
    checkDepth([...downFrom(call)]);
    const sketcher = new PathSketcher(context, load, distances, 'repeated');
    const from = call.caller ? (distances.regionsOf(call.caller.component)[0] ?? null) : null;
    const where = sketcher.nearest(call, from);
    const served = sequence(...sketcher.way(call, from, where), sketcher.served(call, sketcher.behind(call, from, where)));
    const once = new PathFunction(sketcher.whole(connected(context, call, load, served)));
    const given = [
      ['timeout', context.option(call, 'timeout')],
      ['retries', context.option(call, 'retries.max')],
      ['budget', context.option(call, 'retries.budget')],
      ['after', context.option(call, 'hedge.after')],
      ['hedges', context.option(call, 'hedge.max')],
    ] as const;
    const stated = given.flatMap(([name, arg]) => (arg ? [{ name, arg }] : []));
    const { retriedOn: on } = call;
    const name = !context.option(call, 'retries.max') || (on.error && on.timeout) ? 'sent' : on.error ? 'sentOnErrors' : 'sentOnTimeouts';
    const compute = (...values: readonly number[]): number => {
      const at = new Map<string, number>(stated.map(({ name }, i) => [name, values[i] as number]));
      const plan = once.plan(values.slice(stated.length));
      const one = solve(plan);
      const after = at.get('after');
      const extra = after === undefined ? 0 : Math.round(at.get('hedges') ?? 1);
      let [sent, open] = [1, 1];
      for (let i = 1; i <= extra; i++) {
        // Sent when none of those before has answered by then.
        open *= 1 - one.within(i * (after ?? 0)).value * (1 - one.failed.value);
        sent += open;
      }
      const whole: Plan = after === undefined ? plan : { kind: 'hedged', plan, after, extra };
      const { error, late } = failingOf(whole, after === undefined ? one : solve(whole), at.get('timeout'));
      const failed = (on.error ? error : 0) + (on.timeout ? late : 0);
      let again = 0;
      for (let i = 1; i <= Math.min(MOST_RETRIES, Math.round(at.get('retries') ?? 0)); i++) again += failed ** i;
      return sent * (1 + Math.min(again, at.get('budget') ?? Number.POSITIVE_INFINITY));
    };
    const expr: Expr = {
      op: 'applied',
      name,
      compute,
      args: [...stated.map(({ arg }) => arg), ...once.args],
      written: (print) => `${name}(${[...stated.map(({ name, arg }) => `${name} = ${print(arg)}`), once.printed(print)].join(', ')})`,
    };
    return formula(expr);
  } catch (error) {
    if (error instanceof Unstated) return unstated(...error.reasons);
    throw error;
  }
}

/** Calls that arrive where every caller above repeats its own as it does. */
function withRetries(context: Context, name: string, load: LoadCase): Definition {
  const { calls } = context.model.components.get(name) as Component;
  const terms = calls.map((call) => {
    const repeated: Expr[] = [];
    for (let at: Call | null = call; at; at = at.caller)
      if (isRepeated(context, at)) repeated.push(context.ref('flows.*.calls.*.attempts.k', at.flow, String(at.index), load));
    return mul(context.ref('flows.*.calls.*.rate.k', call.flow, String(call.index), load), ...repeated);
  });
  return formula(add(...terms));
}

/** What retries and hedges send on top. */
export const attemptFacts: Definers = {
  'flows.*.calls.*.attempts.k': attemptsOf,
  'components.*.rate.withRetries.k': withRetries,
};
