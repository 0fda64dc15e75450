import { type Context, type Definers, type Definition, formula, type MissingPath, unstated } from '../../facts/index.js';
import { lossWithin, meanTimeBetween, mttdl, windowLossWithin } from '../../math/index.js';
import { add, applied, div, type Expr, max, min, mul, num, sub } from '../../quantity/index.js';
import type { DataSet } from '../../spec/index.js';

const dataOf = (context: Context, name: string): DataSet => context.model.data.get(name) as DataSet;

/** Pieces of each item in a store, and how many of them may be lost. */
interface Pieces {
  readonly all: Expr;
  readonly tolerated: Expr;
}

function piecesIn(context: Context, store: string): Pieces {
  const [data, parity] = [context.stated('components.*.replication.data', store), context.stated('components.*.replication.parity', store)];
  if (data && parity) return { all: add(data, parity), tolerated: parity };
  const copies = context.ref('components.*.copies', store);
  return { all: copies, tolerated: sub(copies, num(1)) };
}

/**
 * Share of disks (or nodes) lost in a year, and the time to restore one; what is typical where nothing is stated of a store that we run. Of what
 * others run only they know, and what is in memory is gone with its instance.
 */
function wearOf(context: Context, store: string): { readonly afr: Expr; readonly rebuild: Expr } | undefined {
  const [afr, rebuild] = [context.stated('components.*.afr', store), context.stated('components.*.rebuild', store)];
  const isOurs = context.model.components.get(store)?.traits.data === 'disk' && context.known('components.*.fleet', store);
  if (!isOurs && !(afr && rebuild)) return undefined;
  return { afr: afr ?? context.assumed('afr'), rebuild: rebuild ?? context.assumed('rebuild') };
}

/** A store on disk whose instances are not counted, such as a managed one. */
const isUncounted = (context: Context, store: string): boolean =>
  context.model.components.get(store)?.traits.data === 'disk' && !context.known('components.*.fleet', store);

type Law = (n: number, tolerated: number, mttf: number, rebuild: number, year: number) => number;

/** Disks fail at any time and are restored one after the other (an absorbing Markov chain). */
const chain: Law = (n, tolerated, mttf, rebuild, year) => lossWithin(mttdl(n, tolerated, mttf, rebuild, 'serial'), year);

/** Chance a year that disks fail before others are rebuilt, more of them than a store can do without. */
function diskLossIn(context: Context, store: string, name: string, law: Law): Expr | undefined {
  const wear = wearOf(context, store);
  if (!wear) return undefined;
  const { all, tolerated } = piecesIn(context, store);
  const loss: (...values: readonly number[]) => number = (n = 0, tolerated = 0, rate = 0, time = 0, year = 0) =>
    law(n, tolerated, year / rate, time, year);
  return applied(name, loss, all, tolerated, wear.afr, wear.rebuild, context.convention('year'));
}

/**
 * Chance a year that a store loses more pieces of an item than it can do without: by disks that fail before others are rebuilt, and no less than by what
 * takes all copies at once (`correlatedLoss`). Of what others run that is all that is known: the chance that they promise.
 * @source absorbing Markov chain: Patterson, Gibson and Katz 1988, SIGMOD; floor: what is lost together, Ford et al. 2010, OSDI
 */
function lossIn(context: Context, store: string): Expr | undefined {
  const loss = diskLossIn(context, store, 'lossInYear', chain);
  const floor = context.stated('components.*.correlatedLoss', store);
  if (!loss) return isUncounted(context, store) ? floor : undefined;
  return floor ? max(loss, floor) : loss;
}

/** Data in several stores is lost only if all of them lose it; the loss of one store follows from its replication. */
function inAllStores(context: Context, name: string, lossIn: (store: string) => Expr | undefined): Definition {
  const { stores } = dataOf(context, name);
  if (stores.length === 0) return unstated(`data.${name}.in`);
  const losses = stores.map(lossIn);
  const missing = stores.filter((_, i) => losses[i] === undefined);
  if (missing.length > 0)
    return unstated(
      ...missing.map((store): MissingPath => `components.${store}.${isUncounted(context, store) ? 'correlatedLoss' : 'afr'}`),
    );
  return formula(mul(...(losses as Expr[])));
}

/** Mean time to loss, at the constant rate that gives the probability of loss within a year. */
const meanTimeToLoss = (context: Context, name: string): Definition =>
  formula(
    applied(
      'meanTimeBetween',
      (chance = 0, year = 0) => meanTimeBetween(chance, year),
      context.ref('data.*.lossProbability', name),
      context.convention('year'),
    ),
  );

/** Age of what the latest backup, or copy, lacks when the data is lost: the time between two of them, at worst. */
function recoveryPoint(context: Context, name: string): Definition {
  const points = dataOf(context, name).stores.flatMap((store) => {
    const lag = context.stated('components.*.replication.lag', store);
    return context.stated('components.*.backup.every', store) ?? lag ?? [];
  });
  const [first, ...rest] = points;
  if (!first) return unstated(...dataOf(context, name).stores.map((store): MissingPath => `components.${store}.backup.every`));
  return formula(min(first, ...rest));
}

/** Time to restore the data from its backup. */
function recoveryTime(context: Context, name: string): Definition {
  const times = dataOf(context, name).stores.flatMap((store) => context.stated('components.*.backup.restore', store) ?? []);
  const [first, ...rest] = times;
  if (!first) return unstated(...dataOf(context, name).stores.map((store): MissingPath => `components.${store}.backup.restore`));
  return formula(min(first, ...rest));
}

/** Items that a loss with no copy left takes with it, a year; with a backup only those that it does not have yet. */
function lost(context: Context, name: string): Definition {
  const items = context.ref('data.*.items', name);
  const loss = context.ref('data.*.lossProbability', name);
  const backed = dataOf(context, name).stores.some((store) => context.stated('components.*.backup.every', store) !== undefined);
  if (!backed) return formula(mul(loss, items));
  // On average half of the time between two backups has passed.
  return formula(mul(loss, min(items, div(mul(context.ref('data.*.added', name), context.ref('data.*.rpo', name)), num(2)))));
}

export const durabilityFacts: Definers = {
  'data.*.lossProbability': (context, name) => inAllStores(context, name, (store) => lossIn(context, store)),
  'data.*.lossProbability.byWindows': (context, name) =>
    inAllStores(context, name, (store) => diskLossIn(context, store, 'lossInYearByWindows', windowLossWithin)),
  'data.*.mttdl': meanTimeToLoss,
  'data.*.durability': (context, name) => formula(sub(num(1), context.ref('data.*.lossProbability', name))),
  'data.*.lost': lost,
  'data.*.rpo': recoveryPoint,
  'data.*.rto': recoveryTime,
};
