import { type Context, type Definers, type Definition, type Engine, formula, unstated } from '../../facts/index.js';
import { div, type Expr, mul, num, sub } from '../../quantity/index.js';
import type { Flow } from '../../spec/index.js';
import { carriedShare } from './carried-share.js';
import { chanceOf, outagesOf } from './chance.js';
import { ComponentFailures, planFacts } from './component.js';
import { durabilityFacts } from './durability.js';
import { type Event, forSomeRequests } from './event.js';
import { failoverFacts } from './failover.js';
import { FaultModel } from './fault-model.js';
import { callFacts, failureOfFlow } from './flow.js';
import { componentOf, instanceOutage, instanceOutages, instanceUnavailability, needed } from './instance.js';
import { objectiveFacts } from './objectives.js';
import { causeOutages, causeUnavailability, placeOutages, placeUnavailability } from './places.js';

export { faultModelOf } from './chance.js';
export type { Basic, Event, Group, Insufficient, Left } from './event.js';
export type { Cut, FaultModel, Variable } from './fault-model.js';
export { leftAfter } from './left.js';

const flowOf = (context: Context, name: string): Flow => context.model.flows.get(name) as Flow;

/** What follows from what fails a flow; unknown where it is not stated what its requests need. */
const ofFlow =
  (define: (context: Context, failure: Event) => Definition) =>
  (context: Context, name: string): Definition => {
    const flow = flowOf(context, name);
    return flow.calls.length === 0 ? unstated(`flows.${name}.path`) : define(context, failureOfFlow(context, flow));
  };

/** What fails a component for what it is asked: writes, where it gets any, need the most of it. */
function failureOfComponent(context: Context, name: string): Event {
  const writes = componentOf(context, name).calls.some((call) => call.writes);
  return new ComponentFailures(context).of(name, writes ? 'write' : 'read');
}

/** Chance of an event, or what is missing for how often it happens. */
function frequency(context: Context, event: Event): Definition {
  const touched = forSomeRequests(event);
  const model = new FaultModel(touched);
  const rateless = model.rateless.map((name) => context.id('components.*.instance.outage', name));
  const missing = [...rateless, ...model.rates].filter((id) => !context.known(id));
  if (missing.length > 0) return unstated(...new Set(missing.flatMap((id) => context.missingOf(id))));
  return formula(outagesOf(touched));
}

/** Facts that follow from an unavailability and from how often it begins. */
const following = <R extends 'flows' | 'components'>(root: R): Definers => {
  const area: 'flows' | 'components' = root;
  const define = (make: (context: Context, name: string) => Expr) => (context: Context, name: string) => formula(make(context, name));
  const unavailability = (context: Context, name: string): Expr => context.ref(`${area}.*.unavailability`, name);
  const year = (context: Context): Expr => context.convention('year');
  return {
    [`${area}.*.availability`]: define((context, name) => sub(num(1), unavailability(context, name))),
    [`${area}.*.downtime`]: define((context, name) => mul(unavailability(context, name), year(context))),
    [`${area}.*.outage`]: define((context, name) =>
      div(mul(context.ref(`${area}.*.failing`, name), year(context)), context.ref(`${area}.*.outages`, name)),
    ),
  };
};

/** What a component blames on a cause of its own: that share of the failures of an instance takes all of them. */
const ofCause =
  (what: 'unavailability' | 'outages') =>
  (context: Context, name: string, cause: string): Definition => {
    const share = context.stated('components.*.shares.*', name, cause);
    return share ? formula(mul(share, context.ref(`components.*.instance.${what}`, name))) : unstated(`topology.causes.${cause}`);
  };

/** Facts on what fails, how often and for how long. Unavailability is given beside availability: 1 - x would round it away. */
export const availability: Engine = {
  name: 'availability',
  define: {
    'topology.*.unavailability': placeUnavailability,
    'topology.*.outages': placeOutages,
    'topology.*.*.unavailability': (context, region, zone) => placeUnavailability(context, `${region}.${zone}`),
    'topology.*.*.outages': (context, region, zone) => placeOutages(context, `${region}.${zone}`),
    'causes.*.unavailability': causeUnavailability,
    'causes.*.outages': causeOutages,
    'components.*.instance.unavailability': instanceUnavailability,
    'components.*.instance.outage': instanceOutage,
    'components.*.instance.outages': instanceOutages,
    'components.*.needed': needed,
    'components.*.shares.*.unavailability': ofCause('unavailability'),
    'components.*.shares.*.outages': ofCause('outages'),
    ...failoverFacts,
    ...planFacts,
    'components.*.unavailability': (context, name) => formula(chanceOf(failureOfComponent(context, name))),
    'components.*.failing': (context, name) => formula(chanceOf(forSomeRequests(failureOfComponent(context, name)))),
    'components.*.outages': (context, name) => frequency(context, failureOfComponent(context, name)),
    ...following('components'),
    ...callFacts,
    'flows.*.unavailability': ofFlow((_, failure) => formula(chanceOf(failure))),
    'flows.*.failing': ofFlow((_, failure) => formula(chanceOf(forSomeRequests(failure)))),
    'flows.*.outages': ofFlow(frequency),
    ...following('flows'),
    'flows.*.carried': (context, name) => carriedShare(context, flowOf(context, name)),
    ...objectiveFacts,
    ...durabilityFacts,
  },
};
