import { type Context, type Definers, formula, unstated } from '../../facts/index.js';
import { fixedTime } from '../../math/index.js';
import { type Expr, mul } from '../../quantity/index.js';
import { composed, type Sketch, step } from './sketch.js';

/** Share of the calls of a component that find no instance started: as stated, else what is usual of functions. */
const shareOf = (context: Context, name: string): Expr =>
  context.stated('components.*.coldStart.share', name) ?? context.assumed('coldStart');

/** What a cold start adds to some of the calls; undefined where none is stated. */
export function coldStartOf(context: Context, name: string, call: number): Sketch | undefined {
  const takes = context.stated('components.*.coldStart.takes', name);
  if (!takes) return undefined;
  const cold = step('fixed', [takes], ([time = 0]) => fixedTime(time), { call, component: name });
  return composed('sometimes', [shareOf(context, name)], [cold], ([share = 0], [plan]) => ({
    kind: 'either',
    of: [
      { share: Math.min(1, Math.max(0, share)), plan: plan ?? { kind: 'inTurn', of: [] } },
      { share: Math.max(0, 1 - share), plan: { kind: 'inTurn', of: [] } },
    ],
  }));
}

export const coldStartFacts = {
  'components.*.coldStarts.share': (context, name) =>
    context.stated('components.*.coldStart.takes', name) ? formula(shareOf(context, name)) : unstated(`components.${name}.coldStart`),
  'components.*.coldStarts.k': (context, name, load) =>
    context.stated('components.*.coldStart.takes', name)
      ? formula(mul(context.ref('components.*.rate.k', name, load), context.ref('components.*.coldStarts.share', name)))
      : unstated(`components.${name}.coldStart`),
} satisfies Definers;
