import { type Component, type Flow, isThirdParty, isWaitedFor, type Model } from '../../spec/index.js';

/** What takes part in the writes of a flow: stores and systems of others that it writes to and waits for, in the order of the path. */
export function writtenTo({ calls }: Flow, model: Model): readonly Component[] {
  const written = calls
    .filter((call) => call.writes && isWaitedFor(call))
    .flatMap(({ component }) => model.components.get(component) ?? []);
  return [...new Set(written)].filter(({ traits }) => (traits.data === 'disk' && !traits.isQueue) || isThirdParty(traits));
}
