import type { Step } from './model.js';

/** A call and those that lead to it, up to that of the actor. */
function* upFrom(step: Step): Generator<Step> {
  for (let at: Step | null = step; at; at = at.caller) yield at;
}

/** Whether the failure of a call fails the request: nothing on the way is asynchronous, soft or has a fallback. */
export function isFatal(step: Step): boolean {
  for (const { failure } of upFrom(step)) if (failure !== 'fatal') return false;
  return true;
}

/** Whether the failure of a call may fail the request: nothing on the way is harmless. */
export function mayBeFatal(step: Step): boolean {
  for (const { failure } of upFrom(step)) if (failure === 'harmless') return false;
  return true;
}
