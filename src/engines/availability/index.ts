import { type Context, type Definers, type Definition, type Engine, formula, unstated } from '../../facts/index.js';
import { div, type Expr, lessOrEqual, min, mul, num, sub } from '../../quantity/index.js';
import { flowOf } from '../shared/by-name.js';
import { carriedByComponent } from './carried.js';
import { carriedShare } from './carried-share.js';
import { eventChance, eventOutages } from './chance.js';
import { agreedFacts, failureOfComponent, planFacts } from './component.js';
import { durabilityFacts } from './durability.js';
import { type Event, forSomeRequests } from './event.js';
import { failoverFacts } from './failover.js';
import { callFacts, failureOfFlow } from './flow.js';
import { hindrancesOf, isOverloaded, unless } from './hindrances.js';
import { instanceOutage, instanceOutages, instanceUnavailability, needed } from './instance.js';
import { objectiveFacts } from './objectives.js';
import { causeOutages, causeUnavailability, placeOutages, placeUnavailability } from './places.js';
import { quorumFacts } from './quorums.js';
import { retryFacts } from './retries.js';

export { chanceWithEnough, faultModelOf } from './chance.js';
export { all, any, type Basic, type Event, type Group, type Insufficient, isNever, type Left, NEVER, share } from './event.js';
export type { FaultModel, Variable } from './fault-model.js';
export { leftAfter } from './left.js';
export { isFailure, isOutlasting, thingOf, thingOfId } from './variables.js';

/** What follows from what fails a flow; unknown where it is not stated what its requests need. */
const ofFlow =
  (define: (context: Context, failure: Event) => Definition) =>
  (context: Context, name: string): Definition => {
    const flow = flowOf(context, name);
    if (flow.calls.length === 0) return unstated(`flows.${name}.path`);
    return unless(define(context, failureOfFlow(context, flow)), hindrancesOf(context, 'flows', name));
  };

/** The same of a component. */
const ofComponent =
  (define: (context: Context, failure: Event) => Definition) =>
  (context: Context, name: string): Definition =>
    unless(define(context, failureOfComponent(context, name)), hindrancesOf(context, 'components', name));

/** Facts that follow from an unavailability and from how often it begins. */
const following = <R extends 'flows' | 'components'>(root: R): Definers => {
  const area: 'flows' | 'components' = root;
  const define = (make: (context: Context, name: string) => Expr) => (context: Context, name: string) => formula(make(context, name));
  const unavailability = (context: Context, name: string): Expr => context.ref(`${area}.*.unavailability`, name);
  const year = (context: Context): Expr => context.convention('year');
  return {
    [`${area}.*.availability`]: define((context, name) => sub(num(1), unavailability(context, name))),
    [`${area}.*.downtime`]: define((context, name) => mul(unavailability(context, name), year(context))),
    [`${area}.*.outage`]: (context: Context, name: string) => {
      const outages = context.ref(`${area}.*.outages`, name);
      return {
        formula: div(mul(context.ref(`${area}.*.failing`, name), year(context)), outages),
        unless: [{ when: lessOrEqual(outages, num(0)), amount: outages, reason: () => ({ text: `${name} never fails` }) }],
      };
    },
  };
};

/** Of all requests of the time in which some fail, those that do. */
function shareHit(context: Context, name: string): Definition {
  const failing = context.ref('flows.*.failing', name);
  return {
    formula: min(num(1), div(context.ref('flows.*.unavailability', name), failing)),
    unless: [{ when: lessOrEqual(failing, num(0)), amount: failing, reason: () => ({ text: `${name} never fails` }) }],
  };
}

/** What a component blames on a cause of its own: that share of the failures of an instance takes all of them. */
const ofCause =
  (what: 'unavailability' | 'outages') =>
  (context: Context, name: string, cause: string): Definition => {
    const share = context.stated('components.*.shares.*', name, cause);
    return share ? formula(mul(share, context.ref(`components.*.instance.${what}`, name))) : unstated(`topology.causes.${cause}`);
  };

/** Facts on failures: chance, frequency and duration. Unavailability is a fact beside availability, since 1 - x would lose its digits. */
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
    ...agreedFacts,
    'components.*.carried': carriedByComponent,
    'components.*.overloaded': isOverloaded('components'),
    'components.*.unavailability': ofComponent(eventChance),
    'components.*.failing': ofComponent((context, failure) => eventChance(context, forSomeRequests(failure))),
    'components.*.outages': ofComponent((context, failure) => eventOutages(context, forSomeRequests(failure))),
    ...following('components'),
    ...callFacts,
    'flows.*.unavailability': ofFlow(eventChance),
    'flows.*.failing': ofFlow((context, failure) => eventChance(context, forSomeRequests(failure))),
    'flows.*.failing.hit': shareHit,
    'flows.*.outages': ofFlow((context, failure) => eventOutages(context, forSomeRequests(failure))),
    ...following('flows'),
    'flows.*.carried': (context, name) => carriedShare(context, flowOf(context, name)),
    'flows.*.overloaded': isOverloaded('flows'),
    ...objectiveFacts,
    ...durabilityFacts,
    ...quorumFacts,
    ...retryFacts,
  },
};
