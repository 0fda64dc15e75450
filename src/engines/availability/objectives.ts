import { type Context, type Definer, type Definition, formula, unstated } from '../../facts/index.js';
import { chanceToMiss } from '../../math/index.js';
import { applied, div, type Expr, mul, num } from '../../quantity/index.js';
import type { Objective } from '../../spec/index.js';
import { without } from './failing.js';

const ROOTS = { objective: 'objectives', agreement: 'agreements' } as const;

const objectiveOf = (context: Context, kind: Objective['kind'], name: string): Objective =>
  context.model.objectives.find((objective) => objective.kind === kind && objective.name === name) as Objective;

/** Days of a quarter, as this calendar counts months. */
const MONTHS_A_QUARTER = 3;

/**
 * Chance that the outages of a span leave less than what is promised: they come as a Poisson process, each costs an exponential amount. What each
 * costs is the unavailability over how often they come, so that an outage for a tenth of the requests costs a tenth of its time.
 * @source compound Poisson law: Feller 1971, vol. 2, section VI.4
 */
function missed(context: Context, { path, subject }: Objective, span: Expr): Definition {
  const outages = `${subject}.outages`;
  if (!context.known(outages)) return unstated(...context.missingOf(outages));
  const target = context.stated(`${path}.availability`) as Expr;
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
      context.ref(`${subject}.downtime`),
      context.convention('year'),
      span,
      without(target),
    ),
  );
}

function factsOf(kind: Objective['kind']): Readonly<Record<string, Definer>> {
  const root = ROOTS[kind];
  const define =
    (make: (context: Context, objective: Objective) => Definition): Definer =>
    (context, name = '') =>
      make(context, objectiveOf(context, kind, name));
  const at = ({ name }: Objective): string => `${root}.${name}`;
  const target = (context: Context, { path }: Objective): Expr => context.stated(`${path}.availability`) as Expr;
  return {
    [`${root}.*.target`]: define((context, objective) => formula(target(context, objective))),
    [`${root}.*.window`]: define((context, { path }) => formula(context.stated(`${path}.window`) ?? context.assumed('window'))),
    [`${root}.*.budget`]: define((context, objective) =>
      formula(mul(without(target(context, objective)), context.ref(`${at(objective)}.window`))),
    ),
    [`${root}.*.requests`]: define((context, objective) =>
      formula(
        mul(without(target(context, objective)), context.ref(`${objective.subject}.rate.mean`), context.ref(`${at(objective)}.window`)),
      ),
    ),
    [`${root}.*.spent`]: define((context, objective) =>
      formula(div(context.ref(`${objective.subject}.unavailability`), without(target(context, objective)))),
    ),
    [`${root}.*.missed.window`]: define((context, objective) => missed(context, objective, context.ref(`${at(objective)}.window`))),
    [`${root}.*.missed.month`]: define((context, objective) => missed(context, objective, context.convention('month'))),
    [`${root}.*.missed.quarter`]: define((context, objective) =>
      missed(context, objective, mul(num(MONTHS_A_QUARTER), context.convention('month'))),
    ),
  };
}

/** Error budgets, how much of them is spent, and how likely they are missed. */
export const objectiveFacts: Readonly<Record<string, Definer>> = { ...factsOf('objective'), ...factsOf('agreement') };
