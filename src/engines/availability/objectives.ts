import { type Context, type Definers, type Definition, formula, unstated } from '../../facts/index.js';
import { chanceToMiss } from '../../math/index.js';
import { applied, div, type Expr, mul, num } from '../../quantity/index.js';
import type { Objective } from '../../spec/index.js';
import { without } from './failing.js';

const objectiveOf = (context: Context, kind: Objective['kind'], name: string): Objective =>
  context.model.objectives.find((objective) => objective.kind === kind && objective.name === name) as Objective;

/** What is promised, as the spec states it. */
const PROMISES = { objective: 'requirements.quality.*', agreement: 'requirements.agreements.*' } as const;

const targetOf = (context: Context, { kind, name }: Objective): Expr => context.stated(`${PROMISES[kind]}.availability`, name) as Expr;

/** Days of a quarter, as this calendar counts months. */
const MONTHS_A_QUARTER = 3;

/**
 * Chance that the outages of a span leave less than what is promised: they come as a Poisson process, each costs an exponential amount. What each
 * costs is the unavailability over how often they come, so that an outage for a tenth of the requests costs a tenth of its time.
 * @source compound Poisson law: Feller 1971, vol. 2, section VI.4
 */
function missed(context: Context, objective: Objective, span: Expr): Definition {
  const { about } = objective;
  const outages = context.id(`${about.root}.*.outages`, about.name);
  if (!context.known(outages)) return unstated(...context.missingOf(outages));
  return formula(
    applied(
      'chanceToMiss',
      (often, downtime, year, time, promise) =>
        chanceToMiss(
          (often as number) / (year as number),
          (downtime as number) / (often as number),
          time as number,
          (promise as number) * (time as number),
        ),
      context.ref(outages),
      context.ref(`${about.root}.*.downtime`, about.name),
      context.convention('year'),
      span,
      without(targetOf(context, objective)),
    ),
  );
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
