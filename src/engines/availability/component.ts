import { type Context, type Definers, type Definition, formula, unstated } from '../../facts/index.js';
import { div, type Expr, min, mul, num } from '../../quantity/index.js';
import { type Component, regionOf, zoneOf } from '../../spec/index.js';
import { componentOf } from '../shared/by-name.js';
import { downFirst } from '../shared/losses.js';
import { keepersBefore } from './caches.js';
import { all, any, type Basic, type Event, failureEvent, type Group, isNever, NEVER } from './event.js';
import { failoverEvents } from './failover.js';
import type { Use } from './fleet.js';
import { blamedBy, capacityOf, groupOf } from './group.js';
import { isWhole, neverFails } from './instance.js';
import { lossOfAll, lossOfPlace, lossOfRegion, lossOfZone } from './places.js';

/**
 * The failures of components, for the reads and the writes of their callers: within one tree each is one event, however often the component
 * is called.
 */
export class ComponentFailures {
  readonly #context: Context;
  readonly #made = new Map<string, Readonly<Record<Use, Event>>>();
  readonly #places = new Map<string, Places>();

  constructor(context: Context) {
    this.#context = context;
  }

  of(name: string, use: Use): Event {
    let made = this.#made.get(name);
    if (!made) {
      made = this.#make(name);
      this.#made.set(name, made);
    }
    return made[use];
  }

  #make(name: string): Readonly<Record<Use, Event>> {
    const context = this.#context;
    if (context.isDown(name)) return both(failureEvent(context, 'components.*.instance', name));
    if (neverFails(context, name)) return both(NEVER);
    const component = componentOf(context, name);
    const common = [...causes(context, name), ...planned(context, name)];
    if (isWhole(context, name)) {
      const lost = isInOnePlace(component) ? this.#placesOf(component).outside : lossOfAll(context, component.places.within.flat());
      return both(any(lost, ...common, whole(context, name), this.#tooLittleOf(component)));
    }
    const { outside, places } = this.#placesOf(component);
    const states = this.#loadedStates(name);
    const group = groupOf(
      context,
      name,
      places,
      false,
      states.map(({ needed }) => needed),
    );
    const rest = [outside, ...common, ...failoverEvents(context, name)];
    return { read: any(...rest, insufficient(group, 'read', states)), write: any(...rest, insufficient(group, 'write', states)) };
  }

  /** That a whole is there and is too little: of what others run, or of which a number of instances is only computed, a place that is lost takes none. */
  #tooLittleOf(component: Component): Event {
    const context = this.#context;
    const { name } = component;
    if (context.stated('components.*.needed', name) || !context.known('components.*.instances.forLoad.atFullUse', name)) return NEVER;
    const states = this.#loadedStates(name);
    const places = context.stated('components.*.instances', name) && !isInOnePlace(component) ? this.#placesOf(component).places : [];
    const group = capacityOf(
      context,
      name,
      places,
      states.map(({ needed }) => needed),
    );
    return insufficient(group, 'read', states);
  }

  /**
   * States in which a component needs more instances up, because what shields it (caches, and components that it is the fallback of) is
   * down. Every subset of these; of many, each alone, and all in place of any two or more, so that the computed unavailability is an upper
   * bound.
   */
  #loadedStates(name: string): readonly LoadedState[] {
    const context = this.#context;
    if (context.stated('components.*.needed', name) || !context.known('components.*.instances.forLoad.atFullUse', name)) return [];
    const caches = keepersBefore(context.model, name)
      .map(({ members }) => members.filter(({ component }) => !context.isDown(component)))
      .flatMap(([first, ...others]) => {
        if (!first) return [];
        const down = any(...[first, ...others].flatMap(({ component, uses }) => uses.map((use) => this.of(component, use))));
        return isNever(down) ? [] : [{ cache: first.component, down }];
      });
    const sets = caches.length <= MOST_CACHES ? subsetsOf(caches) : [...caches.map((one) => [one]), caches];
    return sets.map((set) => ({
      needed: set.reduce((state, { cache }) => state.without(cache), context).ref('components.*.needed', name),
      when: set === caches && caches.length > MOST_CACHES ? anyTwo(set.map(({ down }) => down)) : all(...set.map(({ down }) => down)),
    }));
  }

  /** The same for all that are in the same places, and so looked at once. */
  #placesOf({ name, places: { zones, regions, within } }: Component): Places {
    const key = `${zones} ${regions} ${within.join(';')}`;
    let places = this.#places.get(key);
    if (!places) {
      places = placesOf(this.#context, name);
      this.#places.set(key, places);
    }
    return places;
  }
}

/** The failure of a component for the calls that it gets: for writes, if there are any, since they need the most copies. */
export function failureOfComponent(context: Context, name: string): Event {
  const writes = componentOf(context, name).calls.some((call) => call.writes);
  return new ComponentFailures(context).of(name, writes ? 'write' : 'read');
}

/** What is down, and how many instances must be up then. */
interface LoadedState {
  readonly needed: Expr;
  readonly when: Event;
}

/** So many caches before one component that every set of them is looked at. */
const MOST_CACHES = 5;

/** All sets of some things but the empty one, the smaller first. */
function subsetsOf<T>(of: readonly T[]): readonly (readonly T[])[] {
  const sets = Array.from({ length: 1 << of.length }, (_, set) => of.filter((_item, i) => (set >> i) & 1));
  return sets.slice(1).sort((a, b) => a.length - b.length);
}

const anyTwo = (of: readonly Event[]): Event => any(...of.flatMap((one, i) => of.slice(i + 1).map((other) => all(one, other))));

