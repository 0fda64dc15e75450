import type { Call, Flow } from './model.js';

/** A call and those that lead to it, up to that of the actor. */
export function* upFrom(call: Call): Generator<Call> {
  for (let at: Call | null = call; at; at = at.caller) yield at;
}

/** A call and those that lead to it, up to the first whose caller does not wait for it. */
export function* waitedUpFrom(call: Call): Generator<Call> {
  for (const at of upFrom(call)) {
    if (at.via === 'consume') return;
    yield at;
    if (at.async) return;
  }
}

/**
 * Whether its caller makes another call once it has answered: what is to be done in turn may rest on the answer, as a booking on a payment. Calls made
 * together rest on none of each other.
 */
export const isFollowed = ({ caller, index, group }: Call): boolean =>
  caller?.callees.some((later) => later.via === 'call' && later.index > index && (group === null || later.group !== group)) ?? false;

/**
 * A call and all calls below it, as far as `follows` allows, each before its callees: without recursion, since a chain may be thousands
 * long.
 */
export function* downFrom(call: Call, follows: (callee: Call) => boolean = () => true): Generator<Call> {
  const open = [call];
  for (let at = open.pop(); at; at = open.pop()) {
    yield at;
    open.push(...at.callees.filter(follows).reverse());
  }
}

/**
 * Whether something holds of a call or of any call above it. Results are cached: for a path of thousands of calls, walking to its beginning
 * for each would take quadratic time.
 */
export function someUpFrom(holds: (call: Call) => boolean): (call: Call) => boolean {
  const known = new WeakMap<Call, boolean>();
  return (call) => {
    const passed: Call[] = [];
    let found: boolean | undefined;
    for (let at: Call | null = call; at && found === undefined; at = at.caller) {
      found = known.get(at) ?? (holds(at) || undefined);
      passed.push(at);
    }
    for (const at of passed) known.set(at, found ?? false);
    return found ?? false;
  };
}

const isAsynchronous = someUpFrom(({ async }) => async);
const isHelped = someUpFrom(({ failure }) => failure !== 'fatal');
const isHarmless = someUpFrom(({ failure }) => failure === 'harmless');

/** Whether the actor waits for a call: neither it nor any above it is asynchronous, as those of consumers are. */
export const isWaitedFor = (call: Call): boolean => !isAsynchronous(call);

/**
 * Whether some writes of a flow happen behind a queue: its response then only means that they were accepted. A read has its response,
 * whatever runs in parallel.
 */
export const isOnlyAccepted = ({ write, calls }: Pick<Flow, 'write' | 'calls'>): boolean =>
  write && calls.some(({ via }) => via === 'consume');

/** Whether the failure of a call fails the request: nothing on the way is asynchronous, soft or has a fallback. */
export const isFatal = (call: Call): boolean => !isHelped(call);

/** Whether the failure of a call may fail the request: nothing on the way is harmless. */
export const mayBeFatal = (call: Call): boolean => !isHarmless(call);

/** How something is computed over the calls of a flow, from the last ones up: what fails it, what it serves. */
export interface CallCases<T> {
  /** Of a call whose failure is nothing to its caller: asynchronous, behind a queue, soft. */
  readonly harmless: T;
  /** Of all that a request needs. */
  readonly all: (of: readonly T[]) => T;
  /** Of the component that a call goes to. */
  readonly component: (call: Call) => T;
  /**
   * Of a component that answers only some calls, such as a cache, and of the callees that answer the rest; `isBypassed`: these answer all
   * while it is down.
   */
  readonly missing: (call: Call, behind: T) => readonly T[];
  /** Of a call by what it needs itself: not every request may make it, and it may have a fallback or a buffer. */
  readonly call: (call: Call, own: T) => T;
}

/** Folds the calls of a flow, caller by caller, the last ones first and without recursion: a chain of calls may be thousands long. */
export function overCalls<T>(calls: readonly Call[], cases: CallCases<T>): T {
  const done = new Map<Call, T>();
  const folded = (some: readonly Call[]): readonly T[] => some.map((call) => done.get(call) as T);
  const own = (call: Call): T => {
    const misses = folded(call.callees.filter(({ via }) => via === 'miss'));
    const component = misses.length > 0 ? cases.missing(call, cases.all(misses)) : [cases.component(call)];
    return cases.all([...component, ...folded(call.callees.filter(({ via }) => via === 'call'))]);
  };
  const ofActor = calls.filter(({ caller }) => caller === null);
  const stack = ofActor.toReversed();
  for (let call = stack.at(-1); call; call = stack.at(-1)) {
    const open = call.failure === 'harmless' ? [] : call.callees.filter((callee) => callee.via !== 'consume' && !done.has(callee));
    if (open.length > 0) stack.push(...open.reverse());
    else {
      if (!done.has(call)) done.set(call, call.failure === 'harmless' ? cases.harmless : cases.call(call, own(call)));
      stack.pop();
    }
  }
  return cases.all(folded(ofActor));
}
