import type { Context, LoadCase } from '../../facts/index.js';
import { div, type Expr, num } from '../../quantity/index.js';
import { componentOf } from '../shared/by-name.js';
import { isLost } from '../shared/losses.js';
import { apart, DEMAND_IN, isAsked, isStock, type LoadResource, perInstance, type Resource } from './sizing.js';
import { ofHottest } from './skew.js';

/**
 * A provider's limit on what instances have. Quotas of calls, reads and writes limit the calls that callers make, each counted once: where
 * instances count otherwise (each copy that works on a call, or reads and writes apart), the quota of calls does not limit them.
 */
export function quotaOf(context: Context, name: string, resource: Resource): Expr | undefined {
  if (isStock(resource)) {
    const holds = componentOf(context, name).traits.data === 'memory' ? 'memory' : 'disk';
    return resource === holds ? context.stated('components.*.quota.storage', name) : undefined;
  }
  if (resource === 'network' || resource === 'connections') return context.stated(`components.*.quota.${resource}`, name);
  if (resource !== 'rate') return undefined;
  return countsOtherwise(context, name) ? undefined : callQuota(context, name);
}

const countsOtherwise = (context: Context, name: string): boolean =>
  apart(context, name) ||
  context.stated('components.*.replication.factor', name) !== undefined ||
  context.stated('components.*.replication.data', name) !== undefined;

const callQuota = (context: Context, name: string): Expr | undefined => context.stated('components.*.quota.rate', name);

interface Quota {
  readonly asked: Expr;
  readonly limit: Expr;
}

/** Limits of the provider that no instance shares: of reads, of writes, and of calls where instances count otherwise. Nothing is lent while all is down. */
export function quotasOfCalls(
  context: Context,
  name: string,
  load: LoadCase,
  lost = isLost(context, componentOf(context, name)),
): readonly Quota[] {
  const limits = [
    ['rate', countsOtherwise(context, name) ? callQuota(context, name) : undefined],
    ['read', context.stated('components.*.quota.reads', name)],
    ['write', context.stated('components.*.quota.writes', name)],
  ] as const;
  return limits.flatMap(([fact, limit]) =>
    limit ? [{ asked: context.ref(`components.*.${fact}.k`, name, load), limit: lost ? num(0) : limit }] : [],
  );
}

/** Resources whose capacity is known: an instance's is stated, or a quota is. */
export function used<R extends Resource>(context: Context, name: string, among: readonly R[]): readonly R[] {
  return among.filter((resource) => {
    const limited = perInstance(context, name, resource) ?? quotaOf(context, name, resource);
    return limited !== undefined && isAsked(context, name, resource);
  });
}

/**
 * Times a load that what no instance adds to can carry: limits of the provider, and the instances that have the hottest key.
 * @param lost nothing is lent while all is down
 */
export function limitsOf(
  context: Context,
  name: string,
  load: LoadCase,
  resources: readonly LoadResource[],
  lost = false,
): readonly Expr[] {
  const room = resources.flatMap((resource) => {
    const demand = context.ref(DEMAND_IN[resource], name, load);
    const each = perInstance(context, name, resource);
    const quota = quotaOf(context, name, resource);
    const key = each && ofHottest(context, name, each, demand);
    return [...(key ? [div(key.room, key.demand)] : []), ...(quota ? [div(lost ? num(0) : quota, demand)] : [])];
  });
  return [...room, ...quotasOfCalls(context, name, load, lost).map(({ asked, limit }) => div(limit, asked))];
}
