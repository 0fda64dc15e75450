import type { CallField } from '../schema/index.js';
import {
  type Call,
  type Component,
  downFrom,
  isEdgeCache,
  isWaitedFor,
  type Kind,
  leafOf,
  type Model,
  regionOf,
  someUpFrom,
  upFrom,
} from '../spec/index.js';

/** Whether writes arrive at a component synchronously: no call on the way to it is asynchronous. */
export function writesWaitedFor(model: Model, component: string): boolean {
  return (model.components.get(component)?.calls ?? []).some((call) => call.writes && isWaitedFor(call));
}

/** The calls from the actor's down to one. */
export const chainTo = (call: Call): readonly Call[] => [...upFrom(call)].reverse();

/** The components that the answer to a call waits for: the one called, and those that it calls and waits for, down to the last. */
export const componentsBelow = (call: Call): readonly string[] => [
  ...new Set([...downFrom(call, ({ async }) => !async)].map(({ component }) => component)),
];

/** Whether a cache, or something with a hit ratio, stands before a call. */
export const isBehindCache = someUpFrom(({ via, traits }) => via === 'miss' || traits.isCache);

/** Whether a component answers actors near them, from copies of what is elsewhere. */
export function isEdgeCacheIn(model: Model, component: string): boolean {
  const traits = model.components.get(component)?.traits;
  return traits !== undefined && isEdgeCache(traits);
}

/** Whether all of a component is in one zone of a region that has others. */
export function isInOneOfSeveral({ regions }: Model, { traits, places }: Component): boolean {
  if (traits.run !== 'instances' || places.zones !== 1 || places.regions !== 1) return false;
  const region = regionOf(places.names[0] ?? places.within[0]?.[0] ?? '');
  return (regions.get(region)?.length ?? 0) > 1;
}

/** Whether it is where actors come in, and ours to run. */
export const isOurEntrance = ({ isEntrance, isAtEdge }: Kind): boolean => isEntrance && !isAtEdge;

/** Whether any call of a component is synchronous. */
export const isWaitedOn = ({ calls }: Component): boolean => calls.some(isWaitedFor);

/** Whether the spec states an option of a call. */
export const hasOption = (model: Model, { path, hasOptions }: Call, field: CallField): boolean =>
  hasOptions && leafOf(model, `${path}.${field}`) !== undefined;

/** Spikes of the flows that call a component; where `counts` is given, of those calls alone. */
export const spikesAt = (model: Model, { calls }: Component, counts: (call: Call) => boolean = () => true): ReadonlySet<string> =>
  new Set(calls.filter(counts).flatMap(({ flow }) => model.flows.get(flow)?.spikes ?? []));

/** The first component of a call's chain that is ours to guard: behind clients, name servers and content networks. */
export function entranceOf(model: Model, call: Call): Component | undefined {
  const first = chainTo(call).find(({ traits }) => !traits.isAtEdge);
  return first && model.components.get(first.component);
}

/** The components of a call's chain, from the actor's side down. */
export const componentsTo = (model: Model, call: Call): readonly Component[] =>
  chainTo(call).flatMap(({ component }) => model.components.get(component) ?? []);

/** Whether an actor makes the call: directly, or through components that only pass calls on. */
export const isOfActor = (model: Model, call: Call): boolean =>
  call.caller === null || componentsTo(model, call.caller).every(({ traits }) => traits.isAtEdge || traits.passesOn);

/** Whether a call carries the request of its flow: neither it nor any above it states bytes of its own. */
export const carriesRequest = (model: Model, call: Call): boolean =>
  chainTo(call).every(({ path, hasOptions }) => !hasOptions || leafOf(model, `${path}.request`) === undefined);
