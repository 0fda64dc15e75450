import { broughtTo, type Call, type Component, coveredBy, type Model } from '../../spec/index.js';
import { neededBy } from '../shared/calls/stand-ins.js';

const KNOWN = new WeakMap<Model, Map<string, readonly string[]>>();

/**
 * Components that keep load away from another while they are up: caches that pass only their misses on to it, and components that it is the
 * fallback of, or that its caller is the fallback of. Two that shield each other, in paths of different flows, are both left out: their
 * order is not defined.
 */
export function cachesBefore(model: Model, component: string): readonly string[] {
  let known = KNOWN.get(model);
  if (!known) {
    known = new Map();
    KNOWN.set(model, known);
  }
  let caches = known.get(component);
  if (!caches) {
    const own = before(model, component);
    caches = own.filter((cache) => !allBefore(model, cache).has(component));
    known.set(component, caches);
  }
  return caches;
}

const BEFORE = new WeakMap<Model, Map<string, readonly string[]>>();

function before(model: Model, name: string): readonly string[] {
  let known = BEFORE.get(model);
  if (!known) {
    known = new Map();
    BEFORE.set(model, known);
  }
  let found = known.get(name);
  if (!found) {
    const all = new Set(passedOnTo(model, name));
    for (const call of answeredFor(model, name)) for (const { component } of neededBy(model, call)) all.add(component);
    all.delete(name);
    found = [...all].sort();
    known.set(name, found);
  }
  return found;
}

/** Calls that come to a component when they fail: it is their fallback, or is called by it. */
const answeredFor = (model: Model, name: string): readonly Call[] => [
  ...coveredBy(model, name),
  ...broughtTo(model, name).map(({ call }) => call),
];

/** Caches that pass on what they do not have on the way of some call to a component. */
const passedOnTo = (model: Model, name: string): ReadonlySet<string> =>
  new Set((model.components.get(name) as Component).calls.flatMap(passedOn));

/** Components that shield another from the same load: while any of them is down, the same calls arrive. */
export interface Keepers {
  /** In whose absence the load is that of all. */
  readonly one: string;
  readonly members: readonly { readonly component: string; readonly uses: readonly ('read' | 'write')[] }[];
}

/**
 * Groups what shields a component by the load that arrives without it: all components that the same calls need, and that this one is the
 * fallback of, form one group.
 */
export function keepersBefore(model: Model, component: string): readonly Keepers[] {
  const passed = passedOnTo(model, component);
  const covered = answeredFor(model, component).map((call) => neededBy(model, call));
  const groups = new Map<string, { one: string; members: { component: string; uses: ('read' | 'write')[] }[] }>();
  for (const name of cachesBefore(model, component)) {
    const needs = covered.map((needed) => needed.filter((one) => one.component === name));
    const isOfAll = !passed.has(name) && needs.every((some) => some.length === 0 || some.some(({ byAll }) => byAll));
    const key = isOfAll ? needs.map((some) => (some.length > 0 ? 1 : 0)).join('') : `${name} alone`;
    const group = groups.get(key) ?? { one: name, members: [] };
    const asked = new Set(needs.flat().map(({ writes }) => (writes ? 'write' : 'read')));
    group.members.push({
      component: name,
      uses: passed.has(name) || asked.size === 0 ? [...new Set([...asked, 'read' as const])] : [...asked],
    });
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Lists are shared along a chain: the path of a call is that of its caller. */
const ON_THE_WAY = new WeakMap<Call, readonly string[]>();
const NONE: readonly string[] = [];

function passedOn(call: Call): readonly string[] {
  const open: Call[] = [];
  let known: readonly string[] | undefined;
  for (let at: Call | null = call; at && !known; at = at.caller) {
    known = ON_THE_WAY.get(at);
    if (!known) open.push(at);
  }
  let found = known ?? NONE;
  for (const at of open.reverse()) {
    if (at.via === 'miss' && at.caller && !found.includes(at.caller.component)) found = [...found, at.caller.component];
    ON_THE_WAY.set(at, found);
  }
  return found;
}

function allBefore(model: Model, name: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const cache of before(model, next))
      if (!found.has(cache)) {
        found.add(cache);
        open.push(cache);
      }
  return found;
}
