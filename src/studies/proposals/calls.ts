import type { Graph } from '../../facts/index.js';
import { type Call, type Component, type Kind, mayBeFatal } from '../../spec/index.js';
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
  // What only hands calls on has nothing else to turn to.
  if (fatal.some(({ caller }) => caller?.traits.isEntrance)) return [];
  const isRead = fatal.some(({ via, writes }) => via === 'miss' || (!writes && isStore(traits)));
  // Of a store that is written to, the write would have to be kept somewhere else.
  if (isRead || isStore(traits)) return isRead ? [fallback] : [];
  const apart = changed(graph, `not waiting for ${component}`, fatal, 'async', 'true');
  return traits.isDeferrable ? [apart] : [fallback, apart];
}

function changed(graph: Graph, label: string, steps: readonly Call[], option: string, text: string): Proposal {
  const called = new Set(steps.flatMap(withCallees));
  const saves = [...called].flatMap((name) => behind(graph.model.components.get(name)));
  return { label, set: Object.fromEntries(steps.map((call) => setting(call, option, text))), grows: [], saves };
}

const withCallees = ({ component, callees }: Call): readonly string[] => [component, ...callees.flatMap(withCallees)];

/** All that may be behind a failure of a component: what it shares with others too. */
function behind(component: Component | undefined): readonly string[] {
  if (!component) return [];
  const places = component.places.within.flat().flatMap((place) => [place, place.replace(/\..*$/, '')]);
  return [...thingsOf(component), ...new Set(places.map((place) => `topology.${place}`))];
}

/** An option of a call; of one in a chain of words, the chain written out. */
function setting({ path, component, chain }: Call, option: string, text: string): readonly [path: string, text: string] {
  if (!chain) return [`${path}.${option}`, text];
  const at = chain.indexOf(component);
  const rest = chain.slice(at + 1).join(' -> ');
  const own = `{ ${component}: { ${option}: ${text}${rest === '' ? '' : `, calls: ${rest}`} } }`;
  const whole = chain.slice(0, at).reduceRight((inner, name) => `{ ${name}: { calls: [ ${inner} ] } }`, own);
  return [path, /\.\d+$/.test(path) ? whole : `[ ${whole} ]`];
}
