import type { Context } from '../../facts/index.js';
import type { Call } from '../../spec/index.js';
import type { Slowdown } from './path-function.js';

/** What makes components on a path slow, all calls of each together: stated of a component, or of a cause that components share. */
export function slowdownsOf(context: Context, calls: readonly Call[]): readonly Slowdown[] {
  const names = [...new Set(calls.map(({ component }) => component))];
  const own = names.flatMap((name): Slowdown[] => {
    const share = context.stated('components.*.slowdown.share', name);
    const factor = context.stated('components.*.slowdown.factor', name);
    return share && factor ? [{ name, components: new Set([name]), share, factor }] : [];
  });
  const causes = [...new Set(names.flatMap((name) => context.model.components.get(name)?.causes ?? []))];
  const shared = causes.flatMap((cause): Slowdown[] => {
    const share = context.stated('topology.causes.*.slowdown.share', cause);
    const factor = context.stated('topology.causes.*.slowdown.factor', cause);
    const components = new Set(names.filter((name) => context.model.components.get(name)?.causes.includes(cause)));
    return share && factor ? [{ name: cause, components, share, factor }] : [];
  });
  return [...own, ...shared];
}
