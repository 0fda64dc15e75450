import {
  type Call,
  type Component,
  type Flow,
  isFatal,
  leafOf,
  type Model,
  type Objective,
  someUpFrom,
  statesInstances,
} from '../../spec/index.js';
import type { Key, RuleContext } from '../rule.js';

/** What is promised of the availability of a flow, and how much of it may fail: of objectives and of agreements alike. */
export const TARGETS = ['objectives.*.target', 'agreements.*.target'] as const;
export const BUDGETS = ['objectives.*.allowed', 'agreements.*.allowed'] as const;

export const promisedTarget = ({ fact }: RuleContext<(typeof TARGETS)[number]>, { kind, name }: Objective): Key =>
  kind === 'objective' ? fact('objectives.*.target', name) : fact('agreements.*.target', name);

export const budgetOf = ({ fact }: RuleContext<(typeof BUDGETS)[number]>, { kind, name }: Objective): Key =>
  kind === 'objective' ? fact('objectives.*.allowed', name) : fact('agreements.*.allowed', name);

const NOTHING: readonly Objective[] = [];

/** Promises that a component takes part in: of itself, or of a flow that fails as soon as it does. */
export function promisesOn(model: Model, { name, calls }: Component, isNeeded: (call: Call) => boolean = isHard): readonly Objective[] {
  if (model.objectives.length === 0) return NOTHING;
  const flows = new Set(calls.filter(isNeeded).map(({ flow }) => flow));
  return model.objectives.filter(({ about }) => (about.root === 'flows' ? flows.has(about.name) : about.name === name));
}

/** Whether the failure of a call fails its request: a cache that is passed by while it is down does not. */
export const isHard = (call: Call): boolean => isFatal(call) && !call.isBypassed;

/** The same of a call that every request makes: none that only misses make, or only some of the calls above it. */
export function isAlwaysNeeded({ atLeastOnce }: Pick<RuleContext, 'atLeastOnce'>): (call: Call) => boolean {
  let isLeftOut = LEFT_OUT.get(atLeastOnce);
  if (!isLeftOut) {
    isLeftOut = someUpFrom((at) => at.via === 'miss' || !atLeastOnce(at));
    LEFT_OUT.set(atLeastOnce, isLeftOut);
  }
  const left = isLeftOut;
  // Evaluated anew for each call: its result depends on values, so that it must not be cached for other runs.
  return (call) => isHard(call) && atLeastOnce(call) && !left(call);
}

/** By what tells it in one run of a rule. */
const LEFT_OUT = new WeakMap<RuleContext['atLeastOnce'], (call: Call) => boolean>();

/** Components that every request of a flow needs, each once, in the order of the path. */
export const alwaysNeeded = (context: Pick<RuleContext, 'atLeastOnce'>, { calls }: Flow): readonly string[] => [
  ...new Set(calls.filter(isAlwaysNeeded(context)).map(({ component }) => component)),
];

/** Whether a call states an option of its own. */
export const statesOption = (model: Model, call: Call, field: string): boolean =>
  call.hasOptions && leafOf(model, `${call.path}.${field}`) !== undefined;

/** Self-managed in counted instances: a stated availability of the whole would not describe them. */
export const isCounted = (model: Model, { name, traits }: Component): boolean =>
  traits.run === 'instances' && (statesInstances(model, name) || leafOf(model, `components.${name}.availability`) === undefined);

/** How a promise is called in a text: its flow, or its component. */
export const subjectOf = ({ about }: Objective): string => about.name;
