import type { Graph } from '../../facts/index.js';
import { type Call, type Component, downFrom, type Kind, mayBeFatal, type PathCall, type PathCalls, printPath } from '../../spec/index.js';
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
  const called = new Set(steps.flatMap((step) => [...downFrom(step)].map(({ component }) => component)));
  const saves = [...called].flatMap((name) => behind(graph.model.components.get(name)));
  return { label, set: settings(steps, option, text), grows: [], saves };
}

/** All that may be behind a failure of a component: what it shares with others too. */
function behind(component: Component | undefined): readonly string[] {
  if (!component) return [];
  const places = component.places.within.flat().flatMap((place) => [place, place.replace(/\..*$/, '')]);
  return [...thingsOf(component), ...new Set(places.map((place) => `topology.${place}`))];
}

/** An option of calls; of those in a path in words, the path written out. */
function settings(steps: readonly Call[], option: string, text: string): Readonly<Record<string, string>> {
  const set: Record<string, string> = {};
  for (const { path, words } of steps) {
    if (!words) set[`${path}.${option}`] = text;
    else {
      const marked = new Set(steps.flatMap((step) => (step.path === path && step.words ? [step.words.call] : [])));
      const items = itemsOf(words.whole, (call) => (marked.has(call) ? `${option}: ${text}` : null)).join(', ');
      set[path] = /\.\d+$/.test(path) ? items : `[ ${items} ]`;
    }
  }
  return set;
}

type Marks = (call: PathCall) => string | null;

/** Calls as items of a list: in words, but for those with an option and what leads to them. */
function itemsOf(calls: PathCalls, mark: Marks): readonly string[] {
  if (calls.length > 1) return [`{ parallel: [ ${calls.map((call) => itemOf(call, mark)).join(', ')} ] }`];
  return calls.map((call) => itemOf(call, mark));
}

function itemOf(call: PathCall, mark: Marks): string {
  const own = mark(call);
  const { calls } = call;
  if (own === null && !(calls && isMarked(calls, mark))) return inWords([call]);
  const below =
    calls && (isMarked(calls, mark) || calls.length > 1 ? `calls: [ ${itemsOf(calls, mark).join(', ')} ]` : `calls: ${inWords(calls)}`);
  return `{ ${call.name}: { ${[own, below].filter((part) => part !== null).join(', ')} } }`;
}

const isMarked = (calls: PathCalls, mark: Marks): boolean =>
  calls.some((call) => mark(call) !== null || (call.calls !== null && isMarked(call.calls, mark)));

/** Within a list, the commas of a group are those of the list unless it is in quotes. */
const inWords = (calls: PathCalls): string => (printPath(calls).includes(',') ? `"${printPath(calls)}"` : printPath(calls));
