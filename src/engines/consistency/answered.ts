import { routesBetween } from '../../catalog/index.js';
import { type Context, type Definition, formula, type MissingPath, unstated } from '../../facts/index.js';
import { type Expr, num } from '../../quantity/index.js';
import type { Call, Component } from '../../spec/index.js';
import { lastAnswer, type QuorumReach } from '../shared/copies/reach.js';
import { copiesByRegion, regionOfCall, regionsOf } from '../shared/copies/spread.js';
import { delaysOf, timeOf } from './delays.js';
import { writesTo } from './path.js';
import { copiesChain } from './store.js';

/** Time within which as many copies have answered as a call waits for, in a share of the calls: by delays that are stated, else by distances. */
export const answeredWithin =
  (share: number) =>
  (context: Context, call: Call): Definition => {
    const store = context.model.components.get(call.component) as Component;
    const chain = copiesChain(context, store, call.writes ? null : call, call.writes ? [call] : writesTo(store, null));
    if ('unstated' in chain) return unstated(...chain.unstated);
    const waited = call.writes ? chain.writing?.[0] : chain.reading;
    const copies = chain.copies;
    if (!waited || !copies) return unstated(`components.${store.name}.replication.delays`);
    const delays = delaysOf(context, store);
    if (delays && 'missing' in delays) return unstated(...delays.missing);
    const part = partOf(context, store, call, waited, copies);
    if ('missing' in part) return unstated(part.missing);
    if (!delays) return byDistance(context, store, call, waited, copies);
    return call.writes
      ? formula(timeOf(`writtenWithin${share * 100}`, delays, [num(1), part.needed, part.of], ({ writeLatency }) => writeLatency(share)))
      : formula(timeOf(`readWithin${share * 100}`, delays, [part.needed, num(1), part.of], ({ readLatency }) => readLatency(share)));
  };

/** How many of the copies must answer. */
type Part = { readonly needed: Expr; readonly of: Expr } | { readonly missing: MissingPath };

function partOf(context: Context, store: Component, call: Call, { of, byRegion, copies: needed }: QuorumReach, copies: Expr): Part {
  if (of === 'all' || byRegion.size < 2) return { needed, of: copies };
  const region = regionOfCall(context, call);
  if (region === null) return { missing: `flows.${call.flow}.from` };
  return { needed: byRegion.get(region) ?? num(1), of: copiesByRegion(context, store, copies).get(region) ?? num(1) };
}

/** Round trips alone: the nearest copies answer first. */
function byDistance(context: Context, store: Component, call: Call, waited: QuorumReach, copies: Expr): Definition {
  const regions = regionsOf(store);
  const here = regionOfCall(context, call);
  if (regions.length < 2) return unstated(`components.${store.name}.replication.delays`);
  if (here === null) return unstated(`flows.${call.flow}.from`);
  const counts = copiesByRegion(context, store, copies);
  return formula(lastAnswer(waited, here, regions, counts, (region) => roundTrip(context, here, region)));
}

/** As measured, else by the catalog; within one region next to nothing, unless it is stated. */
function roundTrip(context: Context, from: string, to: string): Expr {
  const stated = (key: string): Expr | undefined => context.stated('topology.rtt.*', key);
  if (from === to) return stated('region') ?? stated('zone') ?? num(0);
  const measured = stated(`${from}-${to}`) ?? stated(`${to}-${from}`);
  if (measured) return measured;
  const [a, b] = [context.model.places.get(from) ?? from, context.model.places.get(to) ?? to];
  const { entries } = context.model.products;
  const route = typeof a === 'string' && typeof b === 'string' ? routesBetween(a, b).find((id) => entries.has(id)) : undefined;
  return route === undefined ? context.unstated(`topology.rtt.${from}-${to}`) : context.catalog(route);
}
