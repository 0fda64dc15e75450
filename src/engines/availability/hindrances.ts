import { type Context, type Definition, formula, type Hindrance, unstated } from '../../facts/index.js';
import { max } from '../../quantity/index.js';
import { type Call, type Flow, fallbackCallsFor, type Model, mayBeFatal } from '../../spec/index.js';
import { flowOf } from '../shared/by-name.js';
import { cachesBefore } from './caches.js';
import { overloads } from './carried.js';

/** What keeps the availability of a flow, or of a component, unknown: that it cannot carry its load with everything up. */
export function hindrancesOf(context: Context, area: 'flows' | 'components', name: string): readonly Hindrance[] {
  const { model } = context;
  const among = area === 'flows' ? neededBy(model, flowOf(context, name)) : new Set([name, ...cachesBefore(model, name)]);
  return overloads(context, area, name, among);
}

/** A definition with additional reasons for which the fact is unknown. */
export const unless = (definition: Definition, hindrances: readonly Hindrance[]): Definition =>
  'formula' in definition && hindrances.length > 0 ? { ...definition, unless: hindrances } : definition;

/** Whether one of them holds, as a fact: of what is uncertain, its mean is the share of cases that availability does not tell of. */
export const isOverloaded =
  (area: 'flows' | 'components') =>
  (context: Context, name: string): Definition => {
    const [first, ...more] = hindrancesOf(context, area, name).map(({ when }) => when);
    if (first) return formula(more.length > 0 ? max(first, ...more) : first);
    const component = area === 'components' ? name : flowOf(context, name).calls[0]?.component;
    return unstated(component === undefined ? `flows.${name}.path` : `components.${component}.each.rate`);
  };

/** Components that a flow may fail by, and those that keep load away from them. */
function neededBy(model: Model, flow: Flow): ReadonlySet<string> {
  const own = new Set<string>();
  const open: (readonly Call[])[] = [flow.calls.filter(mayBeFatal)];
  const looked = new Set<string>();
  for (let calls = open.pop(); calls; calls = open.pop())
    for (const { component, fallback, writes } of calls) {
      own.add(component);
      if (!fallback?.to) continue;
      own.add(fallback.to);
      const key = `${fallback.to} ${writes}`;
      if (!looked.has(key)) open.push(fallbackCallsFor(model, fallback.to, { writes, flow: flow.name }).flatMap(withAllBehind));
      looked.add(key);
    }
  return new Set([...own].flatMap((name) => [name, ...cachesBefore(model, name)]));
}

/** A call with those that it makes and waits for, and theirs. */
function withAllBehind(call: Call): readonly Call[] {
  const all = [call];
  for (let i = 0; i < all.length; i++)
    all.push(...(all[i] as Call).callees.filter(({ via, failure }) => via !== 'consume' && failure !== 'harmless'));
  return all;
}
