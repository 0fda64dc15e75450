import { type Expr, ref } from '../../quantity/index.js';
import type { Event } from './event.js';
import { FaultModel } from './fault-model.js';

/** The chance of an event, exact over what its parts share. Its text is the event's: each name in it stands for one event. */
export const chanceOf = (event: Event): Expr => applied(new FaultModel(event), 'chance');

/** How often a year an event begins: the sum over failures of how often each begins while it decides. */
export const outagesOf = (event: Event): Expr => applied(new FaultModel(event), 'outages');

const MODELS = new WeakMap<Expr, FaultModel>();

/** The model behind a formula that `chanceOf` or `outagesOf` made. */
export const faultModelOf = (formula: Expr | undefined): FaultModel | undefined => formula && MODELS.get(formula);

function applied(model: FaultModel, what: 'chance' | 'outages'): Expr {
  const isTimed = what === 'outages';
  const rates = isTimed ? model.rates.map(ref) : [];
  const expr: Expr = {
    op: 'applied',
    name: what,
    compute: (...values) => (isTimed ? model.outages(values) : model.chance(values)),
    args: [...model.chances.map(ref), ...model.groupArgs, ...rates, ...(isTimed ? model.groupTiming : [])],
    linear: model.linear,
    written: (print) => {
      const event = textOf(model.event, print, isTimed);
      return `${what}(${rates.length === 0 ? event : `${event}; ${rates.map(print).join(', ')}`})`;
    },
  };
  MODELS.set(expr, model);
  return expr;
}

/** `and` binds tighter than `or`. What a group is followed by, behind a semicolon for each region, are the places that it may lose. */
function textOf(event: Event, print: (arg: Expr) => string, isTimed: boolean, within: 'all' | 'any' = 'any'): string {
  if (event.kind === 'basic') return event.some ? `(${print(ref(event.id))} > 0)` : print(ref(event.id));
  if (event.kind === 'insufficient') {
    const { places, regions } = event.group;
    const parts = [event.group.written(event.use, isTimed).map(print).join(', ')];
    const lost = places.map((place) => textOf(place, print, isTimed));
    for (const count of regions) parts.push(lost.splice(0, count).join(', '));
    return `insufficient(${parts.join('; ')})`;
  }
  if (event.of.length === 0) return event.kind === 'any' ? '0' : '1';
  const parts = event.of.map((part) => textOf(part, print, isTimed, event.kind));
  if (event.kind === 'all') return parts.join(' and ');
  return within === 'all' ? `(${parts.join(' or ')})` : parts.join(' or ');
}
