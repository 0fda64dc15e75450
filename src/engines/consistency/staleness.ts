import { type Context, type Definition, formula, type Reason, unknown, unstated } from '../../facts/index.js';
import { ageWithin } from '../../math/consistency/ages.js';
import { implies } from '../../math/consistency/guarantees.js';
import { type PublishedDelays, publishedCases } from '../../math/consistency/published-delays.js';
import { staleness } from '../../math/consistency/staleness.js';
import { add, applied, cond, type Expr, greater, lessOrEqual, max, mul, num, or } from '../../quantity/index.js';
import type { Call, Component, DataSet } from '../../spec/index.js';
import { agingCaches, isLate, writesTo } from './path.js';
import { copiesChain } from './store.js';

/** The share of reads that is to see the latest write. */
const SHARE = 0.99;

type Age = { readonly age: Expr } | { readonly missing: readonly Reason[] };

export interface Reads {
  readonly flow: string;
  readonly reads: readonly Call[];
}

/** The oldest that any reader gets: caches on the way, one filled from the other, behind copies that may be behind themselves. */
export function ageOfReads(context: Context, data: DataSet, readers: readonly Reads[]): Definition {
  const blind = readers.filter(({ reads }) => reads.length === 0);
  if (blind.length > 0) return unstated(...blind.map(({ flow }) => `flows.${flow}.path`));
  const stores = data.stores.flatMap((name) => context.model.components.get(name) ?? []);
  const late = stores.flatMap((store) => writesTo(store, data)).find(isLate);
  if (late) return unknown(`when ${late.component} gets a write that was acknowledged before (latency of asynchronous calls)`);
  const calls = readers.flatMap(({ reads }) => reads);
  const ages = calls.map((call) => ageOfCall(context, data, call));
  const missing = ages.flatMap((one) => ('missing' in one ? one.missing : []));
  if (missing.length > 0) return unstated(...missing);
  const [first, ...rest] = ages.flatMap((one) => ('age' in one ? [one.age] : []));
  return first ? formula(max(first, ...rest)) : unstated(`data.${data.name}.readBy`);
}

function ageOfCall(context: Context, data: DataSet, call: Call): Age {
  const copies = ageOfCopies(context, data, call);
  const lives = agingCaches(context, call, data).map(({ name }) => ({
    name,
    life: context.stated('components.*.ttl', name),
    isEndless: context.formOf('components.*.ttl', name) === 'forever',
  }));
  const endless = lives.filter(({ life, isEndless }) => isEndless || life === undefined).map(({ name }) => `components.${name}.ttl`);
  if ('missing' in copies) return { missing: [...copies.missing, ...endless] };
  if (endless.length > 0) return { missing: endless };
  const entries = lives.flatMap(({ life }) => life ?? []);
  if (entries.length === 0) return copies;
  return {
    age: add(
      applied('ageOfEntries', (...all: readonly number[]) => ageWithin(all, SHARE), ...entries),
      copies.age,
    ),
  };
}

/** What the copies are behind: nothing where each read meets the latest write; else by a model of delays, or the lag that is stated. */
function ageOfCopies(context: Context, data: DataSet, call: Call): Age {
  const store = context.model.components.get(call.component) as Component;
  const chain = copiesChain(context, store, call, writesTo(store, data));
  if ('unstated' in chain) return { missing: chain.unstated };
  const { delays = null, isSloppy = false } = store.replication ?? {};
  if (chain.quorum && delays !== null && !isSloppy)
    return {
      age: applied('visibleAfter', (read = 0, write = 0, copies = 0) => visibleAfter(delays, read, write, copies), ...chain.quorum),
    };
  const lag = context.stated('components.*.replication.lag', store.name) ?? context.unstated(`components.${store.name}.replication.lag`);
  return { age: mul(context.ref('flows.*.calls.*.behind', call.flow, String(call.index)), lag) };
}

/** 1 where the copies that answer a call may lack the latest write, 0 where they have it. */
export function behindOf(context: Context, call: Call): Definition {
  const store = context.model.components.get(call.component) as Component;
  const chain = copiesChain(context, store, call, writesTo(store, null));
  if ('unstated' in chain) return unstated(...chain.unstated);
  if (!chain.quorum) return formula(num(chain.links([]).every(({ gives }) => gives.some((one) => implies(one, 'regular'))) ? 0 : 1));
  const [read, write, copies] = chain.quorum;
  if (store.replication?.isSloppy) return formula(num(1));
  return formula(cond(or(greater(add(read, write), copies), lessOrEqual(copies, num(1))), num(0), num(1)));
}

/** Models are in ms. */
const MS = 1e-3;
const known = new Map<string, number>();

/** Time after which 99% of reads see a write, s; the same sizes are worked out once. */
function visibleAfter(delays: PublishedDelays, read: number, write: number, copies: number): number {
  if (read + write > copies) return 0;
  const key = `${delays} ${read} ${write} ${copies}`;
  const found = known.get(key) ?? staleness(publishedCases(delays, copies), { read, write }).visible(SHARE) * MS;
  known.set(key, found);
  return found;
}
