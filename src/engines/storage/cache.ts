import { type Context, type Definers, type Definition, formula, unknown, unstated } from '../../facts/index.js';
import { lruHitRatio, lruSize } from '../../math/index.js';
import { add, applied, type Expr, mul, num } from '../../quantity/index.js';
import type { Component } from '../../spec/index.js';
import { copyOf } from '../shared/data/stored.js';
import { isLost } from '../shared/losses.js';

const cacheOf = (context: Context, name: string): Component => context.model.components.get(name) as Component;

/**
 * Items of a data set that are read a second by the calls that arrive at a cache: those of the flows that read it, each call so many as its flow
 * does; one by each call where the spec does not state which flows do.
 */
function readsArriving(context: Context, cache: Component, data: string): Expr {
  const readers = new Set(context.model.data.get(data)?.readBy.map((touch) => touch.flow));
  const flows = [...new Set(cache.calls.filter((call) => !call.writes).map((call) => call.flow))];
  const reading = flows.filter((flow) => readers.has(flow));
  const counts = reading.map((flow) => context.stated('data.*.readBy.*.items', data, flow));
  if (counts.every((count) => count === undefined) && (reading.length === 0 || reading.length === flows.length))
    return context.ref('components.*.read.mean', cache.name);
  return add(
    ...reading.map((flow, i) => {
      const calls = context.ref('components.*.readBy.*', cache.name, flow);
      const count = counts[i];
      return count ? mul(count, calls) : calls;
    }),
  );
}

/** Exponent of the popularity of items (Zipf), as the cache states it. */
const exponentOf = (context: Context, name: string): Expr | undefined => context.stated('components.*.popularity.zipf', name);

/** Items that are read by that law: as the cache states it, else all of the data set. */
const popularItems = (context: Context, name: string, data: string): Expr =>
  context.stated('components.*.popularity.items', name) ?? context.ref('data.*.items', data);

/**
 * Items that a cache holds of a data set: a share of the items, a share of a day's reads, so many, or as many as give the wanted
 * share of hits under least-recently-used replacement (Che's approximation).
 */
function itemsHeld(context: Context, cache: Component, data: string): Expr | undefined {
  const amount = context.stated('components.*.holds.*', cache.name, data) as Expr;
  switch (context.formOf('components.*.holds.*', cache.name, data)) {
    case 'dailyReads':
      return mul(amount, readsArriving(context, cache, data), context.convention('day'));
    case 'share':
      return mul(amount, context.ref('data.*.items', data));
    case 'hits': {
      const items = popularItems(context, cache.name, data);
      const exponent = exponentOf(context, cache.name);
      return (
        exponent &&
        applied('lruSize', (hits = 0, n = 0, s = 0) => (n === 0 ? 0 : lruSize(hits, { items: n, exponent: s })), amount, items, exponent)
      );
    }
    default:
      return amount;
  }
}

/** Bytes that a cache holds of a data set: of a share, that of all its bytes, whatever an item is. */
function bytesHeld(context: Context, cache: Component, data: string): Expr | undefined {
  if (context.formOf('components.*.holds.*', cache.name, data) === 'share')
    return mul(context.stated('components.*.holds.*', cache.name, data) as Expr, context.ref('data.*.size.logical', data));
  const held = itemsHeld(context, cache, data);
  return held && mul(held, context.ref('data.*.item', data));
}

/** Memory of a cache: what it holds, with its own overhead, and the data that lives in it. */
function memory(context: Context, name: string): Definition {
  const cache = cacheOf(context, name);
  if (cache.holds.length + cache.data.length === 0) return unknown(`components.${name}.holds`);
  const ownOverhead = context.stated('components.*.overhead', name);
  const terms: Expr[] = [];
  for (const data of cache.holds) {
    const bytes = bytesHeld(context, cache, data);
    if (!bytes) return unknown(`components.${name}.popularity`);
    terms.push(ownOverhead ? mul(bytes, add(num(1), ownOverhead)) : bytes);
  }
  // What of it lies elsewhere too is no memory of this cache.
  const copies = context.ref('components.*.copies', name);
  const living = cache.data.map((data) => mul(copyOf(context, data), copies));
  return formula(add(...terms, ...living));
}

/**
 * Share of calls answered from a cache: as the component states it, else, for a cache that holds one data set of stated popularity, by
 * Che's approximation of least-recently-used replacement; none while it is down.
 */
function hit(context: Context, name: string): Definition {
  if (isLost(context, cacheOf(context, name))) return formula(num(0));
  const stated = context.stated('components.*.hitRatio', name);
  if (stated) return formula(stated);
  const cache = cacheOf(context, name);
  const [only, ...others] = cache.holds;
  const exponent = exponentOf(context, name);
  if (!only || others.length > 0 || !exponent) return unstated(`components.${name}.hitRatio`);
  if (context.formOf('components.*.holds.*', name, only) === 'hits')
    return formula(context.stated('components.*.holds.*', name, only) as Expr);
  const items = popularItems(context, name, only);
  const held = itemsHeld(context, cache, only) as Expr;
  return formula(
    applied(
      'lruHitRatio',
      // A cache of nothing has no hits.
      (size = 0, n = 0, s = 0) => (n === 0 ? 0 : lruHitRatio(Math.min(size, n), { items: n, exponent: s })),
      held,
      items,
      exponent,
    ),
  );
}

export const cacheFacts: Definers = {
  'cache.*.memory': (context, name) => memory(context, name),
  'cache.*.hit': (context, name) => hit(context, name),
};
