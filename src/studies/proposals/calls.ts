import type { Graph } from '../../facts/index.js';
import { nodeAt } from '../../source/index.js';
import type { Component, Step } from '../../spec/index.js';
import { type Proposal, thingsOf } from './proposal.js';

/** What a caller reads from these it cannot go on without. */
const STORES: ReadonlySet<string> = new Set(['cache', 'database', 'search', 'objectStore', 'fileStore', 'warehouse']);

/** What these do may be done later: nothing else needs to do it. */
const LATER: ReadonlySet<string> = new Set(['worker', 'queue', 'stream']);

/** What only hands calls on: what it hands them to is the service itself. */
const ENTRANCES: ReadonlySet<string> = new Set(['client', 'dns', 'cdn', 'loadBalancer', 'gateway']);

/** Share of the calls of a dependency that something else might answer: most, not all. */
const FALLBACK = '90%';

/** Doing without a dependency: for most of its calls, or by not waiting for it. Actors have nothing else to turn to. */
export function callProposals(graph: Graph, flow: string, component: string): readonly Proposal[] {
  const steps = graph.model.flows.get(flow)?.steps ?? [];
  const hard = steps.filter((step) => step.component === component && step.caller && isAwaited(step) && !hasFallback(graph, step));
  if (hard.length === 0) return [];
  const fallback = changed(graph, `a fallback for ${FALLBACK} of the calls of ${component}`, hard, 'fallback', FALLBACK);
  const kindOf = (name: string): string => graph.model.components.get(name)?.kind ?? '';
  if (hard.some(({ caller }) => ENTRANCES.has(kindOf(caller?.component ?? '')))) return [];
  const kind = kindOf(component);
  const isRead = hard.some(({ via, writes }) => via === 'miss' || (!writes && STORES.has(kind)));
  // Of a store that is written to, the write would have to be kept somewhere else.
  if (isRead || STORES.has(kind)) return isRead ? [fallback] : [];
  const apart = changed(graph, `not waiting for ${component}`, hard, 'async', 'true');
  return LATER.has(kind) ? [apart] : [fallback, apart];
}

function isAwaited(step: Step): boolean {
  for (let above: Step | null = step; above; above = above.caller) if (above.async || above.via === 'consume') return false;
  return true;
}

function hasFallback({ model, leaves }: Graph, { path }: Step): boolean {
  const fields = ['fallback', 'fallback.share', 'fallback.buffer', 'fallback.to'];
  return fields.some((field) => model.leaves.has(`${path}.${field}`) || leaves.wordAt(`${path}.${field}`) !== undefined);
}

function changed(graph: Graph, label: string, steps: readonly Step[], option: string, text: string): Proposal {
  const called = new Set(steps.flatMap(withCallees));
  const spares = [...called].flatMap((name) => behind(graph.model.components.get(name)));
  return { label, set: Object.fromEntries(steps.map((step) => setting(graph, step, option, text))), grows: [], spares };
}

const withCallees = ({ component, callees }: Step): readonly string[] => [component, ...callees.flatMap(withCallees)];

/** All that may be behind a failure of a component: what it shares with others too. */
function behind(component: Component | undefined): readonly string[] {
  if (!component) return [];
  const places = component.places.within.flat().flatMap((place) => [place, place.replace(/\..*$/, '')]);
  return [...thingsOf(component), ...new Set(places.map((place) => `topology.${place}`))];
}

/** An option of a call; of one in a chain of words, the chain written out. */
function setting(graph: Graph, { path, component }: Step, option: string, text: string): readonly [path: string, text: string] {
  const node = nodeAt(graph.model.tree.root, path.split('.'));
  if (node?.type !== 'scalar' || node.value === null) return [`${path}.${option}`, text];
  const names = String(node.value)
    .split('->')
    .map((name) => name.trim());
  const at = names.indexOf(component);
  const rest = names.slice(at + 1).join(' -> ');
  const own = `{ ${component}: { ${option}: ${text}${rest === '' ? '' : `, calls: ${rest}`} } }`;
  const whole = names.slice(0, at).reduceRight((inner, name) => `{ ${name}: { calls: [ ${inner} ] } }`, own);
  return [path, /\.\d+$/.test(path) ? whole : `[ ${whole} ]`];
}
