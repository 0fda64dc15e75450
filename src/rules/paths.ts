import type { Call, Model } from '../spec/index.js';

/** Whether somebody waits for writes that arrive at a component: on the way to it nothing is asynchronous. */
export function writesWaitedFor(model: Model, component: string): boolean {
  return (model.components.get(component)?.calls ?? []).some((call) => call.writes && isWaitedFor(call));
}

/** Whether the actor waits for a call: neither it nor any above it is asynchronous. */
export function isWaitedFor(call: Call): boolean {
  for (let at: Call | null = call; at; at = at.caller) if (at.async || at.via === 'consume') return false;
  return true;
}

/** The calls from the actor's down to one. */
export function chainTo(call: Call): readonly Call[] {
  const chain: Call[] = [];
  for (let at: Call | null = call; at; at = at.caller) chain.unshift(at);
  return chain;
}
