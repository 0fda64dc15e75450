import { type Context, type Definition, formula, Missing, type MissingPart, type MissingPath, unstated } from '../../facts/index.js';
import { ageWithin } from '../../math/consistency/ages.js';
import { implies } from '../../math/consistency/guarantees.js';
import { add, and, applied, cond, type Expr, greater, lessOrEqual, max, mul, num, or } from '../../quantity/index.js';
import { type Call, type Component, type DataSet, isWaitedFor, reportsOf } from '../../spec/index.js';
import { delaysOf, timeOf } from './delays.js';
import type { Link } from './link.js';
import { agingCaches, writesTo } from './path.js';
import { copiesChain } from './store.js';

/** The share of reads that is to see the latest write. */
const SHARE = 0.99;

/** An age, where all that it rests on may be known; the part of it that caches make, which is there whatever copies add. */
interface Age {
  readonly age?: Expr;
  readonly least?: Expr | undefined;
  readonly missing: readonly MissingPart[];
}

export interface Reads {
  readonly flow: string;
  readonly reads: readonly Call[];
}

/** The oldest that any reader gets: caches on the way, one filled from the other, behind copies that may be behind themselves. */
export function ageOfReads(context: Context, data: DataSet, readers: readonly Reads[]): Definition {
  const blind = readers.filter(({ reads }) => reads.length === 0);
  if (blind.length > 0) return unstated(...blind.map(({ flow }): MissingPath => `flows.${flow}.path`));
  const stores = data.stores.flatMap((name) => context.model.components.get(name) ?? []);
  // An asynchronous write is done when all the work of its request is.
  const late = new Set(stores.flatMap((store) => writesTo(store, data).flatMap((call) => (isWaitedFor(call) ? [] : [call.flow]))));
  const done = [...late].map((flow) => context.ref('flows.*.completion.p99', flow));
  const calls = readers.flatMap(({ reads }) => reads);
  const ages = calls.map((call) => ageOfCall(context, data, call));
  const missing = ages.flatMap((one) => one.missing);
  const whole = ages.flatMap(({ age }) => age ?? []);
  const least = [...ages.flatMap((one) => one.least ?? []), ...whole];
  const since = sinceReport(context, data);
  const [first, ...rest] = missing.length > 0 ? least : whole;
  if (!first && !(since && missing.length > 0))
    return unstated(...missing, ...(missing.length > 0 ? [] : [`data.${data.name}.readBy` as const]));
  // Lags are no less than nothing: what is known of an age is what the whole is at least.
  const age = add(...(first ? [max(first, ...rest)] : []), ...(since ? [since] : []));
  const parts = since ? [...least, since] : least;
  if (missing.length > 0) return { formula: age, missing: Missing.of(missing), least: parts };
  const [slow, ...others] = done;
  return { formula: slow ? add(max(slow, ...others), age) : age, least: parts };
}

/**
 * Of items that their sources replace at an interval, the age of the last report: anything up to the interval, each as likely. They are replaced where an
 * item is kept no longer than that, or there is one for each source; else the interval tells nothing of how old one is.
 * @source S. Kaul, R. Yates, M. Gruteser, Real-time status: How often should one update?, INFOCOM 2012
 */
function sinceReport(context: Context, data: DataSet): Expr | undefined {
  const keep = context.formOf('data.*.keep', data.name) === 'forever' ? undefined : context.stated('data.*.keep', data.name);
  const items = context.stated('data.*.items', data.name);
  const ages = reportsOf(context.model, data).flatMap(({ name }): readonly Expr[] => {
    const [every, sources] = [context.stated('flows.*.every', name), context.stated('flows.*.concurrent', name)];
    if (!every) return [];
    const age = mul(num(SHARE), every);
    if (keep && data.addedBy.length > 0) return [cond(lessOrEqual(keep, every), age, num(0))];
    return items && sources ? [cond(and(lessOrEqual(items, sources), lessOrEqual(sources, items)), age, num(0))] : [];
  });
  const [first, ...rest] = ages;
  return first && max(first, ...rest);
}

function ageOfCall(context: Context, data: DataSet, call: Call): Age {
  const copies = ageOfCopies(context, data, call);
  const lives = agingCaches(context, call, data).map(({ name }) => ({
    name,
    life: context.stated('components.*.ttl', name),
    isEndless: context.formOf('components.*.ttl', name) === 'forever',
  }));
  const endless = lives
    .filter(({ life, isEndless }) => isEndless || life === undefined)
    .map(({ name }): MissingPath => `components.${name}.ttl`);
  const entries = lives.flatMap(({ life, isEndless }) => (isEndless ? [] : (life ?? [])));
  const least =
    entries.length === 0 ? undefined : applied('ageOfEntries', (...all: readonly number[]) => ageWithin(all, SHARE), ...entries);
  const missing = [...copies.missing, ...endless];
  if (!copies.age || missing.length > 0) return { least, missing };
  return { age: least ? add(least, copies.age) : copies.age, least, missing };
}

/** What the copies are behind: nothing where each read meets the latest write; else by a model of delays, or the lag that is stated. */
function ageOfCopies(context: Context, data: DataSet, call: Call): Age {
  const store = context.model.components.get(call.component) as Component;
  const chain = copiesChain(context, store, call, writesTo(store, data));
  if ('unstated' in chain) return { missing: chain.unstated };
  const delays = delaysOf(context, store);
  if (chain.quorum && delays && store.replication?.isSloppy !== true) {
    if ('missing' in delays) return { missing: delays.missing };
    const meets = (read: number, write: number, copies: number): boolean => read + write > copies;
    return { age: timeOf('visibleAfter', delays, chain.quorum, ({ visible }) => visible(SHARE), meets), missing: [] };
  }
  // What never lacks the latest write, whatever the numbers are, needs no lag.
  if (chain.inputs.length === 0 && store.replication?.isSloppy !== true && isFresh(chain.links([]))) return { age: num(0), missing: [] };
  const lag = context.stated('components.*.replication.lag', store.name) ?? context.unstated(`components.${store.name}.replication.lag`);
  return { age: mul(context.ref('flows.*.calls.*.behind', call.flow, String(call.index)), lag), missing: [] };
}

const isFresh = (links: readonly Link[]): boolean => links.every(({ gives }) => gives.some((one) => implies(one, 'regular')));

/** 1 where the copies that answer a call may lack the latest write, 0 where they have it. */
export function behindOf(context: Context, call: Call): Definition {
  const store = context.model.components.get(call.component) as Component;
  const chain = copiesChain(context, store, call, writesTo(store, null));
  if ('unstated' in chain) return unstated(...chain.unstated);
  if (store.replication?.isSloppy) return formula(num(1));
  if (!chain.quorum && chain.margin) return formula(cond(greater(chain.margin, num(0)), num(0), num(1)));
  if (!chain.quorum) return formula(num(isFresh(chain.links([])) ? 0 : 1));
  const [read, write, copies] = chain.quorum;
  return formula(cond(or(greater(add(read, write), copies), lessOrEqual(copies, num(1))), num(0), num(1)));
}
