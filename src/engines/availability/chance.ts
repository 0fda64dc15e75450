import { type Context, type Definition, formula, namesIn, unstated } from '../../facts/index.js';
import { chanceToMiss } from '../../math/index.js';
import { type Expr, ref } from '../../quantity/index.js';
import { type Event, NEVER, replaced } from './event.js';
import { FaultModel } from './fault-model.js';

/**
 * The chance of an event, exact although parts of it share causes. Its text is that of the event: each name in it is one event. Behind a
 * buffer the chance also depends on how long failures last.
 */
export const eventChance = (context: Context, event: Event): Definition => definedBy(context, new FaultModel(event), 'chance');

/** How often a year an event begins: the sum over failures of how often each begins while it decides. */
export const eventOutages = (context: Context, event: Event): Definition => definedBy(context, new FaultModel(event), 'outages');

function definedBy(context: Context, model: FaultModel, what: 'chance' | 'outages'): Definition {
  const isTimed = what === 'outages';
  const missing = [
    ...model.rateless(isTimed).map((name) => context.id('components.*.instance.outage', name)),
    ...model.rates(isTimed),
  ].filter((id) => !context.known(id));
  if (missing.length > 0) return unstated(...missing.flatMap((id) => context.missingOf(id) ?? []));
  return formula(formulaOf(model, what));
}

/** The chance of the event of a model if a component never had too few instances, and never a failover to wait for. */
export const chanceWithEnough = ({ event }: FaultModel, component: string): Expr =>
  formulaOf(
    new FaultModel(
      replaced(event, (part) => {
        if (part.kind === 'insufficient') return part.group.component === component ? NEVER : part;
        return namesIn('components.*.failover.unavailability', part.id)?.[0] === component ? NEVER : part;
      }),
    ),
    'chance',
  );

const MODELS = new WeakMap<Expr, FaultModel>();

/** The model behind a formula that `chanceOf` or `outagesOf` made. */
export const faultModelOf = (expr: Expr | undefined): FaultModel | undefined => expr && MODELS.get(expr);

/** What is promised: that no more than a share of a window fails. Times in one unit. */
export interface AllowedShare {
  readonly allowed: Expr;
  readonly window: Expr;
  readonly year: Expr;
}

/** The chance that the outages of what a model is of, cause by cause, leave less than what is promised. */
export function missedOf(model: FaultModel, { allowed, window, year }: AllowedShare): Expr {
  const { args, text } = partsOf(model, true);
  return {
    op: 'applied',
    name: 'chanceToMiss',
    compute: (...values) => {
      const [share = Number.NaN, time = Number.NaN, ofYear = Number.NaN] = values.slice(args.length);
      const { causes, chain, lost } = model.causes(values.slice(0, args.length));
      const years = time / ofYear;
      return chanceToMiss(causes, years, (share - lost) * years, chain);
    },
    args: [...args, allowed, window, year],
    written: (print) => `chanceToMiss(${text(print)}; ${[allowed, window, year].map(print).join(', ')})`,
  };
}

function formulaOf(model: FaultModel, what: 'chance' | 'outages'): Expr {
  const { args, text } = partsOf(model, what === 'outages');
  const expr: Expr = {
    op: 'applied',
    name: what,
    compute: (...values) => (what === 'outages' ? model.outages(values) : model.chance(values)),
    args,
    linear: model.linear,
    written: (print) => `${what}(${text(print)})`,
  };
  MODELS.set(expr, model);
  return expr;
}

/** What a model takes, and how it is printed: the event, then, behind a semicolon, how often its failures begin. */
function partsOf(model: FaultModel, isTimed: boolean): { readonly args: readonly Expr[]; readonly text: (print: Print) => string } {
  const rates = model.rates(isTimed).map(ref);
  return {
    args: [...model.chances.map(ref), ...model.groupArgs, ...model.buffers, ...model.timing(isTimed)],
    text: (print) => {
      const event = textOf(model.event, print, isTimed);
      return rates.length === 0 ? event : `${event}; ${rates.map(print).join(', ')}`;
    },
  };
}

type Print = (arg: Expr) => string;

/**
 * `and` binds tighter than `or`. The arguments of a group are followed by the places that it may lose, one list per region, each behind a
 * semicolon. `any item:` marks a group that is insufficient as soon as its copies of some item are, wherever these lie, of any shard.
 */
function textOf(event: Event, print: Print, isTimed: boolean, within: 'all' | 'any' = 'any'): string {
  if (event.kind === 'basic') return event.some ? `(${print(ref(event.id))} > 0)` : print(ref(event.id));
  if (event.kind === 'outlasting') return `outlasting(${textOf(event.of, print, true)}, ${print(event.buffer)})`;
  if (event.kind === 'insufficient') {
    const { places, regions, isOfAny } = event.group;
    const parts = [event.group.written(event.use, isTimed).map(print).join(', ')];
    const lost = places.map((place) => textOf(place, print, isTimed));
    for (const count of regions) parts.push(lost.splice(0, count).join(', '));
    return `insufficient(${isOfAny ? 'any item: ' : ''}${parts.join('; ')})`;
  }
  if (event.of.length === 0) return event.kind === 'any' ? '0' : '1';
  const parts = event.of.map((part) => textOf(part, print, isTimed, event.kind));
  if (event.kind === 'all') return parts.join(' and ');
  return within === 'all' ? `(${parts.join(' or ')})` : parts.join(' or ');
}
