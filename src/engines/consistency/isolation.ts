import { type Behavior, isolationNamed } from '../../catalog/behavior.js';
import { type Context, type Definers, type Definition, type MissingPath, unstated } from '../../facts/index.js';
import { ISOLATIONS, type Isolation, implies, weakestIsolation } from '../../math/consistency/guarantees.js';
import type { Call, Component, DataSet } from '../../spec/index.js';
import { stepsAt } from './steps.js';

/** What transactions are kept apart by; `none` where no transaction holds several items together. */
type Apart = Isolation | 'none';

interface Step {
  readonly gives: Apart;
  readonly why: string;
  readonly path: string;
  readonly instead: string | null;
}

type Steps = readonly Step[] | { readonly unstated: readonly MissingPath[] };

const isKnown = (steps: Steps): steps is readonly Step[] => Array.isArray(steps);

/** The isolation that several steps leave together: the strongest that each of them gives. */
function wordOf(steps: readonly Step[]): string {
  const given = steps.flatMap(({ gives }) => (gives === 'none' ? [] : [gives]));
  return given.length < steps.length ? 'none' : weakestIsolation(given).join(' + ');
}

const defined = (context: Context, steps: Steps): Definition =>
  isKnown(steps)
    ? {
        inputs: [],
        choose: () => wordOf(steps),
        steps: () =>
          stepsAt(
            context.model,
            steps.map((one) => ({ ...one, gives: [one.gives] })),
          ),
      }
    : unstated(...steps.unstated);

/**
 * The isolation of the transaction of a call: the setting of its product by that name, else the weakest that gives as much; without a
 * product, as stated.
 */
function stepOf({ model }: Context, store: Component, call: Call | null): Steps {
  const behavior = model.products.behaviors.get(store.name);
  const asked = call?.isolation ?? store.isolation;
  const path = asked ? (call?.isolation ? `${call.path}.isolation` : `components.${store.name}.isolation`) : `components.${store.name}.use`;
  const where = `components.${store.name}.isolation` as const;
  if (!behavior) {
    const word = ISOLATIONS.find((one) => one === asked?.name);
    return word ? [{ gives: word, why: `transactions of ${store.name} are ${word}`, path, instead: null }] : { unstated: [where] };
  }
  if (behavior.isolations.length === 0) {
    const why = `${store.use?.name ?? store.name} has no transactions over several items: each spans ${behavior.transactions}`;
    return [{ gives: 'none', why, path, instead: null }];
  }
  const setting = settingFor(behavior, asked?.name ?? behavior.isolation ?? '');
  if (!setting) return { unstated: [where] };
  const because = setting.note === undefined ? '' : `: ${setting.note}`;
  const stronger = behavior.isolations.find(({ gives }) => gives !== setting.gives && implies(gives, setting.gives));
  return [
    {
      gives: setting.gives,
      why: `transactions of ${store.name} at ${asked ? '' : 'the default '}${setting.name} are ${setting.gives}${because}`,
      path,
      instead: stronger ? `${where}=${stronger.name}` : null,
    },
  ];
}

/** A setting by its name, else the weakest one that gives the isolation. */
function settingFor(behavior: Behavior, asked: string): Behavior['isolations'][number] | undefined {
  const named = isolationNamed(behavior, asked);
  if (named) return named;
  const word = ISOLATIONS.find((one) => one === asked);
  const enough = word === undefined ? [] : behavior.isolations.filter(({ gives }) => implies(gives, word));
  return enough.find(({ gives }) => enough.every((other) => implies(other.gives, gives)));
}

function joined(all: readonly Steps[], otherwise: MissingPath): Steps {
  const missing = all.flatMap((one) => (isKnown(one) ? [] : one.unstated));
  if (missing.length > 0) return { unstated: [...new Set(missing)] };
  const steps = all.flatMap((one) => (isKnown(one) ? one : []));
  return steps.length === 0 ? { unstated: [otherwise] } : steps;
}

/** Calls of a flow to where data lies: those that it waits for or not. */
const callsOf = ({ model }: Context, flow: string): readonly Call[] =>
  model.flows.get(flow)?.calls.filter(({ component }) => {
    const store = model.components.get(component);
    return store !== undefined && store.data.length > 0 && !store.isCache;
  }) ?? [];

const storeOf = ({ model }: Context, { component }: Call): Component => model.components.get(component) as Component;

/** What the transactions of a flow are kept apart by: of writes to several stores each commits by itself, unless they commit together. */
function ofFlow(context: Context, flow: string): Steps {
  const calls = callsOf(context, flow);
  const each = calls.map((call) => stepOf(context, storeOf(context, call), call));
  const written = [...new Set(calls.flatMap((call) => (call.writes ? [call.component] : [])))];
  const transaction = context.model.flows.get(flow)?.transaction ?? null;
  if (written.length < 2 || transaction === 'twoPhase') return joined(each, `flows.${flow}.path`);
  const how = transaction === null || transaction === 'none' || transaction === 'local' ? 'by itself' : `by itself (${transaction})`;
  const apart: Step = {
    gives: 'readUncommitted',
    why: `${flow} writes to ${written.join(' and ')}, and each commits ${how}: others see a part of it`,
    path: `flows.${flow}.${transaction === null ? 'path' : 'transaction'}`,
    instead: `flows.${flow}.transaction=twoPhase`,
  };
  return joined([...each, [apart]], `flows.${flow}.path`);
}

/** The weakest isolation of all flows that use a data set; without known users, the default of its stores. */
function ofData(context: Context, data: DataSet): Steps {
  const stores = data.stores.flatMap((name) => context.model.components.get(name) ?? []);
  const users = new Set([...data.addedBy, ...data.readBy].map(({ flow }) => flow));
  const all = stores.map((store) => {
    const calls = store.calls.filter(({ flow }) => users.size === 0 || users.has(flow));
    return joined(
      calls.length > 0 ? calls.map((call) => stepOf(context, store, call)) : [stepOf(context, store, null)],
      `data.${data.name}.in`,
    );
  });
  return joined(all, `data.${data.name}.in`);
}

export const isolationFacts = {
  'flows.*.calls.*.isolation': (context, flow, index) => {
    const call = context.model.flows.get(flow)?.calls[Number(index) - 1] as Call;
    return callsOf(context, flow).includes(call)
      ? defined(context, stepOf(context, storeOf(context, call), call))
      : unstated({ text: `data.*.in.${call.component}` });
  },
  'flows.*.isolation': (context, flow) => defined(context, ofFlow(context, flow)),
  'data.*.isolation': (context, data) => defined(context, ofData(context, context.model.data.get(data) as DataSet)),
} satisfies Definers;
