import { type Context, type Definers, type Definition, formula, unstated } from '../../facts/index.js';
import { div, type Expr, mul, num } from '../../quantity/index.js';
import type { Flow, Objective } from '../../spec/index.js';
import { missedOf } from './chance.js';
import { failureOfComponent } from './component.js';
import { without } from './failing.js';
import { FaultModel } from './fault-model.js';
import { failureOfFlow } from './flow.js';
import { hindrancesOf, unless } from './hindrances.js';

const objectiveOf = (context: Context, kind: Objective['kind'], name: string): Objective =>
  context.model.objectives.find((objective) => objective.kind === kind && objective.name === name) as Objective;

/** What is promised, as the spec states it. */
const PROMISES = { objective: 'requirements.quality.*', agreement: 'requirements.agreements.*' } as const;

const targetOf = (context: Context, { kind, name }: Objective): Expr => context.stated(`${PROMISES[kind]}.availability`, name) as Expr;

/** Days of a quarter, as this calendar counts months. */
const MONTHS_A_QUARTER = 3;

/** One outage model for all windows and promises: the failures are the same. */
const MODELS = new WeakMap<Context, Map<string, FaultModel>>();

function modelOf(context: Context, { about: { root, name } }: Objective): FaultModel {
  const models = MODELS.get(context) ?? new Map<string, FaultModel>();
  MODELS.set(context, models);
  const key = `${root}.${name}`;
  let model = models.get(key);
  if (!model) {
    const flow = () => failureOfFlow(context, context.model.flows.get(name) as Flow);
    model = new FaultModel(root === 'flows' ? flow() : failureOfComponent(context, name));
    models.set(key, model);
  }
  return model;
}

/**
 * Chance that the outages of a span leave less than what is promised: each cause begins them at a rate of its own, and each outage costs its length, of
 * a share of the requests only that share of it.
 */
function missed(context: Context, objective: Objective, window: Expr): Definition {
  const { root, name } = objective.about;
  const outages = context.id(`${root}.*.outages`, name);
  if (!context.known(outages)) return unstated(context.missingOf(outages));
  const chance = missedOf(modelOf(context, objective), {
    allowed: without(targetOf(context, objective)),
    window,
    year: context.convention('year'),
  });
  return unless(formula(chance), hindrancesOf(context, root, name));
}

function factsOf<R extends 'objectives' | 'agreements'>(root: R): Definers {
  const kind = root === 'objectives' ? 'objective' : 'agreement';
  const define =
    (make: (context: Context, objective: Objective) => Definition) =>
    (context: Context, name: string): Definition =>
      make(context, objectiveOf(context, kind, name));
  const window = (context: Context, { name }: Objective): Expr => context.ref(`${root as 'objectives' | 'agreements'}.*.window`, name);
  const allowed = (context: Context, objective: Objective): Expr => without(targetOf(context, objective));
  return {
    [`${root}.*.target`]: define((context, objective) => formula(targetOf(context, objective))),
    [`${root}.*.allowed`]: define((context, objective) => formula(allowed(context, objective))),
    [`${root}.*.window`]: define((context, { name }) =>
      formula(context.stated(`${PROMISES[kind]}.window`, name) ?? context.assumed('window')),
    ),
    [`${root}.*.budget`]: define((context, objective) => formula(mul(allowed(context, objective), window(context, objective)))),
    [`${root}.*.requests`]: define((context, objective) => {
      const { root: area, name } = objective.about;
      return formula(mul(allowed(context, objective), context.ref(`${area}.*.rate.mean`, name), window(context, objective)));
    }),
    [`${root}.*.spent`]: define((context, objective) => {
      const { root: area, name } = objective.about;
      return formula(div(context.ref(`${area}.*.unavailability`, name), allowed(context, objective)));
    }),
    [`${root}.*.missed.window`]: define((context, objective) => missed(context, objective, window(context, objective))),
    [`${root}.*.missed.month`]: define((context, objective) => missed(context, objective, context.convention('month'))),
    [`${root}.*.missed.quarter`]: define((context, objective) =>
      missed(context, objective, mul(num(MONTHS_A_QUARTER), context.convention('month'))),
    ),
  };
}

/** Error budgets, how much of them is spent, and how likely they are missed. */
export const objectiveFacts: Definers = { ...factsOf('objectives'), ...factsOf('agreements') };
