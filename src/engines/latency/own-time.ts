import { type Context, type Definers, type Definition, formula, type LoadCase, type MissingPath, unstated } from '../../facts/index.js';
import {
  boundedWait,
  exponentialTime,
  fixedTime,
  gammaTime,
  logNormalTime,
  type Moments,
  measuredTime,
  momentsOf,
  type Plan,
  sampledTime,
  scaledTime,
  shareAtLowLoad,
  type Time,
  waitOf,
} from '../../math/index.js';
import { type Expr, mul, num } from '../../quantity/index.js';
import type { Call } from '../../spec/index.js';
import { closedFlowAt } from '../shared/waiting/closed-network.js';
import { measuredAt, ownTimeForm, PERCENTILES } from '../shared/waiting/own-times.js';
import { type QueueOf, queueOf } from '../shared/waiting/queue-of.js';
import { coldStartOf } from './cold-starts.js';
import { composed, type Sketch, sequence, step, type TimeStep } from './sketch.js';

/** The load at which times are computed: `idle`, without queueing, or a load case of rates. */
export type Load = 'idle' | LoadCase;

/** Which wait: the usual one, the least that is certain, or the one under the load that includes retries. */
export type How = 'usual' | 'least' | 'repeated';

/**
 * Own time of a component for one call at a load, queueing included: the only place where paths get waits from.
 * @param of the call that it is for, where closed flows call it too: the wait differs from call to call
 * @param how the least time, where only bounds are known (`leastConnections`), or the time under the load that includes retries
 * @returns undefined where nothing states it
 */
export function timeAt(context: Context, name: string, load: Load, call = 0, of?: Call, how: How = 'usual'): Sketch | undefined {
  const warm = ownTime(context, name, call);
  const cold = coldStartOf(context, name, call);
  const own = warm && cold ? sequence(cold, warm) : warm;
  if (own && load !== 'idle' && closedFlowAt(context, name) !== undefined)
    return sequence(step('waitingFor', closedWait(context, name, load, of), closedWaitTime, { call, component: name }), own);
  const queue = load === 'idle' ? undefined : loaded(context, name, load, how);
  if (!own || !queue) return own;
  const { limit } = queue;
  const args = [queue.load, queue.servers, queue.service, queue.variation, ...(limit ? [limit] : [])];
  const wait = step('waiting', args, waitTime, { call, component: name });
  return limit ? composed('admitted', args, [sequence(wait, own)], admitted) : sequence(wait, own);
}

function loaded(context: Context, name: string, load: LoadCase, how: How): QueueOf | undefined {
  const queue = queueOf(context, name, load, how === 'least');
  const repeats = context.id('components.*.retries.amplification.k', name, load);
  return queue && how === 'repeated' && context.known(repeats) ? { ...queue, load: mul(queue.load, context.ref(repeats)) } : queue;
}

/** The wait of a call where closed flows call too: probability of a wait, mean wait, and the variation of waits above zero. */
const closedWait = (context: Context, name: string, load: LoadCase, of: Call | undefined): readonly Expr[] =>
  of
    ? [
        context.ref('flows.*.calls.*.waits.k', of.flow, String(of.index), load),
        context.ref('flows.*.calls.*.waiting.k', of.flow, String(of.index), load),
        context.ref('flows.*.calls.*.waiting.variation.k', of.flow, String(of.index), load),
      ]
    : [context.ref('components.*.waits.k', name, load), context.ref('components.*.waiting.k', name, load), num(1)];

/** Mean and variation of the waits above zero are exact; their distribution is assumed to be a gamma distribution. */
function closedWaitTime([waits = 0, waiting = 0, variation = 1]: readonly number[]): Time {
  if (waits <= 0 || waiting === 0) return fixedTime(0);
  if (waiting === Number.POSITIVE_INFINITY) return { within: () => 0, about: 1 };
  const some = gammaTime(waiting / waits, variation);
  return { within: (t) => (t < 0 ? 0 : 1 - waits * (1 - some.within(t))), about: waiting / waits };
}

/** Those that are turned away end with an error at once. */
function admitted([share = 0, count = 1, service = 0, variation = 1, limit = 0]: readonly number[], [plan]: readonly Plan[]): Plan {
  const { rejected } = waitOf(share, count, service, variation, limit);
  if (!plan || rejected === 0) return plan as Plan;
  return {
    kind: 'either',
    of: [
      { share: 1 - rejected, plan },
      { share: rejected, plan: { kind: 'fails' } },
    ],
  };
}

/** Waits above zero are assumed exponential, which they are with exponential service. Above capacity a wait never ends. */
export function waitTime([share = 0, count = 1, service = 0, variation = 1, limit]: readonly number[]): Time {
  const { waits, waiting } = waitOf(share, count, service, variation, limit);
  if (waits === 0 || waiting === 0) return fixedTime(0);
  const servers = Math.max(1, Math.round(count));
  if (limit !== undefined)
    return {
      within: boundedWait({ rate: (share * servers) / service, serviceTime: service, servers }, servers + Math.max(0, Math.round(limit))),
      about: waiting / waits,
    };
  if (waiting === Number.POSITIVE_INFINITY) return { within: () => 0, about: Number.isFinite(service) ? service : 1 };
  return { within: (t) => (t < 0 ? 0 : 1 - waits * Math.exp((-t * waits) / waiting)), about: waiting / waits };
}

