import type { Reason } from '../../core/index.js';
import {
  type Context,
  type Definers,
  type Definition,
  type Engine,
  formula,
  lacksExchange,
  rootOf,
  unknown,
  unstated,
} from '../../facts/index.js';
import { add, div, type Expr, mapRefs, mul, num, ref, refsOf } from '../../quantity/index.js';
import { componentOf } from '../shared/by-name.js';
import { keepsMessages } from '../shared/data/retained.js';
import { copyOf } from '../shared/data/stored.js';
import { totalOf } from '../shared/totals.js';
import { transferCost } from './transfer.js';

/** Prices of use and what they are held against: mean rates, around the clock. */
const USE = [
  ['requests', 'rate.mean'],
  ['reads', 'read.mean'],
  ['writes', 'write.mean'],
  ['ingress', 'ingress.mean'],
  ['egress', 'egress.mean'],
  ['replication', 'replication.mean'],
] as const;

/** All that use is paid by. */
const PRICES = ['storage', ...USE.map(([price]) => price)] as const;

/** What keeps the prices of the catalog from being used: they are in another currency than the spec. */
const noExchange = ({ model }: Context): Reason => ({
  text: `the exchange rate (key exchange, ${model.currency.name} per USD) of the catalog's prices`,
});

/** Money a month: instances around the clock, bytes stored, use at mean rates, and what is fixed. A component without any price is unknown. */
function componentCost(context: Context, name: string): Definition {
  if (lacksExchange(name, context.model)) return unknown(noExchange(context));
  const at = `components.${name}`;
  const terms: Expr[] = [];
  const each = context.stated('components.*.each.cost', name);
  if (each) terms.push(mul(context.ref('components.*.fleet', name), each));
  const storage = context.stated('components.*.price.storage', name);
  if (storage) {
    const { data } = componentOf(context, name);
    // Where the price is the spec's own, it is of a byte on disk.
    const isOfCatalog = refsOf(storage).some((id) => rootOf(id) === 'catalog');
    const billedOnce = isOfCatalog && context.model.products.figures.get(`${at}.price.storage`)?.forAllCopies === true;
    const bytes = add(
      ...data.map((set) => (billedOnce ? copyOf(context, set) : mul(copyOf(context, set), context.ref('components.*.copies', name)))),
    );
    const kept = keepsMessages(context, componentOf(context, name)) ? context.ref('components.*.retained', name) : bytes;
    terms.push(mul(kept, perMonth(context, storage)));
  }
  for (const [price, fact] of USE) {
    const stated = context.stated(`components.*.price.${price}`, name);
    if (stated) terms.push(mul(context.ref(`components.*.${fact}`, name), stated, context.convention('month')));
  }
  const transfer = context.stated('components.*.price.replication', name) ? undefined : transferCost(context, componentOf(context, name));
  if (transfer) terms.push(transfer);
  const fixed = context.stated('components.*.price.fixed', name);
  if (fixed) terms.push(fixed);
  if (terms.length > 0) return formula(add(...terms));
  return unknown(`${at}.${componentOf(context, name).traits.paidBy}`);
}

/** What of that the bytes that go out cost, where they have a price. */
function egressCost(context: Context, name: string): Definition {
  const price = context.stated('components.*.price.egress', name);
  if (!price) return unstated(lacksExchange(name, context.model) ? noExchange(context) : `components.${name}.price.egress`);
  return formula(mul(context.ref('components.*.egress.mean', name), price, context.convention('month')));
}

/** Prices of the catalog at one end of their ranges; what the spec states, and how much of it is used, stays. */
function atEnd(end: 'low' | 'high', definition: Definition): Definition {
  if (!('formula' in definition)) return definition;
  return { ...definition, formula: mapRefs(definition.formula, (id) => ref(rootOf(id) === 'catalog' ? `${id}.${end}` : id)) };
}

const usesCatalog = (definition: Definition): boolean =>
  'formula' in definition && refsOf(definition.formula).some((id) => rootOf(id) === 'catalog');

