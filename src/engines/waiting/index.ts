import { type Context, type Definers, type Definition, type Engine, formula, type LoadCase, unknown, unstated } from '../../facts/index.js';
import { waitOf } from '../../math/index.js';
import { add, applied, cond, div, type Expr, greater, max, mul, num, round, sub } from '../../quantity/index.js';
import { componentOf } from '../shared/by-name.js';
import { shardOf } from '../shared/copies/shards.js';
import { skewOf } from '../shared/copies/skew.js';
import { servingOf } from '../shared/losses.js';
import { isBracketed, isPooled, queueOf, queueResource } from '../shared/waiting/queue-of.js';
import { closedWaitFacts, ofClosedCalls, openLoad } from './closed.js';
import { poolFacts } from './pools.js';
import { scalingFacts } from './scaling.js';

/** Servers of one instance, derived from its rate and service time: mean calls in progress of one instance at capacity. */
function perServer(context: Context, name: string): Expr {
  const stated = context.stated('components.*.each.servers', name);
  if (stated) return stated;
  const time = context.ref('components.*.ownTime.mean', name);
  const rate = context.stated('components.*.each.rate', name);
  if (rate) return max(num(1), round(mul(rate, time)));
  // Reads and writes that are stated apart: as many calls as are carried in this mixture.
  const [calls, load] = [context.ref('components.*.perInstance.k', name, 'mean'), context.ref('components.*.queue.load.k', name, 'mean')];
  return cond(greater(load, num(0)), max(num(1), round(mul(div(calls, load), time))), num(1));
}

/** Servers of one queue: those of an instance, as stated, else as many as it takes to carry what one is stated to carry. Shards have no queue in common. */
function servers(context: Context, name: string): Definition {
  const component = componentOf(context, name);
  if (component.traits.run !== 'instances' || !queueResource(context, name)) return unstated(`components.${name}.each.rate`);
  if (!context.known('components.*.ownTime.mean', name)) return unknown(context.missingOf('components.*.ownTime.mean', name));
  const each = perServer(context, name);
  if (!isPooled(context, component)) return formula(each);
  const shard = shardOf(context, name);
  return formula(mul(each, shard ? servingOf(context, component, shard.instances) : context.ref('components.*.serving', name)));
}

function load(context: Context, name: string, at: LoadCase): Definition {
  const resource = queueResource(context, name);
  if (componentOf(context, name).traits.run !== 'instances' || !resource) return unstated(`components.${name}.each.rate`);
  return formula(div(context.ref(`components.*.demand.${resource}.k`, name, at), context.ref(`components.*.capacity.${resource}`, name)));
}

/** Arrivals beyond the capacity of the servers, by which their queue grows: of a load above 1 all but 1 / load is carried. */
function excess(context: Context, name: string, at: LoadCase): Definition {
  const share = context.ref('components.*.queue.load.k', name, at);
  const beyond = mul(context.ref('components.*.rate.k', name, at), sub(num(1), div(num(1), share)));
  return formula(cond(greater(share, num(1)), beyond, num(0)));
}

/** Service time by Little's law over busy servers: servers x load = calls x time. Without calls, its own time. */
function service(context: Context, name: string, at: LoadCase): Definition {
  const component = componentOf(context, name);
  const apart = shardOf(context, name)?.apart;
  const all = context.ref('components.*.rate.k', name, at);
  const skew = skewOf(context, name);
  const ofShard = apart ? div(skew ? mul(all, skew) : all, apart) : all;
  const calls = isPooled(context, component) ? ofShard : context.ref('components.*.perInstance.k', name, at);
  const busy = mul(context.ref('components.*.queue.servers', name), context.ref('components.*.queue.load.k', name, at));
  return formula(cond(greater(calls, num(0)), div(busy, calls), context.ref('components.*.ownTime.mean', name)));
}

/** A number of the queue of a component, from its load, servers, service and variation. */
const ofQueue =
  (
    function_: 'waits' | 'waiting' | 'rejected',
    of: (wait: { readonly waits: number; readonly waiting: number; readonly rejected: number }) => number,
    end?: 'low' | 'high',
  ) =>
  (context: Context, name: string, at: LoadCase): Definition => {
    const closed = end || function_ === 'rejected' ? undefined : ofClosedCalls(context, name, at, function_);
    if (closed) return closed;
    if (end && !isBracketed(context, name)) return unstated(`components.${name}.balancing`);
    const queue = queueOf(context, name, at, end === 'low');
    if (!queue)
      return unknown(context.missingOf('components.*.queue.service.k', name, at) ?? context.missingOf('components.*.queue.servers', name));
    return formula(
      applied(
        function_,
        (share = 0, count = 1, time = 0, variation = 1, limit = Number.POSITIVE_INFINITY) =>
          of(waitOf(share, count, time, variation, limit)),
        queue.load,
        queue.servers,
        queue.service,
        queue.variation,
        ...(queue.limit ? [queue.limit] : []),
      ),
    );
  };

/** Waiting for servers: how many calls do, and how long. */
export const waiting: Engine = {
  name: 'waiting',
  define: {
    ...scalingFacts,
    'components.*.queue.servers': servers,
    'components.*.queue.load.k': load,
    'components.*.queue.excess.k': excess,
    'components.*.queue.open.k': openLoad,
    ...closedWaitFacts,
    ...poolFacts,
    'components.*.queue.service.k': service,
    'components.*.waits.k': ofQueue('waits', ({ waits }) => waits),
    'components.*.waiting.k': ofQueue('waiting', ({ waiting: time }) => time),
    'components.*.waiting.low.k': ofQueue('waiting', ({ waiting: time }) => time, 'low'),
    'components.*.waiting.high.k': ofQueue('waiting', ({ waiting: time }) => time, 'high'),
    'components.*.rejected.k': ofQueue('rejected', ({ rejected }) => rejected),
    'components.*.inSystem.k': (context, name, at) =>
      formula(
        mul(
          context.ref('components.*.rate.k', name, at),
          ...(context.stated('components.*.queueLimit', name) ? [sub(num(1), context.ref('components.*.rejected.k', name, at))] : []),
          add(context.ref('components.*.waiting.k', name, at), context.ref('components.*.queue.service.k', name, at)),
        ),
      ),
  } satisfies Definers,
};
