import { type Context, type Definers, type Definition, formula, type LoadCase, unstated } from '../../facts/index.js';
import { add, cond, div, type Expr, exp, greater, log, max, min, mul, num, pow, sub } from '../../quantity/index.js';
import type { Call } from '../../spec/index.js';
import { callOf, componentOf } from '../shared/by-name.js';
import { broughtNow, coveredNow, ofFallback } from '../shared/calls/stand-ins.js';
import { servingIfEven } from '../shared/copies/skew.js';
import { peaksApart } from '../shared/load-cases.js';
import { measuredAt, ownTimeForm } from '../shared/waiting/own-times.js';
import { backlogFacts } from './backlogs.js';
import { amplificationOf, bytesOf, callsEach, callsOf, hitOf, inProgress, isShared, messagesOf } from './calls.js';

/** Standard normal score of the 99th percentile. */
const Z99 = 2.3263478740408408;

type OfComponent = (context: Context, name: string, load: LoadCase) => Definition;

/**
 * A load that is the sum over the calls of a component, over those of others that it answers while these are down, and over what fallbacks make of it then; its peak is the larger of two
 * hours where an off-peak flow takes part.
 */
function overCalls(
  what: Summed,
  term: (context: Context, call: Call, load: LoadCase, name: string) => Expr,
  counts: (call: Call) => boolean = () => true,
): OfComponent {
  return (context, name, load) => {
    const own = componentOf(context, name).calls;
    const covered = what === 'concurrency' ? [] : coveredNow(context, name);
    const brought = what === 'concurrency' ? [] : broughtNow(context, name);
    const others = [...covered.map(({ call }) => call), ...brought.flatMap(({ call, from, made }) => [call, ...from, ...made])];
    const calls = others.length === 0 ? own : [...own, ...others];
    const steps = calls.filter(counts);
    // Of a share of all messages, the hour decides though the other flows are not counted here.
    const isOfAll = load === 'peak' && steps.some((call) => isShared(context, call));
    if (isOfTwoHours(context, isOfAll ? calls : steps, load)) return largerHour(context, what, name);
    const terms = own.filter(counts).map((call) => term(context, call, load, name));
    const instead = covered.filter(({ call }) => counts(call)).map((one) => ofFallback(context, one, term(context, one.call, load, name)));
    const behind = brought.flatMap((one) => {
      const made = one.made.filter(counts).map((call) => term(context, call, load, name));
      if (made.length === 0) return [];
      // Each call that the fallback answers makes as many as its own do on average.
      const own = add(...one.from.map((call) => callsOf(context, call, load)));
      const each = cond(greater(own, num(0)), div(add(...made), own), num(0));
      return [ofFallback(context, one, mul(callsOf(context, one.call, load), each))];
    });
    return formula(add(...terms, ...instead, ...behind));
  };
}

type Summed = 'rate' | 'read' | 'write' | 'ingress' | 'egress' | 'replication' | 'concurrency';

const isOfTwoHours = (context: Context, steps: readonly Call[], load: LoadCase): boolean =>
  load === 'peak' &&
  peaksApart(
    context.model,
    steps.map((call) => call.flow),
  );

const largerHour = (context: Context, what: Summed, name: string): Definition =>
  formula(max(context.ref(`components.*.${what}.onPeak`, name), context.ref(`components.*.${what}.offPeak`, name)));

const answers = overCalls('egress', (context, call, load) => bytesOf(context, call, load, 'response'));

/** Messages that a queue delivers to its consumers count as egress too. */
function egress(context: Context, name: string, load: LoadCase): Definition {
  const component = componentOf(context, name);
  if (!component.traits.isQueue) return answers(context, name, load);
  if (isOfTwoHours(context, component.calls, load)) return largerHour(context, 'egress', name);
  const handedOn = component.calls.flatMap((call) => call.callees.filter((callee) => callee.via === 'consume'));
  return formula(
    add(
      ...component.calls.map((call) => bytesOf(context, call, load, 'response')),
      ...handedOn.map((call) => bytesOf(context, call, load, 'request')),
    ),
  );
}

/** Written bytes go to every other copy: write bytes x (copies - 1). */
function replication(context: Context, call: Call, load: LoadCase, name: string): Expr {
  return mul(bytesOf(context, call, load, 'request'), sub(context.ref('components.*.copies', name), num(1)));
}

/**
 * Mean own time of a call: as stated, else that of what was measured, or of the log-normal through p50 and p99, p50 exp(s^2 / 2) with s = ln(p99 / p50) / z99.
 * @source E. L. Crow, K. Shimizu, Lognormal Distributions (1988), ch. 1
 */
function ownTime(context: Context, name: string): Definition {
  const each = `components.${name}.each`;
  const busy = context.stated('components.*.each.serviceTime', name);
  if (busy) return formula(busy);
  // What was measured at a rate holds waiting, which keeps nothing busy.
  if (measuredAt(context, name)) return formula(context.ref('components.*.ownTime.mean', name));
  // Of a table, of samples and of a heavy tail there is no formula to print.
  const form = ownTimeForm(context, name);
  const isSummed =
    form === 'samples' || form === 'percentiles' || (form === 'p50 and p99' && context.stated('components.*.each.tail', name));
  if (isSummed) return formula(context.ref('components.*.ownTime.mean', name));
  const mean = context.stated('components.*.each.mean', name);
  if (mean) return formula(mean);
  const p50 = context.stated('components.*.each.p50', name);
  const p99 = context.stated('components.*.each.p99', name);
  if (!p50 || !p99) return unstated(`${each}.serviceTime`);
  return formula(mul(p50, exp(div(pow(div(log(div(p99, p50)), num(Z99)), num(2)), num(2)))));
}