/** Mean of its own time, and its squared coefficient of variation, of whatever form it is stated in. */
function momentOf(of: (moments: Moments) => number, function_: string) {
  return (context: Context, name: string): Definition => {
    const own = ownTime(context, name, 0);
    if (!own) return unstated(ownTimeToState(context, name));
    return formula({
      op: 'applied',
      name: function_,
      compute: (...values) => of(momentsOf(own.time(values))),
      args: own.args,
      written: (print) => `${function_}(${own.name}(${own.args.map(print).join(', ')}))`,
    });
  };
}

export const ownTimeFacts = {
  'components.*.ownTime.mean': momentOf(({ mean }) => mean, 'mean'),
  'components.*.queue.variation': momentOf(({ variation }) => variation, 'variation'),
} satisfies Definers;

/** Own time without queueing: as stated, less the wait that a measurement at a rate includes. */
export function ownTime(context: Context, name: string, call: number): TimeStep | undefined {
  const stated = statedTime(context, name, call);
  const load = measuredAt(context, name);
  if (!stated || !load) return stated;
  const { args } = stated;
  const { rate, servers } = load;
  const time = (values: readonly number[]): Time => {
    const measured = stated.time(values.slice(0, args.length));
    const [measuredAt = 0, works = 1] = values.slice(args.length);
    return scaledTime(
      measured,
      shareAtLowLoad({ ...momentsOf(measured), rate: measuredAt, ...(servers ? { servers: works } : { capacity: works }) }),
    );
  };
  const name_ = `${stated.name}${servers ? 'AtRateByServers' : 'AtRateByCapacity'}`;
  return step(name_, [...args, rate, servers ?? load.capacity], time, { call, component: name });
}

/** Its own time as it is stated, of whatever form. */
function statedTime(context: Context, name: string, call: number): TimeStep | undefined {
  const at = { call, component: name };
  const tail = context.stated('components.*.each.tail', name);
  const beyond = tail ? [tail] : [];
  switch (ownTimeForm(context, name)) {
    case 'samples':
      return step('samples', context.listed('components.*.each.samples', name), sampledTime, at);
    case 'percentiles': {
      const stated = PERCENTILES.flatMap(([field, share]) => {
        const time = context.stated(field, name);
        return time ? [{ share, time }] : [];
      });
      const args = [...stated.flatMap(({ share, time }) => [num(share), time]), ...beyond];
      return step('measured', args, (values) => measured(values, stated.length), at);
    }
    case 'p50 and p99':
    case 'catalog': {
      const [p50, p99] = medianAndTail(context, name);
      if (!tail) return step('logNormal', [p50, p99], ([median = 0, high = 0]) => logNormalTime(median, high), at);
      return step('measured', [num(0.5), p50, num(0.99), p99, tail], (values) => measured(values, 2), at);
    }
    case 'mean': {
      const mean = (context.stated('components.*.each.mean', name) ?? context.stated('components.*.each.serviceTime', name)) as Expr;
      const variation = context.stated('components.*.each.variation', name);
      if (variation) return step('gamma', [mean, variation], ([time = 0, squared = 0]) => gammaTime(time, squared), at);
      const isFixed = context.model.components.get(name)?.ownTime.variation === 'fixed';
      return isFixed
        ? step('fixed', [mean], ([time = 0]) => fixedTime(time), at)
        : step('exponential', [mean], ([time = 0]) => (time > 0 ? exponentialTime(time) : fixedTime(0)), at);
    }
    case 'unknown':
      return undefined;
  }
}

const medianAndTail = (context: Context, name: string): readonly [Expr, Expr] =>
  [
    context.stated('components.*.each.p50', name) ?? context.figure(name, 'latency.p50'),
    context.stated('components.*.each.p99', name) ?? context.figure(name, 'latency.p99'),
  ] as readonly [Expr, Expr];

/** Shares and times by turns, and perhaps a tail. */
function measured(values: readonly number[], count: number) {
  const percentiles = Array.from({ length: count }, (_, i) => ({ share: values[2 * i] as number, time: values[2 * i + 1] as number }));
  return measuredTime(percentiles, values[2 * count]);
}

/** What is to be stated of an own time that is not known: of one percentile alone, another of its kind. */
export function ownTimeToState(context: Context, name: string): MissingPath {
  const isTable = PERCENTILES.some(([field]) => context.stated(field, name));
  const median = isTable ? context.stated('components.*.each.percentiles.p50', name) : context.stated('components.*.each.p50', name);
  return `components.${name}.each.${isTable ? 'percentiles.' : ''}${median ? 'p99' : 'p50'}`;
}
