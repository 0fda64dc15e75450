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

/** The same spec with a store that is asked so: every call, and every component, of which anything is otherwise is another. */
export function withLevels(model: Model, { store, read, write, copies }: LevelsOfStore): Model {
  const calls = new Map<Call, Growing>();
  const flows = new Map<string, Flow>();
  for (const [name, flow] of model.flows) {
    for (const call of flow.calls) {
      const consistency = call.component === store ? { name: call.writes ? write : read, at: call.at } : call.consistency;
      calls.set(call, { ...call, consistency, ...(call.component === store && { from: null }) });
    }
    flows.set(name, { ...flow, calls: flow.calls.map((call) => calls.get(call) as Call) });
  }
  const other = (call: Call): Call => calls.get(call) ?? call;
  for (const call of calls.values()) {
    call.caller = call.caller && other(call.caller);
    call.callees = call.callees.map(other);
  }
  const components = new Map<string, Component>();
  for (const [name, component] of model.components) {
    const replication = name === store && component.replication ? { ...component.replication, ...copies } : component.replication;
    components.set(name, { ...component, replication, calls: component.calls.map(other) });
  }
  return { ...model, flows, components };
}