/** The bill with the prices of the catalog at one end; unstated where every price is the spec's own. */
function ofRange(end: 'low' | 'high') {
  return (context: Context): Definition => {
    const names = billed(context);
    const bills = names.map((name) => componentCost(context, name));
    if (!bills.some(usesCatalog)) return unstated({ text: 'prices of the catalog' });
    const known = bills.filter((_, i) => context.known('components.*.cost', names[i] as string)).map((bill) => atEnd(end, bill));
    return {
      formula: add(...known.flatMap((bill) => ('formula' in bill ? [bill.formula] : []))),
      missing: context.missingOf('totals.cost'),
    };
  };
}

/** The component that costs most. */
function dearest(context: Context): Definition {
  const names = [...context.model.components.keys()].filter((name) => context.known('components.*.cost', name));
  if (names.length < 2) return unstated('totals.cost');
  return {
    inputs: names.map((name) => context.ref('components.*.cost', name)),
    choose: (costs) => names[costs.indexOf(Math.max(...costs))] as string,
  };
}

/** A price per byte and second, by the month. */
const perMonth = (context: Context, price: Expr): Expr => mul(price, context.convention('month'));

/** What the actors use is no part of the bill. */
const billed = ({ model }: Context): readonly string[] =>
  [...model.components.values()].filter(({ traits }) => !traits.isOfActors).map(({ name }) => name);

const overComponents = (context: Context, fact: 'cost' | 'fleet', names: readonly string[]): Definition =>
  totalOf(
    context,
    names.map((name) => context.id(`components.*.${fact}`, name)),
    'components',
  );

/** Fields each of which implies that there are instances. */
const OF_INSTANCES = [
  'components.*.instances',
  ...(['rate', 'reads', 'writes', 'servers', 'cpu', 'memory', 'disk', 'iops', 'network', 'connections', 'cost'] as const).map(
    (field) => `components.*.each.${field}` as const,
  ),
] as const;

/**
 * Components that run in instances of ours, or would if their number were stated. Managed ones, and those paid by use whose spec has no
 * field of instances, cannot be missing from a total of instances.
 */
const inInstances = (context: Context): readonly string[] =>
  billed(context).filter((name) => {
    if (context.known('components.*.fleet', name) || OF_INSTANCES.some((field) => context.stated(field, name))) return true;
    // By the catalog too, whether its prices, which are in USD, can be used or not.
    const ofCatalog = context.model.products.figures;
    const isPaidByUse = PRICES.some(
      (price) => context.stated(`components.*.price.${price}`, name) || ofCatalog.has(`components.${name}.price.${price}`),
    );
    return componentOf(context, name).traits.run === 'instances' && !isPaidByUse;
  });

/** The bill over the users that the spec assumes: the one assumption that counts users, or the one called `users`. */
function perUser(context: Context): Definition {
  const counting = context.counting('user');
  const users = counting.includes('users') ? 'users' : counting.length === 1 ? counting[0] : undefined;
  return users === undefined
    ? unstated('assumptions.users')
    : formula(div(context.ref('totals.cost'), context.stated('assumptions.*', users) as Expr));
}

/** The bill, per component and in total; the chance to exceed a budget comes from checks, the dominant cost from drivers. */
const costFacts: Definers = {
  'components.*.cost': (context, name) => componentCost(context, name),
  'components.*.cost.egress': egressCost,
  'totals.cost': (context) => overComponents(context, 'cost', billed(context)),
  'totals.cost.low': ofRange('low'),
  'totals.cost.high': ofRange('high'),
  'totals.cost.dominant': dearest,
  'totals.cost.perThousand': (context) =>
    formula(div(context.ref('totals.cost'), div(mul(context.ref('totals.rate.mean'), context.convention('month')), num(1000)))),
  'totals.cost.perUser': (context) => perUser(context),
  'totals.instances': (context) => overComponents(context, 'fleet', inInstances(context)),
};

export const cost: Engine = { name: 'cost', define: costFacts };
