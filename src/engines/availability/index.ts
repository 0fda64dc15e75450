import { type Context, type Definers, type Definition, type Engine, formula, unstated } from '../../facts/index.js';
import { div, type Expr, mul, num, sub } from '../../quantity/index.js';
import type { Flow } from '../../spec/index.js';
import { carriedShare } from './carried-share.js';
import { chanceOf, outagesOf } from './chance.js';
import { failureOfComponent, planFacts } from './component.js';
import { durabilityFacts } from './durability.js';
import { type Event, forSomeRequests } from './event.js';
import { failoverFacts } from './failover.js';
import { callFacts, failureOfFlow } from './flow.js';
import { instanceOutage, instanceOutages, instanceUnavailability, needed } from './instance.js';
import { objectiveFacts } from './objectives.js';
import { causeOutages, causeUnavailability, placeOutages, placeUnavailability } from './places.js';

export { chanceWithEnough, faultModelOf } from './chance.js';
export { type Basic, type Event, type Group, type Insufficient, type Left, share } from './event.js';
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
    'components.*.unavailability': (context, name) => chanceOf(context, failureOfComponent(context, name)),
    'components.*.failing': (context, name) => chanceOf(context, forSomeRequests(failureOfComponent(context, name))),
    'components.*.outages': (context, name) => outagesOf(context, forSomeRequests(failureOfComponent(context, name))),
    ...following('components'),
    ...callFacts,
    'flows.*.unavailability': ofFlow(chanceOf),
    'flows.*.failing': ofFlow((context, failure) => chanceOf(context, forSomeRequests(failure))),
    'flows.*.outages': ofFlow((context, failure) => outagesOf(context, forSomeRequests(failure))),
    ...following('flows'),
    'flows.*.carried': (context, name) => carriedShare(context, flowOf(context, name)),
    ...objectiveFacts,
    ...durabilityFacts,
  },
};
