import { type Context, type Definers, type Definition, type Engine, formula } from '../../facts/index.js';
import { add } from '../../quantity/index.js';
import type { Component } from '../../spec/index.js';
import { totalOf } from '../totals.js';
import { cacheFacts } from './cache.js';
import { dataFacts } from './data.js';

/** Bytes added a second to the data in a component. */
function componentGrowth(context: Context, name: string): Definition {
  const { data } = context.model.components.get(name) as Component;
  return formula(add(...data.map((set) => context.ref('data.*.growth', set))));
}

const componentFacts: Definers = {
  'components.*.growth': componentGrowth,
  'totals.storage': (context) =>
    totalOf(
      context,
      [...context.model.data.keys()].map((name) => context.id('data.*.size.stored', name)),
      'data',
    ),
};

/** Stocks, retention, growth, overhead, compression, copies, by year; and what caches hold. */
export const storage: Engine = { name: 'storage', define: { ...dataFacts, ...cacheFacts, ...componentFacts } };
