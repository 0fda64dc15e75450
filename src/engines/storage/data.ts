import { type Context, type Definers, type Definition, formula, Missing, unknown } from '../../facts/index.js';
import { add, compounded, div, type Expr, max, mul, num, pow, sub } from '../../quantity/index.js';
import type { DataSet, DataUse } from '../../spec/index.js';
import { itemsPerRequest } from '../shared/data/data-use.js';
import { annualGrowth } from '../shared/data/growth.js';
import { asWritten, copyOf } from '../shared/data/stored.js';

const dataOf = (context: Context, name: string): DataSet => context.model.data.get(name) as DataSet;

/** Bytes of an item: the sizes of its parts, summed. */
function item(context: Context, name: string): Definition {
  const parts = dataOf(context, name).itemParts.flatMap((part) => context.stated('data.*.item.*', name, part) ?? []);
  const whole = context.stated('data.*.item', name);
  if (whole) return formula(whole);
  return parts.length > 0 ? formula(add(...parts)) : unknown(`data.${name}.item`);
}

const perSecond = (context: Context, uses: readonly DataUse[]): Expr =>
  add(...uses.map((use) => mul(itemsPerRequest(context, use), context.ref('flows.*.rate.mean', use.flow))));

/** Annual growth factor of a data set: its own, else the root's. */
const ownFactor = (context: Context, name: string): Expr => add(num(1), context.ref('data.*.growthPerYear', name));

/** Items added a second: what is stated, and what the flows add. A data set with a growth of its own grows by it, else as its flows do. */
function added(context: Context, name: string): Definition {
  const { addedBy } = dataOf(context, name);
  const stated = context.stated('data.*.added', name);
  const years = context.flowYears;
  const grown = (rate: Expr): Expr => (years ? mul(rate, pow(ownFactor(context, name), years)) : rate);
  const byFlows = dataOf(context, name).hasOwnGrowth && years ? grown(addedToday(context, addedBy)) : perSecond(context, addedBy);
  return formula(add(...(stated ? [grown(stated)] : []), ...(addedBy.length > 0 ? [byFlows] : [])));
}

const addedToday = (context: Context, uses: readonly DataUse[]): Expr =>
  add(...uses.map((use) => mul(itemsPerRequest(context, use), context.today('flows.*.rate.mean', use.flow))));

/** Bytes added a second; none where nothing adds, whatever an item is. */
function growth(context: Context, name: string): Definition {
  return formula(isAddedTo(context, name) ? mul(context.ref('data.*.added', name), context.ref('data.*.item', name)) : num(0));
}

/** Whether something is added to a data set: a stated rate, or flows. */
const isAddedTo = (context: Context, name: string): boolean =>
  dataOf(context, name).addedBy.length > 0 || context.stated('data.*.added', name) !== undefined;

/** What an amount of today becomes: it stays where its growth is what is added, or where it is stated by other data, with which it grows. */
function grownTo(context: Context, name: string, field: 'items' | 'size', amount: Expr, until: Expr): Expr {
  const isGrown = context.follows(`data.*.${field}`, name) && !dataOf(context, name).hasOwnGrowth;
  return isGrown || isAddedTo(context, name) ? amount : mul(amount, pow(ownFactor(context, name), until));
}

/** Items of today: as stated, or the stated size over the size of an item. */
function itemsToday(context: Context, name: string): Expr | undefined {
  const items = context.stated('data.*.items', name);
  if (items) return items;
  const size = context.stated('data.*.size', name);
  return size && div(size, context.ref('data.*.item', name));
}

/** `keep:` as a duration, else the retention of the log that it is in; undefined if what is added stays for ever. */
const keepOf = (context: Context, name: string): Expr | undefined => {
  const form = context.formOf('data.*.keep', name);
  if (form !== undefined) return form === 'forever' ? undefined : context.stated('data.*.keep', name);
  const [only, ...others] = dataOf(context, name).stores;
  const isLog = only !== undefined && others.length === 0 && context.model.components.get(only)?.traits.isLog === true;
  return isLog && context.formOf('components.*.retention', only) !== 'forever' ? context.stated('components.*.retention', only) : undefined;
};

/**
 * Items kept t years from today: those of today, and what is added over [max(0, t - keep), t], which grows; where nothing is added, items0 G^t.
 * t is the horizon; without one a full `keep`; without both, data that nothing adds to has its items of today. Where something is added and leaves after `keep`, the items
 * of today were added so too: they leave within `keep`, evenly (items0 max(0, 1 - t / keep)), and what is added replaces them.
 */
