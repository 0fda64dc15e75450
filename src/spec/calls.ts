import type { Call } from './model.js';

/** A call and those that lead to it, up to that of the actor. */
function* upFrom(step: Call): Generator<Call> {
  for (let at: Call | null = step; at; at = at.caller) yield at;
}

/** Whether the failure of a call fails the request: nothing on the way is asynchronous, soft or has a fallback. */
export function isFatal(step: Call): boolean {
  for (const { failure } of upFrom(step)) if (failure !== 'fatal') return false;
  return true;
}

/** Whether the failure of a call may fail the request: nothing on the way is harmless. */
export function mayBeFatal(step: Call): boolean {
  for (const { failure } of upFrom(step)) if (failure === 'harmless') return false;
  return true;
}

/** How something is computed over the calls of a flow, from the last ones up: what fails it, what it serves. */
export interface CallCases<T> {
  /** Of a call whose failure is nothing to its caller: asynchronous, behind a queue, soft. */
  readonly harmless: T;
  /** Of all that a request needs. */
  readonly all: (of: readonly T[]) => T;
  /** Of the component that is called, for what the call asks of it. */
  readonly component: (step: Call) => T;
  /** Of a component that has only some of what it is asked for, and of what is asked for the rest; `isBypassed`: for all of it while it is down. */
  readonly missing: (step: Call, behind: T) => readonly T[];
  /** Of a call by what it needs itself: not every request may make it, and it may have a fallback or a buffer. */
  readonly call: (step: Call, own: T) => T;
}

/** Folds the calls of a flow, caller by caller. */
export function overCalls<T>(steps: readonly Call[], cases: CallCases<T>): T {
  const call = (step: Call): T => (step.failure === 'harmless' ? cases.harmless : cases.call(step, own(step)));
  const callsOf = (step: Call, via: Call['via']): readonly T[] => step.callees.filter((callee) => callee.via === via).map(call);
  const own = (step: Call): T => {
    const [calls, misses] = [callsOf(step, 'call'), callsOf(step, 'miss')];
    const component = misses.length > 0 ? cases.missing(step, cases.all(misses)) : [cases.component(step)];
    return cases.all([...component, ...calls]);
  };
  return cases.all(steps.filter(({ caller }) => caller === null).map(call));
}
