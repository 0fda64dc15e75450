import type { Call, Component, ConsistencyLevel, Flow, Model } from './model.js';

/** What all reads and writes of a store ask for, in place of what each asks for. */
export interface LevelsOfStore {
  readonly store: string;
  readonly read: string;
  readonly write: string;
  /** The same as copies of all that must be up. */
  readonly copies: { readonly read: ConsistencyLevel; readonly write: ConsistencyLevel };
}

type Growing = { -readonly [K in keyof Call]: Call[K] };

/**
 * The same spec with a store that is asked so: every call of a flow that asks it, and every component that such a flow calls, is another. The rest is what it was,
 * not a copy: a spec of thousands of data sets is asked this for each.
 */
export function withLevels(model: Model, { store, read, write, copies }: LevelsOfStore): Model {
  const asking = new Set(model.components.get(store)?.calls.map(({ flow }) => flow));
  const calls = new Map<Call, Growing>();
  const flows = new Map<string, Flow>(model.flows);
  const called = new Set([store]);
  for (const name of asking) {
    const flow = model.flows.get(name);
    if (flow === undefined) continue;
    for (const call of flow.calls) {
      const consistency = call.component === store ? { name: call.writes ? write : read, at: call.at } : call.consistency;
      calls.set(call, { ...call, consistency, ...(call.component === store && { from: null }) });
      called.add(call.component);
    }
    flows.set(name, { ...flow, calls: flow.calls.map((call) => calls.get(call) as Call) });
  }
  const other = (call: Call): Call => calls.get(call) ?? call;
  for (const call of calls.values()) {
    call.caller = call.caller && other(call.caller);
    call.callees = call.callees.map(other);
  }
  const components = new Map<string, Component>(model.components);
  for (const name of called) {
    const component = model.components.get(name);
    if (component === undefined) continue;
    const replication = name === store && component.replication ? { ...component.replication, ...copies } : component.replication;
    components.set(name, { ...component, replication, calls: component.calls.map(other) });
  }
  return { ...model, flows, components };
}
