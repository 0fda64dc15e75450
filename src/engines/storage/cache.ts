import { type Context, type Definer, type Definition, formula, NOT_COMPUTED, unknown } from '../../facts/index.js';
import { add, type Expr, mul, num } from '../../quantity/index.js';
import type { Component } from '../../spec/index.js';

/** Reads a second of a data set that arrive at a cache: those of the flows that read it, if the spec says which do, else all. */
function readsArriving(context: Context, cache: Component, data: string): Expr {
  const readers = new Set(context.model.data.get(data)?.readBy.map((touch) => touch.flow));
  const flows = new Set(cache.steps.filter((step) => !step.writes).map((step) => step.flow));
  const whole = context.ref(`components.${cache.name}.read.mean`);
  if (readers.size === 0 || [...flows].every((flow) => readers.has(flow)) || ![...flows].some((flow) => readers.has(flow))) return whole;
  return add(...[...flows].filter((flow) => readers.has(flow)).map((flow) => context.ref(`components.${cache.name}.readBy.${flow}`)));
}

/** Bytes of what a cache is said to hold of a data set: a share of the items, a share of a day's reads, or so many items. */
function held(context: Context, cache: Component, data: string, path: string): Expr {
  const item = context.ref(`data.${data}.item`);
  const amount = context.stated(path) as Expr;
  const form = context.formOf(path);
  const ownOverhead = context.stated(`components.${cache.name}.overhead`);
  const bytes =
    form === 'dailyReads'
      ? mul(amount, readsArriving(context, cache, data), context.convention('day'), item)
      : form === 'share'
        ? mul(amount, context.ref(`data.${data}.items`), item)
        : mul(amount, item);
  return ownOverhead ? mul(bytes, add(num(1), ownOverhead)) : bytes;
}

/** Memory of a cache: what it holds, with its own overhead, and the data that lives in it. */
function memory(context: Context, name: string): Definition {
  const cache = context.model.components.get(name) as Component;
  if (cache.holds.length + cache.data.length === 0) return unknown(`components.${name}.holds`);
  return formula(
    add(...cache.holds.map(({ data, path }) => held(context, cache, data, path)), ...cache.data.map((data) => context.ref(`data.${data}.size.stored`))),
  );
}

/** Share of calls answered from a cache, as the component states it; from memory and popularity it is for capacity planning to say. */
function hit(context: Context, name: string): Definition {
  const stated = context.stated(`components.${name}.hitRatio`);
  return stated ? formula(stated) : unknown(NOT_COMPUTED);
}

export const cacheFacts: Readonly<Record<string, Definer>> = {
  'cache.*.memory': (context, name = '') => memory(context, name),
  'cache.*.hit': (context, name = '') => hit(context, name),
};
