import type { Call, Component, Model } from '../../spec/index.js';
import { coveredBy } from '../stand-ins.js';

const KNOWN = new WeakMap<Model, Map<string, readonly string[]>>();

/**
 * What keeps load away from a component while it is up: caches that pass on what they do not have on the way of some call to it, and those that
 * it is the fallback of. Two that stand before each other, in paths of other flows, are not told of each other: which of them keeps load away from which
 * has no answer.
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

function before(model: Model, name: string): readonly string[] {
  const found = new Set<string>();
  for (const call of (model.components.get(name) as Component).calls)
    for (const cache of passedOn(call)) if (cache !== name) found.add(cache);
  for (const { component } of coveredBy(model, name)) if (component !== name) found.add(component);
  return [...found].sort();
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