const insufficient = (group: Group, use: Use, states: readonly LoadedState[]): Event =>
  any(
    { kind: 'insufficient', group, use: group.useOf(use) },
    ...states.map(({ when }, i) => all(when, { kind: 'insufficient', group, use: group.useOf(use, i + 1) })),
  );

const isInOnePlace = ({ places: { zones, regions } }: Component): boolean => zones === 1 && regions === 1;

/** Losses of the places that instances are spread over, by region, none if none is ever lost; and, apart, of what takes them all. */
interface Places {
  readonly outside: Event;
  readonly places: readonly (readonly Event[])[];
}

/** Its failures; where causes are to blame for some of these, the others. */
const whole = (context: Context, name: string): Event =>
  blamedBy(context, name).length === 0
    ? failureEvent(context, 'components.*.instance', name)
    : { kind: 'insufficient', group: groupOf(context, name, [], true), use: 0 };

const both = (event: Event): Readonly<Record<Use, Event>> => ({ read: event, write: event });

function placesOf(context: Context, name: string): Places {
  const { places } = componentOf(context, name);
  const within = downFirst(context, places);
  const flat = within.flat();
  const [first] = flat;
  // It is in one of several possible places: the first is assumed.
  if (places.zones === 1 && places.regions === 1 && first !== undefined) return { outside: lossOfPlace(context, first), places: [] };
  const [only] = within;
  const isZoned = only?.[0] !== undefined && zoneOf(only[0]) !== undefined;
  if (within.length === 1 && only && isZoned) {
    const region = regionOf(only[0] as string);
    return { outside: lossOfRegion(context, region), places: unlessNever([only.map((zone) => lossOfZone(context, zone))]) };
  }
  return { outside: NEVER, places: unlessNever(within.map((region) => region.map((place) => lossOfPlace(context, place)))) };
}

const unlessNever = (places: Places['places']): Places['places'] => (places.every((region) => region.every(isNever)) ? [] : places);

/** Causes that take all instances down at once: those of the topology are one event for all components that share them. */
function causes(context: Context, name: string): readonly Basic[] {
  return componentOf(context, name).causes.map((cause) =>
    context.model.causes.has(cause)
      ? failureEvent(context, 'causes.*', cause)
      : failureEvent(context, 'components.*.shares.*', name, cause),
  );
}

/** Planned downtime of the whole, and releases that go wrong for the whole. */
function planned(context: Context, name: string): readonly Basic[] {
  const { maintenance, deploy } = componentOf(context, name);
  const has = (...fields: readonly PlanField[]): boolean => fields.every((field) => context.stated(`components.*.${field}`, name));
  const found: Basic[] = [];
  if (maintenance && !maintenance.isRolling && has('maintenance.every', 'maintenance.lasts'))
    found.push(failureEvent(context, 'components.*.maintenance', name));
  if (deploy?.strategy === 'recreate' && has('deploy.every', 'deploy.takes'))
    found.push(failureEvent(context, 'components.*.deploy', name));
  if (deploy && deploy.strategy !== 'canary' && has('deploy.every', 'deploy.failures', 'deploy.rollback'))
    found.push(failureEvent(context, 'components.*.release', name));
  return found;
}

type PlanField = 'maintenance.every' | 'maintenance.lasts' | 'deploy.every' | 'deploy.takes' | 'deploy.failures' | 'deploy.rollback';

/** Unavailability and frequency of planned downtime, and of releases that fail as a whole. */
export const planFacts: Definers = {
  'components.*.maintenance.unavailability': (context, name) => overEvery(context, name, 'maintenance.every', ['maintenance.lasts']),
  'components.*.maintenance.outages': (context, name) => timesAYear(context, name, 'maintenance.every', []),
  'components.*.deploy.unavailability': (context, name) => overEvery(context, name, 'deploy.every', ['deploy.takes']),
  'components.*.deploy.outages': (context, name) => timesAYear(context, name, 'deploy.every', []),
  'components.*.release.unavailability': (context, name) =>
    overEvery(context, name, 'deploy.every', ['deploy.failures', 'deploy.rollback']),
  'components.*.release.outages': (context, name) => timesAYear(context, name, 'deploy.every', ['deploy.failures']),
};

/** What providers agree to: a threshold for credits, from which no other fact follows. */
export const agreedFacts: Definers = {
  'components.*.agreed': (context, name) => {
    const agreed = context.figure(name, 'agreed');
    return agreed ? formula(agreed) : unstated(`components.${name}.use`);
  },
};

/** A time that passes each time, or with a chance each time, over the time from one to the next. */
const overEvery = (context: Context, name: string, period: PlanField, fields: readonly PlanField[]): Definition =>
  planFact(context, name, period, fields, (every, parts) => min(num(1), div(mul(...parts), every)));

const timesAYear = (context: Context, name: string, period: PlanField, chances: readonly PlanField[]): Definition =>
  planFact(context, name, period, chances, (every, parts) => div(mul(context.convention('year'), ...parts), every));

/** What follows from the time between two of something planned and from what each takes; unstated where any of it is. */
function planFact(
  context: Context,
  name: string,
  period: PlanField,
  fields: readonly PlanField[],
  of: (every: Expr, parts: readonly Expr[]) => Expr,
): Definition {
  const every = context.stated(`components.*.${period}`, name);
  const parts = fields.flatMap((field) => context.stated(`components.*.${field}`, name) ?? []);
  return every && parts.length === fields.length ? formula(of(every, parts)) : unstated(`components.${name}.${period}`);
}
