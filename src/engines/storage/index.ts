import { type Context, type Definers, type Definition, type Engine, formula, unstated } from '../../facts/index.js';
import { add, type Expr, mul } from '../../quantity/index.js';
import type { Component } from '../../spec/index.js';
import { keepsMessages } from '../shared/data/retained.js';
import { totalOf } from '../shared/totals.js';
import { cacheFacts } from './cache.js';
import { dataFacts } from './data.js';

/** Bytes added a second to the data in a component. */
function componentGrowth(context: Context, name: string): Definition {
  const { data } = context.model.components.get(name) as Component;
  return formula(add(...data.map((set) => context.ref('data.*.growth', set))));
}

/** Bytes of the messages that a log keeps, in all copies: what arrives within its retention. */
function retained(context: Context, name: string): Definition {
  if (!keepsMessages(context, context.model.components.get(name) as Component)) return unstated(`components.${name}.retention`);
  const retention = context.stated('components.*.retention', name) as Expr;
  return formula(mul(context.ref('components.*.ingress.mean', name), retention, context.ref('components.*.copies', name)));
}

/** Logs that keep what arrives, beside the data sets. */
const logs = (context: Context): readonly string[] =>
  [...context.model.components.values()].filter((component) => keepsMessages(context, component)).map(({ name }) => name);

const componentFacts: Definers = {
  'components.*.growth': componentGrowth,
  'components.*.retained': retained,
  'totals.storage': (context) =>
    totalOf(
      context,
      [
        ...[...context.model.data.keys()].map((name) => context.id('data.*.size.stored', name)),
        ...logs(context).map((name) => context.id('components.*.retained', name)),
      ],
      'data',
    ),
};

/** Stocks, retention, growth, overhead, compression, copies, by year; and what caches hold. */
export const storage: Engine = { name: 'storage', define: { ...dataFacts, ...cacheFacts, ...componentFacts } };