/** Copies of each byte: the replication factor, or (data + parity) / data of an erasure code, or one. */
function copies(context: Context, name: string): Definition {
  const factor = context.stated('components.*.replication.factor', name);
  if (factor) return formula(factor);
  const data = context.stated('components.*.replication.data', name);
  const parity = context.stated('components.*.replication.parity', name);
  return formula(data && parity ? div(add(data, parity), data) : num(1));
}

/** Messages that arrive at a queue: its calls, unless some of them carry several. */
function messages(context: Context, queue: string, load: LoadCase): Expr {
  const { calls: steps } = componentOf(context, queue);
  if (steps.every((call) => !context.option(call, 'batch'))) return context.ref('components.*.rate.k', queue, load);
  const flows = steps.map((call) => call.flow);
  const hours: readonly LoadCase[] = load === 'peak' && peaksApart(context.model, flows) ? ['onPeak', 'offPeak'] : [load];
  const [first, ...rest] = hours.map((hour) => add(...steps.map((call) => messagesOf(context, call, hour))));
  return max(first as Expr, ...rest);
}

/**
 * Share of the messages arriving that a consumer with a stated rate takes: min(A, s) / A, with A the messages arriving and s the stated rate. It is
 * a cap in every load case: what it leaves on average waits for ever.
 */
function consumedShare(context: Context, queue: string, consumer: string, load: LoadCase): Definition {
  const rate = context.stated('components.*.consumers.*.rate', queue, consumer);
  if (!rate) return formula(num(1));
  const arriving = messages(context, queue, load);
  return formula(cond(greater(arriving, num(0)), div(min(arriving, rate), arriving), num(1)));
}

/** Known only where the spec states what is asked on a miss: what nothing stands behind has all of it. */
function stepHit(context: Context, name: string, index: string): Definition {
  const call = callOf(context, name, index);
  return call.callees.some(({ via }) => via === 'miss') ? formula(hitOf(context, call)) : unstated(`${call.path}.miss`);
}

/** Calls at peak that a cache passes on: what it does not have, or, while it is empty, everything. */
function misses(context: Context, name: string, warm: boolean): Definition {
  const steps = componentOf(context, name).calls.filter((call) => call.callees.some((callee) => callee.via === 'miss'));
  if (steps.length === 0) return unstated({ text: `miss of ${name}` });
  return formula(add(...steps.map((call) => mul(callsOf(context, call, 'peak'), warm ? sub(num(1), hitOf(context, call)) : num(1)))));
}

/** Facts of components under the calls that reach them: rates, reads and writes, bytes, work in progress. */
export const componentFacts: Definers = {
  'components.*.rate.k': overCalls('rate', callsOf),
  'components.*.read.k': overCalls('read', callsOf, (call) => !call.writes),
  'components.*.write.k': overCalls('write', callsOf, (call) => call.writes),
  'components.*.ingress.k': overCalls('ingress', (context, call, load) => bytesOf(context, call, load, 'request')),
  'components.*.egress.k': egress,
  'components.*.replication.k': overCalls('replication', replication, (call) => call.writes),
  'components.*.concurrency.k': overCalls('concurrency', (context, call, load) =>
    context.ref('flows.*.calls.*.concurrency.k', call.flow, String(call.index), load),
  ),
  'components.*.busy.k': (context, name, load) =>
    formula(mul(context.ref('components.*.rate.k', name, load), context.ref('components.*.time', name))),
  'components.*.perInstance.k': (context, name, load) =>
    formula(div(context.ref('components.*.rate.k', name, load), servingIfEven(context, componentOf(context, name)))),
  'components.*.consumers.*.share.k': consumedShare,
  ...backlogFacts(messages),
  'components.*.readBy.*': (context, name, flow) =>
    formula(
      add(
        ...componentOf(context, name)
          .calls.filter((call) => !call.writes && call.flow === flow)
          .map((call) => callsOf(context, call, 'mean')),
      ),
    ),
  'flows.*.calls.*.rate.k': (context, flow, index, load) => formula(callsOf(context, callOf(context, flow, index), load)),
  'flows.*.calls.*.perRequest.k': (context, flow, index, load) => formula(callsEach(context, callOf(context, flow, index), load)),
  'flows.*.calls.*.concurrency.k': (context, flow, index, load) => formula(inProgress(context, callOf(context, flow, index), load)),
  'flows.*.calls.*.amplification': (context, flow, index) => formula(amplificationOf(context, callOf(context, flow, index))),
  'flows.*.calls.*.hit': stepHit,
  'cache.*.misses.peak': (context, name) => misses(context, name, true),
  'cache.*.misses.cold': (context, name) => misses(context, name, false),
  'components.*.throttle': (context, name) => {
    const total = context.stated('components.*.throttle.total', name);
    return total ? formula(total) : unstated(`components.${name}.throttle`);
  },
  'components.*.time': ownTime,
  'components.*.copies': copies,
};