function items(context: Context, name: string): Definition {
  const data = dataOf(context, name);
  const stated = context.stated('data.*.added', name);
  const grows = isAddedTo(context, name);
  const today = itemsToday(context, name);
  if (!grows && !today) return unknown(`data.${name}.items`);
  const year = context.convention('year');
  const keep = keepOf(context, name);
  const until = context.stockYears ?? inYears(context.stated('horizon') ?? keep, year);
  if (until === undefined) return grows || !today ? unknown('horizon', `data.${name}.keep`) : formula(today);
  const from =
    keep && until.op !== 'number' ? startOf(context, until, keep, year) : keep ? max(num(0), sub(until, div(keep, year))) : num(0);
  const own = ownFactor(context, name);
  const terms: Expr[] = [];
  const field = context.stated('data.*.items', name) ? 'items' : 'size';
  if (today && grows && keep && !context.follows(`data.*.${field}`, name)) terms.push(...leftOf(context, today, until, keep));
  else if (today) terms.push(grownTo(context, name, field, today, until));
  if (stated) terms.push(mul(stated, year, compounded(own, from, until)));
  for (const use of data.addedBy) {
    const factor = dataOf(context, name).hasOwnGrowth ? own : add(num(1), context.ref('flows.*.growth', use.flow));
    terms.push(mul(itemsPerRequest(context, use), context.today('flows.*.rate.mean', use.flow), year, compounded(factor, from, until)));
  }
  return formula(add(...terms));
}

/** What is left of the items of today, of which each leaves within `keep`: none once a full `keep` has passed. */
function leftOf(context: Context, today: Expr, until: Expr, keep: Expr): readonly Expr[] {
  if (isFullKeep(context)) return [];
  return [mul(today, max(num(0), sub(num(1), div(until, div(keep, context.convention('year'))))))];
}

/** Whether what is looked at is a full `keep`, for want of another time. */
const isFullKeep = (context: Context): boolean => context.stockYears === undefined && context.stated('horizon') === undefined;

const inYears = (time: Expr | undefined, year: Expr): Expr | undefined => time && div(time, year);

/** Start of what is still kept; zero by definition when a full `keep` is what is looked at. */
function startOf(context: Context, until: Expr, keep: Expr, year: Expr): Expr {
  if (isFullKeep(context)) return num(0);
  return max(num(0), sub(until, div(keep, year)));
}

/** Bytes of all items; of a stated total, where it is not stated what an item is, that total, which grows where nothing is added. What is added to it is then left out, and named. */
function logical(context: Context, name: string): Definition {
  const size = context.stated('data.*.size', name);
  const { itemParts } = dataOf(context, name);
  const hasItem = itemParts.length > 0 || context.stated('data.*.item', name);
  if (!size || hasItem) return formula(mul(context.ref('data.*.items', name), context.ref('data.*.item', name)));
  const until = context.stockYears ?? inYears(context.stated('horizon') ?? keepOf(context, name), context.convention('year'));
  const whole = until ? grownTo(context, name, 'size', size, until) : size;
  const isToday = until?.op === 'number' && until.value === 0;
  return {
    formula: whole,
    missing: isAddedTo(context, name) && !isToday ? Missing.of([`data.${name}.item`, ...(until ? [] : ['horizon' as const])]) : undefined,
  };
}

function stored(context: Context, name: string): Definition {
  const { stores } = dataOf(context, name);
  const bytes = copyOf(context, name);
  if (stores.length === 0) return formula(bytes);
  return formula(mul(bytes, add(...stores.map((store) => context.ref('components.*.copies', store)))));
}

/** Share of the disk that may be in use: the component's, the root's, or that of the tier. */
const diskTarget = (context: Context, store: string | undefined): Expr =>
  (store === undefined ? context.stated('target.disk') : context.stated('components.*.target.disk', store)) ??
  context.assumed('target.disk');

/** Room to give to the data, store by store, so that each stays within its target. */
function provisioned(context: Context, name: string): Definition {
  const { stores } = dataOf(context, name);
  const [only] = stores;
  if (stores.length <= 1) return formula(div(context.ref('data.*.size.stored', name), diskTarget(context, only)));
  const bytes = copyOf(context, name);
  return formula(mul(bytes, add(...stores.map((store) => div(context.ref('components.*.copies', store), diskTarget(context, store))))));
}

/** Facts of data sets: items, sizes, growth. */
export const dataFacts: Definers = {
  'data.*.item': (context, name) => item(context, name),
  'data.*.item.stored': (context, name) => formula(asWritten(context, name, context.ref('data.*.item', name))),
  'data.*.items': (context, name) => items(context, name),
  'data.*.added': (context, name) => added(context, name),
  'data.*.read': (context, name) => formula(perSecond(context, dataOf(context, name).readBy)),
  'data.*.served': (context, name) => formula(mul(context.ref('data.*.read', name), context.ref('data.*.item', name))),
  'data.*.growth': growth,
  'data.*.growthPerYear': (context, name) => annualGrowth(context, 'data.*.growth', name),
  'data.*.size.logical': (context, name) => logical(context, name),
  'data.*.size.stored': (context, name) => stored(context, name),
  'data.*.size.provisioned': (context, name) => provisioned(context, name),
};
