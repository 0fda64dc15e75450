import type { Graph } from '../../facts/index.js';
import { type Call, type Component, callEdits, downFrom, isFollowed, type Kind, mayBeFatal } from '../../spec/index.js';
import { type Proposal, thingsOf } from './proposal.js';

/** What a caller reads from it it cannot go on without. */
const isStore = ({ isCache, isQueue, data }: Kind): boolean => isCache || (data === 'disk' && !isQueue);

/** Share of the calls of a dependency that something else might answer: most, not all. */
const FALLBACK = '90%';

/** Doing without a dependency: for most of its calls, or by not waiting for it. Actors have nothing else to turn to. */
export function callProposals(graph: Graph, flow: string, component: string): readonly Proposal[] {
  const steps = graph.model.flows.get(flow)?.calls ?? [];
  const traits = graph.model.components.get(component)?.traits;
  const fatal = steps.filter((call) => call.component === component && call.caller && call.failure === 'fatal' && mayBeFatal(call));
  if (fatal.length === 0 || !traits) return [];
  const fallback = changed(graph, `a fallback for ${FALLBACK} of the calls of ${component}`, fatal, 'fallback', FALLBACK);
  // A component that only passes calls on has no fallback of its own.
  if (fatal.some(({ caller }) => caller?.traits.isEntrance)) return [];
  const isRead = fatal.some(({ via, writes }) => via === 'miss' || (!writes && isStore(traits)));
  // Of a store that is written to, the write would have to be kept somewhere else.
  if (isRead || isStore(traits)) return isRead ? [fallback] : [];
  // What its caller does next may rest on its answer.
  if (!traits.isDeferrable && fatal.some(isFollowed)) return [fallback];
  const apart = changed(graph, `not waiting for ${component}`, fatal, 'async', true);
  return traits.isDeferrable ? [apart] : [fallback, apart];
}

function changed(graph: Graph, label: string, steps: readonly Call[], option: string, value: string | boolean): Proposal {
  const called = new Set(steps.flatMap((step) => [...downFrom(step)].map(({ component }) => component)));
  const saves = [...called].flatMap((name) => behind(graph.model.components.get(name)));
  return { label, edits: callEdits(new Map(steps.map((call) => [call, { options: { [option]: value } }]))), saves };
}

/** All that may be behind a failure of a component: what it shares with others too. */
function behind(component: Component | undefined): readonly string[] {
  if (!component) return [];
  const places = component.places.within.flat().flatMap((place) => [place, place.replace(/\..*$/, '')]);
  return [...thingsOf(component), ...new Set(places.map((place) => `topology.${place}`))];
}
