import { type Context, type Definer, type Definition, type Engine, formula, unknown } from '../../facts/index.js';
import { add } from '../../quantity/index.js';
import type { Component } from '../../spec/index.js';
import { cacheFacts } from './cache.js';
import { dataFacts } from './data.js';

/** Bytes added a second to the data in a component. */
function componentGrowth(context: Context, name: string): Definition {
  const { data } = context.model.components.get(name) as Component;
  return formula(add(...data.map((set) => context.ref(`data.${set}.growth`))));
}

/** Bytes stored of all data. What is unknown is left out, and said. */
function totalStorage(context: Context): Definition {
  const ids = [...context.model.data.keys()].map((name) => `data.${name}.size.stored`);
  if (ids.length === 0) return unknown('data');
  const known = ids.filter((id) => context.known(id));
  const missing = [...new Set(ids.filter((id) => !known.includes(id)).flatMap((id) => context.missingOf(id)))];
  if (known.length === 0) return unknown(...missing);
  return { formula: add(...known.map((id) => context.ref(id))), missing };
}

const componentFacts: Readonly<Record<string, Definer>> = {
  'components.*.growth': (context, name = '') => componentGrowth(context, name),
  'totals.storage': totalStorage,
};

/** Stocks, retention, growth, overhead, compression, copies, by year; and what caches hold. */
export const storage: Engine = { name: 'storage', define: { ...dataFacts, ...cacheFacts, ...componentFacts } };
